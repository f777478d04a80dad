"""The trade block, step by step: exports by product, diversion, US exports, revenue, balances in yen and dollars."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from model.adjustment import adjusted
from model.automakers import Accounts
from model.baseline import Baseline
from model.market.demand import Array, Flags
from model.policy import YEN_2024, Policy
from model.tariffs import MONTHS, Schedule
from model.trade import (
    ADVANCE_SHARE,
    AIRCRAFT_PRICE_USD_BN,
    MEAT_DEMAND_ELASTICITY,
    SOURCES,
    diversion,
    landed_prices,
    realised_share,
    speed_of_adjustment,
    us_exports,
    wanted_quantity,
)

YEAR = 12
FREE_TRADE = ("korea", "usmca")
SUBSTITUTION = {
    "machinery": "substitution_machinery", "semiconductors": "substitution_semiconductors",
    "steel": "substitution_steel", "parts": "substitution_parts",
}  # fmt: skip
PLEDGES = ("farm", "rice", "pork-beef", "energy", "aircraft", "defence")


@dataclass(frozen=True, eq=False)
class Goods:
    """Hold P products imported from Japan and G groups of US exports, of 2024.

    imports [P]: USD bn a year.  yen [P]: the same in Japan's books, JPY bn.  share [P, R]: of US imports by source.
    base [P, R]: ordinary rates.  metal_share [P]: of the value under the metal duty when metals are all.
    us_exports [G]: USD bn.  pledge [G], duty [G], countered [G].  imports_yen: Japan's imports from the US, JPY bn.
    third_markets: Japan's exports outside the US over those to the US.  destinations [D]: their shares.
    """

    names: tuple[str, ...]
    imports: Array
    yen: Array
    share: Array
    base: Array
    fixed_sigma: Array
    sigma_name: tuple[str, ...]
    cars: int
    metal: Flags
    groups: tuple[str, ...]
    us_exports: Array
    pledge: tuple[str, ...]
    duty: Array
    countered: Flags
    imports_yen: float
    third_markets: float
    destinations: Array


@dataclass(frozen=True, eq=False)
class Trade:
    """Hold bilateral trade, a month: [S, T, P] by product, [S, T, G] by group of US exports.

    exports: customs value, USD bn; exports_yen: JPY bn; currency_yen: what the exchange rate alone would make of it,
    JPY bn.  quantity: log change against 2024.  revenue, lost, diverted: USD bn, the last two at the prices of 2024.
    diverted_price: log change of the price of diverted goods.  us_exports: USD bn; pledged, realised, added: of the
    offers, USD bn.  us_exports_yen [S, T] and us_currency_yen: Japan's imports from the US, JPY bn, and at the
    exchange rate alone.
    """

    exports: Array
    exports_yen: Array
    currency_yen: Array
    quantity: Array
    revenue: Array
    lost: Array
    diverted: Array
    diverted_price: Array
    us_exports: Array
    pledged: Array
    realised: Array
    added: Array
    us_exports_yen: Array
    us_currency_yen: Array


@lru_cache(maxsize=8)
def goods(baseline: Baseline) -> Goods:
    """Return the bilateral trade of 2024 as arrays."""
    table, exported = baseline.products, baseline.us_exports
    mfn = table["mfn_percent"].to_numpy(float) / 100
    base = np.stack([np.zeros_like(mfn) if source in FREE_TRADE else mfn for source in SOURCES], axis=-1)
    places = baseline.destinations.set_index("destination")["value_jpy_bn"]
    share = np.stack([table[f"share_{source}"].to_numpy(float) for source in SOURCES], axis=-1)
    parts = baseline.destinations.query("role == 'part'")["value_jpy_bn"].to_numpy(float)
    constants = baseline.constant
    return Goods(
        names=tuple(table["product"]), imports=table["imports_usd_bn"].to_numpy(float),
        yen=table["exports_jpy_bn"].to_numpy(float),
        share=share / share.sum(axis=-1, keepdims=True), base=base,
        fixed_sigma=table["sigma"].fillna(0).to_numpy(float), sigma_name=tuple(table["substitution"]),
        cars=table["product"].tolist().index("cars"), metal=(table["regime"] == "M").to_numpy(),
        groups=tuple(exported["group"]), us_exports=exported["value_usd_bn"].to_numpy(float),
        pledge=tuple(exported["pledge"]), duty=exported["duty_percent"].fillna(0).to_numpy(float) / 100,
        countered=(exported["exempt_from_counter_tariff"] == "no").to_numpy(),
        imports_yen=constants["japan_imports_from_us"],
        third_markets=float((places["world"] - places["united-states"]) / places["united-states"]),
        destinations=parts / parts.sum(),
    )  # fmt: skip


def trade(
    makers: Accounts, rates: Schedule, product: Array, policies: Sequence[Policy], given: dict[str, Array],
    baseline: Baseline,
) -> Trade:  # fmt: skip
    """Return bilateral trade; product [S, T, P] are Japan's rates, cars inside a quota at its rate.

    Cars come from the market block: their value at customs, and their quantity at the customs values of 2024.
    """
    have = goods(baseline)
    yen = np.array([policy.yen for policy in policies]) / YEN_2024
    quantity, price = _response(have, _by_source(rates, product, have), given, yen, product.shape[1])
    alone, price_alone = _response(have, have.base[None, None], given, yen, product.shape[1])
    usual = have.imports / YEAR
    value, currency = usual * np.exp(price + quantity), usual * np.exp(price_alone + alone)
    volume, volume_2024 = makers.japan_volume.sum(axis=-1), makers.japan_volume_2024.sum(axis=-1)
    value[..., have.cars] = makers.export_value.sum(axis=-1) / 1000
    currency[..., have.cars] = usual[have.cars]
    quantity[..., have.cars] = np.log(volume / volume_2024[:, None])
    in_yen = (have.yen / have.imports) * yen[:, None, None]
    opening = np.array([[policy.opening / 100] for policy in policies])
    lost, diverted = diversion(quantity, usual, given["diverted_share"], opening)
    elsewhere = diverted / (usual * have.third_markets)
    pledged, realised, added, us = _us_exports(have, policies, given, yen, product.shape[1])
    us_alone = have.us_exports.sum() / YEAR * yen[:, None] ** -0.5 + 0 * us.sum(axis=-1)
    return Trade(
        exports=value, exports_yen=value * in_yen, currency_yen=currency * in_yen, quantity=quantity,
        revenue=product * value, lost=lost, diverted=diverted,
        diverted_price=-elsewhere / given["third_market_elasticity"][:, :, None], us_exports=us, pledged=pledged,
        realised=realised, added=added, us_exports_yen=_in_japans_books(us.sum(axis=-1), have, yen),
        us_currency_yen=_in_japans_books(us_alone, have, yen),
    )  # fmt: skip


def _in_japans_books(us: Array, have: Goods, yen: Array) -> Array:
    """Return US exports, USD bn a month, as Japan's imports from the US, JPY bn."""
    return np.asarray(us / have.us_exports.sum() * have.imports_yen * yen[:, None])


