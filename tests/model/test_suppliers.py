"""Orders, price cuts and cash of suppliers: money is conserved, shares are shares, and more of a bad thing is worse."""

from math import erf, log, sqrt

import numpy as np
import pytest
from drawn import assumptions, policies
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.integrate import quad

from model.assumptions import Assumptions
from model.chain import chain
from model.headline import filed_in_year
from model.market.fleet import fleet
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate, simulate_batch
from model.suppliers import (
    Books,
    Cash,
    bankruptcies,
    burnt,
    kept,
    losses,
    margins,
    orders,
    price_downs,
    share_below,
    unpassed_duty,
)

EXACT = 1e-9
ROUNDING = 1e-12
MONTHS, TIERS = 36, 3
LAW_2024 = REFERENCES["law-2024"]
MEAN_2024 = 150.97
YENS = (80.0, 110.0, 140.0, MEAN_2024, 155.0, 165.0, 185.0, 210.0, 250.0)
CUSHIONS = {"supplier_credit": 6.0, "employment_subsidy": 100.0, "fair_trade": 100.0}

falls = arrays(float, (1, MONTHS, 1, TIERS), elements=st.floats(-0.6, 0.3))
cuts = arrays(float, (1, MONTHS, 1, TIERS), elements=st.floats(0, 0.1))
shares_of_sales = st.floats(0.2, 0.4)
half_lives = st.floats(6, 24)


def one(number):
    return np.array([[number]])


def cash(median=(2.5, 2.2, 1.8), spread=0.7, short=0.75, out=0.25, debt=0.01, take_up=0.5):
    return Cash(np.array([median]), *(one(number) for number in (spread, short, out, debt, take_up)))


@pytest.fixture(scope="module")
def have(baseline):
    return chain(baseline)


def short_of(change, cut, have, fixed=0.3, half_life=12.0, held=None):
    """Return the share short of cash from orders and price cuts alone, [S, T, C, K]."""
    held = held or cash()
    return share_below(
        held.short_line, burnt(losses(change, cut, one(fixed), one(half_life)), margins(have), held), held
    )  # fmt: skip


# Orders.


def test_the_chain_is_that_of_the_tables(baseline, have):
    assert have.firms.tolist() == [3882, 37600, 27003] and have.first_sales == 25_000
    assert ((have.exposure >= 0) & (have.exposure <= 1)).all()
    cars = baseline.fleet[(baseline.fleet["maker"] == "Subaru") & (baseline.fleet["assembly"] == "JP")]
    six = [name for name, japanese in zip(fleet(baseline).makers, fleet(baseline).home_japan, strict=True) if japanese]
    assert have.exposure[six.index("Subaru")] == pytest.approx(cars["units"].sum() / 571_000, rel=EXACT)
    assert have.all_output == pytest.approx(3165 + 675 + 675 + 788 + 571 + 470 + 1706)


@given(arrays(float, (2, MONTHS, 6), elements=st.floats(0, 2)))
def test_every_tier_sees_the_same_fall_of_orders_a_month_after_the_one_before(have, volume):
    change = orders(volume, have)
    assert change.shape == (2, MONTHS, 7, TIERS) and (change[:, 0] == 0).all()
    for tier in (1, 2):
        np.testing.assert_array_equal(change[:, tier:, :, tier], change[:, :-tier, :, 0])
        assert (change[:, : tier + 1, :, tier] == 0).all()
    for maker in range(6):
        np.testing.assert_allclose(change[:, 1:, 1 + maker, 0], have.exposure[maker] * (volume[:, :-1, maker] - 1))
    weighted = sum(have.output[maker] / have.all_output * change[:, :, 1 + maker, 0] for maker in range(6))
    np.testing.assert_allclose(change[:, :, 0, 0], weighted, atol=ROUNDING)


@given(chosen=assumptions(), policy=policies())
def test_orders_follow_the_cars_sold_and_lie_between_losing_all_exports_and_what_is_sold(
    baseline, have, chosen, policy
):
    outcome = simulate_batch([policy], chosen, baseline)
    makers, six = outcome.makers, fleet(baseline).home_japan
    base = makers.japan_volume_2024[0, six]
    fell = makers.japan_volume[0][:, six] / np.where(base > 0, base, 1) - 1
    expected = (have.output / have.all_output * have.exposure * np.where(base > 0, fell, 0)).sum(axis=1)
    np.testing.assert_allclose(outcome.suppliers.orders[0, 1:, 0, 0], expected[:-1], atol=ROUNDING)
    assert (outcome.suppliers.orders >= -(have.exposure * have.output).sum() / have.all_output - ROUNDING).all()


