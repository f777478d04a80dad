"""What talks on one day are about but for the tariffs of the package: no deal, the offers, the grid, the zone."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from scipy.interpolate import RegularGridInterpolator

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.law import USUAL_MFN
from model.market.demand import Array
from model.negotiation.limits import Limit, limits_on, salience_on
from model.negotiation.measures import CARS, GENERALS, Table
from model.negotiation.payoffs import (
    Offer,
    japan_offers,
    japan_tariffs,
    offered,
    us_deal,
    us_offers,
    us_tariffs,
    whole,
    without_deal,
)
from model.negotiation.unlock import Unlock, unlocking
from model.negotiation.waiting import JUNE, Threat, chain_of_states, credibility, no_deal_values, threat_on
from model.negotiation.zone import Grid, Zone, grid, zone
from model.policy import YEN_2024, Policy
from model.tariffs import MONTHS

UNREAD = (
    "car_tariff", "parts_tariff", "quota", "quota_rate", "signed", "course", "supplier_credit", "employment_subsidy",
    "fair_trade",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Stage:
    """Hold what talks on one day are about.

    table: the measures of every tariff pair, of the states without a deal and of 2024 law, in the world of the policy.
    What the policy says of `UNREAD` plays no part; its general rate only places the plane of `gains_at`.
    """

    policy: Policy
    assumptions: Assumptions
    baseline: Baseline
    table: Table

    @cached_property
    def weigh(self) -> dict[str, Any]:
        """Return every assumption by name."""
        return dict(self.assumptions)

    @property
    def gdp(self) -> float:
        """Return Japan's GDP, USD bn a year at the exchange rate of 2024."""
        return 1000 * self.baseline.constant["japan_gdp"] / YEN_2024

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """Return the red lines on the day of the talks."""
        return limits_on(self.policy.talks, self.weigh, self.baseline)

    @cached_property
    def threat(self) -> Threat:
        """Return the threat on the day of the talks."""
        return threat_on(self.policy.talks, self.baseline)

    @property
    def salience(self) -> float:
        """Return the weight of the farm vote on the day of the talks."""
        return float(salience_on(self.policy.talks, self.weigh))

    @cached_property
    def hazard(self) -> Array:
        """Return the hazard that Washington gives way by month from the day of the talks, [M]."""
        first = max(0, MONTHS.index(self.policy.talks[:7]))
        ahead = self.table.hazard[first:]
        return np.concatenate([ahead, np.full(len(MONTHS) - first - len(ahead), self.table.hazard[-1])])

    @cached_property
    def flows(self) -> tuple[Array, Array]:
        """Return what each state without a deal is worth to Japan and to the United States, USD bn a year, [3]."""
        return without_deal(self.table.states, self.table.law_2024, self.weigh, self.gdp)

    @cached_property
    def steps(self) -> Array:
        """Return the monthly transitions between the states without a deal, [M, 3, 3]."""
        return chain_of_states(self.hazard, self.threat.due, credibility(self.threat, self.weigh))

    @cached_property
    def no_deal_path(self) -> tuple[Array, Array]:
        """Return the annualised value of no deal to each side by month and state, USD bn a year, [M + 1, 3]."""
        return self._path(self.steps)

    @property
    def no_deal(self) -> tuple[float, float]:
        """Return the value of no deal to each side on the day of the talks, USD bn a year."""
        japan, us = self.no_deal_path
        return float(japan[0, JUNE]), float(us[0, JUNE])

    @cached_property
    def offer(self) -> Offer:
        """Return what Japan offers."""
        return offered(self.policy, self.baseline)

    @cached_property
    def pairs(self) -> tuple[Array, Array]:
        """Return what each pair of car and general rate is worth to each side before any offer, [C x G]."""
        law = self.table.law_2024
        japan = japan_tariffs(self.table.pairs, law, self.weigh, self.gdp)
        return whole(japan), whole(us_tariffs(self.table.pairs, law, self.weigh))

    @cached_property
    def grid(self) -> Grid:
        """Return the grid of deals against no deal on the day of the talks."""
        return grid(self.pairs, self.no_deal, self.offer, self.weigh, self.salience)

    @cached_property
    def zone(self) -> Zone:
        """Return the zone of agreement on the day of the talks."""
        return zone(self.grid, self.limits, self.weigh)

    @cached_property
    def unlock(self) -> Unlock | None:
        """Return the smallest change that opens an empty zone; none where it is open or nothing within reach does."""
        if self.zone.open:
            return None
        credible = float(credibility(self.threat, self.weigh))
        return unlocking(self.grid, self.limits, self.weigh, self._threatened, credible)

    def gains_at(self, cars: Array, investments: Array) -> tuple[Array, Array]:
        """Return both sides' gains at car tariffs (percent) and pledges (USD bn), [I, C], other terms as offered.

        The tariffs are interpolated in the table at the package's general rate.
        """
        offer, (japan_none, us_none) = self.offer._replace(investment=investments), self.no_deal
        japan = self._between(self.pairs[0], cars)[None] - japan_none
        us = self._between(self.pairs[1], cars)[None] + us_deal(cars, self.weigh)[None] - us_none
        for cost in japan_offers(offer, self.weigh, self.salience).values():
            japan = japan + np.reshape(cost, (-1, 1))
        for worth in us_offers(offer, self.weigh).values():
            us = us + np.reshape(worth, (-1, 1))
        return japan, us

    @cached_property
    def offers(self) -> dict[str, dict[str, float]]:
        """Return what every offer is worth to each side, USD bn a year, by term."""
        both = {
            "japan": japan_offers(self.offer, self.weigh, self.salience), "us": us_offers(self.offer, self.weigh),
        }  # fmt: skip
        return {side: {name: float(value) for name, value in parts.items()} for side, parts in both.items()}

    def _between(self, pairs: Array, cars: Array) -> Array:
        """Return what a car tariff and the package's general rate are worth, between the pairs of the table."""
        added = np.array([_added(rate, rule) for rate, rule in GENERALS])
        table = RegularGridInterpolator((np.array(CARS), added), pairs.reshape(len(CARS), len(GENERALS)))
        here = np.clip(_added(self.policy.general_rate, self.policy.stacking), added[0], added[-1])
        kept = np.clip(cars, CARS[0], CARS[-1])
        return np.asarray(table(np.stack([kept, np.full_like(kept, here)], axis=-1)))

    def _path(self, steps: Array) -> tuple[Array, Array]:
        impatience = np.array([self.weigh["japan_impatience"], self.weigh["us_impatience"]])
        japan, us = no_deal_values(np.stack(self.flows), steps, impatience)
        return japan, us

    def _threatened(self, credible: float) -> Grid:
        japan, us = self._path(chain_of_states(self.hazard, self.threat.due, credible))
        no_deal = float(japan[0, JUNE]), float(us[0, JUNE])
        return grid(self.pairs, no_deal, self.offer, self.weigh, self.salience)


def stage(policy: Policy, assumptions: Assumptions, baseline: Baseline, table: Table) -> Stage:
    """Return the stage of a policy, one for all that differ in what no stage reads."""
    return _stage(policy.but(**Policy.usual(UNREAD)), assumptions, baseline, table)


@lru_cache(maxsize=16)
def _stage(policy: Policy, assumptions: Assumptions, baseline: Baseline, table: Table) -> Stage:
    return Stage(policy, assumptions, baseline, table)


def _added(rate: float, rule: str) -> float:
    """Return a general rate as the points it adds to an ordinary duty."""
    return rate if rule == "on-top" else max(rate - USUAL_MFN, 0.0)
