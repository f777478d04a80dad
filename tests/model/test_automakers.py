"""The makers' accounts add up, to the cent, and the quota pays whom it should."""

import numpy as np
import pytest
from drawn import assumptions, policies
from hypothesis import given
from hypothesis import strategies as st

from model.assumptions import Assumptions
from model.market.fleet import fleet
from model.policy import Policy
from model.scenarios import LAW_2024, PRESETS
from model.simulate import run, simulate, simulate_batch

EXACT = 1e-9  # of the largest term: sums of a few hundred numbers
FILLED = 1e-6  # of the quota: what the bisection of the shadow rate leaves
MONTHS = 36
SIX = ("Toyota", "Honda", "Nissan", "Mazda", "Subaru", "Mitsubishi")
BEFORE = Policy(**LAW_2024, decision="2025-04")


def close(found, expected):
    np.testing.assert_allclose(found, expected, rtol=EXACT, atol=EXACT * max(1.0, np.abs(expected).max()))


def by_maker(baseline, values):
    """Sum [..., J] by maker with a loop."""
    table = baseline.fleet
    return np.stack([
        values[..., (table["maker"] == maker).to_numpy()].sum(axis=-1) for maker in fleet(baseline).makers
    ], axis=-1)  # fmt: skip


@given(chosen=assumptions(), policy=policies())
def test_the_change_of_profit_splits_exactly(baseline, chosen, policy):
    outcome, _, _ = run([policy], [chosen], baseline)
    for accounts in (outcome.makers, outcome.lasting):
        split = (
            accounts.by_price + accounts.by_duty + accounts.by_currency + accounts.by_moving + accounts.by_volume
        )  # fmt: skip
        close(split, accounts.profit - outcome.makers.profit_2024[:, None])


@given(chosen=assumptions(), policy=policies())
def test_every_account_is_the_sum_over_the_makers_vehicles(baseline, chosen, policy):
    outcome, path, base = run([policy], [chosen], baseline)
    table, accounts, stay = baseline.fleet, outcome.makers, path.units * (1 - path.moved)
    japan, home = ((table["assembly"] == place).to_numpy() for place in ("JP", "US"))
    close(accounts.built_japan, by_maker(baseline, stay * japan))
    close(accounts.built_us, by_maker(baseline, stay * home + path.units * path.moved))
    close(accounts.sold, by_maker(baseline, path.units))
    close(accounts.export_value, by_maker(baseline, stay * path.unit.customs_value * japan))
    margin = path.price - base.dealer_margin[:, None] - path.cost
    close(accounts.profit - accounts.rent, by_maker(baseline, path.units * margin))
    close(accounts.revenue, by_maker(baseline, path.units * (path.price - base.dealer_margin[:, None])))


@given(chosen=assumptions(), policy=policies(course="as-set", decision="2025-04", quota=0.0))
def test_the_duty_is_rate_times_customs_value_times_units_and_sums_to_the_total(baseline, chosen, policy):
    outcome, path, _ = run([policy], [chosen], baseline)
    accounts, stay = outcome.makers, path.units * (1 - path.moved)
    rate = baseline.fleet["assembly"].map(rates_by_hand(baseline, chosen, policy)).to_numpy(float) / 100
    paid = (rate * path.unit.customs_value * stay).sum(axis=-1)
    assert (accounts.rent == 0).all()
    close(accounts.duty_cars.sum(axis=-1), paid)
    parts = (stay * path.unit.parts + path.units * path.moved * path.unit.moved_parts).sum(axis=-1)
    close(accounts.duty_parts.sum(axis=-1), parts)
    close(accounts.duty, accounts.duty_cars + accounts.duty_parts)
    assert (accounts.duty_parts >= 0).all() and (accounts.duty_cars >= -EXACT).all()


