"""How long draws of the whole model take on every core, how often they tell of their progress, in how much memory."""

import resource
import time
from pathlib import Path
from typing import NamedTuple

from data.load import load
from model.assumptions import Assumptions
from model.scenarios import PRESETS, REFERENCES
from model.sensitivity import Study, joined, parts
from pages.ui.crew import Crew

WARM, DRAWS = 64, 1000


class Drawing(NamedTuple):
    """Hold the seconds that draws took, the longest wait for a word of progress, and all processes' memory in MB."""

    seconds: float
    longest_wait: float
    memory_mb: float


def drawn(count: int = DRAWS) -> Drawing:
    """Return what draws of the deal of July beside the law of 2024 take."""
    baseline, crew = load(), Crew()
    policy, reference = PRESETS["july-deal"].policy, REFERENCES["law-2024"]
    list(parts(Study(policy, reference, Assumptions(), WARM), baseline, crew.map))
    study, found, waits = Study(policy, reference, Assumptions(), count), [], []
    started = last = time.perf_counter()
    for part in parts(study, baseline, crew.map):
        found.append(part)
        waits.append(time.perf_counter() - last)
        last = time.perf_counter()
    joined(study, found)
    seconds = time.perf_counter() - started
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    memory = own + sum(_peak_mb(one.process.pid) for one in crew.workers)
    crew.close()
    return Drawing(seconds, max(waits), memory)


def _peak_mb(process: int) -> float:
    """Return the most memory a process has held, in MB (Linux)."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    print(drawn(), drawn(10 * DRAWS))
