"""Bilateral trade: identities to the last yen, duties that lower what they tax, and offers that bring what they say."""

import numpy as np
import pytest
from drawn import assumptions, policies
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model.adjustment import adjusted
from model.assumptions import Assumptions
from model.bilateral import goods
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate, simulate_batch
from model.tariffs import schedule
from model.trade import diversion, landed_prices, speed_of_adjustment, wanted_quantity

EXACT = 1e-9
ROUNDING = 1e-12
MONTHS, PRODUCTS, SOURCES = 36, 18, 6
YEN_2024 = 150.97
LAW_2024 = REFERENCES["law-2024"]
OFFERS = {"farm": 16.0, "rice": 100.0, "energy": 20.0, "aircraft": 200.0, "defence": 11.0}

shares = arrays(float, (3, SOURCES), elements=st.floats(0.01, 1)).map(lambda x: x / x.sum(axis=1, keepdims=True))
rates = arrays(float, (1, 4, 3, SOURCES), elements=st.floats(0, 1))


def one(number):
    return np.array([[number]])


def flows(baseline, *chosen, given=None):
    return simulate_batch(list(chosen), given or Assumptions(), baseline).trade


# Prices and quantities.


def test_the_trade_of_2024_is_that_of_the_tables(baseline):
    have = goods(baseline)
    assert have.imports.sum() == pytest.approx(144.86) and len(have.names) == PRODUCTS
    assert have.yen.sum() == pytest.approx(21_294.8, abs=1) and have.imports_yen == 12_666.6
    assert have.us_exports.sum() == pytest.approx(78.86)
    assert ((have.share >= 0) & (have.share <= 1)).all()
    np.testing.assert_allclose(have.share.sum(axis=1), 1, atol=ROUNDING)
    assert have.destinations.sum() == pytest.approx(1)
    assert have.third_markets == pytest.approx((107_097.9 - 21_294.8) / 21_294.8)


@given(chosen=assumptions())
def test_no_change_of_policy_reproduces_the_trade_of_2024_in_every_month(baseline, chosen):
    have, found = goods(baseline), flows(baseline, LAW_2024, given=chosen)
    np.testing.assert_allclose(found.exports, np.broadcast_to(have.imports / 12, found.exports.shape), rtol=EXACT)
    np.testing.assert_allclose(found.exports_yen, np.broadcast_to(have.yen / 12, found.exports.shape), rtol=EXACT)
    np.testing.assert_allclose(found.us_exports_yen, have.imports_yen / 12, rtol=EXACT)
    assert np.abs(found.quantity).max() < EXACT and np.abs(found.lost).max() < EXACT
    assert found.revenue[0, 0].sum() == pytest.approx(
        sum(baseline.products["imports_usd_bn"] * baseline.products["mfn_percent"]) / 1200, rel=EXACT
    )  # fmt: skip


@given(share=shares, base=st.floats(0, 0.25), added=st.floats(0, 1), through=st.floats(0.9, 1))
def test_a_uniform_duty_on_all_sources_reallocates_nothing(share, base, added, through):
    """Every landed price rises alike: buyers buy less in all, by the elasticity of demand, and no source gains."""
    before = np.full((3, SOURCES), base)
    now = np.full((1, 4, 3, SOURCES), (1 + base) * (1 + added) - 1)
    _, landed = landed_prices(now, before, one(through), np.zeros(1))
    quantities = [
        wanted_quantity(landed, share, np.full((1, 3), sigma), one(1.3))[0] for sigma in (0.5, 3.0, 8.0)
    ]  # fmt: skip
    expected = -1.3 * through * np.log1p(added)
    for quantity in quantities:
        np.testing.assert_allclose(quantity, expected, atol=ROUNDING)


