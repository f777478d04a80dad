"""What a deal is worth to each side, USD bn a year against 2024 law for Japan: tariffs, then each offer by itself."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from model.baseline import Baseline
from model.bilateral import goods
from model.market.demand import Array
from model.negotiation.measures import Measures
from model.policy import Policy
from model.trade import MEAT_DEMAND_ELASTICITY, realised_share

Weighed = Mapping[str, Any]
PLEDGE_YEARS, USUAL_PLEDGE, USUAL_ENERGY = 3.5, 550.0, 7.0
USUAL_RICE, USUAL_FARM, USUAL_AIRCRAFT, USUAL_DEFENCE = 75.0, 8.0, 100.0, 3.0
EASY_CAR_RATE, PRECEDENT_POINTS = 20.0, 10.0
CALMER = 0.5
ENGINES = ("gdp_nri", "gdp_daiwa", "gdp_bottom_up")


class Offer(NamedTuple):
    """Hold what Japan offers beside the tariffs; investment, farm, rice and energy may be arrays.

    investment: USD bn.  farm, energy, defence: USD bn a year.  rice: percent more.  meat: US exports that the access
    for pork and beef adds, USD bn a year.  aircraft: number.  rice_2024: US rice exports to Japan, USD bn.
    """

    investment: Any
    farm: Any
    rice: Any
    energy: Any
    aircraft: float
    defence: float
    standards: float
    security: float
    snap_back: float
    meat: float
    rice_2024: float


def offered(policy: Policy, baseline: Baseline) -> Offer:
    """Return what a policy offers."""
    have = goods(baseline)
    access = (1 + have.duty * policy.meat_access / 100) ** MEAT_DEMAND_ELASTICITY - 1
    return Offer(
        policy.investment, policy.farm, policy.rice, policy.energy, policy.aircraft, policy.defence,
        float(policy.standards), float(policy.security), float(policy.snap_back),
        float((have.us_exports * access).sum()), float(have.us_exports[have.groups.index("rice")]),
    )  # fmt: skip


def japan_tariffs(does: Measures, law: Measures, weigh: Weighed, gdp: float) -> dict[str, Array]:
    r"""Return what tariffs are worth to Japan, USD bn a year, in parts.

    $$Y \cdot \Delta GDP - \phi_L (L - L_0) + v\,(\text{goods sold elsewhere thanks to opened markets})$$

    GDP by the chosen engine; $L$ the six makers' duty net of price gains, income that real GDP does not show.
    gdp: of Japan, USD bn a year.
    """
    of = {name.removeprefix("gdp_").replace("_", "-"): getattr(does, name) - getattr(law, name) for name in ENGINES}
    of["institutes"] = (of["nri"] + of["daiwa"]) / 2
    return {
        "output": gdp * of[weigh["gdp_engine"]] / 100,
        "makers": -weigh["industry_loss"] * (does.industry_loss - law.industry_loss),
        "elsewhere": does.rescued - law.rescued,
    }


def us_tariffs(does: Measures, law: Measures, weigh: Weighed) -> dict[str, Array]:
    r"""Return what tariffs are worth to the United States, USD bn a year, in parts.

    $$w_r \Delta R + w_d (\Delta M_{US} - \Delta X_{JP}) + w_p v_a \Delta Q_{US} - w_c (\Delta C + b\, \Delta R_{o})$$

    with duties $R$, Japan's exports $X$, US exports $M$ before any offer, vehicles built in the US $Q$, what buyers
    pay for vehicles $C$ and the share $b$ of other duties they pay.
    """
    deficit = (does.exports - law.exports) - (does.us_exports - law.us_exports)
    buyers = does.buyers_cost - law.buyers_cost + weigh["buyers_share"] * (does.other_revenue - law.other_revenue)
    return {
        "duties": weigh["revenue_weight"] * (does.revenue - law.revenue),
        "deficit": -weigh["deficit_weight"] * deficit,
        "car-making": weigh["production_weight"] * weigh["us_value_added"] * (does.us_output - law.us_output),
        "buyers": -weigh["consumer_weight"] * buyers,
    }


def farm_cost(offer: Offer, weigh: Weighed, salience: Any) -> tuple[Any, Any]:
    r"""Return the political cost of rice and of farm purchases to Japan, USD bn a year.

    $$m\,\phi\, d_r (rice/75)^2, \qquad m\,\phi\, d_f\, farm\, (farm/8)$$
    """
    weight, farm = weigh["farm_weight"] * salience, offer.farm + offer.meat
    rice = weight * weigh["rice_displaced"] * (offer.rice / USUAL_RICE) ** 2
    return rice, weight * weigh["farm_displaced"] * farm * farm / USUAL_FARM


def investment_cost(offer: Offer, weigh: Weighed) -> Any:
    r"""Return the cost of the pledge to Japan, USD bn a year: $c_I I/3.5 + s_I (I/550)^3$."""
    taxpayers = weigh["fiscal_cost"] * offer.investment / PLEDGE_YEARS
    return taxpayers + weigh["sovereignty"] * (offer.investment / USUAL_PLEDGE) ** 3


def energy_cost(offer: Offer, weigh: Weighed) -> Any:
    r"""Return the cost of energy contracts to Japan, USD bn a year: $c_E E^2/7$."""
    return weigh["energy_cost"] * offer.energy**2 / USUAL_ENERGY


def other_costs(offer: Offer, weigh: Weighed) -> Any:
    """Return the cost of the other terms to Japan, USD bn a year; a snap-back clause leaves some uncertainty."""
    return (
        weigh["standards_cost"] * offer.standards + weigh["security_cost"] * offer.security
        + weigh["aircraft_cost"] * offer.aircraft / USUAL_AIRCRAFT
        + weigh["defence_cost"] * offer.defence / USUAL_DEFENCE
        + weigh["uncertainty"] * weigh["snap_uncertainty"] * offer.snap_back
    )  # fmt: skip


def japan_offers(offer: Offer, weigh: Weighed, salience: Any) -> dict[str, Any]:
    """Return what each offer costs Japan, USD bn a year, by term, as what it is worth: zero or below."""
    rice, farm = farm_cost(offer, weigh, salience)
    return {
        "rice": -rice, "farm": -farm, "investment": -investment_cost(offer, weigh),
        "energy": -energy_cost(offer, weigh), "other": -other_costs(offer, weigh),
    }  # fmt: skip


def us_offers(offer: Offer, weigh: Weighed) -> dict[str, Any]:
    r"""Return what each offer is worth to the United States, USD bn a year, by term.

    $$\mu I/3.5, \quad r a (w_d + v_f) F, \quad r a (w_d + v_g)(E + D), \quad s \sqrt{rice/75} + v_f\, r\, R_0\, rice$$

    with $r$ the share realised, $a$ the additional share, $R_0$ US rice exports; the rest in proportion.
    """
    real = realised_share(weigh["realised"], np.array(offer.snap_back), weigh["snap_realised"])
    new, deficit, vote = real * weigh["additional"], weigh["deficit_weight"], weigh["farm_vote"]
    return {
        "investment": weigh["investment_value"] * offer.investment / PLEDGE_YEARS,
        "farm": (deficit + vote) * (new * offer.farm + offer.meat),
        "rice": weigh["rice_symbol"] * np.sqrt(offer.rice / USUAL_RICE)
        + vote * real * offer.rice_2024 * offer.rice / 100,
        "energy": new * (deficit + weigh["goods_vote"]) * offer.energy,
        "other": new * (deficit + weigh["goods_vote"]) * offer.defence + weigh["standards_value"] * offer.standards
        + weigh["security_value"] * offer.security + weigh["aircraft_value"] * offer.aircraft / USUAL_AIRCRAFT,
    }  # fmt: skip


def us_sales(offer: Offer, weigh: Weighed) -> Any:
    r"""Return the US exports to Japan that an offer adds, USD bn a year: $r a (F + E + D) + M + r\, R_0\, rice$.

    M: what access for pork and beef adds.
    """
    real = realised_share(weigh["realised"], np.array(offer.snap_back), weigh["snap_realised"])
    promised = offer.farm + offer.energy + offer.defence
    return real * weigh["additional"] * promised + offer.meat + real * offer.rice_2024 * offer.rice / 100


def us_deal(car: Any, weigh: Weighed) -> Any:
    r"""Return what having a deal is worth to the United States less the precedent it sets, USD bn a year.

    $$h - p \left(\frac{\max(0, 20 - car)}{10}\right)^2$$
    """
    easy = np.maximum(0, EASY_CAR_RATE - np.asarray(car)) / PRECEDENT_POINTS
    return weigh["headline_win"] - weigh["precedent_cost"] * easy**2


def without_deal(states: Measures, law: Measures, weigh: Weighed, gdp: float) -> tuple[Array, Array]:
    """Return what each state without a deal is worth to Japan and to the United States, USD bn a year, [..., 3].

    Japan bears the cost of not knowing, half of it where Washington has lowered its rate by itself.
    """
    unsure = np.array([1.0, 1.0, CALMER])
    japan = whole(japan_tariffs(states, law, weigh, gdp)) - np.asarray(weigh["uncertainty"]) * unsure
    return japan, whole(us_tariffs(states, law, weigh))


def whole(parts: Mapping[str, Any]) -> Array:
    """Return the sum of the parts."""
    return np.asarray(sum(parts.values()))
