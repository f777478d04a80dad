"""What the four days of June and July 2025 come to, in sentences."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from model.negotiation.draws import Verdicts
from model.negotiation.limits import Limit
from model.negotiation.talks import Talks
from pages.ui import style
from pages.ui.bargain_words import UNITS, day_of, gain, level, line, share
from pages.ui.text import text

JUNE, LETTER, OFFERED, SIGNED = "2025-06-16", "2025-07-07", "2025-07-08", "2025-07-22"
HALF = 0.5


def story(found: Mapping[str, Talks]) -> str:
    """Say on which of the days a zone opens, what opened it, and whether the deal of 22 July lies in it."""
    opened = [day for day, over in found.items() if over.zone.open]
    if not opened:
        return text("episode.never")
    if opened[0] == JUNE:
        return text("episode.always")
    june, letter, last = found[JUNE], found[LETTER], found[SIGNED]
    said = lines(june) | {
        "worse": style.amount(june.no_deal[0] - letter.no_deal[0], "USD bn"), "floor": lines(found[OFFERED])["least"],
        "japan": gain(last.japan), "us": gain(last.us),
    }  # fmt: skip
    lies = text(f"episode.deal_{'inside' if last.agreed else 'outside'}", **said)
    return f"{text(f'episode.opened_{opened[0]}', **said)} {lies}"


def changed(day: str, found: Mapping[str, Talks]) -> str:
    """Say what changes on a day."""
    over = found[day]
    before = found[max((one for one in found if one < day), default=day)]
    weigh = over.weigh
    said = lines(over) | {
        "before": lines(before)["least"], "threat": f"{weigh['threat_credible']:.0%}",
        "paused": f"{weigh['paused_credible']:.0%}", "now_japan": style.change(over.no_deal[0], "USD bn"),
        "now_us": style.change(over.no_deal[1], "USD bn"),
        "japan": style.change(over.no_deal[0] - before.no_deal[0], "USD bn"),
        "us": style.change(over.no_deal[1] - before.no_deal[1], "USD bn"),
        "gain": style.change(over.japan.gain - before.japan.gain, "USD bn"),
    }  # fmt: skip
    return text(f"episode.changed_{day}", **said)


def lines(over: Talks) -> dict[str, str]:
    """Return the red lines on cars in words: the most Tokyo signs and the least Washington asks."""
    of_cars = {limit.at_most: limit for limit in over.limits if limit.term == "car"}
    return {"most": _point(of_cars[True]), "least": _point(of_cars[False])}


def title(day: str, over: Talks) -> str:
    """Say whether a zone is open on a day."""
    said = {"day": day_of(day), "count": f"{over.zone.count:,}"}
    return text("episode.open" if over.zone.open else "episode.closed", **said)


def measure(over: Talks) -> str:
    """Say what the deal of 22 July is worth to both sides on a day and which red line it crosses."""
    return text("episode.measure", japan=gain(over.japan), us=gain(over.us), crosses=crosses(over))


def crosses(over: Talks) -> str:
    """Return the red lines the package crosses in words."""
    crossed = [line(limit) for limit in (*over.japan.crossed, *over.us.crossed)]
    return text("bargain.and").join(crossed) or text("episode.no_line")


def settled(over: Talks) -> str:
    """Return what the two would settle on in short: cars, general rate, pledge; nothing where no zone is open."""
    deal = over.zone.nash
    if deal is None:
        return style.NOT_KNOWN
    return text("episode.settled", car=level(deal.car, "%"), general=level(deal.general, "%"),
                pledge=level(deal.investment, "USD bn"))  # fmt: skip


def unlocked_by(over: Talks) -> str:
    """Return the smallest change that opens an empty zone, in short; nothing where it is open or none does."""
    found = over.unlock
    if found is None:
        return style.NOT_KNOWN
    if found.threat is not None:
        return text("episode.threat", probability=f"{found.threat:.0%}")
    return text("bargain.and").join(line(move.limit.relaxed(move.by)) for move in found.moves)


def honest(over: Talks, drawn: Verdicts) -> str:
    """Say what the match with the real deal does not prove, and in how many draws Tokyo gains from that deal."""
    part = drawn.gain_japan >= 0
    many = "minority" if float(np.mean(part)) < HALF else "majority"
    return text("episode.honest", nash=settled(over), share=share(part), many=text(f"episode.{many}"),
                gain=gain(over.japan))  # fmt: skip


def engines(rows: pd.DataFrame) -> str:
    """Say under which estimates of Japan's GDP Tokyo says yes to the deal of 22 July, and under which not."""
    yes, no = (rows.loc[rows["says"] == text(f"episode.{word}"), "engine"].to_list() for word in ("yes", "no"))
    if not no:
        return text("episode.engines_all")
    return text("episode.engines_some" if yes else "episode.engines_none", yes=_listed(yes), no=_listed(no))


def _listed(names: list[str]) -> str:
    """Return names as a list inside a sentence."""
    if len(names) > 1:
        return text("episode.and", first=", ".join(names[:-1]), last=names[-1])
    return "".join(names)


def _point(limit: Limit) -> str:
    return level(limit.point, UNITS[limit.term])
