"""How much memory a batch of 1,000 draws of the assumptions takes: a process of its own, whose peak is printed."""

import resource
import subprocess
import sys

import numpy as np

from data.load import load
from model.assumptions import Assumptions
from model.parameter import Invalid
from model.policy import Policy
from model.simulate import simulate, simulate_batch

DRAWS = 1000


def batch_mb() -> float:
    """Return by how many MB a batch of 1,000 draws raises the peak memory of a fresh process."""
    return float(subprocess.run([sys.executable, __file__], check=True, capture_output=True, text=True).stdout)


def draws(count: int) -> list[Assumptions]:
    """Return assumption sets with every number anywhere in its range; sets that contradict themselves are redrawn."""
    random = np.random.default_rng(2025)
    numbers = {name: one for name, one in Assumptions.declared().items() if one.control == "number"}
    drawn: list[Assumptions] = []
    while len(drawn) < count:
        values = {name: float(random.uniform(one.low, one.high)) for name, one in numbers.items()}
        try:
            drawn.append(Assumptions(**values))
        except Invalid:
            continue
    return drawn


def peak_mb() -> float:
    """Return the most memory this process has held, in MB (Linux)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    baseline, sets = load(), draws(DRAWS)
    simulate(Policy(), sets[0], baseline)
    before = peak_mb()
    simulate_batch([Policy()] * DRAWS, sets, baseline)
    print(peak_mb() - before)
