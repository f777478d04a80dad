"""Pick a target and a lever, get the value: both sides' yes, a number on the economy, the package groups mind least."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.headline import levels
from model.market.demand import Array, Flags
from model.market.fleet import fleet
from model.negotiation.limits import term_values
from model.negotiation.measures import measured
from model.negotiation.talks import Talks
from model.outcome import Outcome
from model.policy import Policy
from model.simulate import simulate_batch
from model.tariffs import YEAR

OFFERS = ("investment", "farm", "rice", "meat_access", "energy", "aircraft", "defence")
RATES = ("car_tariff", "general_rate")
SCANNED = 20


class Range(NamedTuple):
    """Hold where on a lever a target is met: the lowest and the highest position, none where it never is.

    gaps: whether some position between the two does not meet it.
    """

    low: float | None
    high: float | None
    gaps: bool

    @property
    def met(self) -> bool:
        """Tell whether any position meets the target."""
        return self.low is not None


class Target(NamedTuple):
    """Name a headline number, its unit, and whether a reader asks for at least or at most so much of it."""

    number: str
    unit: str
    at_least: bool

    def of(self, outcome: Outcome, baseline: Baseline) -> Array:
        """Return the number of every scenario, [S]; profit as its change against 2024."""
        level = levels(outcome, baseline)[self.number]
        if self.number != PROFIT:
            return level
        before = outcome.makers.profit_2024[:, fleet(baseline).home_japan].sum(axis=1)
        return np.asarray(level - YEAR * before / 1000)


PROFIT = "six_profit"
TARGETS: Mapping[str, Target] = MappingProxyType({
    "weakest": Target("weakest", "months of sales", True),
    "short": Target("short", "percent of firms", False),
    "cars": Target("japan_built", "thousand cars a year", True),
    "profit": Target(PROFIT, "USD bn a year against 2024", True),
    "surplus": Target("balance_jpy", "JPY bn a year", False),
})  # fmt: skip


def both_say_yes(talks: Talks, lever: str) -> Range:
    """Return where on an offer or a rate both sides say yes, all other terms as on the table."""
    positions = _positions(lever)
    if lever in OFFERS:
        agreed = [replace(talks, policy=talks.policy.but(**{lever: float(place)})).agreed for place in positions]
        return _range(positions, np.array(agreed))
    allowed = positions[_within_red_lines(talks, lever, positions)]
    if not allowed.size:
        return Range(None, None, False)
    packages = [talks.policy.but(**{lever: float(place)}) for place in allowed]
    own = measured([one.as_signed.but(quota=0.0) for one in packages], talks.assumptions, talks.baseline)[0]
    tables = [replace(talks, policy=one, own=own.rows(slice(at, at + 1))) for at, one in enumerate(packages)]
    return _range(allowed, np.array([one.agreed for one in tables]))


def meets(policy: Policy, assumptions: Assumptions, baseline: Baseline, lever: str, goal: tuple[str, float]) -> Range:
    """Return where on a lever a number on the economy is at least, or at most, the value asked for.

    The lever is scanned in about twenty steps, then step by step around each edge of what meets the target.
    """
    name, wanted = goal
    target, positions = TARGETS[name], _positions(lever)
    at = np.unique(np.linspace(0, len(positions) - 1, min(SCANNED, len(positions))).round().astype(int))
    first = _met(policy, lever, positions[at], (target, wanted), assumptions, baseline)
    met = dict(zip(at.tolist(), first, strict=True))
    edges = [
        place
        for before, after in zip(at[:-1].tolist(), at[1:].tolist(), strict=True)
        if met[before] != met[after]
        for place in range(before + 1, after)
    ]
    if edges:
        found = _met(policy, lever, positions[edges], (target, wanted), assumptions, baseline)
        met |= dict(zip(edges, found, strict=True))
    tried = sorted(met)
    return _range(positions[tried], np.array([met[place] for place in tried]))


def _met(
    policy: Policy, lever: str, values: Array, goal: tuple[Target, float], assumptions: Assumptions, baseline: Baseline
) -> list[bool]:  # fmt: skip
    target, wanted = goal
    found = target.of(
        simulate_batch([policy.but(**{lever: float(value)}) for value in values], assumptions, baseline), baseline
    )
    return [bool(one >= wanted if target.at_least else one <= wanted) for one in found]


def _positions(lever: str) -> Array:
    return np.array([float(place) for place in Policy.declared()[lever].positions])


def _within_red_lines(talks: Talks, lever: str, values: Array) -> Flags:
    """Tell which values of a rate no red line of either side forbids."""
    policy = talks.policy
    car, general = (values if name == lever else np.full_like(values, getattr(policy, name)) for name in RATES)
    terms = term_values(car, general, policy.investment, policy.rice, talks.weigh)
    holds = [np.broadcast_to(limit.holds(terms[limit.term]), values.shape) for limit in talks.limits]
    return np.asarray(np.logical_and.reduce(holds))


def _range(positions: Array, met: Flags) -> Range:
    if not met.any():
        return Range(None, None, False)
    at = np.flatnonzero(met)
    return Range(float(positions[at[0]]), float(positions[at[-1]]), not bool(met[at[0] : at[-1] + 1].all()))
