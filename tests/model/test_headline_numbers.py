"""The headline numbers of a batch are those a page shows, and the months add up to the year."""

import numpy as np
import pytest
from drawn import box

from model.assumptions import Assumptions
from model.headline import MONTHLY, UNITS, headlines, monthly
from model.market.calibration import stacked
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.simulate import run, simulate
from model.tariffs import MONTHS, YEAR

LOOP = 1e-12  # the same sums; the batch may add them in another order
SUMMED = ("japan_built", "six_profit", "balance_jpy")


def batch(policies, sets, baseline, beside, decisions=()):
    outcome = run(policies, sets, baseline, decisions)[0]
    given = stacked(sets)
    if len(sets) == 1:
        given = {name: np.repeat(column, len(policies), axis=0) for name, column in given.items()}
    return outcome, headlines(outcome, np.array(beside), given, baseline)


def same(pairs, at, result):
    assert pairs.keys() == result.headline.keys() == UNITS.keys()
    for name, number in result.headline.items():
        found = (pairs[name].value[at], pairs[name].reference[at], pairs[name].change[at])
        expected = (number.value, number.reference, number.change)
        scale = max(1.0, abs(number.value), abs(number.reference))
        assert found == pytest.approx(expected, rel=LOOP, abs=LOOP * scale), name


def test_a_batch_of_draws_has_the_headline_of_each_beside_its_reference(baseline):
    sets = box(4)
    policy, reference = PRESETS["july-deal"].policy, REFERENCES["law-2024"]
    count = len(sets)
    decisions = [policy.decision] * (2 * count)
    both = [policy] * count + [reference] * count
    _, pairs = batch(both, [*sets, *sets], baseline, range(count, 2 * count), decisions)
    for at, chosen in enumerate(sets):
        same(pairs, at, simulate(policy, chosen, baseline))


def test_scenarios_may_share_a_reference_and_each_has_its_own_decision(baseline):
    early, late = PRESETS["july-deal"].policy, PRESETS["escalation"].policy.but(decision="2026-03")
    reference = REFERENCES["no-deal"]
    decisions = [early.decision, early.decision, late.decision, early.decision, late.decision]
    policies = [early, early.but(car_tariff=20.0), late, reference, reference]
    _, pairs = batch(policies, [Assumptions()], baseline, (3, 3, 4), decisions)
    for at, policy in enumerate(policies[:3]):
        same(pairs, at, simulate(policy, Assumptions(), baseline, reference=reference))


@pytest.mark.parametrize("month", ["2025-04", "2025-07", "2027-04"])
def test_the_months_of_a_year_add_up_to_its_headline(baseline, month):
    policy = Policy(car_tariff=40.0, decision=month)
    result = simulate(policy, Assumptions(), baseline)
    months = monthly(result.outcome, baseline)
    assert months.keys() == MONTHLY.keys()
    first = MONTHS.index(month)
    year = slice(first, first + YEAR)
    for name in SUMMED:
        assert months[name][0, year].sum() == pytest.approx(result.headline[name].value, rel=LOOP)
    for name in ("short", "gdp", "orders"):
        assert months[name][1, first + YEAR - 1] == pytest.approx(result.headline[name].reference, rel=LOOP, abs=LOOP)
