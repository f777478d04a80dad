"""Draws as figures: how they spread, the months in bands, one assumption at a time, whose doubt weighs most."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pages.ui.figures import Spec
from pages.ui.figures.trade import wrapped
from pages.ui.style import (
    GAIN,
    JAPAN,
    LEGEND,
    LOSS,
    MARGIN,
    NAMED,
    REFERENCE,
    UNITED_STATES,
    amount,
    axis,
    change,
    names_axis,
)

WORDS_ABOVE = MARGIN | {"t": 22, "b": 44}
BINS, MOST_SHOWN = 40, 10
WIDE, NARROW = "rgba(79,95,201,0.18)", "rgba(79,95,201,0.36)"
PALE, STRONG = "#a9b1e6", JAPAN
SIGNS = {"less": LOSS, "same": REFERENCE, "more": GAIN}
VERDICTS = {"both": GAIN, "japan": JAPAN, "us": UNITED_STATES, "neither": REFERENCE}
INDENT = 0.04


class Spread(NamedTuple):
    """Hold what is drawn of a result: its draws, its central value, the band of nine in ten, and its unit."""

    draws: NDArray[np.float64]
    central: float
    low: float
    high: float
    unit: str


def distribution(spread: Spread, names: tuple[str, ...], title: str) -> Spec:
    """Return how many draws give which change; shaded is the band of nine in ten, the line is the central run."""
    counts, edges = np.histogram(spread.draws, bins=BINS)
    middle, width = (edges[1:] + edges[:-1]) / 2, float(edges[1] - edges[0])
    share = 100 * counts / len(spread.draws)
    words = [f"{change(low, spread.unit)} to {change(high, spread.unit)}" for low, high in pairwise(edges)]
    high = float(share.max())
    return {
        "data": [
            {
                "type": "bar", "name": names[0], "x": middle.tolist(), "y": share.tolist(), "width": width,
                "marker": {"color": PALE}, "text": words, "textposition": "none",
                "hovertemplate": "%{text}: %{y:.1f}%<extra></extra>",
            },
            _level(spread.central, high, names[1], JAPAN, "solid", change(spread.central, spread.unit)),
        ],
        "layout": {
            "margin": WORDS_ABOVE, "bargap": 0, "showlegend": False, "yaxis": axis(names[2], range=[0, 1.18 * high]),
            "xaxis": axis(title, zero=True), "shapes": [_band(spread.low, spread.high)],
            "annotations": [_above(spread.central, f"<b>{names[1]}</b> {change(spread.central, spread.unit)}")],
        },
    }  # fmt: skip


def fan(months: pd.DataFrame, decision: str, names: tuple[str, ...], title: str) -> Spec:
    """Return a number by month: bands of nine and of five draws in ten, the central run, the reference.

    Columns: low, lower, upper, high, central, reference; index months.
    """
    x = months.index.to_list()
    return {
        "data": [
            *_filled(x, months["low"], months["high"], names[0], WIDE),
            *_filled(x, months["lower"], months["upper"], names[1], NARROW),
            _line(x, months["reference"], names[3], {"color": REFERENCE, "width": 2}),
            _line(x, months["central"], names[2], {"color": JAPAN, "width": 3}),
        ],
        "layout": {
            "margin": WORDS_ABOVE, "xaxis": axis(type="date"), "yaxis": axis(title), "legend": LEGEND,
            "shapes": [{
                "type": "line", "x0": f"{decision}-01", "x1": f"{decision}-01", "yref": "paper", "y0": 0, "y1": 1,
                "line": {"color": REFERENCE, "width": 1, "dash": "dot"},
            }],
        },
    }  # fmt: skip


def tornado(rows: pd.DataFrame, central: float, unit: str, names: tuple[str, ...], title: str) -> Spec:
    """Return what a result's change becomes with one assumption at its low or its high end, the widest on top.

    Columns: low, high (the change there), low_end, high_end (the assumption in words); index the assumptions' names.
    """
    shown = rows.head(MOST_SHOWN)
    labels = [wrapped(name) for name in shown.index]

    def bars(end: str, name: str, colour: str) -> Spec:
        values = shown[end].fillna(central)
        said = [f"{at}: {change(value, unit)}" for at, value in zip(shown[f"{end}_end"], shown[end], strict=True)]
        return {
            "type": "bar", "orientation": "h", "name": name, "y": labels, "base": [central] * len(shown),
            "x": (values - central).to_list(), "marker": {"color": colour}, "text": said, "textposition": "none",
            "hovertemplate": "%{y} %{text}<extra>" + name + "</extra>",
        }  # fmt: skip

    return {
        "data": [bars("low", names[0], PALE), bars("high", names[1], STRONG)],
        "layout": {
            "barmode": "overlay", "margin": NAMED, "yaxis": names_axis(), "legend": LEGEND,
            "xaxis": axis(title, range=_room(shown, central)),
            "shapes": [{
                "type": "line", "x0": central, "x1": central, "yref": "paper", "y0": 0, "y1": 1,
                "line": {"color": REFERENCE, "width": 1},
            }],
        },
    }  # fmt: skip


def explained(rows: pd.DataFrame, name: str, title: str) -> Spec:
    """Return which share of the spread each assumption brings about alone, percent, largest on top, and how sure.

    Columns: share, give; index the assumptions' names.
    """
    shown = rows.head(MOST_SHOWN)
    share = shown["share"].clip(lower=0)
    said = [f"{amount(value, '%')} ±{amount(give, '%')}" for value, give in zip(share, shown["give"], strict=True)]
    return {
        "data": [{
            "type": "bar", "orientation": "h", "name": name, "x": share.to_list(),
            "y": [wrapped(one) for one in shown.index], "marker": {"color": JAPAN},
            "error_x": {"type": "data", "array": shown["give"].to_list(), "color": REFERENCE, "thickness": 1.5},
            "text": said, "textposition": "none", "hovertemplate": "%{y}: %{text}<extra></extra>",
        }],
        "layout": {
            "margin": NAMED, "xaxis": axis(title, rangemode="tozero"), "yaxis": names_axis(), "showlegend": False,
        },
    }  # fmt: skip


def signs(rows: pd.DataFrame, names: Mapping[str, str], title: str) -> Spec:
    """Return in how many draws each result is less than, the same as, and more than in the reference, percent."""
    return {
        "data": [
            {
                "type": "bar", "orientation": "h", "name": names[sign], "x": rows[sign].to_list(),
                "y": [wrapped(name) for name in rows.index], "marker": {"color": colour},
                "hovertemplate": "%{y}: %{x:.3~g}%<extra>" + names[sign] + "</extra>",
            }
            for sign, colour in SIGNS.items()
        ],
        "layout": {
            "barmode": "stack", "margin": NAMED, "xaxis": axis(title, range=[0, 100]), "yaxis": names_axis(),
            "legend": LEGEND,
        },
    }  # fmt: skip


def gains(table: pd.DataFrame, names: Mapping[str, str], titles: tuple[str, str]) -> Spec:
    """Return every draw of the weights by what a package is worth to both sides, USD bn a year, and who says yes.

    Columns: japan, us (the gains), verdict.
    """
    return {
        "data": [
            {
                "type": "scatter", "mode": "markers", "name": names[verdict], "x": some["japan"].to_list(),
                "y": some["us"].to_list(), "marker": {"color": colour, "size": 5, "opacity": 0.55},
                "hovertemplate": "%{x:.3~g}, %{y:.3~g}<extra>" + names[verdict] + "</extra>",
            }
            for verdict, colour in VERDICTS.items()
            if len(some := table[table["verdict"] == verdict])
        ],
        "layout": {
            "margin": WORDS_ABOVE, "xaxis": axis(titles[0], zero=True), "yaxis": axis(titles[1], zero=True),
            "legend": LEGEND | {"itemsizing": "constant"}, "showlegend": True,
        },
    }  # fmt: skip


def verdicts(shares: pd.Series, names: Mapping[str, str], title: str) -> Spec:
    """Return in which share of draws each side, and both, say yes, percent; index japan, us, both."""
    colours = [{"japan": JAPAN, "us": UNITED_STATES, "both": GAIN}[name] for name in shares.index]
    return {
        "data": [{
            "type": "bar", "orientation": "h", "name": title, "x": shares.to_list(),
            "y": [wrapped(names[name]) for name in shares.index], "marker": {"color": colours},
            "text": [amount(value, "%") for value in shares], "textposition": "auto",
            "insidetextfont": {"color": "#ffffff"}, "hovertemplate": "%{y}: %{text}<extra></extra>",
        }],
        "layout": {
            "margin": NAMED, "xaxis": axis(title, range=[0, 100]), "yaxis": names_axis(), "showlegend": False,
        },
    }  # fmt: skip


def _level(at: float, high: float, name: str, colour: str, dash: str, words: str) -> Spec:
    return {
        "type": "scatter", "mode": "lines", "name": name, "x": [at, at], "y": [0, 1.05 * high],
        "line": {"color": colour, "width": 2.5, "dash": dash}, "text": [words, words],
        "hovertemplate": "%{text}<extra>" + name + "</extra>",
    }  # fmt: skip


def _band(low: float, high: float) -> Spec:
    return {
        "type": "rect", "x0": low, "x1": high, "yref": "paper", "y0": 0, "y1": 1, "fillcolor": WIDE, "layer": "below",
        "line": {"width": 0},
    }  # fmt: skip


def _above(at: float, words: str) -> Spec:
    return {"x": at, "y": 1, "yref": "paper", "yanchor": "bottom", "text": words, "showarrow": False}


def _filled(x: Sequence[Any], low: pd.Series, high: pd.Series, name: str, colour: str) -> list[Spec]:
    edge = {"type": "scatter", "mode": "lines", "x": x, "line": {"width": 0}}
    return [
        edge | {"y": low.to_list(), "name": name, "showlegend": False,
                "hovertemplate": "%{x|%b %Y}: %{y:.4~g}<extra>" + name + "</extra>"},
        edge | {"y": high.to_list(), "name": name, "fill": "tonexty", "fillcolor": colour,
                "hovertemplate": "%{x|%b %Y}: %{y:.4~g}<extra>" + name + "</extra>"},
    ]  # fmt: skip


def _line(x: Sequence[Any], y: pd.Series, name: str, line: Spec) -> Spec:
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y.to_list(), "name": name, "line": line,
        "hovertemplate": "%{x|%b %Y}: %{y:.4~g}<extra>" + name + "</extra>",
    }  # fmt: skip


def _room(rows: pd.DataFrame, central: float) -> list[float]:
    """Return a range that holds both ends of every bar."""
    ends = np.append(rows[["low", "high"]].to_numpy(float).ravel(), central)
    low, high = float(np.nanmin(ends)), float(np.nanmax(ends))
    spare = INDENT * (high - low or 1.0)
    return [low - spare, high + spare]