# Who carries the tariff.


@given(loss=arrays(float, (3, 4), elements=st.floats(0, 1000)), first=st.floats(0, 0.35), onward=st.floats(0, 0.6))
def test_the_cascade_conserves_money(loss, first, onward):
    asked = price_downs(loss, np.array(first), np.array(onward))
    carried = loss - asked[..., 0] + kept(asked).sum(axis=-1)
    np.testing.assert_allclose(carried, loss, rtol=EXACT, atol=EXACT)
    assert (kept(asked) >= 0).all() and (asked[..., 0] <= loss).all()


@given(chosen=assumptions(), policy=policies())
def test_makers_and_tiers_together_carry_exactly_the_makers_loss(baseline, chosen, policy):
    result = simulate(policy, chosen, baseline)
    s = result.outcome.suppliers
    total = s.tariff_loss.sum(axis=-1)
    carried = total - s.price_down[..., 0] + s.kept.sum(axis=-1)
    np.testing.assert_allclose(carried, total, rtol=EXACT, atol=EXACT)
    table = result.suppliers.cascade()
    assert table["carried_jpy_bn"].sum() == pytest.approx(table["received_jpy_bn"].iloc[0], rel=EXACT, abs=EXACT)
    assert (s.tariff_loss >= 0).all() and (s.kept >= -EXACT).all()


def test_the_price_cuts_by_hand():
    asked = price_downs(np.array([1000.0]), np.array([0.1]), np.array([0.35]))
    np.testing.assert_allclose(asked, [[100, 35, 12.25]])
    np.testing.assert_allclose(kept(asked), [[65, 22.75, 12.25]])


@given(chosen=assumptions(), policy=policies())
def test_the_makers_loss_is_the_duty_they_neither_save_nor_pass_on_nor_earn_by_the_yen(baseline, chosen, policy):
    outcome = simulate_batch([policy], chosen, baseline)
    makers, loss = outcome.makers, outcome.suppliers.tariff_loss[0]
    names = np.array(fleet(baseline).makers)[fleet(baseline).home_japan].tolist()
    for at, name in enumerate(names):
        maker = fleet(baseline).makers.index(name)
        saved = {"Mazda": 0.38, "Subaru": 0.12}.get(name, chosen.own_savings)
        for month in range(0, MONTHS, 7):
            added = makers.japan_added_duty[0, month, maker] + makers.duty_parts[0, month, maker]
            dearer, by_yen = makers.japan_price_gain[0, month, maker], makers.by_currency[0, month, maker]
            passed_on = max(0, dearer) * (added / (added + max(0, -by_yen)) if added > 0 else 0)
            in_yen = (by_yen + makers.profit_2024[0, maker]) * policy.yen - makers.profit_2024[0, maker] * MEAN_2024
            expected = max(0, (added * (1 - saved) - passed_on) * policy.yen - max(0, in_yen)) / 1000
            assert loss[month, at] == pytest.approx(expected, rel=EXACT, abs=EXACT), (name, month)
    assert (loss >= 0).all()


def test_the_makers_loss_by_hand():
    """Duty 100, prices 30 higher, profit of 200 in 2024: 70 at the yen of 2024; 16 less by a currency gain of 6 ...

    ... and 10 by dollars worth a twentieth more yen; at a strong yen that costs 20, prices pay 25 of the duty and 5 of
    the yen; no duty, no loss.
    """
    duty, dearer, by_yen = (np.array([[values]], float) for values in
                            ([100, 100, 100, 0], [30, 30, 30, 30], [0, 6, -20, -20]))  # fmt: skip
    ratio = np.array([1, 1 / 0.95, 0.8, 0.8])
    books = Books(duty, dearer, by_yen, np.full((1, 1, 4), 200.0))
    np.testing.assert_allclose(unpassed_duty(books, np.zeros((1, 1, 4)), ratio)[0, 0], [70, 54, 75, 0])


