"""The suppliers' tables as figures: cash and orders by tier, who carries the tariff, firms, jobs and sectors."""

from collections.abc import Mapping, Sequence
from textwrap import wrap

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pages.ui.figures import Spec
from pages.ui.style import (
    GAIN,
    JAPAN,
    LEGEND,
    LOSS,
    MAKERS,
    MARGIN,
    MINUS,
    NAMED,
    REFERENCE,
    TIERS,
    amount,
    axis,
    change,
    names_axis,
)

COLOURS = dict(zip((1, 2, 3), TIERS, strict=False))
TIERS_BESIDE = MARGIN | {"r": 68}
WIDE = NAMED | {"l": 96}
OUTLINE = "rgba(0,0,0,0)"
HALF = 0.5
LONGEST_LINE = 20


def lines_by_tier(table: pd.DataFrame, column: str, names: Mapping[str, str], decision: str, title: str) -> Spec:
    """Return one line a tier over the months, named at its end, the reference in grey behind where it is known."""
    before = f"reference_{column}"
    of_tier = {tier: (table["tier"] == tier).to_numpy() for tier in COLOURS}
    lines = [_line(table, rows, column, names[f"tier {tier}"], COLOURS[tier]) for tier, rows in of_tier.items()]
    usual = [_line(table, rows, before, names["reference"], REFERENCE) for rows in of_tier.values() if before in table]
    behind = [_joined(usual, [f"{line['name']}, {names['reference'].lower()}" for line in lines])] if usual else []
    return {
        "data": [*behind, *lines, _ends([*lines, *usual[-1:]])],
        "layout": {
            "margin": TIERS_BESIDE, "xaxis": axis(type="date"), "yaxis": axis(title, zero=True), "showlegend": False,
            "shapes": [_since(decision)],
        },
    }  # fmt: skip


def bars(values: pd.Series, words: Sequence[str], colours: Sequence[str], title: str, left: int = 96) -> Spec:
    """Return one horizontal bar a row, in the order given, each with its number in words."""
    return {
        "data": [_bar(title, values, words, {"color": list(colours)}) | {
            "textposition": "auto", "textangle": 0, "cliponaxis": False, "insidetextfont": {"color": "#ffffff"},
            "hovertemplate": "%{y}: %{text}<extra></extra>",
        }],
        "layout": {
            "margin": WIDE | {"l": left}, "xaxis": axis(title, zero=True, range=_room(values)), "yaxis": names_axis(),
            "showlegend": False,
        },
    }  # fmt: skip


def pairs(table: pd.DataFrame, unit: str, names: Sequence[str], colours: Sequence[str], title: str) -> Spec:
    """Return two bars a row, the first filled and the second outlined; the table has these two columns alone."""
    colours, table = list(colours), table.set_axis([_wrapped(name) for name in table.index])
    markers = ({"color": colours}, {"color": OUTLINE, "line": {"color": colours, "width": 1.5}})
    return {
        "data": [
            _bar(name, table[column], [change(value, unit) for value in table[column]], marker)
            for column, name, marker in zip(table, names, markers, strict=True)
        ],
        "layout": {
            "barmode": "group", "margin": WIDE, "xaxis": axis(title, zero=True), "yaxis": names_axis(),
            "legend": LEGEND,
        },
    }  # fmt: skip


def counts(table: pd.DataFrame, names: Mapping[str, str], title: str) -> Spec:
    """Return the counts of firms, one group of bars a tier; the table has one column a count."""
    looks = dict(zip(table, (JAPAN, TIERS[-1], LOSS), strict=True))
    return {
        "data": [
            _bar(names[column], table[column], [whole(value) for value in table[column]], {"color": looks[column]})
            | {"textposition": "outside", "cliponaxis": False}
            for column in table
        ],
        "layout": {
            "barmode": "group", "margin": WIDE | {"l": 60},
            "xaxis": axis(title, zero=True, range=_room(table.melt()["value"])), "yaxis": names_axis(),
            "legend": LEGEND,
        },
    }  # fmt: skip


