"""How a figure reaches the screen: one element that keeps its graph between runs and says its data in words."""

import base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import plotly
import streamlit as st
from numpy.typing import NDArray
from plotly.graph_objects import Figure
from plotly.io.json import to_json_plotly
from streamlit.components import v1, v2

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
    said["alt"] = alt or f"{title}. {subtitle}"
    _element(
        key=f"chart-{key}",
        height=height + TEXT_HEIGHT,
        data={
            "spec": to_json_plotly({"data": spec["data"], "layout": layout}),
            "summary": summary(spec["data"]),
            "name": key,
            "libraries": _libraries,
            "words": {word: text(f"chart.{word}") for word in ("failed", "png", "svg")},
            **said,
        },
    )


def summary(traces: list[dict[str, Any]]) -> str:
    """Return one plain sentence per series, for a reader who cannot see the chart."""
    return " ".join(_series(trace) for trace in traces)


def _series(trace: Mapping[str, Any]) -> str:
    name = trace.get("name") or trace.get("type", "series")
    across, along = ("x", "y") if trace.get("orientation") == "h" else ("y", "x")
    measured, places = numbers(trace.get("z", trace.get(across))), numbers(trace.get(along))
    if measured.dtype.kind not in "iuf" or not np.isfinite(measured.astype(float)).any():
        return f"{name}: no values."
    if measured.ndim > 1 or places.size != measured.size:
        return f"{name}: {measured.size} values from {_shown(np.nanmin(measured))} to {_shown(np.nanmax(measured))}."
    return f"{name}: {_extremes(measured.astype(float), places)}."


def _extremes(measured: NDArray[np.float64], places: NDArray[Any]) -> str:
    if measured.size == 1:
        return f"{_shown(measured[0])} at {places[0]}"
    named = {"first": 0, "last": -1, "lowest": np.nanargmin(measured), "highest": np.nanargmax(measured)}
    said = (f"{word} {_shown(measured[place])} at {places[place]}" for word, place in named.items())
    return f"{measured.size} values; {', '.join(said)}"


def numbers(values: Any) -> NDArray[Any]:
    """Return a trace's array, whether a list, an array or Plotly's base64 form; gaps become NaN."""
    if isinstance(values, Mapping) and "bdata" in values:
        flat = np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
        return flat.reshape([int(length) for length in values["shape"].split(",")]) if "shape" in values else flat
    array = np.asarray([] if values is None else values)
    if array.dtype == object and all(value is None or isinstance(value, int | float) for value in array.flat):
        return array.astype(float)
    return array


def _shown(value: float) -> str:
    return f"{value:,.4g}"
