"""Sign now or wait: the days, what no deal goes on to be worth, what the day's red lines change, and who is ripe."""

import numpy as np
import pytest

from model.assumptions import Assumptions
from model.bargain import negotiate
from model.negotiation.timing import Timing, timing
from model.negotiation.zone import grid, zone
from model.scenarios import PRESETS

CLOSE = 1e-9
GRAIN_USD_BN = 1.0  # the settlement moves in steps of the grid, worth up to about half a billion a year each


def timed(baseline, slug="july-deal", assumptions=None, **changes):
    talks = negotiate(PRESETS[slug].policy.but(**changes), assumptions or Assumptions(), baseline)
    return talks, timing(talks)


def made(japan, us, opens):
    """Return a timing of three days with values and open zones given, the rates of June for certain."""
    zones = np.array([[float(one), 0.0, 0.0] for one in opens])
    states, days = np.array([[1.0, 0.0, 0.0]] * 3), ("2025-07-22", "2025-07-31", "2025-08-31")
    return Timing(days, np.array(japan), np.array(us), zones, states, np.full(3, 0.02))


def test_the_days_are_that_of_the_talks_and_the_ends_of_thirteen_months_from_its_own(baseline):
    _, found = timed(baseline, "no-deal")
    assert found.days[:3] == ("2025-06-16", "2025-06-30", "2025-07-31") and found.days[9] == "2026-02-28"
    assert len(found.days) == 14 and found.days[-1] == "2026-06-30"
    assert found.months[:2] == ("2025-06", "2025-06")
    assert all(len(one) == 14 for one in (found.japan, found.us, found.open, found.states, found.hazard))


def test_where_no_zone_ever_opens_waiting_is_worth_what_no_deal_is(baseline):
    closed = Assumptions(investment_floor=500.0, fiscal_ceiling=4.0, fiscal_cost=0.06)
    talks, found = timed(baseline, assumptions=closed)
    assert not found.possible.any() and found.best == {"japan": None, "us": None} and not found.ripe
    np.testing.assert_allclose(found.japan, talks.no_deal[0], atol=CLOSE)
    np.testing.assert_allclose(found.us, talks.no_deal[1], atol=CLOSE)


def test_within_the_month_of_the_talks_nothing_changes_but_red_lines_and_the_farm_vote(baseline):
    talks, found = timed(baseline)
    assert found.japan[0] == found.japan[1] and found.us[0] == found.us[1]
    assert found.states[:2].tolist() == [[1.0, 0.0, 0.0]] * 2
    before, later = timed(baseline, talks="2025-07-08")
    assert later.possible[:2].all() and later.japan[1] != later.japan[0]
    assert before.salience == 1.5 and talks.salience == 1.0


def test_signing_a_month_later_is_a_month_without_a_deal_and_then_the_mean_of_what_each_state_brings(baseline):
    talks, found = timed(baseline)
    kept = {"japan": np.exp(-0.3 / 12), "us": np.exp(-0.2 / 12)}
    odds = np.array([1.0, 0.0, 0.0]) @ talks.steps[0]
    assert found.states[2] == pytest.approx(odds, abs=CLOSE)
    for place, side in enumerate(("japan", "us")):
        brings = 0.0
        for state, chance in enumerate(odds):
            no_deal = tuple(float(path[1, state]) for path in talks.no_deal_path)
            there = zone(grid(talks.pairs, no_deal, talks.offer, talks.weigh, 1.0), talks.limits, talks.weigh).nash
            gain = getattr(there, f"gain_{side}") if there else 0.0
            brings += chance * (no_deal[place] + gain)
        by_hand = (1 - kept[side]) * talks.flows[place][0] + kept[side] * brings
        assert getattr(found, side)[2] == pytest.approx(by_hand, abs=CLOSE)


def test_with_the_letter_in_hand_a_deal_can_be_struck_by_the_end_of_july_and_not_on_the_day(baseline):
    _, found = timed(baseline, "letter")
    assert not found.possible[0] and found.possible[1:].all()
    assert found.best["us"] == "2025-07-31"
    assert found.japan[1] > found.japan.max() - GRAIN_USD_BN


def test_with_june_red_lines_no_deal_can_be_struck_before_july(baseline):
    _, found = timed(baseline, "no-deal")
    assert found.possible.tolist() == [False, False] + [True] * 12


@pytest.mark.parametrize(
    ("found", "japan", "us", "ripe"),
    [
        (made([3, 2, 1], [5, 4, 3], [1, 1, 1]), "2025-07-22", "2025-07-22", True),
        (made([3, 3, 1], [5, 4, 5], [1, 1, 1]), "2025-07-22", "2025-07-22", True),
        (made([1, 2, 3], [5, 4, 3], [1, 1, 1]), "2025-08-31", "2025-07-22", False),
        (made([9, 2, 3], [9, 4, 3], [0, 1, 1]), "2025-08-31", "2025-07-31", False),
        (made([1, 1, 1], [1, 1, 1], [0, 0, 0]), None, None, False),
    ],
)
def test_the_best_day_is_the_first_of_the_highest_on_which_a_deal_can_be_struck(found, japan, us, ripe):
    assert found.best == {"japan": japan, "us": us} and found.ripe is ripe
