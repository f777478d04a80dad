"""The red lines of both sides on a day, and the odds that a term passes them."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from scipy.special import ndtr

from model.baseline import Baseline
from model.market.demand import Array, Flags
from model.negotiation.payoffs import Weighed

EVEN = 0.5
ELECTION = "2025-07-20"
# Limit of the dated table -> the assumption that holds its 50% point.
POINTS = {
    "car-ceiling": "car_ceiling", "rice-ceiling": "rice_ceiling", "fiscal-ceiling": "fiscal_ceiling",
    "car-floor-before": "car_floor_before", "car-floor": "car_floor", "general-floor-before": "general_floor_before",
    "general-floor": "general_floor", "investment-floor": "investment_floor",
}  # fmt: skip


@dataclass(frozen=True)
class Limit:
    """Hold a red line: whose, on which term, an upper or a lower one, its 50% point and its spread in the same unit.

    point may be an array of draws.
    """

    name: str
    side: str
    term: str
    at_most: bool
    point: Any
    spread: Any

    def margin(self, value: Any) -> Any:
        """Return how far inside the line a value lies, in spreads."""
        room = self.point - value if self.at_most else value - self.point
        return room / self.spread

    def odds(self, value: Any) -> Array:
        r"""Return the probability that a value passes, $\Phi(\text{margin}/s)$."""
        return np.asarray(ndtr(self.margin(value)))

    def holds(self, value: Any) -> Flags:
        """Tell whether a value passes with even odds or better."""
        return np.asarray(self.margin(value) >= 0)

    def relaxed(self, by: float) -> "Limit":
        """Return the line moved outwards by an amount in its own unit."""
        point = self.point + by if self.at_most else self.point - by
        return Limit(self.name, self.side, self.term, self.at_most, point, self.spread)


def limits_on(day: str, weigh: Weighed, baseline: Baseline) -> tuple[Limit, ...]:
    """Return the red lines in force on a day: of each side and term the latest of the dated table."""
    return tuple(
        Limit(name, side, term, at_most, weigh[POINTS[name]], spread * weigh["limit_softness"])
        for name, side, term, at_most, spread in _dated(day, baseline)
    )


def salience_on(day: str, weigh: Weighed) -> Any:
    """Return the weight of the farm vote on a day: higher until the upper-house election of 20 July 2025."""
    return weigh["farm_salience"] if day <= ELECTION else 1.0


def term_values(car: Any, general: Any, investment: Any, rice: Any, weigh: Weighed) -> dict[str, Any]:
    """Return the value of each term that a red line may be on; the fiscal cost is that over the pledge's life."""
    return {
        "car": car, "general": general, "investment": investment, "rice": rice,
        "fiscal": weigh["fiscal_cost"] * investment,
    }  # fmt: skip


@lru_cache(maxsize=64)
def _dated(day: str, baseline: Baseline) -> tuple[tuple[str, str, str, bool, float], ...]:
    """Return name, side, term, whether an upper line, and spread of the red lines in force on a day."""
    rows = baseline.limits[baseline.limits["since"] <= day].sort_values("since")
    latest = rows.groupby(["side", "term"], sort=False).last().reset_index()
    return tuple(
        (row["limit"], row["side"], row["term"], row["sense"] == "at-most", float(row["spread"]))
        for row in latest.to_dict("records")
    )
