"""What a tariff does to prices and units, month by month and if it lasts, over the whole box."""

import numpy as np
import pytest
from by_hand import first_order_gap
from drawn import assumptions, box, policies
from hypothesis import example, given
from hypothesis import strategies as st

from model.assumptions import Assumptions
from model.market.beliefs import permanence
from model.market.calibration import BASE_RATE
from model.market.fleet import fleet
from model.policy import Policy
from model.scenarios import LAW_2024
from model.simulate import run
from model.tariffs import schedule

REPRODUCED = 1e-9  # the base comes back through the same solver, whose tolerance is 1e-12
FIRST_ORDER = 1e-8
ROUNDING = 1e-12
CENTRE = (0.7, 1.2)  # long-run pass-through of the duty in dollars at the central assumptions
BOX = (0.94, 1.02)  # the same over the box: .968 to .991 in 1,500 draws at 5, 15, 27.5 and 100%; margin for corners
STICKY = 1e-6
FEW_ROUNDS = 8

BEFORE = Policy(**LAW_2024, decision="2025-04")
EXTREMES = [
    dict.fromkeys(
        ("car_tariff", "parts_tariff", "metal_tariff", "general_rate", "car_eu", "car_kr", "car_usmca",
         "general_rivals"), 100.0,
    )
    | {"decision": "2025-04", "yen": yen, "us_growth": growth}
    for yen in (80.0, 250.0)
    for growth in (-10.0, 4.0)
]  # fmt: skip


def course(baseline, policies, sets=None):
    """Return the outcome, the path and the calibration of policies."""
    return run(policies, sets or [Assumptions()], baseline)


def only_japan(rate=27.5, **others):
    return BEFORE.but(car_tariff=rate, **others)


@pytest.mark.parametrize("rate", [0.0, 15.0, 27.5, 100.0])
def test_the_prices_of_the_fleet_are_found_in_few_rounds(baseline, rate):
    assert course(baseline, [only_japan(rate)])[1].iterations <= FEW_ROUNDS


@given(chosen=assumptions(), signed=st.booleans(), decision=st.sampled_from(["2025-04", "2026-01"]))
def test_no_change_of_policy_reproduces_2024_in_every_month(baseline, chosen, signed, decision):
    quiet = BEFORE.but(signed=signed, law="2024-12-31")
    outcome, path, _ = course(baseline, [quiet], [chosen])
    cars = fleet(baseline)
    for found in (path, path.lasting):
        np.testing.assert_allclose(found.price, np.broadcast_to(cars.price, found.price.shape), rtol=REPRODUCED)
        np.testing.assert_allclose(12 * found.units, np.broadcast_to(cars.units, found.units.shape), rtol=REPRODUCED)
    assert (path.moved == 0).all() and (path.unit.parts == 0).all()
    np.testing.assert_allclose(outcome.makers.profit - outcome.makers.profit_2024[:, None], 0, atol=1e-6)


@given(chosen=assumptions(), policy=policies())
def test_everything_is_finite_and_at_an_equilibrium_over_the_whole_box(baseline, chosen, policy):
    outcome, path, base = course(baseline, [policy], [chosen])
    for found in (path, path.lasting):
        for name in ("price", "units", "moved", "cost"):
            assert np.isfinite(getattr(found, name)).all(), name
        assert (found.units >= 0).all() and (found.price > 0).all()
    assert (outcome.residual < FIRST_ORDER).all()
    assert lasting_gap(baseline, path, base) < FIRST_ORDER


def lasting_gap(baseline, path, base, row=0):
    """Return how far the lasting prices are from the first-order condition written out product by product."""
    cars = fleet(baseline)
    cost = path.lasting.cost[row, 0] + base.dealer_margin[row]
    return first_order_gap(
        path.lasting.price[row, 0], cost, base.slope[row], base.quality[row], base.nesting[row], cars.nest, cars.maker
    )  # fmt: skip


@pytest.mark.parametrize("extreme", EXTREMES, ids=lambda extreme: f"yen {extreme['yen']:g} {extreme['us_growth']:+g}")
def test_all_duties_at_one_hundred_percent_still_have_an_equilibrium_anywhere_in_the_box(baseline, extreme):
    sets = [Assumptions(), *box(12, seed=5)]
    for stacking in ("on-top", "including"):
        policies = [Policy(**extreme, stacking=stacking)] * len(sets)
        outcome, path, base = course(baseline, policies, sets)
        assert (outcome.residual < FIRST_ORDER).all()
        for row in range(0, len(sets), 4):
            assert lasting_gap(baseline, path, base, row) < FIRST_ORDER
        assert np.isfinite(outcome.makers.profit).all() and (path.units >= 0).all()


