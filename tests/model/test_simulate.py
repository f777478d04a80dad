"""One implementation, pure, alive: a batch is a loop, inputs are named, and every lever and assumption counts."""

from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pytest
from drawn import assumptions, box, policies
from hypothesis import given
from hypothesis import strategies as st

from model.assumptions import Assumptions
from model.bargain import meters, negotiate
from model.market.fleet import fleet
from model.outcome import Outcome
from model.parameter import Value
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.simulate import SCENARIOS_AT_ONCE, simulate, simulate_batch
from model.weights import Weights

LOOP = 1e-12  # the same sums; the batch may add them in another order
MOVED = 1e-9  # relative: more than rounding
BASELINE = ("fleet", "makers", "accounts", "products", "history", "exchange", "outcomes", "costs", "effective")


def arrays(block: Any, under: str = "") -> dict[str, np.ndarray]:
    """Return every array of an outcome by name, those of its blocks too."""
    found: dict[str, np.ndarray] = {}
    for one in fields(block):
        value, name = getattr(block, one.name), f"{under}{one.name}"
        found |= arrays(value, f"{name}.") if is_dataclass(value) else {name: value}
    return found


def test_every_block_is_compared(baseline):
    names = arrays(simulate_batch([Policy()], Assumptions(), baseline))
    assert {"makers.profit", "suppliers.short", "trade.revenue", "economy.hazard", "residual"} <= set(names)
    assert all(isinstance(values, np.ndarray) and len(values) == 1 for values in names.values())


def same(found: Outcome, expected: Outcome, rows=slice(None)) -> None:
    """Check that two outcomes are equal up to rounding, in the scale of each account."""
    these = arrays(found)
    for name, values in arrays(expected).items():
        if name != "residual":
            scale = max(1.0, np.abs(values).max())
            np.testing.assert_allclose(these[name][rows], values, rtol=LOOP, atol=LOOP * scale, err_msg=name)


@given(st.lists(st.tuples(policies(), assumptions()), min_size=2, max_size=4))
def test_a_batch_is_the_loop_over_its_policies(baseline, pairs):
    together = simulate_batch([policy for policy, _ in pairs], [chosen for _, chosen in pairs], baseline)
    for row, (policy, chosen) in enumerate(pairs):
        same(together, simulate_batch([policy], chosen, baseline), slice(row, row + 1))


def test_a_market_solved_before_is_taken_only_where_nothing_the_market_meets_differs(baseline):
    """A few policies share what was solved for others; a large batch is solved afresh: both say the same."""
    usual = Policy()
    ends = {name: (lever.positions[0], lever.positions[-1]) for name, lever in Policy.declared().items()}
    moved = [
        usual.but(**{name: last if first == getattr(usual, name) else first}) for name, (first, last) in ends.items()
    ]
    afresh = simulate_batch(moved, Assumptions(), baseline)
    for row, policy in enumerate(moved):
        simulate_batch([usual], Assumptions(), baseline)
        kept = simulate_batch([policy], Assumptions(), baseline)
        same(afresh, kept, slice(row, row + 1))


def test_a_row_has_the_same_bits_in_any_company(baseline):
    chosen = [preset.policy for preset in PRESETS.values()]
    forth, back = (simulate_batch(order, Assumptions(), baseline) for order in (chosen, chosen[::-1]))
    for name, values in arrays(forth).items():
        np.testing.assert_array_equal(values, arrays(back)[name][::-1], err_msg=name)


def test_one_set_of_assumptions_for_all_is_the_same_as_one_for_each(baseline):
    chosen = [preset.policy for preset in PRESETS.values()]
    same(
        simulate_batch(chosen, Assumptions(), baseline),
        simulate_batch(chosen, [Assumptions()] * len(chosen), baseline),
    )


def test_a_batch_longer_than_one_helping_is_the_loop_too(baseline):
    sets = box(SCENARIOS_AT_ONCE + 6)[: SCENARIOS_AT_ONCE + 3]
    together = simulate_batch([Policy()] * len(sets), sets, baseline)
    assert together.makers.profit.shape[0] == len(sets) > SCENARIOS_AT_ONCE
    for row in (0, SCENARIOS_AT_ONCE - 1, SCENARIOS_AT_ONCE, len(sets) - 1):
        same(together, simulate_batch([Policy()], sets[row], baseline), slice(row, row + 1))


