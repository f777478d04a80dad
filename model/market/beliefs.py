"""How long the makers expect a tariff to last."""

import numpy as np

from model.market.demand import Array, Flags


def permanence(car: Array, base: Array, deal: Flags, no_deal: Array, half_life: Array, signed: Array) -> Array:
    r"""Return the probability that a standing rate lasts, by origin and month, [S, T, O].

    $$\pi_{r,t} = 1 - (1 - \pi_0)\, 2^{-n/h}$$

    with n the months a rate other than that of 2024 has been in force; an origin whose rate rests on a signed deal
    has the permanence of a deal.  Shapes: car, deal [S, T, O]; base [O]; the assumptions [S, 1].
    """
    month = np.arange(car.shape[1])[:, None]
    usual = np.maximum.accumulate(np.where(np.abs(car - base) > 1e-12, -1, month), axis=1)
    months = np.zeros(car.shape)
    months[:, 1:] = (month - usual)[:, :-1]
    standing = 1 - (1 - no_deal[..., None]) * 2 ** (-months / half_life[..., None])
    return np.where(deal, signed[..., None], standing)
