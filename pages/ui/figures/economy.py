"""Japan's output as a figure: what the tariffs take so far beside what institutes forecast."""

import pandas as pd

from pages.ui.figures import Spec
from pages.ui.style import JAPAN, LEGEND, NAMED, REFERENCE, axis, change, names_axis

SO_FAR, LASTING = "gdp_so_far", "gdp_daiwa_lasting"
FORECAST, CLEAR = "#7f86c4", "rgba(0,0,0,0)"


def engines(table: pd.DataFrame, names: dict[str, str], ticks: str, title: str) -> Spec:
    """Return the change of Japan's GDP by engine, percent; index engines, columns scenario and reference.

    What is so far is filled, what was forecast is paler, what lasts is an outline.
    """
    looks = {SO_FAR: (JAPAN, JAPAN), LASTING: (CLEAR, FORECAST)}
    fill, edge = zip(*(looks.get(engine, (FORECAST, FORECAST)) for engine in table.index), strict=True)
    labels = [names[engine] for engine in table.index]
    return {
        "data": [
            {
                "type": "bar", "orientation": "h", "name": title, "x": table["scenario"].to_list(), "y": labels,
                "marker": {"color": list(fill), "line": {"color": list(edge), "width": 1.5}}, "showlegend": False,
                "text": [change(value, "%") for value in table["scenario"]], "textposition": "outside",
                "cliponaxis": False, "hovertemplate": "%{y}: %{text}<extra></extra>",
            },
            {
                "type": "scatter", "mode": "markers", "name": ticks, "x": table["reference"].to_list(), "y": labels,
                "marker": {"symbol": "line-ns", "size": 22, "line": {"width": 3, "color": REFERENCE}},
                "text": [change(value, "%") for value in table["reference"]],
                "hovertemplate": "%{y}: %{text}<extra>" + ticks + "</extra>",
            },
        ],
        "layout": {
            "margin": NAMED | {"l": 128, "r": 24}, "xaxis": axis(title, zero=True, range=_room(table)),
            "yaxis": names_axis(), "legend": LEGEND, "showlegend": True,
        },
    }  # fmt: skip


def _room(table: pd.DataFrame) -> list[float]:
    """Return a range that leaves room for the numbers beside the bars and always holds zero."""
    low, high = min(float(table.to_numpy().min()), 0.0), max(float(table.to_numpy().max()), 0.0)
    spare = 0.42 * (high - low or 1.0)
    return [low - spare if low < 0 else -spare / 4, high + spare if high > 0 else spare / 4]
