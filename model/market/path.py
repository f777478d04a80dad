"""The market month by month: what the tariff does at once, and what it does if it lasts."""

from dataclasses import dataclass

import numpy as np

from model.adjustment import adjusted
from model.figures import Figures
from model.market.beliefs import permanence
from model.market.calibration import BASE_RATE, Calibrated
from model.market.costs import JAPAN, UnitCost, customs_value, moved_share, unit_costs, wanted_share
from model.market.demand import Array, Flags, Labels, shares
from model.market.equilibrium import solve_prices
from model.market.fleet import ORIGINS, Fleet

OTHER = ORIGINS.index("other")


@dataclass(frozen=True, eq=False)
class World(Figures):
    """Hold what the market meets: rates by month and the world, S scenarios by T months.

    car, deal [S, T, O]; parts_japan, parts_other [S, T]: shares of the value.  yen_ratio [S]: yen per dollar over
    that of 2024.  growth [S]: US growth off its trend, share a year.  year_end [S]: the last month of the year from
    the decision, whose market's size the lasting equilibrium takes.
    """

    car: Array
    deal: Flags
    parts_japan: Array
    parts_other: Array
    yen_ratio: Array
    growth: Array
    year_end: Labels


@dataclass(frozen=True, eq=False)
class Path:
    """Hold prices (USD thousand) and units (thousand a month), [S, T, J]; moved as in `moved_share`.

    wanted [S, 1, J]: the share of production that the last month's rates would move in the end.
    cost: what each vehicle really costs, duty included; unit: its parts.  market [S, T]: thousand buyers a month.
    lasting: the same if the last month's rates last and are fully believed, production where it was, [S, 1, J].
    residual [S]: the largest of the first-order conditions.  iterations: of the price solver.
    """

    price: Array
    units: Array
    moved: Array
    cost: Array
    unit: UnitCost
    currency: Array
    market: Array
    wanted: Array
    lasting: "Path | None"
    residual: Array
    iterations: int


def path(world: World, base: Calibrated, given: dict[str, Array], content: Array, fleet: Fleet) -> Path:
    r"""Return the path of prices and units over T months.

    $$\tau^e = \pi \tau + (1-\pi) \tau_0, \qquad p^*_t = \text{Bertrand}(c(\tau^e_t)), \qquad
    p_t = p_{t-1} + \lambda (p^*_t - p_{t-1})$$

    The margin uses the actual cost: the maker carries the gap while prices move.  Production that has moved costs
    what it costs in the US.
    """
    belief = permanence(
        world.car, BASE_RATE, world.deal, given["permanence_no_deal"], given["permanence_half_life"],
        given["permanence_deal"],
    )  # fmt: skip
    context = (base, content, fleet)
    expected_car = belief * world.car + (1 - belief) * BASE_RATE
    japan, others = belief[..., JAPAN], belief[..., OTHER]
    currency = 1 + given["yen_cost_share"] * (1 / world.yen_ratio[:, None] - 1) + 0 * world.parts_japan
    expected_value = customs_value(expected_car, base, given, fleet)
    expected_parts = (japan * world.parts_japan, others * world.parts_other)
    expected = unit_costs(expected_car, expected_value, expected_parts, 1 + japan * (currency - 1), context, given)
    changed = np.abs(world.car[..., JAPAN] - BASE_RATE[JAPAN]) > 1e-12
    moved = moved_share(expected, changed, base, given, fleet)
    unit = _actual(world, currency, context, given)
    final = final_costs(world, context, given)
    costs = np.concatenate([_blended(expected, moved, fleet), final.landed], axis=1)
    target, residual, iterations = bertrand(costs, base, fleet)
    price = adjusted(target[:, :-1], given["price_speed"], fleet.price)
    market = base.market_size[:, None] * market_growth(world, given, price.shape[1]) / 12
    units = market[..., None] * buyers(price, base, fleet)
    wanted = wanted_share(final, base, given, fleet)
    last, size = target[:, -1:], np.take_along_axis(market, world.year_end[:, None], axis=1)
    lasting = Path(
        last, size[..., None] * buyers(last, base, fleet), np.zeros_like(wanted), final.landed, final,
        currency[:, -1:], size, wanted, None, residual, iterations,
    )  # fmt: skip
    return Path(
        price, units, moved, _blended(unit, moved, fleet), unit, currency, market, wanted, lasting, residual, iterations
    )  # fmt: skip


