"""What each state of the law charges: from the steps of the history and a policy's levers to rates by product."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.baseline import Baseline
from model.market.demand import Array
from model.policy import Policy

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


def rates(law: Law, baseline: Baseline) -> dict[str, Array]:
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


def ordinary_rates(baseline: Baseline) -> Array:
    """Return the MFN rate of every product as a share of its value, [P]."""
    return goods_listed(baseline).mfn / 100


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
def _steps(baseline: Baseline) -> dict[str, tuple[NDArray[np.str_], Array, NDArray[np.str_]]]:
    """Return the dates, rates and rules of every item of the history."""
    ordered = baseline.history.sort_values("date")
    return {
        str(item): (steps["date"].to_numpy(str), steps["rate_percent"].to_numpy(float), steps["rule"].to_numpy(str))
        for item, steps in ordered.groupby("item", sort=False)
    }


def _paid(rule: NDArray[np.str_], rate: Array, mfn: Array) -> Array:
    """Return a rate on top of MFN, or including it, or MFN alone; shapes that broadcast to [N, P]."""
    return np.where(rule == "on-top", mfn + rate, np.where(rule == "including", np.maximum(mfn, rate), mfn))


def _added(rate: Array, rule: NDArray[np.str_]) -> Array:
    return np.where(rule == "including", np.maximum(rate - USUAL_MFN, 0), rate)
