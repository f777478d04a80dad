"""How a figure reaches the screen: one element that keeps its graph between runs and says its data in words."""

from collections.abc import Mapping
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

    The text stands outside the plot because a Plotly title does not wrap; the element's height never changes.
    """
    spec = dict(figure.to_dict() if isinstance(figure, Figure) else figure)
    layout = {name: value for name, value in spec.get("layout", {}).items() if name not in PLACED_BY_THE_ELEMENT}
    said = {"title": unbroken(title), "subtitle": unbroken(subtitle), "source": source}
    said["alt"] = plain(alt or f"{title}. {subtitle}")
    _element(
        key=f"chart-{key}",
        height=height + TEXT_HEIGHT,
        data={
            "spec": to_json_plotly({"data": spec["data"], "layout": layout}),
            "summary": summary(spec["data"], layout),
            "name": key,
            "libraries": _libraries,
            "words": {word: text(f"chart.{word}") for word in ("failed", "png", "svg")},
            **said,
        },
    )