def _by_source(rates: Schedule, product: Array, have: Goods) -> Array:
    """Return the rates each source pays, [S, T, P, R].

    The EU, China and others pay the general rate on rivals; Korea the same less the ordinary rate its agreement
    removes; Mexico and Canada the metal duty alone, their goods being taken to qualify.
    """
    rival = rates.rival_product
    free = rival - have.base[:, SOURCES.index("eu")]
    usmca = np.where(have.metal, rates.metal[..., None], 0.0)
    of = {"japan": product, "korea": free, "usmca": usmca}
    return np.stack([of.get(source, rival) for source in SOURCES], axis=-1)


def _response(
    have: Goods, by_source: Array, given: dict[str, Array], yen: Array, periods: int
) -> tuple[Array, Array]:  # fmt: skip
    """Return the log changes of quantity on its way, [S, T, P], and of the export price in dollars, [S, T or 1, P].

    by_source: rates [S, T, P, R], or of one month or scenario where all are alike.
    """
    reaches = -given["yen_pass_through"][:, 0] * np.log(yen)
    price, landed = landed_prices(by_source, have.base, given["border_pass_through"], reaches)
    substitution = np.stack([
        given[SUBSTITUTION[name]][:, 0] if name in SUBSTITUTION else np.full(len(yen), sigma)
        for name, sigma in zip(have.sigma_name, have.fixed_sigma, strict=True)
    ], axis=-1)  # fmt: skip
    wanted = wanted_quantity(landed, have.share, substitution, given["import_demand"])
    speed = speed_of_adjustment(given["one_year_elasticity"], given["long_run_elasticity"])
    return adjusted(np.broadcast_to(wanted, (len(yen), periods, wanted.shape[-1])), speed), price[..., 0]


