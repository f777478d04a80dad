"""Draws keep to their ranges and their seed, bands surround the central run, and the assumptions that matter show."""

import numpy as np
import pytest

from model import sensitivity
from model.assumptions import Assumptions
from model.parameter import Invalid
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.sensitivity import DRAWN, QUANTILES, Study, first_order, joined, parts, places, swings, uncertainty, values
from model.simulate import simulate

DEAL, LAW = PRESETS["july-deal"].policy, REFERENCES["law-2024"]
LOOP = 1e-12  # the same sums; the batch may add them in another order
MIDDLE = 0.02  # what the issue allows the middle draw to lie off the central run where results are linear
KNOWN = 0.04  # four standard errors of an index from 4,000 draws
# Results that are linear in one assumption, so that their middle lies at the centre when that alone is drawn.
LINEAR = {
    "gdp_nri": "nri_general", "gdp_daiwa": "daiwa_car", "us_growth": "us_growth_slope", "us_prices": "us_price_slope",
    "us_added": "realised", "hazard": "stress_hazard", "jobs": "job_elasticity",
}  # fmt: skip


def study(count=40, **changes):
    return Study(**({"policy": DEAL, "reference": LAW, "assumptions": Assumptions(), "count": count} | changes))


def test_every_number_economists_dispute_is_drawn():
    assert {"own_price_elasticity", "cash_first", "stress_hazard"} <= set(DRAWN)
    assert all(Assumptions.declared()[name].control == "number" for name in DRAWN)


def test_a_latin_hypercube_has_one_draw_in_every_slice_of_every_range():
    at = places(study(50))
    np.testing.assert_array_equal(
        np.sort((at * 50).astype(int), axis=0), np.repeat(np.arange(50)[:, None], len(DRAWN), 1)
    )


def test_draws_lie_in_the_range_and_half_of_them_below_what_the_reader_has_set():
    chosen = Assumptions(own_price_elasticity=6.5, nesting=0.35)
    given = study(100, assumptions=chosen)
    drawn = values(given, places(given))
    for column, name in zip(drawn.T, DRAWN, strict=True):
        lever, centre = Assumptions.declared()[name], getattr(chosen, name)
        assert lever.low <= column.min() and column.max() <= lever.high
        assert (column < centre).sum() == (50 if lever.low < centre else 0), name


def test_the_same_seed_gives_the_same_bits_and_another_seed_other_draws(baseline):
    first, again, other = (uncertainty(study(12, seed=seed), baseline) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.places, again.places)
    for name, pair in first.headline.items():
        np.testing.assert_array_equal(pair.value, again.headline[name].value)
    for name, path in first.months.items():
        np.testing.assert_array_equal(path, again.months[name])
    assert (first.headline["six_profit"].value[:5] != other.headline["six_profit"].value[:5]).all()


def test_the_size_of_a_part_changes_no_bit(baseline, monkeypatch):
    whole = uncertainty(study(12), baseline)
    monkeypatch.setattr(sensitivity, "DRAWS_AT_ONCE", 5)
    for name, pair in uncertainty(study(12), baseline).headline.items():
        np.testing.assert_allclose(pair.change, whole.headline[name].change, rtol=LOOP, atol=LOOP, err_msg=name)


def test_a_draw_is_the_scenario_and_its_reference_under_the_assumptions_drawn(baseline):
    given = study(10, reference=REFERENCES["no-deal"])
    found, at = uncertainty(given, baseline), 3
    row = values(given, found.places)[at]
    chosen = Assumptions().but(**dict(zip(DRAWN, row.tolist(), strict=True)))
    for name, number in simulate(DEAL, chosen, baseline, reference=REFERENCES["no-deal"]).headline.items():
        pair = found.headline[name]
        scale = max(1.0, abs(number.value))
        expected = (number.value, number.reference)
        assert (pair.value[at], pair.reference[at]) == pytest.approx(expected, rel=LOOP, abs=LOOP * scale), name


def test_draws_that_do_not_go_together_are_left_out_and_counted(baseline):
    given = study(48, assumptions=Assumptions(nesting=0.7, aggregate_elasticity=1.2))
    apart = 0
    for row in values(given, places(given)):
        try:
            given.assumptions.but(**dict(zip(DRAWN, row.tolist(), strict=True)))
        except Invalid:
            apart += 1
    found = uncertainty(given, baseline)
    assert found.rejected == apart > 0
    assert len(found.places) == len(found.headline["gdp"].value) == len(found.months["gdp"]) == 48 - apart


