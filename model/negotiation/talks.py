"""One package on the table: what it is worth to both sides, and who says yes."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from model.market.demand import Array
from model.negotiation.limits import Limit, term_values
from model.negotiation.measures import Measures
from model.negotiation.payoffs import japan_tariffs, us_deal, us_tariffs
from model.negotiation.stage import Stage, stage
from model.negotiation.unlock import Unlock
from model.negotiation.zone import Grid, Zone

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
class Talks(Stage):
    """Hold the talks on one day over the package that the levers say, as if both sides signed it.

    own: the measures of its tariffs, a row.
    """

    own: Measures

    @cached_property
    def stage(self) -> Stage:
        """Return what these talks share with those over other duties on cars: the zone, found once for all."""
        return stage(self.policy, self.assumptions, self.baseline, self.table)

    @cached_property
    def grid(self) -> Grid:
        """Return the grid of deals against no deal on the day of the talks."""
        return self.stage.grid

    @cached_property
    def zone(self) -> Zone:
        """Return the zone of agreement on the day of the talks."""
        return self.stage.zone

    @cached_property
    def unlock(self) -> Unlock | None:
        """Return the smallest change that opens an empty zone; none where it is open or nothing within reach does."""
        return self.stage.unlock

    @cached_property
    def japan(self) -> Side:
        """Return what the package is worth to Japan."""
        parts = self._tariff_parts(japan_tariffs(self.own, self.table.law_2024, self.weigh, self.gdp))
        return self._side("japan", parts | self.offers["japan"], self.no_deal[0])

    @cached_property
    def us(self) -> Side:
        """Return what the package is worth to the United States."""
        parts = self._tariff_parts(us_tariffs(self.own, self.table.law_2024, self.weigh))
        parts |= self.offers["us"] | {"deal": float(us_deal(self.policy.car_tariff, self.weigh))}
        return self._side("us", parts, self.no_deal[1])

    @property
    def agreed(self) -> bool:
        """Tell whether both sides say yes to the package."""
        return self.japan.yes and self.us.yes

    def interpolation_error(self) -> tuple[float, float]:
        """Return how far the map lies off each side's gain at the package itself, USD bn a year."""
        at = np.array([self.policy.car_tariff]), np.array([self.policy.investment])
        japan, us = self.stage.gains_at(*at)
        return float(japan[0, 0] - self.japan.gain), float(us[0, 0] - self.us.gain)

    def _tariff_parts(self, parts: Mapping[str, Array]) -> dict[str, float]:
        return {name: float(values[0]) for name, values in parts.items()}

    def _side(self, side: str, parts: Mapping[str, float], no_deal: float) -> Side:
        policy = self.policy
        values = term_values(policy.car_tariff, policy.general_rate, policy.investment, policy.rice, self.weigh)
        mine = [limit for limit in self.limits if limit.side == side]
        lines = tuple((limit, float(limit.odds(values[limit.term]))) for limit in mine)
        return Side(parts, no_deal, sum(parts.values()) - no_deal, lines)
