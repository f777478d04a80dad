"""Presenter mode: one message on the screen in large type, and the buttons that step through them."""

from dataclasses import asdict
from pathlib import Path

import streamlit as st
from streamlit.components import v2

from pages.ui.chart import chart
from pages.ui.export.content import Message, Number
from pages.ui.figures.brief import drawn
from pages.ui.text import text, unbroken

HERE = Path(__file__).parent
LARGE, HEIGHT = 15, 400
CHART_AND_NUMBERS = (2.4, 1)

_element = v2.component(
    "slide", js=(HERE / "slide.js").read_text(), css=(HERE / "slide.css").read_text(), isolate_styles=False
)


def start(first: str) -> None:
    """Draw the button that leads to the first step."""
    st.button(text("brief.present"), key="present", on_click=_to, args=(first,), icon=":material/slideshow:")


def steps(now: str, whole: str, keys: tuple[str, ...]) -> None:
    """Draw the buttons along the steps and out of them; the arrow keys and Esc press them."""
    place = keys.index(now)
    with st.container(horizontal=True, vertical_alignment="center", key="steps"):
        st.button(text("brief.previous"), key="previous", on_click=_by, args=(-1, keys), shortcut="Left")
        st.markdown(text("brief.step", now=place + 1, count=len(keys)), width="content")
        st.button(text("brief.next"), key="next", on_click=_by, args=(1, keys), shortcut="Right")
        st.button(text("brief.close"), key="close", on_click=_to, args=(whole,), shortcut="Esc", type="tertiary")


def presented(message: Message) -> None:
    """Draw one message: its title, then its chart with its numbers beside it, or its words with them below."""
    if message.chart is None:
        _words(message.title, "" if message.points else message.said, message.points, message.numbers)
        return
    _words(message.title)
    left, right = st.container(key="presented").columns(CHART_AND_NUMBERS)
    with left:
        source = f"{text('export.source', source=message.source)} · {text(f'kind.{message.kind}')}"
        figure, alt = drawn(message.chart, LARGE), f"{message.title}. {message.measure}"
        chart(figure, f"step-{message.key}", "", message.measure, source, alt=alt, height=HEIGHT)
    with right:
        _words(numbers=message.numbers)


def _words(
    title: str = "", said: str = "", points: tuple[str, ...] = (), numbers: tuple[Number, ...] = ()
) -> None:  # fmt: skip
    kinds = [{"kind": text(f"kind_letter.{one.kind}"), "kindName": text(f"kind.{one.kind}")} for one in numbers]
    drawn_numbers = [asdict(one) | kind for one, kind in zip(numbers, kinds, strict=True)]
    shown = {"title": unbroken(title), "said": unbroken(said), "points": points, "numbers": drawn_numbers}
    key = "slide" if title else "slide-numbers"
    _element(key=key, data=shown | {"label": text("sections.numbers")})


def _to(step: str) -> None:
    """Go to a step; only a callback may, before the page is drawn."""
    st.session_state["session"].put({"step": step})
    st.rerun()


def _by(move: int, keys: tuple[str, ...]) -> None:
    """Go along the steps from where the reader is now, which may be further than the page has drawn."""
    now = st.session_state["session"].held["step"]
    if now in keys:
        _to(keys[min(max(keys.index(now) + move, 0), len(keys) - 1)])