small = st.floats(0, 1)


@given(
    duty=st.floats(-1, 1), dearer=st.floats(-1, 1), in_yen=small, saved=small, yens=st.tuples(*[st.floats(80, 250)] * 2)
)
def test_a_weaker_yen_never_raises_what_a_maker_loses_in_yen_nor_a_stronger_one_beyond_the_duty(
    duty, dearer, in_yen, saved, yens
):
    """Units and prices as given; cars that cost `in_yen` in yen, a profit above the duty."""

    def loss(yen):
        by_currency = in_yen * (1 - MEAN_2024 / yen)
        books = Books(*(np.array([[[value]]]) for value in (duty, dearer, by_currency, 1.5)))
        return float(unpassed_duty(books, one(saved), one(yen / MEAN_2024)[..., None])[0, 0, 0])

    stronger, weaker = sorted(yens)
    at_mean = loss(MEAN_2024)
    assert at_mean == pytest.approx(max(0, duty * (1 - saved) - max(0, dearer)), abs=EXACT)
    for yen in yens:
        assert loss(yen) <= max(0, duty * (1 - saved)) + EXACT
        assert loss(yen) >= at_mean - EXACT if yen < MEAN_2024 else loss(yen) <= at_mean + EXACT
    if stronger >= MEAN_2024:
        assert weaker * loss(weaker) <= stronger * loss(stronger) + EXACT


@given(
    slug=st.sampled_from(["law-2024", "no-deal", "july-deal", "letter", "what-happened"]), car=st.floats(0, 100),
    yens=st.tuples(*[st.floats(80, 250)] * 2),
)  # fmt: skip
def test_a_weaker_yen_leaves_no_more_suppliers_short_of_cash_or_bankrupt_at_any_car_tariff(baseline, slug, car, yens):
    """At the end of each fiscal year.

    The makers' loss in yen is smaller, too, from the yen of 2024 on; a stronger one ships fewer cars, at fewer yen a
    dollar of duty, so that their loss by the tariff falls while their loss by the yen grows.
    """
    policies = [PRESETS[slug].policy.but(car_tariff=car, yen=yen) for yen in sorted(yens)]
    outcome = simulate_batch(policies, Assumptions(), baseline)
    s, filed = outcome.suppliers, filed_in_year(outcome, outcome.suppliers.bankrupt[:, :, 0])
    assert (s.short[1, 11::12] <= s.short[0, 11::12] + EXACT).all() and (filed[1] <= filed[0] + EXACT).all()
    if min(yens) >= MEAN_2024:
        assert (s.tariff_loss[1] <= s.tariff_loss[0] + EXACT).all()


def test_where_orders_and_the_makers_profit_rise_no_more_suppliers_are_short_of_cash(baseline):
    cases = 0
    for slug in ("no-deal", "july-deal", "parity", "what-happened", "car-tariff-removed", "full-removal"):
        for yen in YENS:
            numbers = simulate(PRESETS[slug].policy.but(yen=yen), Assumptions(), baseline).headline
            if numbers["orders"].change > 0 and numbers["six_profit"].change > 0:
                cases += 1
                for name in ("short", "end_short", "failures"):
                    assert numbers[name].value <= numbers[name].reference + EXACT, (slug, yen, name)
    assert cases >= len(YENS)


@given(chosen=assumptions(own_savings=0.0), policy=policies())
def test_what_makers_save_themselves_lowers_their_loss_where_they_have_not_said_how_much(baseline, chosen, policy):
    outcome = simulate_batch([policy] * 2, [chosen, chosen.but(own_savings=0.4)], baseline)
    makers, six = outcome.makers, fleet(baseline).home_japan
    loss = outcome.suppliers.tariff_loss
    said = np.array([name in ("Mazda", "Subaru") for name in np.array(fleet(baseline).makers)[six]])
    np.testing.assert_array_equal(loss[0][:, said], loss[1][:, said])
    pays = ((makers.japan_added_duty + makers.duty_parts)[0][:, six] >= 0)[:, ~said]
    assert (loss[1][:, ~said] <= loss[0][:, ~said] + EXACT)[pays].all()


# Cash.


