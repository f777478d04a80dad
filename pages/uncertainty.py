"""How sure is this: the results in draws of what economists dispute, and whose doubt weighs most."""

import streamlit as st

from model.headline import MONTHLY
from model.negotiation.draws import verdicts
from model.result import Result
from model.sensitivity import first_order, swings, values
from pages.ui import draws, sections
from pages.ui import findings_uncertainty as findings
from pages.ui import uncertainty as tables
from pages.ui.bargain import talks
from pages.ui.chart import beside, chart
from pages.ui.controls import pick
from pages.ui.figures import uncertainty as figures
from pages.ui.frame import show
from pages.ui.numbers import cards
from pages.ui.tabs import tabs
from pages.ui.text import several, table, text

CARDS = ("japan_built", "six_profit", "short", "balance_jpy", "gdp", "jobs")
FIRST, SECOND = ("japan_built", "six_profit", "short", "balance_jpy"), ("gdp", "orders")
TALL = 440


def body(result: Result) -> None:
    """Draw the page below its title."""
    draws.crew()
    answer, numbers = st.container(), st.container()
    left, right = st.columns(2)
    with left:
        name = pick("headline")
    with right:
        count = pick("draws")
    unit, centre, source = tables.unit_of(name), tables.central(result, name), text("uncertainty.source")
    key = draws.study_of(result, count)
    kept = draws.kept(key)
    with answer:
        spread = tables.spread_of(result, kept.draws, name) if kept else None
        sections.answer(findings.answer(result, name, centre, unit, spread))
    with numbers:
        cards(tables.cards_of(result, CARDS, kept))
    if kept is None:
        label = text("uncertainty.draw", count=f"{int(count):,}", assumptions=len(key[0].names))
        st.button(label, key="draw", on_click=draws.want, args=(key,), type="primary", disabled=draws.wanted(key))
        sections.note("uncertainty.before", seed=key[0].seed)
        draws.go(key, result.baseline)
        return

    sections.note("uncertainty.drawn", said=findings.count(kept))
    of_result, of_months, of_more, of_yes = tabs("uncertainty", ("spread", "spread_months", "spread_more", "yes"))

    if of_result.open:
        with of_result:
            one_by_one, alone = tables.by_one(result, kept, name), tables.by_share(kept, name)
            signs = tables.by_sign(kept.draws)
            axis = tables.axis_of(name)
            with beside():
                lines = several("uncertainty", "line_draws", "line_central", "axis_draws")
                figure = figures.distribution(spread, lines, axis)
                chart(figure, "draws", findings.distribution(name, spread), text("uncertainty.draws_measure"), source)
                ends = several("uncertainty", "line_low", "line_high")
                figure = figures.tornado(one_by_one, centre, unit, ends, axis)
                measure = text("uncertainty.tornado_measure")
                chart(figure, "tornado", findings.tornado(one_by_one, unit, centre), measure, source)
                figure = figures.explained(alone, text("uncertainty.line_share"), text("uncertainty.axis_share"))
                measure = text("uncertainty.explained_measure")
                chart(figure, "explained", findings.explained(alone), measure, source, height=TALL)
                figure = figures.signs(signs, table("uncertainty_sign"), text("uncertainty.axis_draws"))
                chart(figure, "signs", findings.signs(signs), text("uncertainty.signs_measure"), source, height=TALL)
            sections.note("uncertainty.limits")

    for box, paths in ((of_months, FIRST), (of_more, SECOND)):
        if box.open:
            with box:
                with beside():
                    for path in paths:
                        months = tables.by_month(result, kept.draws, path)
                        lines = several("uncertainty", "line_nine", "line_five", "line_central", "line_reference")
                        figure = figures.fan(months, result.policy.decision, lines, MONTHLY[path])
                        title = findings.months(path, months, tables.path_unit(path))
                        chart(figure, f"months-{path}", title, text(f"path_measure.{path}"), source)
                sections.note("uncertainty.months_limits")

    if of_yes.open:
        with of_yes:
            found = verdicts(talks(result), int(count), key[0].seed)
            shares, source = tables.shares(found), text("uncertainty.yes_source")
            with beside():
                figure = figures.verdicts(shares, table("uncertainty_side"), text("uncertainty.axis_draws"))
                chart(figure, "both-yes", findings.verdict(shares), text("uncertainty.yes_measure"), source)
                titles = several("uncertainty", "axis_japan", "axis_us")
                figure = figures.gains(tables.by_verdict(found), table("uncertainty_verdict"), titles)
                chart(figure, "gains", findings.gains(shares), text("uncertainty.gains_measure"), source)
            sections.note("uncertainty.yes_limits", count=f"{len(found.japan):,}")

    words = table("uncertainty_column")
    sections.table(tables.bands(result, kept.draws), "bands", result, words)
    sections.table(tables.ends(result, kept, name), "one_by_one", result, words)
    sections.computed("uncertainty", (values, swings, first_order, verdicts))


show("uncertainty", body, headline=tables.RESULTS, draws=draws.COUNTS)