@given(policy=policies(), chosen=assumptions(), reference=st.sampled_from(sorted(REFERENCES)))
def test_the_tables_of_one_policy_are_those_of_the_batch(baseline, policy, chosen, reference):
    result = simulate(policy, chosen, baseline, REFERENCES[reference])
    batch = simulate_batch([policy, REFERENCES[reference]], chosen, baseline)
    months = result.tables_of_makers.months()["duty_usd_m"].to_numpy().reshape(36, -1)
    np.testing.assert_allclose(months, batch.makers.duty[0], rtol=LOOP)
    start = int(batch.first[0])
    year = slice(start, start + 12)
    six = fleet(baseline).home_japan
    for name, account, scale in (("six_duty", "duty", 1000), ("six_profit", "profit", 1000)):
        values = getattr(batch.makers, account)[:, year][..., six].sum(axis=(1, 2)) / scale
        assert result.headline[name][:2] == pytest.approx(tuple(values), rel=1e-10)
    shipped = batch.makers.built_japan[:, year].sum(axis=(1, 2))
    assert result.headline["japan_built"][:2] == pytest.approx(tuple(shipped), rel=1e-10)
    assert result.makers["built_japan_thousand"].sum() == pytest.approx(shipped[0], rel=1e-10)


@given(policy=policies(), chosen=assumptions())
def test_headline_and_tables_agree_with_each_other(baseline, policy, chosen):
    result = simulate(policy, chosen, baseline)
    head, makers = result.headline, result.makers
    six = makers[makers["six"]]
    assert head["six_duty"].value == pytest.approx(six["duty_usd_bn"].sum(), rel=1e-10)
    assert head["six_profit"].change == pytest.approx(six["profit_change_usd_bn"].sum(), rel=1e-8, abs=1e-8)
    split = six[[name for name in six if name.startswith("by_")]].sum(axis=1)
    np.testing.assert_allclose(split, six["profit_change_usd_bn"], rtol=1e-8, atol=1e-8)
    duty = six["duty_cars_usd_bn"] + six["duty_parts_usd_bn"]
    np.testing.assert_allclose(duty, six["duty_usd_bn"], rtol=1e-10)
    assert result.six_profit.equals(result.six["profit_change_usd_bn"])
    built = makers[["built_japan_thousand", "built_us_thousand", "built_elsewhere_thousand"]].to_numpy().sum()
    assert head["us_sales"].value == pytest.approx(built, rel=1e-10)
    assert result.products["units_thousand"].sum() == pytest.approx(built, rel=1e-10)


def test_a_policy_beside_itself_changes_nothing(baseline):
    result = simulate(REFERENCES["no-deal"], Assumptions(), baseline, REFERENCES["no-deal"])
    assert all(number.change == 0 for number in result.headline.values())
    assert (result.makers["profit_change_usd_bn"] == 0).all() and (result.products["price_change_usd"] == 0).all()


def test_the_digest_names_the_inputs(baseline):
    cases = [
        (Policy(), Assumptions(), "law-2024"), (Policy(), Assumptions(), "law-2024"),
        (Policy(car_tariff=20.0), Assumptions(), "law-2024"), (Policy(), Assumptions(nesting=0.5), "law-2024"),
        (Policy(), Assumptions(), "no-deal"),
    ]  # fmt: skip
    digests = [simulate(p, a, baseline, REFERENCES[reference]).digest for p, a, reference in cases]
    assert digests[0] == digests[1] and len(set(digests)) == 4


def test_the_same_inputs_give_the_same_bits_and_leave_the_tables_as_they_were(baseline):
    before = {name: getattr(baseline, name).copy() for name in BASELINE}
    results = [simulate(Policy(quota=100.0), Assumptions(), baseline) for _ in range(2)]
    assert results[0].headline == results[1].headline
    for name, table in results[0].tables.items():
        assert table.equals(results[1].tables[name]), name
    for name, table in before.items():
        assert table.equals(getattr(baseline, name)), name


# What works only beside another is tried in its company.
DEAL = PRESETS["july-deal"].differences
IN_JUNE = dict(DEAL) | {"talks": "2025-06-16"}
COMPANY: dict[str, dict[str, Value]] = {name: dict(DEAL) for name in Weights.declared()} | {
    "quota_rate": {"quota": 1000.0},
    "income_elasticity": {"us_growth": -2.0},
    "yen_cost_share": {"yen": 120.0},
    "permanence_deal": {"signed": True},
    "us_slack": {"car_tariff": 100.0},
    "relocation_start": {"car_tariff": 100.0},
    "parts_from_japan": {"parts_tariff": 1.3},
    "take_up": {"supplier_credit": 3.0},
    "substitution_semiconductors": {"yen": 120.0},
    "yen_pass_through": {"yen": 120.0},
    "realised": {"farm": 8.0},
    "additional": {"farm": 8.0},
    "snap_realised": {"farm": 8.0, "snap_back": True},
    "snap_back": {"farm": 8.0},
    "car_floor_before": IN_JUNE,
    "general_floor_before": IN_JUNE,
    "paused_credible": IN_JUNE,
    "farm_salience": IN_JUNE,
    "talks": dict(DEAL),
}
DECLARED = [(kind, name) for kind in (Policy, Assumptions) for name in kind.declared()]


