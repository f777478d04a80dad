"""What several policies do, as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.automakers import Accounts, joined
from model.market.demand import Array
from model.tariffs import YEAR


@dataclass(frozen=True, eq=False)
class Outcome:
    """Hold what S policies do over T = 36 months from April 2025.

    makers, lasting: accounts [S, T, F] and, if the last month's rates last, [S, 1, F].  base_profit [S, F]: of 2024,
    USD million a month.  car_rate [S, T]: the rate on Japan's cars that counts at the margin, share of the value.
    effective, rival [S, T]: the average rate on Japan, and what the EU would pay on the same goods, shares.
    first [S]: the month of the decision.  yen [S]: per dollar.  residual [S]: of the first-order conditions.
    """

    makers: Accounts
    lasting: Accounts
    base_profit: Array
    car_rate: Array
    effective: Array
    rival: Array
    first: NDArray[np.intp]
    yen: Array
    residual: Array

    def year(self, monthly: Array) -> Array:
        """Return the sum over the twelve months from each decision, [S, T, ...] to [S, ...]."""
        months = self.first[:, None] + np.arange(YEAR)
        return np.asarray(monthly[np.arange(len(self.first))[:, None], months].sum(axis=1))


def together(parts: Sequence[Outcome]) -> Outcome:
    """Return the outcomes of several groups of scenarios as one."""
    columns = ("base_profit", "car_rate", "effective", "rival", "first", "yen", "residual")
    return Outcome(
        joined([part.makers for part in parts]), joined([part.lasting for part in parts]),
        *(np.concatenate([getattr(part, name) for part in parts]) for name in columns),
    )  # fmt: skip
