"""The short version: a brief on one page, told step by step, and to take along."""

import streamlit as st

from model.result import Result
from pages.ui import own, sections
from pages.ui.chart import beside, chart
from pages.ui.downloads import downloads
from pages.ui.export.archive import snippet
from pages.ui.export.content import Brief, named_sources
from pages.ui.export.messages import HEADLINE, MESSAGES, ON_SCREEN, brief
from pages.ui.figures.brief import drawn
from pages.ui.frame import show
from pages.ui.numbers import numbers
from pages.ui.session import OPEN
from pages.ui.slide import presented, start, steps
from pages.ui.text import text

WHOLE = "page"


def whole(result: Result, told: Brief) -> None:
    """Show every message on one page: the answer, its numbers, the charts, and what is not said."""
    opening, *others = told.messages
    st.caption(told.scenario)
    sections.answer(opening.said)
    numbers(result, HEADLINE)
    with st.container(horizontal=True, key="downloads"):
        start(opening.key)
        downloads(result, told)
    with beside():
        for message in (one for one in others if one.key in ON_SCREEN):
            source = f"{text('export.source', source=message.source)} · {text(f'kind.{message.kind}')}"
            chart(drawn(message.chart), f"brief-{message.key}", message.title, message.measure, source)
    left, right = st.columns(2)
    points = [f"- {point}" for message in others for point in message.points]
    left.markdown("\n".join([f"**{text('export.not_said')}**", "", *points]))
    lines = [f"- {named_sources(*one)}" for one in told.sources]
    right.markdown(f"**{text('export.sources')}**")
    right.caption("\n".join(lines))
    box = st.expander(text("brief.snippet"), key=f"{OPEN}snippet", on_change="rerun")
    if box.open:
        box.caption(text("brief.snippet_line"))
        box.code(snippet(result, told.origin), language="python")


def body(result: Result) -> None:
    """Draw the page below its title."""
    kept = st.session_state["session"]
    told = brief(result, kept.choice.preset, st.context.url or "", tuple(st.session_state.get(own.NAMES, ())))
    if kept.held["step"] == WHOLE:
        whole(result, told)
    else:
        steps(kept.held["step"], WHOLE, tuple(MESSAGES))
        presented(next(message for message in told.messages if message.key == kept.held["step"]))


show("brief", body, step=(WHOLE, *MESSAGES))
