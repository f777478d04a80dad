"""Japan's output, US prices and growth, and whether Washington rethinks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from model.automakers import Accounts
from model.baseline import Baseline
from model.bilateral import Trade, goods
from model.law import CAR_MFN, ordinary_rates
from model.market.costs import JAPAN as JAPAN_CARS
from model.market.demand import Array
from model.market.fleet import fleet
from model.policy import YEN_2024, Policy
from model.tariffs import YEAR, Schedule, effective_rate

FULL_METAL_RATE = 50.0
PASS_THROUGH_MONTHS, PASS_THROUGH_SHARES = (0.0, 6.0, 15.0), (0.0, 0.2, 0.6)


class Shock(NamedTuple):
    """Hold what the institutes' rules of thumb need, [S, T]: points of the general rate, of the car rate, of metals."""

    general: Array
    car: Array
    metal: Array


def shock(general: Array, car: Array, metal: Array) -> Shock:
    r"""Return the shock in the institutes' terms, from rates in percent, [S, T].

    $$d_g = g \ \text{on top of MFN}, \quad g - 1.7 \ \text{including it}; \qquad d_c = \max(0, car - 2.5); \qquad
    d_m = metal/50$$

    general is given less the usual MFN rate where it includes it.
    """
    return Shock(general, np.maximum(car - CAR_MFN, 0), metal / FULL_METAL_RATE)


def rule_of_thumb(given: Shock, general: Array, car: Array, metal: Array) -> Array:
    r"""Return the forecast change of Japan's GDP in the first year, percent, [S, T].

    $$\Delta = b_g d_g + b_c d_c + b_m d_m$$

    Source: slopes worked out from published cases of the Nomura and the Daiwa institutes.
    """
    return general * given.general + car * given.car + metal * given.metal


def bottom_up(
    real_exports: Array, profit: Array, value_added: Array, multiplier: Array, spending: Array, gdp: float
) -> Array:  # fmt: skip
    r"""Return the change of Japan's GDP so far, percent, [S, T], from real exports and makers' profit, JPY bn a year.

    $$\Delta = \frac{v\, m\, \Delta X + \xi\, \Delta \Pi}{GDP}$$
    """
    return 100 * (value_added * multiplier * real_exports + spending * profit) / gdp


def us_prices(added_rate: Array, share: Array, slope: Array) -> Array:
    """Return the change of the US price level from duties on Japan, percent, [S, T].

    added_rate: points on Japan; passed on to consumers to 20% after six months and 60% after fifteen.
    """
    months = np.arange(added_rate.shape[1]) + 1
    passed = np.interp(months, PASS_THROUGH_MONTHS, PASS_THROUGH_SHARES)
    return slope * added_rate * share * passed


def pressure(growth_shortfall: Array, prices: Array, stress: Array, approval_fall: Array) -> Array:
    r"""Return the pressure on Washington, [S, T].

    $$Z = .5 \frac{\text{shortfall}}{1pp} + .5 \frac{CPI}{1pp} + 1 \frac{\text{stocks}}{10\%}
    + 1 \frac{\text{ten-year yield}}{50bp} + .3 \frac{\text{approval}}{10pts}$$

    `stress` of 1 is April 2025: stocks 12% down, the ten-year yield 50 points up.
    """
    return 0.5 * growth_shortfall + 0.5 * prices + (1.2 + 1.0) * stress + 0.3 * approval_fall / 10


@dataclass(frozen=True, eq=False)
class Economy:
    """Hold both economies, [S, T].

    gdp_so_far, gdp_nri, gdp_daiwa, gdp_daiwa_lasting: Japan's GDP in percent, from the bottom up, as two institutes
    forecast the first year, and the second's if it lasts.  us_prices in percent and us_growth in points: Japan's part
    of the duties alone.  pressure: on Washington.  hazard: that it gives way, a month.
    """

    gdp_so_far: Array
    gdp_nri: Array
    gdp_daiwa: Array
    gdp_daiwa_lasting: Array
    us_prices: Array
    us_growth: Array
    pressure: Array
    hazard: Array


def economy(
    makers: Accounts, flows: Trade, rates: Schedule, effective: Array, policies: Sequence[Policy],
    given: dict[str, Array], baseline: Baseline,
) -> Economy:  # fmt: skip
    """Return what the tariffs do to both economies; effective [S, T] is the average rate on Japan, a share."""
    constants = baseline.constant
    goods_of, cars = goods(baseline), fleet(baseline)
    yen = np.array([[policy.yen] for policy in policies])
    real = (goods_of.imports * np.expm1(flows.quantity)).sum(axis=-1) * YEN_2024
    profit = YEAR * (makers.profit - makers.profit_2024[:, None])[..., cars.home_japan].sum(axis=-1) * yen / 1000
    given_shock = shock(100 * rates.general_added, 100 * rates.car[..., JAPAN_CARS], 100 * rates.metal)
    nri = rule_of_thumb(given_shock, given["nri_general"], given["nri_car"], given["nri_metal"])
    daiwa = rule_of_thumb(given_shock, given["daiwa_general"], given["daiwa_car"], given["daiwa_metal"])
    added = 100 * (effective - effective_rate(ordinary_rates(baseline), baseline))
    share = constants["japan_share_of_us_imports"]
    prices = us_prices(added, np.array(share), given["us_price_slope"])
    growth = given["us_growth_slope"] * added * share
    off_trend = np.array([[policy.us_growth] for policy in policies])
    stress = np.array([[policy.market_stress] for policy in policies])
    shortfall = np.maximum(0, -growth - off_trend)
    approval = -(given["approval_prices"] * prices + given["approval_growth"] * shortfall)
    pressed = pressure(shortfall, prices, stress, np.maximum(approval, 0))
    return Economy(
        gdp_so_far=bottom_up(
            real, profit, given["value_added_share"], given["demand_multiplier"], given["profit_spending"],
            1000 * constants["japan_gdp"],
        ),
        gdp_nri=nri, gdp_daiwa=daiwa, gdp_daiwa_lasting=given["lasting_multiple"] * daiwa, us_prices=prices,
        us_growth=growth, pressure=pressed,
        hazard=np.minimum(1, given["calm_hazard"] + given["stress_hazard"] * pressed),
    )  # fmt: skip
