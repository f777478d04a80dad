"""The record as figures: the model beside what happened, and published estimates of one shock beside ours."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pages.ui.figures import Spec
from pages.ui.style import GAIN, JAPAN, LEGEND, LOSS, NAMED, REFERENCE, axis, names_axis

OBSERVED = "#8a5fc2"
BAND = "rgba(131,137,143,0.28)"
ROW, LINE, ROUND = 36, 21, 132
ROOM = 0.06
SHAPE, SPACE = "square", "\u00a0\u00a0"
LABELS = NAMED | {"l": 136}


def height(rows: int, of: int = ROW) -> int:
    """Return the height of a figure with so many rows, pixels."""
    return ROUND + of * rows


def beside(table: pd.DataFrame, names: Sequence[str], title: str) -> Spec:
    """Return what was observed and what the model says, one row an outcome, with the band that counts as a hit.

    Columns label, observed, model and tolerance in one unit; said (blank: nothing to point at) and model_said in words;
    met.  names: observed, model within, model outside, and the band.
    """
    hit, off = table[table["met"]], table[~table["met"]]
    band = {
        "type": "scatter", "mode": "lines", "name": names[3], "hoverinfo": "skip",
        "x": [x for observed, most in zip(table["observed"], table["tolerance"], strict=True)
              for x in (observed - most, observed + most, None)],
        "y": [y for label in table["label"] for y in (label, label, None)], "line": {"color": BAND, "width": 12},
    }  # fmt: skip

    def marks(rows: pd.DataFrame, column: str, name: str, marker: Spec) -> Spec:
        words = rows["said" if column == "observed" else "model_said"].to_list()
        pointed = {"hovertemplate": "%{y}: %{text}<extra>" + name + "</extra>"} if any(words) else {"hoverinfo": "skip"}
        return {
            "type": "scatter", "mode": "markers", "name": name, "x": rows[column].to_list(),
            "y": rows["label"].to_list(), "marker": {"size": 11} | marker, "text": words, **pointed,
        }  # fmt: skip

    return {
        "data": [
            band,
            marks(table, "observed", names[0], {"symbol": "square", "size": 9, "color": OBSERVED}),
            marks(hit, "model", names[1], {"color": GAIN}),
            marks(off, "model", names[2], {"symbol": "x", "color": LOSS}),
        ],
        "layout": {
            "margin": LABELS, "xaxis": axis(title, zero=True), "legend": LEGEND, "showlegend": True,
            "yaxis": names_axis(categoryorder="array", categoryarray=table["label"].to_list()),
        },
    }  # fmt: skip


def ranges(rows: pd.DataFrame, own: pd.DataFrame, names: Sequence[str], title: str) -> Spec:
    """Return one row a shock: ours on top, under it each published estimate on a line of its own, with its name.

    rows: row (of own), institution, least, most, alike, said, and under, told under the pointer.  own: label, ours,
    lasting (blank where there is none), each in words with _said.  names: ours, ours if it lasts, published, and
    published but not quite alike.
    """
    top, placed = _lines(rows, own)
    low, high = min(0.0, rows["least"].min(), _least(own)), max(0.0, rows["most"].max(), _most(own))
    spare = ROOM * (high - low)
    low, high = low - spare * (low < 0), high + spare
    have = own["lasting"].notna()
    lasting = [_ours(own[have], "lasting", top[have.to_numpy()], names[1])] if have.any() else []
    looks = {True: (names[2], SHAPE), False: (names[3], f"{SHAPE}-open")}
    keys = [_key(*look) for alike, look in looks.items() if (rows["alike"] == alike).any()]
    published = [
        _institution(some, str(name), own["label"]) for name, some in placed.groupby("institution", sort=False)
    ]
    numbers = own.assign(line=top, least=own["ours"], most=own["ours"], short=own["ours_said"].where(~have, ""))
    middle = top + (np.append(top[1:], placed["line"].max() + 1) - 1 - top) / 2
    named = pd.concat([placed, numbers])[["line", "least", "most", "short"]]
    mine = [_ours(own, "ours", top, names[0]), *lasting]
    return {
        "data": [*keys, _spans(placed), *published, _named(named, (low + high) / 2), *mine],
        "layout": {
            "margin": LABELS | {"l": 124}, "xaxis": axis(title, zero=True, range=[low, high]),
            "legend": LEGEND, "showlegend": True,
            "yaxis": names_axis(
                autorange=False, range=[float(placed["line"].max()) + 0.7, -0.7], tickmode="array",
                tickvals=middle.tolist(), ticktext=own["label"].to_list(), zeroline=False,
            ),
            "shapes": [_rule(at - 0.5) for at in top[1:]],
        },
    }  # fmt: skip


def lines(rows: pd.DataFrame, own: pd.DataFrame) -> int:
    """Return how many lines the ranges take: one for ours and one an estimate."""
    return len(rows) + len(own)


def _lines(rows: pd.DataFrame, own: pd.DataFrame) -> tuple[NDArray[np.float64], pd.DataFrame]:
    """Return the line of ours in each row of shocks, and the estimates, each with its own line under it."""
    counts = rows.groupby("row").size().reindex(own.index, fill_value=0).to_numpy()
    top = np.concatenate([[0], np.cumsum(counts + 1)[:-1]]).astype(float)
    within = rows.groupby("row").cumcount().to_numpy() + 1
    return top, rows.assign(line=top[rows["row"].to_numpy()] + within)


def _least(own: pd.DataFrame) -> float:
    return float(own[["ours", "lasting"]].min().min())


def _most(own: pd.DataFrame) -> float:
    return float(own[["ours", "lasting"]].max().max())


def _institution(rows: pd.DataFrame, name: str, labels: pd.Series) -> Spec:
    middle = (rows["least"] + rows["most"]) / 2
    return {
        "type": "scatter", "mode": "markers", "name": name, "showlegend": False, "x": middle.to_list(),
        "y": rows["line"].to_list(), "text": rows["said"].to_list(), "customdata": rows["under"].to_list(),
        "marker": {
            "size": 9, "color": OBSERVED, "symbol": [SHAPE if alike else f"{SHAPE}-open" for alike in rows["alike"]],
            "line": {"width": 1.5, "color": OBSERVED},
        },
        "hovertemplate": "%{customdata}<extra>" + name + "</extra>",
        "meta": {"name": name, "places": [labels[row].replace("<br>", " ") for row in rows["row"]]},
    }  # fmt: skip


def _spans(rows: pd.DataFrame) -> Spec:
    """Return the ranges that were published without a middle, as bars."""
    return {
        "type": "scatter", "mode": "lines", "showlegend": False, "hoverinfo": "skip",
        "x": [x for least, most in zip(rows["least"], rows["most"], strict=True) for x in (least, most, None)],
        "y": [y for line in rows["line"] for y in (line, line, None)], "line": {"color": OBSERVED, "width": 3},
    }  # fmt: skip


def _named(rows: pd.DataFrame, centre: float) -> Spec:
    """Return the names of institutions and our numbers, each on the side of its mark where there is more room."""
    right = (rows["least"] + rows["most"]) / 2 < centre
    return {
        "type": "scatter", "mode": "text", "showlegend": False, "hoverinfo": "skip", "cliponaxis": False,
        "x": rows["most"].where(right, rows["least"]).to_list(), "y": rows["line"].to_list(),
        "text": [f"{SPACE}{name}{SPACE}" for name in rows["short"]], "textfont": {"size": 11},
        "textposition": ["middle right" if one else "middle left" for one in right],
    }  # fmt: skip


def _ours(own: pd.DataFrame, column: str, top: NDArray[np.float64], name: str) -> Spec:
    symbol = "circle" if column == "ours" else "circle-open"
    return {
        "type": "scatter", "mode": "markers", "name": name, "x": own[column].to_list(), "y": top.tolist(),
        "marker": {"symbol": symbol, "size": 12, "color": JAPAN, "line": {"width": 2, "color": JAPAN}},
        "text": own[f"{column}_said"].to_list(), "hovertemplate": "%{text}<extra>" + name + "</extra>",
        "meta": {"name": name, "places": [label.replace("<br>", " ") for label in own["label"]]},
    }  # fmt: skip


def _key(name: str, symbol: str) -> Spec:
    marker = {"symbol": symbol, "size": 9, "color": OBSERVED, "line": {"width": 1.5, "color": OBSERVED}}
    return {"type": "scatter", "mode": "markers", "name": name, "x": [None], "y": [None], "marker": marker,
            "hoverinfo": "skip"}  # fmt: skip


def _rule(at: float) -> Spec:
    return {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": at, "y1": at,
        "line": {"color": REFERENCE, "width": 0.5, "dash": "dot"},
    }  # fmt: skip