def test_a_duty_on_japan_alone_by_hand():
    """25% on Japan, a tenth of imports: landed cost up by .94 ln 1.25; buyers turn to others with elasticity 3."""
    now, share = np.zeros((1, 1, 1, SOURCES)), np.array([[0.1, 0.9, 0, 0, 0, 0]])
    now[..., 0] = 0.25
    price, landed = landed_prices(now, np.zeros((1, SOURCES)), one(0.94), np.zeros(1))
    assert price[0, 0, 0, 0] == pytest.approx(-0.06 * np.log(1.25))
    assert landed[0, 0, 0, 0] == pytest.approx(0.94 * np.log(1.25)) and landed[0, 0, 0, 1] == 0
    quantity = wanted_quantity(landed, share, np.full((1, 1), 3.0), one(1.0))[0, 0, 0]
    assert quantity == pytest.approx(-(3 * 0.9 + 0.1) * 0.94 * np.log(1.25))


@given(now=rates, share=shares, through=st.floats(0.9, 1), sigma=st.floats(1.5, 8), demand=st.floats(0.5, 1.5),
       more=st.floats(0, 1), source=st.integers(0, SOURCES - 1))  # fmt: skip
def test_ones_own_duty_lowers_what_is_wanted_and_a_rivals_raises_it(now, share, through, sigma, demand, more, source):
    """Where products of different countries replace one another more readily than imports as a whole."""
    higher = now.copy()
    higher[..., source] += more
    before, after = (
        wanted_quantity(landed_prices(x, np.zeros((3, SOURCES)), one(through), np.zeros(1))[1], share,
                        np.full((1, 3), sigma), one(demand))
        for x in (now, higher)
    )  # fmt: skip
    sign = -1 if source == 0 else 1
    assert (sign * (after - before) >= -ROUNDING).all()


@given(short=st.floats(0.5, 1.2), long=st.floats(1.75, 2.25), wanted=st.floats(-2, 2))
def test_a_year_after_a_change_the_quantity_has_gone_the_one_year_share_of_the_way(short, long, wanted):
    speed = speed_of_adjustment(one(short), one(long))
    quantity = adjusted(np.full((1, MONTHS, 2), wanted), speed)[0, :, 0]
    assert quantity[11] == pytest.approx(short / long * wanted, rel=EXACT, abs=ROUNDING)
    assert (np.diff(np.abs(quantity)) >= -ROUNDING).all() and abs(quantity[-1]) <= abs(wanted)


def test_the_speed_of_adjustment_by_hand():
    assert speed_of_adjustment(one(0.76), one(2.0))[0, 0] == pytest.approx(0.039, abs=5e-4)


# Japan's exports.


@given(chosen=assumptions(), policy=policies(course="as-set"), ends=st.tuples(st.floats(0, 100), st.floats(0, 100)))
def test_a_higher_general_rate_never_raises_japans_exports(baseline, chosen, policy, ends):
    low, high = (policy.but(general_rate=end) for end in sorted(ends))
    found = flows(baseline, low, high, given=chosen)
    others = np.arange(PRODUCTS) != goods(baseline).cars
    assert (found.exports[1][:, others] <= found.exports[0][:, others] * (1 + EXACT)).all()
    assert (found.quantity[1][:, others] <= found.quantity[0][:, others] + EXACT).all()


@given(chosen=assumptions(), policy=policies(course="as-set"), ends=st.tuples(st.floats(0, 100), st.floats(0, 100)))
def test_a_higher_general_rate_on_rivals_never_lowers_japans_exports(baseline, chosen, policy, ends):
    low, high = (policy.but(general_rivals=end) for end in sorted(ends))
    have = goods(baseline)
    touched = (
        schedule([high], baseline).rival_product != schedule([low], baseline).rival_product
    ).any(axis=(0, 1))  # fmt: skip
    fixed = np.where(have.fixed_sigma > 0, have.fixed_sigma, chosen.substitution_machinery)
    touched &= fixed >= chosen.import_demand
    found = flows(baseline, low, high, given=chosen)
    assert (found.exports[1][:, touched] >= found.exports[0][:, touched] * (1 - EXACT)).all()


