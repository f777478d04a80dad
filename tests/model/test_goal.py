"""A goal is met at both ends of the range found and not a step beyond, and its numbers are the headline's."""

from itertools import pairwise

import pytest

from model.assumptions import Assumptions
from model.bargain import negotiate
from model.goal import OFFERS, TARGETS, Range, both_say_yes, meets
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate, simulate_batch

DEAL, NO_DEAL, LETTER = (PRESETS[slug].policy for slug in ("july-deal", "no-deal", "letter"))
YES = ("investment", "farm", "energy", "defence", "car_tariff", "general_rate")
NUMBERS = [
    ("weakest", "car_tariff", 0.71), ("short", "fair_trade", 8.3), ("cars", "yen", 1250.0),
    ("cars", "car_tariff", 1250.0), ("profit", "quota", -9.0), ("surplus", "us_growth", 6500.0),
    ("surplus", "general_rate", 6000.0), ("weakest", "supplier_credit", 0.71),
]  # fmt: skip


def agreed(policy, baseline):
    return negotiate(policy, Assumptions(), baseline).agreed


def beside(lever, value):
    """Return the positions of a lever next to one of them, below and above."""
    positions = [float(place) for place in Policy.declared()[lever].positions]
    at = positions.index(value)
    return positions[at - 1] if at else None, positions[at + 1] if at + 1 < len(positions) else None


def number(name, policy, baseline):
    return float(TARGETS[name].of(simulate_batch([policy], Assumptions(), baseline), baseline)[0])


def enough(name, policy, wanted, baseline):
    found = number(name, policy, baseline)
    return found >= wanted if TARGETS[name].at_least else found <= wanted


@pytest.mark.parametrize("lever", YES)
def test_both_say_yes_at_both_ends_of_the_range_and_not_a_step_beyond(lever, baseline):
    found = both_say_yes(negotiate(DEAL, Assumptions(), baseline), lever)
    assert found.low <= getattr(DEAL, lever) <= found.high
    assert agreed(DEAL.but(**{lever: found.low}), baseline) and agreed(DEAL.but(**{lever: found.high}), baseline)
    below, above = beside(lever, found.low)[0], beside(lever, found.high)[1]
    assert below is None or not agreed(DEAL.but(**{lever: below}), baseline)
    assert above is None or not agreed(DEAL.but(**{lever: above}), baseline)


@pytest.mark.parametrize("lever", ["investment", "car_tariff"])
def test_between_the_ends_both_say_yes_everywhere_unless_a_gap_is_said(lever, baseline):
    found = both_say_yes(negotiate(DEAL, Assumptions(), baseline), lever)
    positions = [float(place) for place in Policy.declared()[lever].positions]
    inside = {place for place in positions[::4] if agreed(DEAL.but(**{lever: place}), baseline)}
    assert not found.gaps
    assert inside == {place for place in positions[::4] if found.low <= place <= found.high}


@pytest.mark.parametrize("lever", [*OFFERS, "car_tariff", "general_rate"])
@pytest.mark.parametrize("policy", [NO_DEAL, LETTER], ids=["no-deal", "letter"])
def test_no_single_lever_brings_a_yes_in_june_or_with_the_letter_alone(policy, lever, baseline):
    assert both_say_yes(negotiate(policy, Assumptions(), baseline), lever) == Range(None, None, False)


def test_the_smallest_pledge_that_gets_a_yes_follows_the_us_floor_under_it(baseline):
    lows = [
        both_say_yes(negotiate(DEAL, Assumptions(investment_floor=floor), baseline), "investment").low
        for floor in (500.0, 400.0, 200.0, 0.0)
    ]
    assert lows[:3] == [500.0, 400.0, 200.0] and lows[3] <= 200.0


def test_the_numbers_asked_for_are_those_of_the_headline(baseline):
    result = simulate(NO_DEAL, Assumptions(), baseline, reference=REFERENCES["law-2024"])
    headline = result.headline
    six = result.six["profit_usd_bn"].sum()
    assert number("weakest", NO_DEAL, baseline) == headline["weakest"].value
    assert number("short", NO_DEAL, baseline) == pytest.approx(headline["short"].value)
    assert number("cars", NO_DEAL, baseline) == pytest.approx(headline["japan_built"].value)
    assert number("surplus", NO_DEAL, baseline) == pytest.approx(headline["balance_jpy"].value)
    before = simulate(REFERENCES["law-2024"], Assumptions(), baseline, reference=NO_DEAL).six["profit_usd_bn"].sum()
    assert number("profit", NO_DEAL, baseline) == pytest.approx(six - before)


@pytest.mark.parametrize(("name", "lever", "wanted"), NUMBERS)
def test_the_number_is_reached_at_both_ends_of_the_range_and_not_a_step_beyond(name, lever, wanted, baseline):
    found = meets(NO_DEAL, Assumptions(), baseline, lever, (name, wanted))
    assert found.met
    assert enough(name, NO_DEAL.but(**{lever: found.low}), wanted, baseline)
    assert enough(name, NO_DEAL.but(**{lever: found.high}), wanted, baseline)
    below, above = beside(lever, found.low)[0], beside(lever, found.high)[1]
    assert below is None or not enough(name, NO_DEAL.but(**{lever: below}), wanted, baseline)
    assert above is None or not enough(name, NO_DEAL.but(**{lever: above}), wanted, baseline)


def test_asking_for_more_never_widens_the_range(baseline):
    found = [meets(NO_DEAL, Assumptions(), baseline, "car_tariff", ("cars", wanted)) for wanted in (1100, 1200, 1300)]
    assert [one.low for one in found] == [0.0, 0.0, 0.0]
    assert all(more.high < less.high for less, more in pairwise(found))


def test_what_no_value_of_the_lever_reaches_is_not_within_its_range(baseline):
    for name, wanted in (("cars", 4000.0), ("short", 0.0), ("profit", 50.0), ("surplus", -20_000.0), ("weakest", 6.0)):
        assert meets(NO_DEAL, Assumptions(), baseline, "car_tariff", (name, wanted)) == Range(None, None, False)


def test_what_every_value_reaches_spans_the_lever(baseline):
    found = meets(NO_DEAL, Assumptions(), baseline, "fair_trade", ("short", 100.0))
    assert found == Range(0.0, 100.0, False)
