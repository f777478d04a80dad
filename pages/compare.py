"""How do they differ: up to four scenarios side by side, and what makes two of them differ, lever by lever."""

import streamlit as st

from model.attribution import attribution
from model.headline import MONTHLY
from model.result import Result
from pages.ui import compare, compared, sections
from pages.ui import findings_compare as findings
from pages.ui.chart import chart
from pages.ui.controls import pick
from pages.ui.figures import compare as figures
from pages.ui.frame import show
from pages.ui.numbers import cards
from pages.ui.text import has, table, text
from pages.ui.uncertainty import axis_of, path_unit, unit_of

STEPS = 460


def body(result: Result) -> None:
    """Draw the page below its title."""
    top = st.container()
    for column, name in zip(st.columns(len(compare.SLOTS)), compare.SLOTS, strict=True):
        with column:
            compare.slot(name)
    compare.paste()
    found = compare.scenarios(result)
    if len(found) == 1:
        return
    left, middle, right = st.columns(3)
    with left:
        name = pick("headline")
    with middle:
        path = pick("path")
    with right:
        compare.pick_towards(found)
    own, other, source = found[0], compare.towards(found), text("source.model")
    with top:
        said = st.empty()
        cards(compared.cards_of(own, other), compare.link_of(other))
        sections.note("compare.cards", other=other.name)
    with said:
        sections.answer(findings.apart(own, other, name))

    left, right = st.columns(2)
    with left:
        values, unit = compared.by_scenario(found, (name,))[name], unit_of(name)
        figure = figures.result(values, unit, axis_of(name))
        chart(figure, "result", findings.results(values, name), text("compare.result_measure"), source)
        in_steps = st.container()
    with right:
        months = compared.by_month(found, path)
        figure = figures.months(months, result.policy.decision, table("line"), MONTHLY[path])
        chart(figure, "months", findings.months(months, path, path_unit(path)), text(f"path_measure.{path}"), source)
        six = compared.by_scenario(found, compared.BESIDE)
        units, titles = ([of(one) for one in compared.BESIDE] for of in (unit_of, lambda one: text(f"headline.{one}")))
        figure, measure = figures.multiples(six, units, titles), text("compare.multiples_measure")
        title = findings.multiples(other, compared.sides(own, other))
        chart(figure, "six", title, measure, source, height=STEPS)
    with in_steps:
        attributed = compare.attributed(own, other)
        steps, unit = compared.steps(attributed, name), compared.difference_unit(name)
        axis = text(f"axis_unit.{unit}") if has(f"axis_unit.{unit}") else unit
        figure = figures.steps(steps, unit, table("compare_step"), axis)
        measure = text("compare.steps_measure", other=other.name, method=findings.method(attributed, name))
        chart(figure, "steps", findings.steps(steps, name), measure, source, height=STEPS)
    with said:
        sections.answer(findings.answer(own, other, name, steps), "answer-in-steps")
    sections.note("compare.limits")

    st.markdown(f"**{text('compare.levers')}**")
    rows = compared.levers(found)
    if rows.empty:
        sections.note("compare.no_levers")
    else:
        sections.rows(rows, table("compare_column"))
    words = table("compare_column")
    sections.table(compared.results(found), "results", result, words)
    sections.table(compared.shares(attributed), "shares", result, words)
    sections.computed("compare", (attribution,))


show("compare", body, **compare.PICKS)