def final_costs(world: World, context: tuple[Calibrated, Array, Fleet], given: dict[str, Array]) -> UnitCost:
    """Return the costs at the last month's rates, fully believed, with production where it was, [S, 1, J]."""
    base, _, fleet = context
    car = world.car[:, -1:]
    parts = (world.parts_japan[:, -1:], world.parts_other[:, -1:])
    currency = 1 + given["yen_cost_share"] * (1 / world.yen_ratio[:, None] - 1)
    return unit_costs(car, customs_value(car, base, given, fleet), parts, currency, context, given)


def market_growth(world: World, given: dict[str, Array], periods: int) -> Array:
    """Return the market's size over that of the base, [S, T]: the income elasticity times the growth that came."""
    came = world.growth[:, None] * np.arange(1, periods + 1) / 12
    return 1 + given["income_elasticity"] * came


def _actual(
    world: World, currency: Array, context: tuple[Calibrated, Array, Fleet], given: dict[str, Array]
) -> UnitCost:  # fmt: skip
    """Return what vehicles really cost; the customs value follows the mean of this and last month's rate.

    A month in which nothing changes costs what the month before it did, and is not worked out again.
    """
    base, _, fleet = context
    before = np.concatenate([np.broadcast_to(BASE_RATE, world.car[:, :1].shape), world.car[:, :-1]], axis=1)
    kinds = (world.car, before, world.parts_japan, world.parts_other, currency)
    new = np.r_[True, np.any([_changes(one) for one in kinds], axis=0)]
    car, before, japan, others, rate = (one[:, new] for one in kinds)
    value = customs_value((car + before) / 2, base, given, fleet)
    unit = unit_costs(car, value, (japan, others), rate, context, given)
    return unit.months(np.cumsum(new) - 1)


def _changes(months: Array) -> Flags:
    """Tell which months but the first differ from the month before in any scenario, [T - 1], of values [S, T, ...]."""
    return np.asarray((months[:, 1:] != months[:, :-1]).any(axis=tuple(i for i in range(months.ndim) if i != 1)))


def _blended(unit: UnitCost, moved: Array, fleet: Fleet) -> Array:
    cost, japan = unit.landed.copy(), fleet.japan
    share = moved[..., japan]
    cost[..., japan] = (1 - share) * cost[..., japan] + share * unit.moved_cost[..., japan]
    return cost


def bertrand(cost: Array, base: Calibrated, fleet: Fleet) -> tuple[Array, Array, int]:
    """Return the equilibrium prices at costs [S, T, J], each distinct month solved once, and the residual [S]."""
    scenarios, periods, _ = cost.shape
    total = (cost + base.dealer_margin[:, None, :]).reshape(scenarios * periods, -1)
    new = np.r_[True, (total[1:] != total[:-1]).any(axis=1)]
    of_scenario = np.repeat(np.arange(scenarios), periods)
    new |= np.r_[True, of_scenario[1:] != of_scenario[:-1]]
    rows = of_scenario[new]
    solved = solve_prices(
        total[new], price_slope=base.slope[rows], quality=base.quality[rows], nesting=base.nesting[rows],
        nest=fleet.nest, maker=fleet.maker, start=fleet.price + total[new] - (base.cost + base.dealer_margin)[rows],
    )  # fmt: skip
    at = np.cumsum(new) - 1
    residual = solved.residual[at].reshape(scenarios, periods).max(axis=1)
    return solved.price[at].reshape(cost.shape), residual, solved.iterations


def buyers(price: Array, base: Calibrated, fleet: Fleet) -> Array:
    """Return the shares of all buyers at given prices, [S, T, J]."""
    utility = base.quality[:, None, :] - base.slope[:, None, :] * price
    nesting = np.broadcast_to(base.nesting.T[:, :, None], (len(fleet.nests), *price.shape[:2]))
    within, nest_share, _ = shares(np.moveaxis(utility, -1, 0), nesting, fleet.market)
    return np.ascontiguousarray(np.moveaxis(within * nest_share[fleet.market.nest], 0, -1))
