"""Draws of the assumptions on the way: asked for by a button, computed by the crew, shown as they go, kept for all."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import streamlit as st

from model.baseline import Baseline
from model.result import Result
from model.sensitivity import FirstOrder, Study, Swing, Uncertainty, joined, parts, swings
from pages.ui.crew import Crew
from pages.ui.shelf import Shelf
from pages.ui.text import text

MOST_KEPT, OFTEN_SECONDS = 6, 0.2
COUNTS = ("1000", "200", "500", "2000", "5000", "10000", "20000")
WANTED, FAILED = "draws-wanted", "draws-failed"
Key = tuple[Study, str]


@dataclass(frozen=True, eq=False)
class Drawn:
    """Hold the draws of a study, each assumption by itself, and the indices asked for so far."""

    draws: Uncertainty
    swings: dict[str, Swing]
    indices: dict[str, FirstOrder] = field(default_factory=dict)


@st.cache_resource(max_entries=1, show_spinner=False)
def shelf() -> Shelf[Key, Drawn]:
    """Return the studies kept for all readers, a few, since one of 20,000 draws takes 60 MB."""
    return Shelf(MOST_KEPT)


@st.cache_resource(max_entries=1, show_spinner=False)
def crew() -> Crew:
    """Return the processes that draw, started once for all readers."""
    return Crew()


def study_of(result: Result, count: str) -> Key:
    """Return the study of a result under so many draws, and the digest of its tables."""
    return Study(result.policy, result.reference, result.assumptions, int(count)), result.baseline.digest


def want(key: Key) -> None:
    """Ask for a study; only a callback may."""
    st.session_state[WANTED] = key
    st.session_state.pop(FAILED, None)


def stop() -> None:
    """Ask for no study any more; only a callback may."""
    st.session_state.pop(WANTED, None)


def kept(key: Key) -> Drawn | None:
    """Return a study that has been drawn."""
    return shelf().get(key)


def wanted(key: Key) -> bool:
    """Tell whether the reader wants a study drawn."""
    return bool(st.session_state.get(WANTED) == key)


def go(key: Key, baseline: Baseline) -> None:
    """Draw a study that the reader wants, with its progress and a way out of it, and then the page anew."""
    if st.session_state.get(FAILED) == key:
        st.warning(text("uncertainty.failed"))
    if not wanted(key):
        return
    bar = st.progress(0.0, text("uncertainty.starting"))
    st.button(text("uncertainty.cancel"), key="cancel-draws", on_click=stop)
    try:
        found = _draw(key[0], baseline, lambda done, left: bar.progress(done, said(key[0], done, left)))
    except (ArithmeticError, OSError, EOFError):
        logging.getLogger(__name__).exception("the draws failed")
        stop()
        st.session_state[FAILED] = key
        st.rerun()
    shelf().put(key, found)
    stop()
    st.rerun()


def said(study: Study, done: float, left: float) -> str:
    """Return how far the draws are, in words, and about how many seconds are left."""
    count = min(round(done * (study.count + 2 * len(study.names))), study.count)
    return text("uncertainty.progress", done=f"{count:,}", count=f"{study.count:,}", left=f"{max(left, 1):.0f}")


def _draw(study: Study, baseline: Baseline, show: Callable[[float, float], Any]) -> Drawn:
    total, begun, shown, done = study.count + 2 * len(study.names), monotonic(), 0.0, 0

    def counted(function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        nonlocal done, shown
        for part in crew().map(function, items):
            done, now = done + len(part.kept), monotonic()
            if now - shown > OFTEN_SECONDS:
                show(done / total, (now - begun) * (total - done) / done)
                shown = now
            yield part

    found = joined(study, list(parts(study, baseline, counted)))
    return Drawn(found, swings(study, baseline, counted))
