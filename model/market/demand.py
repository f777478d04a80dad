"""Who buys what: nested logit shares, and the sums over nests and makers that they need."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Array = NDArray[np.float64]
Labels = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Groups:
    """Hold which of N members make up each of G groups.

    member [G, N]: one where a member is in a group.  padded [G, M]: the members of each, the last of them again where
    a group is smaller than the largest.
    """

    member: csr_array
    padded: Labels

    @classmethod
    def of(cls, label: NDArray[np.integer]) -> "Groups":
        """Return the groups of members with these labels, [N], which have no gaps."""
        order, size = np.argsort(label, kind="stable"), np.bincount(label)
        start = np.append(0, np.cumsum(size))
        padded = order[start[:-1, None] + np.minimum(np.arange(size.max()), size[:, None] - 1)]
        return cls(csr_array((np.ones(label.size), order, start), shape=(size.size, label.size)), padded)

    def sum(self, values: Array) -> Array:
        """Sum each group's rows, [N, ...] to [G, ...], in the same order whatever the length of a row."""
        rows = self.member @ values.reshape(len(values), -1)
        return np.asarray(rows.reshape(-1, *values.shape[1:]))

    def largest(self, values: Array) -> Array:
        """Return the largest of each group's rows, [N, ...] to [G, ...]."""
        return np.asarray(values.take(self.padded, axis=0).max(axis=1))

    def smallest(self, values: Array) -> Array:
        """Return the smallest of each group's rows, [N, ...] to [G, ...]."""
        return np.asarray(values.take(self.padded, axis=0).min(axis=1))


@dataclass(frozen=True, eq=False)
class Market:
    """Say how J products make up cells, nests and makers, so that sums over these need no J x J matrix.

    A cell is the products of one maker in one nest.  cell, nest [J]: labels of products.  cell_nest, cell_maker [C]:
    labels of cells.  by_cell groups products; by_nest, by_maker group cells.
    """

    cell: Labels
    nest: Labels
    cell_nest: Labels
    cell_maker: Labels
    by_cell: Groups
    by_nest: Groups
    by_maker: Groups

    @classmethod
    def of(cls, nest: NDArray[np.integer], maker: NDArray[np.integer]) -> "Market":
        """Return the market of products with these nest and maker labels, [J] each, counted from 0."""
        _, member, cell = np.unique(nest * (maker.max() + 1) + maker, return_index=True, return_inverse=True)
        cell_nest, cell_maker = _ranked(nest[member]), _ranked(maker[member])
        return cls(
            cell, cell_nest[cell], cell_nest, cell_maker, Groups.of(cell), Groups.of(cell_nest), Groups.of(cell_maker)
        )


def total(rows: Array) -> Array:
    """Sum rows, [N, ...] to [...], each in the same order whatever their length, unlike `sum`."""
    return np.asarray(np.add.reduceat(rows, [0], axis=0)[0])


def shares(utility: Array, nesting: Array, market: Market) -> tuple[Array, Array, Array]:
    r"""Return shares of all buyers from mean utilities and the nests' nesting parameters.

    $$I_g = \sum_{j \in g} e^{v_j/(1-\sigma_g)}, \quad
    s_{j|g} = \frac{e^{v_j/(1-\sigma_g)}}{I_g}, \quad
    s_g = \frac{I_g^{1-\sigma_g}}{1 + \sum_h I_h^{1-\sigma_h}}, \quad s_j = s_{j|g} s_g$$

    Products come first, so that a sum runs over whole rows: utility [J, ...], nesting [G, ...];
    returns s_{j|g} by product [J, ...], s_g by nest [G, ...] and the outside share s_0 [...].
    Source: Berry (1994), nested logit; computed on logs less the nest's largest, so that nothing overflows.
    """
    free = 1 - nesting
    below, largest = below_largest(utility / free[market.nest], market)
    weight, of_nest, nest_share, outside = weights(below, largest, free, market)
    return weight / of_nest[market.nest], nest_share, outside


def below_largest(scaled: Array, market: Market) -> tuple[Array, Array]:
    """Return values of products [J, ...] less the largest of their nest, and that [G, ...]."""
    largest = market.by_nest.largest(market.by_cell.largest(scaled))
    return scaled - largest[market.nest], largest


def weights(below: Array, level: Array, free: Array, market: Market) -> tuple[Array, Array, Array, Array]:
    """Return what each product weighs in its nest [J, ...], the sum of its nest [G, ...], and s_g and s_0 of `shares`.

    below: utility over 1 less the nesting parameter, which is `free` [G, ...], less a level of each nest [G, ...] that
    it hardly exceeds.
    """
    weight = np.exp(below)
    of_nest = market.by_nest.sum(market.by_cell.sum(weight))
    inclusive = free * (np.log(of_nest) + level)
    top = np.maximum(inclusive.max(axis=0), 0)
    nests, outside = np.exp(inclusive - top), np.exp(-top)
    everyone = total(nests) + outside
    return weight, of_nest, nests / everyone, outside / everyone


def _ranked(labels: NDArray[np.integer]) -> Labels:
    return np.asarray(np.unique(labels, return_inverse=True)[1], dtype=np.intp)
