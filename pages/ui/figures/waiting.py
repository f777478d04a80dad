"""Sign now or wait, as figures: the value of signing by month, odds of each state, other partners' deals, pressure."""

from collections.abc import Mapping

import pandas as pd

from pages.ui.figures import Spec
from pages.ui.style import GAIN, JAPAN, LOSS, REFERENCE, UNITED_STATES, amount, axis, change

COLOURS = {"japan": JAPAN, "us": UNITED_STATES}
STATES = {"june": REFERENCE, "letter": LOSS, "down": GAIN}
MARGIN = {"l": 56, "r": 16, "t": 26, "b": 40}
LEGEND = {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.06, "yanchor": "bottom", "traceorder": "normal"}
MONTH = "%{x|%-d %B %Y}"
ROOM = 1.25
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
            "annotations": [*labels, *(_above(day, words) for day, words in marks.items())],
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


def pressure(rows: pd.DataFrame, april: float, names: Mapping[str, str], title: str) -> Spec:
    """Return the pressure on Washington by month, in its units, from market stress and from everything else.

    The dotted line is what the market stress of April 2025 made.
    """
    looks = {"economy": REFERENCE, "stress": UNITED_STATES}
    top = ROOM * max(april, float((rows["economy"] + rows["stress"]).max()))
    return {
        "data": [
            {
                "type": "bar", "name": names[part], "x": rows["month"].to_list(), "y": rows[part].to_list(),
                "marker": {"color": colour},
                "hovertemplate": "%{x|%b %Y}: %{y:.3~g}<extra>" + names[part] + "</extra>",
            }
            for part, colour in looks.items()
        ],
        "layout": {
            "barmode": "stack", "margin": MARGIN, "xaxis": axis(type="date"), "legend": LEGEND,
            "yaxis": axis(title, range=[0, top]),
            "shapes": [{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": april, "y1": april,
                        "line": {"color": REFERENCE, "width": 1, "dash": "dot"}}],
            "annotations": [{"xref": "paper", "x": 1, "xanchor": "right", "y": april, "yanchor": "bottom",
                             "text": names["april"], "showarrow": False, "font": {"size": 11, "color": REFERENCE}}],
        },
    }  # fmt: skip


def chance(rows: pd.DataFrame, title: str) -> Spec:
    """Return the chance that Washington gives way in each month, percent."""
    return {
        "data": [_line(rows, "hazard_percent", title, {"color": UNITED_STATES, "width": 3})],
        "layout": {
            "margin": MARGIN, "xaxis": axis(type="date"), "yaxis": axis(title, rangemode="tozero"),
            "showlegend": False,
        },
    }  # fmt: skip


def given_way(rows: pd.DataFrame, names: Mapping[str, str], title: str) -> Spec:
    """Return the chance that Washington has given way by each month, percent: as set, calm, and as in April 2025."""
    looks = {
        "calm": {"color": REFERENCE, "width": 2}, "april": {"color": REFERENCE, "width": 2, "dash": "dot"},
        "set": {"color": UNITED_STATES, "width": 3},
    }  # fmt: skip
    return {
        "data": [_line(rows, f"given_way_{kind}_percent", names[kind], look) for kind, look in looks.items()],
        "layout": {
            "margin": MARGIN, "xaxis": axis(type="date"), "yaxis": axis(title, range=[0, 102]), "legend": LEGEND,
        },
    }  # fmt: skip


def by_stress(chances: pd.Series, own: float, names: Mapping[str, str], titles: tuple[str, str]) -> Spec:
    """Return the chance a month by market stress, percent, the reader's own setting marked."""
    shown = {"type": "scatter", "hovertemplate": "%{x}: %{y:.3~g}%<extra></extra>"}
    top = float(chances.max()) or 1.0
    return {
        "data": [
            shown | {"mode": "lines", "name": names["any"], "x": chances.index.to_list(), "y": chances.to_list(),
                     "line": {"color": UNITED_STATES, "width": 3}},
            shown | {"mode": "markers+text", "name": names["own"], "x": [own], "y": [float(chances[own])],
                     "text": [amount(float(chances[own]), "%")], "textposition": "bottom right",
                     "marker": {"color": UNITED_STATES, "size": 12}},
        ],
        "layout": {
            "margin": MARGIN, "xaxis": axis(titles[0], range=[-0.15, 3.4]), "legend": LEGEND,
            "yaxis": axis(titles[1], zero=True, range=[-0.12 * top, ROOM * top]),
        },
    }  # fmt: skip


def _line(rows: pd.DataFrame, column: str, name: str, look: Spec) -> Spec:
    return {
        "type": "scatter", "mode": "lines", "name": name, "x": rows["month"].to_list(), "y": rows[column].to_list(),
        "line": look, "hovertemplate": "%{x|%b %Y}: %{y:.3~g}%<extra>" + name + "</extra>",
    }  # fmt: skip


def _upright(day: str) -> Spec:
    return {
        "type": "line", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1,
        "line": {"color": REFERENCE, "width": 1, "dash": "dot"},
    }  # fmt: skip


def _above(day: str, words: str) -> Spec:
    return {
        "x": day, "yref": "paper", "y": 1, "yanchor": "bottom", "text": words, "showarrow": False,
        "font": {"size": 11, "color": REFERENCE}, "xanchor": "left",
    }  # fmt: skip
