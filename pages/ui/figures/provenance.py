"""What a headline number rests on, as figures: the kinds of its inputs, and how far each assumption moves it."""

import pandas as pd

from pages.ui.figures import Spec
from pages.ui.figures.trade import wrapped
from pages.ui.style import GAIN, JAPAN, LEGEND, LOSS, NAMED, REFERENCE, axis, names_axis

KINDS = {"fact": GAIN, "estimate": JAPAN, "judgement": LOSS}
PALE, STRONG, MOST_SHOWN = "#a9b1e6", JAPAN, 10
ROOM = 0.06
SMALLEST_LABELLED = 9.0


def budget(shares: pd.DataFrame, said: pd.DataFrame, names: dict[str, str], title: str) -> Spec:
    """Return stacked bars of the kinds of inputs, percent; both tables: one row a bar, one column a kind."""
    labels = [wrapped(name) for name in shares.index]

    def bars(kind: str) -> Spec:
        share, words = shares[kind].to_list(), said[kind].to_list()
        shown = [word if size >= SMALLEST_LABELLED else "" for word, size in zip(words, share, strict=True)]
        return {
            "type": "bar", "orientation": "h", "name": names[kind], "y": labels, "x": share, "text": shown,
            "customdata": words, "textposition": "inside", "insidetextanchor": "middle", "textangle": 0,
            "marker": {"color": KINDS[kind]}, "textfont": {"color": "#ffffff"},
            "hovertemplate": "%{y}: %{customdata}<extra>" + names[kind] + "</extra>",
        }  # fmt: skip

    return {
        "data": [bars(kind) for kind in KINDS],
        "layout": {
            "barmode": "stack", "margin": NAMED, "yaxis": names_axis(), "xaxis": axis(title, range=[0, 100]),
            "legend": LEGEND, "uniformtext": {"mode": "hide", "minsize": 10},
        },
    }  # fmt: skip


def swings(rows: pd.DataFrame, central: float, names: tuple[str, str], title: str) -> Spec:
    """Return what a number becomes with one assumption at its low or its high end, the widest on top.

    Columns: low, high (the number there), low_said, high_said (assumption and number in words); index the assumptions.
    """
    shown = rows.head(MOST_SHOWN)
    labels = [wrapped(name) for name in shown.index]

    def bars(end: str, name: str, colour: str) -> Spec:
        return {
            "type": "bar", "orientation": "h", "name": name, "y": labels, "base": [central] * len(shown),
            "x": (shown[end].fillna(central) - central).to_list(), "marker": {"color": colour},
            "text": shown[f"{end}_said"].to_list(), "textposition": "none",
            "hovertemplate": "%{y}: %{text}<extra>" + name + "</extra>",
        }  # fmt: skip

    ends = [central, *shown[["low", "high"]].min().dropna(), *shown[["low", "high"]].max().dropna()]
    room = ROOM * (max(ends) - min(ends))
    return {
        "data": [bars("low", names[0], PALE), bars("high", names[1], STRONG)],
        "layout": {
            "barmode": "overlay", "margin": NAMED, "yaxis": names_axis(), "legend": LEGEND,
            "xaxis": axis(title, range=[min(ends) - room, max(ends) + room]),
            "shapes": [{
                "type": "line", "x0": central, "x1": central, "yref": "paper", "y0": 0, "y1": 1,
                "line": {"color": REFERENCE, "width": 1},
            }],
        },
    }  # fmt: skip