def test_general_goods_are_those_the_general_rates_touch_and_they_move(baseline):
    low, high = Policy(decision="2025-04", general_rate=0.0), Policy(decision="2025-04", general_rate=50.0)
    found, table = flows(baseline, low, high), baseline.products
    fell = found.exports[1, -1] < found.exports[0, -1] * 0.99
    names = set(table["product"][fell])
    assert set(table["product"][table["regime"] == "G"]) <= names
    assert not names & set(table["product"][table["regime"].isin(["C", "T", "P", "M", "X"])])
    rivals = flows(baseline, low.but(general_rivals=0.0), low.but(general_rivals=50.0))
    rose = rivals.exports[1, -1] > rivals.exports[0, -1] * 1.001
    assert set(table["product"][table["regime"] == "G"]) <= set(table["product"][rose])


@given(chosen=assumptions(), policy=policies())
def test_a_weaker_yen_never_lowers_exports_in_quantity_or_yen(baseline, chosen, policy):
    strong, weak = policy.but(yen=120.0), policy.but(yen=180.0)
    found = flows(baseline, strong, weak, given=chosen)
    others = np.arange(PRODUCTS) != goods(baseline).cars
    assert (found.quantity[1][:, others] >= found.quantity[0][:, others] - EXACT).all()
    assert (found.exports_yen[1][:, others] >= found.exports_yen[0][:, others] * (1 - EXACT)).all()


@given(chosen=assumptions(), policy=policies())
def test_cars_in_trade_are_the_cars_of_the_market(baseline, chosen, policy):
    outcome = simulate_batch([policy], chosen, baseline)
    at = goods(baseline).cars
    value = outcome.makers.export_value.sum(axis=-1) / 1000
    np.testing.assert_allclose(outcome.trade.exports[..., at], value, rtol=EXACT)
    np.testing.assert_allclose(outcome.trade.exports_yen[..., at], value * policy.yen * 6026 / 39.7 / YEN_2024)


@given(chosen=assumptions(), policy=policies(quota=0.0))
def test_the_duty_collected_is_the_rate_times_the_value(baseline, chosen, policy):
    found, rate = flows(baseline, policy, given=chosen), schedule([policy], baseline).product
    np.testing.assert_allclose(found.revenue, rate * found.exports, rtol=EXACT)
    assert (found.revenue >= 0).all() and (found.exports > 0).all()


@given(policy=policies(), chosen=assumptions())
def test_what_is_sold_elsewhere_is_never_more_than_what_is_lost(baseline, policy, chosen):
    found = flows(baseline, policy, given=chosen)
    assert (found.diverted >= 0).all() and (found.lost >= 0).all()
    ceiling = 0.45 + 0.2 * policy.opening / 100
    assert (found.diverted <= ceiling * found.lost + ROUNDING).all()
    assert (found.diverted_price <= 0).all()
    np.testing.assert_allclose(
        found.lost, goods(baseline).imports / 12 * np.maximum(0, 1 - np.exp(found.quantity)), atol=ROUNDING
    )


@given(share=st.floats(0, 0.45), opening=st.floats(0, 1), fall=st.floats(-2, 0))
def test_diversion_by_hand(share, opening, fall):
    lost, diverted = diversion(np.full((1, MONTHS, 1), fall), np.array([2.0]), one(share), one(opening))
    assert lost[0, 0, 0] == pytest.approx(2 * (1 - np.exp(fall)))
    for month in (0, 5, 11, 35):
        rate = min(share * min(1, (month + 1) / 12) * (1 + opening), 0.45 + 0.2 * opening)
        assert diverted[0, month, 0] == pytest.approx(rate * lost[0, month, 0], abs=ROUNDING)


@given(policy=policies(), chosen=assumptions(), ends=st.tuples(st.floats(0, 100), st.floats(0, 100)))
def test_opening_other_markets_never_lowers_what_is_sold_there(baseline, policy, chosen, ends):
    less, more = (policy.but(opening=end) for end in sorted(ends))
    found = flows(baseline, less, more, given=chosen)
    assert (found.diverted[1] >= found.diverted[0] - ROUNDING).all()


# US exports.


