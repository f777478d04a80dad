"""From observed prices and sales of 2024 to the demand and the costs that explain them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from model.assumptions import Economics
from model.market.demand import Array, Labels
from model.market.fleet import Fleet

BASE_RATE = np.array([0.025, 0.025, 0.0, 0.025, 0.025, 0.0, 0.0])


@dataclass(frozen=True, eq=False)
class Calibrated:
    """Hold the calibrated market, one row an assumption set.

    slope, quality, price [N, J]; nesting [N, G]; market_size [N] (thousand buyers a year); money in USD thousand a
    vehicle: dealer_margin, wholesale, cost (to the maker, duty of 2024 included), customs_value, base_duty [N, J].
    """

    slope: Array
    quality: Array
    nesting: Array
    market_size: Array
    dealer_margin: Array
    wholesale: Array
    cost: Array
    customs_value: Array
    base_duty: Array

    def rows(self, which: Labels) -> "Calibrated":
        """Return chosen rows."""
        return Calibrated(*(getattr(self, one.name)[which] for one in fields(self)))


def stacked(sets: Sequence[Economics]) -> dict[str, Array]:
    """Return every assumption of the economic blocks as a column [N, 1], by name."""
    return {name: np.array([[getattr(one, name)] for one in sets]) for name in Economics.model_fields}


@lru_cache(maxsize=8)
def repeated(one: Economics, rows: int) -> dict[str, Array]:
    """Return every assumption of one set, the same in every row, as a column [rows, 1], by name; not to be changed."""
    return {name: np.repeat(column, rows, axis=0) for name, column in stacked([one]).items()}


def calibrate(given: dict[str, Array], fleet: Fleet, content: Array) -> Calibrated:
    r"""Return the demand and the costs under which the makers choose the prices and sell the units of 2024.

    $$s_0 = \varepsilon/a, \qquad \bar\eta = a \left[\frac{1}{1-\sigma} - \frac{\sigma}{1-\sigma} h_1 - h_2\right]
    + \varepsilon h_2, \qquad \delta_j = \ln s_j - \ln s_0 - \sigma \ln s_{j|g} + a$$

    where $h_1, h_2$ are the sales-weighted means of $s_{j|g}$ and of $q_j/Q$: the price coefficient $a$ that gives
    the mean own-price elasticity $\bar\eta$ follows in closed form, with slope $\alpha_j = a/p_j$.
    Costs are what the first-order condition leaves at the observed prices.  Shapes: given [N, 1] each, content [N, J]
    the dutiable share of the value.  Source: Berry (1994) inversion; see `markups` for the costs.
    """
    sigma, aggregate = given["nesting"], given["aggregate_elasticity"]
    units, price = fleet.units[None, :], fleet.price[None, :]
    of_nest = np.bincount(fleet.nest, fleet.units)[fleet.nest]
    within, share_of_sales = units / of_nest, units / units.sum()
    mean_within = (share_of_sales * within).sum(axis=1, keepdims=True)
    mean_share = (share_of_sales**2).sum(axis=1, keepdims=True)
    response = 1 / (1 - sigma) - sigma / (1 - sigma) * mean_within - mean_share
    coefficient = (given["own_price_elasticity"] - aggregate * mean_share) / response
    outside = aggregate / coefficient
    share = (1 - outside) * share_of_sales
    slope = coefficient / price
    quality = np.log(share) - np.log(outside) - sigma * np.log(within) + coefficient
    dealer_margin = given["dealer_margin"] * price
    wholesale = price - dealer_margin
    customs_value = _customs_value(given["customs_value_ratio"] * wholesale, fleet)
    return Calibrated(
        slope=slope, quality=quality, nesting=np.repeat(sigma, len(fleet.nests), axis=1),
        market_size=(units.sum() / (1 - outside))[:, 0], dealer_margin=dealer_margin, wholesale=wholesale,
        cost=wholesale - markups(slope, share, within, sigma, fleet), customs_value=customs_value,
        base_duty=BASE_RATE[fleet.origin] * content * customs_value,
    )  # fmt: skip


def markups(slope: Array, share: Array, within: Array, sigma: Array, fleet: Fleet) -> Array:
    r"""Return the margins, USD thousand, that satisfy the first-order condition at given shares, [N, J].

    $$m_j = \frac{1-\sigma}{\alpha_j} + \sigma A_{fg} + (1-\sigma) B_f, \qquad
    A_{fg} = \sum_{k \in f \cap g} s_{k|g} m_k, \quad B_f = \sum_{k \in f} s_k m_k$$

    Summing the condition over a maker's products in a nest, then over its nests, solves for A and B in turn.
    """
    market = fleet.market
    slope, share, within = (np.broadcast_to(x, slope.shape).T for x in (slope, share, within))
    sigma = sigma.T
    own = (1 - sigma) / slope
    present = market.by_cell.sum(within)
    damped = 1 - sigma * present
    weight = market.by_cell.sum(share) / present
    direct = market.by_maker.sum(weight * market.by_cell.sum(within * own) / damped)
    again = market.by_maker.sum(weight * (1 - sigma) * present / damped)
    of_maker = (direct / (1 - again))[market.cell_maker]
    of_cell = (market.by_cell.sum(within * own) + (1 - sigma) * present * of_maker) / damped
    margin = own + (sigma * of_cell + (1 - sigma) * of_maker)[market.cell]
    return np.asarray(margin.T)


def _customs_value(declared: Array, fleet: Fleet) -> Array:
    """Return customs values a vehicle; cars from Japan sum to the US customs statistics, USD bn."""
    from_japan = fleet.built("JP")
    total = (declared * fleet.units * from_japan).sum(axis=1, keepdims=True) / 1000
    imported = np.where(fleet.built("US"), 0.0, declared)
    return np.where(from_japan, declared * fleet.japan_customs_value / total, imported)
