"""The zone of agreement as the charts need it: both sides' indifference lines, red lines, deals, the frontier."""

from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from model.baseline import Baseline
from model.market.demand import Array
from model.negotiation.frontier import best_gains
from model.negotiation.limits import Limit
from model.negotiation.measures import CARS as TABLE_CARS
from model.negotiation.stage import Stage
from model.negotiation.talks import SIDES, Talks
from model.negotiation.zone import INVESTMENTS, Deal
from pages.ui import style
from pages.ui.bargain_words import deal_words, level
from pages.ui.figures.negotiation import CARS, PLEDGES, Ground, Line, Mark
from pages.ui.text import text
from pages.ui.values import option_words

STEPS = 101
OWN_COUNTRY = "Japan"
# Sort of mark, field of the zone, where the words stand on the frontier.
SETTLEMENTS = (("nash", "nash", "bottom left"), ("kalai-smorodinsky", "kalai_smorodinsky", "top right"))
LEFT_EDGE, FAR_RIGHT_USD_BN = 5.0, 9.0

_grounds: WeakKeyDictionary[Stage, Ground] = WeakKeyDictionary()  # no longer than the model keeps the stage


def ground(over: Talks) -> Ground:
    """Return the plane of car tariff and pledge, other terms as offered, within the tariffs of the table."""
    if (known := _grounds.get(over.stage)) is None:
        known = _grounds[over.stage] = _ground(over.stage)
    return known


def _ground(over: Stage) -> Ground:
    cars, pledges = np.linspace(TABLE_CARS[0], TABLE_CARS[-1], STEPS), INVESTMENTS
    japan, us = over.gains_at(cars, pledges)
    most, least = crossing(-japan, pledges), crossing(us, pledges)
    never_japan, never_us = (gain.max(axis=0) < 0 for gain in (japan, us))
    high = np.where(never_japan, np.nan, np.where(japan[-1] >= 0, pledges[-1], most))
    low = np.where(never_us, np.nan, np.where(us[0] >= 0, pledges[0], least))
    both = np.isfinite(low) & np.isfinite(high) & (low <= high)
    inside, floor, ceiling = within(over, cars)
    kept_low, kept_high = np.maximum(low, floor), np.minimum(high, ceiling)
    kept = both & inside & (kept_low <= kept_high)
    return Ground(
        cars, most, least, np.where(kept, kept_low, np.nan), np.where(kept, kept_high, np.nan),
        np.where(both, low, np.nan), np.where(both, high, np.nan),
    )  # fmt: skip


def crossing(gain: Array, pledges: Array) -> Array:
    """Return the pledge at which a gain that rises with it, [I, C], is zero; nan where it is not on the plane, [C]."""
    below = (gain < 0).sum(axis=0)
    at = np.clip(below, 1, len(pledges) - 1)
    column = np.arange(gain.shape[1])
    before, after = gain[at - 1, column], gain[at, column]
    there = pledges[at - 1] - before * (pledges[at] - pledges[at - 1]) / np.where(after == before, 1, after - before)
    return np.where((below > 0) & (below < len(pledges)), there, np.nan)


def within(over: Stage, cars: Array) -> tuple[Array, float, float]:
    """Return which car tariffs pass every red line but those on the pledge, [C], and the least and largest pledge.

    No car tariff does where the general rate or rice, as set, crosses one.
    """
    terms = {"car": cars, "general": over.policy.general_rate, "rice": over.policy.rice}
    passes, floor, ceiling = np.ones(len(cars), dtype=bool), 0.0, np.inf
    for limit in over.limits:
        if limit.term in terms:
            passes = passes & limit.holds(terms[limit.term])
        elif limit.at_most:
            ceiling = min(ceiling, pledge_at(limit, over))
        else:
            floor = max(floor, pledge_at(limit, over))
    return passes, floor, ceiling


def pledge_at(limit: Limit, over: Stage) -> float:
    """Return the pledge at which a red line on the pledge or on its cost to taxpayers stands, USD bn."""
    return float(limit.point / over.weigh["fiscal_cost"] if limit.term == "fiscal" else limit.point)


def red_lines(over: Talks) -> list[Line]:
    """Return the red lines that can be drawn on the plane."""
    lines = []
    for limit in over.limits:
        sense = "most" if limit.at_most else "least"
        who = text(f"bargain.{limit.side}")
        if limit.term == "car":
            point = level(limit.point, "%")
            lines.append(Line(limit.side, "car", limit.point, text(f"bargain.line_{sense}", who=who, point=point)))
        elif limit.term in ("investment", "fiscal") and pledge_at(limit, over) <= PLEDGES[1]:
            at = pledge_at(limit, over)
            words = text(f"bargain.line_{sense}", who=who, point=level(at, "USD bn"))
            lines.append(Line(limit.side, "pledge", at, words))
    return lines


