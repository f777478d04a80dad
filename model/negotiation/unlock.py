"""What would open an empty zone: the smallest move of one red line, then of two, then of the threat."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

import numpy as np

from model.market.demand import Array, Flags
from model.negotiation.frontier import unbeaten
from model.negotiation.limits import Limit
from model.negotiation.payoffs import Weighed
from model.negotiation.zone import Grid, within_limits

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
    """Return the smallest joint relaxation of chosen limits that opens the zone; none where the largest does not."""
    sizes = [_step(limits[at], weigh) for at in which]

    def moved(steps: Sequence[int]) -> list[Limit]:
        by = {at: size * count for at, size, count in zip(which, sizes, steps, strict=True)}
        return [limit.relaxed(by[at]) if at in by else limit for at, limit in enumerate(limits)]

    if not _open(both_gain, moved([MOST_STEPS] * len(which)), weigh):
        return None
    counts = sorted(
        product(range(1, MOST_STEPS + 1), repeat=len(which)),
        key=lambda steps: _spreads(limits, which, sizes, steps),
    )
    steps = next(steps for steps in counts if _open(both_gain, moved(steps), weigh))
    after = moved(steps)
    moves = tuple(
        Move(limits[at], size * count, float(after[at].point))
        for at, size, count in zip(which, sizes, steps, strict=True)
    )
    return Unlock(moves, _spreads(limits, which, sizes, steps))


def _spreads(limits: Sequence[Limit], which: Sequence[int], sizes: Sequence[float], steps: Sequence[int]) -> float:
    parts = zip(which, sizes, steps, strict=True)
    return float(sum(size * count / limits[at].spread for at, size, count in parts))


def _step(limit: Limit, weigh: Weighed) -> float:
    return float(weigh["fiscal_cost"] * INVESTMENT_STEP) if limit.term == "fiscal" else STEPS[limit.term]


def _both_gain(of: Grid) -> Flags:
    """Return where both gain with some farm and energy purchases, [car, general, investment, rice]."""

    def sums(parts: Mapping[str, Array]) -> tuple[Array, Array]:
        pairs = parts["pair"][:, :, None, None] + parts["investment"][:, None] + parts["rice"]
        return pairs, np.add.outer(parts["farm"], parts["energy"]).ravel()

    (japan, bought_japan), (us, bought_us) = sums(of.japan), sums(of.us)
    both = np.zeros(japan.shape, dtype=bool)
    for ours, theirs in unbeaten(np.stack([bought_japan, bought_us], axis=1)):
        both |= (japan >= -ours) & (us >= -theirs)
    return both


def _open(both_gain: Flags, limits: Sequence[Limit], weigh: Weighed) -> bool:
    holds = within_limits(limits, weigh)
    tariffs, offers = (np.multiply.outer(holds[a], holds[b]) for a, b in (("car", "general"), ("investment", "rice")))
    allowed = np.multiply.outer(tariffs, offers)
    return bool((both_gain & allowed).any())
