"""How long the negotiation takes: every deal of the grid, the zone, and draws of the weights."""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

from data.load import load
from model.assumptions import Assumptions
from model.bargain import negotiate
from model.negotiation.draws import verdicts
from model.negotiation.stage import Stage
from model.negotiation.zone import AXES, TERMS
from model.scenarios import PRESETS

REPEATS = 9


def bargain_ms() -> tuple[float, float, float]:
    """Return the milliseconds of the whole grid, of the zone with its settlement, and of 400 draws with their zones."""
    talks = negotiate(PRESETS["july-deal"].policy, Assumptions(), load())
    everywhere = {term: np.arange(len(AXES[term])) for term in TERMS}
    whole = _median(lambda: [talks.grid.gains(side, everywhere) for side in ("japan", "us")])
    alone = talks.policy, talks.assumptions, talks.baseline, talks.table
    settled = _median(lambda: Stage(*alone).zone.nash)
    return whole, settled, _median(lambda: verdicts(talks).open, 3)


def _median(work: Callable[[], Any], repeats: int = REPEATS) -> float:
    taken = []
    for _ in range(repeats):
        begun = perf_counter()
        work()
        taken.append(perf_counter() - begun)
    return 1000 * median(taken)
