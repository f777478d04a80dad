"""The buttons that set levers back, and what stands on them."""

from pathlib import Path
from typing import Any

from streamlit.components import v2

from model.assumptions import Assumptions
from pages.ui.session import Session, move
from pages.ui.text import text

HERE = Path(__file__).parent
LEVERS, ASSUMPTIONS = "reset", "reset-assumptions"

_button = v2.component(
    "reset", js=(HERE / "reset.js").read_text(), css=(HERE / "reset.css").read_text(), isolate_styles=False
)


def reset_levers(kept: Session) -> None:
    """Draw how many levers differ from the preset, as the button that sets them back."""
    _button(key=LEVERS, data=labels(kept)[LEVERS], on_pressed_change=lambda: move(dict(kept.choice.preset.policy)))


def reset_assumptions(kept: Session) -> None:
    """Draw the button that sets all assumptions back to their central values."""
    _button(key=ASSUMPTIONS, data=labels(kept)[ASSUMPTIONS], on_pressed_change=lambda: move(dict(Assumptions())))


def labels(kept: Session) -> dict[str, Any]:
    """Return what stands on each button and whether there is nothing to set back."""
    count = len(kept.choice.policy.address(kept.choice.preset.policy))
    disputed = len(kept.choice.assumptions.address(Assumptions()))
    return {
        LEVERS: {"label": text(f"frame.differ_{min(count, 2)}", count=count), "off": not count},
        ASSUMPTIONS: {"label": text("frame.reset_assumptions"), "off": not disputed, "plain": True},
    }
