"""The numbers a page opens with, for one scenario or for a batch: one set of formulas."""

from typing import NamedTuple

import numpy as np

from model.baseline import Baseline
from model.chain import chain
from model.market.demand import Array, Labels
from model.market.fleet import fleet
from model.outcome import Outcome
from model.parameter import Kind
from model.suppliers import bankruptcies, job_change
from model.tariffs import MONTHS, YEAR

ALL, LAST_TIER = 0, -1
JUDGED = ("short", "end_short", "weakest", "failures", "us_added")
UNITS = {
    "japan_built": "thousand cars a year", "export_value": "USD bn a year", "six_duty": "USD bn a year",
    "six_profit": "USD bn a year", "japan_price": "USD thousand a car", "us_price": "USD thousand a vehicle",
    "us_sales": "thousand vehicles a year", "effective_rate": "percent", "rate_gap": "percentage points",
    "lasting_japan_built": "thousand cars a year", "lasting_six_profit": "USD bn a year",
    "short": "percent of firms", "end_short": "percent of firms", "weakest": "months of sales", "orders": "percent",
    "balance_jpy": "JPY bn a year", "balance_usd": "USD bn a year", "exports": "USD bn a year",
    "revenue": "USD bn a year", "us_added": "USD bn a year", "diverted": "USD bn a year", "lost": "USD bn a year",
    "gdp": "percent", "gdp_nri": "percent", "gdp_daiwa": "percent", "us_prices": "percent",
    "us_growth": "percentage points", "hazard": "percent a month", "failures": "firms a year", "jobs": "jobs",
}  # fmt: skip
MONTHLY = {
    "japan_built": "thousand cars a month", "six_profit": "USD bn a month", "short": "percent of firms",
    "balance_jpy": "JPY bn a month", "gdp": "percent", "orders": "percent",
}  # fmt: skip


class Headline(NamedTuple):
    """Hold one number of the scenario and of the reference, with unit and kind."""

    value: float
    reference: float
    unit: str
    kind: Kind = "estimate"

    @property
    def change(self) -> float:
        """Return the difference to the reference."""
        return self.value - self.reference

    @property
    def percent(self) -> float:
        """Return the difference in percent of the reference."""
        return 100 * (self.value / self.reference - 1)


class Pairs(NamedTuple):
    """Hold one number of N scenarios and of the reference of each, [N]."""

    value: Array
    reference: Array

    @property
    def change(self) -> Array:
        """Return the differences to the reference."""
        return self.value - self.reference


def kind_of(name: str) -> Kind:
    """Return what kind of number a headline is."""
    return "judgement" if name in JUDGED else "estimate"


def headlines(outcome: Outcome, beside: Labels, given: dict[str, Array], baseline: Baseline) -> dict[str, Pairs]:
    """Return the headline numbers of the first N rows of an outcome, each beside its reference row `beside` [N].

    Flows are those of the twelve months from the decision, a year; shares and levels those a year on, which is why a
    scenario and its reference must start their year together.  given: the assumptions, [S, 1] each.
    """
    rows = np.arange(len(beside))
    numbers = levels(outcome, baseline)
    numbers["failures"] = failures(outcome, given, baseline)
    pairs = {name: Pairs(values[rows], values[beside]) for name, values in numbers.items()}
    jobs = _jobs(outcome, beside, given)
    return pairs | {"jobs": Pairs(jobs, np.zeros_like(jobs))}


def levels(outcome: Outcome, baseline: Baseline) -> dict[str, Array]:
    """Return the headline numbers that need no reference, by name, [S] each, in the units of `UNITS`."""
    return _makers(outcome, baseline) | _other_blocks(outcome, baseline)


def monthly(outcome: Outcome, baseline: Baseline) -> dict[str, Array]:
    """Return the numbers shown month by month, [S, T] each, in the units of `MONTHLY`."""
    six, firms = fleet(baseline).home_japan, _weights(baseline)
    t, s = outcome.trade, outcome.suppliers
    return {
        "japan_built": outcome.makers.built_japan.sum(axis=-1),
        "six_profit": outcome.makers.profit[..., six].sum(axis=-1) / 1000,
        "short": 100 * (s.short[:, :, ALL] * firms).sum(axis=-1),
        "balance_jpy": t.exports_yen.sum(axis=-1) - t.us_exports_yen, "gdp": outcome.economy.gdp_so_far,
        "orders": 100 * s.orders[:, :, ALL, 0],
    }  # fmt: skip


