"""One package on the table: what it is worth to both sides, who says yes, and the zone around it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from scipy.interpolate import RegularGridInterpolator

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.law import USUAL_MFN
from model.market.demand import Array
from model.negotiation.limits import Limit, limits_on, salience_on, term_values
from model.negotiation.measures import CARS, GENERALS, Measures, Table
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

SIDES = ("japan", "us")


class Side(NamedTuple):
    """Hold what a package is worth to one side: parts and gain, USD bn a year, and each red line with its odds.

    crossed: the red lines that the package does not pass with even odds.
    """

    parts: Mapping[str, float]
    no_deal: float
    gain: float
    lines: tuple[tuple[Limit, float], ...]

    @property
    def crossed(self) -> tuple[Limit, ...]:
        """Return the red lines the package crosses."""
        return tuple(limit for limit, odds in self.lines if odds < 0.5)

    @property
    def yes(self) -> bool:
        """Tell whether the side gains and no red line of its own is crossed."""
        return self.gain >= 0 and not self.crossed

    @property
    def odds(self) -> float:
        """Return the odds that all its red lines hold."""
        return float(np.prod([odds for _, odds in self.lines]))


@dataclass(frozen=True, eq=False)
class Talks:
    """Hold the talks on one day over the package that the levers say, as if both sides signed it.

    own: the measures of its tariffs, a row; table: those of every tariff pair, of the states without a deal and of
    2024 law, with the same world.
    """

    policy: Policy
    assumptions: Assumptions
    baseline: Baseline
    table: Table
    own: Measures

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
    def japan(self) -> Side:
        """Return what the package is worth to Japan."""
        parts = self._tariff_parts(japan_tariffs(self.own, self.table.law_2024, self.weigh, self.gdp))
        return self._side("japan", parts | self._offers["japan"], self.no_deal[0])

    @cached_property
    def us(self) -> Side:
        """Return what the package is worth to the United States."""
        parts = self._tariff_parts(us_tariffs(self.own, self.table.law_2024, self.weigh))
        parts |= self._offers["us"] | {"deal": float(us_deal(self.policy.car_tariff, self.weigh))}
        return self._side("us", parts, self.no_deal[1])

    @property
    def agreed(self) -> bool:
        """Tell whether both sides say yes to the package."""
        return self.japan.yes and self.us.yes

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

    def interpolation_error(self) -> tuple[float, float]:
        """Return how far the map lies off each side's gain at the package itself, USD bn a year."""
        at = np.array([self.policy.car_tariff]), np.array([self.policy.investment])
        japan, us = self.gains_at(*at)
        return float(japan[0, 0] - self.japan.gain), float(us[0, 0] - self.us.gain)

    @cached_property
    def _offers(self) -> dict[str, dict[str, float]]:
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

    def _tariff_parts(self, parts: Mapping[str, Array]) -> dict[str, float]:
        return {name: float(values[0]) for name, values in parts.items()}

    def _side(self, side: str, parts: Mapping[str, float], no_deal: float) -> Side:
        policy = self.policy
        values = term_values(policy.car_tariff, policy.general_rate, policy.investment, policy.rice, self.weigh)
        mine = [limit for limit in self.limits if limit.side == side]
        lines = tuple((limit, float(limit.odds(values[limit.term]))) for limit in mine)
        return Side(parts, no_deal, sum(parts.values()) - no_deal, lines)


def _added(rate: float, rule: str) -> float:
    """Return a general rate as the points it adds to an ordinary duty."""
    return rate if rule == "on-top" else max(rate - USUAL_MFN, 0.0)
