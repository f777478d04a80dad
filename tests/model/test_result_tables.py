"""Tables of suppliers, trade and economies: they add up, agree with the headline, and stay finite at the extremes."""

import numpy as np
import pytest
from drawn import assumptions, policies
from hypothesis import given

from model.assumptions import Assumptions
from model.chain import chain
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate

EXACT = 1e-9
LAW_2024 = REFERENCES["law-2024"]
SIX = ["Toyota", "Honda", "Nissan", "Subaru", "Mazda", "Mitsubishi"]
TABLES = (
    "supplier_tiers", "supplier_months", "chains", "cascade", "prefectures", "sectors", "trade_products", "us_exports",
    "balance", "trade_months", "destinations", "economy",
)  # fmt: skip


@pytest.fixture(scope="module")
def no_deal(baseline):
    return simulate(PRESETS["no-deal"].policy, Assumptions(), baseline)


# Suppliers.


@given(chosen=assumptions(), policy=policies())
def test_tiers_agree_with_the_headline_and_jobs_add_up(baseline, chosen, policy):
    result = simulate(policy, chosen, baseline)
    tiers, at = result.suppliers.tiers(), result.suppliers.at
    weights = tiers["firms"] / tiers["firms"].sum()
    for column, name in (("short_percent", "short"), ("end_short_percent", "end_short")):
        assert result.headline[name].value == pytest.approx((tiers[column] * weights).sum(), rel=EXACT)
        assert result.headline[name].reference == pytest.approx((tiers[f"reference_{column}"] * weights).sum())
    assert result.headline["weakest"].value == tiers["weakest_months"].iloc[-1]
    assert result.headline["orders"].value == pytest.approx(tiers["orders_change_percent"].iloc[0], abs=EXACT)
    jobs = result.suppliers.jobs()
    assert result.suppliers.jobs_by_tier().sum() == pytest.approx(jobs[at], rel=EXACT, abs=EXACT)
    places = result.suppliers.prefectures()
    assert len(places) == 47 and places["share_percent"].sum() == pytest.approx(100, rel=EXACT)
    assert places["jobs_thousand"].sum() == pytest.approx(jobs[at], rel=EXACT, abs=EXACT)
    assert (tiers["bankruptcies"] >= 0).all() and (result.suppliers.failures() >= 0).all()


@given(chosen=assumptions(), policy=policies())
def test_the_chain_of_all_makers_is_that_of_the_tiers_and_price_cuts_of_the_six_add_up_to_theirs(
    baseline, chosen, policy
):
    result = simulate(policy, chosen, baseline)
    chains, tiers, have = result.suppliers.chains(), result.suppliers.tiers(), chain(baseline)
    assert chains["chain"].unique().tolist() == ["all makers", *SIX]
    everyone = chains[chains["chain"] == "all makers"]
    for name in ("orders_change_percent", "short_percent", "excess_short_points", "weakest_months"):
        np.testing.assert_allclose(everyone[name], tiers[name], rtol=EXACT, atol=EXACT)
    by_maker = result.suppliers._by_chain().loss[0, 0]  # orders have not reached a supplier yet: price cuts alone
    np.testing.assert_allclose((have.output / have.all_output) @ by_maker[1:], by_maker[0], rtol=EXACT, atol=EXACT)
    exposure = chains["exposure_percent"].to_numpy().reshape(7, 3)[:, 0]
    assert ((exposure >= 0) & (exposure <= 100)).all()
    assert exposure[0] == pytest.approx(exposure[1:] @ (have.output / have.all_output))


def test_jobs_by_hand(no_deal):
    """A quarter of the fall of orders, of 883 thousand; three fifths find other work within a year."""
    orders = no_deal.suppliers.tiers()["orders_change_percent"].iloc[0] / 100
    at = no_deal.suppliers.at
    back = 1 - 0.6 * min(1, (at + 1) / 12)
    assert no_deal.suppliers.jobs()[at] == pytest.approx(0.25 * orders * 883 * back, rel=1e-6)
    tiers = no_deal.suppliers.jobs_by_tier() / no_deal.suppliers.jobs()[at]
    np.testing.assert_allclose(tiers[:3], 656 / 883 * np.array([0.55, 0.29, 0.16]))
    assert no_deal.suppliers.jobs()[at] < 0


def test_shipments_not_published_are_shared_by_manufacturing_employment(baseline, no_deal):
    places, table = no_deal.suppliers.prefectures(), baseline.prefectures
    assert places["estimated"].sum() == 30
    known = places[~places["estimated"]].set_index("prefecture")["share_percent"]
    assert known["Aichi"] == pytest.approx(100 * 23_508.94 / 60_100, rel=1e-6) and known.idxmax() == "Aichi"
    rest = places[places["estimated"]]
    workers = table.loc[rest.index, "manufacturing_employees"]
    np.testing.assert_allclose(rest["share_percent"] / rest["share_percent"].sum(), workers / workers.sum())
    assert rest["share_percent"].sum() == pytest.approx(
        100 * (60_100 - table["transport_shipments_jpy_bn"].sum()) / 60_100
    )
    aichi = places.set_index("prefecture").loc["Aichi"]
    assert aichi["jobs_per_ten_thousand"] == pytest.approx(aichi["jobs_thousand"] * 1000 / 3_818_542 * 10_000)


