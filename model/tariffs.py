"""From law to rates: the history of the duties, then the scenario, by month and by product."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.baseline import Baseline
from model.market.demand import Array, Flags
from model.parameter import months
from model.policy import Policy

MONTHS = months("2025-04", "2028-03")
YEAR = 12
CAR_MFN, USUAL_MFN = 2.5, 1.7
WHOLE_CAR_DUTY = 25.0
CAR_ITEMS = ("car_jp", "car_eu", "car_kr", "car_uk", "car_other", "usmca_car")
DEAL_ITEMS = ("deal_jp", "deal_eu", "deal_kr", "deal_uk", "deal_other", "deal_usmca")
LEVER_ITEMS = {
    "car_jp": "car_tariff", "parts_jp": "parts_tariff", "metal_jp": "metal_tariff", "general_jp": "general_rate",
    "car_eu": "car_eu", "car_kr": "car_kr", "usmca_car": "car_usmca", "general_eu": "general_rivals",
    "deal_jp": "signed",
}  # fmt: skip
JAPANS = ("general_jp", "metal_jp")
STACKED_ITEMS = ("general_jp", "truck_jp")
WITHOUT_DEAL = {"deal_eu": ("car_eu", 27.5), "deal_kr": ("car_kr", 25.0)}


@dataclass(frozen=True, eq=False)
class Law:
    """Hold N states of the law: the rate (percent) and the rule of every item, [N] each."""

    rate: dict[str, Array]
    rule: dict[str, NDArray[np.str_]]


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


class Listed(NamedTuple):
    """Hold P products of the US tariff: the item that rules each, MFN rate in percent, exempt share, import weight."""

    item: tuple[str, ...]
    mfn: Array
    exempt: Array
    weight: Array


@lru_cache(maxsize=8)
def goods_listed(baseline: Baseline) -> Listed:
    """Return the products of a baseline as the tariff lists them."""
    table = baseline.products
    mfn, exempt, value = (table[name].to_numpy(float) for name in ("mfn_percent", "exempt_share", "imports_usd_bn"))
    return Listed(tuple(table["item"]), mfn, exempt, value / value.sum())


def schedule(policies: Sequence[Policy], baseline: Baseline) -> Schedule:
    """Return the duties of every policy: history up to the month before its decision, then its own levers.

    A month's rate is the mean of the rates in force on its days.
    """
    past = _past(baseline)
    chosen = _rates(scenario_law(policies, baseline), baseline)
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


def history_law(baseline: Baseline, days: Sequence[str]) -> Law:
    """Return the law in force on given days, [N]."""
    rate, rule = {}, {}
    for item, (dates, rates, rules) in _steps(baseline).items():
        at = np.searchsorted(dates, np.array(days, dtype=str), side="right") - 1
        rate[item], rule[item] = rates[at], rules[at]
    return Law(rate, rule)


def scenario_law(policies: Sequence[Policy], baseline: Baseline) -> Law:
    """Return the law each policy makes: that of its date, with the levers in place of their own items, [S].

    A car rate of the EU or Korea below the whole section 232 duty is taken to rest on a deal of theirs, and the EU's
    general rate then includes MFN.
    """
    law = history_law(baseline, [policy.law for policy in policies])
    stacking = np.array([policy.stacking for policy in policies])
    rate, rule = dict(law.rate), dict(law.rule)
    for item, lever in LEVER_ITEMS.items():
        rate[item] = np.array([float(getattr(policy, lever)) for policy in policies])
    for item in STACKED_ITEMS:
        rule[item] = stacking
    for flag, (car, whole) in WITHOUT_DEAL.items():
        rate[flag] = (rate[car] < whole).astype(float)
    rule["general_eu"] = np.where(rate["deal_eu"] > 0, "including", "on-top")
    rate["truck_jp"] = np.where(stacking == "on-top", np.maximum(rate["car_jp"] - CAR_MFN, 0), rate["car_jp"])
    return Law(rate, rule)


def law_after_decision(policy: Policy, baseline: Baseline) -> Law:
    """Return the law that holds once the policy is decided; where it follows history, that of the last month."""
    if policy.course == "history":
        return history_law(baseline, [f"{MONTHS[-1]}-01"])
    return scenario_law([policy], baseline)


def duty_rates(law: Law, item: Sequence[str], mfn: Array, exempt: Array, names: tuple[str, str]) -> Array:
    r"""Return the total rate in percent on each product, [N, P], from the item that rules it and its MFN rate.

    $$\tau = \begin{cases} r & \text{all-in} \\ m + r & \text{on top of MFN} \\ \max(m, r) & \text{including MFN}
    \\ g & \text{general} \\ \tfrac12 (m + \text{metal}) + \tfrac12 g & \text{half metal} \\ m & \text{free}
    \end{cases} \qquad g = m + r_g \ \text{or} \ \max(m, r_g)$$

    A product under section 232 never also pays the general duty.  Of a product under the general duty the share
    `exempt` [P] is on the list of exempt goods and pays its MFN rate.  `names` are the items of the general and of
    the metal duty.
    """
    general, metal = names
    rate = np.stack([law.rate[name] for name in item], axis=-1)
    rule = np.stack([law.rule[name] for name in item], axis=-1)
    of_general = (1 - exempt) * _paid(law.rule[general][:, None], law.rate[general][:, None], mfn) + exempt * mfn
    half = (mfn + law.rate[metal][:, None] + of_general) / 2
    pays_general = (rule == "general") | (np.array(item) == general)
    return np.select(
        [rule == "all-in", pays_general, rule == "half-metal"], [rate, of_general, half], _paid(rule, rate, mfn)
    )


def _paid(rule: NDArray[np.str_], rate: Array, mfn: Array) -> Array:
    """Return a rate on top of MFN, or including it, or MFN alone; shapes that broadcast to [N, P]."""
    return np.where(rule == "on-top", mfn + rate, np.where(rule == "including", np.maximum(mfn, rate), mfn))


def ordinary_rates(baseline: Baseline) -> Array:
    """Return the MFN rate of every product as a share of its value, [P]."""
    return goods_listed(baseline).mfn / 100


def effective_rate(product_rates: Array, baseline: Baseline) -> Array:
    """Return the average rate on Japan, weighted by US imports of 2024, [..., P] to [...]."""
    return np.asarray((product_rates * goods_listed(baseline).weight).sum(axis=-1))


def effective_by_date(baseline: Baseline) -> pd.DataFrame:
    """Return the average effective rate on Japan, percent, at every step of the history."""
    days = sorted(set(baseline.history["date"]))
    rates = _rates(history_law(baseline, days), baseline)["product"]
    return pd.DataFrame({"date": days, "effective_percent": 100 * effective_rate(rates, baseline)})


def customs_entries(law: Law, baseline: Baseline) -> pd.DataFrame:
    """Return the worked customs entry of every product under the first state of a law, in percent of the value.

    Columns: MFN, the section 232 duty, the general duty, their lawful total, and the total had all been added.
    """
    table, (item, mfn, exempt, _) = baseline.products, goods_listed(baseline)
    first = Law({k: v[:1] for k, v in law.rate.items()}, {k: v[:1] for k, v in law.rule.items()})
    total = duty_rates(first, item, mfn, exempt, JAPANS)[0]
    rules = np.array([first.rule[item][0] for item in table["item"]])
    own = np.array([first.rate[item][0] for item in table["item"]])
    metal, general = first.rate["metal_jp"][0], first.rate["general_jp"][0]
    sectoral = np.isin(table["regime"], ["C", "T", "P", "M"]) | np.isin(rules, ["on-top", "including"]) & np.isin(
        table["regime"], ["A", "L"]
    )
    share_232 = np.select([sectoral, rules == "half-metal"], [total - mfn, metal / 2], 0.0)
    whole_232 = np.select([rules == "on-top", rules == "half-metal"], [own, metal], total - mfn) * (share_232 > 0)
    general = np.where(rules == "free", 0.0, general) * (1 - exempt)
    return pd.DataFrame({
        "product": table["product"], "mfn_percent": mfn, "section_232_percent": share_232,
        "general_percent": total - mfn - share_232, "total_percent": total,
        "added_percent": mfn + whole_232 + general,
    })  # fmt: skip


@lru_cache(maxsize=8)
def _steps(baseline: Baseline) -> dict[str, tuple[NDArray[np.str_], Array, NDArray[np.str_]]]:
    """Return the dates, rates and rules of every item of the history."""
    ordered = baseline.history.sort_values("date")
    return {
        str(item): (steps["date"].to_numpy(str), steps["rate_percent"].to_numpy(float), steps["rule"].to_numpy(str))
        for item, steps in ordered.groupby("item", sort=False)
    }


def _added(rate: Array, rule: NDArray[np.str_]) -> Array:
    return np.where(rule == "including", np.maximum(rate - USUAL_MFN, 0), rate)


def _rates(law: Law, baseline: Baseline) -> dict[str, Array]:
    """Return the rates of N states as shares of the value, by name as in `Schedule`."""
    item, mfn, exempt, _ = goods_listed(baseline)
    none = np.zeros_like(law.rate["car_jp"])
    base_parts = _steps(baseline)["parts_jp"][1][0]
    return {
        "car": np.stack([*(law.rate[name] for name in CAR_ITEMS), none], axis=-1) / 100,
        "deal": np.stack([*(law.rate[name] for name in DEAL_ITEMS), none], axis=-1),
        "parts_japan": (law.rate["parts_jp"] - base_parts) / 100,
        "parts_other": law.rate["parts_other"] / 100,
        "metal": law.rate["metal_jp"] / 100,
        "general_added": _added(law.rate["general_jp"], law.rule["general_jp"]) / 100,
        "product": duty_rates(law, item, mfn, exempt, JAPANS) / 100,
        "rival_product": duty_rates(_as_rival(law, base_parts), item, mfn, exempt, JAPANS) / 100,
    }


def _as_rival(law: Law, base_parts: float) -> Law:
    """Return the law as the European Union meets it: its own car rate, which its parts and trucks follow.

    The whole section 232 duty comes on top of MFN; a car rate below that is one that includes it, as deals set it.
    """
    car = law.rate["car_eu"]
    whole = car >= CAR_MFN + WHOLE_CAR_DUTY
    rate = law.rate | {
        "car_jp": car, "general_jp": law.rate["general_eu"],
        "parts_jp": np.where(whole, base_parts + car - CAR_MFN, np.where(car > CAR_MFN, car, base_parts)),
        "truck_jp": np.where(whole, car - CAR_MFN, car),
    }  # fmt: skip
    truck = np.where(whole, "on-top", "including")
    return Law(rate, law.rule | {"general_jp": law.rule["general_eu"], "truck_jp": truck})


@lru_cache(maxsize=8)
def _past(baseline: Baseline) -> dict[str, Array]:
    """Return the history by month: the mean over the days of each, [T, ...]."""
    first = date.fromisoformat(MONTHS[0] + "-01")
    last = date.fromisoformat(MONTHS[-1] + "-01") + timedelta(days=31)
    days = [first + timedelta(days=n) for n in range((last - first).days)]
    days = [day for day in days if f"{day:%Y-%m}" in MONTHS]
    steps = sorted({first.isoformat(), *baseline.history["date"]})
    rates = _rates(history_law(baseline, steps), baseline)
    in_force = np.searchsorted(np.array(steps), [day.isoformat() for day in days], side="right") - 1
    month = np.array([MONTHS.index(f"{day:%Y-%m}") for day in days])
    weight = np.zeros((len(MONTHS), len(steps)))
    np.add.at(weight, (month, in_force), 1)
    weight /= weight.sum(axis=1, keepdims=True)
    return {name: np.tensordot(weight, rate, axes=1) for name, rate in rates.items()}
