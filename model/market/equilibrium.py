"""Bertrand-Nash prices of makers with many products, by the Morrow-Skerlos fixed point."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import root

from model.market.demand import Array, Labels, Market, shares

TOLERANCE = 1e-13
ROUNDING, ACCEPTED = 1e-12, 1e-11
FIXED_POINT_ROUNDS, MOST_EVALUATIONS = 120, 5000
ROWS_AT_ONCE = 64


class NotConverged(ArithmeticError):
    """Say that the price equilibrium was not found, and how far off it is."""

    def __init__(self, residual: Array) -> None:
        """Carry the residual of every row, as a share of the starting price."""
        worst = float(residual.max())
        super().__init__(
            f"no price equilibrium in {FIXED_POINT_ROUNDS} rounds or by Newton steps: the first-order condition is "
            f"off by {worst:.1e} of the price in {int((residual > ACCEPTED).sum())} of {residual.size} cases; "
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
    The step is whole: one halved whenever the residual rises shrinks to nothing in harmless markets.  A row that goes
    round in a ring or crawls is finished by Powell's hybrid Newton method from where it stands.
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
    count = problem.start.shape[1]
    price, share = problem.start.copy(), np.empty_like(problem.start)
    outside, residual = np.empty(count), np.full(count, np.inf)
    active, now, last, left = np.arange(count), price.copy(), residual.copy(), problem
    rounds = 0
    while active.size and rounds < FIXED_POINT_ROUNDS:
        rounds += 1
        target, product_share, nobody = _replaced(now, left, market)
        gap = np.abs((target - now) / left.start).max(axis=0)
        done = (gap < TOLERANCE) | ((gap < ROUNDING) & (gap >= last)) | ~np.isfinite(gap)
        if done.any():
            rows, on = active[done], ~done
            price[:, rows], share[:, rows] = now[:, done], product_share[:, done]
            outside[rows], residual[rows] = nobody[done], np.where(np.isfinite(gap[done]), gap[done], np.inf)
            active, target, gap, left = active[on], target[:, on], gap[on], left.only(on)
        now, last = target, gap
    for at, row in enumerate(active):
        one = problem.only(np.arange(count) == row)
        price[:, row], share[:, row], outside[row], residual[row] = _by_newton(now[:, [at]], one, market)
    return price, share, outside, residual, rounds


def _by_newton(near: Array, given: Problem, market: Market) -> tuple[Array, Array, float, float]:
    """Return price, share, outside share and residual of one market, from prices near its equilibrium, [J, 1]."""

    def gap(relative: Array) -> Array:
        price = relative[:, None] * given.start
        return np.asarray(((_replaced(price, given, market)[0] - price) / given.start)[:, 0])

    found = root(
        gap, (near / given.start)[:, 0], method="hybr", options={"xtol": TOLERANCE, "maxfev": MOST_EVALUATIONS}
    )
    price = found.x[:, None] * given.start
    _, share, outside = _replaced(price, given, market)
    return price[:, 0], share[:, 0], float(outside[0]), float(np.abs(gap(found.x)).max())


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
