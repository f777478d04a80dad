"""How good was it: the model against what happened, and against what others expected of the same shock."""

import streamlit as st

from model.history import history
from model.market import NotConverged
from model.result import Result
from model.scores import outcomes
from model.shocks import estimates
from pages.ui import findings_record as findings
from pages.ui import record, sections
from pages.ui.chart import beside, chart
from pages.ui.frame import show
from pages.ui.numbers import cards
from pages.ui.tabs import tabs
from pages.ui.text import text, unbroken


def body(result: Result) -> None:
    """Draw the page below its title."""
    try:
        past = record.happened(result.assumptions, result.baseline)
        others = record.expected(result.assumptions, result.baseline)
    except NotConverged as failure:
        st.warning(text("frame.not_converged", residual=f"{float(failure.residual.max()):.1e}"))
        return

    sections.answer(findings.answer(past.score))
    cards(findings.cards(past.score, others.alike))
    st.caption(f"{text('record.fixed')} {findings.moved(result.assumptions)}")

    happened, expected = tabs("track_record", ("happened", "expected"))

    if happened.open:
        with happened:
            left, right = st.columns(2)
            for name, column in {"spans": left, "amounts": left, "months": right}.items():
                with column:
                    title, figure, size = past.charts[name]
                    measure = text(f"record_measure.{name}")
                    chart(figure, f"record-{name}", title, measure, text("record.source"), height=size)
            st.markdown(f"**{text('record.every')}**")
            record.show(past.rows, "outcomes", result)
            sections.note("record.happened_limits")

    if expected.open:
        with expected:
            with beside():
                for name in ("gdp", "market"):
                    title, figure, size = others.charts[name]
                    measure = text(f"record_measure.{name}")
                    chart(figure, f"estimates-{name}", title, measure, text("record.source_estimates"), height=size)
            st.markdown(unbroken(others.spread))
            st.markdown(f"**{text('record.every_estimate')}**")
            record.show(others.rows, "estimates", result)
            sections.note("record.expected_limits")

    sections.computed("track_record", (outcomes, history, estimates))


show("track_record", body)