def carried(table: pd.DataFrame, names: Mapping[str, str], title: str) -> Spec:
    """Return what makers and tiers carry of the makers' loss and, last, the loss itself, JPY bn a year."""
    parts = [*zip(table["who"], table["carried_jpy_bn"], strict=True), ("loss", table["received_jpy_bn"].iloc[0])]
    words = [amount(value, "JPY bn") for _, value in parts]
    return {
        "data": [{
            "type": "waterfall", "orientation": "h", "name": title, "x": [float(value) for _, value in parts],
            "y": [f"{names[who]}<br>{word}" for (who, _), word in zip(parts, words, strict=True)],
            "measure": ["relative"] * (len(parts) - 1) + ["total"], "textposition": "none",
            "increasing": {"marker": {"color": LOSS}}, "decreasing": {"marker": {"color": LOSS}},
            "totals": {"marker": {"color": JAPAN}}, "connector": {"line": {"color": REFERENCE, "width": 1}},
            "hovertemplate": "%{y}<extra></extra>",
        }],
        "layout": {"margin": WIDE | {"l": 124}, "xaxis": axis(title), "yaxis": names_axis(), "showlegend": False},
    }  # fmt: skip


def answers(table: pd.DataFrame, title: str) -> Spec:
    """Return one bar a survey, small and medium firms in their own colour, who was asked written above it."""
    asked = ("<b>" + table["group"] + "</b><br>" + table["survey"]).to_list()
    colours = [JAPAN if group.startswith("small") else REFERENCE for group in table["group"]]
    values = table["value"].set_axis(list(range(len(table))))
    words = [f"{value:g}%" for value in values]
    return {
        "data": [_bar(title, values, words, {"color": colours}) | {
            "width": 0.36, "textposition": "outside", "cliponaxis": False, "customdata": asked,
            "meta": {"places": (table["group"] + ", " + table["survey"]).to_list()},
            "hovertemplate": "%{customdata}: %{text}<extra></extra>",
        }],
        "layout": {
            "margin": WIDE | {"l": 8, "r": 48}, "xaxis": axis(title, rangemode="tozero"), "showlegend": False,
            "yaxis": names_axis(showticklabels=False, range=[len(asked) - 0.5, -0.9], autorange=False),
            "annotations": [
                {"x": 0, "xref": "paper", "xanchor": "left", "y": row - 0.18, "yanchor": "bottom", "align": "left",
                 "text": words, "showarrow": False, "font": {"size": 11}}
                for row, words in enumerate(asked)
            ],
        },
    }  # fmt: skip


def credit(table: pd.DataFrame, names: Mapping[str, str], title: str) -> Spec:
    """Return the share of firms short of cash by months of credit, a year on and at the end, percent."""
    x = [f"{months:g}" for months in table["credit_months"]]
    looks = {
        "short_percent": {"color": JAPAN},
        "end_short_percent": {"color": OUTLINE, "line": {"color": JAPAN, "width": 1.5}},
    }
    columns = [
        {
            "type": "bar", "name": names[column], "x": x, "y": table[column].to_list(), "marker": look,
            "text": [amount(value, "%") for value in table[column]], "textposition": "outside", "cliponaxis": False,
            "textfont": {"size": 10}, "hovertemplate": "%{x}: %{text}<extra>" + names[column] + "</extra>",
        }
        for column, look in looks.items()
    ]  # fmt: skip
    usual = {
        "type": "scatter", "mode": "lines", "name": names["reference"], "x": x,
        "y": table["reference_short_percent"].to_list(), "line": {"color": REFERENCE, "width": 2},
        "hovertemplate": "%{y:.3~g}%<extra>" + names["reference"] + "</extra>",
    }  # fmt: skip
    top = 1.15 * float(table[[*looks, "reference_short_percent"]].to_numpy().max())
    return {
        "data": [*columns, usual],
        "layout": {
            "barmode": "group", "margin": MARGIN | {"b": 44}, "legend": LEGEND,
            "xaxis": axis(names["credit_months"], type="category", showgrid=False),
            "yaxis": axis(title, range=[0, top]),
        },
    }  # fmt: skip


