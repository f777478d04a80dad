"""A range beside every headline number: a small fixed set of draws of the assumptions, when a reader asks for it."""

import logging
from collections.abc import Mapping

import streamlit as st

from model.baseline import Baseline
from model.result import Result
from model.sensitivity import Study, joined, parts
from pages.ui import style
from pages.ui.draws import crew
from pages.ui.headline import known, shows_change
from pages.ui.shelf import ONCE
from pages.ui.text import text

COUNT, ASKED = 200, "ranges-asked"
LOW, HIGH = 0, -1
Band = tuple[float, float]


def ranges(result: Result) -> dict[str, str]:
    """Return the range of every headline number in words; nothing until the reader has asked for this scenario's."""
    study = _study(result)
    if st.session_state.get(ASKED) != (study, result.baseline.digest):
        return {}
    try:
        bands = _bands(study, result.baseline)
    except (ArithmeticError, OSError, EOFError):
        logging.getLogger(__name__).exception("the ranges failed")
        st.warning(text("uncertainty.failed"))
        return {}
    return {name: _words(name, result.headline[name].unit, band) for name, band in bands.items()}


def ask(result: Result, known_already: Mapping[str, str]) -> None:
    """Draw the button that asks for the ranges, or say what they are."""
    if known_already:
        st.caption(text("ranges.what", count=COUNT))
        return
    key = (_study(result), result.baseline.digest)
    st.button(text("ranges.ask"), key="ranges", type="tertiary", on_click=_asked, args=(key,))


def _asked(key: tuple[Study, str]) -> None:
    st.session_state[ASKED] = key


def _study(result: Result) -> Study:
    return Study(result.policy, result.reference, result.assumptions, COUNT)


@st.cache_resource(max_entries=32, show_spinner=True, hash_funcs=ONCE)
def _bands(study: Study, tables: Baseline) -> dict[str, Band]:
    """Return the 5% and 95% points of what a card writes large, by name."""
    found = joined(study, list(parts(study, tables, crew().map)))
    bands = {name: found.band(name, change=shows_change(name)) for name in found.headline}
    return {name: (float(band[LOW]), float(band[HIGH])) for name, band in bands.items()}


def _words(name: str, unit: str, band: Band) -> str:
    write = style.change if shows_change(name) else style.amount
    low, high = (write(*known(value, unit.partition(" a ")[0])) for value in band)
    return text("ranges.range", low=low, high=high)
