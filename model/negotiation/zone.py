"""The zone of agreement: which deals of a grid both sides could sign, and which of them they would settle on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from model.market.demand import Array, Flags, Labels
from model.negotiation.limits import Limit, term_values
from model.negotiation.measures import CARS, GENERALS
from model.negotiation.payoffs import (
    Offer,
    Weighed,
    japan_offers,
    us_deal,
    us_offers,
)

INVESTMENTS = np.arange(0.0, 1001.0, 50.0)
FARMS = np.array([0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 16.0])
RICES = np.array([0.0, 25.0, 50.0, 75.0, 100.0])
ENERGIES = np.array([0.0, 3.5, 7.0, 10.0, 15.0])
TERMS = ("car", "general", "investment", "farm", "rice", "energy")
AXES: Mapping[str, Array] = {
    "car": np.array(CARS), "general": np.array([rate for rate, _ in GENERALS]), "investment": INVESTMENTS,
    "farm": FARMS, "rice": RICES, "energy": ENERGIES,
}  # fmt: skip


class Deal(NamedTuple):
    """Hold one deal, what both sides gain against no deal, USD bn a year, and the odds of its red lines."""

    car: float
    general: float
    stacking: str
    investment: float
    farm: float
    rice: float
    energy: float
    gain_japan: float
    gain_us: float
    odds: float


@dataclass(frozen=True, eq=False)
class Grid:
    """Hold what every deal of the grid is worth against no deal: sums of one part a term.

    japan, us: the parts by term, USD bn a year; `pair` is [car, general] and carries all that no other term does.
    """

    japan: Mapping[str, Array]
    us: Mapping[str, Array]

    def gains(self, side: str, keep: Mapping[str, Labels]) -> Array:
        """Return one side's gain at the kept positions of every term, in the order of `TERMS`."""
        parts = self.japan if side == "japan" else self.us
        total = parts["pair"][np.ix_(keep["car"], keep["general"])][..., None, None, None, None]
        for place, term in enumerate(TERMS[2:], 2):
            shape = [1] * len(TERMS)
            shape[place] = -1
            total = total + parts[term][keep[term]].reshape(shape)
        return np.asarray(total)


def grid(pairs: tuple[Array, Array], no_deal: tuple[Any, Any], offer: Offer, weigh: Weighed, salience: Any) -> Grid:
    """Return the grid of deals.

    pairs: what each pair of car and general rate is worth to Japan and the United States, [..., C x G]; no_deal: what
    having none is.  offer: the terms outside the grid; its investment, farm, rice and energy are not used.
    """
    along = offer._replace(investment=INVESTMENTS, farm=FARMS, rice=RICES, energy=ENERGIES)
    japan, us = japan_offers(along, weigh, salience), us_offers(along, weigh)
    shape = (*np.shape(pairs[0])[:-1], len(CARS), len(GENERALS))
    deal = us_deal(np.array(CARS), weigh)[..., :, None]
    whole_japan, whole_us = (
        pair.reshape(shape) + _level(np.asarray(parts["other"]) - none)
        for pair, parts, none in zip(pairs, (japan, us), no_deal, strict=True)
    )
    ours, theirs = ({term: parts[term] for term in TERMS[2:]} for parts in (japan, us))
    return Grid({"pair": whole_japan} | ours, {"pair": whole_us + deal} | theirs)


