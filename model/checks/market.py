"""The vehicle market of a scenario against what theory asks of it: shares, duties, deviations, a merger."""

from typing import NamedTuple

import numpy as np

from model.checks.check import Check
from model.market import solve_prices
from model.market.calibration import Calibrated
from model.market.costs import JAPAN, duty_content
from model.market.demand import Array
from model.market.fleet import Fleet, fleet
from model.market.path import Path, buyers
from model.outcome import THIS, Outcome
from model.result import Result
from model.simulate import run
from model.tariffs import schedule

ROUNDING, NEAR = 1e-12, 0.02
LITTLE = 0.01


class Solved(NamedTuple):
    """Hold the market of a scenario solved alone: outcome, path, calibration, fleet and dutiable shares."""

    outcome: Outcome
    path: Path
    base: Calibrated
    cars: Fleet
    content: Array


def market(result: Result) -> list[Check]:
    """Return the checks of one result's vehicle market."""
    cars = fleet(result.baseline)
    alone = run([result.policy], [result.assumptions], result.baseline)
    assumed = {"non_us_content": np.array([[result.assumptions.non_us_content]])}
    solved = Solved(*alone, cars, duty_content(cars, assumed))
    return [
        Check("market", "prices", float(result.outcome.residual[THIS]), 1e-8),
        Check("market", "alone", _alone(result, solved), 0.0),
        Check("market", "shares", _shares(solved)),
        Check("market", "duty", _duty(result, solved)),
        Check("market", "deviation", _deviation(solved), ROUNDING),
        Check("market", "elasticity", _elasticity(solved, result.assumptions.aggregate_elasticity), NEAR),
        Check("market", "merger", _merger(solved), ROUNDING),
    ]


def _alone(result: Result, solved: Solved) -> float:
    """Return the largest gap in profit between the scenario solved alone and beside its reference."""
    return float(np.abs(solved.outcome.makers.profit[0] / result.outcome.makers.profit[THIS] - 1).max())


def _shares(solved: Solved) -> float:
    """Return the largest gap, share of all buyers, between lasting sales and the formulas of the nested logit.

    Those who buy nothing are what the formulas leave outside; with them the shares add up to one.
    """
    base, cars, last = solved.base, solved.cars, solved.path.lasting
    assert last is not None
    sigma = base.nesting[0][cars.nest]
    weight = np.exp((base.quality[0] - base.slope[0] * last.price[0, 0]) / (1 - sigma))
    of_nest = np.bincount(cars.nest, weight)
    inclusive = of_nest ** (1 - base.nesting[0])
    expected = weight / of_nest[cars.nest] * (inclusive / (1 + inclusive.sum()))[cars.nest]
    share = last.units[0, 0] / last.market[0, 0]
    nobody = 1 / (1 + inclusive.sum())
    return float(max(np.abs(share - expected).max(), abs(share.sum() + nobody - 1)))


def _duty(result: Result, solved: Solved) -> float:
    """Return the gap between duty on cars and the sum of rate times customs value times units, share of all duty.

    The rates are those of the law, for Japan that at the margin; Japan's cars are those not moved; what a quota saves
    is added back.  Where no car pays any duty the gap is nil.
    """
    path, cars, makers = solved.path, solved.cars, solved.outcome.makers
    rate = schedule([result.policy], result.baseline).car[0].copy()
    rate[:, JAPAN] = solved.outcome.car_rate[0]
    taxed = rate[:, cars.origin] * solved.content[0] * path.unit.customs_value[0]
    counted = float((taxed * path.units[0] * (1 - path.moved[0])).sum())
    paid = float((makers.duty_cars + makers.rent)[0].sum())
    return abs(counted - paid) / paid if paid else abs(counted)


def _deviation(solved: Solved) -> float:
    """Return the most a maker's lasting profit would rise if it moved one price by one percent; never above zero."""
    cars, last, base = solved.cars, solved.path.lasting, solved.base
    assert last is not None
    price, count = last.price[0, 0], len(cars.products)
    moved = np.concatenate([price + np.diag(price) * step for step in (-LITTLE, LITTLE)])[None]
    margin = moved[0] - base.dealer_margin[0] - last.cost[0, 0]
    sold = buyers(moved, base, cars)[0]
    now = buyers(price[None, None], base, cars)[0, 0] * (price - base.dealer_margin[0] - last.cost[0, 0])
    owned = cars.maker[np.tile(np.arange(count), 2)][:, None] == cars.maker
    earned = np.bincount(cars.maker, now)[cars.maker]
    return float(max(0.0, ((sold * margin * owned).sum(axis=1) / np.tile(earned, 2) - 1).max()))


def _elasticity(solved: Solved, aggregate: float) -> float:
    """Return how far the answer of sales of 2024 to a percent more on all prices is from the elasticity, a share."""
    cars, base = solved.cars, solved.base
    low, high = 1 - LITTLE / 2, 1 + LITTLE / 2
    cheap, dear = (buyers(step * cars.price[None, None], base, cars).sum() for step in (low, high))
    return float(abs(np.log(cheap / dear) / (aggregate * np.log(high / low)) - 1))


def _merger(solved: Solved) -> float:
    """Return by what share any lasting price would fall if the two largest makers merged; never above zero."""
    cars, base, last = solved.cars, solved.base, solved.path.lasting
    assert last is not None
    first, second = np.argsort(-np.bincount(cars.maker, last.units[0, 0]))[:2]
    together = np.unique(np.where(cars.maker == second, first, cars.maker), return_inverse=True)[1]
    found = solve_prices(
        last.cost[0] + base.dealer_margin, price_slope=base.slope, quality=base.quality, nesting=base.nesting,
        nest=cars.nest, maker=together, start=last.price[0],
    )  # fmt: skip
    return float(max(0.0, (1 - found.price / last.price[0]).max()))
