"""Who gains at home: the meters of groups on both sides, a package against no deal."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, NamedTuple, TypeVar

import numpy as np

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.chain import chain
from model.headline import levels
from model.market.demand import Array
from model.negotiation.measures import Measures
from model.negotiation.payoffs import PLEDGE_YEARS, Offer, Weighed, farm_cost, us_offers, us_sales
from model.negotiation.talks import Talks
from model.negotiation.waiting import occupancy
from model.outcome import Outcome
from model.suppliers import job_change
from model.tariffs import YEAR

FULL = 100.0
Held = TypeVar("Held", "Effects", Measures)


class Group(NamedTuple):
    """Hold one group: its side, its meter from -100 to 100, and what moves it.

    drivers: by name the change against no deal and its scale, in one unit; together in scales of one they move the
    meter to 76.  A good change is positive.
    """

    name: str
    side: str
    meter: float
    drivers: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, eq=False)
class Effects:
    """Hold what S policies do to groups in a year, [S]: a year's flows, jobs and firms at its end.

    profit: of the six makers, USD bn.  jobs: thousand, against 2024.  short: suppliers short of cash, firms.
    """

    profit: Array
    jobs: Array
    short: Array

    def rows(self, which: slice) -> "Effects":
        """Return chosen rows."""
        return Effects(self.profit[which], self.jobs[which], self.short[which])


def effects(outcome: Outcome, assumptions: Assumptions, baseline: Baseline) -> Effects:
    """Return what policies of one decision do to groups in the twelve months from it."""
    level, at = levels(outcome, baseline), int(outcome.first[0]) + YEAR - 1
    changed = job_change(
        outcome.suppliers.orders[:, :, 0, 0], assumptions.job_elasticity, assumptions.auto_jobs, assumptions.reabsorbed
    )
    return Effects(level["six_profit"], changed[:, at], level["short"] / 100 * chain(baseline).firms.sum())


def groups(talks: Talks, of_package: Effects, of_states: Effects) -> tuple[Group, ...]:
    r"""Return the meters of every group, a package against no deal.

    $$\text{meter} = 100 \tanh \sum_k D_k / \text{scale}_k$$

    No deal is the mean of its states by their odds in the twelve months from the talks.  of_package [1]; of_states [3].
    """
    against = {name: value[0] for name, value in since_no_deal(talks, of_package, of_states).items()}
    does = {name: value[0] for name, value in since_no_deal(talks, talks.own, talks.table.states).items()}
    moved = drivers(against | does, talks.offer, talks.weigh, talks.salience)
    return tuple(
        Group(name, side, float(meter(parts)), {key: (float(change), scale) for key, (change, scale) in parts.items()})
        for (side, name), parts in moved.items()
    )


def since_no_deal(talks: Talks, of_package: Held, of_states: Held) -> dict[str, Array]:
    """Return how effects or measures of packages [N] differ from the mean of the states without a deal, by name."""
    odds = occupancy(talks.steps, YEAR).mean(axis=0)
    names = (one.name for one in fields(of_package))
    return {name: getattr(of_package, name) - odds @ getattr(of_states, name) for name in names}


def drivers(
    since: Mapping[str, Any], offer: Offer, weigh: Weighed, salience: float
) -> dict[tuple[str, str], dict[str, tuple[Any, float]]]:  # fmt: skip
    """Return by side and group the changes that move it, a good one positive, each with its scale.

    since: effects and measures against no deal.  Everything may be arrays that broadcast.
    """
    worth, buyers = us_offers(offer, weigh), weigh["buyers_share"] * since["other_revenue"] + since["buyers_cost"]
    deficit = since["us_exports"] + us_sales(offer, weigh) - since["exports"]
    return {
        ("japan", "unions"): {"jobs": (since["jobs"], weigh["scale_jobs"])},
        ("japan", "automakers"): {"profit": (since["profit"], weigh["scale_profit"])},
        ("japan", "suppliers"): {"short": (-since["short"], weigh["scale_short"])},
        ("japan", "farmers"): {"farm-cost": (-sum(farm_cost(offer, weigh, salience)), weigh["scale_farm"])},
        ("japan", "taxpayers"): {
            "fiscal": (-weigh["fiscal_cost"] * offer.investment / PLEDGE_YEARS, weigh["scale_fiscal"]),
        },
        ("japan", "security"): {"security": (offer.security, 1.0)},
        ("japan", "free-trade"): {"rate": (-since["rate"], weigh["scale_gap"])},
        ("us", "treasury"): {
            "revenue": (since["revenue"], weigh["scale_revenue"]), "deficit": (deficit, weigh["scale_deficit"]),
        },
        ("us", "detroit"): {
            "value-added": (weigh["us_value_added"] * since["us_output"], weigh["scale_value_added"]),
        },
        ("us", "us-farmers"): {"sales": (worth["farm"] + worth["rice"], weigh["scale_farm"])},
        ("us", "consumers"): {"buyers": (-buyers, weigh["scale_consumers"])},
        ("us", "energy"): {"energy": (offer.energy, weigh["scale_energy"])},
        ("us", "us-security"): {"security": (offer.security, 1.0)},
    }  # fmt: skip


def meter(parts: Mapping[str, tuple[Any, float]]) -> Any:
    """Return the meter that drivers move, from -100 to 100."""
    return FULL * np.tanh(sum(change / scale for change, scale in parts.values()))
