"""Who stands behind a package, whether red lines hold, and whether it is better to sign or to wait."""

from collections.abc import Callable

import streamlit as st

from model import politics as model_politics
from model.economy import pressure
from model.negotiation.limits import Limit
from model.negotiation.timing import timing
from model.negotiation.waiting import chain_of_states, no_deal_values, value_of_waiting
from model.result import Result
from pages.ui import findings_politics as findings
from pages.ui import findings_waiting, sections
from pages.ui import politics as tables
from pages.ui.bargain import metered, talks, timed
from pages.ui.chart import beside, chart
from pages.ui.figures import politics, waiting
from pages.ui.figures import rethink as rethink_figures
from pages.ui.frame import show
from pages.ui.numbers import cards
from pages.ui.suppliers import rests_on
from pages.ui.tabs import tabs
from pages.ui.text import table, text

SCALES = (
    "scale_profit", "scale_jobs", "scale_short", "scale_farm", "scale_fiscal", "scale_gap", "scale_revenue",
    "scale_deficit", "scale_value_added", "scale_consumers", "scale_energy", "farm_salience",
)  # fmt: skip
LINES = (
    "car_ceiling", "rice_ceiling", "fiscal_ceiling", "fiscal_cost", "car_floor_before", "car_floor",
    "general_floor_before", "general_floor", "investment_floor", "limit_softness",
)  # fmt: skip
PATIENCE = ("japan_impatience", "us_impatience", "threat_credible", "paused_credible", "calm_hazard", "stress_hazard")
PRESSURE = ("calm_hazard", "stress_hazard", "approval_prices", "approval_growth", "us_price_slope", "us_growth_slope")


def groups(result: Result) -> None:
    """Show the meters of the groups on both sides, what moves each, and what the election does."""
    over, found = talks(result), metered(result)
    rows, moved = tables.meters(over, found), tables.drivers(found)
    rows["name"] = [text(f"meter_group.{name}") for name in rows["group"]]
    said = [findings.driver(row.driver, row.change, row.scale) for row in moved.itertuples()]
    rows["words"] = moved.assign(words=said).groupby(["side", "group"], sort=False)["words"].agg("; ".join).to_list()
    measure, source = text("politics.groups_measure"), text("politics.source_groups")
    with beside():
        for side in ("japan", "us"):
            words = rows.loc[rows["side"] == side, "words"].str.replace("; ", "<br>").to_list()
            figure = politics.meters(rows, side, words, text("politics_axis.meter"), text("politics.across"))
            chart(figure, f"meters-{side}", findings.groups(rows, side), measure, source, height=330)
    st.markdown(findings.across(rows, over))
    st.markdown(f"**{text('politics.drivers')}**")
    shown = rows.assign(side=[text(f"politics.side_{side}") for side in rows["side"]], meter=rows["meter"].round() + 0)
    columns = table("politics_column")
    sections.rows(shown[["side", "name", "meter", "words"]], {**columns, "name": columns["group"]})
    sections.note("politics.groups_limits")
    rests_on(result, SCALES)
    sections.table(moved, "meter_drivers", result, columns)


def red_lines(result: Result) -> None:
    """Show the odds that the package passes the red lines of both sides, now and by day of the talks."""
    over = talks(result)
    rows, days = tables.red_lines(over), tables.by_day(over)
    rows["name"] = [text(f"red_line.{row.limit}", point=f"{row.point:g}") for row in rows.itertuples()]
    measure, source = text("politics.lines_measure"), text("politics.source_lines")
    with beside():
        for side, of in (("japan", over.japan), ("us", over.us)):
            figure = politics.odds(rows, side, text("politics_axis.odds"), text("politics.even"))
            chart(figure, f"red-lines-{side}", findings.red_lines(rows, side, of.odds), measure, source, height=190)
        names = {side: text(f"politics.capital_{side}") for side in ("japan", "us")} | {
            "own": text("politics.line_own")
        }  # fmt: skip
        figure = politics.by_day(days, result.policy.talks, names, text("politics_axis.odds"))
        chart(figure, "red-lines-by-day", findings.by_day(days), text("politics.days_measure"), source)
        record = tables.polls(result.baseline)
        marks = {tables.MID_JULY: text("politics.mark_vote"), tables.RESIGNED: text("politics.mark_resigns")}
        figure = politics.polls(record, marks, text("politics_axis.approval"))
        measure, source = text("politics.polls_measure"), text("politics.source_polls")
        chart(figure, "polls", findings.polls(record), measure, source)
    seats = tables.seats(result.baseline)
    st.markdown(text("politics.seats", **{name: f"{value:g}" for name, value in seats.items()}))
    sections.note("politics.lines_limits")
    rests_on(result, LINES)
    columns = table("politics_column")
    sections.table(rows.drop(columns="name"), "red_lines", result, columns)
    sections.table(days, "red_line_days", result, columns)
    sections.table(result.baseline.politics, "political_record", result, columns)