def rates_by_hand(baseline, chosen, policy):
    """Return what a car pays by the country it is built in, percent: the levers, and the law's date for the rest."""
    history = baseline.history
    past = history[history["date"] <= policy.law].sort_values("date").groupby("item")["rate_percent"].last()
    neighbour = policy.car_usmca * chosen.non_us_content
    return {
        "JP": policy.car_tariff, "EU": policy.car_eu, "KR": policy.car_kr, "MX": neighbour, "CA": neighbour,
        "UK": past["car_uk"], **dict.fromkeys(("CN", "ZA", "TH"), past["car_other"]), "US": 0.0,
    }  # fmt: skip


def test_the_profit_of_2024_is_margin_times_units(baseline):
    outcome, _, base = run([BEFORE], [Assumptions()], baseline)
    units = baseline.fleet["units"].to_numpy(float) / 12_000
    expected = by_maker(baseline, (base.wholesale - base.cost) * units)
    close(outcome.makers.profit_2024, expected)


def test_the_six_are_the_makers_at_home_in_japan(baseline):
    cars = fleet(baseline)
    assert {name for name, six in zip(cars.makers, cars.home_japan, strict=True) if six} == set(SIX)


def test_money_is_in_millions_of_dollars_and_units_in_thousands_a_month(baseline):
    outcome, _, _ = run([BEFORE], [Assumptions()], baseline)
    table = baseline.fleet
    shipped = table[table["assembly"] == "JP"]["units"].sum() / 12_000
    assert outcome.makers.built_japan[0, 0].sum() == pytest.approx(shipped, rel=EXACT)
    assert outcome.makers.export_value[0, 0].sum() == pytest.approx(39_700 / 12, rel=EXACT)
    for maker in ("Mazda", "Subaru"):
        at = fleet(baseline).makers.index(maker)
        duty, value = (getattr(outcome.makers, name)[0, 0, at] for name in ("duty_cars", "export_value"))
        assert duty == pytest.approx(0.025 * value, rel=EXACT) and 100 < value < 1000


def test_cash_and_last_years_profit_carry_a_loss_for_so_many_months(baseline):
    result = simulate(PRESETS["escalation"].policy, Assumptions(), baseline)
    figures = baseline.accounts.set_index(["maker", "figure"])["value"]
    finite = 0
    for maker in SIX:
        row = result.makers.loc[maker]
        loss = -row["profit_change_usd_bn"] * 150.97
        beyond = (loss - figures[maker, "operating_profit"]) / 12
        expected = figures[maker, "cash"] / beyond if beyond > 0 else np.inf
        assert row["months"] == pytest.approx(expected, rel=EXACT), maker
        assert row["share_of_operating_profit_percent"] == pytest.approx(
            100 * loss / figures[maker, "operating_profit"], rel=EXACT
        )  # fmt: skip
        assert row["reported_jpy_bn"] == pytest.approx(1.2 * 150.97 * row["added_duty_usd_bn"], rel=EXACT)
        finite += np.isfinite(expected)
    assert finite


def test_a_row_of_mixed_segment_is_a_luxury_suv_for_a_luxury_maker_and_a_midsize_suv_for_others(baseline):
    cars = fleet(baseline)
    table = baseline.fleet
    mixed = table[table["segment"] == "mixed"]
    assert len(mixed) > 2
    for at, maker in mixed["maker"].items():
        luxury = maker in ("BMW", "Mercedes-Benz", "Volvo", "JLR")
        assert cars.nests[cars.nest[at]] == ("luxury_suv" if luxury else "midsize_suv"), maker


# The quota.  Volumes are cars as the customs count shipments: 1,376,000 in 2024 beside 1,322,359 sold.
SHIPPED, SOLD = 1376.0, 1322.359
LADDER = [0.0, 100.0, 500.0, 800.0, 900.0, 950.0, 1000.0, 1050.0, 1100.0, 1200.0, 1300.0, 1600.0, 2000.0]


def quotas(volumes, **others):
    return [Policy(quota=volume, decision="2025-04", **others) for volume in volumes]


