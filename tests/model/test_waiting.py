"""The value of no deal and of waiting, against sums written out month by month."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model.negotiation.waiting import DOWN, JUNE, LETTER, chain_of_states, no_deal_values, occupancy, value_of_waiting

BELLMAN = 1e-9
hazards = arrays(float, 24, elements=st.floats(0, 1))
flows = arrays(float, 3, elements=st.floats(-60, 40))
patience = st.floats(0.08, 0.6)


@given(hazards, st.integers(1, 30), st.floats(0, 1))
def test_the_odds_of_every_month_are_odds(hazard, due, credible):
    steps = chain_of_states(hazard, due, credible)
    assert ((steps >= 0) & (steps <= 1)).all()
    np.testing.assert_allclose(steps.sum(axis=-1), 1, atol=BELLMAN)
    seen = occupancy(steps, 24)
    np.testing.assert_allclose(seen.sum(axis=1), 1, atol=BELLMAN)
    assert ((seen >= 0) & (seen <= 1 + BELLMAN)).all()


@given(hazards, st.floats(0, 1))
def test_the_letter_comes_in_its_month_alone_and_down_stays(hazard, credible):
    steps = chain_of_states(hazard, 2, credible)
    comes = steps[:, JUNE, LETTER]
    assert comes[1] == pytest.approx((1 - hazard[1]) * credible) and comes.sum() == pytest.approx(comes[1])
    assert (steps[:, DOWN, DOWN] == 1).all() and (steps[:, LETTER, DOWN] == 0).all()


@given(flows, hazards, st.integers(1, 12), st.floats(0, 1), patience)
def test_no_value_leaves_a_residual(flow, hazard, due, credible, impatience):
    steps = chain_of_states(hazard, due, credible)
    values = no_deal_values(flow, steps, impatience)
    kept = np.exp(-impatience / 12)
    for m in range(len(hazard)):
        again = (1 - kept) * flow + kept * steps[m] @ values[m + 1]
        assert np.abs(values[m] - again).max() < BELLMAN
    stays = (1 - kept) * flow + kept * steps[-1] @ values[-1]
    assert np.abs(values[-1] - stays).max() < BELLMAN
    assert values.min() >= flow.min() - BELLMAN and values.max() <= flow.max() + BELLMAN


@given(flows, hazards, st.integers(1, 12), st.floats(0, 1), patience)
def test_the_value_of_no_deal_is_the_discounted_mean_of_its_flows(flow, hazard, due, credible, impatience):
    steps = chain_of_states(hazard, due, credible)
    kept, length = np.exp(-impatience / 12), 6000
    seen = occupancy(steps, length)
    by_hand = (1 - kept) * (kept ** np.arange(length) * (seen @ flow)).sum()
    assert no_deal_values(flow, steps, impatience)[0, JUNE] == pytest.approx(by_hand, abs=1e-6)


@given(flows, hazards, st.floats(0, 0.9), patience)
def test_a_worse_threat_or_a_more_credible_one_lowers_the_value_of_no_deal(flow, hazard, credible, impatience):
    better = max(flow[JUNE], flow[DOWN])
    flow = np.array([min(flow[JUNE], better), min(flow) - 1, better])
    low, high = (
        no_deal_values(flow, chain_of_states(hazard, 1, p), impatience)[0, JUNE] for p in (credible, credible + 0.1)
    )
    assert high <= low + BELLMAN


def test_draws_of_the_threat_are_the_loop_over_them():
    hazard, flow = np.full(12, 0.02), np.array([[-30.0, -50.0, -20.0], [-25.0, -60.0, -10.0]])
    credible, impatience = np.array([0.3, 0.9]), np.array([0.2, 0.5])
    together = no_deal_values(flow, chain_of_states(hazard, 2, credible), impatience)
    for row in range(2):
        alone = no_deal_values(flow[row], chain_of_states(hazard, 2, credible[row]), impatience[row])
        np.testing.assert_allclose(together[row], alone, atol=BELLMAN)


@given(flows, hazards, patience)
def test_signing_at_once_is_worth_the_deal_and_waiting_earns_the_flows_until_then(flow, hazard, impatience):
    steps = chain_of_states(hazard, 1, 0.7)
    then = np.linspace(-30, 10, 39).reshape(13, 3)
    values = value_of_waiting(flow, steps, then, impatience)
    kept = np.exp(-impatience / 12)
    assert values[0] == pytest.approx(then[0, JUNE])
    second = (1 - kept) * flow[JUNE] + kept * (steps[0, JUNE] @ then[1])
    assert values[1] == pytest.approx(second)


@given(flows, hazards, patience)
def test_waiting_for_no_deal_is_worth_no_deal(flow, hazard, impatience):
    steps = chain_of_states(hazard, 3, 0.5)
    without = no_deal_values(flow, steps, impatience)[:13]
    np.testing.assert_allclose(value_of_waiting(flow, steps, without, impatience), without[0, JUNE], atol=1e-9)
