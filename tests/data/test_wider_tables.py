"""The tables of suppliers, trade and economies add up to what was published, and agree with one another."""

import numpy as np
import pandas as pd
import pytest

from data.load import load

BASE = load()
SHARES = ["share_japan", "share_eu", "share_korea", "share_china", "share_usmca", "share_other"]
CONSTANT = BASE.constants.set_index("name")["value"]

MOTOR_OUTPUT_MULTIPLIER = 2.324  # published for other years and tables: 2.0 to 3.0
MOTOR_VALUE_ADDED = 0.710


def purchases() -> pd.DataFrame:
    """Return domestic purchases per unit of output: rows supply, columns use."""
    codes = list(BASE.sectors["sector"])
    table = BASE.input_output.pivot_table(index="supplier", columns="user", values="coefficient")
    return table.loc[codes, codes]


def test_the_shares_of_us_imports_sum_to_one_for_each_product():
    assert BASE.products[SHARES].sum(axis=1).between(0.995, 1.0005).all()


def test_cars_have_no_elasticity_of_their_own_and_others_have_one_by_name_or_number():
    products = BASE.products.set_index("product")
    assert products.loc["cars", ["substitution", "sigma"]].tolist() == ["fixed", 0]
    others = products.drop(index="cars")
    assert (others.loc[others["substitution"] == "fixed", "sigma"] > 1).all()
    assert others.loc[others["substitution"] != "fixed", "sigma"].isna().all()
    assert set(others["substitution"]) == {"machinery", "semiconductors", "steel", "parts", "fixed"}


def test_us_exports_sum_to_the_published_total_of_2024():
    assert BASE.us_exports["value_usd_bn"].sum() == pytest.approx(CONSTANT["us_exports_to_japan"], abs=1e-6)
    assert CONSTANT["us_exports_to_japan"] == 78.86
    assert (BASE.us_exports["kind"] == "estimate").all()


def test_food_and_fuels_of_the_us_exports_sum_to_their_published_totals_and_only_they_are_exempt():
    exempt = BASE.us_exports[BASE.us_exports["exempt_from_counter_tariff"] == "yes"].set_index("group")["value_usd_bn"]
    fuels = exempt[["lng", "other-fuels"]].sum()
    assert fuels == pytest.approx(0.149 * 78.86, abs=0.01)
    assert exempt.sum() - fuels == pytest.approx(11.9, abs=0.01)


def test_every_pledge_has_goods_to_raise():
    pledged = set(BASE.us_exports["pledge"]) - {"none"}
    offered = set(BASE.concessions["item"])
    assert pledged == {"farm", "rice", "pork-beef", "energy", "aircraft", "defence"}
    assert pledged - {"pork-beef"} <= offered and "beef-duty" in offered


def test_no_sector_buys_its_whole_output_and_the_chain_is_finite():
    bought = purchases()
    assert bought.shape == (15, 15) and (bought.sum() < 1).all()
    assert abs(np.linalg.eigvals(bought.to_numpy())).max() < 0.5


def test_a_vehicle_calls_forth_the_output_and_the_value_added_computed_from_the_table_of_2018():
    bought = purchases()
    induced = np.linalg.inv(np.eye(len(bought)) - bought.to_numpy())[:, bought.columns.get_loc("MOTOR")]
    assert induced.sum() == pytest.approx(MOTOR_OUTPUT_MULTIPLIER, abs=0.001)
    assert induced @ BASE.sectors["value_added_ratio"] == pytest.approx(MOTOR_VALUE_ADDED, abs=0.001)


def test_purchases_and_value_added_leave_room_for_imports_in_every_sector():
    used = purchases().sum().to_numpy() + BASE.sectors["value_added_ratio"].to_numpy()
    assert (used < 1).all() and (used > 0.75).all()


def test_the_prefectures_are_47_on_tiles_of_their_own_with_hokkaido_top_right_and_okinawa_bottom_left():
    prefectures = BASE.prefectures.set_index("prefecture")
    assert list(prefectures["code"]) == [f"{code:02d}" for code in range(1, 48)]
    assert not prefectures.duplicated(["tile_row", "tile_column"]).any()
    row, column = prefectures["tile_row"], prefectures["tile_column"]
    assert (row["Hokkaido"], column["Hokkaido"]) == (row.min(), column.max())
    assert (row["Okinawa"], column["Okinawa"]) == (row.max(), column.min())