def regimes(baseline, policies, chosen=None):
    """Return what each policy's quota does if it lasts: the rate at the margin, units and units without a quota."""
    chosen = chosen or Assumptions()
    outcome = simulate_batch(policies, chosen, baseline)
    units = 12 * outcome.lasting.built_japan[:, 0].sum(axis=1)
    at_full, at_quota = (
        12 * simulate_batch(
            [p.but(quota=0.0, car_tariff=rate(p)) for p in policies], chosen, baseline
        ).lasting.built_japan[:, 0].sum(axis=1)
        for rate in (lambda p: p.car_tariff, lambda p: min(p.car_tariff, p.quota_rate))
    )  # fmt: skip
    return outcome, outcome.car_rate[:, -1], units, at_full, at_quota


def test_the_quota_has_its_three_regimes(baseline):
    policies = quotas(LADDER[1:])
    outcome, rate, units, at_full, at_quota = regimes(baseline, policies)
    volume = np.array(LADDER[1:]) * SOLD / SHIPPED
    exceeded, fits = at_full >= volume, at_quota <= volume
    binds = ~exceeded & ~fits
    assert exceeded.any() and fits.any() and binds.any()
    rent = outcome.lasting.rent[:, 0].sum(axis=1)
    np.testing.assert_allclose(rate[exceeded], 0.275, rtol=EXACT)
    np.testing.assert_allclose(units[exceeded], at_full[exceeded], rtol=EXACT)
    np.testing.assert_allclose(rate[fits], 0.10, rtol=EXACT)
    np.testing.assert_allclose(units[fits], at_quota[fits], rtol=EXACT)
    assert (rent[exceeded] > 0).all() and np.abs(rent[fits]).max() < EXACT * rent.max()
    assert ((rate[binds] > 0.10) & (rate[binds] < 0.275)).all() and (rent[binds] > 0).all()
    np.testing.assert_allclose(units[binds], volume[binds], rtol=FILLED)


@given(
    chosen=assumptions(), share=st.floats(0.02, 0.98), rates=st.tuples(st.floats(0, 40), st.floats(10, 50)),
    yen=st.floats(80, 250),
)  # fmt: skip
def test_a_quota_between_the_two_demands_is_filled_exactly_at_a_rate_in_between(baseline, chosen, share, rates, yen):
    inside, more = rates
    policy = Policy(car_tariff=inside + more, quota_rate=inside, decision="2025-04", yen=yen)
    ends = simulate_batch([policy, policy.but(car_tariff=inside)], chosen, baseline).lasting.built_japan
    at_full, at_quota = 12 * ends[:, 0].sum(axis=1)
    wanted = at_full + share * (at_quota - at_full)
    quota = wanted * SHIPPED / SOLD
    if not 0 < quota <= 2000:
        return
    found = simulate_batch([policy.but(quota=quota)], chosen, baseline)
    assert 12 * found.lasting.built_japan[0, 0].sum() == pytest.approx(wanted, rel=FILLED)
    assert inside / 100 < found.car_rate[0, -1] < (inside + more) / 100


@pytest.mark.parametrize("quota", [100.0, 900.0, 950.0, 1600.0])
def test_rent_and_duty_of_the_quota_add_up_to_what_is_paid_at_the_margin(baseline, quota):
    outcome, path, _ = run(quotas([quota]), [Assumptions()], baseline)
    lasting, rate = outcome.lasting, outcome.car_rate[0, -1]
    japan = (baseline.fleet["assembly"] == "JP").to_numpy()
    units, value = path.lasting.units[0, 0, japan], path.lasting.unit.customs_value[0, 0, japan]
    entered, shipped = (units * value).sum(), units.sum()
    inside = min(quota * SOLD / SHIPPED / 12, shipped)
    rest = Policy(decision="2025-04")
    others = run([rest.but(car_tariff=100 * rate)], [Assumptions()], baseline)[0].lasting
    at_margin = others.duty_cars[0, 0].sum()
    saved = lasting.rent[0, 0].sum()
    close(lasting.duty_cars[0, 0].sum() + saved, at_margin)
    mean_value = entered / shipped
    if quota == 1600.0:
        assert abs(saved) < EXACT * entered
    else:
        # What a car inside the quota saves, at the mean value of a car; makers differ in value a car by up to half.
        assert saved == pytest.approx((rate - 0.10) * inside * mean_value, rel=0.1)


