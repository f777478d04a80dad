"""How long suppliers, trade and economies take alone, and how much memory one result of a page holds."""

import gc
import time
import tracemalloc
from statistics import median

from data.load import load
from model.assumptions import Assumptions
from model.bilateral import trade
from model.chain import suppliers
from model.economy import economy
from model.market.calibration import stacked
from model.policy import Policy
from model.simulate import SCENARIOS_AT_ONCE, simulate, simulate_batch
from model.tariffs import schedule

SCENARIOS, REPEATS = 1000, 5


def blocks_seconds() -> float:
    """Return the median seconds of the three blocks for 1,000 scenarios, the market being solved already."""
    baseline = load()
    policies = [Policy(car_tariff=0.1 * step, general_rate=0.05 * step, farm=8.0) for step in range(SCENARIOS)]
    groups = []
    for start in range(0, SCENARIOS, SCENARIOS_AT_ONCE):
        some = policies[start : start + SCENARIOS_AT_ONCE]
        found = simulate_batch(some, Assumptions(), baseline)
        given = stacked([Assumptions()] * len(some))
        groups.append((some, given, found, schedule(some, baseline)))
    taken = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        for some, given, found, rates in groups:
            flows = trade(found.makers, rates, rates.product, some, given, baseline)
            suppliers(found.makers, some, given, baseline, by_maker=False)
            economy(found.makers, flows, rates, found.effective, some, given, baseline)
        taken.append(time.perf_counter() - started)
    return median(taken)


def result_mb() -> float:
    """Return the MB a result holds once its headline and every table have been asked for, the shared tables aside."""
    baseline, assumptions = load(), Assumptions()
    kept = []

    def ask(car_tariff: float) -> None:
        result = simulate(Policy(car_tariff=car_tariff), assumptions, baseline)
        kept.append((result, result.headline, result.tables))

    ask(20.0)
    gc.collect()
    tracemalloc.start()
    for step in range(REPEATS):
        ask(21.0 + step)
    gc.collect()
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return held / REPEATS / 2**20
