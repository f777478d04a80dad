"""What the politics page adds to the talks, as tables: meters, their drivers, red lines by day, waiting, pressure."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import streamlit as st

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.economy import pressure
from model.market.demand import Array
from model.negotiation.limits import ELECTION, limits_on, term_values
from model.negotiation.measures import without_offers
from model.negotiation.talks import SIDES, Talks
from model.negotiation.timing import Timing
from model.policy import TALKS, Policy
from model.politics import Group, meter
from model.simulate import run
from model.tariffs import MONTHS
from pages.ui.shelf import ONCE

STATES = ("june", "letter", "down")
FARMERS = ("japan", "farmers")
STRESSES = tuple(round(step / 10, 1) for step in range(31))
CALM, APRIL_2025 = 0.0, 1.0
# The day on which each threat of the dated table falls due; its notes name it.
DUE = {"paused-rate": "2025-07-09", "letter": "2025-08-01"}
RESIGNED, MID_JULY = "2025-09-07", "2025-07-15"
SEATS = {
    "won": "Seats won by the coalition", "needed": "Seats the coalition needed",
    "after": "Seats of the coalition after the vote",
}  # fmt: skip


def meters(over: Talks, found: tuple[Group, ...]) -> pd.DataFrame:
    """Return one row a group: side, name, meter, and the meter on the other side of the election.

    Of all groups Japan's farmers alone weigh differently before and after it.
    """
    other = 1.0 if over.policy.talks <= ELECTION else over.weigh["farm_salience"]
    rows = []
    for group in found:
        parts = {name: (change * other / over.salience, scale) for name, (change, scale) in group.drivers.items()}
        across = float(meter(parts)) if (group.side, group.name) == FARMERS else group.meter
        rows.append((group.side, group.name, group.meter, across))
    return pd.DataFrame(rows, columns=["side", "group", "meter", "across_meter"])


def drivers(found: tuple[Group, ...]) -> pd.DataFrame:
    """Return one row a group and driver: the change against no deal, its scale and how many scales that is."""
    rows = [
        (group.side, group.name, group.meter, name, change, scale, change / scale)
        for group in found
        for name, (change, scale) in group.drivers.items()
    ]
    return pd.DataFrame(rows, columns=["side", "group", "meter", "driver", "change", "scale", "scales"])


def red_lines(over: Talks) -> pd.DataFrame:
    """Return one row a red line in force on the day of the talks: its point, spread, the package's value, the odds."""
    policy = over.policy
    terms = term_values(policy.car_tariff, policy.general_rate, policy.investment, policy.rice, over.weigh)
    rows = [
        (side, limit.name, limit.term, float(limit.point), float(limit.spread), float(terms[limit.term]), 100 * odds)
        for side in SIDES
        for limit, odds in getattr(over, side).lines
    ]
    return pd.DataFrame(rows, columns=["side", "limit", "term", "point", "spread", "value", "odds_percent"])


def by_day(over: Talks) -> pd.DataFrame:
    """Return the odds in percent that the package passes all red lines of each side, one row a day on which they move.

    The days are those of the talks a reader can choose and those from which a red line holds.
    """
    policy, weigh, dated = over.policy, over.weigh, over.baseline.limits
    terms = term_values(policy.car_tariff, policy.general_rate, policy.investment, policy.rice, weigh)
    days = sorted({*TALKS, *dated.loc[dated["since"] > TALKS[0], "since"]})
    rows = [
        (day, *(100 * float(np.prod([limit.odds(terms[limit.term]) for limit in limits if limit.side == side]))
                for side in SIDES))
        for day in days
        for limits in [limits_on(day, weigh, over.baseline)]
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["day", *SIDES])


