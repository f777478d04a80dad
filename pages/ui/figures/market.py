"""The market month by month as figures: cars from Japan, rates, and how the six makers' profit changes."""

import pandas as pd

from pages.ui.figures import Spec
from pages.ui.style import AS_IT_LASTS, JAPAN, LEGEND, MARGIN, REFERENCE, SCENARIO, axis

RIVAL = "#8a5fc2"


def cars_from_japan(months: pd.DataFrame, decision: str, names: tuple[str, ...], title: str) -> Spec:
    """Return cars built in Japan and sold in the US, thousand a month: scenario, reference, and if it lasts."""
    x = months.index.to_list()
    return {
        "data": [
            _line(x, months["reference_built_japan_thousand"], names[1], REFERENCE),
            _line(x, months["lasting_built_japan_thousand"], names[2], SCENARIO, dash=AS_IT_LASTS, width=1.5),
            _line(x, months["built_japan_thousand"], names[0], SCENARIO, width=3),
        ],
        "layout": {
            "margin": MARGIN, "xaxis": axis(type="date"), "yaxis": axis(title, rangemode="tozero"), "legend": LEGEND,
            "shapes": [_since(decision)],
        },
    }  # fmt: skip


def rates(months: pd.DataFrame, decision: str, names: tuple[str, ...], title: str) -> Spec:
    """Return the average rate on Japan by month beside what the EU would pay on the same goods and the reference."""
    x = months.index.to_list()
    return {
        "data": [
            _line(x, months["reference_effective_percent"], names[2], REFERENCE, shape="hv"),
            _line(x, months["rival_percent"], names[1], RIVAL, shape="hv", dash="dot"),
            _line(x, months["effective_percent"], names[0], JAPAN, shape="hv", width=3),
        ],
        "layout": {
            "margin": MARGIN, "xaxis": axis(type="date"), "yaxis": axis(title, rangemode="tozero"), "legend": LEGEND,
            "shapes": [_since(decision)],
        },
    }  # fmt: skip


def _line(x: list[str], y: pd.Series, name: str, colour: str, **style: object) -> Spec:
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y.to_list(), "name": name,
        "line": {"color": colour, "width": 2} | style,
        "hovertemplate": "%{x|%b %Y}: %{y:.3~g}<extra>" + name + "</extra>",
    }  # fmt: skip


def _since(decision: str) -> Spec:
    """Return the line that marks the month of the decision."""
    return {
        "type": "line", "x0": f"{decision}-01", "x1": f"{decision}-01", "yref": "paper", "y0": 0, "y1": 1,
        "line": {"color": REFERENCE, "width": 1, "dash": "dot"},
    }  # fmt: skip
