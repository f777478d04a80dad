"""Where a number comes from, as the method page shows it: its equations, its inputs, their sources and kinds."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from model.bargain import TALK_UNITS
from model.equations import OF_NUMBER
from model.provenance import Provenance
from model.result import Result
from pages.ui import findings_provenance as findings
from pages.ui import provenance_tables as tables
from pages.ui.bargain import number as number_of
from pages.ui.chart import chart
from pages.ui.controls import pick
from pages.ui.figures import provenance as figures
from pages.ui.headline import known, shown, shows_change
from pages.ui.method import BADGES, explained, place
from pages.ui.origins import origins
from pages.ui.session import OPEN
from pages.ui.text import several, table, text, unbroken

CHART_HEIGHT = 540


def where_from(result: Result) -> None:
    """Show where one number comes from; what moves it is worked out now, unless it is known."""
    name = pick("headline")
    number = number_of(result, name)
    value, change = shown(name, number)
    said = {"name": text(f"headline.{name}"), "kind": text(f"kind.{number.kind}").lower()}
    means = text(f"headline_help.{name}")
    form = "number_of_talks" if name in TALK_UNITS else "number"
    st.markdown(unbroken(text(f"provenance.{form}", value=value, change=change, means=means, **said)))
    found = origins(result, name)
    if found is not None:
        _inputs(found, name, number.unit)
        weighed = "" if name in TALK_UNITS else text("provenance.weights_still")
        st.caption(text("provenance.how", count=f"{len(found.trials):,}", weights=weighed))
    _equations(OF_NUMBER[name])


def _inputs(found: Provenance, name: str, unit: str) -> None:
    rows, listed = tables.assumed(found, name, unit), tables.figures(found, name)
    st.markdown(unbroken(findings.rests_on(found.budget(name), listed)))
    shares, said, moved = tables.kinds(found, name)
    if len(shares):
        left, right = st.columns(2)
        with left:
            figure = figures.budget(shares, said, table("kind"), text("provenance.axis_share"))
            title, measure = findings.weight(moved), text("provenance.budget_measure")
            chart(figure, "budget", title, measure, text("provenance.source"), height=CHART_HEIGHT)
        if len(rows):
            with right:
                _swings(found, name, unit)
    for what, frame in (
        ("assumptions", tables.inputs(found, name, unit)), ("figures", listed), ("levers", tables.levers(found, name)),
    ):  # fmt: skip
        _table(what, frame)


def _swings(found: Provenance, name: str, unit: str) -> None:
    """Draw how far each assumption moves the number."""
    rows, centre = tables.assumed(found, name, unit), found.centre[name]
    central, word = known(float((centre.change if shows_change(name) else centre.value)[0]), unit.partition(" a ")[0])
    ends = several("uncertainty", "line_low", "line_high")
    axis = text("provenance.axis_number", name=text(f"headline.{name}"), unit=word)
    title, measure = findings.mover(rows), text("provenance.swings_measure")
    chart(figures.swings(rows, central, (ends[0], ends[1]), axis), "swings", title, measure, text("provenance.source"),
          height=CHART_HEIGHT)  # fmt: skip


def _table(what: str, frame: Any) -> None:
    """Draw a table of inputs, opened by the reader; nothing where there are none, which the text says."""
    if frame.empty:
        return
    label = text(f"provenance.table_{what}", count=len(frame))
    box = st.expander(label, what == "assumptions", key=f"{OPEN}inputs-{what}", on_change="rerun")
    if not box.open:
        return
    words = {name: text(f"method_column.{name}") for name in frame}
    columns: dict[str, Any] = dict(words)
    if "link" in frame:
        columns["link"] = st.column_config.LinkColumn(words["link"], display_text=text("method.open"))
    if "kind" in frame:
        kinds, colours = [text(f"kind.{kind}") for kind in BADGES], list(BADGES.values())
        columns["kind"] = st.column_config.MultiselectColumn(words["kind"], options=kinds, color=colours)
    box.dataframe(frame, key=f"inputs-{what}", hide_index=True, column_config=columns)


def _equations(made: tuple[Callable[..., Any], ...]) -> None:
    """Show the equation nearest to the number, and those before it in the order in which the model works."""
    *before, last = made
    st.subheader(text("provenance.equations_title"), anchor=False)
    st.markdown(f"**{text(f'equation.{last.__name__}')}**")
    _equation(last)
    if not before:
        return
    names = ", ".join(text(f"equation.{function.__name__}") for function in before)
    st.caption(text("provenance.before", names=names))
    box = st.expander(
        text("provenance.open_before", count=len(before)), key=f"{OPEN}equations-before", on_change="rerun"
    )
    if box.open:
        with box:
            for function in reversed(before):
                st.markdown(f"**{text(f'equation.{function.__name__}')}**")
                _equation(function)


def _equation(function: Callable[..., Any]) -> None:
    st.markdown(explained(function))
    st.markdown(f":small[`{place(function)}`]")