def signing(over: Talks, when: Timing) -> pd.DataFrame:
    """Return the day of the talks, then one row a month's end: the value of signing by then, and the odds.

    japan_usd_bn, us_usd_bn: a year, seen from the day of the talks, against never signing.  open_percent: the odds that
    a zone is open then; june, letter, down: of each state without a deal; hazard: that Washington gives way, a month.
    """
    japan, us = over.no_deal
    columns = {"day": when.days, "month": when.months, "japan_usd_bn": when.japan - japan, "us_usd_bn": when.us - us,
               "open_percent": 100 * (when.open * when.states).sum(axis=1), "possible": when.possible}  # fmt: skip
    odds = {f"{state}_percent": 100 * when.states[:, place] for place, state in enumerate(STATES)}
    return pd.DataFrame(columns | odds | {"hazard_percent": 100 * when.hazard})


def polls(tables: Baseline) -> pd.DataFrame:
    """Return the share that approved of the cabinet of the talks, one row a poll: pollster, day, value in percent.

    A poll dated by its month stands in the middle of it.
    """
    record = tables.politics
    rows = record[(record["topic"] == "cabinet-approval") & (record["date"].str[:10] < RESIGNED)]
    first = rows["date"].str.split("..", regex=False).str[0]
    day = first.where(first.str.len() > len("2025-07"), first + "-15")
    return pd.DataFrame({"pollster": rows["item"], "day": day, "value": rows["value"].astype(float)}).sort_values("day")


def seats(tables: Baseline) -> dict[str, float]:
    """Return what the coalition won in the upper-house election, what it needed, and what it has after it, seats."""
    rows = tables.politics[tables.politics["date"] == ELECTION].set_index("item")["value"]
    return {name: float(rows[item]) for name, item in SEATS.items()}


def precedents(tables: Baseline, day: str) -> tuple[pd.DataFrame, float]:
    """Return other partners' deals and rates by date, and the place among them of a day, between two rows."""
    rows = tables.precedents.sort_values("date", ignore_index=True)
    return rows, float((rows["date"] <= day).sum()) - 0.5


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=ONCE)
def rethinking(policy: Policy, assumptions: Assumptions, tables: Baseline) -> pd.DataFrame:
    """Return one row a month while the rates of June 2025 stand: pressure by part, and the chance to give way, percent.

    given_way: the chance that Washington has given way at least once by then from the day of the talks on, at the
    market stress set, in calm markets and at that of April 2025.
    """
    economy = run([without_offers(policy)], [assumptions], tables)[0].economy
    first = max(0, MONTHS.index(policy.talks[:7]))
    total, stressed = economy.pressure[0, first:], stress_pressure(policy.market_stress)
    chance = {name: _chance(total - stressed + stress_pressure(stress), assumptions)
              for name, stress in (("set", policy.market_stress), ("calm", CALM), ("april", APRIL_2025))}  # fmt: skip
    columns = {"month": MONTHS[first:], "economy": total - stressed, "stress": np.full(len(total), stressed),
               "hazard_percent": 100 * chance["set"]}  # fmt: skip
    given = {f"given_way_{name}_percent": 100 * (1 - np.cumprod(1 - odds)) for name, odds in chance.items()}
    return pd.DataFrame(columns | given)


def by_stress(months: pd.DataFrame, own: float, assumptions: Assumptions) -> pd.Series:
    """Return the chance a month that Washington gives way, percent, in the first month by market stress."""
    stresses = sorted({*STRESSES, own})
    rest = float(months["economy"].iloc[0])
    chances = [100 * float(_chance(np.array(rest + stress_pressure(stress)), assumptions)) for stress in stresses]
    return pd.Series(chances, pd.Index(stresses, name="stress"))


def lowest(rows: pd.DataFrame) -> Mapping[str, pd.Series]:
    """Return the row of the group with the lowest meter on each side."""
    return {side: rows.loc[rows.loc[rows["side"] == side, "meter"].idxmin()] for side in SIDES}


def stress_pressure(stress: float) -> float:
    """Return the pressure that market stress alone makes."""
    nothing = np.zeros(1)
    return float(pressure(nothing, nothing, np.array([stress]), nothing)[0])


def _chance(pressed: Array, assumptions: Assumptions) -> Array:
    return np.minimum(1, assumptions.calm_hazard + assumptions.stress_hazard * pressed)