def test_each_tile_lies_where_the_prefecture_lies_of_its_neighbours():
    at = BASE.prefectures.set_index("prefecture")[["tile_row", "tile_column"]].apply(tuple, axis=1)
    for west, east in (("Nagasaki", "Oita"), ("Hiroshima", "Osaka"), ("Aichi", "Tokyo"), ("Niigata", "Fukushima")):
        assert at[west][1] < at[east][1], (west, east)
    for north, south in (("Aomori", "Miyagi"), ("Gunma", "Saitama"), ("Saitama", "Tokyo"), ("Fukuoka", "Kagoshima")):
        assert at[north][0] < at[south][0], (north, south)


def test_the_prefectures_sum_to_the_people_and_the_shipments_published():
    prefectures = BASE.prefectures
    assert prefectures["population"].sum() == pytest.approx(123.8e6, rel=0.001)
    found = prefectures["transport_shipments_jpy_bn"]
    assert found.notna().sum() == 17
    assert found.sum() / 1000 == pytest.approx(CONSTANT["transport_shipments_found"], abs=0.05)
    assert CONSTANT["transport_shipments_found"] < CONSTANT["transport_shipments_national"]
    assert (prefectures["manufacturing_employees"] < prefectures["private_employees"]).all()


def test_the_destinations_sum_to_the_world_less_the_united_states():
    value = BASE.destinations.set_index("destination")["value_jpy_bn"]
    parts = BASE.destinations.loc[BASE.destinations["role"] == "part", "value_jpy_bn"]
    assert parts.sum() == pytest.approx(value["world"] - value["united-states"], abs=0.05)
    recorded = BASE.outcomes.set_index(["series", "period"])["value"]
    assert value["united-states"] == recorded["exports_to_us_value", "2024"]


def test_the_tiers_sum_to_the_firms_of_the_chain_and_to_the_jobs_in_parts():
    suppliers = BASE.suppliers
    assert suppliers["firms"].sum() == CONSTANT["supply_chain_firms"]
    jobs = suppliers["firms"] * suppliers["staff_per_firm"] / 1000
    assert jobs.sum() == pytest.approx(CONSTANT["parts_jobs"], rel=0.01)
    assert list(jobs / jobs.sum()) == pytest.approx([0.55, 0.29, 0.16], abs=0.01)
    assert CONSTANT["parts_jobs"] < CONSTANT["auto_jobs"]


def test_the_sales_of_a_tier_are_what_the_tier_below_the_maker_buys():
    sales = list(BASE.suppliers["sales_jpy_trn"])
    assert sales[1:] == pytest.approx([0.45 * sales[0], 0.35 * sales[1]], abs=0.005)


def test_closures_outnumber_failures_by_the_ratio_the_model_supposes():
    assert 6 <= CONSTANT["closures"] / CONSTANT["failures"] <= 9


def test_japans_share_of_us_imports_follows_from_the_two_totals():
    ratio = CONSTANT["us_imports_from_japan"] / CONSTANT["us_goods_imports"]
    assert ratio == pytest.approx(CONSTANT["japan_share_of_us_imports"], abs=0.0005)
    consumption = BASE.products["imports_usd_bn"].sum() / CONSTANT["us_consumption_imports"]
    assert consumption == pytest.approx(ratio, abs=0.0015)


def test_both_customs_count_what_crosses_the_pacific_alike():
    assert CONSTANT["japan_imports_from_us"] / CONSTANT["us_exports_to_japan"] == pytest.approx(150.97, rel=0.08)


def test_the_surveys_hold_the_year_2025_and_no_older_tankan():
    surveys = BASE.surveys
    tankan = surveys[surveys["survey"] == "Bank of Japan Tankan"]
    assert set(tankan["fieldwork"]) == {"2025-03", "2025-06", "2025-09", "2025-12"}
    bankruptcies = surveys[surveys["question"] == "bankruptcies"].set_index("fieldwork")["value"]
    assert (bankruptcies["FY2023"], bankruptcies["FY2024"]) == (24, 32)
    short = surveys[surveys["question"] == "short of funds now"]
    assert short["value"].between(7, 9).all() and len(short) == 1


def test_every_published_effect_has_a_number_and_forecasts_are_no_facts():
    published = BASE.published
    assert published[["low", "central", "high"]].notna().any(axis=1).all()
    assert set(published.loc[published["kind"] == "fact", "scenario"]) == {"as it came"}
    cases = published.loc[published["case"] != "", "case"]
    assert cases.is_unique and {"M01", "M02", "M03", "M04", "M05", "M11", "M12", "M13"} <= set(cases)


def test_what_was_agreed_lies_within_the_range_the_reader_may_move():
    moved = BASE.concessions.dropna(subset=["low", "high"])
    assert moved["agreed"].between(moved["low"], moved["high"]).all() and len(moved) > 8
    assert BASE.concessions.set_index("item")["agreed"][["investment", "rice", "farm", "energy"]].tolist() == [
        550,
        75,
        8,
        7,
    ]
