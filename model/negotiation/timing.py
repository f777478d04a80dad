"""Sign now or wait: what a deal by each month's end is worth to both sides, seen from the day of the talks."""

from calendar import monthrange
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.market.demand import Array
from model.negotiation.limits import limits_on, salience_on
from model.negotiation.talks import Talks
from model.negotiation.waiting import occupancy, value_of_waiting
from model.negotiation.zone import Zone, grid, zone
from model.parameter import months
from model.tariffs import MONTHS

MONTHS_AHEAD = 13
_NOW, _LATER = slice(0, 1), slice(1, None)


@dataclass(frozen=True, eq=False)
class Timing:
    """Hold the days on which a deal may be signed, M of them: that of the talks, then the ends of months from its own.

    japan, us [M]: the annualised value of signing then, USD bn a year, seen from the talks; what the zone of that day
    gives, by the odds of each state.  open [M, 3]: whether a zone is open in the states of June, letter and down.
    states [M, 3]: their odds.  hazard [M]: a month, that Washington gives way.
    """

    days: tuple[str, ...]
    japan: Array
    us: Array
    open: Array
    states: Array
    hazard: Array

    @property
    def months(self) -> tuple[str, ...]:
        """Return the month of each day."""
        return tuple(day[:7] for day in self.days)

    @property
    def best(self) -> dict[str, str | None]:
        """Return the day by which each side would best sign, the first of equals; none where no zone opens by any."""
        if not self.possible.any():
            return {"japan": None, "us": None}
        return {
            side: self.days[int(np.argmax(np.where(self.possible, values, -np.inf)))]
            for side, values in (("japan", self.japan), ("us", self.us))
        }

    @property
    def possible(self) -> Array:
        """Tell by which days a deal can be struck in a state that may then hold, [M]."""
        return np.asarray((self.open * self.states).sum(axis=1) > 0)

    @property
    def ripe(self) -> bool:
        """Tell whether both sides would best sign at once."""
        return set(self.best.values()) == {self.days[0]}


def timing(talks: Talks) -> Timing:
    """Return the value of signing on the day of the talks and by the end of its month and of each month after.

    On a day and in a state the deal is the Nash point of that zone, on the red lines of the day; where there is none,
    no deal goes on.  Within the month of the talks no state changes.  Later red lines are those of the dated table:
    hindsight.
    """
    day = talks.policy.talks
    ahead = months(day[:7], MONTHS[-1])[:MONTHS_AHEAD]
    days = (day, *map(_last_day, ahead))
    at = np.maximum(0, np.arange(len(days)) - 1)
    open_, then = _deals(talks, days, at)
    japan, us = (
        np.concatenate([value_of_waiting(flows, talks.steps, deal[part], talks.weigh[name]) for part in (_NOW, _LATER)])
        for flows, deal, name in zip(talks.flows, then, ("japan_impatience", "us_impatience"), strict=True)
    )
    return Timing(days, japan, us, open_, occupancy(talks.steps, len(ahead))[at], talks.hazard[at])


def _deals(talks: Talks, days: tuple[str, ...], at: NDArray[np.intp]) -> tuple[Array, Array]:
    """Return whether a zone is open on each day and in each state, [M, 3], and what the deal is worth, [2, M, 3]."""
    then, open_ = np.empty((2, len(days), 3)), np.zeros((len(days), 3))
    for place, (day, month) in enumerate(zip(days, at, strict=True)):
        for state in range(3):
            japan, us = (float(path[month, state]) for path in talks.no_deal_path)
            found = _zone(talks, day, (japan, us)).nash
            open_[place, state] = found is not None
            then[:, place, state] = (japan, us) if found is None else (japan + found.gain_japan, us + found.gain_us)
    return open_, then


def _zone(talks: Talks, day: str, no_deal: tuple[float, float]) -> Zone:
    weigh = talks.weigh
    deals = grid(talks.pairs, no_deal, talks.offer, weigh, salience_on(day, weigh))
    return zone(deals, limits_on(day, weigh, talks.baseline), weigh)


def _last_day(month: str) -> str:
    year, number = map(int, month.split("-"))
    return f"{month}-{monthrange(year, number)[1]}"
