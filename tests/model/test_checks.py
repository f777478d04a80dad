"""The checks hold over the box, and each sees the number it is about when that is off."""

from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest
from drawn import assumptions, policies
from hypothesis import given, settings

from model.assumptions import Assumptions
from model.bargain import negotiate
from model.checks import Check, checks
from model.checks.market import market
from model.checks.talks import agreement
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate

FEW = 12  # each runs the whole model several times over
FAR = {"yen": 80.0, "supplier_credit": 6.0, "opening": 100.0, "counter_tariff": 50.0, "quota": 2000.0}


def failed(done):
    return {check.claim for check in done if not check.holds}


def no_deal(baseline):
    return simulate(PRESETS["no-deal"].policy, Assumptions(), baseline)


@pytest.mark.parametrize("slug", PRESETS)
def test_every_check_holds_in_every_preset_and_at_the_ends_of_the_levers(baseline, slug):
    policy = PRESETS[slug].policy
    assert failed(checks(simulate(policy, Assumptions(), baseline))) == set()
    far = simulate(policy.but(**FAR), Assumptions(diverted_share=0.45), baseline, reference=REFERENCES["no-deal"])
    assert failed(checks(far)) == set()


@settings(max_examples=FEW)
@given(chosen=assumptions(), policy=policies())
def test_every_check_holds_over_the_box(baseline, chosen, policy):
    assert failed(checks(simulate(policy, chosen, baseline))) == set()


def test_no_claim_is_made_twice(baseline):
    claims = [check.claim for check in checks(no_deal(baseline))]
    assert len(claims) == len(set(claims)) > 30


@pytest.mark.parametrize(
    ("field", "claim"), [("diverted", "diverted"), ("revenue", "revenue"), ("exports_yen", "balance")]
)
def test_a_check_of_trade_sees_a_number_that_is_off(baseline, field, claim):
    result = no_deal(baseline)
    wrong = replace(result.outcome.trade, **{field: 10 * getattr(result.outcome.trade, field)})
    assert claim in failed(checks(replace(result, outcome=replace(result.outcome, trade=wrong))))


def test_the_check_of_the_cascade_sees_what_a_tier_keeps_twice(baseline):
    result = no_deal(baseline)
    twice = replace(result.outcome.suppliers, kept=2 * result.outcome.suppliers.kept)
    assert "cascade" in failed(checks(replace(result, outcome=replace(result.outcome, suppliers=twice))))


def test_the_check_of_company_sees_a_digit_that_differs(baseline):
    result = no_deal(baseline)
    makers = replace(result.outcome.makers, profit=result.outcome.makers.profit * (1 + 1e-15))
    assert "alone" in failed(market(replace(result, outcome=replace(result.outcome, makers=makers))))


@pytest.mark.parametrize(
    ("patched", "claim"),
    [
        ("buyers", "deviation"),
        ("duty_content", "duty"),
        ("solve_prices", "merger"),
    ],
)
def test_a_check_of_the_market_sees_what_is_off(baseline, monkeypatch, patched, claim):
    """Buyers who do not mind prices; cars whose whole value is not dutiable; a merger that makes cars cheaper."""
    result = no_deal(baseline)
    off = {
        "deviation": lambda price, base, cars: np.full(price.shape, 0.001),
        "duty": lambda cars, given: np.full((1, len(cars.products)), 0.5),
        "merger": lambda cost, **market: type("Found", (), {"price": 0.9 * market["start"]}),
    }
    monkeypatch.setattr(import_module("model.checks.market"), patched, off[claim])
    assert claim in failed(market(result))


def test_the_checks_of_the_talks_see_odds_values_and_settlements_that_are_off(baseline):
    over = negotiate(PRESETS["july-deal"].policy, Assumptions(), baseline)
    assert over.zone.open and failed(agreement(over)) == set()
    poor = replace(over.zone, gain_japan=-over.zone.gain_japan)
    over.__dict__["zone"] = poor
    over.__dict__["steps"] = 1.1 * over.steps
    assert {"odds", "bellman", "settled_inside"} <= failed(agreement(over))


def test_what_misses_by_more_than_allowed_or_is_no_number_fails():
    assert Check("market", "prices", 1e-9).holds
    assert not Check("market", "prices", 1e-3).holds
    assert not Check("market", "prices", float("nan")).holds
