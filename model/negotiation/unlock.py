"""What would open an empty zone: the smallest move of one red line, then of two, then of the threat."""

from collections.abc import Callable, Sequence
from itertools import combinations, product
from typing import NamedTuple

import numpy as np

from model.market.demand import Flags
from model.negotiation.limits import Limit
from model.negotiation.payoffs import Weighed
from model.negotiation.zone import AXES, TERMS, Grid, along_limits

STEPS = {"car": 2.5, "general": 2.5, "rice": 25.0, "investment": 50.0}
INVESTMENT_STEP = 50.0
MOST_STEPS = 10
CERTAIN = 1.0
THREAT_STEP = 0.05


class Move(NamedTuple):
    """Name a red line, how far it moves outwards and where it then stands, in its own unit."""

    limit: Limit
    by: float
    to: float


class Unlock(NamedTuple):
    """Hold the moves that open the zone and their size in spreads, or the credibility of the threat that does."""

    moves: tuple[Move, ...]
    spreads: float
    threat: float | None = None


def unlocking(
    of: Grid, limits: Sequence[Limit], weigh: Weighed, threatened: Callable[[float], Grid], credible: float
) -> Unlock | None:  # fmt: skip
    """Return the smallest change that opens the zone, or none within ten steps.

    One red line at a time in steps of the grid, by the least number of its spreads; if none does, two; if none do, the
    credibility of the threat, for which `threatened` returns the grid.
    """
    both_gain = _both_gain(of)
    for count in (1, 2):
        found = [
            move
            for some in combinations(range(len(limits)), count)
            if (move := _smallest(both_gain, limits, some, weigh)) is not None
        ]
        if found:
            return min(found, key=lambda one: one.spreads)
    steps = np.arange(credible, CERTAIN + THREAT_STEP / 2, THREAT_STEP)[1:]
    for probability in np.minimum(steps, CERTAIN):
        if _open(_both_gain(threatened(float(probability))), limits, weigh):
            return Unlock((), 0.0, float(probability))
    return None


def _smallest(both_gain: Flags, limits: Sequence[Limit], which: Sequence[int], weigh: Weighed) -> Unlock | None:
    """Return the smallest joint relaxation of chosen limits that opens the zone."""
    sizes = [_step(limits[at], weigh) for at in which]
    counts = sorted(
        product(range(1, MOST_STEPS + 1), repeat=len(which)),
        key=lambda steps: _spreads(limits, which, sizes, steps),
    )
    for steps in counts:
        moved = list(limits)
        for at, size, count in zip(which, sizes, steps, strict=True):
            moved[at] = limits[at].relaxed(size * count)
        if _open(both_gain, moved, weigh):
            moves = tuple(
                Move(limits[at], size * count, float(moved[at].point))
                for at, size, count in zip(which, sizes, steps, strict=True)
            )
            return Unlock(moves, _spreads(limits, which, sizes, steps))
    return None


def _spreads(limits: Sequence[Limit], which: Sequence[int], sizes: Sequence[float], steps: Sequence[int]) -> float:
    parts = zip(which, sizes, steps, strict=True)
    return float(sum(size * count / limits[at].spread for at, size, count in parts))


def _step(limit: Limit, weigh: Weighed) -> float:
    return float(weigh["fiscal_cost"] * INVESTMENT_STEP) if limit.term == "fiscal" else STEPS[limit.term]


def _both_gain(of: Grid) -> Flags:
    """Return where both gain with some farm and energy purchases, [car, general, investment, rice]."""
    keep = {term: np.arange(len(AXES[term])) for term in TERMS}
    both = (of.gains("japan", keep) >= 0) & (of.gains("us", keep) >= 0)
    return np.asarray(both.any(axis=(3, 5)))


def _open(both_gain: Flags, limits: Sequence[Limit], weigh: Weighed) -> bool:
    holds, _ = along_limits(limits, weigh)
    kept = [np.flatnonzero(holds[term]) for term in ("car", "general", "investment", "rice")]
    return bool(both_gain[np.ix_(*kept)].any())
