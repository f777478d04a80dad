"""The market's course under a quota: the path at the rate on Japan's cars that counts at the margin."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from model.market.calibration import Calibrated
from model.market.costs import JAPAN
from model.market.demand import Array, Flags
from model.market.fleet import Fleet
from model.market.path import Path, World, bertrand, buyers, final_costs, market_growth, path
from model.market.quota import Quota, marginal_rate


def course(
    world: World, quota: Quota, context: tuple[Calibrated, Array, Fleet], given: dict[str, Array]
) -> tuple[Path, World]:  # fmt: skip
    """Return the path, and the world with the rate on Japan's cars that counts at the margin under a quota.

    In the end that is the rate `marginal_rate` finds.  While prices are still moving a month may ship more than its
    share of the quota: then the full rate counts in that month.
    """
    base, content, cars = context
    if not quota.active.any():
        return path(world, base, given, content, cars), world
    marginal = marginal_rate(quota, _demand(world, context, given))
    eased = _with_rate(world, quota.active, marginal)
    first = path(eased, base, given, content, cars)
    shipped = ((1 - first.moved) * first.units)[..., cars.built("JP")].sum(axis=-1)
    beyond = quota.active & (marginal < quota.outside)[:, None] & (shipped > quota.volume[:, None] / 12)
    beyond[:, -1] = False
    if not beyond.any():
        return first, eased
    tightened = _with_rate(eased, beyond, quota.outside)
    return path(tightened, base, given, content, cars), tightened


def _with_rate(world: World, where: Flags, rate: Array) -> World:
    car = world.car.copy()
    car[..., JAPAN] = np.where(where, rate[:, None], car[..., JAPAN])
    return replace(world, car=car)


def _demand(
    world: World, context: tuple[Calibrated, Array, Fleet], given: dict[str, Array]
) -> Callable[[Array], Array]:  # fmt: skip
    """Return the lasting demand for Japan-built cars, thousand a year, as a function of the rate on them, [S]."""
    base, _, cars = context
    growth = market_growth(world, given, world.car.shape[1])
    size = base.market_size * np.take_along_axis(growth, world.year_end[:, None], axis=1)[:, 0]

    def demand(rate: Array) -> Array:
        car = world.car[:, -1:].copy()
        car[:, 0, JAPAN] = rate
        last = replace(world, car=car, parts_japan=world.parts_japan[:, -1:], parts_other=world.parts_other[:, -1:])
        price, _, _ = bertrand(final_costs(last, context, given).landed, base, cars)
        return np.asarray(size * buyers(price, base, cars)[:, 0].compress(cars.built("JP"), axis=1).sum(axis=-1))

    return demand