def inverse(baseline):
    """Return the sectors, the domestic coefficients and their Leontief inverse, from the table as it is."""
    order = baseline.sectors["sector"].tolist()
    domestic = np.zeros((len(order), len(order)))
    for row in baseline.input_output.itertuples():
        domestic[order.index(row.supplier), order.index(row.user)] = row.coefficient
    return order, domestic, np.linalg.inv(np.eye(len(order)) - domestic)


def test_domestic_purchases_run_out_along_the_chain(baseline):
    _, domestic, _ = inverse(baseline)
    assert np.abs(np.linalg.eigvals(domestic)).max() < 1 and domestic.sum(axis=0).max() < 1


def test_a_car_exported_makes_more_than_two_cars_worth_of_output_and_seven_tenths_of_value_added(baseline):
    order, domestic, leontief = inverse(baseline)
    column = leontief[:, order.index("MOTOR")]
    assert column.sum() == pytest.approx(2.32, abs=0.005)
    assert baseline.sectors["value_added_ratio"].to_numpy() @ column == pytest.approx(0.71, abs=0.005)
    rounds, spread = np.zeros(len(order)), np.eye(len(order))[order.index("MOTOR")]
    for _ in range(200):
        rounds, spread = rounds + spread, domestic @ spread
    np.testing.assert_allclose(column, rounds, atol=EXACT)


@given(chosen=assumptions(), policy=policies())
def test_sectors_lose_what_the_lost_cars_would_have_bought(baseline, chosen, policy):
    result = simulate(policy, chosen, baseline)
    lost, (order, _, leontief) = result.suppliers.lost_car_exports(), inverse(baseline)
    sectors = result.suppliers.sectors()
    expected = leontief[:, order.index("MOTOR")] * lost
    np.testing.assert_allclose(sectors["output_jpy_bn"], expected, rtol=EXACT, atol=EXACT)
    added = baseline.sectors["value_added_ratio"].to_numpy() * expected
    np.testing.assert_allclose(sectors["value_added_jpy_bn"], added, rtol=EXACT, atol=EXACT)


def test_the_tiers_of_no_deal_are_worse_off_and_credit_costs_what_is_drawn(baseline, no_deal):
    tiers = no_deal.suppliers.tiers()
    assert (tiers["excess_short_points"] > 0).all() and (tiers["excess_exits"] > 0).all()
    np.testing.assert_allclose(
        tiers["excess_exits"], 8 * (tiers["bankruptcies"] - tiers["reference_bankruptcies"]), rtol=EXACT
    )
    failures = no_deal.suppliers.failures()
    assert failures[0] > 32 and failures[1] == pytest.approx(32, abs=1e-6)
    assert no_deal.suppliers.help_costs() == {"credit_jpy_bn": 0.0, "subsidy_jpy_bn": 0.0}
    helped = simulate(Policy(supplier_credit=3.0, employment_subsidy=50.0), Assumptions(), baseline)
    costs = helped.suppliers.help_costs()
    assert costs["credit_jpy_bn"] == helped.outcome.suppliers.drawn[0].max() > 0 and costs["subsidy_jpy_bn"] > 0


def test_months_of_suppliers_are_those_of_the_block(no_deal):
    months, block = no_deal.suppliers.months(), no_deal.outcome.suppliers
    assert len(months) == 36 * 3
    for tier in (1, 2, 3):
        rows = months[months["tier"] == tier]
        np.testing.assert_allclose(rows["short_percent"], 100 * block.short[0, :, 0, tier - 1])
        np.testing.assert_allclose(rows["reference_short_percent"], 100 * block.short[1, :, 0, tier - 1])
        np.testing.assert_allclose(rows["orders_change_percent"], 100 * block.orders[0, :, 0, tier - 1])
        np.testing.assert_allclose(rows["reference_orders_change_percent"], 100 * block.orders[1, :, 0, tier - 1])


# Trade.


@given(chosen=assumptions(), policy=policies())
def test_products_add_up_to_the_headline(baseline, chosen, policy):
    result = simulate(policy, chosen, baseline)
    table, head = result.trade.products(), result.headline
    for column, name in (
        ("value_usd_bn", "exports"), ("revenue_usd_bn", "revenue"), ("lost_usd_bn", "lost"),
        ("diverted_usd_bn", "diverted"),
    ):  # fmt: skip
        assert head[name].value == pytest.approx(table[column].sum(), rel=EXACT, abs=EXACT), name
    np.testing.assert_allclose(
        table["change_usd_bn"], table["value_usd_bn"] - table["reference_usd_bn"], rtol=EXACT, atol=EXACT
    )
    np.testing.assert_allclose(table["rate_percent"] * table["value_usd_bn"] / 100, table["revenue_usd_bn"], rtol=EXACT)
    assert (table["diverted_usd_bn"] <= table["lost_usd_bn"] + EXACT).all()
    groups = result.trade.us_exports()
    assert head["us_added"].value == pytest.approx(groups["added_usd_bn"].sum(), rel=EXACT, abs=EXACT)
    total = groups["value_usd_bn"].sum() - table["value_usd_bn"].sum()
    assert head["balance_usd"].value == pytest.approx(total, rel=EXACT)


