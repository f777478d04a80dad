"""The parts every page is made of: its answer, its notes, its tables, how it is computed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from model.result import Result
from pages.ui import findings_scope
from pages.ui.export.archive import stamped
from pages.ui.method import explained, place
from pages.ui.say import say
from pages.ui.session import OPEN
from pages.ui.text import text, unbroken


def answer(sentence: str, key: str = "answer") -> None:
    """Draw the page's answer in one sentence; a page that says it twice within a run needs a second key."""
    say(key, ("answer", unbroken(sentence)))


def scope(result: Result) -> None:
    """Draw what the figures of a page cover, in small type."""
    say("scope", ("note", findings_scope.scope(result)))


def note(key: str, **values: object) -> None:
    """Draw what a chart does not say, in small type."""
    say(f"note-{key.replace('.', '-')}", ("note", text(key, **values)))


def linked_tabs(page: str, names: Iterable[str]) -> Sequence[Any]:
    """Draw tabs of which the link carries the open one, as the pick `section` of the page."""
    kept, labels = st.session_state["session"], {text(f"{page}.{name}"): name for name in names}
    key, first = f"tabs-{page}", text(f"{page}.{kept.start['section']}")

    def opened() -> None:
        kept.held["section"] = labels[st.session_state[key]]

    return st.tabs(list(labels), default=first, key=key, on_change=opened)


def rows(frame: pd.DataFrame, columns: Mapping[str, str]) -> None:
    """Draw a table, numbers to four figures, its columns in words."""
    st.dataframe(frame, hide_index=True, column_config=_columns(frame, columns))


def table(
    made: pd.DataFrame | Callable[[], pd.DataFrame], name: str, result: Result, columns: Mapping[str, str]
) -> None:  # fmt: skip
    """Draw a table under its own name, with a download stamped with where it comes from; made when opened."""
    label = text("sections.table", name=text(f"result_table.{name}"))
    box = st.expander(label, key=f"{OPEN}table-{name}", on_change="rerun")
    if not box.open:
        return
    frame = made() if callable(made) else made
    box.dataframe(frame, hide_index=True, column_config=_columns(frame, columns))
    with box:
        download(frame, name, result)


def download(frame: pd.DataFrame, name: str, result: Result) -> None:
    """Draw the button that gives a table away, stamped with where it comes from."""
    label, file = text("sections.download"), f"common-ground-{name}-{result.digest}.csv"
    st.download_button(label, stamped(frame, result), file, "text/csv", key=f"download-{name}", on_click="ignore")


def computed(key: str, equations: Sequence[Callable[..., Any]]) -> None:
    """Draw how a page's numbers are computed: the docstrings of the functions that compute them."""
    box = st.expander(text("sections.computed"), key=f"{OPEN}computed-{key}", on_change="rerun")
    if box.open:
        for equation in equations:
            box.markdown(explained(equation))
            box.markdown(f":small[`{place(equation)}`]")


def _columns(frame: pd.DataFrame, headings: Mapping[str, str]) -> dict[str, Any]:
    """Return how each column is headed and written."""
    measured = set(frame.select_dtypes("number"))
    return {
        name: st.column_config.NumberColumn(headings.get(name, name), format="%.4g")
        if name in measured
        else st.column_config.Column(headings.get(name, name))
        for name in frame
    }
