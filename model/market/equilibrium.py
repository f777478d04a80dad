"""Bertrand-Nash prices of makers with many products, by the Morrow-Skerlos fixed point."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import root

from model.market.demand import Array, Flags, Labels, Market, below_largest, weights

TOLERANCE, ACCEPTED = 1e-12, 1e-11
NEAR, FAR = 0.05, 300.0
FIXED_POINT_ROUNDS, MOST_EVALUATIONS = 120, 5000
ROWS_AT_ONCE = 192


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
    $\Lambda_j = \alpha_j s_j / (1-\sigma_g)$.  What the two sums add is one number for all products of a maker in a
    nest; the right side says what it should be.  Steps that foresee how the cells of a nest answer each other, by
    Newton's method, are taken until it stands still.

    Shapes: unit_cost [S, J] in the currency of prices, dealer margin and duty included; price_slope (utility per unit
    of price, positive), quality and start [J] or [S, J]; nesting, in [0, 1), [G] or [S, G]; nest and maker [J],
    integer labels from 0.  The residual is the largest gap of the condition as a share of the starting price.
    Far off, and after a step that raised the residual until it is ten times smaller, the steps are plain.  A row that
    goes round in a ring or crawls is finished by Powell's hybrid Newton method from where it stands.
    Each row is frozen as it converges, so its digits do not depend on the rows beside it.
    Raises ValueError where labels or numbers are not of that form; NotConverged, which carries the residual.
    Source: Morrow and Skerlos (2011), "Fixed-point approaches to computing Bertrand-Nash equilibrium prices"; the
    inverse in Newton's step: Sherman and Morrison (1950).
    """
    cost = np.atleast_2d(np.asarray(unit_cost, dtype=float))
    count, products = cost.shape
    given = {"unit_cost": cost, "price_slope": price_slope, "quality": quality, "nesting": nesting, "start": start}
    nest, maker = (_labels(name, value, products) for name, value in (("nest", nest), ("maker", maker)))
    for name, value in given.items():
        _check(name, np.asarray(value, dtype=float), int(nest.max()) + 1 if name == "nesting" else products)
    nesting = np.asarray(nesting, dtype=float)[..., np.unique(nest)]
    market = _market(nest.tobytes(), maker.tobytes())
    cost, slope, utility, first, sigma = (
        _columns(value, count) for value in (cost, price_slope, quality, start, nesting)
    )
    chunks = [slice(at, at + ROWS_AT_ONCE) for at in range(0, count, ROWS_AT_ONCE)]
    solved = [
        _solve(Problem(*(x[:, rows] for x in (cost, slope, utility, sigma, first))), market) for rows in chunks
    ]  # fmt: skip
    price, share, outside, residual = (np.concatenate(parts, axis=-1) for parts in list(zip(*solved, strict=True))[:4])
    if not (residual <= ACCEPTED).all():
        raise NotConverged(residual)
    iterations = max(used for *_, used in solved)
    return Equilibrium(price.T, share.T, outside, residual, iterations)


class Problem(NamedTuple):
    """Hold markets to solve, products first: [J, R] each, nesting [G, R]."""

    cost: Array
    slope: Array
    quality: Array
    nesting: Array
    start: Array


class Cells(NamedTuple):
    """Hold markets by what a maker adds to the floor of all its products in a nest: price = floor + added.

    floor [J, R]: cost and own margin; own [J, R]: (1 - sigma) / alpha; steep [J, R]: one over that.  below [J, R]:
    utility at the floor over 1 - sigma, less the largest of the nest, level [G, R]: what is added only lowers it.
    nesting [G, R].  scale [C, R]: the lowest starting price of the cell's products.
    """

    floor: Array
    own: Array
    steep: Array
    below: Array
    level: Array
    nesting: Array
    scale: Array

    @classmethod
    def of(cls, given: Problem, market: Market) -> "Cells":
        """Return markets by cell."""
        free = (1 - given.nesting)[market.nest]
        own = free / given.slope
        floor = given.cost + own
        below, level = below_largest((given.quality - given.slope * floor) / free, market)
        return cls(floor, own, 1 / own, below, level, given.nesting, market.by_cell.smallest(given.start))

    def only(self, which: Flags) -> "Cells":
        """Return some of the markets."""
        return Cells(*(part[:, which] for part in self))


class Asked(NamedTuple):
    """Hold what the first-order condition asks each cell to add, [C, R], and what it and shares follow from.

    within [C, R]: the margins of a cell's products times their shares of the nest.  weight, of_nest, nest_share and
    outside: of `weights`.
    """

    added: Array
    within: Array
    weight: Array
    of_nest: Array
    nest_share: Array
    outside: Array

    def share(self, which: Flags, market: Market) -> Array:
        """Return the shares of products in some of the markets, [J, R]."""
        of_product = (self.nest_share[:, which] / self.of_nest[:, which])[market.nest]
        return np.asarray(self.weight[:, which] * of_product)


