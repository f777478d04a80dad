"""Sign now or wait: what a deal in each month is worth to both sides, seen from the day of the talks."""

from dataclasses import dataclass

import numpy as np

from model.market.demand import Array
from model.negotiation.limits import limits_on, salience_on
from model.negotiation.talks import Talks
from model.negotiation.waiting import occupancy, value_of_waiting
from model.negotiation.zone import Zone, grid, zone
from model.parameter import months

MONTHS_AHEAD = 13
END_OF_MONTH = "31"
LAST = "2028-03"


@dataclass(frozen=True, eq=False)
class Timing:
    """Hold the months ahead, M of them, the first that of the talks.

    japan, us [M]: the annualised value of signing in that month, USD bn a year, seen from the first; what the zone of
    that month gives, by the odds of each state.  open [M, 3]: whether a zone is open in the states of June, letter and
    down.  states [M, 3]: their odds.  hazard [M]: a month, that Washington gives way.
    """

    months: tuple[str, ...]
    japan: Array
    us: Array
    open: Array
    states: Array
    hazard: Array

    @property
    def best(self) -> dict[str, str | None]:
        """Return the month in which each side would best sign; none where no zone opens in any."""
        if not self.possible.any():
            return {"japan": None, "us": None}
        return {
            side: self.months[int(np.argmax(np.where(self.possible, values, -np.inf)))]
            for side, values in (("japan", self.japan), ("us", self.us))
        }

    @property
    def possible(self) -> Array:
        """Tell in which months a deal can be struck in a state that may then hold, [M]."""
        return np.asarray((self.open * self.states).sum(axis=1) > 0)

    @property
    def ripe(self) -> bool:
        """Tell whether both sides would best sign at once."""
        return set(self.best.values()) == {self.months[0]}


def timing(talks: Talks) -> Timing:
    """Return the value of signing month by month.

    In a month and state the deal is the Nash point of that zone, on the red lines of the month's end (of the day itself
    in the first); where there is none, no deal goes on.  Later red lines are those of the dated table: hindsight.
    """
    day = talks.policy.talks
    ahead = months(day[:7], LAST)[:MONTHS_AHEAD]
    days = [day, *(f"{month}-{END_OF_MONTH}" for month in ahead[1:])]
    values = [np.array(path) for path in talks.no_deal_path]
    then = np.empty((2, len(ahead), 3))
    open_ = np.zeros((len(ahead), 3))
    for m, when in enumerate(days):
        for state in range(3):
            no_deal = tuple(float(path[m, state]) for path in values)
            found = _zone(talks, when, (no_deal[0], no_deal[1])).nash
            open_[m, state] = found is not None
            gains = (0.0, 0.0) if found is None else (found.gain_japan, found.gain_us)
            then[:, m, state] = [value + gain for value, gain in zip(no_deal, gains, strict=True)]
    japan, us = (
        value_of_waiting(flows, talks.steps, deal, talks.weigh[name])
        for flows, deal, name in zip(talks.flows, then, ("japan_impatience", "us_impatience"), strict=True)
    )
    return Timing(ahead, japan, us, open_, occupancy(talks.steps, len(ahead)), talks.hazard[: len(ahead)])


def _zone(talks: Talks, day: str, no_deal: tuple[float, float]) -> Zone:
    weigh = talks.weigh
    deals = grid(talks.pairs, no_deal, talks.offer, weigh, salience_on(day, weigh))
    return zone(deals, limits_on(day, weigh, talks.baseline), weigh)
