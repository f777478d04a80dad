"""What makes two scenarios differ: the difference of a result shared out among the levers, whatever their order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import factorial

import numpy as np

from model.baseline import Baseline
from model.market.demand import Array, Flags
from model.parameter import Invalid, Value
from model.policy import Policy
from model.sensitivity import Mapped
from model.setting import Setting, of_settings
from model.simulate import SCENARIOS_AT_ONCE

MOST_EXACT = 8
ORDERS = 24
SEED = 20250616
TOGETHER = ("own_price_elasticity", "aggregate_elasticity", "nesting")


@dataclass(frozen=True, eq=False)
class Attribution:
    """Hold how the levers that differ share out the difference of every headline number between two settings.

    levers: n groups of names, each of one but for assumptions that do not go together one by one.  first, last: the
    numbers of either setting.  share [n] by number: they add up to last - first.  error [n] by number: the standard
    error of each share, zero where every combination was run.
    """

    levers: tuple[tuple[str, ...], ...]
    first: Mapping[str, float]
    last: Mapping[str, float]
    share: Mapping[str, Array]
    error: Mapping[str, Array]
    exact: bool
    runs: int


def differing(first: Setting, last: Setting) -> tuple[str, ...]:
    """Return the levers and assumptions that differ between two settings."""
    these, those = first.levers, last.levers
    return tuple(name for name in these if these[name] != those[name])


def attribution(
    first: Setting, last: Setting, reference: Policy, baseline: Baseline, mapped: Mapped = map
) -> Attribution:  # fmt: skip
    r"""Return the Shapley value of every lever that differs, for every headline number.

    $$\phi_i = \sum_{C \subseteq N \setminus i} \frac{|C|!\,(n-|C|-1)!}{n!} \left(v(C \cup i) - v(C)\right)$$

    with $v(C)$ the number where the levers of C are set as in the last setting and all others as in the first.  Up to
    eight levers every combination is run; beyond, the mean over random orders and their reverses is taken, with its
    standard error.  Source: Shapley (1953); Castro, Gomez and Tejada (2009) for the orders.
    """
    levers = _groups(first, last)
    count = len(levers)
    chains = _chains(count)
    exact = chains is None
    wanted = _all(count) if chains is None else np.unique(chains.reshape(-1, count), axis=0)
    numbers = _numbers(_coalitions(first, last, levers, wanted), reference, baseline, mapped)
    at = {row.tobytes(): place for place, row in enumerate(wanted)}
    none, everyone = at[np.zeros(count, bool).tobytes()], at[np.ones(count, bool).tobytes()]
    share, error = {}, {}
    for name, worth in numbers.items():
        if chains is None:
            share[name], error[name] = shapley(worth, wanted), np.zeros(count)
        else:
            share[name], error[name] = _over_orders(worth, chains, at)
    first_, last_ = ({name: float(worth[row]) for name, worth in numbers.items()} for row in (none, everyone))
    return Attribution(levers, first_, last_, share, error, exact, len(wanted))


def shapley(worth: Array, coalitions: Flags) -> Array:
    """Return the Shapley values [n] of players from the worth [2^n] of every coalition [2^n, n], in binary order."""
    count = coalitions.shape[1]
    size = coalitions.sum(axis=1)
    weight = np.array([factorial(k) * factorial(max(count - k - 1, 0)) / factorial(count) for k in range(count + 1)])
    values = np.empty(count)
    for player in range(count):
        without = np.flatnonzero(~coalitions[:, player])
        joined = without + (1 << (count - 1 - player))
        values[player] = (weight[size[without]] * (worth[joined] - worth[without])).sum()
    return values


def _groups(first: Setting, last: Setting) -> tuple[tuple[str, ...], ...]:
    """Return the levers that differ, those in one group that cannot be set one by one."""
    names = differing(first, last)
    bound = tuple(name for name in TOGETHER if name in names)
    if all(_goes(first, last, bound, which) for which in product([False, True], repeat=len(bound))):
        return tuple((name,) for name in names)
    return (*((name,) for name in names if name not in bound), bound)


def _goes(first: Setting, last: Setting, bound: Sequence[str], which: Sequence[bool]) -> bool:
    try:
        first.taking({name: last.levers[name] for name, taken in zip(bound, which, strict=True) if taken})
    except Invalid:
        return False
    return True


def _all(count: int) -> Flags:
    """Return every coalition of n players in binary order, [2^n, n]."""
    return np.array(list(product([False, True], repeat=count)), dtype=bool).reshape(2**count, count)


def _chains(count: int) -> Flags | None:
    """Return the growing coalitions of random orders and their reverses, [orders, n + 1, n]; none for few players."""
    if count <= MOST_EXACT:
        return None
    generator = np.random.default_rng(SEED)
    some = np.stack([generator.permutation(count) for _ in range(ORDERS // 2)])
    orders = np.stack([some, some[:, ::-1]], axis=1).reshape(-1, count)
    rank = np.argsort(orders, axis=1)
    return np.asarray(rank[:, None, :] < np.arange(count + 1)[:, None])


def _over_orders(worth: Array, chains: Flags, at: Mapping[bytes, int]) -> tuple[Array, Array]:
    """Return each player's mean contribution over the orders and its standard error, [n] each."""
    along = np.array([[worth[at[row.tobytes()]] for row in chain] for chain in chains])
    joins = np.argmax(chains, axis=1) - 1
    gained = np.take_along_axis(np.diff(along, axis=1), joins, axis=1)
    pairs = gained.reshape(len(chains) // 2, 2, -1).mean(axis=1)
    return pairs.mean(axis=0), pairs.std(axis=0, ddof=1) / np.sqrt(len(pairs))


def _coalitions(
    first: Setting, last: Setting, levers: Sequence[tuple[str, ...]], wanted: Flags
) -> Iterator[list[Setting]]:  # fmt: skip
    """Yield the settings of coalitions, some at a time."""
    ends = last.levers

    def taken(row: Flags) -> dict[str, Value]:
        return {name: ends[name] for group, joined in zip(levers, row, strict=True) if joined for name in group}

    for start in range(0, len(wanted), SCENARIOS_AT_ONCE):
        yield [first.taking(taken(row)) for row in wanted[start : start + SCENARIOS_AT_ONCE]]


def _numbers(
    settings: Iterator[list[Setting]], reference: Policy, baseline: Baseline, mapped: Mapped
) -> dict[str, Array]:  # fmt: skip
    """Return the headline numbers of settings, by name."""
    found = list(mapped(partial(of_settings, reference, baseline), settings))
    return {name: np.concatenate([part[name].value for part in found]) for name in found[0]}
