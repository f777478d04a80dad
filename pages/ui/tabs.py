"""Tabs of a page's body, of which the open one alone is drawn.

Streamlit's own watch all that changes within them for something to focus, which costs the browser at every move of a
lever as much as a chart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.components import v2
from streamlit.delta_generator import DeltaGenerator

from pages.ui.session import Session
from pages.ui.text import text

HERE = Path(__file__).parent

_element = v2.component(
    "tabs", js=(HERE / "tabs.js").read_text(), css=(HERE / "tabs.css").read_text(), isolate_styles=False
)


@dataclass(frozen=True)
class Tab:
    """Hold whether a tab is open; what stands in a `with` of the open one is drawn below the tabs."""

    open: bool
    panel: DeltaGenerator

    def __enter__(self) -> None:
        """Draw in the panel from here on."""
        self.panel.__enter__()

    def __exit__(self, *failure: object) -> None:
        """Draw below the panel again."""
        self.panel.__exit__(*failure)


def tabs(page: str, names: Sequence[str]) -> Sequence[Tab]:
    """Draw the tabs of a page, and return each; the one the reader has opened last stays open."""
    key, kept = f"tabs-{page}", _session()
    there = kept.tabs.get(page, names[0])

    def opened() -> None:
        if (name := st.session_state[key].get("opened")) in names:
            kept.tabs[page] = name

    labels = [[name, text(f"tab.{name}")] for name in names]
    _element(key=key, data={"tabs": labels, "open": there, "panel": f"panel-{page}-{there}"}, on_opened_change=opened)
    panel = st.container(key=f"panel-{page}-{there}")
    return [Tab(name == there, panel) for name in names]


def _session() -> Session:
    kept: Session = st.session_state["session"]
    return kept
