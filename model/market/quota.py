"""A tariff-rate quota on cars: which rate counts at the margin, and what the quota is worth to whom."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from model.figures import Figures
from model.market.demand import Array, Flags

MOST_ROUNDS = 60
CLOSE = 1e-10


@dataclass(frozen=True, eq=False)
class Quota(Figures):
    """Hold a quota: volume [S] (thousand vehicles of the fleet a year) and the rates as shares of the value.

    inside [S]: the rate inside the quota.  outside [S]: the rate beyond it.  active [S, T]: the months it is in force.
    share [F]: how it is shared out, by the cars each maker shipped from Japan in 2024.
    """

    volume: Array
    inside: Array
    outside: Array
    active: Flags
    share: Array


def marginal_rate(quota: Quota, demand: Callable[[Array], Array]) -> Array:
    """Return the rate on Japan's cars that counts at the margin, [S], from demand at a rate (thousand a year).

    Demand at the rate inside that fits the quota: the rate inside.  Demand at the full rate beyond it: the full rate.
    In between the quota binds: the shadow rate at which demand equals the quota, by false position; an end that stays
    twice counts half, so that both close in.  Source: Dowell and Jarratt (1971), the "Illinois" algorithm.
    """
    volume, low, high = quota.volume, quota.inside, quota.outside
    at_full = demand(high)
    full = ~quota.active.any(axis=-1) | (at_full >= volume)
    if full.all():
        return high
    at_inside = demand(low)
    rate = np.where(full, high, low)
    moving, was_over = ~full & (at_inside > volume), np.zeros_like(full)
    was_under = was_over
    over, under = at_inside - volume, at_full - volume
    for _ in range(MOST_ROUNDS):
        share = np.divide(under, under - over, out=np.zeros_like(rate), where=moving)
        before, rate = rate, np.where(moving, high - share * (high - low), rate)
        moving = moving & (np.abs(rate - before) >= CLOSE)
        if not moving.any():
            break
        gap = demand(rate) - volume
        above = gap > 0
        low, high = np.where(above, rate, low), np.where(above, high, rate)
        over = np.where(above, gap, np.where(was_under, over / 2, over))
        under = np.where(above, np.where(was_over, under / 2, under), gap)
        was_over, was_under = above, ~above
    return rate


def quota_units(quota: Quota, shipped: Array) -> Array:
    """Return the units that enter inside the quota, thousand a month, [S, T, F], of those shipped.

    The quota is shared out by the shipments of 2024; what a maker cannot use goes to the others in the same way.
    """
    left = np.minimum(quota.volume[:, None] / 12, shipped.sum(axis=-1))
    inside = np.zeros_like(shipped)
    for _ in range(shipped.shape[-1]):
        room = shipped - inside
        weight = np.where(room > 0, quota.share, 0.0)
        total = weight.sum(axis=-1, keepdims=True)
        left = np.where(left > CLOSE, left, 0.0)
        if not left.any() or not (total > 0).any():
            break
        given = left[..., None] * np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
        taken = np.minimum(given, room)
        inside, left = inside + taken, left - taken.sum(axis=-1)
    return inside
