"""The gains by the best deals of the grid for both sides, within red lines or without any."""

from collections.abc import Mapping

import numpy as np

from model.market.demand import Array, Labels
from model.negotiation.zone import AXES, TERMS, Grid


def best_gains(of: Grid, keep: Mapping[str, Labels] | None = None) -> Array:
    """Return what both sides gain by the deals that none other beats for both, [N, 2], by Japan's gain.

    keep: the positions of every term within the red lines; without it every deal of the grid counts.  Gains are sums
    of one part a term, so a term is added at a time and what is beaten on the way is dropped.
    """
    kept = keep or {term: np.arange(len(AXES[term])) for term in TERMS}
    tariffs = np.ix_(kept["car"], kept["general"])
    found = unbeaten(np.stack([of.japan["pair"][tariffs].ravel(), of.us["pair"][tariffs].ravel()], axis=1))
    for term in TERMS[2:]:
        parts = np.stack([of.japan[term][kept[term]], of.us[term][kept[term]]], axis=1)
        found = unbeaten((found[:, None] + parts[None]).reshape(-1, 2))
    return found


def unbeaten(gains: Array) -> Array:
    """Return the gains [N, 2] that no others beat for both sides, by Japan's gain."""
    if not gains.size:
        return gains
    ordered = gains[np.lexsort((-gains[:, 1], -gains[:, 0]))]
    ahead = np.maximum.accumulate(ordered[:, 1])
    return np.asarray(ordered[np.r_[True, ordered[1:, 1] > ahead[:-1]]][::-1])
