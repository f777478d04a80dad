"""A button that copies the address of the page as it stands."""

from pathlib import Path

from streamlit.components import v2

from pages.ui.text import text

_button = v2.component("copy_link", js=(Path(__file__).parent / "link.js").read_text(), isolate_styles=False)


def copy_link() -> None:
    """Draw the button; without a clipboard it shows the address instead."""
    _button(key="copy-link", data={"label": text("frame.copy"), "done": text("frame.copied")}, height=44)
