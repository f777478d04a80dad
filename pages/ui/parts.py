"""The parts of a page that a slider draws anew alone: Streamlit's fragments, by the names that call them."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVarTuple

import streamlit as st
from streamlit.components import v2

_outside = v2.component("outside", js=(Path(__file__).parent / "outside.js").read_text(), isolate_styles=False)
Given = TypeVarTuple("Given")
BODY = "body"


def part(name: str, draw: Callable[[*Given], None], *given: *Given) -> None:
    """Draw a part of the page; what it is given is what it is drawn anew with."""
    st.fragment(draw, key=name)(*given)


def outside() -> None:
    """Draw the element outside all parts that asks for the whole page once a lost connection is back.

    A server that took over knows no part yet, and would pass over what the reader does within one.
    """
    _outside(key="outside", on_back_change=lambda: None)
