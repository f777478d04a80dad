"""Who stands behind a package, as figures: meters of groups, odds of red lines, by day, and the polls."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pages.ui.figures import Spec
from pages.ui.figures.suppliers import whole
from pages.ui.style import JAPAN, LEGEND, MARGIN, NAMED, REFERENCE, UNITED_STATES, amount, axis, names_axis

COLOURS = {"japan": JAPAN, "us": UNITED_STATES}
FULL, EVEN = 100, 50
TICKS = [-FULL, -EVEN, 0, EVEN, FULL]
ROOM = 118
SYMBOLS = ("circle", "square", "triangle-down", "triangle-up", "x", "circle-open", "star", "square-open")
SEEN, FITS = 0.5, 30


def meters(rows: pd.DataFrame, side: str, words: Sequence[str], title: str, across: str = "") -> Spec:
    """Return one bar a group of one side, the lowest on top, from -100 to 100; `words` say what moves each.

    With `across`, a tick marks the meters that differ on the other side of the election.
    """
    mine = rows[rows["side"] == side].assign(words=list(words)).sort_values("meter")
    bars = {
        "type": "bar", "orientation": "h", "name": title, "x": mine["meter"].to_list(), "y": mine["name"].to_list(),
        "marker": {"color": COLOURS[side]}, "text": [whole(value) for value in mine["meter"]],
        "textposition": ["inside" if abs(value) >= FITS else "outside" for value in mine["meter"]], "textangle": 0,
        "insidetextfont": {"color": "#ffffff"}, "cliponaxis": False, "customdata": mine["words"].to_list(),
        "showlegend": False,
        "hovertemplate": "%{y}: %{text}<br>%{customdata}<extra></extra>",
    }  # fmt: skip
    moved = mine[(mine["meter"] - mine["across_meter"]).abs() >= SEEN]
    ticks = {
        "type": "scatter", "mode": "markers", "name": across, "x": moved["across_meter"].to_list(),
        "y": moved["name"].to_list(), "text": [whole(value) for value in moved["across_meter"]],
        "marker": {"symbol": "line-ns", "size": 22, "line": {"width": 3, "color": REFERENCE}},
        "hovertemplate": "%{y}: %{text}<extra>" + across + "</extra>",
    }  # fmt: skip
    shown = bool(across) and not moved.empty
    return {
        "data": [bars, ticks] if shown else [bars],
        "layout": {
            "margin": NAMED | {"l": 116}, "xaxis": axis(title, zero=True, range=[-ROOM, ROOM], tickvals=TICKS),
            "yaxis": names_axis(), "legend": LEGEND, "showlegend": shown,
        },
    }  # fmt: skip


def odds(lines: pd.DataFrame, side: str, title: str, even: str) -> Spec:
    """Return the odds in percent that the package passes each red line of a side; rows have names and odds."""
    mine = lines[lines["side"] == side].sort_values("odds_percent")
    return {
        "data": [{
            "type": "bar", "orientation": "h", "name": title, "x": mine["odds_percent"].to_list(),
            "y": mine["name"].to_list(), "marker": {"color": COLOURS[side]},
            "text": [amount(value, "%") for value in mine["odds_percent"]], "textposition": "outside",
            "cliponaxis": False, "hovertemplate": "%{y}: %{text}<extra></extra>",
        }],
        "layout": {
            "margin": NAMED | {"t": 26}, "xaxis": axis(title, range=[0, ROOM], tickvals=[0, EVEN, FULL]),
            "yaxis": names_axis(), "showlegend": False, "shapes": [_upright(EVEN)],
            "annotations": [_above(EVEN, even)],
        },
    }  # fmt: skip


def by_day(days: pd.DataFrame, own: str, names: Mapping[str, str], title: str) -> Spec:
    """Return the odds that the package passes all red lines of each side by day of the talks, percent.

    They change on dated days; the filled circle is the day set.
    """
    here = days[days["day"] == own]
    lines = [
        {
            "type": "scatter", "mode": "lines", "name": names[side], "x": days["day"].to_list(),
            "y": days[side].to_list(), "line": {"color": colour, "width": 3, "shape": "hv"},
            "hovertemplate": "%{x|%-d %B %Y}: %{y:.3~g}%<extra>" + names[side] + "</extra>",
        }
        for side, colour in COLOURS.items()
    ]  # fmt: skip
    points = [
        {
            "type": "scatter", "mode": "markers", "name": names["own"], "x": here["day"].to_list(),
            "y": here[side].to_list(), "marker": {"color": colour, "size": 12}, "showlegend": False,
            "meta": {"name": f"{names[side]}, {names['own']}"},
            "hovertemplate": "%{x|%-d %B %Y}: %{y:.3~g}%<extra>" + names[side] + "</extra>",
        }
        for side, colour in COLOURS.items()
    ]  # fmt: skip
    return {
        "data": [*lines, *points],
        "layout": {
            "margin": MARGIN, "xaxis": axis(type="date", tickformat="%-d %b"), "legend": LEGEND,
            "yaxis": axis(title, range=[-4, 104], tickvals=[0, EVEN, FULL]),
        },
    }  # fmt: skip


def polls(rows: pd.DataFrame, marks: Mapping[str, str], title: str) -> Spec:
    """Return the share that approves of the cabinet by pollster and month, percent; `marks` name days by date."""
    lines = [
        {
            "type": "scatter", "mode": "lines+markers", "name": name, "x": mine["day"].to_list(),
            "y": mine["value"].to_list(), "line": {"color": JAPAN, "width": 1.2}, "opacity": 0.85,
            "marker": {"size": 9, "symbol": symbol},
            "hovertemplate": "%{x|%B %Y}: %{y:.3~g}%<extra>" + name + "</extra>",
        }
        for (name, mine), symbol in zip(
            rows.groupby("pollster"),
            SYMBOLS, strict=False,
        )
    ]  # fmt: skip
    return {
        "data": lines,
        "layout": {
            "margin": MARGIN | {"t": 30}, "xaxis": axis(type="date", tickformat="%b %Y", dtick="M2"),
            "yaxis": axis(title, rangemode="tozero"), "legend": LEGEND | {"y": 1.06},
            "shapes": [_upright(day) for day in marks],
            "annotations": [_above(day, words) for day, words in marks.items()],
        },
    }  # fmt: skip


def _upright(at: object) -> Spec:
    return {
        "type": "line", "x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1,
        "line": {"color": REFERENCE, "width": 1, "dash": "dot"},
    }  # fmt: skip


def _above(at: object, words: str) -> Spec:
    return {
        "x": at, "yref": "paper", "y": 1, "yanchor": "bottom", "text": words, "showarrow": False,
        "font": {"size": 11, "color": REFERENCE},
    }  # fmt: skip
