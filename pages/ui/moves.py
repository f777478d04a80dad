"""The element of a page's body that hears what the reader does to the levers.

A lever that reported by itself would draw the whole page anew; this one's report draws the body anew and nothing else.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components import v2

from pages.ui.session import Session

KEY = "moves"
OVERRULES = "course"

_element = v2.component(KEY, js=(Path(__file__).parent / "moves.js").read_text(), isolate_styles=False)


def moves(kept: Session, buttons: Mapping[str, Any]) -> None:
    """Draw the element that hears the levers and says anew what stands on buttons outside the body, by their keys."""
    _element(key=KEY, data={"session": kept.token, "buttons": buttons}, on_moves_change=_heard)


def _heard() -> None:
    """Take over what the reader has done to the levers of this session; what overrules others draws the page anew."""
    kept = st.session_state["session"]
    match st.session_state[KEY].get("moves"):
        case {"session": kept.token, "values": dict(values)}:
            moved = [str(key) for key, value in values.items() if kept.move(str(key), value)]
            kept.choose()
            if any(key.startswith(f"{OVERRULES}-") for key in moved):
                st.rerun()
