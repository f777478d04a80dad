"""What the talks come to, in sentences: who says yes and why not, how sure, what is on the table, where the zone is."""

import numpy as np

from model.negotiation.draws import Verdicts
from model.negotiation.measures import CARS as TABLE_CARS
from model.negotiation.talks import SIDES, Talks
from model.negotiation.zone import AXES
from model.policy import Policy
from pages.ui import style
from pages.ui.bargain_words import TRAILING_ZEROS, UNITS, crossed, day_of, inside, level, share, unlock, values
from pages.ui.figures.negotiation import Ground
from pages.ui.text import text
from pages.ui.values import option_words, with_unit

OFFERED = (
    "investment", "farm", "rice", "meat_access", "energy", "aircraft", "defence", "standards", "security", "snap_back",
)  # fmt: skip
JUNE_RATES = ("car_tariff", "parts_tariff", "general_rate", "stacking", "quota")
SAYS = {(True, True): "both", (True, False): "japan", (False, True): "us", (False, False): "neither"}
# Term of the grid -> the terms on which its lower and its upper red line stand.
LINED = {"car": ("car", "car"), "investment": ("investment", "fiscal")}
MOST_NAMED, LITTLE_USD_BN = 1, 0.0005


def answer(over: Talks, drawn: Verdicts) -> str:
    """Say who says yes to the package, what is missing where one does not, and in how many draws each does."""
    said = {"japan": style.amount(over.japan.gain, "USD bn"), "us": style.amount(over.us.gain, "USD bn"),
            "tokyo": why_not(over, "japan"), "washington": why_not(over, "us")}  # fmt: skip
    first = text(f"bargain.yes_{SAYS[over.japan.yes, over.us.yes]}", **said)
    return f"{first} {sure(drawn)}"


def sure(drawn: Verdicts) -> str:
    """Say in how many draws of the weights each side says yes."""
    found = {name: getattr(drawn, name) for name in ("japan", "us", "both")}
    if not (found["japan"].any() or found["us"].any()):
        return text("bargain.sure_none", count=len(drawn.japan))
    if found["both"].all():
        return text("bargain.sure_all", count=len(drawn.japan))
    return text("bargain.sure", count=len(drawn.japan), **{name: share(flags) for name, flags in found.items()})


def on_the_table(policy: Policy) -> str:
    """Say which package the levers make, and that no rate moves and nothing is offered where that is so."""
    levers, june = Policy.declared(), Policy()
    offers = [
        text(f"bargain.offer_{name}", value=TRAILING_ZEROS.sub("", with_unit(levers[name], float(value))))
        for name in OFFERED
        if (value := getattr(policy, name))
    ]
    car, general = (level(rate, "%") for rate in (policy.car_tariff, policy.general_rate))
    rates = text("bargain.rates", car=car, general=general, stacking=inside(option_words("stacking", policy.stacking)))
    unmoved = all(getattr(policy, name) == getattr(june, name) for name in JUNE_RATES)
    key = "offers" if offers else "nothing" if unmoved else "no_offer"
    said = text(f"bargain.table_{key}", rates=rates, offers=", ".join(offers), day=option_words("talks", policy.talks))
    return f"{said} {text('bargain.table_history')}" if policy.course == "history" else said


def why_not(over: Talks, name: str) -> str:
    """Return what stands between a side and its yes, as clauses; nothing where it says yes."""
    side = getattr(over, name)
    lines = [crossed(limit, over) for limit in side.crossed]
    if len(lines) > MOST_NAMED:
        lines = [*lines[:MOST_NAMED], text("bargain.more_lines", count=len(lines) - MOST_NAMED)]
    loses = [text("bargain.loses", amount=style.amount(-side.gain, "USD bn"))] if side.gain < 0 else []
    return text("bargain.and").join([*lines, *loses])


