"""The parts of a page that a slider draws anew alone: Streamlit's fragments, by the names that call them."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVarTuple

import streamlit as st
from streamlit.components import v2

from pages.ui.session import here, moved

_outside = v2.component("outside", js=(Path(__file__).parent / "outside.js").read_text(), isolate_styles=False)
Given = TypeVarTuple("Given")
BODY, DIFFER = "body", "differ"


def part(name: str, draw: Callable[[*Given], None], *given: *Given) -> None:
    """Draw a part of the page; what it is given is what it is drawn anew with."""
    st.fragment(draw, key=name)(*given)


def outside() -> None:
    """Draw the element outside all parts that asks for the whole page once a lost connection is back.

    A server that took over knows no part yet, and would pass over what the reader does within one.
    """
    _outside(key="outside", on_back_change=redrawn)


def redrawn() -> None:
    """Let a control outside the parts draw the whole page, even where a slider moves in the same moment."""
    st.session_state["session"].whole = ""


def slid(name: str, key: str, group: str) -> None:
    """Take over what the reader did to a slider of a group, and draw anew alone what says the scenario.

    The whole page is drawn where it does not stand yet, for a slider of no such group (the assumptions), or where more
    has happened than this: Streamlit sees to that. The body comes first: the charts are waited for.
    """
    kept = st.session_state["session"]
    whole = kept.whole == here() and group in kept.groups
    if moved(name, key) and whole:
        kept.whole = here()
        kept.choose()
        st.rerun([BODY, DIFFER])
