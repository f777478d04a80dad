"""The average rate on Japan by date, beside the rates that others published."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from pages.ui.figures import Spec
from pages.ui.style import JAPAN, LEGEND, MARGIN, REFERENCE, UNITED_STATES, axis

SHOWN = ("budget_lab", "trade_war_tracker")
LOOKS: dict[str, Spec] = {
    "budget_lab": {"mode": "markers", "marker": {"color": UNITED_STATES, "size": 9, "symbol": "square"}},
    "trade_war_tracker": {"mode": "lines", "line": {"color": REFERENCE, "width": 2, "shape": "hv"}},
    "computed": {"mode": "lines", "line": {"color": JAPAN, "width": 3, "shape": "hv"}},
}


class Gap(NamedTuple):
    """Hold the largest gap between the computed and a published rate, percentage points, and its day in words."""

    points: float
    day: str
    computed: float
    published: float


def compared(steps: pd.DataFrame, published: pd.DataFrame) -> pd.DataFrame:
    """Return the published rates with the computed one in force on the same day, percent.

    A rate published as added to that of 2024 is lifted by the computed rate of 2024.
    """
    rows = published[published["series"].isin(SHOWN)].sort_values("date")
    at = steps["date"].searchsorted(rows["date"], side="right") - 1
    lift = rows["basis"].map({"added": steps["effective_percent"].iloc[0], "total": 0.0})
    return rows.assign(
        percent=rows["percent"] + lift, computed_percent=steps["effective_percent"].to_numpy()[at]
    )  # fmt: skip


def largest_gap(rates: pd.DataFrame, series: str) -> Gap:
    """Return where the computed rate is farthest from one published series."""
    rows = rates[rates["series"] == series]
    apart = rows["computed_percent"] - rows["percent"]
    row = rows.loc[apart.abs().idxmax()]
    day = f"{date.fromisoformat(row['date']):%-d %B %Y}"
    return Gap(float(apart.loc[row.name]), day, float(row["computed_percent"]), float(row["percent"]))


def effective_rates(steps: pd.DataFrame, rates: pd.DataFrame, last: str, names: dict[str, str]) -> Spec:
    """Return the computed rate as steps up to a last day, and the published ones, percent; `names` by series."""
    level = steps["effective_percent"].to_list()
    drawn = [rates[rates["series"] == series] for series in SHOWN]
    return {
        "data": [
            *(_trace(rows["date"].to_list(), rows["percent"].to_list(), names[series], LOOKS[series])
              for series, rows in zip(SHOWN, drawn, strict=True)),
            _trace([*steps["date"], last], [*level, level[-1]], names["computed"], LOOKS["computed"]),
        ],
        "layout": {
            "margin": MARGIN, "xaxis": axis(type="date"), "yaxis": axis("%", rangemode="tozero"), "legend": LEGEND,
        },
    }  # fmt: skip


def _trace(days: list[str], percent: list[float], name: str, looks: Spec) -> Spec:
    shown = "%{x|%-d %B %Y}: %{y:.1f}%<extra>" + name + "</extra>"
    return {"type": "scatter", "x": days, "y": percent, "name": name, "hovertemplate": shown} | looks
