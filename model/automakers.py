"""Who pays: units, duty, profit and its exact split, maker by maker and month by month."""

from dataclasses import dataclass

import numpy as np

from model.market.calibration import Calibrated
from model.market.costs import JAPAN
from model.market.demand import Array
from model.market.fleet import Fleet
from model.market.path import Path
from model.market.quota import Quota, quota_units


@dataclass(frozen=True, eq=False)
class Accounts:
    """Hold the accounts of F makers, [S, T, F]: thousand vehicles and USD million a month.

    built_japan, built_us, built_elsewhere: vehicles sold in the US by where they are built; moved: of those built in
    the US, the ones that Japan built in 2024.  duty_cars, duty_parts, rent: paid on cars from anywhere, paid on parts
    of US plants, saved by the quota.  revenue: at wholesale prices.  profit: variable profit; profit_2024 [S, F]: that
    of 2024.  The change of profit against 2024 is by_price + by_duty + by_currency + by_moving + by_volume, exactly.
    basket, japan_basket: what the maker's vehicles of 2024, and those of them built in Japan, cost at today's prices.
    export_value: customs value of its cars from Japan.  japan_volume: the same cars at the customs values of 2024;
    japan_volume_2024 [S, F]: those of 2024.  japan_added_duty, japan_price_gain: on its cars from Japan, what
    they pay beyond the duty a car of 2024, and higher prices.  us_output: its vehicles built in the US at the wholesale
    prices of 2024.
    """

    built_japan: Array
    built_us: Array
    built_elsewhere: Array
    moved: Array
    duty_cars: Array
    duty_parts: Array
    rent: Array
    revenue: Array
    profit: Array
    profit_2024: Array
    by_price: Array
    by_duty: Array
    by_currency: Array
    by_moving: Array
    by_volume: Array
    basket: Array
    japan_basket: Array
    export_value: Array
    japan_volume: Array
    japan_volume_2024: Array
    japan_added_duty: Array
    japan_price_gain: Array
    us_output: Array

    @property
    def duty(self) -> Array:
        """Return the duty on cars and on parts, USD million a month."""
        return self.duty_cars + self.duty_parts

    @property
    def sold(self) -> Array:
        """Return the vehicles sold in the US, thousand a month."""
        return self.built_japan + self.built_us + self.built_elsewhere


def accounts(path: Path, car: Array, quota: Quota, base: Calibrated, fleet: Fleet) -> Accounts:
    r"""Return the makers' accounts along a path; car [S, T, O] are the rates that count at the margin.

    $$\Delta\Pi = \underbrace{\sum q\,\Delta p}_{price} \underbrace{- \sum q\,\Delta(\text{duty})}_{duty}
    \underbrace{- \sum q\,(1-\rho)\, c_0 (f-1)}_{currency}
    \underbrace{- \sum q\,\rho\,(c_0 - D_0)\,\text{premium}}_{moving} + \underbrace{\sum m_0\,\Delta q}_{volume}$$
    """
    japan, home = fleet.japan, fleet.built("US")
    units, unit = path.units, path.unit
    cost, first, wholesale = (x[:, None, :] for x in (base.cost, base.base_duty, base.wholesale))
    margin = path.price - base.dealer_margin[:, None, :] - path.cost
    stay = units * (1 - path.moved)
    of_maker, of_japan = fleet.sum_by_maker, fleet.sum_japan_by_maker
    gone, here, value = units[..., japan] * path.moved[..., japan], stay[..., japan], base.customs_value[:, None, japan]
    duty_there, moved_parts = unit.duty[..., japan], unit.moved_parts[..., japan]
    dearer = units[..., japan] * (path.price[..., japan] - fleet.price[japan])
    shipped, entered, moved = of_japan(here), of_japan(here * unit.customs_value[..., japan]), of_japan(gone)
    rent = _rent(quota, shipped, entered, car[..., JAPAN])
    duty, parts = of_maker(stay * unit.duty), of_maker(stay * unit.parts) + of_japan(gone * moved_parts)
    abroad = of_maker(np.where(home | fleet.built("JP"), 0.0, stay))
    away = unit.moved_cost[..., japan] - moved_parts - (cost[..., japan] - first[..., japan])
    return Accounts(
        built_japan=shipped, built_us=of_maker(np.where(home, stay, 0.0)) + moved, built_elsewhere=abroad, moved=moved,
        duty_cars=duty - rent, duty_parts=parts, rent=rent, revenue=of_maker(units * (margin + path.cost)),
        profit=of_maker(units * margin) + rent, profit_2024=base_profit(base, fleet),
        by_price=of_maker(units * (path.price - fleet.price)), by_duty=rent - duty - parts + of_maker(units * first),
        by_currency=-of_japan(here * cost[..., japan] * (path.currency[..., None] - 1)),
        by_moving=-of_japan(gone * away), by_volume=of_maker((units - fleet.units / 12) * (wholesale - cost)),
        basket=of_maker(fleet.units / 12 * path.price),
        japan_basket=of_japan(fleet.units[japan] / 12 * path.price[..., japan]), export_value=entered,
        japan_volume=of_japan(here * value),
        japan_volume_2024=of_japan(fleet.units[japan] / 12 * base.customs_value[:, japan]),
        japan_added_duty=of_japan(here * (duty_there - first[..., japan])) - rent, japan_price_gain=of_japan(dearer),
        us_output=of_maker(np.where(home, stay * wholesale, 0.0)) + of_japan(gone * wholesale[..., japan]),
    )  # fmt: skip


def base_profit(base: Calibrated, fleet: Fleet) -> Array:
    """Return the variable profit of 2024, USD million a month, [S, F]."""
    return fleet.sum_by_maker((base.wholesale - base.cost) * fleet.units / 12)


def _rent(quota: Quota, shipped: Array, entered: Array, marginal: Array) -> Array:
    """Return what the quota saves each maker against the marginal rate, USD million a month, [S, T, F].

    Where a maker ships more than its share at a binding quota, the rest pays the full rate, and the rent is smaller.
    """
    if not quota.active.any():
        return np.zeros_like(shipped)
    covered = quota_units(quota, shipped) / np.where(shipped > 0, shipped, 1.0)
    inside, outside = (x[:, None, None] for x in (quota.inside, quota.outside))
    paid = covered * inside + (1 - covered) * outside
    active = quota.active[:, -shipped.shape[1] :, None]
    return np.where(active, (marginal[..., None] - paid) * entered, 0.0)