@dataclass(frozen=True, eq=False)
class Zone:
    """Hold the deals within the red lines, by kept positions of every term, and which of them both sides gain by.

    gain_japan, gain_us, odds, inside: [car, general, investment, farm, rice, energy] of the kept positions.
    """

    keep: Mapping[str, Labels]
    gain_japan: Array
    gain_us: Array
    odds: Array
    inside: Flags
    japan_weight: float

    @property
    def open(self) -> bool:
        """Tell whether any deal lies in the zone."""
        return bool(self.inside.any())

    @property
    def count(self) -> int:
        """Return the number of deals in the zone."""
        return int(self.inside.sum())

    @cached_property
    def nash(self) -> Deal | None:
        """Return the deal that both would settle on, or none in an empty zone; ties go to the first."""
        return self._best(settlement(self.gain_japan, self.gain_us, self.odds, self.japan_weight))

    @cached_property
    def kalai_smorodinsky(self) -> Deal | None:
        """Return the deal with the largest least share of the best each side could have in the zone."""
        if not self.open:
            return None
        best = [max(float(gain[self.inside].max()), 1e-12) for gain in (self.gain_japan, self.gain_us)]
        return self._best(np.minimum(self.gain_japan / best[0], self.gain_us / best[1]))

    def deal(self, place: int) -> Deal:
        """Return the deal at a place of the kept grid."""
        at = dict(zip(TERMS, np.unravel_index(place, self.inside.shape), strict=True))
        spot = {term: int(self.keep[term][at[term]]) for term in TERMS}
        values = {term: float(AXES[term][spot[term]]) for term in TERMS}
        return Deal(
            values["car"], values["general"], GENERALS[spot["general"]][1],
            *(values[term] for term in TERMS[2:]),
            *(float(of.ravel()[place]) for of in (self.gain_japan, self.gain_us, self.odds)),
        )  # fmt: skip

    def _best(self, score: Array) -> Deal | None:
        return self.deal(int(np.argmax(np.where(self.inside, score, -np.inf)))) if self.open else None


def settlement(gain_japan: Array, gain_us: Array, odds: Array, japan_weight: float) -> Array:
    r"""Return the logarithm of what the two sides' settlement makes largest, for every deal.

    $$(U_J - B_J)^\gamma (U_{US} - B_{US})^{1-\gamma} \prod P, \qquad \gamma = r_{US}/(r_{US} + r_J)$$

    Source: Nash (1950) with Rubinstein's (1982) weights; the more patient side weighs more.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        gains = japan_weight * np.log(gain_japan) + (1 - japan_weight) * np.log(gain_us)
        return np.asarray(gains + np.log(odds))


def zone(of: Grid, limits: Sequence[Limit], weigh: Weighed) -> Zone:
    """Return the deals within the red lines and the zone where both sides gain."""
    holds, odds = within_limits(limits, weigh), odds_of_limits(limits, weigh)
    keep = {term: np.flatnonzero(holds[term]) for term in TERMS}
    japan, us = of.gains("japan", keep), of.gains("us", keep)
    chance = np.ones(1)
    for term in TERMS:
        chance = np.multiply.outer(chance, odds[term][keep[term]])
    patience = weigh["us_impatience"] / (weigh["us_impatience"] + weigh["japan_impatience"])
    return Zone(keep, japan, us, chance[0], (japan >= 0) & (us >= 0), float(patience))


def within_limits(limits: Sequence[Limit], weigh: Weighed) -> dict[str, Flags]:
    """Return along every term of the grid whether its red lines hold."""
    holds = {term: np.ones(len(AXES[term]), dtype=bool) for term in TERMS}
    for limit, term, values in _on_grid(limits, weigh):
        holds[term] = holds[term] & limit.holds(values)
    return holds


def odds_of_limits(limits: Sequence[Limit], weigh: Weighed) -> dict[str, Array]:
    """Return along every term of the grid the odds of its red lines, multiplied."""
    odds = {term: np.ones(len(AXES[term])) for term in TERMS}
    for limit, term, values in _on_grid(limits, weigh):
        odds[term] = odds[term] * limit.odds(values)
    return odds


def _on_grid(limits: Sequence[Limit], weigh: Weighed) -> list[tuple[Limit, str, Array]]:
    """Return each red line with the term of the grid it binds and its own values along that term."""
    values = term_values(AXES["car"], AXES["general"], INVESTMENTS, RICES, weigh)
    return [(limit, "investment" if limit.term == "fiscal" else limit.term, values[limit.term]) for limit in limits]


def _level(values: Any) -> Array:
    """Return values of draws [...] or a number so that they broadcast over [car, general]."""
    return np.asarray(values, dtype=float)[..., None, None]
