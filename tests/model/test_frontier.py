"""The best gains found a term at a time are those of all deals of the grid looked at together."""

from dataclasses import replace

import by_hand
import numpy as np
import pytest

from model.assumptions import Assumptions
from model.bargain import negotiate
from model.negotiation.frontier import best_gains, unbeaten
from model.negotiation.zone import zone
from model.scenarios import PRESETS

CLOSE = 1e-9


@pytest.fixture(scope="module")
def deal(baseline):
    return negotiate(PRESETS["july-deal"].policy, Assumptions(), baseline)


@pytest.mark.parametrize("weights", [{}, {"gdp_engine": "bottom-up"}, {"car_floor": 20.0}, {"farm_weight": 20.0}])
def test_within_the_red_lines_they_are_those_of_the_zone(deal, weights):
    talks = replace(deal, assumptions=Assumptions(**weights))
    expected = by_hand.unbeaten(talks.zone.gain_japan, talks.zone.gain_us)
    np.testing.assert_allclose(best_gains(talks.grid, talks.zone.keep), expected, atol=CLOSE)


def test_without_red_lines_they_are_those_of_all_deals(deal):
    everything = zone(deal.grid, (), deal.weigh)
    expected = by_hand.unbeaten(everything.gain_japan, everything.gain_us)
    np.testing.assert_allclose(best_gains(deal.grid), expected, atol=CLOSE)


def test_where_no_deal_is_within_the_red_lines_there_are_none(deal):
    june = replace(deal, policy=deal.policy.but(talks="2025-06-16"))
    assert best_gains(june.grid, june.zone.keep).shape == (0, 2)


@pytest.mark.parametrize("seed", range(20))
def test_nothing_kept_is_beaten_and_all_that_is_dropped_is(seed):
    generator = np.random.default_rng(seed)
    gains = np.round(generator.normal(size=(60, 2)), 1)
    kept = unbeaten(gains)
    for japan, us in gains:
        at_least = (kept >= [japan, us]).all(axis=1)
        assert at_least.any()
    for one in kept:
        beaten = (kept >= one).all(axis=1) & (kept > one).any(axis=1)
        assert not beaten.any()
