"""From law to rates, month by month: the history of the duties, then the scenario."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import pandas as pd

from model.baseline import Baseline
from model.law import Law, goods_listed, history_law, rates, scenario_law
from model.market.demand import Array, Flags
from model.parameter import months
from model.policy import Policy

MONTHS = months("2025-04", "2028-03")
YEAR = 12


@dataclass(frozen=True, eq=False)
class Schedule:
    """Hold the duties month by month, S scenarios, T = 36 months from April 2025; rates as shares of the value.

    car [S, T, O]: all-in rate on cars by origin (on the non-US content for USMCA, zero for US-built).
    deal [S, T, O]: whether the origin's rate rests on a signed deal.  parts_japan, parts_other [S, T]: duty on parts
    of US plants beyond that of 2024.  product [S, T, P]: total rate on Japan's products.
    rival_product [S, T, P]: what the European Union would pay on the same products.  metal [S, T]: the duty on steel
    and aluminium.  general_added [S, T]: the general rate less the usual MFN where it includes it.
    """

    car: Array
    deal: Flags
    parts_japan: Array
    parts_other: Array
    product: Array
    rival_product: Array
    metal: Array
    general_added: Array


def schedule(policies: Sequence[Policy], baseline: Baseline) -> Schedule:
    """Return the duties of every policy: history up to the month before its decision, then its own levers.

    A month's rate is the mean of the rates in force on its days.
    """
    past = _past(baseline)
    chosen = rates(scenario_law(policies, baseline), baseline)
    decided = np.array([MONTHS.index(policy.decision) for policy in policies])
    follows = np.array([policy.course == "history" for policy in policies])
    historic = (np.arange(len(MONTHS)) < decided[:, None]) | follows[:, None]

    def joined(name: str) -> Array:
        old, new = past[name][None], chosen[name][:, None]
        shape = historic.reshape(historic.shape + (1,) * (old.ndim - 2))
        return np.where(shape, old, new)

    return Schedule(
        car=joined("car"), deal=joined("deal") > 0.5, parts_japan=joined("parts_japan"),
        parts_other=joined("parts_other"), product=joined("product"), rival_product=joined("rival_product"),
        metal=joined("metal"), general_added=joined("general_added"),
    )  # fmt: skip


def law_after_decision(policy: Policy, baseline: Baseline) -> Law:
    """Return the law that holds once the policy is decided; where it follows history, that of the last month."""
    if policy.course == "history":
        return history_law(baseline, [f"{MONTHS[-1]}-01"])
    return scenario_law([policy], baseline)


def effective_rate(product_rates: Array, baseline: Baseline) -> Array:
    """Return the average rate on Japan, weighted by US imports of 2024, [..., P] to [...]."""
    return np.asarray((product_rates * goods_listed(baseline).weight).sum(axis=-1))


def effective_by_date(baseline: Baseline) -> pd.DataFrame:
    """Return the average effective rate on Japan, percent, at every step of the history."""
    days = sorted(set(baseline.history["date"]))
    product = rates(history_law(baseline, days), baseline)["product"]
    return pd.DataFrame({"date": days, "effective_percent": 100 * effective_rate(product, baseline)})


@lru_cache(maxsize=8)
def _past(baseline: Baseline) -> dict[str, Array]:
    """Return the history by month: the mean over the days of each, [T, ...]."""
    first = date.fromisoformat(MONTHS[0] + "-01")
    last = date.fromisoformat(MONTHS[-1] + "-01") + timedelta(days=31)
    days = [first + timedelta(days=n) for n in range((last - first).days)]
    days = [day for day in days if f"{day:%Y-%m}" in MONTHS]
    steps = sorted({first.isoformat(), *baseline.history["date"]})
    of_steps = rates(history_law(baseline, steps), baseline)
    in_force = np.searchsorted(np.array(steps), [day.isoformat() for day in days], side="right") - 1
    month = np.array([MONTHS.index(f"{day:%Y-%m}") for day in days])
    weight = np.zeros((len(MONTHS), len(steps)))
    np.add.at(weight, (month, in_force), 1)
    weight /= weight.sum(axis=1, keepdims=True)
    return {name: np.tensordot(weight, rate, axes=1) for name, rate in of_steps.items()}