@given(chosen=assumptions(), rates=st.tuples(st.floats(2.5, 60), st.floats(1, 40)))
@example(chosen=Assumptions(), rates=(2.5, 25.0))
def test_raising_japans_car_tariff_alone_raises_its_prices_and_lowers_its_units(baseline, chosen, rates):
    low, rise = rates
    _, path, _ = course(baseline, [only_japan(low), only_japan(low + rise)], [chosen, chosen])
    cars = fleet(baseline)
    japan, home = cars.built("JP"), cars.built("US")
    for found in (path, path.lasting):
        stay = found.units * (1 - found.moved)
        weight = cars.units * japan
        price, shipped = (found.price * weight).sum(axis=-1), stay[..., japan].sum(axis=-1)
        assert (found.price[1] > found.price[0])[..., japan].all() or found is path
        assert (price[1] > price[0]).all() and (shipped[1] < shipped[0]).all()
        others = found.units[..., home & ~cars.home_japan[cars.maker]].sum(axis=-1)
        assert (others[1] > others[0]).all()


@given(chosen=assumptions(), rates=st.tuples(st.floats(2.5, 60), st.floats(1, 40)))
def test_makers_without_cars_from_japan_gain_when_japans_tariff_rises(baseline, chosen, rates):
    low, rise = rates
    outcome, _, _ = course(baseline, [only_japan(low), only_japan(low + rise)], [chosen, chosen])
    ships = baseline.fleet[baseline.fleet["assembly"] == "JP"]["maker"].unique()
    without = np.array([maker not in ships for maker in fleet(baseline).makers])
    assert without.sum() >= 5
    for accounts in (outcome.makers, outcome.lasting):
        assert (accounts.profit[1][:, without] > accounts.profit[0][:, without]).all()


def pass_through(baseline, sets, policy=None):
    """Return dollars of price per dollar of duty on Japan-built cars, by month and if it lasts, [S, T] and [S]."""
    pairs = [policy or only_japan()] * len(sets)
    _, path, base = course(baseline, pairs, sets)
    cars = fleet(baseline)
    weight = cars.units * cars.built("JP")

    def ratio(found):
        duty = ((found.unit.duty - base.base_duty[:, None]) * weight).sum(axis=-1)
        return ((found.price - cars.price) * weight).sum(axis=-1) / duty

    return ratio(path), ratio(path.lasting)[:, 0]


def test_at_the_centre_a_dollar_of_lasting_duty_adds_about_a_dollar_to_the_price(baseline):
    _, lasting = pass_through(baseline, [Assumptions()])
    assert CENTRE[0] < lasting[0] < CENTRE[1]


@given(chosen=assumptions(), rate=st.floats(5, 100))
def test_the_lasting_pass_through_stays_in_its_band_over_the_box(baseline, chosen, rate):
    soon, lasting = pass_through(baseline, [chosen], only_japan(rate))
    assert BOX[0] < lasting[0] < BOX[1]
    assert (soon > 0).all() and (soon <= lasting[:, None] + STICKY).all()


def test_pass_through_grows_with_time_and_stays_small_in_the_first_half_year(baseline):
    soon, lasting = pass_through(baseline, [Assumptions()])
    assert (np.diff(soon[0, :12]) > 0).all() and soon[0, 5] < 0.35 < lasting[0]


@given(chosen=assumptions(), yen=st.tuples(st.floats(80, 240), st.floats(2, 10)), policy=policies(quota=0.0))
def test_a_weaker_yen_lowers_the_lasting_prices_of_cars_built_in_japan(baseline, chosen, yen, policy):
    path, weight = at_two_yen(baseline, chosen, yen, policy)
    assert (path.lasting.price[1] * weight).sum() < (path.lasting.price[0] * weight).sum()


@given(chosen=assumptions(), yen=st.tuples(st.floats(80, 240), st.floats(2, 10)), policy=policies(quota=0.0))
def test_until_production_moves_a_weaker_yen_lowers_the_prices_of_every_month(baseline, chosen, yen, policy):
    path, weight = at_two_yen(baseline, chosen, yen, policy)
    prices, still = (path.price * weight).sum(axis=-1), path.moved.max(axis=(0, 2)) == 0
    assert still[0] and (prices[1] < prices[0])[still].all()


