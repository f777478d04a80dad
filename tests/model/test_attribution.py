"""Shares add up exactly, treat like alike, give nothing to what does nothing, and do not depend on an order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import attribution as attributed
from model.assumptions import Assumptions
from model.attribution import attribution, differing, shapley
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.setting import Setting
from model.simulate import simulate

LAW = REFERENCES["law-2024"]
EXACT = 1e-10  # sums of a few hundred numbers of the result's size
SURE = 5  # standard errors; a sampled share beyond that of the exact one would be a fault


def setting(**changes):
    policy = {name: value for name, value in changes.items() if name in Policy.model_fields}
    assumed = {name: value for name, value in changes.items() if name not in policy}
    return Setting(Policy(**policy), Assumptions(**assumed))


def coalitions(count):
    return np.array(
        [[bool(number >> (count - 1 - player) & 1) for player in range(count)] for number in range(2**count)]
    )


def test_the_glove_game_is_shared_as_the_textbook_says():
    left, right, other = coalitions(3).T
    worth = (left & (right | other)).astype(float)
    np.testing.assert_allclose(shapley(worth, coalitions(3)), [2 / 3, 1 / 6, 1 / 6], atol=EXACT)


@given(st.lists(st.floats(-100, 100), min_size=16, max_size=16))
def test_shares_of_any_game_add_up_and_a_player_that_adds_nothing_gets_nothing(drawn):
    players = coalitions(5)
    worth = np.array(drawn)[players[:, :4] @ (1 << np.arange(4))]
    found = shapley(worth, players)
    assert found.sum() == pytest.approx(worth[-1] - worth[0], abs=EXACT * 100)
    assert found[4] == 0


@given(st.lists(st.floats(-100, 100), min_size=12, max_size=12), st.permutations(range(4)))
def test_the_order_of_players_does_not_matter_and_like_players_get_alike(drawn, order):
    players = coalitions(4)
    alike = players[:, 0].astype(int) + players[:, 1]
    worth = np.array(drawn)[alike * 4 + players[:, 2] * 2 + players[:, 3]]
    found = shapley(worth, players)
    assert found[0] == pytest.approx(found[1], abs=EXACT * 100)
    shuffled = worth[players[:, np.argsort(order)] @ (1 << np.arange(4)[::-1])]
    np.testing.assert_allclose(shapley(shuffled, players), found[list(order)], atol=EXACT * 100)


def test_every_number_is_shared_out_in_full(baseline):
    first, last = setting(), setting(car_tariff=15.0, general_rate=15.0, stacking="including", farm=8.0, cash_first=2.0)
    found = attribution(first, last, LAW, baseline)
    assert found.exact and found.runs == 2**5 and set(found.levers) == {(name,) for name in differing(first, last)}
    for ends, side in ((found.first, first), (found.last, last)):
        expected = simulate(side.policy, side.assumptions, baseline).headline
        for name, number in expected.items():
            assert ends[name] == pytest.approx(number.value, rel=EXACT, abs=EXACT), name
    for name, share in found.share.items():
        scale = max(1.0, abs(found.last[name]))
        assert share.sum() == pytest.approx(found.last[name] - found.first[name], abs=EXACT * scale), name
        assert not found.error[name].any()


def test_a_lever_that_does_nothing_gets_exactly_nothing(baseline):
    found = attribution(setting(), setting(car_tariff=15.0, investment=550.0, farm=8.0), LAW, baseline)
    share = dict(zip(found.levers, zip(*found.share.values(), strict=True), strict=True))
    assert not any(share[("investment",)])
    by_name = dict(zip(found.share, share[("farm",)], strict=True))
    assert by_name["six_profit"] == 0 and by_name["short"] == 0 and by_name["balance_usd"] > 0
    assert dict(zip(found.share, share[("car_tariff",)], strict=True))["six_profit"] > 0


def test_the_way_back_is_the_way_there_with_the_sign_turned(baseline):
    ends = setting(), setting(car_tariff=15.0, car_eu=15.0, signed=True)
    there, back = attribution(*ends, LAW, baseline), attribution(*ends[::-1], LAW, baseline)
    for name, share in there.share.items():
        scale = max(1.0, abs(there.first[name]))
        np.testing.assert_allclose(share, -back.share[name], atol=EXACT * scale, err_msg=name)


def test_one_lever_takes_the_whole_difference(baseline):
    found = attribution(setting(), setting(yen=140.0), LAW, baseline)
    assert found.levers == (("yen",),) and found.runs == 2
    assert found.share["balance_jpy"][0] == found.last["balance_jpy"] - found.first["balance_jpy"] != 0


def test_two_settings_that_are_one_have_nothing_to_share_out(baseline):
    found = attribution(setting(), setting(), LAW, baseline)
    assert found.levers == () and found.runs == 1 and found.share["gdp"].size == 0
    assert found.first == found.last


def test_more_than_eight_levers_are_sampled_with_an_error_that_holds(baseline, monkeypatch):
    deal = Setting(PRESETS["july-deal"].policy.but(talks="2025-06-16", aircraft=0.0, defence=0.0), Assumptions())
    first = setting(standards=True, security=True, snap_back=True)
    assert len(differing(first, deal)) == 9
    sampled = attribution(first, deal, LAW, baseline)
    monkeypatch.setattr(attributed, "MOST_EXACT", 9)
    exact = attribution(first, deal, LAW, baseline)
    assert not sampled.exact and exact.exact and sampled.levers == exact.levers
    for name, share in sampled.share.items():
        scale = max(1.0, abs(sampled.last[name]))
        assert share.sum() == pytest.approx(sampled.last[name] - sampled.first[name], abs=EXACT * scale), name
        assert (np.abs(share - exact.share[name]) <= SURE * sampled.error[name] + EXACT * scale).all(), name
    assert sampled.error["six_profit"].max() > 0


def test_assumptions_that_do_not_go_together_one_by_one_share_as_one(baseline):
    first = setting(own_price_elasticity=3.0, aggregate_elasticity=0.5)
    last = setting(own_price_elasticity=6.0, aggregate_elasticity=1.25, car_tariff=15.0)
    found = attribution(first, last, LAW, baseline)
    assert found.levers == (("car_tariff",), ("own_price_elasticity", "aggregate_elasticity"))
    share = found.share["us_sales"]
    assert share.sum() == pytest.approx(found.last["us_sales"] - found.first["us_sales"], abs=1e-6)


def test_decisions_that_differ_are_shared_too(baseline):
    found = attribution(setting(), setting(decision="2026-03", car_tariff=15.0), REFERENCES["no-deal"], baseline)
    expected = simulate(Policy(decision="2026-03", car_tariff=15.0), Assumptions(), baseline, REFERENCES["no-deal"])
    assert found.last["jobs"] == pytest.approx(expected.headline["jobs"].value, rel=EXACT)
    assert found.share["jobs"].sum() == pytest.approx(found.last["jobs"] - found.first["jobs"], rel=EXACT)