def test_a_bigger_quota_never_lowers_the_cars_from_japan(baseline):
    outcome = simulate_batch(quotas(LADDER), Assumptions(), baseline)
    so_far = outcome.makers.built_japan.sum(axis=2)
    lasting = outcome.lasting.built_japan[:, 0].sum(axis=1)
    assert (np.diff(so_far, axis=0) >= -EXACT).all() and (np.diff(lasting) >= -FILLED * 1000).all()
    assert lasting[-1] > lasting[0]


@given(chosen=assumptions(), sizes=st.tuples(st.floats(0, 1900), st.floats(1, 100)), policy=policies(course="as-set"))
def test_a_bigger_quota_never_lowers_the_cars_from_japan_over_the_box(baseline, chosen, sizes, policy):
    smaller, more = sizes
    pair = [policy.but(quota=smaller), policy.but(quota=smaller + more)]
    outcome = simulate_batch(pair, chosen, baseline)
    small, big = outcome.lasting.built_japan[:, 0].sum(axis=1)
    assert big >= small * (1 - FILLED)


@given(chosen=assumptions(), policy=policies(course="as-set"))
def test_a_quota_never_raises_the_rate_at_the_margin_and_gives_rent_to_shippers_alone(baseline, chosen, policy):
    outcome = simulate_batch([policy], chosen, baseline)
    assert (outcome.car_rate[0] <= simulate_batch([policy.but(quota=0.0)], chosen, baseline).car_rate[0] + EXACT).all()
    ships = by_maker(baseline, (baseline.fleet["assembly"] == "JP").to_numpy(float)) > 0
    assert (outcome.makers.rent[..., ~ships] == 0).all() and (outcome.lasting.rent >= -EXACT).all()


def test_a_binding_quota_has_the_same_bits_whatever_its_neighbours(baseline):
    narrow = Policy(decision="2025-04", quota=1030.0, quota_rate=10.0)
    wide = Policy(decision="2025-04", quota=900.0, quota_rate=0.0, car_tariff=100.0)
    together = simulate_batch([narrow, wide], Assumptions(), baseline)
    for row, policy in enumerate([narrow, wide]):
        alone = simulate_batch([policy], Assumptions(), baseline)
        assert policy.quota_rate / 100 < alone.car_rate[0, -1] < policy.car_tariff / 100
        np.testing.assert_array_equal(alone.car_rate[0], together.car_rate[row])
        np.testing.assert_array_equal(alone.makers.profit[0], together.makers.profit[row])


def test_a_small_quota_is_shared_out_by_the_exports_of_2024(baseline):
    _, path, _ = run(quotas([100.0]), [Assumptions()], baseline)
    outcome = simulate_batch(quotas([100.0]), Assumptions(), baseline)
    table = baseline.fleet
    japan = (table["assembly"] == "JP").to_numpy()
    exports = table[japan].groupby("maker")["units"].sum()
    inside = (exports / exports.sum() * 100 * SOLD / SHIPPED / 12).reindex(fleet(baseline).makers).fillna(0)
    shipped = by_maker(baseline, path.lasting.units * japan)[0, 0]
    entered = by_maker(baseline, path.lasting.units * path.lasting.unit.customs_value * japan)[0, 0]
    value = np.divide(entered, shipped, out=np.zeros_like(entered), where=shipped > 0)
    close(outcome.lasting.rent[0, 0], (0.275 - 0.10) * inside.to_numpy() * value)


@given(chosen=assumptions(), policy=policies(course="history", quota=100.0))
def test_what_happened_has_no_quota(baseline, chosen, policy):
    outcome = simulate_batch([policy], chosen, baseline)
    assert (outcome.makers.rent == 0).all() and outcome.car_rate.shape == (1, MONTHS)
