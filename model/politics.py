"""Who gains at home: the meters of groups on both sides, a package against no deal."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.chain import chain
from model.market.demand import Array
from model.market.fleet import fleet
from model.negotiation.payoffs import PLEDGE_YEARS, farm_cost, us_offers
from model.negotiation.talks import Talks
from model.negotiation.waiting import occupancy
from model.outcome import Outcome
from model.suppliers import job_change
from model.tariffs import YEAR

FULL, WHOLE = 100.0, "whole"


class Group(NamedTuple):
    """Hold one group: its side, its meter from -100 to 100, and what moves it.

    drivers: by name the change against no deal and its scale, in one unit; together in scales of one they move the
    meter to 76.  A good change is positive.
    """

    name: str
    side: str
    meter: float
    drivers: Mapping[str, tuple[float, float]]


class Effects(NamedTuple):
    """Hold what S policies do to groups in a year, [S]: a year's flows, jobs and firms at its end.

    profit: of the six makers, USD bn.  jobs: thousand, against 2024.  short: suppliers short of cash, firms.
    rate: average on Japan, percent.
    """

    profit: Array
    jobs: Array
    short: Array
    rate: Array


def effects(outcome: Outcome, assumptions: Assumptions, baseline: Baseline) -> Effects:
    """Return what policies of one decision do to groups in the twelve months from it."""
    six, have, first = fleet(baseline).home_japan, chain(baseline), int(outcome.first[0])
    year, at = slice(first, first + YEAR), first + YEAR - 1
    changed = job_change(
        outcome.suppliers.orders[:, :, 0, 0], assumptions.job_elasticity, assumptions.auto_jobs, assumptions.reabsorbed
    )
    return Effects(
        profit=outcome.makers.profit[:, year][..., six].sum(axis=(1, 2)) / 1000, jobs=changed[:, at],
        short=(outcome.suppliers.short[:, at, 0] * have.firms).sum(axis=-1),
        rate=100 * outcome.effective[:, year].mean(axis=1),
    )  # fmt: skip


def groups(talks: Talks, of_package: Effects, of_states: Effects) -> tuple[Group, ...]:
    r"""Return the meters of every group, a package against no deal.

    $$\text{meter} = 100 \tanh \sum_k D_k / \text{scale}_k$$

    No deal is the mean of its states by their odds in the twelve months from the talks.  of_package [1]; of_states [3].
    """
    odds = occupancy(talks.steps, YEAR).mean(axis=0)
    against = {name: float(getattr(of_package, name)[0] - odds @ getattr(of_states, name)) for name in Effects._fields}
    does = {
        name: float(getattr(talks.own, name)[0] - odds @ getattr(talks.table.states, name))
        for name in ("revenue", "exports", "us_exports", "us_output", "buyers_cost", "other_revenue")
    }
    weigh, offer = talks.weigh, talks.offer
    worth, farm = us_offers(offer, weigh), float(sum(farm_cost(offer, weigh, talks.salience)))
    buyers = does["buyers_cost"] + weigh["buyers_share"] * does["other_revenue"]
    drivers: dict[tuple[str, str], dict[str, tuple[float, str]]] = {
        ("japan", "unions"): {"jobs": (against["jobs"], "scale_jobs")},
        ("japan", "automakers"): {"profit": (against["profit"], "scale_profit")},
        ("japan", "suppliers"): {"short": (-against["short"], "scale_short")},
        ("japan", "farmers"): {"farm-cost": (-farm, "scale_farm")},
        ("japan", "taxpayers"): {"fiscal": (-weigh["fiscal_cost"] * offer.investment / PLEDGE_YEARS, "scale_fiscal")},
        ("japan", "security"): {"security": (offer.security, WHOLE)},
        ("japan", "free-trade"): {"rate": (-against["rate"], "scale_gap")},
        ("us", "treasury"): {
            "revenue": (does["revenue"], "scale_revenue"),
            "deficit": (does["us_exports"] - does["exports"], "scale_deficit"),
        },
        ("us", "detroit"): {"value-added": (weigh["us_value_added"] * does["us_output"], "scale_value_added")},
        ("us", "us-farmers"): {"sales": (float(worth["farm"] + worth["rice"]), "scale_farm")},
        ("us", "consumers"): {"buyers": (-buyers, "scale_consumers")},
        ("us", "energy"): {"energy": (float(offer.energy), "scale_energy")},
        ("us", "us-security"): {"security": (offer.security, WHOLE)},
    }
    scales = weigh | {WHOLE: 1.0}
    return tuple(_group(name, side, moved, scales) for (side, name), moved in drivers.items())


def _group(name: str, side: str, moved: Mapping[str, tuple[float, str]], scales: Mapping[str, Any]) -> Group:
    scaled = {driver: (float(change), float(scales[scale])) for driver, (change, scale) in moved.items()}
    return Group(name, side, float(FULL * np.tanh(sum(change / scale for change, scale in scaled.values()))), scaled)
