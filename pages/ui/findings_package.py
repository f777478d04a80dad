"""Whether a package is enough, in sentences: what it is worth, which red lines hold, what is missing, what unlocks."""

from collections.abc import Sequence

from model.negotiation.draws import Verdicts
from model.negotiation.limits import EVEN, Limit
from model.negotiation.talks import SIDES, Talks
from pages.ui import style
from pages.ui.bargain_words import UNITS, chance, deal_words, gain, level, line, share, unlock, values
from pages.ui.text import text


def worth_title(over: Talks, name: str) -> str:
    """Say what a side gains or loses by the package and which part is the largest it bears."""
    side = getattr(over, name)
    who = text(f"bargain.{name}")
    key = "worth_gains" if side.gain >= 0 else "worth_loses"
    return text(f"bargain.{key}", who=who, amount=style.amount(abs(side.gain), "USD bn"))


def lines_title(over: Talks) -> str:
    """Say how many red lines are crossed and which one is the tightest."""
    lines = [*over.japan.lines, *over.us.lines]
    count = sum(odds < EVEN for _, odds in lines)
    tightest, odds = min(lines, key=lambda one: one[1])
    return text(f"bargain.lines_{min(count, 2)}", count=count, line=line(tightest), odds=chance(odds))


def draws_title(drawn: Verdicts) -> str:
    """Say in how many draws each side gains, its red lines apart."""
    return text("bargain.draws", japan=share(drawn.gain_japan >= 0), us=share(drawn.gain_us >= 0))


def missing(over: Talks) -> Sequence[str]:
    """Return for each side one sentence: its yes, or what is missing in numbers."""
    said = []
    for name in SIDES:
        side, who = getattr(over, name), text(f"bargain.{name}")
        if side.yes:
            said.append(text("bargain.enough", who=who, gain=gain(side), odds=chance(side.odds)))
            continue
        needs = [need(limit, over) for limit in side.crossed]
        if side.gain < 0:
            needs.append(text("bargain.need_gain", amount=style.amount(-side.gain, "USD bn")))
        said.append(text("bargain.not_enough", who=who, needs=text("bargain.and").join(needs)))
    return said


def unlocking(over: Talks) -> str:
    """Say what would open an empty zone, or what the two would settle on in an open one."""
    deal = over.zone.nash
    if deal is None:
        return text("bargain.what_unlocks", unlock=unlock(over.unlock))
    return text("bargain.unlocked", count=f"{over.zone.count:,}", deal=deal_words(deal))


def line_and_value(limit: Limit, over: Talks) -> str:
    """Return a red line in words on two lines, with the package's value."""
    said = {"who": text(f"bargain.{limit.side}"), "what": text(f"bargain.on_{limit.term}"),
            "sense": text(f"bargain.{'most' if limit.at_most else 'least'}"),
            "point": level(limit.point, UNITS[limit.term]),
            "value": level(float(values(over)[limit.term]), UNITS[limit.term])}  # fmt: skip
    return text("bargain.line_label", **said)


def need(limit: Limit, over: Talks) -> str:
    """Return what a crossed red line asks for as a clause: `cars at 26% or more, not 15%`."""
    unit = UNITS[limit.term]
    return text(f"bargain.need_{'most' if limit.at_most else 'least'}", what=text(f"bargain.on_{limit.term}"),
                point=level(limit.point, unit),
                value=level(float(values(over)[limit.term]), unit))  # fmt: skip