def at_two_yen(baseline, chosen, yen, policy):
    """Return the paths at a yen and at a weaker one, and the cars built in Japan as weights."""
    strong, step = yen
    _, path, _ = course(baseline, [policy.but(yen=strong), policy.but(yen=strong + step)], [chosen, chosen])
    return path, fleet(baseline).units * fleet(baseline).built("JP")


@given(chosen=assumptions(), policy=policies())
def test_moved_production_never_comes_back_and_never_exceeds_what_can_move(baseline, chosen, policy):
    _, path, _ = course(baseline, [policy], [chosen])
    japan = fleet(baseline).built("JP")
    assert (path.moved[..., ~japan] == 0).all() and (path.moved >= 0).all()
    assert path.moved.max() <= chosen.relocatable + ROUNDING
    assert path.wanted.max() <= chosen.relocatable + ROUNDING
    assert (np.diff(path.moved, axis=1) >= 0).all()


def test_before_new_lines_can_start_only_idle_plants_take_production_over(baseline):
    chosen = Assumptions(relocation_start=24.0, us_slack=0.03, us_cost_premium=0.05)
    _, path, _ = course(baseline, [only_japan(60.0)], [chosen])
    table = baseline.fleet
    sold = table[table["assembly"] == "US"].groupby("maker")["units"].sum()
    shipped = table[table["assembly"] == "JP"].groupby("maker")["units"].sum()
    room = table["maker"].map(0.03 * sold / shipped).fillna(0).to_numpy()
    assert (path.moved[0, :24] <= room + ROUNDING).all()
    no_plant = (table["maker"].isin(set(shipped.index) - set(sold.index)) & (table["assembly"] == "JP")).to_numpy()
    assert no_plant.any() and (path.moved[0, :24][:, no_plant] == 0).all() and path.moved[0, 24][no_plant].min() > 0
    big_plants = (table["maker"].eq("Toyota") & table["assembly"].eq("JP")).to_numpy()
    assert (path.moved[0, 0] == 0).all() and path.moved[0, 1][big_plants].max() > 0


@given(chosen=assumptions(), policy=policies(course="as-set", quota=0.0))
def test_duties_are_the_rate_times_the_customs_value_and_the_value_shrinks_by_the_rule(baseline, chosen, policy):
    outcome, path, base = course(baseline, [policy], [chosen])
    table = baseline.fleet
    japan = (table["assembly"] == "JP").to_numpy()
    rate = outcome.car_rate[0]
    before = np.r_[0.025, rate[:-1]]
    shrink = (1.025 / (1 + (rate + before) / 2)) ** chosen.border_absorption
    value = base.customs_value[0][japan] * shrink[:, None]
    np.testing.assert_allclose(path.unit.customs_value[0][:, japan], value, rtol=REPRODUCED)
    np.testing.assert_allclose(path.unit.duty[0][:, japan], rate[:, None] * value, rtol=REPRODUCED)
    assert (path.unit.duty[0][:, (table["assembly"] == "US").to_numpy()] == 0).all()
    neighbours = table["assembly"].isin(["MX", "CA"]).to_numpy()
    share = path.unit.duty[0, -1, neighbours] / path.unit.customs_value[0, -1, neighbours]
    np.testing.assert_allclose(share, policy.car_usmca / 100 * chosen.non_us_content, rtol=REPRODUCED)


def test_parts_of_us_plants_pay_beyond_the_offset_for_assembly_by_hand(baseline):
    _, path, base = course(baseline, [Policy(decision="2025-04", parts_tariff=26.3)])
    table = baseline.fleet
    at = table["product"].tolist().index("toyota-camry-us")
    mean = baseline.makers.set_index("maker").loc["Toyota", "transaction_price_usd"]
    rows = table[(table["maker"] == "Toyota") & table["msrp_usd"].notna()]
    scale = mean / np.average(rows["msrp_usd"], weights=rows["units"])
    wholesale = 28_400 * scale * (1 - 0.08) / 1000
    assert base.wholesale[0, at] == pytest.approx(wholesale, rel=REPRODUCED)
    rate = 0.2 * (0.263 - 0.013) + 0.8 * 0.25
    assert path.unit.parts[0, -1, at] == pytest.approx(rate * 0.2 * wholesale - 0.0375 * 28.4, rel=REPRODUCED)


