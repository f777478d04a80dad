"""A change in steps as a figure: its parts and, last, what they add up to."""

from collections.abc import Mapping

import pandas as pd

from pages.ui.figures import Spec
from pages.ui.style import GAIN, JAPAN, LOSS, NAMED, REFERENCE, axis, change, names_axis

TOO_SMALL_TO_SEE = {"USD bn": 0.005, "JPY bn": 0.5}


def waterfall(parts: pd.Series, names: Mapping[str, str], unit: str, title: str, *, total: str = JAPAN) -> Spec:
    """Return the parts of a change and, last, their sum, in a unit; each number stands under its name."""
    words = [change(value, unit) if abs(value) > TOO_SMALL_TO_SEE.get(unit, 0.0) else "0" for value in parts]
    return {
        "data": [{
            "type": "waterfall", "orientation": "h", "name": title, "x": parts.to_list(),
            "y": [f"{names[part]}<br>{word}" for part, word in zip(parts.index, words, strict=True)],
            "measure": ["relative"] * (len(parts) - 1) + ["total"], "text": words, "textposition": "none",
            "increasing": {"marker": {"color": GAIN}}, "decreasing": {"marker": {"color": LOSS}},
            "totals": {"marker": {"color": total}}, "connector": {"line": {"color": REFERENCE, "width": 1}},
            "hovertemplate": "%{y}<extra></extra>",
        }],
        "layout": {
            "margin": NAMED, "xaxis": axis(title, zero=True, tickformat=","), "yaxis": names_axis(),
            "showlegend": False,
        },
    }  # fmt: skip
