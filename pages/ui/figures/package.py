"""A package on the table as figures: what it is worth to a side in parts, the odds of red lines, gains over draws."""

from collections.abc import Mapping

import pandas as pd

from pages.ui.figures import Spec
from pages.ui.figures.negotiation import MARGIN, RING, SIDES
from pages.ui.figures.steps import waterfall
from pages.ui.style import LEGEND, REFERENCE, axis, change, names_axis

EVEN, FULL, ROOM = 50, 100, 165
CLEAR = "rgba(0,0,0,0)"


def worth(parts: pd.Series, side: str, names: Mapping[str, str], title: str) -> Spec:
    """Return the parts of what a side gains, USD bn a year, and last the gain they add up to."""
    return waterfall(parts, names, "USD bn", title, total=SIDES[side])


def odds(rows: pd.DataFrame, title: str, even: str) -> Spec:
    """Return the odds in percent that a package passes each red line; columns side, name, odds_percent, words.

    A bar that is crossed, with less than even odds, is an outline.
    """
    held = rows["odds_percent"] >= EVEN
    colours = [SIDES[side] for side in rows["side"]]
    return {
        "data": [{
            "type": "bar", "orientation": "h", "name": title, "x": rows["odds_percent"].to_list(),
            "y": rows["name"].to_list(), "text": rows["words"].to_list(), "textposition": "outside",
            "marker": {
                "color": [colour if ok else CLEAR for colour, ok in zip(colours, held, strict=True)],
                "line": {"color": colours, "width": 2},
            },
            "cliponaxis": False, "hovertemplate": "%{y}: %{text}<extra></extra>",
        }],
        "layout": {
            "margin": MARGIN | {"l": 150, "t": 22}, "xaxis": axis(title, range=[0, ROOM], tickvals=[0, EVEN, FULL]),
            "yaxis": names_axis(), "showlegend": False,
            "shapes": [{
                "type": "line", "x0": EVEN, "x1": EVEN, "yref": "paper", "y0": 0, "y1": 1,
                "line": {"color": REFERENCE, "width": 1.5},
            }],
            "annotations": [{
                "x": EVEN, "yref": "paper", "y": 1, "yanchor": "bottom", "text": even, "showarrow": False,
                "font": {"size": 11, "color": REFERENCE},
            }],
        },
    }  # fmt: skip


def draws(rows: pd.DataFrame, names: Mapping[str, str], title: str) -> Spec:
    """Return what each side gains over draws of the weights, USD bn a year: a band, and its value as chosen.

    rows: columns side, low, middle, high (four draws in five lie between the ends), chosen.
    """
    labels = [names[side] for side in rows["side"]]
    colours = [SIDES[side] for side in rows["side"]]
    said = [f"{change(low, 'USD bn')} … {change(high, 'USD bn')}" for low, high in rows[["low", "high"]].to_numpy()]
    return {
        "data": [
            {
                "type": "bar", "orientation": "h", "name": names["band"], "y": labels, "base": rows["low"].to_list(),
                "x": (rows["high"] - rows["low"]).to_list(), "marker": {"color": colours}, "opacity": 0.35,
                "width": 0.5, "customdata": said, "hovertemplate": "%{y}: %{customdata}<extra></extra>",
            },
            _ticks(rows["middle"], labels, names["middle"]),
            {
                "type": "scatter", "mode": "markers+text", "name": names["chosen"], "x": rows["chosen"].to_list(),
                "y": labels, "marker": {"size": 13, "color": colours, "line": RING}, "textposition": "top center",
                "text": [change(value, "USD bn") for value in rows["chosen"]], "cliponaxis": False,
                "hovertemplate": "%{y}: %{text}<extra>" + names["chosen"] + "</extra>",
            },
        ],
        "layout": {
            "margin": MARGIN | {"l": 110, "t": 30}, "xaxis": axis(title, zero=True),
            "yaxis": names_axis(), "showlegend": True,
            "legend": LEGEND,
        },
    }  # fmt: skip


def _ticks(values: pd.Series, labels: list[str], name: str) -> Spec:
    return {
        "type": "scatter", "mode": "markers", "name": name, "x": values.to_list(), "y": labels,
        "marker": {"symbol": "line-ns", "size": 24, "line": {"width": 3, "color": REFERENCE}},
        "hovertemplate": "%{y}: %{x:.3~g}<extra>" + name + "</extra>",
    }  # fmt: skip