@lru_cache(maxsize=8)
def _market(nest: bytes, maker: bytes) -> Market:
    return Market.of(np.frombuffer(nest, dtype=np.intp), np.frombuffer(maker, dtype=np.intp))


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
    cells, now = Cells.of(problem, market), _first(problem, market)
    count, rounds = now.shape[1], 1
    found, share = np.empty_like(now), np.empty_like(problem.start)
    outside, residual = np.empty(count), np.full(count, np.inf)
    active, left, last, near = np.arange(count), cells, residual.copy(), np.full(count, NEAR)
    while active.size and rounds < FIXED_POINT_ROUNDS:
        rounds += 1
        asked = _answer(now, left, market)
        step = asked.added - now
        gap = np.abs(step / left.scale).max(axis=0)
        done = (gap < TOLERANCE) | ((gap < ACCEPTED) & (gap >= last)) | ~np.isfinite(gap)
        near = np.where(gap < last, near, np.minimum(near, last / 10))
        leap = np.where(gap < near, _leap(now, step, asked, left, market), step)
        if done.any():
            rows, on = active[done], ~done
            found[:, rows], share[:, rows], outside[rows] = now[:, done], asked.share(done, market), asked.outside[done]
            residual[rows] = np.where(np.isfinite(gap[done]), gap[done], np.inf)
            active, left, gap, near, now, leap = (
                active[on], left.only(on), gap[on], near[on], now[:, on], leap[:, on]
            )  # fmt: skip
        now, last = now + leap, gap
    for at, row in enumerate(active):
        one = cells.only(np.arange(count) == row)
        found[:, row], share[:, row], outside[row], residual[row] = _by_newton(now[:, [at]], one, market)
    return cells.floor + found[market.cell], share, outside, residual, rounds


def _leap(added: Array, step: Array, asked: Asked, given: Cells, market: Market) -> Array:
    r"""Return how far to go from what cells add, knowing the step to what is asked, [C, R].

    $$(I - J)\, \delta = r, \qquad J_{cd} = \sigma_g (W_c S_d - [c = d]\, a_c S_c), \qquad
    W_c = \sum_{k \in c} s_{k|g} m_k, \qquad S_c = \sum_{k \in c} s_{k|g} \frac{\alpha_k}{1-\sigma_g}$$

    J is the change of what is asked by what the cells of the same nest add: a diagonal and one product of vectors.
    What makers' margins over all buyers do to it is left out: where a maker's wish is met, its own addition does not
    move them, and others' move them by shares of all buyers.  Where J cannot be inverted so, the plain step is taken.
    """
    sigma = given.nesting[market.cell_nest]
    steep = market.by_cell.sum(asked.weight * given.steep) / asked.of_nest[market.cell_nest]
    own = 1 + sigma * added * steep
    positive = np.where(own > 0, own, 1.0)
    alone, spread = step / positive, sigma * asked.within / positive
    left = 1 - market.by_nest.sum(steep * spread)
    through = market.by_nest.sum(steep * alone) / np.where(left > 0, left, 1.0)
    known = (own > 0) & (left > 0)[market.cell_nest]
    return np.where(known, alone + spread * through[market.cell_nest], step)


def _by_newton(near: Array, given: Cells, market: Market) -> tuple[Array, Array, float, float]:
    """Return what cells add, shares, outside share and residual of one market, from near its equilibrium, [C, 1]."""

    def gap(relative: Array) -> Array:
        added = relative[:, None] * given.scale
        return np.asarray(((_answer(added, given, market).added - added) / given.scale)[:, 0])

    found = root(
        gap, (near / given.scale)[:, 0], method="hybr", options={"xtol": TOLERANCE, "maxfev": MOST_EVALUATIONS}
    )
    added = found.x[:, None] * given.scale
    asked = _answer(added, given, market)
    share = asked.share(np.ones(1, dtype=bool), market)
    return added[:, 0], share[:, 0], float(asked.outside[0]), float(np.abs(gap(found.x)).max())


def _first(given: Problem, market: Market) -> Array:
    """Return what the first-order condition asks cells to add at the starting prices, [C, R]."""
    utility = (given.quality - given.slope * given.start) / (1 - given.nesting)[market.nest]
    return _asked(*below_largest(utility, market), given.start - given.cost, given.nesting, market).added


def _answer(added: Array, given: Cells, market: Market) -> Asked:
    """Return what the first-order condition asks cells to add where they add so much, [C, R].

    In a market whose utilities it takes far from the floor, the largest of each nest is looked for anew.
    """
    spread = added[market.cell]
    lowered = spread * given.steep
    below, level = given.below - lowered, given.level
    far = np.abs(lowered).max(axis=0) > FAR
    if far.any():
        level = level.copy()
        below[:, far], deeper = below_largest(below[:, far], market)
        level[:, far] += deeper
    return _asked(below, level, given.own + spread, given.nesting, market)


def _asked(below: Array, level: Array, margin: Array, nesting: Array, market: Market) -> Asked:
    """Return what the first-order condition asks at utilities as in `weights` and at margins, [J, R]."""
    weight, of_nest, nest_share, outside = weights(below, level, 1 - nesting, market)
    within = market.by_cell.sum(weight * margin) / of_nest[market.cell_nest]
    of_maker = market.by_maker.sum(nest_share[market.cell_nest] * within)[market.cell_maker]
    sigma = nesting[market.cell_nest]
    return Asked(sigma * within + (1 - sigma) * of_maker, within, weight, of_nest, nest_share, outside)
