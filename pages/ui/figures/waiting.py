"""Sign now or wait, as figures: the value of signing by month, odds of each state, other partners' deals."""

from collections.abc import Mapping

import pandas as pd

from pages.ui import style
from pages.ui.figures import Spec
from pages.ui.style import GAIN, JAPAN, LOSS, REFERENCE, UNITED_STATES, axis, change, names_axis

COLOURS = {"japan": JAPAN, "us": UNITED_STATES}
STATES = {"june": REFERENCE, "letter": LOSS, "down": GAIN}
MARGIN = style.MARGIN | {"t": 26}
LEGEND = style.LEGEND | {"y": 1.06}
MONTH = "%{x|%-d %B %Y}"
ROOM, WIDE = 1.25, 1.5
CLEAR = "rgba(0,0,0,0)"


def signing(rows: pd.DataFrame, side: str, names: Mapping[str, str], marks: Mapping[str, str], title: str) -> Spec:
    """Return what signing by each month's end is worth to a side, USD bn a year against never signing.

    Filled circles are months in which a deal can be struck, rings those without; the best month has its number.
    """
    values, colour = rows[f"{side}_usd_bn"], COLOURS[side]
    best = values.where(rows["possible"]).idxmax() if rows["possible"].any() else -1
    traces = [
        {
            "type": "scatter", "mode": "lines+markers", "name": names["possible"], "x": rows["day"].to_list(),
            "y": values.to_list(), "line": {"color": colour, "width": 2}, "showlegend": False,
            "marker": {
                "size": 9, "color": [colour if can else CLEAR for can in rows["possible"]],
                "line": {"color": colour, "width": 2},
            },
            "text": [change(value, "USD bn") for value in values],
            "customdata": [names["possible"] if can else names["closed"] for can in rows["possible"]],
            "hovertemplate": MONTH + ": %{text}<br>%{customdata}<extra></extra>",
        },
        *(
            {"type": "scatter", "mode": "markers", "name": names[kind], "x": [None], "y": [None],
             "marker": {"size": 9, "color": fill, "line": {"color": colour, "width": 2}}}
            for kind, fill in (("possible", colour), ("closed", CLEAR))
        ),
    ]  # fmt: skip
    labels = [] if best == -1 else [{
        "x": rows.loc[best, "day"], "y": values[best], "text": f"<b>{change(values[best], 'USD bn')}</b>",
        "showarrow": False, "yshift": 14, "xanchor": "left", "font": {"color": colour},
    }]  # fmt: skip
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max())) or 1.0
    return {
        "data": traces,
        "layout": {
            "margin": MARGIN, "xaxis": axis(type="date", tickformat="%b %Y"),
            "yaxis": axis(title, zero=True, range=[ROOM * low - 0.05 * high, ROOM * high]), "legend": LEGEND,
            "shapes": [_upright(day) for day in marks],
            "annotations": [*labels, *map(_named, marks, marks.values(), (1, 0.09))],
        },
    }  # fmt: skip


def states(rows: pd.DataFrame, names: Mapping[str, str], title: str) -> Spec:
    """Return the odds of each state without a deal by month, percent, one bar a month."""
    return {
        "data": [
            {
                "type": "bar", "name": names[state], "x": rows["month"].to_list(),
                "y": rows[f"{state}_percent"].to_list(), "marker": {"color": colour},
                "hovertemplate": "%{x|%B %Y}: %{y:.3~g}%<extra>" + names[state] + "</extra>",
            }
            for state, colour in STATES.items()
        ],
        "layout": {
            "barmode": "stack", "margin": MARGIN, "xaxis": axis(type="date", tickformat="%b %Y"),
            "yaxis": axis(title, range=[0, 100]), "legend": LEGEND,
        },
    }  # fmt: skip


def precedents(rows: pd.DataFrame, after: float, names: Mapping[str, str], title: str) -> Spec:
    """Return the general rate of each partner's deal, one row a deal by date, percent; rows have labels and words.

    Diamonds are deals struck, outlined those on cars; crosses rates imposed; ticks what was threatened or in force.
    after: the row below which the deals are later than the talks.
    """
    widest = WIDE * float(rows[["general_percent", "threat_percent"]].max().max())
    sorts = {"deal": "diamond", "truce": "circle-open", "imposed": "x"}
    own = [JAPAN if partner == "Japan" else UNITED_STATES for partner in rows["partner"]]
    rows = rows.assign(colour=own)
    shown = {"type": "scatter", "mode": "markers", "hovertemplate": "%{y}<br>%{text}<extra></extra>"}
    threat = {"symbol": "line-ns", "size": 14, "line": {"width": 3, "color": REFERENCE}}
    traces = [_rates(rows, "threat_percent", names["threat"], shown | {"marker": threat})]
    for outcome, symbol in sorts.items():
        mine = rows[rows["outcome"] == outcome]
        look = {"marker": {"symbol": symbol, "size": 11, "color": mine["colour"].to_list()}}
        traces.append(_rates(mine, "general_percent", names[outcome], shown | look))
    cars = {"marker": {"symbol": "diamond-open", "size": 17, "color": own, "line": {"width": 1.5}}}
    traces.append(_rates(rows, "car_percent", names["cars"], shown | cars))
    traces.append({
        "type": "scatter", "mode": "text", "name": names["general"], "x": [0.99 * widest] * len(rows),
        "y": rows["label"].to_list(), "text": [f"{rate:g}%" for rate in rows["general_percent"]],
        "textposition": "middle left", "hoverinfo": "skip",
    })  # fmt: skip
    return {
        "data": traces,
        "layout": {
            "margin": MARGIN | {"l": 150, "t": 8}, "showlegend": False,
            "yaxis": names_axis(
                categoryorder="array", categoryarray=rows["label"].to_list(), range=[len(rows) - 0.4, -0.6],
                autorange=False,
            ),
            "xaxis": axis(title, range=[0, widest]),
            "shapes": [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": after, "y1": after,
                        "line": {"color": REFERENCE, "width": 1, "dash": "dot"}}],
            "annotations": [{"xref": "paper", "x": 1, "xanchor": "right", "y": after, "yanchor": "bottom",
                             "xshift": -40, "text": names["talks"], "showarrow": False,
                             "font": {"size": 11, "color": REFERENCE}}],
        },
    }  # fmt: skip


def _rates(rows: pd.DataFrame, column: str, name: str, look: Spec) -> Spec:
    """Return the marks of one rate, where it is known."""
    known = rows[column].notna().to_numpy()
    marker = dict(look["marker"])
    if isinstance(marker.get("color"), list):
        marker["color"] = [colour for colour, one in zip(marker["color"], known, strict=True) if one]
    mine = rows[known]
    return look | {"name": name, "x": mine[column].to_list(), "y": mine["label"].to_list(),
                   "text": mine["words"].to_list(), "marker": marker}  # fmt: skip


def _upright(day: str) -> Spec:
    return {
        "type": "line", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1,
        "line": {"color": REFERENCE, "width": 1, "dash": "dot"},
    }  # fmt: skip


def _named(day: str, words: str, height: float) -> Spec:
    """Return the name of a marked day, above the plot or at its foot."""
    return {
        "x": day, "yref": "paper", "y": height, "yanchor": "bottom", "text": words, "showarrow": False,
        "font": {"size": 11, "color": REFERENCE}, "xanchor": "left",
    }  # fmt: skip
