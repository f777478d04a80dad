"""The equations of bilateral trade: prices at the border, buyers' response and its time, diversion, US exports."""

import numpy as np

from model.market.demand import Array

SOURCES = ("japan", "eu", "korea", "china", "usmca", "other")
JAPAN = 0
US_EXPORT_YEN_ELASTICITY = 0.5
MEAT_DEMAND_ELASTICITY = 1.5
CAP, CAP_OPEN = 0.45, 0.2
ADVANCE_SHARE, AIRCRAFT_PRICE_USD_BN = 0.05, 0.15


def landed_prices(rates: Array, base: Array, pass_through: Array, currency: Array) -> tuple[Array, Array]:
    r"""Return log changes of the export price and of the landed cost by source, [S, T, P, R].

    $$d\ln P_r = -(1-PT)\, d\ln(1+\tau_r) + e \ln(E_0/E)\,1[\text{Japan}], \qquad
    d\ln C_r = d\ln P_r + d\ln(1+\tau_r)$$

    rates [S, T, P, R] and base [P, R] as shares of the value; pass_through [S, 1]; currency [S]: the part of the yen's
    move that reaches the dollar price, in logs.
    """
    tariff = np.log1p(rates) - np.log1p(base)
    price = -(1 - pass_through)[:, :, None, None] * tariff
    price[..., JAPAN] += currency[:, None, None]
    return np.asarray(price), np.asarray(price + tariff)


def wanted_quantity(landed: Array, share: Array, substitution: Array, demand: Array) -> Array:
    r"""Return the log change of the quantity from Japan once buyers have adjusted, [S, T, P].

    $$q^* = -\sigma_n (d\ln C_{JP} - d\ln P_{imp}) - \varepsilon_M\, d\ln P_{imp}, \qquad
    d\ln P_{imp} = \sum_r s_r\, d\ln C_r$$

    Source: Armington (1969).  substitution [S, P], demand [S, 1].
    """
    imports = (share * landed).sum(axis=-1)
    return np.asarray(-substitution[:, None] * (landed[..., JAPAN] - imports) - demand[:, :, None] * imports)


def speed_of_adjustment(short: Array, long: Array) -> Array:
    r"""Return the monthly speed that reproduces the one-year share of the long-run response, [S, 1].

    $$k = 1 - (1 - \theta_{SR}/\theta_{LR})^{1/12}$$
    """
    return np.asarray(1 - (1 - short / long) ** (1 / 12))


def diversion(quantity: Array, value: Array, share: Array, opening: Array) -> tuple[Array, Array]:
    """Return what is lost and what is sold elsewhere instead, USD bn a month at the prices of 2024, [S, T, P].

    A share of the lost quantity that grows over twelve months finds buyers, more where markets are opened, never above
    .45 (.65 with markets fully open).  share, opening [S, 1]; value [P]: of 2024, USD bn a month.
    """
    lost = value * np.maximum(0, -np.expm1(quantity))
    ramp = np.minimum(1, (np.arange(quantity.shape[1]) + 1) / 12)
    rate = np.minimum(share * ramp * (1 + opening), CAP + CAP_OPEN * opening)
    return lost, rate[..., None] * lost


def realised_share(usual: Array, snap_back: Array, enforced: Array) -> Array:
    """Return the share of pledges that is bought: the usual one, and part of the rest where the duty can snap back."""
    return np.asarray(usual + snap_back * enforced * (1 - usual))


def us_exports(base: Array, yen_ratio: Array, added: Array) -> Array:
    """Return US exports to Japan by group, USD bn a month, [S, T, G]: those of 2024 at the exchange rate, and added."""
    return base * yen_ratio[:, None, None] ** -US_EXPORT_YEN_ELASTICITY + added
