"""Could both sides say yes: the zone of agreement, what is missing, what happened, what it would take."""

import streamlit as st

from model.negotiation.limits import Limit
from model.negotiation.payoffs import farm_cost, investment_cost, japan_tariffs, us_offers, us_tariffs
from model.negotiation.unlock import unlocking
from model.negotiation.waiting import chain_of_states, no_deal_values
from model.negotiation.zone import settlement
from model.result import Result
from pages.ui import findings_negotiation as findings
from pages.ui import sections
from pages.ui.bargain import drawn, talks
from pages.ui.episodes import episodes
from pages.ui.frame import show
from pages.ui.goals import PICKS, goals
from pages.ui.negotiation import cards_of, enough, weights, zone
from pages.ui.numbers import cards
from pages.ui.say import say
from pages.ui.tabs import tabs


def body(result: Result) -> None:
    """Draw the page below its title, the zone first: its charts take the browser longest."""
    over, top = talks(result), st.container()
    where, is_enough, happened, takes = tabs("negotiation", ("zone", "enough", "episodes", "goals"))

    if where.open:
        with where:
            zone(over)
    draws = drawn(result)
    with top:
        sections.answer(findings.answer(over, draws))
        say("on-the-table", ("note", findings.on_the_table(result.policy)))
        cards(cards_of(over, draws))
    if is_enough.open:
        with is_enough:
            enough(over, draws)
    if happened.open:
        with happened:
            episodes(result)
    if takes.open:
        with takes:
            goals(result)

    weights(result)
    sections.computed(
        "negotiation",
        (japan_tariffs, us_tariffs, investment_cost, farm_cost, us_offers, Limit.odds, chain_of_states, no_deal_values,
         settlement, unlocking),
    )  # fmt: skip


show("negotiation", body, **PICKS)