@given(chosen=assumptions(), policy=policies())
def test_destinations_get_what_is_diverted_and_shares_add_up(baseline, chosen, policy):
    result = simulate(policy, chosen, baseline)
    table = result.trade.destinations().set_index("destination")
    others = table.drop("united-states")
    for column in ("share_percent", "share_2024_percent"):
        assert table[column].sum() == pytest.approx(100, rel=EXACT), column
    assert others["change_usd_bn"].sum() <= result.headline["diverted"].value + EXACT
    assert table.loc["united-states", "change_usd_bn"] == pytest.approx(result.headline["exports"].change, abs=EXACT)
    at_their_size = others["change_usd_bn"] / others["exports_2024_usd_bn"]
    assert np.ptp(at_their_size) == pytest.approx(0, abs=EXACT)


def test_without_an_offer_us_exports_are_those_of_2024_and_with_one_they_grow(baseline, no_deal):
    table = no_deal.trade.us_exports()
    np.testing.assert_allclose(table["value_usd_bn"], table["exports_2024_usd_bn"], rtol=EXACT)
    assert (table[["pledged_usd_bn", "realised_usd_bn", "added_usd_bn"]] == 0).all(axis=None)
    deal = simulate(PRESETS["july-deal"].policy, Assumptions(), baseline).trade.us_exports()
    assert (deal["realised_usd_bn"] <= deal["pledged_usd_bn"]).all()
    assert deal["value_usd_bn"].sum() > 78.86


def test_the_table_of_the_economy_is_the_block(no_deal):
    table = no_deal.economy
    np.testing.assert_array_equal(table["gdp_nri"], no_deal.outcome.economy.gdp_nri[0])
    np.testing.assert_array_equal(table["reference_hazard"], no_deal.outcome.economy.hazard[1])
    assert no_deal.headline["gdp_nri"].value == table["gdp_nri"].iloc[no_deal.suppliers.at]


def test_columns_are_plain_numbers_words_or_flags(no_deal):
    for name in TABLES:
        table = no_deal.tables[name]
        for column in table:
            odd = table[column].map(lambda cell: isinstance(cell, np.ndarray) or callable(cell))
            assert not odd.any(), (name, column)


# Extremes.

ALL_TARIFFS = {
    "car_tariff": 100.0, "parts_tariff": 100.0, "metal_tariff": 100.0, "general_rate": 100.0, "car_eu": 100.0,
    "car_kr": 100.0, "car_usmca": 100.0, "general_rivals": 100.0,
}  # fmt: skip
NO_TARIFFS = dict.fromkeys(ALL_TARIFFS, 0.0)
EXTREMES = {
    "all tariffs 100%": ALL_TARIFFS,
    "no tariffs": NO_TARIFFS,
    "a quota of ten thousand cars": {"quota": 10.0, "quota_rate": 0.0} | ALL_TARIFFS,
    "80 yen": {"yen": 80.0} | ALL_TARIFFS,
    "250 yen": {"yen": 250.0} | NO_TARIFFS,
    "a slump": {"us_growth": -10.0, "market_stress": 3.0} | ALL_TARIFFS,
    "all offers and help": {
        "farm": 16.0, "rice": 100.0, "meat_access": 100.0, "energy": 20.0, "aircraft": 200.0, "defence": 11.0,
        "supplier_credit": 6.0, "employment_subsidy": 100.0, "fair_trade": 100.0, "opening": 100.0,
        "counter_tariff": 50.0,
    } | ALL_TARIFFS,
}  # fmt: skip


@pytest.mark.parametrize("month", ["2025-04", "2027-04"])
@pytest.mark.parametrize("extreme", EXTREMES)
def test_every_number_is_finite_at_the_extremes(baseline, extreme, month):
    result = simulate(Policy(**EXTREMES[extreme], decision=month), Assumptions(), baseline)
    tables = result.tables
    for name in TABLES:
        assert np.isfinite(tables[name].select_dtypes("number").to_numpy(float)).all(), name
    for name, number in result.headline.items():
        assert np.isfinite(number.value) and np.isfinite(number.reference), name
    assert np.isfinite(result.suppliers.failures()).all()
    assert all(np.isfinite(cost) and cost >= 0 for cost in result.suppliers.help_costs().values())


@given(chosen=assumptions(), policy=policies())
def test_every_number_is_finite_over_the_box(baseline, chosen, policy):
    tables = simulate(policy, chosen, baseline).tables
    for name in TABLES:
        assert np.isfinite(tables[name].select_dtypes("number").to_numpy(float)).all(), name
