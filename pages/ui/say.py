"""Sentences that every move of a lever may say anew: an element that writes them itself.

Streamlit's own text reads its Markdown anew at every run of the page, which takes the browser as long as a chart.
"""

from pathlib import Path
from typing import Literal

from streamlit.components import v2

HERE = Path(__file__).parent
Line = tuple[Literal["answer", "line", "note", "beside", "foot"], str]

_element = v2.component(
    "say", js=(HERE / "say.js").read_text(), css=(HERE / "say.css").read_text(), isolate_styles=False
)


def say(key: str, *lines: Line) -> None:
    """Draw sentences, each of its kind: what is `**strong**` or `*stressed*` in them is set so."""
    _element(key=key, data=lines)