def _us_exports(
    have: Goods, policies: Sequence[Policy], given: dict[str, Array], yen: Array, periods: int
) -> tuple[Array, Array, Array, Array]:  # fmt: skip
    """Return what is pledged, realised and added, and US exports by group, USD bn a month, [S, T, G].

    Pledges grow to their size over twelve months from the decision; a share is realised, more of it where the duty can
    snap back, and a share of that is additional.  Rice stays inside Japan's minimum-access quota: Japan's total does
    not grow, US exports do.  Aircraft ordered bring only advance payments inside the horizon, in the second year.
    """
    first = np.array([MONTHS.index(policy.decision) for policy in policies])
    since = np.maximum(0, np.arange(periods) - first[:, None] + 1)
    ramp = np.minimum(1, since / YEAR)
    snap = np.array([[policy.snap_back] for policy in policies])
    real, additional = realised_share(given["realised"], snap, given["snap_realised"]), given["additional"]
    lever = {name: np.array([[getattr(policy, name)] for policy in policies]) for name in
             ("farm", "rice", "meat_access", "energy", "aircraft", "defence", "counter_tariff")}  # fmt: skip
    second_year = ((since > YEAR) & (since <= 2 * YEAR)).astype(float)
    advance = ADVANCE_SHARE * AIRCRAFT_PRICE_USD_BN * lever["aircraft"] * second_year
    rice = have.us_exports[have.groups.index("rice")] * lever["rice"] / 100
    offers = {
        "farm": (lever["farm"] * ramp, real, additional), "energy": (lever["energy"] * ramp, real, additional),
        "defence": (lever["defence"] * ramp, real, additional), "rice": (rice * ramp, real, 1.0 + 0 * real),
        "aircraft": (advance, 1.0 + 0 * real, 1.0 + 0 * real),
    }  # fmt: skip
    shape = (len(policies), periods, len(have.groups))
    pledged, realised, added = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for name, (size, share, more) in offers.items():
        which = [at for at, pledge in enumerate(have.pledge) if pledge == name]
        weight = have.us_exports[which] / have.us_exports[which].sum() / YEAR
        pledged[..., which] = size[..., None] * weight
        realised[..., which] = (size * share)[..., None] * weight
        added[..., which] = (size * share * more)[..., None] * weight
    access = (1 + have.duty * lever["meat_access"][..., None] / 100) ** MEAT_DEMAND_ELASTICITY - 1
    added = added + ramp[..., None] * have.us_exports / YEAR * access
    speed = speed_of_adjustment(given["one_year_elasticity"], given["long_run_elasticity"])
    answered = 1 - (1 - speed) ** since
    deterred = np.exp(-given["import_demand"] * answered * np.log1p(lever["counter_tariff"] / 100))
    total = us_exports(have.us_exports / YEAR, yen, added) * np.where(have.countered, deterred[..., None], 1.0)
    return pledged, realised, added, total
