"""Bertrand-Nash prices of makers with many products, by the Morrow-Skerlos fixed point."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from model.market.demand import Array, Labels, Market, shares

TOLERANCE = 1e-13
ROUNDING, ACCEPTED = 1e-12, 1e-11
MOST_ITERATIONS = 500
PATIENCE, PROGRESS, SMALLEST_STEP = 30, 0.9, 1 / 8
ROWS_AT_ONCE = 64


class NotConverged(ArithmeticError):
    """Say that the price equilibrium was not found, and how far off it is."""

    def __init__(self, residual: Array) -> None:
        """Carry the residual of every row, as a share of the starting price."""
        worst = float(residual.max())
        super().__init__(
            f"no price equilibrium within {MOST_ITERATIONS} iterations: the first-order condition is off by "
            f"{worst:.1e} of the price in {int((residual > ACCEPTED).sum())} of {residual.size} cases; "
            "try a smaller tariff or assumptions nearer their central values"
        )
        self.residual = residual


@dataclass(frozen=True, eq=False)
class Equilibrium:
    """Hold prices and shares [S, J], the outside share and the residual [S], and the iterations used."""

    price: Array
    share: Array
    outside_share: Array
    residual: Array
    iterations: int


def solve_prices(
    unit_cost: ArrayLike,
    *,
    price_slope: ArrayLike,
    quality: ArrayLike,
    nesting: ArrayLike,
    nest: NDArray[np.integer],
    maker: NDArray[np.integer],
    start: ArrayLike,
) -> Equilibrium:
    r"""Return the Bertrand-Nash prices of a nested-logit market of multi-product makers.

    $$m_j = \frac{1-\sigma_g}{\alpha_j} + \sigma_g \sum_{k \in f \cap g} s_{k|g} m_k
    + (1-\sigma_g) \sum_{k \in f} s_k m_k, \qquad p = c + m$$

    which is the first-order condition $\Lambda_j m_j = s_j + \sum_{k \in f} \Gamma_{jk} m_k$ divided by
    $\Lambda_j = \alpha_j s_j / (1-\sigma_g)$; the price is replaced by the right side until it stands still.

    Shapes: unit_cost [S, J] in the currency of prices, dealer margin and duty included; price_slope (utility per unit
    of price, positive), quality and start [J] or [S, J]; nesting, in [0, 1), [G] or [S, G]; nest and maker [J],
    integer labels from 0.  The residual is the largest gap of the condition as a share of the starting price.
    The step is whole; it is halved for a row that has hardly come closer in thirty rounds, since a step cut whenever
    the residual rises shrinks to nothing in harmless markets.
    Each row is frozen as it converges, so its digits do not depend on the rows beside it.
    Raises ValueError where labels or numbers are not of that form; NotConverged, which carries the residual.
    Source: Morrow and Skerlos (2011), "Fixed-point approaches to computing Bertrand-Nash equilibrium prices".
    """
    cost = np.atleast_2d(np.asarray(unit_cost, dtype=float))
    count, products = cost.shape
    given = {"unit_cost": cost, "price_slope": price_slope, "quality": quality, "nesting": nesting, "start": start}
    nest, maker = (_labels(name, value, products) for name, value in (("nest", nest), ("maker", maker)))
    for name, value in given.items():
        _check(name, np.asarray(value, dtype=float), int(nest.max()) + 1 if name == "nesting" else products)
    nesting = np.asarray(nesting, dtype=float)[..., np.unique(nest)]
    market = Market.of(nest, maker)
    cost, slope, utility, first = (
        _columns(value, count)[market.order] for value in (cost, price_slope, quality, start)
    )
    sigma = _columns(nesting, count)
    chunks = [slice(at, at + ROWS_AT_ONCE) for at in range(0, count, ROWS_AT_ONCE)]
    solved = [
        _solve(Problem(*(x[:, rows] for x in (cost, slope, utility, sigma, first))), market) for rows in chunks
    ]  # fmt: skip
    price, share, outside, residual = (np.concatenate(parts, axis=-1) for parts in list(zip(*solved, strict=True))[:4])
    if not (residual <= ACCEPTED).all():
        raise NotConverged(residual)
    iterations = max(used for *_, used in solved)
    return Equilibrium(price[market.place].T, share[market.place].T, outside, residual, iterations)


class Problem(NamedTuple):
    """Hold markets to solve, products first and in place order: [J, R] each, nesting [G, R]."""

    cost: Array
    slope: Array
    quality: Array
    nesting: Array
    start: Array

    def only(self, which: NDArray[np.bool_]) -> "Problem":
        """Return some of the markets."""
        return Problem(*(part[:, which] for part in self))


def _labels(name: str, value: NDArray[np.integer], products: int) -> Labels:
    labels = np.asarray(value)
    if labels.shape != (products,) or labels.dtype.kind not in "iu" or labels.min(initial=0) < 0:
        raise ValueError(f"{name} must hold one integer label from 0 for each of the {products} products")
    return labels.astype(np.intp)


def _check(name: str, value: Array, length: int) -> None:
    if value.ndim == 0 or value.shape[-1] < length or (name != "nesting" and value.shape[-1] != length):
        raise ValueError(f"{name} must end in a dimension of {length}, not {value.shape}")
    if not np.isfinite(value).all():
        raise ValueError(f"{name} must be finite")
    if name in ("price_slope", "start") and (value <= 0).any():
        raise ValueError(f"{name} must be positive")
    if name == "nesting" and not ((value >= 0) & (value < 1)).all():
        raise ValueError("nesting must lie in [0, 1)")


def _columns(value: ArrayLike, count: int) -> Array:
    array = np.asarray(value, dtype=float)
    return np.ascontiguousarray(np.broadcast_to(array, (count, array.shape[-1])).T)


def _solve(problem: Problem, market: Market) -> tuple[Array, Array, Array, Array, int]:
    """Iterate the markets together until each stands still; return price, share, outside, residual and rounds."""
    price, count = problem.start.copy(), problem.start.shape[1]
    share, outside, residual = np.empty_like(price), np.empty(count), np.full(count, np.inf)
    active, now, last, step = np.arange(count), price.copy(), residual.copy(), np.ones(count)
    earlier = residual.copy()
    for rounds in range(1, MOST_ITERATIONS + 1):
        target, product_share, nobody = _replaced(now, problem, market)
        change = target - now
        gap = np.abs(change / problem.start).max(axis=0)
        done = (gap < TOLERANCE) | ((gap < ROUNDING) & (gap >= last)) | ~np.isfinite(gap) | (rounds == MOST_ITERATIONS)
        if done.any():
            rows, on = active[done], ~done
            price[:, rows], share[:, rows] = now[:, done], product_share[:, done]
            outside[rows], residual[rows] = nobody[done], np.where(np.isfinite(gap[done]), gap[done], np.inf)
            active, now, change, problem = active[on], now[:, on], change[:, on], problem.only(on)
            gap, last, step, earlier = gap[on], last[on], step[on], earlier[on]
        if not active.size:
            break
        if rounds % PATIENCE == 0:
            step = np.where(gap < PROGRESS * earlier, step, np.maximum(step / 2, SMALLEST_STEP))
            earlier = gap
        now, last = now + step * change, gap
    return price, share, outside, residual, rounds


def _replaced(price: Array, given: Problem, market: Market) -> tuple[Array, Array, Array]:
    """Return the right side of the first-order condition at a price, [J, R], the shares there and the outside share."""
    within, nest_share, outside = shares(given.quality - given.slope * price, given.nesting, market)
    margin_within = market.sum_by_cell(within * (price - given.cost))
    of_nest = nest_share[market.cell_nest]
    of_maker = market.sum_by_maker(of_nest * margin_within)[market.cell_maker]
    sigma = given.nesting[market.cell_nest]
    cells = sigma * margin_within + (1 - sigma) * of_maker
    target = given.cost + (1 - given.nesting)[market.nest] / given.slope + cells[market.cell]
    return target, within * nest_share[market.nest], outside
