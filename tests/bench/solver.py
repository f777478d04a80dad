"""How fast the model is: the solver beside pyblp on the same markets, and one full simulation."""

import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from data.load import load
from model.assumptions import Assumptions
from model.market import solve_prices
from model.market.calibration import calibrate, stacked
from model.market.fleet import fleet
from model.policy import Policy
from model.result import Result
from model.simulate import simulate

HERE = Path(__file__).parent
PYBLP = HERE.parents[1] / ".venv-bench" / "bin" / "python"
OURS, THEIRS = 1000, 100
REPEATS = 30


@dataclass(frozen=True)
class Solved:
    """Hold the seconds for 1,000 equilibria, both rates a second, and the largest relative difference in price."""

    seconds: float
    ours_per_second: float
    pyblp_per_second: float
    difference: float


def compare_with_pyblp() -> Solved:
    """Solve 1,000 markets here and the first hundred of them with pyblp, one after the other."""
    markets = markets_of_the_fleet(OURS)
    costs = markets.pop("unit_cost")
    seconds = median(seconds_of(lambda: solve_prices(costs, **markets), times=5))
    prices, pyblp_seconds = solved_by_pyblp({"unit_cost": costs[:THEIRS], **markets})
    ours = solve_prices(costs[:THEIRS], **markets).price
    difference = float(np.abs(prices / ours - 1).max())
    return Solved(seconds, OURS / seconds, THEIRS / pyblp_seconds, difference)


def markets_of_the_fleet(count: int) -> dict[str, Any]:
    """Return the US fleet of 2024 under `count` car tariffs of 0 to 100% on each origin, as `solve_prices` takes it."""
    cars = fleet(load())
    known = calibrate(stacked([Assumptions()]), cars, np.ones((1, cars.price.size)))
    tariff = np.random.default_rng(2025).uniform(0, 1, (count, cars.origin.max() + 1))[:, cars.origin]
    return {
        "unit_cost": known.cost + known.dealer_margin + tariff * known.customs_value - known.base_duty,
        "price_slope": known.slope[0],
        "quality": known.quality[0],
        "nesting": known.nesting[0],
        "nest": cars.nest,
        "maker": cars.maker,
        "start": cars.price,
    }


def solved_by_pyblp(markets: dict[str, Any]) -> tuple[np.ndarray, float]:
    """Return pyblp's prices and the seconds its solver took, in its own environment."""
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder, "markets.npz"), Path(folder, "prices.npz")
        np.savez(given, **markets)
        subprocess.run([PYBLP, HERE / "by_pyblp.py", given, answer], check=True)
        with np.load(answer) as solved:
            return solved["price"], float(solved["seconds"])


def simulate_ms() -> tuple[float, float]:
    """Return the median milliseconds of one full simulation, alone and with its headline and every table."""
    baseline, assumptions = load(), Assumptions()
    policies = iter([Policy(car_tariff=2.5 + 0.5 * step) for step in range(2 * REPEATS + 1)])

    def alone() -> Result:
        return simulate(next(policies), assumptions, baseline)

    def with_tables() -> object:
        result = alone()
        return result.headline, result.tables

    with_tables()
    return 1000 * median(seconds_of(alone, REPEATS)), 1000 * median(seconds_of(with_tables, REPEATS))


def seconds_of(work: Callable[[], object], times: int) -> list[float]:
    """Return the seconds of each of several runs."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return taken
