"""The talks as figures: the zone of agreement over car tariff and pledge, and the frontier of both sides' gains."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pages.ui.figures import Spec
from pages.ui.style import GAIN, JAPAN, LEGEND, REFERENCE, UNITED_STATES, axis

Array = NDArray[np.float64]
SIDES: Mapping[str, str] = {"japan": JAPAN, "us": UNITED_STATES}
# Indigo lighter than the lines: words that can be read on light and on dark.
SAID: Mapping[str, str] = {"japan": "#6171d4", "us": UNITED_STATES}
INK, DEEP = "#16191d", "#0f6f66"
ZONE, GAINFUL = "rgba(20,137,126,0.38)", "rgba(20,137,126,0.13)"
CARS, PLEDGES = (0.0, 30.0), (-40.0, 1040.0)
MARKS: Mapping[str, Spec] = {
    "own": {"symbol": "circle", "size": 14, "color": INK},
    "struck": {"symbol": "diamond", "size": 13, "color": REFERENCE},
    "nash": {"symbol": "star", "size": 15, "color": DEEP},
    "kalai-smorodinsky": {"symbol": "square", "size": 11, "color": DEEP},
    "no-deal": {"symbol": "x", "size": 10, "color": REFERENCE},
}  # fmt: skip
RING = {"width": 1.5, "color": "#ffffff"}
MARGIN = {"l": 52, "r": 14, "t": 46, "b": 44}
SMALL_MARGIN = {"l": 46, "r": 8, "t": 40, "b": 40}
LEAST_SEEN = (12.0, 20.0)
DECIMALS, RED_SIZE = 3, 11
NAMED_AT, LOW_PLEDGE, LAST_NAMED_RIGHT = {"japan": 890.0, "us": 110.0}, 300.0, 0.7


class Ground(NamedTuple):
    """Hold the plane of car tariff (percent) and pledge (USD bn) that a zone is drawn on.

    cars [C].  japan, us [C]: the pledge at which a side is as well off as without a deal, nan where none on the plane
    is; Japan gains below its line, the United States above its own.  low, high [C]: the pledges within the zone, nan
    where there are none; both_low, both_high: those by which both gain, whatever the red lines.
    """

    cars: Array
    japan: Array
    us: Array
    low: Array
    high: Array
    both_low: Array
    both_high: Array


class Line(NamedTuple):
    """Hold a red line on the plane: whose, on the term car or pledge, where it stands, and its words."""

    side: str
    term: str
    at: float
    words: str


class Mark(NamedTuple):
    """Hold a point: its sort, where it lies, its words beside it and under the pointer, and where the words stand."""

    sort: str
    x: float
    y: float
    words: str
    hover: str
    place: str = "middle right"


class Word(NamedTuple):
    """Hold words on the plane: where they stand and on which side of that, their colour and size."""

    x: float
    y: float
    words: str
    place: str
    colour: str
    size: int


def zone_map(
    ground: Ground, lines: Sequence[Line], marks: Sequence[Mark], words: Mapping[str, str], *, small: bool = False
) -> Spec:
    """Return the zone of agreement over car tariff and pledge, with both sides' indifference lines and red lines.

    words: car and pledge (axes), zone and both (areas), japan and us (indifference lines).
    """
    size = 11 if small else 12
    return {
        "data": [
            *_area(ground.cars, ground.both_low, ground.both_high, GAINFUL, words["both"]),
            *_area(ground.cars, ground.low, ground.high, ZONE, words["zone"]),
            *(_indifferent(ground, side, words[side]) for side in SIDES),
            *_names(ground, lines, words, size),
            _points(marks, size),
        ],
        "layout": {
            "margin": SMALL_MARGIN if small else MARGIN, "showlegend": False, "hovermode": "closest",
            "xaxis": axis(words["car"], range=list(CARS), ticksuffix="%", dtick=5),
            "yaxis": axis(words["pledge"], range=list(PLEDGES), tickvals=[0, 200, 400, 600, 800, 1000]),
            "shapes": [_red(line) for line in lines],
        },
    }  # fmt: skip


def frontier(inside: pd.DataFrame, beyond: pd.DataFrame, marks: Sequence[Mark], words: Mapping[str, str]) -> Spec:
    """Return what both sides gain by the best packages within the red lines and, grey, by the best of all.

    inside, beyond: columns japan and us, USD bn a year against no deal.  words: japan and us (axes), inside, beyond.
    """
    across, up = (
        _reach([0.0, least, *values])
        for least, values in zip(LEAST_SEEN, ([mark.x for mark in marks], [mark.y for mark in marks]), strict=True)
    )
    lines = [(beyond, REFERENCE, 2.0, words["beyond"]), (inside, GAIN, 3.5, words["inside"])]
    return {
        "data": [*(_frontier(*line) for line in lines if len(line[0])), _points(marks, 12)],
        "layout": {
            "margin": MARGIN | {"t": 30}, "hovermode": "closest", "showlegend": True,
            "legend": LEGEND,
            "xaxis": axis(words["japan"], zero=True, range=across), "yaxis": axis(words["us"], zero=True, range=up),
            "shapes": [{
                "type": "rect", "x0": 0, "x1": across[1], "y0": 0, "y1": up[1], "fillcolor": GAINFUL, "layer": "below",
                "line": {"width": 0},
            }],
        },
    }  # fmt: skip


def _area(cars: Array, low: Array, high: Array, fill: str, name: str) -> list[Spec]:
    """Return the area between two lines, one trace a stretch of car tariffs on which there is one."""
    there = np.flatnonzero(np.isfinite(low))
    stretches = [part for part in np.split(there, np.flatnonzero(np.diff(there) > 1) + 1) if part.size]
    return [
        {
            "type": "scatter", "mode": "lines", "fill": "toself", "fillcolor": fill, "line": {"width": 0},
            "x": _drawn(np.r_[cars[part], cars[part][::-1]]), "y": _drawn(np.r_[low[part], high[part][::-1]]),
            "name": name,
            "hoverinfo": "name", "hoveron": "fills",
        }
        for part in stretches
    ]  # fmt: skip


def _indifferent(ground: Ground, side: str, name: str) -> Spec:
    """Return the line on which a side is as well off as without a deal."""
    return {
        "type": "scatter", "mode": "lines", "x": _drawn(ground.cars), "name": name, "y": _drawn(getattr(ground, side)),
        "line": {"color": SIDES[side], "width": 3},
        "hovertemplate": f"%{{x:.3~g}}%, $%{{y:,.3~g}}bn<extra>{name}</extra>",
    }  # fmt: skip


def _names(ground: Ground, lines: Sequence[Line], words: Mapping[str, str], size: int) -> list[Spec]:
    """Return the names of the lines on the plane, each where there is room, as one trace of words.

    An annotation is measured anew at each drawing, which takes longer than the lines do.
    """
    said = [_named(line) for line in lines]
    for side in SIDES:
        pledges = getattr(ground, side)
        if np.isfinite(pledges).any():
            at = int(np.nanargmin(np.abs(pledges - NAMED_AT[side])))
            height = "top" if side == "japan" and pledges[at] < LOW_PLEDGE else "middle"
            beside = "left" if at > LAST_NAMED_RIGHT * len(pledges) else "right"
            said.append(Word(ground.cars[at], pledges[at], f" {words[side]} ", f"{height} {beside}", SAID[side], size))
    if not said:
        return []
    x, y, names, places, colours, sizes = (list(column) for column in zip(*said, strict=True))
    return [{
        "type": "scatter", "mode": "text", "x": x, "y": y, "text": names, "textposition": places, "cliponaxis": False,
        "textfont": {"color": colours, "size": sizes}, "hoverinfo": "skip", "showlegend": False, "name": "",
    }]  # fmt: skip


def _points(marks: Sequence[Mark], size: int) -> Spec:
    """Return all marks as one trace, which costs Plotly far less to draw than one each, the last on top."""
    sorts = [MARKS[mark.sort] for mark in marks]
    return {
        "type": "scatter", "mode": "markers+text", "x": [mark.x for mark in marks], "y": [mark.y for mark in marks],
        "meta": {"names": [mark.words for mark in marks]}, "text": [mark.words for mark in marks],
        "textposition": [mark.place for mark in marks], "textfont": {"size": size}, "cliponaxis": False,
        "marker": {name: [sort[name] for sort in sorts] for name in ("symbol", "size", "color")} | {"line": RING},
        "hovertemplate": [mark.hover + "<extra></extra>" for mark in marks], "name": "", "showlegend": False,
    }  # fmt: skip


def _frontier(deals: pd.DataFrame, colour: str, width: float, name: str) -> Spec:
    return {
        "type": "scatter", "mode": "lines", "x": _drawn(deals["japan"].to_numpy()), "name": name,
        "y": _drawn(deals["us"].to_numpy()),
        "line": {"color": colour, "width": width},
        "hovertemplate": "%{x:.3~g}, %{y:.3~g}<extra>" + name + "</extra>",
    }  # fmt: skip


def _drawn(values: Array) -> list[float | None]:
    """Return values as finely as a screen shows them, none for a gap."""
    return [value if value == value else None for value in np.round(values, DECIMALS).tolist()]


def _red(line: Line) -> Spec:
    if line.term == "car":
        return _line(line.at, line.at, *PLEDGES, SIDES[line.side])
    return _line(*CARS, line.at, line.at, SIDES[line.side])


def _named(line: Line) -> Word:
    """Return the words of a red line: above the plane for a car tariff, at its right end for a pledge."""
    colour = SAID[line.side]
    if line.term == "car":
        raised = "" if line.side == "japan" else "<br> "
        beside = "right" if line.at < sum(CARS) / 2 else "left"
        return Word(line.at, PLEDGES[1], line.words + raised, f"top {beside}", colour, RED_SIZE)
    return Word(CARS[1], line.at, line.words, "bottom left" if line.side == "us" else "top left", colour, RED_SIZE)


def _line(x0: float, x1: float, y0: float, y1: float, colour: str) -> Spec:
    return {
        "type": "line", "x0": x0, "x1": x1, "y0": y0, "y1": y1, "line": {"color": colour, "width": 1.5},
        "layer": "below",
    }  # fmt: skip


def _reach(values: Sequence[Any]) -> list[float]:
    """Return a range that holds all values with some room."""
    low, high = min(values), max(values)
    spare = 0.16 * (high - low)
    return [low - spare, high + spare]
