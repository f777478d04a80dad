"""What the politics page says of time, in sentences: when to sign, states without a deal, what presses Washington."""

from textwrap import wrap
from typing import Any

import numpy as np
import pandas as pd

from model.market.demand import Array
from model.negotiation.talks import Talks
from model.negotiation.timing import Timing
from pages.ui import style
from pages.ui.text import day_words, month_words, text
from pages.ui.values import option_words

LITTLE_PRESSURE, LONGEST_LINE = 5e-4, 50
# By how much a year the settlement on the grid of deals can differ from one between its steps.
GRAIN_USD_BN = 1.0


def best(over: Talks, when: Timing) -> str:
    """Say when each side would best sign, seen from the day of the talks."""
    day = option_words("talks", over.policy.talks)
    tokyo, washington = when.best["japan"], when.best["us"]
    if tokyo is None or washington is None:
        return text("politics.best_never", day=day)
    if when.ripe:
        return text("politics.best_ripe", day=day)
    said = {"tokyo": by_the_end(tokyo, when), "washington": by_the_end(washington, when)}
    if tokyo == washington:
        return text("politics.best_together", day=day, **said)
    hardly = {"tokyo_hardly": _hardly(when.japan, when), "washington_hardly": _hardly(when.us, when)}
    return text("politics.best_apart", day=day, **said, **hardly)


def signing(rows: pd.DataFrame, side: str, when: Timing) -> str:
    """Say when a side would best sign and by how much that beats signing at once."""
    who, day = text(f"politics.capital_{side}"), when.best[side]
    if day is None:
        return text("politics.signing_never", who=who)
    values = rows.set_index("day")[f"{side}_usd_bn"]
    said = {"who": who, "when": by_the_end(day, when), "value": style.change(values[day], "USD bn")}
    if day == when.days[0]:
        return text("politics.signing_now", **said)
    if not when.possible[0]:
        return text("politics.signing_later_only", **said)
    more = style.change(values[day] - values.iloc[0], "USD bn")
    return text("politics.signing_later", more=more, **said)


def states(rows: pd.DataFrame) -> str:
    """Say how likely each state without a deal is in the last month shown."""
    last = rows.iloc[-1]
    odds = {state: style.amount(last[f"{state}_percent"], "%") for state in ("june", "letter", "down")}
    return text("politics.states", month=month_words(last["month"]), **odds)


def precedents(rows: pd.DataFrame, day: str) -> str:
    """Say at which general rates others had signed by a day, and later."""
    deals = rows[(rows["outcome"] == "deal") & (rows["partner"] != "Japan")]
    early = deals["date"] <= day
    before, after = deals.loc[early, "general_percent"], deals.loc[~early, "general_percent"]
    if before.empty:
        return text("politics.precedents_none", day=day_words(day), after=_span(after))
    return text("politics.precedents", day=day_words(day), before=_span(before), after=_span(after))


def precedent(row: Any) -> tuple[str, str]:
    """Return the name of a partner's deal with its day, and its rates, terms and concessions."""
    name = text("politics.precedent", partner=row.partner, day=day_words(row.date, short=True))
    rates = {"general_percent": "general", "car_percent": "cars", "threat_percent": "threat"}
    said = [
        text(f"politics.precedent_{word}", rate=f"{value:g}")
        for column, word in rates.items()
        if (value := getattr(row, column)) == value
    ]
    return name, "<br>".join([", ".join(said), *wrap(row.terms, LONGEST_LINE), *wrap(row.given, LONGEST_LINE)])


def pressure(rows: pd.DataFrame) -> str:
    """Say how large the pressure is at first and how much of it is market stress."""
    first = rows.iloc[0]
    total = first["economy"] + first["stress"]
    if total < LITTLE_PRESSURE:
        return text("politics.pressure_none")
    said = {"total": style.amount(total), "share": style.amount(100 * first["stress"] / total, "%")}
    return text("politics.pressure", month=month_words(first["month"]), **said)


def chance(rows: pd.DataFrame) -> str:
    """Say how likely Washington gives way in the first month and in the last."""
    first, last = (style.amount(rows["hazard_percent"].iloc[place], "%") for place in (0, -1))
    months = {"month": month_words(rows["month"].iloc[0]), "last_month": month_words(rows["month"].iloc[-1])}
    return text("politics.chance_same" if first == last else "politics.chance", first=first, last=last, **months)


def given_way(rows: pd.DataFrame) -> str:
    """Say how likely Washington has given way within a year, as set and at the market stress of April 2025."""
    at = rows.iloc[min(11, len(rows) - 1)]
    odds = {name: style.amount(at[f"given_way_{name}_percent"], "%") for name in ("set", "april")}
    return text("politics.given_way", month=month_words(at["month"]), **odds)


def by_stress(chances: pd.Series) -> str:
    """Say what market stress does to the chance that Washington gives way."""
    calm, april = style.amount(chances[0.0], "%"), style.amount(chances[1.0], "%")
    return text("politics.by_stress_same" if calm == april else "politics.by_stress", calm=calm, april=april)


def by_the_end(day: str, when: Timing) -> str:
    """Return when a side would sign: at once, or by the end of a month."""
    if day == when.days[0]:
        return text("politics.at_once")
    return text("politics.by_the_end", month=month_words(day[:7]))


def _span(rates: pd.Series) -> str:
    """Return the lowest and the highest of rates in percent."""
    low, high = f"{rates.min():g}", f"{rates.max():g}"
    return text("politics.at_rate" if low == high else "politics.from_rate", low=low, high=high)


def _hardly(values: Array, when: Timing) -> str:
    """Say that the best day hardly beats the first on which a deal can be struck, where it is later and does not."""
    first = int(np.argmax(when.possible))
    more = float(values[when.possible].max() - values[first])
    return text("politics.hardly_more", when=by_the_end(when.days[first], when)) if 0 < more < GRAIN_USD_BN else ""


def over_now(rows: pd.DataFrame, side: str, when: Timing) -> str:
    """Return by how much the best day beats signing at once, a year, or why there is nothing to compare."""
    day = when.best[side]
    if day is None:
        return text("politics.no_zone")
    if not when.possible[0]:
        return text("politics.not_now")
    if day == when.days[0]:
        return text("politics.now")
    values = rows.set_index("day")[f"{side}_usd_bn"]
    return style.change(values[day] - values.iloc[0], "USD bn")