def test_makers_at_home_elsewhere_buy_few_parts_in_japan(baseline):
    _, path, base = course(baseline, [Policy(decision="2025-04", parts_tariff=1.3)], [Assumptions(imported_parts=0.35)])
    table = baseline.fleet
    for maker, share in (("Toyota", 0.2), ("GM", 0.05)):
        at = int(np.flatnonzero((table["maker"] == maker) & (table["assembly"] == "US") & table["msrp_usd"].notna())[0])
        rate = (1 - share) * 0.25
        expected = rate * 0.35 * base.wholesale[0, at] - 0.0375 * table["msrp_usd"][at] / 1000
        assert path.unit.parts[0, -1, at] == pytest.approx(max(0, expected), rel=REPRODUCED), maker


def half_believed(baseline, policy, believed, chosen):
    """Check that prices walk toward those of a believed policy, by the price speed each month."""
    _, path, _ = course(baseline, [policy], [chosen])
    _, fully, _ = course(baseline, [believed], [chosen])
    start, target = fleet(baseline).price, fully.lasting.price[0, 0]
    assert np.abs(target / start - 1).max() > 0.001
    for t in (0, 1, 11, 35):
        walked = 1 - (1 - chosen.price_speed) ** (t + 1)
        np.testing.assert_allclose(path.price[0, t], start + walked * (target - start), rtol=REPRODUCED)


def test_half_of_a_move_of_the_yen_is_believed_while_no_duty_has_changed(baseline):
    half = 150.97 / (1 + 0.5 * (150.97 / 120 - 1))
    half_believed(baseline, BEFORE.but(yen=120.0), BEFORE.but(yen=half), Assumptions())


def test_half_of_a_duty_on_japans_parts_is_believed_while_its_cars_pay_as_before(baseline):
    chosen = Assumptions(parts_from_japan=0.35, imported_parts=0.35, assembly_offset=0.025)
    half = 1.3 + 0.5 * 98.7
    half_believed(baseline, BEFORE.but(parts_tariff=100.0), BEFORE.but(parts_tariff=half), chosen)


def test_belief_starts_anew_when_a_rate_has_been_back_at_that_of_2024():
    rates = np.array([0.275, 0.275, 0.025, 0.275, 0.275])[None, :, None]
    one = np.ones((1, 1))
    found = permanence(rates, np.array([0.025]), rates > 1, 0.5 * one, 18 * one, 0.9 * one)[0, :, 0]
    once = 1 - 0.5 * 2 ** (-1 / 18)
    np.testing.assert_allclose(found[[0, 1, 3, 4]], [0.5, once, 0.5, once], rtol=ROUNDING)


@given(growth=st.floats(-10, 4), elasticity=st.floats(1, 3))
def test_the_market_follows_growth_times_the_income_elasticity(baseline, growth, elasticity):
    chosen = Assumptions(income_elasticity=elasticity)
    outcome, path, base = course(baseline, [BEFORE.but(us_growth=growth)], [chosen])
    months = np.arange(1, 37)
    expected = base.market_size[0] / 12 * (1 + elasticity * growth / 100 * months / 12)
    np.testing.assert_allclose(path.market[0], expected, rtol=ROUNDING)
    total = outcome.makers.sold[0].sum(axis=1)
    np.testing.assert_allclose(total, fleet(baseline).units.sum() / 12 * expected / expected[0] * (
        1 + elasticity * growth / 1200), rtol=REPRODUCED)  # fmt: skip


def test_a_signed_deal_makes_a_tariff_believed_and_so_dearer_soon(baseline):
    unsigned, signed = (only_japan(15.0, signed=signed) for signed in (False, True))
    _, path, _ = course(baseline, [unsigned, signed])
    weight = fleet(baseline).units * fleet(baseline).built("JP")
    price = (path.price * weight).sum(axis=-1)
    assert (price[1] > price[0]).all()
    np.testing.assert_allclose(path.lasting.price[0], path.lasting.price[1], rtol=ROUNDING)


def test_a_japanese_deal_leaves_the_rates_and_beliefs_of_other_origins_alone(baseline):
    rates = schedule([Policy(signed=signed, decision="2025-04") for signed in (False, True)], baseline)
    half = np.array([[18.0], [18.0]])
    believed = permanence(rates.car, BASE_RATE, rates.deal, 0 * half + 0.5, half, 0 * half + 0.9)
    np.testing.assert_array_equal(believed[0, :, 1:], believed[1, :, 1:])
    assert (believed[1, :, 0] == 0.9).all()
    np.testing.assert_allclose(believed[0, [0, 18], 0], [0.5, 0.75], rtol=ROUNDING)