@pytest.mark.parametrize(("kind", "name"), DECLARED, ids=[name for _, name in DECLARED])
def test_every_lever_and_every_assumption_moves_a_result(baseline, kind, name):
    lever, company = kind.declared()[name], COMPANY.get(name, {})
    numbers = []
    for position in (lever.positions[0], lever.positions[-1]):
        policy = Policy(**company | ({name: position} if kind is Policy else {}))
        chosen = Assumptions(**{name: position} if kind is Assumptions else {})
        result = simulate(policy, chosen, baseline)
        found = {key: table.select_dtypes("number").to_numpy(float) for key, table in result.tables.items()}
        talks = negotiate(policy, chosen, baseline, result.as_signed)
        odds = [odds for side in (talks.japan, talks.us) for _, odds in side.lines]
        numbers.append(found | {
            "failures": result.suppliers.failures(), "talks": np.array([talks.japan.gain, talks.us.gain, *odds]),
            "meters": np.array([group.meter for group in meters(talks)]),
        })  # fmt: skip
    first, last = numbers
    moved = [
        key for key in first if not np.allclose(first[key], last[key], rtol=MOVED, atol=MOVED, equal_nan=True)
    ]  # fmt: skip
    assert moved, f"{name} moves no table"


TAXED = ("no-deal", "letter", "uk-quota", "july-deal", "parity", "today", "escalation", "what-happened")
FREED = ("car-tariff-removed", "full-removal")


@pytest.mark.parametrize("slug", PRESETS)
def test_every_preset_gives_finite_numbers(baseline, slug):
    head = simulate(PRESETS[slug].policy, Assumptions(), baseline).headline
    assert all(np.isfinite(number.value) and np.isfinite(number.reference) for number in head.values())


@pytest.mark.parametrize("slug", TAXED)
def test_where_japans_cars_are_taxed_japan_sells_less_and_pays_more_and_prices_rise(baseline, slug):
    head = simulate(PRESETS[slug].policy, Assumptions(), baseline).headline
    for name in ("japan_built", "export_value", "six_profit", "us_sales", "lasting_japan_built"):
        assert head[name].change < 0, name
    for name in ("six_duty", "japan_price", "us_price", "effective_rate"):
        assert head[name].change > 0, name


@pytest.mark.parametrize("slug", FREED)
def test_where_japan_alone_is_freed_it_sells_more_than_in_2024(baseline, slug):
    head = simulate(PRESETS[slug].policy, Assumptions(), baseline).headline
    assert head["lasting_japan_built"].change > 0 > head["rate_gap"].value and head["lasting_six_profit"].change > 0


def test_the_law_of_2024_comes_to_rest_where_it_was(baseline):
    head = simulate(PRESETS["law-2024"].policy, Assumptions(), baseline).headline
    for name in ("lasting_japan_built", "lasting_six_profit", "effective_rate"):
        assert head[name].change == pytest.approx(0, abs=1e-6), name


def test_the_presets_are_ordered_as_their_duties_are(baseline):
    slugs = ["escalation", "no-deal", "july-deal", "car-tariff-removed"]
    outcome = simulate_batch([PRESETS[slug].policy for slug in slugs], Assumptions(), baseline)
    assert (np.diff(outcome.year(outcome.makers.export_value).sum(axis=1)) > 0).all()
    assert (np.diff(outcome.year(outcome.makers.duty).sum(axis=1)) < 0).all()
    assert (np.diff(outcome.effective[:, -1]) < 0).all()


def test_a_scenario_decided_later_shares_the_past_of_one_decided_sooner(baseline):
    early, late = (Policy(car_tariff=15.0, decision=month) for month in ("2025-10", "2026-10"))
    outcome = simulate_batch([early, late], Assumptions(), baseline)
    np.testing.assert_allclose(outcome.makers.profit[0, :6], outcome.makers.profit[1, :6], rtol=LOOP)
    assert outcome.first.tolist() == [6, 18]
