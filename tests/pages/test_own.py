"""A reader's own table is used only where the model can be calibrated on it; what was in use before stays."""

import pytest
import streamlit as st

from data.upload import template
from pages.ui.own import own_baseline, remove, take
from pages.ui.text import text


def as_csv(table) -> bytes:
    return table.to_csv(index=False).encode()


@pytest.fixture(autouse=True)
def a_session_of_its_own():
    st.session_state.clear()
    yield
    st.session_state.clear()


def test_a_table_that_passes_is_used_until_it_is_taken_out():
    assert take("makers", "mine.csv", as_csv(template("makers"))) == ()
    used = own_baseline()
    assert used is not None and set(used.makers["source"]) == {"own"} and set(used.fleet["source"]) != {"own"}
    remove("makers")
    assert own_baseline() is None


def test_two_tables_may_be_used_together():
    for name in ("makers", "fleet"):
        assert take(name, "mine.csv", as_csv(template(name))) == ()
    used = own_baseline()
    assert used is not None and set(used.makers["source"]) == set(used.fleet["source"]) == {"own"}


@pytest.mark.parametrize("place", ["JP", "US"])
def test_a_fleet_the_model_cannot_use_is_refused_in_words_and_the_one_before_stays(place):
    take("makers", "mine.csv", as_csv(template("makers")))
    before, fleet = own_baseline(), template("fleet")
    left = fleet[fleet["maker"] == "Tesla"] if place == "US" else fleet[fleet["assembly"] != "JP"]
    found = take("fleet", "mine.csv", as_csv(left))
    assert found and found[0].reason in (text("own.unusable"), text("own.no_equilibrium"))
    assert own_baseline() is before


def test_a_faulty_table_is_refused_with_its_faults():
    table = template("makers").assign(home="nowhere")
    found = take("makers", "mine.csv", as_csv(table))
    assert {fault.column for fault in found} == {"home"} and len(found) == len(table)
    assert own_baseline() is None