def deals(over: Talks, *, few: bool = False) -> list[Mark]:
    """Return the marks of the plane: deals really struck, those the zone would settle on, and the reader's package.

    few: the deal of Japan and the reader's package alone.
    """
    return [*struck(over.baseline, few=few), *([] if few else settlements(over)), own(over)]


def own(over: Talks) -> Mark:
    """Return the reader's package on the plane; one beyond its edge stands at the edge and says so."""
    policy = over.policy
    at = float(np.clip(policy.car_tariff, *CARS))
    said = {"car": level(policy.car_tariff, "%"), "pledge": level(policy.investment, "USD bn")}
    words = text("bargain.own" if at == policy.car_tariff else "bargain.own_beyond", **said)
    place = "middle right" if at < LEFT_EDGE else "middle left"
    return Mark("own", at, policy.investment, words, text("bargain.own_hover", **said), place)


def struck(tables: Baseline, *, few: bool) -> list[Mark]:
    """Return the deals really struck that set a car tariff, on the plane; few: that of Japan alone."""
    return [mark for partner, mark in _all_struck(tables) if not few or partner == OWN_COUNTRY]


def settlements(over: Talks) -> list[Mark]:
    """Return the deals the zone would settle on, on the plane; their other terms are their own."""
    return [
        Mark(sort, deal.car, deal.investment, text(f"bargain.{sort}"), settled(sort, deal), "middle left")
        for sort, name, _ in SETTLEMENTS
        if (deal := getattr(over.zone, name)) is not None
    ]


def settled(sort: str, deal: Deal) -> str:
    """Return a deal in words, its terms and what both sides gain."""
    gains = {"japan": style.change(deal.gain_japan, "USD bn"), "us": style.change(deal.gain_us, "USD bn")}
    return text("bargain.deal_hover", name=text(f"bargain.{sort}"), terms=deal_words(deal), **gains)


def frontiers(over: Talks) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return what both sides gain by the best packages within the red lines, and by the best without any."""
    inside, beyond = best_gains(over.grid, over.zone.keep), best_gains(over.grid)
    return pd.DataFrame(inside, columns=SIDES), pd.DataFrame(beyond, columns=SIDES)


def gains(over: Talks) -> list[Mark]:
    """Return the marks of the frontier: no deal, those the zone would settle on, and the reader's package."""
    said = {"japan": style.change(over.japan.gain, "USD bn"), "us": style.change(over.us.gain, "USD bn")}
    found = [(sort, deal, place) for sort, name, place in SETTLEMENTS if (deal := getattr(over.zone, name)) is not None]
    return [
        Mark("no-deal", 0.0, 0.0, text("bargain.no_deal_mark"), text("bargain.no_deal_hover"), "bottom right"),
        *(
            Mark(sort, deal.gain_japan, deal.gain_us, text(f"bargain.{sort}"), settled(sort, deal), place)
            for sort, deal, place in found
        ),
        Mark("own", over.japan.gain, over.us.gain, text("bargain.own"), text("bargain.own_gains", **said),
             "bottom left" if over.japan.gain > FAR_RIGHT_USD_BN else "bottom right"),
    ]  # fmt: skip


@lru_cache(maxsize=8)
def _all_struck(tables: Baseline) -> tuple[tuple[str, Mark], ...]:
    rows = tables.precedents.dropna(subset=["car_percent"])
    return tuple((str(row["partner"]), _struck(row)) for row in rows.to_dict("records"))


def _struck(row: Mapping[Hashable, Any]) -> Mark:
    """Return a deal on the plane; one that names no pledge lies at none."""
    named = pd.notna(row["investment_usd_bn"])
    pledge = float(row["investment_usd_bn"]) if named else 0.0
    said = {
        "name": row["partner"], "date": row["date"], "car": level(row["car_percent"], "%"),
        "pledge": text("bargain.pledge", pledge=level(pledge, "USD bn")) if named else text("bargain.no_pledge"),
    }  # fmt: skip
    label = option_words("partner", row["partner"])
    return Mark("struck", float(row["car_percent"]), pledge, label, text("bargain.struck_hover", **said))
