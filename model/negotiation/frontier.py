"""The best deals of the grid for both sides if there were no red lines."""

import numpy as np

from model.market.demand import Array
from model.negotiation.zone import Grid

WEIGHTINGS = 81


def without_lines(of: Grid) -> Array:
    r"""Return what both sides gain by the deals that are best for some weighting of the two, [N, 2], by Japan's gain.

    $$\arg\max\ w\,(U_J - B_J) + (1-w)\,(U_{US} - B_{US}), \qquad 0 < w < 1$$

    A gain is a sum of one part a term, so each term is chosen by itself.  Deals best for no weighting are left out.
    """
    weight = np.linspace(0, 1, WEIGHTINGS + 2)[1:-1, None]
    found = np.zeros((WEIGHTINGS, 2))
    for term, japan in of.japan.items():
        ours, theirs = np.ravel(japan), np.ravel(of.us[term])
        best = np.argmax(weight * ours + (1 - weight) * theirs, axis=1)
        found += np.stack([ours[best], theirs[best]], axis=1)
    return np.unique(found, axis=0)
