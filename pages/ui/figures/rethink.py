"""Does Washington rethink, as figures: what presses it, how likely it gives way by month and by market stress."""

from collections.abc import Mapping

import pandas as pd

from pages.ui import style
from pages.ui.figures import Spec
from pages.ui.style import REFERENCE, UNITED_STATES, amount, axis

MARGIN = style.MARGIN | {"t": 26}
LEGEND = style.LEGEND | {"y": 1.06}
ROOM = 1.25


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
