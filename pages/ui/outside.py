"""The element outside the page's body that asks for the whole page once a lost connection is back."""

from pathlib import Path

from streamlit.components import v2

_element = v2.component("outside", js=(Path(__file__).parent / "outside.js").read_text(), isolate_styles=False)


def outside() -> None:
    """Draw it: a server that took over knows no body yet, and would pass over what the reader does within it."""
    _element(key="outside", on_back_change=lambda: None)
