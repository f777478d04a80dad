"""What several policies do, as arrays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from model.automakers import Accounts
from model.bilateral import Trade
from model.economy import Economy
from model.market.demand import Array
from model.suppliers import Suppliers
from model.tariffs import YEAR

# The rows of a scenario and of its reference in the outcome of both.
THIS, OTHER = 0, 1


@dataclass(frozen=True, eq=False)
class Outcome:
    """Hold what S policies do over T = 36 months from April 2025.

    makers, lasting: accounts [S, T, F] and, if the last month's rates last, [S, 1, F].  car_rate [S, T]: the rate on
    Japan's cars that counts at the margin, share of the value.  effective, rival [S, T]: the average rate on Japan, and
    what the EU would pay on the same goods, shares.  first [S]: the month of the decision.  yen [S]: per dollar.
    residual [S]: of the first-order conditions.  suppliers, trade, economy: the other blocks.
    """

    makers: Accounts
    lasting: Accounts
    car_rate: Array
    effective: Array
    rival: Array
    first: NDArray[np.intp]
    yen: Array
    residual: Array
    suppliers: Suppliers
    trade: Trade
    economy: Economy

    def year(self, monthly: Array) -> Array:
        """Return the sum over the twelve months from each row's `first`, [S, T, ...] to [S, ...].

        Rows are comparable only where they start in the same month, as in `simulate`.
        """
        first = int(self.first[0])
        if (self.first == first).all():
            return np.asarray(monthly[:, first : first + YEAR].sum(axis=1))
        months = self.first[:, None] + np.arange(YEAR)
        return np.asarray(monthly[np.arange(len(self.first))[:, None], months].sum(axis=1))

    def rows(self, which: slice) -> "Outcome":
        """Return the outcome of some of the policies, without copying."""
        return cast(Outcome, _mapped(lambda array: array[which], [self]))


def together(parts: Sequence[Outcome]) -> Outcome:
    """Return the outcomes of several groups of scenarios as one."""
    return cast(Outcome, _mapped(lambda *arrays: np.concatenate(arrays), parts))


def _mapped(made: Callable[..., Any], parts: Sequence[Any]) -> Any:
    """Return what is made of the arrays of objects of one class, array by array, in an object of that class."""
    kind: Any = type(parts[0])
    names = _names(kind)
    if not names:
        return made(*parts)
    return kind(*(_mapped(made, [getattr(part, name) for part in parts]) for name in names))


@lru_cache(maxsize=16)
def _names(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a class, none where it has none."""
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()
