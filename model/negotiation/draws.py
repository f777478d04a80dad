"""In how many draws of the weights each verdict holds: a fixed seed, every weight within its range."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.market.demand import Array, Flags
from model.negotiation.limits import Limit, limits_on, salience_on, term_values
from model.negotiation.measures import Table
from model.negotiation.payoffs import (
    japan_offers,
    japan_tariffs,
    us_deal,
    us_offers,
    us_tariffs,
    whole,
    without_deal,
)
from model.negotiation.talks import Talks
from model.negotiation.waiting import JUNE, chain_of_states, credibility, no_deal_values
from model.negotiation.zone import Grid, grid, within_limits
from model.parameter import Lever
from model.policy import Policy
from model.weights import Weights

DRAWN = ("japan_side", "us_side", "waiting")
SEED = 20250616
COUNT = 400


@dataclass(frozen=True, eq=False)
class Verdicts:
    """Hold what N draws of the weights say: whether each side says yes and what it gains, USD bn a year, [N].

    weigh: the drawn weights, [N, 1], and the others; no_deal: what having none is worth to each side, [N].
    """

    japan: Flags
    us: Flags
    gain_japan: Array
    gain_us: Array
    talks: Talks = field(repr=False)
    weigh: Mapping[str, Any] = field(repr=False)
    no_deal: tuple[Array, Array] = field(repr=False)

    @property
    def both(self) -> Flags:
        """Tell in which draws both sides say yes."""
        return self.japan & self.us

    @cached_property
    def open(self) -> Flags:
        """Tell in which draws some deal of the grid lies in the zone; it takes much longer than all the rest."""
        law, table = self.talks.table.law_2024, self.talks.table
        japan = whole(japan_tariffs(table.pairs, law, self.weigh, self.talks.gdp))
        pairs = japan, whole(us_tariffs(table.pairs, law, self.weigh))
        return np.array([_opens(self, pairs, row) for row in range(len(self.japan))])


def verdicts(talks: Talks, count: int = COUNT, seed: int = SEED) -> Verdicts:
    """Return the verdicts of `count` draws of the weights; economics, engine of GDP and red lines stay as chosen."""
    weigh, no_deal = _before_any_package(
        talks.table, talks.policy.talks, talks.assumptions, talks.baseline, (count, seed)
    )
    limits = limits_on(talks.policy.talks, weigh, talks.baseline)
    japan, us = _package(talks, weigh)
    gain_japan, gain_us = japan - no_deal[0], us - no_deal[1]
    ours, theirs = (_holds(talks, limits, weigh, side) for side in ("japan", "us"))
    return Verdicts(ours & (gain_japan >= 0), theirs & (gain_us >= 0), gain_japan, gain_us, talks, weigh, no_deal)


def drawn(talks: Talks, count: int, seed: int) -> dict[str, Array]:
    """Return every weight as a column [N, 1]: a Latin hypercube with the median of each at its chosen value.

    Below the median a draw is uniform from the low end, above it uniform to the high end.
    """
    generator = np.random.default_rng(seed)
    weights = Weights.declared().items()
    levers = {name: lever for name, lever in weights if lever.group in DRAWN and lever.control == "number"}
    columns = {}
    for name, lever in levers.items():
        place = (generator.permutation(count) + generator.random(count)) / count
        columns[name] = two_piece(place, lever, float(talks.weigh[name]))[:, None]
    return columns


def two_piece(place: Array, lever: Lever, middle: float) -> Array:
    """Return the values at places of [0, 1]: low at 0, the middle at one half, high at 1."""
    return np.interp(place, [0.0, 0.5, 1.0], [float(lever.low), middle, float(lever.high)])


@lru_cache(maxsize=16)
def _before_any_package(
    table: Table, day: str, assumptions: Assumptions, baseline: Baseline, sample: tuple[int, int]
) -> tuple[dict[str, Any], tuple[Array, Array]]:
    """Return the drawn weights beside the others and what no deal is worth in each draw, which no package moves."""
    talks = Talks(Policy(talks=day), assumptions, baseline, table, table.law_2024)
    weigh = talks.weigh | drawn(talks, *sample)
    flows = without_deal(table.states, table.law_2024, weigh, talks.gdp)
    steps = chain_of_states(talks.hazard, talks.threat.due, credibility(talks.threat, weigh)[:, 0])
    japan, us = (
        no_deal_values(flow, steps, weigh[name][:, 0])[:, 0, JUNE]
        for flow, name in zip(flows, ("japan_impatience", "us_impatience"), strict=True)
    )
    return weigh, (japan, us)


def _package(talks: Talks, weigh: dict[str, Any]) -> tuple[Array, Array]:
    """Return what the package on the table is worth to each side, [N]."""
    law, offer = talks.table.law_2024, talks.offer
    salience = salience_on(talks.policy.talks, weigh)
    japan = whole(japan_tariffs(talks.own, law, weigh, talks.gdp)) + whole(japan_offers(offer, weigh, salience))
    us = whole(us_tariffs(talks.own, law, weigh)) + us_deal(talks.policy.car_tariff, weigh)
    return japan[:, 0], (us + whole(us_offers(offer, weigh)))[:, 0]


def _holds(talks: Talks, limits: tuple[Limit, ...], weigh: dict[str, Any], side: str) -> Flags:
    """Tell in which draws the package passes a side's red lines, [N]."""
    policy = talks.policy
    values = term_values(policy.car_tariff, policy.general_rate, policy.investment, policy.rice, weigh)
    mine = [np.atleast_2d(limit.holds(values[limit.term])) for limit in limits if limit.side == side]
    return np.asarray(np.logical_and.reduce(np.broadcast_arrays(*mine, weigh["fiscal_cost"] > 0))[:, 0])


def _opens(over: Verdicts, pairs: tuple[Array, Array], row: int) -> bool:
    """Tell whether the zone of one draw holds any deal.

    Each pair of tariffs needs only the best the United States gets from offers that Japan can still afford.
    """
    talks, no_deal = over.talks, over.no_deal
    mine = {name: value[row, 0] if isinstance(value, np.ndarray) else value for name, value in over.weigh.items()}
    salience = salience_on(talks.policy.talks, mine)
    of = grid((pairs[0][row], pairs[1][row]), (no_deal[0][row], no_deal[1][row]), talks.offer, mine, salience)
    holds = within_limits(limits_on(talks.policy.talks, mine, talks.baseline), mine)
    japan, us = _offers(of, "japan", holds), _offers(of, "us", holds)
    if not japan.size:
        return False
    order = np.argsort(-japan)
    best = np.maximum.accumulate(us[order])
    allowed = np.ix_(holds["car"], holds["general"])
    room = np.searchsorted(-japan[order], of.japan["pair"][allowed].ravel(), side="right")
    wanted = of.us["pair"][allowed].ravel()
    return bool(((room > 0) & (best[np.maximum(room, 1) - 1] + wanted >= 0)).any())


def _offers(of: Grid, side: str, holds: dict[str, Flags]) -> Array:
    """Return what every combination of offers within the red lines is worth to a side, flat."""
    parts, total = (of.japan if side == "japan" else of.us), np.zeros(1)
    for term in ("investment", "farm", "rice", "energy"):
        total = np.add.outer(total, np.asarray(parts[term])[holds[term]])
    return total.ravel()