@given(policy=policies(**dict.fromkeys(OFFERS, 0.0), meat_access=0.0), chosen=assumptions())
def test_who_offers_nothing_gives_nothing(baseline, policy, chosen):
    found = flows(baseline, policy, given=chosen)
    for name in ("pledged", "realised", "added"):
        assert (getattr(found, name) == 0).all(), name


@given(chosen=assumptions(), policy=policies())
def test_what_is_realised_is_the_share_realised_and_what_is_added_the_share_of_that(baseline, chosen, policy):
    have, found = goods(baseline), flows(baseline, policy.but(meat_access=0.0), given=chosen)
    kept = 1 - (1 - chosen.realised) * (1 - policy.snap_back * chosen.snap_realised)
    for pledge, realised, added in (
        ("farm", kept, chosen.additional), ("energy", kept, chosen.additional),
        ("defence", kept, chosen.additional), ("rice", kept, 1.0), ("aircraft", 1.0, 1.0),
    ):  # fmt: skip
        which = np.array([name == pledge for name in have.pledge])
        assert which.any()
        np.testing.assert_allclose(found.realised[..., which], realised * found.pledged[..., which], rtol=EXACT)
        np.testing.assert_allclose(found.added[..., which], added * found.realised[..., which], rtol=EXACT)
    assert (found.added[..., [name in ("none", "pork-beef") for name in have.pledge]] == 0).all()


def test_the_offers_of_july_by_hand(baseline):
    """Two years on, a year: 8 of farm goods, 7 of energy and 3 of arms, of which .57 comes and .4 of that is new."""
    deal = Policy(farm=8.0, rice=75.0, energy=7.0, aircraft=100.0, defence=3.0, decision="2025-04")
    found, pledge = flows(baseline, deal), goods(baseline).pledge
    second = slice(12, 24)

    def year(values, name):
        return values[0, second][:, [one == name for one in pledge]].sum()

    for name, size in (("farm", 8.0), ("energy", 7.0), ("defence", 3.0)):
        assert year(found.pledged, name) == pytest.approx(size)
        assert year(found.added, name) == pytest.approx(size * 0.57 * 0.4)
    assert year(found.added, "rice") == pytest.approx(0.3 * 0.75 * 0.57)
    assert year(found.added, "aircraft") == pytest.approx(100 * 0.15 * 0.05)
    assert (
        found.added[0, :12][:, pledge.index("aircraft")].sum()
        == 0
        == found.added[0, 24:, pledge.index("aircraft")].sum()
    )
    ramp = found.pledged[0, :12][:, pledge.index("defence")] * 12 / 3.0
    np.testing.assert_allclose(ramp, np.arange(1, 13) / 12)


def test_removing_the_duty_on_beef_by_hand(baseline):
    found = flows(baseline, Policy(decision="2025-04"), Policy(decision="2025-04", meat_access=50.0))
    at = goods(baseline).groups.index("beef")
    assert found.us_exports[1, -1, at] / found.us_exports[0, -1, at] == pytest.approx((1 + 0.216 * 0.5) ** 1.5)
    others = [at_ for at_, name in enumerate(goods(baseline).groups) if name != "beef"]
    np.testing.assert_array_equal(found.us_exports[0][:, others], found.us_exports[1][:, others])


@given(chosen=assumptions(), policy=policies(counter_tariff=0.0), rate=st.floats(1, 50))
def test_a_counter_tariff_lowers_us_exports_that_are_not_exempt_and_no_others(baseline, chosen, policy, rate):
    found = flows(baseline, policy, policy.but(counter_tariff=rate), given=chosen)
    countered, first = goods(baseline).countered, simulate_batch([policy], chosen, baseline).first[0]
    names = {name for name, hit in zip(goods(baseline).groups, countered, strict=True) if not hit}
    assert names == {"grains-soybeans", "rice", "beef", "pork", "other-food", "lng", "other-fuels"}
    np.testing.assert_array_equal(found.us_exports[0][..., ~countered], found.us_exports[1][..., ~countered])
    np.testing.assert_array_equal(found.us_exports[0, :first], found.us_exports[1, :first])
    assert (found.us_exports[1, first:][:, countered] < found.us_exports[0, first:][:, countered]).all()
    np.testing.assert_array_equal(found.exports[0], found.exports[1])


