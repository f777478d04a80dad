"""Nested logit and its first-order condition written out product by product, without the code under test."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def shares(price: Array, slope: Array, quality: Array, nesting: Array, nest: NDArray[np.int64]) -> tuple[Array, Array]:
    """Return shares of all buyers and shares within the nest, [J]; the formulas as a textbook has them."""
    sigma = nesting[nest]
    weight = np.exp((quality - slope * price) / (1 - sigma))
    inclusive = np.array([weight[nest == g].sum() for g in range(len(nesting))])
    within = weight / inclusive[nest]
    of_nest = inclusive ** (1 - nesting) / (1 + (inclusive ** (1 - nesting)).sum())
    return within * of_nest[nest], within


def gradient(share: Array, within: Array, slope: Array, nesting: Array, nest: NDArray[np.int64]) -> Array:
    """Return how every share answers every price, d s_k / d p_j at [j, k], from Lambda and Gamma."""
    sigma = nesting[nest]
    same = nest[:, None] == nest[None, :]
    gamma = slope[:, None] * share[None, :] * ((sigma / (1 - sigma) * within)[:, None] * same + share[:, None])
    return gamma - np.diag(slope * share / (1 - sigma))


def first_order_gap(
    price: Array, cost: Array, slope: Array, quality: Array, nesting: Array, nest: NDArray[np.int64],
    maker: NDArray[np.int64],
) -> float:  # fmt: skip
    """Return how far the price is from the one the first-order condition asks for, as a share of the price."""
    share, within = shares(price, slope, quality, nesting, nest)
    owned = maker[:, None] == maker[None, :]
    lost = share + (gradient(share, within, slope, nesting, nest) * owned) @ (price - cost)
    return float(np.abs(lost / (slope * share / (1 - nesting[nest])) / price).max())


def profit(
    price: Array, cost: Array, slope: Array, quality: Array, nesting: Array, nest: NDArray[np.int64],
    maker: NDArray[np.int64],
) -> Array:  # fmt: skip
    """Return each maker's profit per buyer, [F]."""
    share, _ = shares(price, slope, quality, nesting, nest)
    return np.bincount(maker, share * (price - cost))


def unbeaten(japan: Array, us: Array) -> list[tuple[float, float]]:
    """Return the pairs of gains that no other beats for both, by Japan's gain: the best of the rest in turn."""
    kept: list[tuple[float, float]] = []
    for gains in sorted(zip(japan.ravel().tolist(), us.ravel().tolist(), strict=True), reverse=True):
        if not kept or gains[1] > kept[-1][1]:
            kept.append(gains)
    return kept[::-1]
