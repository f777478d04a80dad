"""Who buys what: nested logit shares, and the sums over nests and makers that they need."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Labels = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Market:
    """Order J products by nest and maker, so that sums are sums of neighbours and need no J x J matrix.

    order [J]: the product at each place.  place [J]: the place of each product.
    A cell is the products of one maker in one nest.  cell_start [C], nest_start [G]: where each begins, in places
    and in cells.  cell [J], nest [J]: labels by place.  cell_nest [C], cell_maker [C]: labels by cell.
    by_maker [C], maker_start [F]: cells put in order of their maker, and where each maker begins.
    """

    order: Labels
    place: Labels
    cell: Labels
    nest: Labels
    cell_start: Labels
    nest_start: Labels
    cell_nest: Labels
    cell_maker: Labels
    by_maker: Labels
    maker_start: Labels

    @classmethod
    def of(cls, nest: NDArray[np.integer], maker: NDArray[np.integer]) -> "Market":
        """Return the order of products with these nest and maker labels, [J] each, counted from 0."""
        order = np.lexsort((maker, nest))
        place = np.argsort(order)
        pairs = np.stack([nest[order], maker[order]])
        starts = np.flatnonzero(np.r_[True, (np.diff(pairs) != 0).any(axis=0)])
        cell = np.repeat(np.arange(starts.size), np.diff(np.r_[starts, order.size]))
        cell_nest, cell_maker = _ranked(pairs[0][starts]), _ranked(pairs[1][starts])
        by_maker = np.argsort(cell_maker, kind="stable")
        return cls(
            order, place, cell, cell_nest[cell], starts, _starts(cell_nest), cell_nest, cell_maker,
            by_maker, _starts(cell_maker[by_maker]),
        )  # fmt: skip

    def sum_by_cell(self, values: Array) -> Array:
        """Sum by maker within nest, [J, ...] in place order to [C, ...]."""
        return np.add.reduceat(values, self.cell_start, axis=0)

    def sum_by_nest(self, cells: Array) -> Array:
        """Sum cells by nest, [C, ...] to [G, ...]."""
        return np.add.reduceat(cells, self.nest_start, axis=0)

    def sum_by_maker(self, cells: Array) -> Array:
        """Sum cells by maker, [C, ...] to [F, ...]."""
        return np.add.reduceat(cells[self.by_maker], self.maker_start, axis=0)


def shares(utility: Array, nesting: Array, market: Market) -> tuple[Array, Array, Array]:
    r"""Return shares of all buyers, in place order, from mean utilities and the nests' nesting parameters.

    $$I_g = \sum_{j \in g} e^{v_j/(1-\sigma_g)}, \quad
    s_{j|g} = \frac{e^{v_j/(1-\sigma_g)}}{I_g}, \quad
    s_g = \frac{I_g^{1-\sigma_g}}{1 + \sum_h I_h^{1-\sigma_h}}, \quad s_j = s_{j|g} s_g$$

    Products come first, so that a sum runs over whole rows: utility [J, ...] in place order, nesting [G, ...];
    returns s_{j|g} by product [J, ...], s_g by nest [G, ...] and the outside share s_0 [...].
    Source: Berry (1994), nested logit; computed on logs less the nest's largest, so that nothing overflows.
    """
    free = 1 - nesting
    scaled = utility / free[market.nest]
    largest = np.maximum.reduceat(scaled, market.cell_start[market.nest_start], axis=0)
    within = np.exp(scaled - largest[market.nest])
    total = market.sum_by_nest(market.sum_by_cell(within))
    inclusive = free * (np.log(total) + largest)
    top = np.maximum(inclusive.max(axis=0), 0)
    weight, outside = np.exp(inclusive - top), np.exp(-top)
    everyone = weight.sum(axis=0) + outside
    return within / total[market.nest], weight / everyone, outside / everyone


def _ranked(labels: NDArray[np.integer]) -> Labels:
    return np.asarray(np.unique(labels, return_inverse=True)[1], dtype=np.intp)


def _starts(labels: Labels) -> Labels:
    return np.asarray(np.flatnonzero(np.r_[True, np.diff(labels) != 0]), dtype=np.intp)