def sign_or_wait(result: Result) -> None:
    """Show what signing is worth to each side by month, and the odds of each state without a deal."""
    over, when = talks(result), timed(result)
    rows = tables.signing(over, when)
    names = {"possible": text("politics.possible"), "closed": text("politics.closed")}
    marks = {tables.ELECTION: text("politics.mark_election"), tables.DUE[over.threat.name]: text("politics.mark_due")}
    measure, source = text("politics.signing_measure"), text("politics.source_timing")
    with beside():
        for side in ("japan", "us"):
            figure = waiting.signing(rows, side, names, marks, text("politics_axis.usd"))
            chart(figure, f"signing-{side}", findings_waiting.signing(rows, side, when), measure, source)
        states = {state: text(f"politics.state_{state}") for state in tables.STATES}
        figure = waiting.states(rows.iloc[1:], states, text("politics_axis.odds"))
        chart(figure, "states", findings_waiting.states(rows), text("politics.states_measure"), source, height=420)
        others, after = tables.precedents(result.baseline, result.policy.talks)
        others[["label", "words"]] = [findings_waiting.precedent(row) for row in others.itertuples()]
        kinds = ("threat", "deal", "truce", "imposed", "cars", "general", "talks")
        names = {kind: text(f"politics.precedents_{kind}") for kind in kinds}
        figure = waiting.precedents(others, after, names, text("politics_axis.rate"))
        title, measure = findings_waiting.precedents(others, result.policy.talks), text("politics.precedents_measure")
        chart(figure, "precedents", title, measure, text("politics.source_precedents"), height=420)
    sections.note("politics.timing_limits")
    rests_on(result, PATIENCE)
    columns = table("politics_column")
    sections.table(rows, "signing", result, columns)
    sections.table(result.baseline.precedents, "precedents", result, columns)


def rethink(result: Result) -> None:
    """Show what presses Washington, how likely it gives way by month, and what market stress does to that."""
    rows = tables.rethinking(result.policy, result.assumptions, result.baseline)
    source, own = text("politics.source_rethink"), result.policy.market_stress
    with beside():
        names = {part: text(f"politics.part_{part}") for part in ("economy", "stress")}
        names |= {"april": text("politics.of_april")}
        april = tables.stress_pressure(tables.APRIL_2025)
        figure = rethink_figures.pressure(rows, april, names, text("politics_axis.pressure"))
        chart(figure, "pressure", findings_waiting.pressure(rows), text("politics.pressure_measure"), source)
        figure = rethink_figures.chance(rows, text("politics_axis.chance"))
        chart(figure, "chance", findings_waiting.chance(rows), text("politics.chance_measure"), source)
        names = {kind: text(f"politics.line_{kind}") for kind in ("set", "calm", "april")}
        figure = rethink_figures.given_way(rows, names, text("politics_axis.odds"))
        chart(figure, "given-way", findings_waiting.given_way(rows), text("politics.given_way_measure"), source)
        chances = tables.by_stress(rows, own, result.assumptions)
        names = {"any": text("politics.any_stress"), "own": text("politics.own_stress")}
        titles = (text("politics_axis.stress"), text("politics_axis.chance"))
        figure = rethink_figures.by_stress(chances, own, names, titles)
        chart(figure, "by-stress", findings_waiting.by_stress(chances), text("politics.by_stress_measure"), source)
    sections.note("politics.rethink_limits")
    rests_on(result, PRESSURE)
    sections.table(rows, "rethinking", result, table("politics_column"))


TABS: dict[str, Callable[[Result], None]] = {
    "meters": groups, "red_lines": red_lines, "sign_or_wait": sign_or_wait, "rethink": rethink,
}  # fmt: skip


def body(result: Result) -> None:
    """Draw the page below its title."""
    over, when = talks(result), timed(result)
    if result.policy.course == "history":
        sections.note("politics.history")
    lowest = tables.lowest(tables.meters(over, metered(result)))
    sections.answer(findings.politics(lowest, over, when))
    cards(findings.cards(lowest, over, tables.signing(over, when), when))
    for tab, draw in zip(tabs("politics", tuple(TABS)), TABS.values(), strict=True):
        if tab.open:
            with tab:
                draw(result)
    sections.computed("politics", (
        model_politics.groups, model_politics.drivers, Limit.odds, chain_of_states, no_deal_values, value_of_waiting,
        timing, pressure,
    ))  # fmt: skip


show("politics", body)
