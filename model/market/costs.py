"""What the tariff adds to the cost of a vehicle, and how much production it moves."""

from dataclasses import dataclass, fields

import numpy as np

from model.market.calibration import BASE_RATE, Calibrated
from model.market.demand import Array, Flags, Labels
from model.market.fleet import ORIGINS, Fleet

OTHER_MAKERS_PARTS_FROM_JAPAN = 0.05
USMCA, JAPAN = ORIGINS.index("USMCA"), ORIGINS.index("JP")


@dataclass(frozen=True, eq=False)
class UnitCost:
    """Hold costs a vehicle, USD thousand, [S, T, J]; `moved` is the share of the product built in the US instead.

    customs_value, duty: of an imported vehicle.  parts: duty on parts of a US-built one, zero for imports.
    landed: cost to the maker where it is built now.  moved_cost: cost of the same vehicle built in the US.
    """

    customs_value: Array
    duty: Array
    parts: Array
    moved_parts: Array
    landed: Array
    moved_cost: Array

    def months(self, which: Labels) -> "UnitCost":
        """Return chosen months, [S, T, J] of each."""
        return UnitCost(*(getattr(self, one.name)[:, which] for one in fields(self)))


def duty_content(fleet: Fleet, given: dict[str, Array]) -> Array:
    """Return the dutiable share of the value, [N, J]: the non-US content of cars from Mexico and Canada, else 1."""
    return np.where(fleet.origin == USMCA, given["non_us_content"], 1.0)


def customs_value(car: Array, base: Calibrated, given: dict[str, Array], fleet: Fleet) -> Array:
    r"""Return the customs value of a vehicle, USD thousand, [S, T, J].

    $$V = V_0 \left(\frac{1+\tau_0}{1+\tau}\right)^{\omega}$$

    for cars from Japan, whose export price fell in 2025 by what keeps the duty-inclusive landed value; it is a price
    inside one group, so it shrinks the base of the duty and moves profit, but is never added to the duty.
    """
    kept = ((1 + BASE_RATE[JAPAN]) / (1 + car[..., JAPAN])) ** given["border_absorption"]
    return np.where(fleet.built("JP"), base.customs_value[:, None, :] * kept[..., None], base.customs_value[:, None, :])


def unit_costs(
    car: Array, value: Array, parts: tuple[Array, Array], currency: Array, context: tuple[Calibrated, Array, Fleet],
    given: dict[str, Array],
) -> UnitCost:  # fmt: skip
    r"""Return the cost of every vehicle under given rates, USD thousand.

    $$D = \tau V, \qquad P = \max(0, \tau_P\, b\, w_0 - o\, \text{MSRP}), \qquad
    c = c_0 f + (D - D_0) + (P - P_0)$$

    with $\tau_P = b_f \tau_P^{JP} + (1-b_f) \tau_P^{other}$ the duty on the imported parts of US plants less the
    offset for US assembly, and $f = 1 + \theta (E_0/E - 1)$ for cars built in Japan.  A vehicle moved to the US costs
    $(c_0 - D_0)(1 + \text{premium})$ plus its parts duty.
    Shapes: car [S, T, O]; value [S, T, J]; parts: on Japan's and on others' parts, [S, T]; currency $f$ [S, T].
    """
    base, content, fleet = context
    duty = car[..., fleet.origin] * content[:, None, :] * value
    shared = np.where(
        fleet.home_japan[fleet.maker], given["parts_from_japan"], OTHER_MAKERS_PARTS_FROM_JAPAN
    )[:, None, :]  # fmt: skip
    rate = shared * parts[0][..., None] + (1 - shared) * parts[1][..., None]
    imported = (given["imported_parts"] * base.wholesale)[:, None, :]
    offset = (given["assembly_offset"] * fleet.list_price)[:, None, :]
    moved_parts = np.maximum(0, rate * imported - offset)
    own_parts = np.where(fleet.built("US"), moved_parts, 0.0)
    factor = np.where(fleet.built("JP"), currency[..., None], 1.0)
    cost, first = base.cost[:, None, :], base.base_duty[:, None, :]
    return UnitCost(
        customs_value=value, duty=duty, parts=own_parts, moved_parts=moved_parts,
        landed=cost * factor + (duty - first) + own_parts,
        moved_cost=(cost - first) * (1 + given["us_cost_premium"][:, None, :]) + moved_parts,
    )  # fmt: skip


def moved_share(
    expected: UnitCost, changed: Flags, base: Calibrated, given: dict[str, Array], fleet: Fleet
) -> Array:  # fmt: skip
    r"""Return the share of Japan-built vehicles whose production has moved to the US, [S, T, J].

    $$\rho^* = \rho_{max} \left(1 - e^{-\max(0, (c_{landed} - c_{US})/w_0 - F)/h}\right), \qquad
    \rho_{t+1} = \rho_t + \tfrac1L (\rho^* - \rho_t)$$

    never back; until L0 months with a changed rate have passed, at most what idle capacity in the maker's US plants
    allows.  Shapes: changed [S, T], whether Japan's car rate differs from 2024.
    """
    japan = fleet.japan
    target = wanted_share(expected, base, given, fleet)[..., japan]
    months: Array = np.cumsum(changed, axis=1) - changed.astype(float)
    sold = np.bincount(fleet.maker, fleet.units * fleet.built("US"), len(fleet.makers))
    shipped = np.bincount(fleet.maker, fleet.units * fleet.built("JP"), len(fleet.makers))
    idle = given["us_slack"] * (sold / np.where(shipped > 0, shipped, 1.0))[fleet.maker[japan]]
    moved = np.zeros_like(target)
    for t in range(1, target.shape[1]):
        before = moved[:, t - 1]
        after = before + np.maximum(target[:, t - 1] - before, 0) / given["relocation_lag"]
        free = (months[:, t] >= given["relocation_start"][:, 0])[:, None]
        moved[:, t] = np.where(free, after, np.maximum(before, np.minimum(after, idle)))
    return fleet.of_japan(moved)


def wanted_share(cost: UnitCost, base: Calibrated, given: dict[str, Array], fleet: Fleet) -> Array:
    """Return the share of Japan-built vehicles that the gap in costs would move in the end, [S, T, J]."""
    japan = fleet.japan
    dearer = (cost.landed[..., japan] - cost.moved_cost[..., japan]) / base.wholesale[:, None, japan]
    gap = dearer - given["relocation_threshold"][:, None, :]
    wanted = 1 - np.exp(-np.maximum(gap, 0) / given["relocation_scale"][:, None, :])
    return fleet.of_japan(given["relocatable"][:, None, :] * wanted)