def zone_title(over: Talks, there: Ground) -> str:
    """Say what the plane shows: which car tariffs both could sign at the pledge as set, or why none."""
    policy = over.policy
    if not np.isfinite(there.low).any():
        if not over.zone.open:
            return text("bargain.zone_empty", day=day_of(policy.talks), unlock=inside(unlock(over.unlock)))
        stop = [crossed(limit, over) for limit in over.limits if limit.term in ("general", "rice")
                and not limit.holds(values(over)[limit.term])]  # fmt: skip
        return text("bargain.zone_elsewhere", why=text("bargain.and").join(stop) or text("bargain.other_terms"))
    cars = there.cars[(there.low <= policy.investment) & (policy.investment <= there.high)]
    pledge = level(policy.investment, "USD bn")
    if not cars.size:
        ends = {"low": np.nanmin(there.low), "high": np.nanmax(there.high)}
        return text("bargain.zone_other_pledge", pledge=pledge,
                    **{end: style.amount(value, "USD bn") for end, value in ends.items()})  # fmt: skip
    low, high = (level(value, "%") for value in (cars[0], cars[-1]))
    key = "zone_open" if over.agreed else "zone_open_not_yours"
    return text(f"bargain.{key}_one" if low == high else f"bargain.{key}", low=low, high=high, pledge=pledge)


def zone_measure(over: Talks, there: Ground) -> str:
    """Say how to read the plane, and where a side's line is not on it."""
    said = []
    for side in SIDES:
        pledges = getattr(there, side)
        if np.isfinite(pledges).any():
            said.append(text(f"bargain.gains_{side}"))
        else:
            gains = over.gains_at(there.cars[:1], np.array([0.0]))[SIDES.index(side)][0, 0] >= 0
            said.append(text(f"bargain.{'always' if gains else 'never'}_{side}"))
    return text("bargain.zone_measure", sides=" ".join(said))


def off_the_map(over: Talks) -> str:
    """Say how far the map lies off the package itself, and where the map ends short of it."""
    japan, us = over.interpolation_error()
    beyond = not TABLE_CARS[0] <= over.policy.car_tariff <= TABLE_CARS[-1]
    if max(abs(japan), abs(us)) < LITTLE_USD_BN and not beyond:
        return text("bargain.map_exact")
    return text("bargain.map_off", japan=style.change(japan, "USD bn"), us=style.change(us, "USD bn"))


def contradictions(over: Talks) -> list[str]:
    """Say on which terms the red lines leave no value, or none of the grid, and what the nearest possible is."""
    said = []
    for term, (below, above) in LINED.items():
        floors = [one.point for one in over.limits if one.term == below and not one.at_most]
        ceilings = [one.point for one in over.limits if one.term == above and one.at_most]
        if not floors or not ceilings:
            continue
        low, high = float(floors[0]), float(ceilings[0]) / (over.weigh["fiscal_cost"] if above == "fiscal" else 1.0)
        unit, steps = UNITS[term], AXES[term]
        ends = {"low": level(low, unit), "high": level(high, unit)}
        if low > high:
            gap = level(low - high, "pp" if unit == "%" else unit)
            said.append(text(f"bargain.clash_{term}", gap=gap, **ends))
        elif not ((low <= steps) & (steps <= high)).any():
            near = {"under": level(float(steps[steps < low].max(initial=steps[0])), unit),
                    "over": level(float(steps[steps > high].min(initial=steps[-1])), unit)}  # fmt: skip
            said.append(text(f"bargain.between_{term}", **ends, **near))
    return said


def frontier_title(over: Talks) -> str:
    """Say what the zone would settle on, or that none is open."""
    deal = over.zone.nash
    if deal is None:
        return text("bargain.frontier_empty")
    said = {"car": level(deal.car, "%"), "general": level(deal.general, "%"),
            "pledge": level(deal.investment, "USD bn"), "japan": style.change(deal.gain_japan, "USD bn"),
            "us": style.change(deal.gain_us, "USD bn")}  # fmt: skip
    return text("bargain.frontier", **said)