def _makers(outcome: Outcome, baseline: Baseline) -> dict[str, Array]:
    cars = fleet(baseline)
    six, from_japan = cars.home_japan, float(cars.units[cars.built("JP")].sum())
    makers, lasting, year = outcome.makers, outcome.lasting, outcome.year
    months = outcome.first[:, None] + np.arange(YEAR)

    def mean(rate: Array) -> Array:
        return np.asarray(100 * np.take_along_axis(rate, months, axis=1).mean(axis=1))

    def bn(values: Array) -> Array:
        return np.asarray(values[:, six].sum(axis=1) / 1000)

    return {
        "japan_built": year(makers.built_japan).sum(axis=1),
        "export_value": year(makers.export_value).sum(axis=1) / 1000,
        "six_duty": bn(year(makers.duty)), "six_profit": bn(year(makers.profit)),
        "japan_price": year(makers.japan_basket).sum(axis=1) / from_japan,
        "us_price": year(makers.basket).sum(axis=1) / cars.units.sum(),
        "us_sales": year(makers.sold).sum(axis=1), "effective_rate": mean(outcome.effective),
        "rate_gap": mean(outcome.effective) - mean(outcome.rival),
        "lasting_japan_built": YEAR * lasting.built_japan[:, 0].sum(axis=1),
        "lasting_six_profit": YEAR * bn(lasting.profit[:, 0]),
    }  # fmt: skip


def _other_blocks(outcome: Outcome, baseline: Baseline) -> dict[str, Array]:
    """Return the numbers of suppliers, trade and economies."""
    s, t, e, year, firms = outcome.suppliers, outcome.trade, outcome.economy, outcome.year, _weights(baseline)
    at = np.arange(len(outcome.first)), outcome.first + YEAR - 1
    return {
        "short": 100 * (s.short[(*at, ALL)] * firms).sum(axis=-1),
        "end_short": 100 * (s.short[:, -1, ALL] * firms).sum(axis=-1),
        "weakest": s.weakest[(*at, ALL, LAST_TIER)], "orders": 100 * s.orders[(*at, ALL, 0)],
        "balance_jpy": year(t.exports_yen).sum(axis=-1) - year(t.us_exports_yen),
        "balance_usd": year(t.us_exports).sum(axis=-1) - year(t.exports).sum(axis=-1),
        "exports": year(t.exports).sum(axis=-1), "revenue": year(t.revenue).sum(axis=-1),
        "us_added": year(t.added).sum(axis=-1), "diverted": year(t.diverted).sum(axis=-1),
        "lost": year(t.lost).sum(axis=-1), "gdp": e.gdp_so_far[at], "gdp_nri": e.gdp_nri[at],
        "gdp_daiwa": e.gdp_daiwa[at], "us_prices": e.us_prices[at], "us_growth": e.us_growth[at],
        "hazard": 100 * e.hazard[at],
    }  # fmt: skip


def failures(outcome: Outcome, given: dict[str, Array], baseline: Baseline) -> Array:
    """Return parts makers' failures a year, [S]: those usual, times the model over a run without any tariff."""
    s = outcome.suppliers
    usual = np.repeat(s.usual_out[:, None, None], len(MONTHS), axis=1)
    firms = chain(baseline).firms
    filed = (filed_in_year(outcome, s.bankrupt[:, :, ALL]) * firms).sum(axis=1)
    without = filed_in_year(outcome, bankruptcies(usual, given["exit_hazard"])[:, :, ALL])
    return np.asarray(given["usual_failures"][:, 0] * filed / (without * firms).sum(axis=1))


def filed_in_year(outcome: Outcome, bankrupt: Array) -> Array:
    """Return the shares filed in the twelve months from each row's decision, of those filed so far, [S, T, K]."""
    rows, end = np.arange(len(outcome.first)), outcome.first + YEAR - 1
    before = np.concatenate([np.zeros_like(bankrupt[:, :1]), bankrupt], axis=1)
    return np.asarray(bankrupt[rows, end] - before[rows, end - YEAR + 1])


def _jobs(outcome: Outcome, beside: Labels, given: dict[str, Array]) -> Array:
    """Return the change of jobs against the reference a year on, [N]."""
    rows, have = np.arange(len(beside)), outcome.suppliers.orders[:, :, ALL, 0]
    elasticity, jobs, reabsorbed = (given[name][rows] for name in ("job_elasticity", "auto_jobs", "reabsorbed"))
    changed = job_change(have[rows] - have[beside], elasticity, jobs, reabsorbed)
    return np.asarray(1000 * changed[rows, outcome.first[rows] + YEAR - 1])


def _weights(baseline: Baseline) -> Array:
    """Return each tier's share of the firms, [K]."""
    return np.asarray(chain(baseline).firms / chain(baseline).firms.sum())
