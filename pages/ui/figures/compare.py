"""Scenarios beside one another as figures: one result, six at a glance, the months, and the steps between two."""

from collections.abc import Mapping, Sequence

import pandas as pd

from pages.ui.figures import Spec
from pages.ui.figures.steps import waterfall
from pages.ui.figures.trade import wrapped
from pages.ui.style import JAPAN, LEGEND, MARGIN, NAMED, REFERENCE, axis, change, names_axis

SCENARIOS = (JAPAN, "#14897e", "#a8671a", "#8a5fc2")
COLUMNS, GAP, TITLE_ROOM = 2, 0.1, 0.075
SPARE, SPARE_SMALL = 0.55, 0.95


def result(values: pd.Series, unit: str, title: str) -> Spec:
    """Return one bar a scenario with its change against the reference; index the scenarios' names."""
    return {
        "data": [{
            "type": "bar", "orientation": "h", "name": title, "x": values.to_list(),
            "y": [wrapped(name) for name in values.index], "marker": {"color": list(SCENARIOS[: len(values)])},
            "text": [change(value, unit) for value in values], "textposition": "outside", "cliponaxis": False,
            "hovertemplate": "%{y}: %{text}<extra></extra>",
        }],
        "layout": {
            "margin": NAMED, "xaxis": axis(title, zero=True, range=_room(values)), "yaxis": names_axis(),
            "showlegend": False,
        },
    }  # fmt: skip


def months(table: pd.DataFrame, decision: str, names: Mapping[str, str], title: str) -> Spec:
    """Return a number by month: a line a scenario and the reference, the last column; index months."""
    x, *scenarios = table.index.to_list(), *table.columns[:-1]
    lines = [_line(x, table[name], name, colour, 2.5) for name, colour in zip(scenarios, SCENARIOS, strict=False)]
    return {
        "data": [_line(x, table["reference"], names["reference"], REFERENCE, 2), *reversed(lines)],
        "layout": {
            "margin": MARGIN, "xaxis": axis(type="date"), "yaxis": axis(title),
            "legend": LEGEND | {"traceorder": "reversed"},
            "shapes": [{
                "type": "line", "x0": f"{decision}-01", "x1": f"{decision}-01", "yref": "paper", "y0": 0, "y1": 1,
                "line": {"color": REFERENCE, "width": 1, "dash": "dot"},
            }],
        },
    }  # fmt: skip


def steps(rows: pd.DataFrame, unit: str, names: Mapping[str, str], title: str) -> Spec:
    """Return the levers' shares of a difference as steps that add up to it, which is the last row; column share."""
    return waterfall(rows["share"], {name: wrapped(names.get(name, name)) for name in rows.index}, unit, title)


def multiples(table: pd.DataFrame, units: Sequence[str], titles: Sequence[str]) -> Spec:
    """Return small multiples, one a result: a bar a scenario, its change against the reference; columns the results."""
    rows = -(-len(table.columns) // COLUMNS)
    layout: Spec = {
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8}, "legend": LEGEND, "annotations": [], "bargap": 0.25,
        "showlegend": True,
    }  # fmt: skip
    traces = []
    for place, (name, unit, title) in enumerate(zip(table.columns, units, titles, strict=True)):
        row, column, end = place // COLUMNS, place % COLUMNS, "" if place == 0 else str(place + 1)
        left = column * (1 + GAP) / COLUMNS
        right, top = left + (1 - GAP) / COLUMNS, 1 - row / rows - TITLE_ROOM
        bottom = 1 - (row + 1) / rows + 0.01
        layout[f"xaxis{end}"] = axis(
            zero=True, range=_room(table[name], SPARE_SMALL), domain=[left, min(right, 1.0)], anchor=f"y{end}",
            showticklabels=False, showgrid=False,
        )  # fmt: skip
        layout[f"yaxis{end}"] = names_axis(domain=[max(bottom, 0.0), top], anchor=f"x{end}", showticklabels=False)
        layout["annotations"].append({
            "x": left, "y": top, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom",
            "text": f"<b>{title}</b>", "showarrow": False,
        })  # fmt: skip
        traces += [
            {
                "type": "bar", "orientation": "h", "name": scenario, "legendgroup": scenario, "showlegend": place == 0,
                "x": [value], "y": [scenario], "xaxis": f"x{end}", "yaxis": f"y{end}", "marker": {"color": colour},
                "text": [change(value, unit)], "textposition": "outside", "cliponaxis": False,
                "meta": {"places": [title]}, "hovertemplate": title + ", %{y}: %{text}<extra></extra>",
            }
            for scenario, value, colour in zip(table.index, table[name], SCENARIOS, strict=False)
        ]  # fmt: skip
    return {"data": traces, "layout": layout}


def _line(x: list[str], y: pd.Series, name: str, colour: str, width: float) -> Spec:
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y.to_list(), "name": name,
        "line": {"color": colour, "width": width}, "hovertemplate": "%{x|%b %Y}: %{y:.4~g}<extra>" + name + "</extra>",
    }  # fmt: skip


def _room(values: pd.Series, share: float = SPARE) -> list[float]:
    """Return a range that leaves room for the numbers beside the bars and always holds zero."""
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
    spare = share * (high - low or 1.0)
    return [low - spare if low < 0 else -spare / 8, high + spare if high > 0 else spare / 8]
