"""The terms of a bargain in the reader's words: levels, red lines, deals, what unlocks, shares of draws."""

import re

import numpy as np

from model.market.demand import Flags
from model.negotiation.limits import Limit, term_values
from model.negotiation.talks import Side, Talks
from model.negotiation.unlock import Move, Unlock
from model.negotiation.zone import Deal
from pages.ui import style
from pages.ui.text import text
from pages.ui.values import option_words

UNITS = {"car": "%", "general": "%", "rice": "%", "investment": "USD bn", "fiscal": "USD bn"}
TRAILING_ZEROS = re.compile(r"\.0+(?!\d)")
NEARLY_ALL, HARDLY_ANY = 0.995, 0.005


def gain(side: Side) -> str:
    """Return what a side gains as an amount with its sign."""
    return style.change(side.gain, "USD bn")


def crossed(limit: Limit, over: Talks) -> str:
    """Return a crossed red line as a clause: `15% on cars is below its line of 26%`."""
    value = float(values(over)[limit.term])
    unit = UNITS[limit.term]
    nothing = limit.term == "investment" and value == 0
    what = text("bargain.term_no_investment") if nothing else text(
        f"bargain.term_{limit.term}", value=level(value, unit)
    )  # fmt: skip
    return text(f"bargain.crossed_{'above' if limit.at_most else 'below'}", what=what,
                point=level(limit.point, unit))  # fmt: skip


def values(over: Talks) -> dict[str, float]:
    """Return the package's value on every term a red line may be on."""
    policy = over.policy
    return term_values(policy.car_tariff, policy.general_rate, policy.investment, policy.rice, over.weigh)


def line(limit: Limit) -> str:
    """Return a red line in words: `Tokyo: cars at most 20%`."""
    sense = "most" if limit.at_most else "least"
    who, point = text(f"bargain.{limit.side}"), level(limit.point, UNITS[limit.term])
    return text("bargain.red_line", who=who, what=text(f"bargain.on_{limit.term}"), sense=text(f"bargain.{sense}"),
                point=point)  # fmt: skip


def unlock(found: Unlock | None) -> str:
    """Say what would open an empty zone."""
    if found is None:
        return text("bargain.unlock_none")
    if found.threat is not None:
        return text("bargain.unlock_threat", probability=f"{found.threat:.0%}")
    return text("bargain.unlock_moves", moves=text("bargain.and").join(moved(move) for move in found.moves))


def moved(move: Move) -> str:
    """Return a moved red line as a clause."""
    limit, unit = move.limit, UNITS[move.limit.term]
    said = {"who": text(f"bargain.{limit.side}"), "what": text(f"bargain.on_{limit.term}"),
            "old": level(limit.point, unit), "new": level(move.to, unit)}  # fmt: skip
    return text(f"bargain.move_{'most' if limit.at_most else 'least'}", **said)


def deal_words(deal: Deal) -> str:
    """Return the terms of a deal in words."""
    money = {name: level(getattr(deal, name), "USD bn") for name in ("investment", "farm", "energy")}
    return text("bargain.deal_words", car=level(deal.car, "%"), general=level(deal.general, "%"),
                stacking=inside(option_words("stacking", deal.stacking)), rice=level(deal.rice, "%"),
                **money)  # fmt: skip


def share(flags: Flags) -> str:
    """Return a share of draws: `31%`, `all`, `none`."""
    part = float(np.mean(flags))
    if part in (0.0, 1.0):
        return text("bargain.all" if part else "bargain.none")
    return chance(part)


def chance(odds: float) -> str:
    """Return odds as a whole percentage, never as certain or impossible."""
    if odds > NEARLY_ALL:
        return text("bargain.nearly_all")
    return text("bargain.hardly_any") if odds < HARDLY_ANY else f"{odds:.0%}"


def level(value: float, unit: str) -> str:
    """Return the level of a term, without the zeros that say how exact a result is: `15%`, `$550bn`."""
    return TRAILING_ZEROS.sub("", style.amount(value, unit))


def day_of(talks: str) -> str:
    """Return a day of the talks without what happened on it."""
    return option_words("talks", talks).partition(",")[0]


def inside(words: str) -> str:
    """Return words as they stand inside a sentence."""
    return words[0].lower() + words[1:]