def test_a_loss_by_hand():
    """Orders fall by 10% for good: idle fixed cost .03 of sales at first, half of it after the half-life."""
    change = np.full((1, MONTHS, 1, TIERS), -0.1)
    loss = losses(change, np.zeros_like(change), one(0.3), one(12.0))[0, :, 0, 0]
    assert loss[0] == pytest.approx(0.03) and loss[12] == pytest.approx(0.015) and loss[24] == pytest.approx(0.0075)
    with_cut = losses(change, np.full_like(change, 0.01), one(0.3), one(12.0))[0, :, 0, 0]
    np.testing.assert_allclose(with_cut - loss, 0.01)


def test_the_share_short_of_cash_by_hand():
    """Burn .1 - (.02 - .01) = .09 of sales a month for three months: .27; a median of 2.5, spread .7, line .75."""
    loss = np.full((1, 3, 1, 1), 0.1)
    held = Cash(np.array([[2.5]]), one(0.7), one(0.75), one(0.25), one(0.01), one(0.5))
    burn = burnt(loss, np.array([[0.02]]), held)
    assert burn[0, :, 0, 0, 0].tolist() == pytest.approx([0.09, 0.18, 0.27])
    score = (log(0.75 + 0.27) - log(2.5)) / 0.7
    expected = 0.5 * (1 + erf(score / sqrt(2)))
    assert share_below(held.short_line, burn, held)[0, 2, 0, 0] == pytest.approx(expected, abs=ROUNDING)
    assert expected == pytest.approx(0.1001, abs=1e-4)


def integrated(loss, tier, have, held):
    """Return the share short after the path of losses of one tier, the margin integrated over its normal."""
    mean, spread, debt = have.margin[tier], have.margin_sd[tier], float(held.debt_service[0, 0])

    def short_at(z):
        cushion = max(0.0, mean + spread * z - debt)
        burn = sum(max(0.0, lost - cushion) for lost in loss)
        score = (log(float(held.short_line[0, 0]) + burn) - log(held.median[0, tier])) / float(held.spread[0, 0])
        return 0.5 * (1 + erf(score / sqrt(2))) * np.exp(-z * z / 2) / sqrt(2 * np.pi)

    kinks = sorted({(lost + debt - mean) / spread for lost in loss} | {(debt - mean) / spread})
    return quad(short_at, -9, 9, points=[kink for kink in kinks if abs(kink) < 9][:20], limit=400)[0]


@given(
    start=st.floats(-0.5, 0), cut=st.floats(0, 0.05), fixed=shares_of_sales, spread=st.floats(0.5, 0.9),
    debt=st.floats(0, 0.02),
)  # fmt: skip
def test_the_cash_integral_agrees_with_quadrature(have, start, cut, fixed, spread, debt):
    change = np.full((1, 12, 1, TIERS), start)
    held = cash(spread=spread, debt=debt)
    found = short_of(change, np.full_like(change, cut), have, fixed=fixed, held=held)[0, -1, 0]
    loss = losses(change, np.full_like(change, cut), one(fixed), one(12.0))[0, :, 0]
    for tier in range(TIERS):
        assert found[tier] == pytest.approx(integrated(loss[:, tier], tier, have, held), abs=5e-4)


def test_margins_are_equally_likely_and_have_their_mean_and_spread(have):
    points = margins(have)
    assert points.shape == (TIERS, 64) and (np.diff(points, axis=1) > 0).all()
    np.testing.assert_allclose(points.mean(axis=1), have.margin, atol=ROUNDING)
    np.testing.assert_allclose(points.std(axis=1), have.margin_sd, rtol=0.01)


@given(falls=falls, cut=cuts, fixed=shares_of_sales, half_life=half_lives, more=st.floats(1, 3))
def test_a_deeper_fall_of_orders_never_leaves_fewer_firms_short(have, falls, cut, fixed, half_life, more):
    less, deeper = (short_of(times * falls, cut, have, fixed, half_life) for times in (1.0, more))
    assert (deeper >= less - ROUNDING).all()


@given(falls=falls, cut=cuts, more=cuts, fixed=shares_of_sales, half_life=half_lives)
def test_deeper_price_cuts_never_leave_fewer_firms_short(have, falls, cut, more, fixed, half_life):
    assert (
        short_of(falls, cut + more, have, fixed, half_life) >= short_of(falls, cut, have, fixed, half_life) - ROUNDING
    ).all()  # fmt: skip


