"""The model against what happened from April to September 2025: exports, surplus, costs the makers published."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.market.demand import Array
from model.market.fleet import fleet
from model.parameter import months
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate_batch
from model.tariffs import MONTHS

HALF, HALF_BEFORE = "2025-04..2025-09", "2024-04..2024-09"
HAPPENED, NOTHING = 0, 1
EXPORTS, SURPLUS = "exports_to_us_value", "surplus_with_us_value"
HALF_YEAR = slice(0, 6)
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
    outcome = simulate_batch(
        [PRESETS["what-happened"].policy, REFERENCES["law-2024"]], assumptions, baseline
    )  # fmt: skip
    six = fleet(baseline).home_japan
    added = (outcome.makers.duty[HAPPENED] - outcome.makers.duty[NOTHING]) * _yen(baseline)[:, None] / 1000
    units = outcome.makers.built_japan.sum(axis=-1)
    value = outcome.makers.export_value.sum(axis=-1)
    return Record(
        exports=_exports(units, value, baseline, float(outcome.yen[HAPPENED])),
        costs=_costs(pd.DataFrame(added[:, six], MONTHS, np.array(fleet(baseline).makers)[six]), assumptions, baseline),
    )


def trade_record(assumptions: Assumptions, baseline: Baseline) -> pd.DataFrame:
    """Return exports to the US and the surplus, JPY bn, and the change of exports on a year before, percent.

    The model runs on the tariffs as they were and the mean exchange rate of the half year.  Its base is the mean of
    2024, which knows no season, so the change is put on the published base of April to September 2024.
    """
    yen = baseline.exchange.set_index("month")["yen_per_usd"].loc[list(MONTHS[HALF_YEAR])].mean()
    history = PRESETS["what-happened"].policy.but(yen=round(float(yen)))
    flows = simulate_batch([history, REFERENCES["law-2024"]], assumptions, baseline).trade
    exports = flows.exports_yen[:, HALF_YEAR].sum(axis=(1, 2))
    surplus = exports - flows.us_exports_yen[:, HALF_YEAR].sum(axis=1)

    sold, risen = _known(EXPORTS, HALF, baseline), _known(f"{EXPORTS}_yoy", HALF, baseline)
    before, usual = sold / (1 + risen / 100), _known(EXPORTS, "2024", baseline) / 2
    change = 100 * (exports[HAPPENED] / exports[NOTHING] * usual / before - 1)
    rows = [
        (f"{EXPORTS}_yoy", float(change), risen),
        (EXPORTS, float(exports[HAPPENED]), sold),
        (SURPLUS, float(surplus[HAPPENED]), _known(SURPLUS, HALF, baseline)),
    ]
    table = pd.DataFrame(rows, columns=["series", "model", "fact"])
    return table.assign(miss=table["model"] - table["fact"])


def _exports(units: Array, value: Array, baseline: Baseline, outcome_yen: float) -> pd.DataFrame:
    """Return the changes on April to September 2024; the model's base is the mean of 2024, so it is moved there."""
    half = HALF_YEAR

    def on_year_before(values: Array, series: str) -> float:
        ratio = values[HAPPENED, half].sum() / values[NOTHING, half].sum()
        return float(ratio * _known(series, "2024", baseline) / 2 / _known(series, HALF_BEFORE, baseline))

    more_units, more_value = (
        on_year_before(units, "car_exports_units"), on_year_before(value, "car_exports_value")
    )  # fmt: skip
    model = {
        "car_exports_units": more_units,
        "car_exports_value": more_value,
        "car_unit_value": more_value / more_units,
    }
    facts = baseline.outcomes.query("period == @HALF").set_index("series")
    weaker = float(_yen(baseline)[half].mean() / outcome_yen)
    rows = [
        {
            "series": name, "model_percent": 100 * (ratio - 1),
            "model_at_actual_yen_percent": 100 * (ratio * (1 if name == "car_exports_units" else weaker) - 1),
            "fact_percent": facts.loc[f"{name}_yoy", "value"],
            "source": facts.loc[f"{name}_yoy", "source"],
        }
        for name, ratio in model.items()
    ]  # fmt: skip
    table = pd.DataFrame(rows)
    return table.assign(error_points=table["model_percent"] - table["fact_percent"])


def _known(series: str, period: str, baseline: Baseline) -> float:
    rows = baseline.outcomes.query("series == @series and period == @period")
    return float(rows["value"].iloc[0])


def _costs(added: pd.DataFrame, assumptions: Assumptions, baseline: Baseline) -> pd.DataFrame:
    """Return one row for each cost a maker published for months the history covers; `added` is JPY bn by month."""
    published = baseline.costs.query("status == 'actual' and basis == 'as_reported'").reset_index(drop=True)
    direct = [
        added.loc[_months(period), :].sum().sum() if maker == EVERYONE else added.loc[_months(period), maker].sum()
        for maker, period in zip(published["maker"], published["period"], strict=True)
    ]
    table = published[["maker", "period", "value_jpy_bn", "source"]].assign(direct_jpy_bn=direct)
    reported = table["direct_jpy_bn"] * assumptions.reported_factor
    return table.rename(columns={"value_jpy_bn": "published_jpy_bn"}).assign(
        reported_jpy_bn=reported,
        miss_jpy_bn=reported - table["value_jpy_bn"],
        miss_percent=100 * (reported / table["value_jpy_bn"] - 1),
    )


def _yen(baseline: Baseline) -> Array:
    """Return the yen per dollar of every month, the last one known thereafter, [T]."""
    return baseline.exchange.set_index("month")["yen_per_usd"].reindex(MONTHS).ffill().to_numpy(float)


def _months(period: str) -> list[str]:
    return list(months(*period.split("..")))
