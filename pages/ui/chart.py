"""How figures reach the screen: one element that keeps their graphs between runs and says their data in words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import plotly
import streamlit as st
from plotly.graph_objects import Figure
from plotly.io.json import to_json_plotly
from streamlit.components import v1, v2

from pages.ui.summary import plain, summary
from pages.ui.text import text, unbroken

HERE = Path(__file__).parent
TEXT_HEIGHT = 104
PLACED_BY_THE_ELEMENT = ("template", "title", "height", "width")

_fallback = v1.declare_component("plotlyjs", path=str(Path(plotly.__file__).parent / "package_data"))
_bundled = sorted(chunk.name for chunk in (Path(st.__file__).parent / "static/static/js").glob("PlotlyChart.*.js"))
_libraries = [f"static/js/{name}" for name in _bundled] + [f"component/{_fallback.name}/plotly.min.js"]
_row: ContextVar[list[dict[str, Any]] | None] = ContextVar("row", default=None)
_element = v2.component(
    "chart", js=(HERE / "chart.js").read_text(), css=(HERE / "chart.css").read_text(), isolate_styles=False
)


def chart(
    figure: Figure | Mapping[str, Any],
    key: str,
    title: str,
    subtitle: str,
    source: str,
    *,
    alt: str = "",
    height: int = 360,
) -> None:
    """Draw a figure under its finding and its measure; `key` names the downloaded picture, `height` the plot in pixels.

    The text stands outside the plot because a Plotly title does not wrap; the chart's height never changes.
    """
    spec = dict(figure.to_dict() if isinstance(figure, Figure) else figure)
    layout = {name: value for name, value in spec.get("layout", {}).items() if name not in PLACED_BY_THE_ELEMENT}
    said = {"title": unbroken(title), "subtitle": unbroken(subtitle), "source": source}
    said["alt"] = plain(alt or f"{title}. {subtitle}")
    drawn = {
        "spec": to_json_plotly({"data": spec["data"], "layout": layout}),
        "summary": summary(spec["data"], layout),
        "name": key,
        "height": height + TEXT_HEIGHT,
        **said,
    }
    row = _row.get()
    if row is None:
        _mount([drawn])
    else:
        row.append(drawn)


@contextmanager
def beside() -> Iterator[None]:
    """Put the charts drawn meanwhile two in a row, on a phone one: they reach the browser together, in one message."""
    row: list[dict[str, Any]] = []
    before = _row.set(row)
    try:
        yield
    finally:
        _row.reset(before)
    if row:
        _mount(row)


def _mount(charts: list[dict[str, Any]]) -> None:
    words = {word: text(f"chart.{word}") for word in ("failed", "png", "svg")}
    _element(key=f"chart-{charts[0]['name']}", data={"charts": charts, "libraries": _libraries, "words": words})