@given(falls=falls, cut=cuts, fixed=shares_of_sales, half_life=half_lives)
def test_cash_once_burnt_stays_burnt(have, falls, cut, fixed, half_life):
    short = short_of(falls, cut, have, fixed, half_life)
    assert (np.diff(short, axis=1) >= -ROUNDING).all() and ((short >= 0) & (short <= 1)).all()


@given(out=arrays(float, (2, MONTHS, 1, TIERS), elements=st.floats(0, 1)), hazard=st.floats(0.01, 0.1))
def test_bankruptcies_come_out_of_the_firms_ever_out_of_cash(out, hazard):
    filed = bankruptcies(out, np.full((2, 1), hazard))
    ever, before = np.zeros_like(out[:, 0]), np.zeros_like(out[:, 0])
    for month in range(MONTHS):
        ever = np.maximum(ever, out[:, month])
        before = before + hazard * np.maximum(0, ever - before)
        np.testing.assert_allclose(filed[:, month], before, atol=ROUNDING)
    assert (np.diff(filed, axis=1) >= 0).all() and (filed <= np.maximum.accumulate(out, axis=1) + ROUNDING).all()


# The block.


@given(chosen=assumptions(), policy=policies())
def test_shares_are_shares_and_bankruptcies_never_come_back(baseline, chosen, policy):
    s = simulate_batch([policy], chosen, baseline).suppliers
    for share in (s.short, s.out, s.bankrupt, s.usual_short, s.usual_out):
        assert ((share >= 0) & (share <= 1)).all()
    assert (s.out <= s.short + ROUNDING).all()
    assert (np.diff(s.bankrupt, axis=1) >= 0).all()
    assert (s.short >= s.usual_short[:, None, None] - ROUNDING).all()
    assert (s.weakest >= 0).all() and (np.diff(s.orders[:, :2], axis=1)[..., 1:] == 0).all()


@given(chosen=assumptions(), policy=policies())
def test_a_policy_beside_itself_has_exactly_no_excess(baseline, chosen, policy):
    result = simulate(policy, chosen, baseline, policy)
    tiers = result.suppliers.tiers()
    for name in ("excess_short_points", "excess_short_firms", "excess_exits", "jobs_thousand"):
        assert (tiers[name] == 0).all(), name
    assert (result.suppliers.jobs() == 0).all() and (result.suppliers.prefectures()["jobs_thousand"] == 0).all()
    assert (result.suppliers.sectors()["output_jpy_bn"] == 0).all()
    failures = result.suppliers.failures()
    assert failures[0] == failures[1]


@given(chosen=assumptions(), cushioned=st.booleans())
def test_without_a_tariff_no_firm_is_short_beyond_the_usual_with_or_without_help(baseline, chosen, cushioned):
    policy = LAW_2024.but(**CUSHIONS) if cushioned else LAW_2024
    s = simulate_batch([policy], chosen, baseline).suppliers
    np.testing.assert_allclose(s.short, np.broadcast_to(s.usual_short[:, None, None], s.short.shape), atol=EXACT)
    assert np.abs(s.tariff_loss).max() < EXACT and s.drawn.max() < EXACT
    np.testing.assert_allclose(s.orders, 0, atol=EXACT)


@given(
    chosen=assumptions(), policy=policies(), lever=st.sampled_from(sorted(CUSHIONS)),
    ends=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)  # fmt: skip
def test_help_never_leaves_more_firms_short(baseline, chosen, policy, lever, ends):
    less, more = (policy.but(**{lever: end * CUSHIONS[lever]}) for end in sorted(ends))
    s = simulate_batch([less, more], chosen, baseline).suppliers
    for share in (s.short, s.out, s.bankrupt):
        assert (share[1] <= share[0] + ROUNDING).all()
    assert (s.weakest[1] >= s.weakest[0] - ROUNDING).all()


@given(chosen=assumptions(price_down_first=0.0), policy=policies(), asked=st.floats(0, 0.35))
def test_makers_who_ask_for_price_cuts_never_leave_fewer_firms_short(baseline, chosen, policy, asked):
    s = simulate_batch([policy] * 2, [chosen, chosen.but(price_down_first=asked)], baseline).suppliers
    assert (s.short[1] >= s.short[0] - ROUNDING).all() and (s.price_down[0] == 0).all()


