"""How good was it: the model against what happened, and against what others expected of the same shock."""

import streamlit as st

from model.history import history
from model.market import NotConverged
from model.scores import outcomes, score
from model.shocks import estimates
from pages.ui import findings_record as findings
from pages.ui import record, sections
from pages.ui.chart import chart
from pages.ui.figures import record as figures
from pages.ui.frame import closing, frame
from pages.ui.numbers import cards
from pages.ui.text import several, text, unbroken

result = frame("track_record")
try:
    found = record.scored(result.assumptions, result.baseline)
    others = record.estimated(result.assumptions, result.baseline)
except NotConverged as failure:
    st.warning(text("frame.not_converged", residual=f"{float(failure.residual.max()):.1e}"))
    closing(result)
    st.stop()

scores, parts = score(found), record.groups(found)
sections.answer(findings.answer(scores))
cards(findings.cards(scores, others))
st.caption(f"{text('record.fixed')} {findings.moved(result.assumptions)}")

happened, expected = sections.tabs("track_record", ("happened", "expected"))
marks = several("record", "observed", "within", "outside", "band")

if happened.open:
    with happened:
        left, right = st.columns(2)
        for name, column in {"spans": left, "amounts": left, "months": right}.items():
            with column:
                rows = parts[name]
                figure = figures.beside(record.drawn(rows), marks, text(f"record_axis.{name}"))
                said, size = (findings.chart(rows), text(f"record_measure.{name}")), figures.height(len(rows))
                chart(figure, f"record-{name}", *said, text("record.source"), height=size)
        st.markdown(f"**{text('record.every')}**")
        record.show(record.outcome_rows(found), "outcomes", result)
        sections.note("record.happened_limits")

if expected.open:
    with expected:
        left, right = st.columns(2)
        names = several("record", "ours_now", "ours_lasting", "published", "not_alike")
        for name, column in {"gdp": left, "market": right}.items():
            with column:
                rows, own = record.by_shock(others) if name == "gdp" else record.by_measure(others)
                figure = figures.ranges(rows, own, names, text(f"record_axis.{name}"))
                title = findings.gdp(others) if name == "gdp" else findings.market(others)
                size = figures.height(figures.lines(rows, own), figures.LINE)
                said = (title, text(f"record_measure.{name}"), text("record.source_estimates"))
                chart(figure, f"estimates-{name}", *said, height=size)
        st.markdown(unbroken(findings.spread(others)))
        st.markdown(f"**{text('record.every_estimate')}**")
        record.show(record.estimate_rows(others), "estimates", result)
        sections.note("record.expected_limits")

sections.computed("track_record", (outcomes, history, estimates))
closing(result)
