"""The model against what happened from April to September 2025: exports, surplus, costs the makers published."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.history import (
    AT_THEIR_YEN,
    GIVEN,
    HALF,
    HALF_YEAR,
    HAPPENED,
    NOTHING,
    History,
    history,
    span_of,
    yen_by_month,
)
from model.market.fleet import fleet
from model.tariffs import MONTHS

EXPORTS, SURPLUS = "exports_to_us_value", "surplus_with_us_value"
CAR_EXPORTS = ("car_exports_units", "car_exports_value", "car_unit_value")
EVERYONE = "Seven makers"


@dataclass(frozen=True, eq=False)
class Record:
    """Hold the model beside the facts.

    exports: change on a year before of units, value and unit value, percent, at the exchange rate of 2024 and at those
    of the months.  costs: direct added duty, the reported
    basis (that duty times the one factor) and what each maker published, JPY bn, with the miss.
    """

    exports: pd.DataFrame
    costs: pd.DataFrame


def track_record(assumptions: Assumptions, baseline: Baseline) -> Record:
    """Return the record of the model run on the history of the tariffs.

    The exports compare ratios at the exchange rate of 2024; the costs are in yen of their own months.
    """
    past = history(assumptions, baseline)
    return Record(exports=_exports(past), costs=maker_costs(past, assumptions.reported_factor))


def trade_record(assumptions: Assumptions, baseline: Baseline) -> pd.DataFrame:
    """Return exports to the US and the surplus, JPY bn, and the change of exports on a year before, percent.

    The model runs on the tariffs as they were and the mean exchange rate of the half year.  Its base is the mean of
    2024, which knows no season, so the change is put on the published base of April to September 2024.
    """
    past = history(assumptions, baseline)
    model = {name: GIVEN[name](past, HALF_YEAR) for name in (f"{EXPORTS}_yoy", SURPLUS)}
    model[EXPORTS] = past.exports(AT_THEIR_YEN, HALF_YEAR)
    rows = [(name, model[name], past.known(name, HALF)) for name in (f"{EXPORTS}_yoy", EXPORTS, SURPLUS)]
    table = pd.DataFrame(rows, columns=["series", "model", "fact"])
    return table.assign(miss=table["model"] - table["fact"])


def maker_costs(past: History, factor: float) -> pd.DataFrame:
    """Return one row for each cost a maker published for months the model covers, with direct duty and the miss.

    factor: of direct duty to what makers report.
    """
    costs = past.baseline.costs.query("status == 'actual' and basis == 'as_reported'")
    spans = costs["period"].map(span_of)
    published = costs[spans.notna()].reset_index(drop=True)
    added = _added_duty(past)
    direct = [
        added.iloc[span].to_numpy().sum() if maker == EVERYONE else added[maker].iloc[span].sum()
        for maker, span in zip(published["maker"], spans.dropna(), strict=True)
    ]
    table = published[["maker", "period", "value_jpy_bn", "source"]].assign(direct_jpy_bn=direct)
    reported = table["direct_jpy_bn"] * factor
    return table.rename(columns={"value_jpy_bn": "published_jpy_bn"}).assign(
        reported_jpy_bn=reported,
        miss_jpy_bn=reported - table["value_jpy_bn"],
        miss_percent=100 * (reported / table["value_jpy_bn"] - 1),
    )


def _exports(past: History) -> pd.DataFrame:
    """Return the changes of car exports on April to September 2024, at the yen of 2024 and at that of the months."""
    facts = past.baseline.outcomes.query("period == @HALF").set_index("series")
    weaker = past.weaker(HALF_YEAR)
    rows = []
    for name in CAR_EXPORTS:
        ratio = 1 + GIVEN[f"{name}_yoy"](past, HALF_YEAR) / 100
        at_2024 = ratio / (1 if name == "car_exports_units" else weaker)
        rows.append({
            "series": name, "model_percent": 100 * (at_2024 - 1), "model_at_actual_yen_percent": 100 * (ratio - 1),
            "fact_percent": facts.loc[f"{name}_yoy", "value"], "source": facts.loc[f"{name}_yoy", "source"],
        })  # fmt: skip
    table = pd.DataFrame(rows)
    return table.assign(error_points=table["model_percent"] - table["fact_percent"])


def _added_duty(past: History) -> pd.DataFrame:
    """Return the added duty of the six by month, JPY bn in yen of the months; Suzuki ships no cars to the US."""
    duty, cars = past.outcome.makers.duty, fleet(past.baseline)
    added = (duty[HAPPENED] - duty[NOTHING]) * yen_by_month(past.baseline)[:, None] / 1000
    return pd.DataFrame(added[:, cars.home_japan], MONTHS, np.array(cars.makers)[cars.home_japan])
