"""Who buys what: nested logit shares, and the sums over nests and makers that they need."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Labels = NDArray[np.intp]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Groups:
    """Hold the members of each group in rounds: every group's first member, then every second one, and so on.

    A sum then adds whole rows, each group's members in the same order whatever the length of a row.
    order [N]: members by round, larger groups first.  rounds: how many groups have a member in each round.
    place [G]: where each group stands.
    """

    order: Labels | slice
    rounds: tuple[int, ...]
    place: Labels | slice

    @classmethod
    def of(cls, label: NDArray[np.integer]) -> "Groups":
        """Return the groups of members with these labels, [N], which have no gaps."""
        size = np.bincount(label)
        place = np.argsort(np.argsort(-size, kind="stable"))
        together = np.argsort(label, kind="stable")
        turn = np.empty_like(together)
        turn[together] = np.arange(label.size) - (np.cumsum(size) - size)[label[together]]
        order = np.lexsort((place[label], turn))
        return cls(order, tuple(np.bincount(turn).tolist()), place)

    def sum(self, values: Array) -> Array:
        """Sum each group's rows, [N, ...] to [G, ...]."""
        return self._folded(np.add, values)

    def largest(self, values: Array) -> Array:
        """Return the largest of each group's rows, [N, ...] to [G, ...]."""
        return self._folded(np.maximum, values)

    def smallest(self, values: Array) -> Array:
        """Return the smallest of each group's rows, [N, ...] to [G, ...]."""
        return self._folded(np.minimum, values)

    def _folded(self, join: np.ufunc, values: Array) -> Array:
        members = values[self.order]
        total = members[: self.rounds[0]].copy()
        start = self.rounds[0]
        for count in self.rounds[1:]:
            join(total[:count], members[start : start + count], out=total[:count])
            start += count
        return np.asarray(total[self.place])


@dataclass(frozen=True, eq=False)
class Market:
    """Order J products so that sums over makers and nests add whole rows and need no J x J matrix.

    order [J]: the product at each place.  place [J]: the place of each product.
    A cell is the products of one maker in one nest.  cell, nest [J]: labels by place.  cell_nest, cell_maker [C]:
    labels by cell.  by_cell groups products in place order; by_nest, by_maker group cells.
    """

    order: Labels
    place: Labels
    cell: Labels
    nest: Labels
    cell_nest: Labels
    cell_maker: Labels
    by_cell: Groups
    by_nest: Groups
    by_maker: Groups

    @classmethod
    def of(cls, nest: NDArray[np.integer], maker: NDArray[np.integer]) -> "Market":
        """Return the order of products with these nest and maker labels, [J] each, counted from 0."""
        _, member, cell = np.unique(nest * (maker.max() + 1) + maker, return_index=True, return_inverse=True)
        cells = Groups.of(cell)
        assert not isinstance(cells.order, slice) and not isinstance(cells.place, slice)
        member = member[np.argsort(cells.place)]
        cell_nest, cell_maker = _ranked(nest[member]), _ranked(maker[member])
        by_place = cells.place[cell][cells.order]
        return cls(
            cells.order, np.argsort(cells.order), by_place, cell_nest[by_place], cell_nest, cell_maker,
            Groups(slice(None), cells.rounds, slice(None)), Groups.of(cell_nest), Groups.of(cell_maker),
        )  # fmt: skip


def total(rows: Array) -> Array:
    """Sum rows, [N, ...] to [...], each in the same order whatever their length, unlike `sum`."""
    return np.asarray(np.add.reduceat(rows, [0], axis=0)[0])


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
    weight, of_nest, nest_share, outside = weights(utility / free[market.nest], free, market)
    return weight / of_nest[market.nest], nest_share, outside


def weights(scaled: Array, free: Array, market: Market) -> tuple[Array, Array, Array, Array]:
    """Return what each product weighs in its nest [J, ...], the sum of its nest [G, ...], and s_g and s_0 of `shares`.

    scaled: utility over 1 less the nesting parameter, which is `free` [G, ...].
    """
    largest = market.by_nest.largest(market.by_cell.largest(scaled))
    weight = np.exp(scaled - largest[market.nest])
    of_nest = market.by_nest.sum(market.by_cell.sum(weight))
    inclusive = free * (np.log(of_nest) + largest)
    top = np.maximum(inclusive.max(axis=0), 0)
    nests, outside = np.exp(inclusive - top), np.exp(-top)
    everyone = total(nests) + outside
    return weight, of_nest, nests / everyone, outside / everyone


def _ranked(labels: NDArray[np.integer]) -> Labels:
    return np.asarray(np.unique(labels, return_inverse=True)[1], dtype=np.intp)
