"""A page says which months its figures count, and what a lever in use leaves out."""

import pytest
from screen import notes, opened

from data.load import load
from model.assumptions import Assumptions
from model.policy import Policy
from model.simulate import simulate
from pages.ui.findings_scope import scope

BASE = load()


def said(take_up=0.5, **levers):
    return scope(simulate(Policy(**levers), Assumptions(take_up=take_up), BASE))


@pytest.mark.parametrize(
    ("decision", "months"),
    [
        ("2025-04", "April 2025 to March 2026"),
        ("2025-07", "July 2025 to June 2026"),
        ("2027-04", "April 2027 to March 2028"),
    ],
)
def test_the_year_runs_from_the_decision(decision, months):
    words = said(decision=decision)
    assert f"the decision, {months};" in words and "credit" not in words and "counter" not in words


def test_credit_is_said_to_reach_only_the_firms_taken_to_use_it():
    assert "only the 50% that use the credit" in said(supplier_credit=3.0)
    assert "only the 55% that use the credit" in said(take_up=0.55, supplier_credit=0.5)


def test_a_counter_tariff_is_said_to_cost_japan_nothing_here():
    assert "counter-tariff of 12.5% lowers US exports and costs Japan nothing here" in said(counter_tariff=12.5)


@pytest.mark.parametrize("page", ["overview", "automakers", "suppliers", "trade", "beyond"])
def test_pages_of_effects_say_it_under_their_numbers(page):
    app = opened(page, decision="2025-09", counter="10")
    lines = [line for line in notes(app) if "September 2025 to August 2026" in line]
    assert len(lines) == 1 and "counter-tariff of 10%" in lines[0]
