"""The model scored: every outcome it can give beside what was published, and how many it meets."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.history import GIVEN, History, history, span_of
from model.track_record import maker_costs

# How far off is still a hit, stated before the runs: points of a change on a year before, of prices and of the rest,
# and percent of an amount in yen.
POINTS, PRICE_POINTS, SHARE_PERCENT = 3.0, 2.0, 15.0
PRICES = ("car_unit_value_yoy", "car_export_price_yoy", "us_vehicle_price_yoy")
COST = "tariff_cost"


class Score(NamedTuple):
    """Hold how many outcomes there are, how many are met, the same of those not used, and the middle misses.

    points: of changes.  percent: of amounts.
    """

    total: int
    met: int
    unused: int
    unused_met: int
    points: float
    percent: float


def outcomes(assumptions: Assumptions, baseline: Baseline) -> pd.DataFrame:
    r"""Return one row an outcome that the model can give, from the tariffs as they were.

    $$miss = model - observed \ \text{in points of a change}, \qquad 100\,(model / observed - 1) \ \text{of an amount}$$

    series, maker (of a cost), period; observed and model in `unit`; miss and tolerance in points of a change or in
    percent of an amount; met where the miss is within the tolerance; used: whether the model was set by it (yes, no,
    or partly where it follows from one that was); kind and source.
    """
    past = history(assumptions, baseline)
    table = pd.concat([_changes(past), _costs(past, assumptions)], ignore_index=True)
    amounts = table["unit"] != "percent"
    miss = np.where(amounts, 100 * (table["model"] / table["observed"] - 1), table["model"] - table["observed"])
    points = np.where(table["series"].isin(PRICES), PRICE_POINTS, POINTS)
    tolerance = np.where(amounts, SHARE_PERCENT, points)
    return table.assign(miss=miss, tolerance=tolerance, met=np.abs(miss) <= tolerance)


def score(table: pd.DataFrame) -> Score:
    """Return the score of outcomes."""
    unused, amounts, off = table["used"] == "no", table["unit"] != "percent", table["miss"].abs()
    return Score(
        total=len(table), met=int(table["met"].sum()), unused=int(unused.sum()),
        unused_met=int((unused & table["met"]).sum()), points=float(off[~amounts].median()),
        percent=float(off[amounts].median()),
    )  # fmt: skip


def _changes(past: History) -> pd.DataFrame:
    """Return the series of the record that the model gives, over the months it covers."""
    record = past.baseline.outcomes
    spans = record["period"].map(span_of)
    rows = record[record["series"].isin(list(GIVEN)) & spans.notna()].rename(columns={"value": "observed"})
    model = [GIVEN[name](past, span) for name, span in zip(rows["series"], spans[rows.index], strict=True)]
    kept = ["series", "period", "observed", "unit", "used", "kind", "source"]
    return rows[kept].assign(maker="", model=model)


def _costs(past: History, assumptions: Assumptions) -> pd.DataFrame:
    """Return the tariff costs that makers published, beside the reported basis; its factor is chosen, not fitted."""
    costs = maker_costs(past, assumptions.reported_factor)
    named = costs.rename(columns={"published_jpy_bn": "observed", "reported_jpy_bn": "model"})
    kept = named[["maker", "period", "observed", "model", "source"]]
    return kept.assign(series=COST, unit="JPY bn", used="no", kind="fact")