@pytest.mark.parametrize(("name", "assumption"), LINEAR.items())
def test_the_middle_draw_of_a_linear_result_is_the_central_run(baseline, name, assumption):
    found = uncertainty(study(101, names=(assumption,)), baseline)
    centre = simulate(DEAL, Assumptions(), baseline).headline[name].change
    assert found.headline[name].change.std() > 0
    assert found.band(name, change=True)[QUANTILES.index(0.5)] == pytest.approx(centre, rel=MIDDLE)


def test_bands_are_in_order_and_hold_what_they_say(baseline):
    found = uncertainty(study(60), baseline)
    for name, pair in found.headline.items():
        band = found.band(name)
        assert (np.diff(band) >= 0).all()
        beyond = 0.05 * len(pair.value) + 1
        assert (pair.value < band[0]).sum() <= beyond and (pair.value > band[-1]).sum() <= beyond
    for name in found.months:
        assert found.path(name).shape == (len(QUANTILES), 36) and (np.diff(found.path(name), axis=0) >= 0).all()


def test_a_reader_may_stop_after_any_part_and_what_is_there_is_whole(baseline):
    given, found = study(200), []
    for part in parts(given, baseline):
        found.append(part)
        if len(found) == 2:
            break
    some = joined(given, found)
    assert len(some.places) + some.rejected == 2 * sensitivity.DRAWS_AT_ONCE == sum(len(part.kept) for part in found)


def test_a_swing_is_the_run_with_one_assumption_at_its_end(baseline):
    found = swings(study(names=("price_speed", "cash_first")), baseline)
    low, high = Assumptions.declared()["price_speed"].low, Assumptions.declared()["price_speed"].high
    for name in ("six_profit", "us_price", "short"):
        for end, pair in ((low, found[name].low), (high, found[name].high)):
            expected = simulate(DEAL, Assumptions(price_speed=end), baseline).headline[name]
            both = (expected.value, expected.reference)
            assert (pair.value[0], pair.reference[0]) == pytest.approx(both, rel=LOOP, abs=LOOP)
    assert found["six_profit"].low.value[1] == found["six_profit"].high.value[1]


def test_an_end_that_does_not_go_with_the_other_assumptions_is_no_number(baseline):
    tight = Assumptions(own_price_elasticity=3.0, aggregate_elasticity=1.1, nesting=0.6)
    found = swings(study(assumptions=tight, names=("nesting",)), baseline)
    assert np.isnan(found["gdp"].high.change[0]) and np.isfinite(found["gdp"].low.change[0])


def test_first_order_indices_of_a_sum_are_the_shares_of_its_variance():
    at = np.random.default_rng(5).random((4000, 4))
    found = first_order(at, at @ np.array([1.0, 2.0, 3.0, 0.0]))
    np.testing.assert_allclose(found.share, np.array([1, 4, 9, 0]) / 14, atol=KNOWN)
    assert (found.give > 0).all() and (found.give < 0.2).all()


def test_first_order_indices_find_what_acts_in_both_directions_and_miss_what_acts_only_together():
    at = np.random.default_rng(6).random((4000, 3))
    found = first_order(at, (at[:, 0] - 0.5) ** 2 + 0 * at[:, 1])
    assert found.share[0] == pytest.approx(1, abs=KNOWN) and abs(found.share[1]) < KNOWN
    product = first_order(at, (at[:, 1] - 0.5) * (at[:, 2] - 0.5))
    assert np.abs(product.share).max() < KNOWN


def test_a_result_that_does_not_vary_has_no_indices():
    found = first_order(np.random.default_rng(7).random((300, 3)), np.full(300, 12.27))
    assert not found.share.any() and not found.give.any()


def test_where_nothing_changes_no_draw_shows_a_change(baseline):
    found = uncertainty(study(8, policy=LAW), baseline)
    for name, pair in found.headline.items():
        scale = max(1.0, float(np.abs(pair.value).max()))
        np.testing.assert_allclose(pair.change, 0, atol=1e-9 * scale, err_msg=name)


def test_a_policy_that_follows_history_and_one_with_a_quota_are_drawn_too(baseline):
    for policy in (PRESETS["what-happened"].policy, PRESETS["uk-quota"].policy, Policy(decision="2027-04")):
        found = uncertainty(study(8, policy=policy), baseline)
        assert all(np.isfinite(pair.value).all() for pair in found.headline.values())