def test_a_counter_tariff_by_hand(baseline):
    """A year on, .38 of the way to (1.1)^-1."""
    found = flows(baseline, Policy(decision="2025-04"), Policy(decision="2025-04", counter_tariff=10.0))
    at = goods(baseline).groups.index("machinery")
    assert found.us_exports[1, 11, at] / found.us_exports[0, 11, at] == pytest.approx(1.1 ** (-0.38))


@given(chosen=assumptions(), yen=st.floats(80, 250))
def test_a_weak_yen_lowers_us_exports_by_half_of_its_move(baseline, chosen, yen):
    found = flows(baseline, LAW_2024.but(yen=yen), given=chosen)
    expected = goods(baseline).us_exports / 12 * (yen / YEN_2024) ** -0.5
    np.testing.assert_allclose(found.us_exports[0, -1], expected, rtol=EXACT)
    assert found.us_exports_yen[0, -1] == pytest.approx(12_666.6 / 12 * (yen / YEN_2024) ** 0.5, rel=EXACT)


# Balances.


@given(chosen=assumptions(), policy=policies(), reference=st.sampled_from(sorted(REFERENCES)))
def test_the_balance_in_steps_adds_up(baseline, chosen, policy, reference):
    result = simulate(policy, chosen, baseline, REFERENCES[reference])
    steps = result.trade.balance()
    start, end = steps["jpy_bn"].iloc[0], steps["jpy_bn"].iloc[-1]
    assert start == pytest.approx(21_294 - 12_666.6) and len(steps) == PRODUCTS + 4
    assert steps["jpy_bn"].iloc[:-1].sum() == pytest.approx(end, rel=EXACT, abs=1e-6)
    assert result.headline["balance_jpy"].value == pytest.approx(end, rel=EXACT, abs=1e-6)


@given(chosen=assumptions(), policy=policies())
def test_both_balances_close(baseline, chosen, policy):
    result = simulate(policy, chosen, baseline)
    months, found = result.trade.months(), result.outcome.trade
    np.testing.assert_allclose(
        months["balance_jpy_bn"], found.exports_yen[0].sum(axis=-1) - found.us_exports_yen[0], rtol=EXACT, atol=EXACT
    )
    np.testing.assert_allclose(
        months["us_balance_usd_bn"], found.us_exports[0].sum(axis=-1) - found.exports[0].sum(axis=-1), rtol=EXACT
    )
    np.testing.assert_allclose(
        months["exports_jpy_bn"] - months["imports_jpy_bn"], months["balance_jpy_bn"], rtol=EXACT, atol=EXACT
    )
    assert months["revenue_usd_bn"].sum() == pytest.approx(found.revenue[0].sum(), rel=EXACT)


@given(yen=st.floats(80, 250), chosen=assumptions())
def test_without_tariffs_or_offers_only_the_exchange_rate_and_cars_move_the_balance(baseline, yen, chosen):
    steps = simulate(LAW_2024.but(yen=yen), chosen, baseline).trade.balance().set_index("step")["jpy_bn"]
    still = [name for name in steps.index if name not in ("balance-2024", "exchange-rate", "cars", "balance")]
    np.testing.assert_allclose(steps[still], 0, atol=1e-6)


def test_the_deal_sells_more_to_the_us_than_no_deal_and_leaves_it_a_smaller_deficit_than_in_2024(baseline):
    numbers = {
        slug: simulate(PRESETS[slug].policy, Assumptions(), baseline).headline for slug in ("july-deal", "no-deal")
    }
    assert numbers["july-deal"]["exports"].value > numbers["no-deal"]["exports"].value
    for head in numbers.values():
        assert head["balance_usd"].change > 0 > head["balance_jpy"].change and head["revenue"].change > 0
