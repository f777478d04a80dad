"""The pages, and the menu that leads to them by links that carry the state."""

from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

import streamlit as st
from streamlit.components import v2

from pages.ui.session import Session
from pages.ui.text import text

HERE = Path(__file__).parent
KEY = "menu"
ROW_HEIGHT = 32  # pixels, of menu.css
PATIENCE_SECONDS, STEP_SECONDS = 2.0, 0.01

_element = v2.component(
    "menu", js=(HERE / "menu.js").read_text(), css=(HERE / "menu.css").read_text(), isolate_styles=False
)


@dataclass(frozen=True)
class Page:
    """Name a page's script, the group of levers that is its topic, and whether a slider draws its body anew alone.

    talks: whether the page shows them, so that the package as both would sign it is solved with the rest.
    body_alone: it does not where a run may stay in the body for long, or its buttons are pressed in quick succession:
    a press within a body drawn alone waits until the run at hand has ended.
    """

    script: str
    topic: str = ""
    talks: bool = True
    body_alone: bool = True


MENU = {
    "overview": Page("app.py", "tariffs"),
    "automakers": Page("pages/automakers.py", "tariffs", talks=False),
    "suppliers": Page("pages/suppliers.py", "tariffs", talks=False),
    "trade": Page("pages/trade.py", "tariffs", talks=False),
    "beyond": Page("pages/beyond.py", "cushions", talks=False),
    "negotiation": Page("pages/negotiation.py", "offer"),
    "politics": Page("pages/politics.py", "offer"),
    "compare": Page("pages/compare.py", "tariffs", body_alone=False),
    "uncertainty": Page("pages/uncertainty.py", "tariffs", body_alone=False),
    "brief": Page("pages/brief.py", "tariffs", body_alone=False),
    "track_record": Page("pages/track_record.py", body_alone=False),
    "method": Page("pages/method.py", body_alone=False),
}


def menu(kept: Session) -> None:
    """Draw the pages as links, which carry the state: a click the one held here, a new tab that of the address.

    It is one element, drawn with the whole page alone: what it says does not change with the levers.
    """
    pages = [{"name": name, "label": text(f"menu.{name}"), "path": _path(page)} for name, page in MENU.items()]
    said = {
        "pages": pages, "here": kept.page, "picks": [*kept.picks], "shared": urlencode(kept.choice.shared),
        "next": kept.next, "turn": kept.asked, "label": text("frame.menu"),
    }  # fmt: skip
    _element(key=KEY, data=said, height=ROW_HEIGHT * len(MENU), on_chosen_change=_chosen)
    _leave(kept)


def _leave(kept: Session) -> None:
    """Give the browser time to go where the reader chose; the page that is left is drawn anew only if it does not."""
    until = monotonic() + PATIENCE_SECONDS
    while kept.next and monotonic() < until:
        sleep(STEP_SECONDS)
        st.session_state.get(KEY)  # where Streamlit ends this run for the next
    kept.next = ""


def _chosen() -> None:
    """Note where the reader goes, so that the page which is drawn there keeps what is held here."""
    match st.session_state[KEY]["chosen"]:
        case str(name) if name in MENU:
            kept = st.session_state["session"]
            kept.next, kept.asked = name, kept.asked + 1


def _path(page: Page) -> str:
    """Return where a page stands below the address of the dashboard."""
    return Path(page.script).stem if page.script.startswith("pages/") else ""