def colours_of(names: Sequence[str]) -> list[str]:
    """Return the colour of makers' chains, that of all makers together in grey."""
    return [MAKERS.get(name, REFERENCE) for name in names]


def whole(value: float) -> str:
    """Return a count's change as a whole number with its sign, to three figures."""
    number = float(f"{value:.3g}")
    return f"{number:+,.0f}".replace("-", MINUS) if abs(number) >= HALF else "0"


def gains_and_losses(values: pd.Series) -> list[str]:
    """Return the colour of each change for the side that has it."""
    return [GAIN if value >= 0 else LOSS for value in values]


def _bar(name: str, values: pd.Series, words: Sequence[str], marker: Spec) -> Spec:
    return {
        "type": "bar", "orientation": "h", "name": name, "x": values.to_list(), "y": values.index.to_list(),
        "marker": marker, "text": list(words), "textposition": "none",
        "hovertemplate": "%{y}: %{text}<extra>" + name + "</extra>",
    }  # fmt: skip


def _line(table: pd.DataFrame, rows: NDArray[np.bool_], column: str, name: str, colour: str) -> Spec:
    x, y = (table[one].to_numpy()[rows].tolist() for one in ("month", column))
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "name": name,
        "line": {"color": colour, "width": 2.5 if colour != REFERENCE else 1.5},
        "hovertemplate": "%{x|%b %Y}: %{y:.3~g}<extra>" + name + "</extra>",
    }  # fmt: skip


def _joined(lines: Sequence[Spec], names: Sequence[str]) -> Spec:
    """Return lines of one look as one trace with gaps, drawn in the time of one; each has its own name."""
    joined = {along: [value for line in lines for value in (*line[along], None)][:-1] for along in ("x", "y")}
    return {**lines[0], **joined, "meta": {"names": list(names)}}


def _wrapped(name: str) -> str:
    """Return a name broken into lines that leave room for its bar on a phone."""
    return "<br>".join(wrap(name, LONGEST_LINE))


def _ends(lines: list[Spec]) -> Spec:
    """Return the names of lines beside their last points, pushed apart where the lines end together.

    They are a trace of words: an annotation is measured anew at each drawing, which takes longer than the lines do.
    """
    values = [value for line in lines for value in line["y"]]
    apart = 0.06 * ((max(values) - min(values)) or 1.0)
    ordered = sorted(lines, key=lambda line: line["y"][-1])
    levels, level = [], float("-inf")
    for line in ordered:
        level = max(line["y"][-1], level + apart)
        levels.append(level)
    return {
        "type": "scatter", "mode": "text", "x": [line["x"][-1] for line in ordered], "y": levels,
        "text": [f" {line['name']}" for line in ordered], "textposition": "middle right", "cliponaxis": False,
        "textfont": {"size": 12, "color": [line["line"]["color"] for line in ordered]}, "hoverinfo": "skip",
        "showlegend": False, "name": "",
    }  # fmt: skip


def _since(decision: str) -> Spec:
    """Return the line that marks the month of the decision."""
    return {
        "type": "line", "x0": f"{decision}-01", "x1": f"{decision}-01", "yref": "paper", "y0": 0, "y1": 1,
        "line": {"color": REFERENCE, "width": 1, "dash": "dot"},
    }  # fmt: skip


def _room(values: pd.Series) -> list[float]:
    """Return a range that leaves room for the numbers beside the bars and always holds zero."""
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
    spare = 0.22 * (high - low or 1.0)
    return [low - spare if low < 0 else 0.0, high + spare if high > 0 else spare / 4]