@pytest.mark.parametrize("lever", CUSHIONS)
def test_help_helps_where_orders_and_prices_fall(baseline, lever):
    hit = PRESETS["escalation"].policy
    s = simulate_batch([hit, hit.but(**{lever: CUSHIONS[lever]})], Assumptions(), baseline).suppliers
    assert (s.short[1, -1] < s.short[0, -1] - 1e-3).all()


@given(chosen=assumptions(), policy=policies(), credit=st.floats(0, 6))
def test_credit_drawn_is_within_what_is_offered_and_none_before_the_decision(baseline, chosen, policy, credit):
    outcome = simulate_batch([policy.but(supplier_credit=credit)], chosen, baseline)
    s = outcome.suppliers
    offered = chosen.take_up * credit * s.sales[0].sum() / 12
    assert ((s.drawn >= 0) & (s.drawn <= offered + EXACT)).all()
    assert (s.drawn[0, : outcome.first[0]] == 0).all()


def test_firms_draw_what_they_have_burnt_up_to_what_is_offered(baseline, have):
    """By hand: the share that takes it up, times the mean over firms of burnt cash or the offer, whichever is less."""
    outcome = simulate_batch([PRESETS["escalation"].policy.but(supplier_credit=0.5)], Assumptions(), baseline)
    s, expected = outcome.suppliers, 0.0
    for tier in range(TIERS):
        for margin in margins(have)[tier]:
            burn = np.maximum(0, s.loss[0, :, 0, tier] - max(0, margin - 0.01)).sum()
            expected += 0.5 * min(0.5, burn) / 64 * s.sales[0, tier] / 12
    assert s.drawn[0, -1] == pytest.approx(expected, rel=EXACT) and expected > 0


def test_the_employment_subsidy_costs_what_firms_are_spared(baseline):
    policy = PRESETS["escalation"].policy
    spared = simulate(policy.but(employment_subsidy=40.0), Assumptions(), baseline)
    year = slice(spared.suppliers.at - 11, spared.suppliers.at + 1)
    without = simulate_batch([policy], Assumptions(), baseline).suppliers
    relief = (without.loss - spared.outcome.suppliers.loss[:1])[0, year, 0] * without.sales[0] / 12
    assert spared.suppliers.help_costs()["subsidy_jpy_bn"] == pytest.approx(relief.sum(), rel=EXACT)


def test_the_weakest_tenth_by_hand(baseline):
    s = simulate_batch([LAW_2024], Assumptions(), baseline).suppliers
    expected = [median * np.exp(-1.2815515655 * 0.7) for median in (2.5, 2.2, 1.8)]
    np.testing.assert_allclose(s.weakest[0, -1, 0], expected, rtol=1e-6)


def test_sales_of_the_tiers_by_hand(baseline):
    s = simulate_batch([Policy()], Assumptions(), baseline).suppliers
    np.testing.assert_allclose(s.sales, [[25_000, 11_250, 3_937.5]])


def test_a_worse_tariff_hits_more_firms(baseline):
    slugs = ["law-2024", "july-deal", "no-deal", "escalation"]
    s = simulate_batch([PRESETS[slug].policy for slug in slugs], Assumptions(), baseline).suppliers
    assert (np.diff(s.short[:, -1, 0], axis=0) > 0).all() and (np.diff(s.orders[:, -1, 0], axis=0) < 0).all()
    assert (np.diff(s.weakest[:, -1, 0], axis=0) < 0).all()


def test_the_second_and_third_tiers_are_hit_harder_than_the_first(baseline):
    s = simulate_batch([LAW_2024, Policy()], Assumptions(), baseline).suppliers
    excess = s.short[1, -1, 0] - s.short[0, -1, 0]
    assert excess[0] < excess[1] < excess[2]


@given(chosen=assumptions(), yen=st.floats(80, 250), growth=st.floats(-10, 4))
def test_no_yen_and_no_growth_makes_a_tariff_loss_where_no_duty_is_added(baseline, chosen, yen, growth):
    outcome = simulate_batch([LAW_2024.but(yen=yen, us_growth=growth)], chosen, baseline)
    assert outcome.suppliers.tariff_loss.max() < EXACT
