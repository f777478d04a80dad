"""The parts of a page that a slider draws anew alone: Streamlit's fragments, by the names that call them."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

import streamlit as st
from streamlit.components import v2

from pages.ui.session import moved

_again = v2.component("again", js=(Path(__file__).parent / "again.js").read_text(), isolate_styles=False)
Given = ParamSpec("Given")
BODY, MENU, DIFFER, LANDMARKS = "body", "menu", "differ", "landmarks-"


def part(name: str, draw: Callable[Given, None], *given: Given.args, **more: Given.kwargs) -> None:
    """Draw a part of the page; what it is given is what it is drawn anew with."""
    st.fragment(draw, key=name)(*given, **more)


def again() -> None:
    """Have the browser ask for the whole page once a lost connection is back.

    A server that took over has drawn nothing yet, and would pass over what the reader does within a part.
    """
    _again(key="again", on_back_change=redrawn)


def redrawn() -> None:
    """Let a control outside the parts draw the whole page, even where a slider moves in the same moment."""


def slid(name: str, key: str, group: str) -> None:
    """Take over what the reader did to a slider of a group, and draw anew alone what says the scenario.

    The whole page is drawn where it does not stand yet, or where more has happened than this: Streamlit sees to that.
    """
    kept = st.session_state["session"]
    if moved(name, key) and kept.whole:
        kept.choose()
        st.rerun([BODY, DIFFER, f"{LANDMARKS}{group}", MENU])
