"""The committed tables add up to published totals, and every figure says where it comes from."""

import re
from pathlib import Path

import pandas as pd
import pytest

from data.columns import is_day
from data.load import TABLES, load, sources
from data.vocabulary import ITEMS

BASE = load()

each_table = pytest.mark.parametrize("field", TABLES)

# Sales of 2024 by maker as published: motor-fan.jp 293850 (A_S01), Korea Bizwire 302635 (A_S02), Used Car News (A_S03).
# The last three makers publish no group total that was found; their totals are sums of estimates.
PUBLISHED_SALES = {
    "Toyota": 2_332_623,
    "Honda": 1_423_857,
    "Nissan": 924_008,
    "Subaru": 667_725,
    "Mazda": 424_382,
    "Mitsubishi": 109_843,
    "Hyundai-Kia": 1_708_293,
    "GM": 2_705_080,
    "Ford": 2_078_832,
    "Stellantis": 1_303_570,
    "VW Group": 651_921,
    "BMW": 397_645,
    "Mercedes-Benz": 374_101,
    "Tesla": 633_762,
}
ESTIMATED_SALES = {"Volvo": 125_243, "JLR": 103_600, "Others": 86_000}

# Total rates by law on three days: item, ordinary rate, then 10 June 2025, 1 October 2025, 1 August 2026.
LAW = {
    "cars": ("car_jp", 2.5, 27.5, 15, 15),
    "light trucks": ("truck_jp", 25, 50, 25, 25),
    "auto parts": ("parts_jp", 1.3, 26.3, 15, 15),
    "steel and aluminium": ("metal_jp", 0, 50, 50, 50),
    "mobile machinery": ("mobile_machinery", 0, 10, 32.5, 15),
    "machining centres": ("machine_tools", 4.2, 14.2, 34.6, 15),
    "semiconductor equipment": ("exempt", 0, 0, 0, 0),
    "other machinery": ("general_jp", 1.5, 11.5, 15, 12.5),
    "chemicals": ("general_jp", 4, 14, 15, 12.5),
    "instruments": ("general_jp", 1, 11, 15, 12.5),
    "food": ("general_jp", 5, 15, 15, 12.5),
    "aircraft parts": ("aircraft", 0, 10, 0, 0),
}
DAYS = ("2025-06-10", "2025-10-01", "2026-08-01")
ROUNDING = 0.05  # the published rates have one decimal


@each_table
def test_every_figure_says_its_kind_and_a_listed_source(field):
    frame, listed = getattr(BASE, field), sources().index
    assert frame["kind"].isin(["fact", "estimate", "judgement"]).all()
    assert all(source in listed for cell in frame["source"] for source in cell.split(";"))


@each_table
def test_no_figure_without_a_published_page_is_called_a_fact(field):
    frame = getattr(BASE, field)
    unsourced = frame["source"].str.contains(r"\b(?:estimate|derived|choice)\b")
    assert not (frame["kind"].eq("fact") & unsourced).any()


def test_no_source_is_a_recollection():
    for column in ("publisher", "title"):
        assert not sources()[column].str.contains(r"recall|recollection", case=False).any()


def test_sources_say_who_and_under_what_licence():
    listed = sources()
    assert {"estimate", "derived", "choice"} <= set(listed.index)
    own = listed["publisher"] == "Common Ground"
    assert (listed.loc[listed["url"].str.contains("whitehouse.gov"), "licence"] == "US government work").all()
    assert (listed.loc[own, "url"] == "").all() and listed.loc[~own, "url"].ne("").mean() > 0.95


def test_every_source_is_used_by_a_table_or_is_offered_to_the_model():
    used = {source for field in TABLES for cell in getattr(BASE, field)["source"] for source in cell.split(";")}
    code = " ".join(path.read_text(encoding="utf-8") for path in Path("model").glob("**/*.py"))
    spare = set(sources().index) - used - {"estimate", "derived", "choice"}
    assert all(re.match(r"[A-Z]_S\d+$", source) or f'"{source}"' in code for source in spare)


def test_the_fleet_sums_to_the_sales_of_2024():
    fleet = BASE.fleet
    assert len(fleet) == 192 and fleet["units"].sum() == 16_050_485
    assert fleet.loc[fleet["assembly"] == "JP", "units"].sum() == 1_322_359
    assert dict(fleet.groupby("maker")["units"].sum()) == PUBLISHED_SALES | ESTIMATED_SALES


def test_a_nameplate_built_in_several_countries_is_an_estimate():
    fleet = BASE.fleet[BASE.fleet["brand"] != "various"]
    split = fleet.duplicated(["brand", "nameplate"], keep=False)
    assert split.sum() > 30 and set(fleet.loc[split, "kind"]) == {"estimate"}


def test_imports_from_japan_sum_to_the_consumption_imports_of_2024():
    assert len(BASE.products) == 18
    assert BASE.products["imports_usd_bn"].sum() == pytest.approx(144.86, abs=0.01)


def test_yen_and_dollars_of_a_product_tell_the_same_value():
    implied = BASE.products["exports_jpy_bn"] / BASE.products["imports_usd_bn"]
    large = BASE.products["imports_usd_bn"] > 1  # a rounded billion yen is too coarse for smaller rows
    assert implied[large].between(144, 163).all()  # 150.97 with the two customs' different totals


@pytest.mark.parametrize("product", LAW)
def test_the_tariff_history_gives_the_law_of_three_days(product):
    item, ordinary, *expected = LAW[product]
    assert [total(item, ordinary, day) for day in DAYS] == pytest.approx(expected, abs=ROUNDING)


@pytest.mark.parametrize(
    ("item", "steps"),
    [
        ("car_eu", [2.5, 27.5, 15]),
        ("car_kr", [0, 25, 15]),
        ("car_uk", [2.5, 27.5, 10]),
        ("car_other", [2.5, 27.5]),
        ("usmca_car", [0, 25]),
        ("general_eu", [0, 10, 15, 10, 10]),
    ],
)
def test_what_other_origins_pay_follows_their_own_agreements(item, steps):
    assert list(BASE.history.loc[BASE.history["item"] == item, "rate_percent"]) == steps


def test_the_history_starts_at_the_law_of_2024_and_is_sorted():
    history = BASE.history
    assert set(history["item"]) == set(ITEMS)
    assert (history.groupby("item")["date"].first() == "2024-12-31").all() and history["date"].map(is_day).all()
    assert history.sort_values(["item", "date"]).index.equals(history.index)


def test_the_exchange_rate_has_every_month_from_january_2024():
    months = pd.period_range("2024-01", "2026-06", freq="M").astype(str)
    assert list(BASE.exchange["month"]) == list(months)
    # The customs rate of 2024 (150.97) is another mean of the same year.
    assert BASE.exchange["yen_per_usd"][:12].mean() == pytest.approx(150.97, rel=0.01)


def test_the_published_changes_of_the_half_year_follow_from_its_levels():
    record = BASE.outcomes.set_index(["series", "period"])["value"]
    now, before = "2025-04..2025-09", "2024-04..2024-09"
    for level, change in (("car_exports_value", -22.7), ("car_exports_units", -2.4), ("car_unit_value", -20.8)):
        assert 100 * (record[level, now] / record[level, before] - 1) == pytest.approx(change, abs=0.2)
        assert record[f"{level}_yoy", now] == change


def test_both_counts_of_the_seven_makers_stand():
    costs = BASE.costs
    counts = costs[(costs["maker"] == "Seven makers") & (costs["period"] == "2025-04..2025-09")]
    assert sorted(counts["value_jpy_bn"]) == [1400, 1500]


def test_every_japanese_maker_has_every_account():
    accounts = BASE.accounts.pivot_table(index="maker", columns="figure", values="value")
    assert set(accounts.index) == set(BASE.makers.loc[BASE.makers["home"] == "JP", "maker"])
    assert accounts.notna().all(axis=None) and (accounts["operating_profit"] < accounts["revenue"]).all()
    japan_built = BASE.fleet[BASE.fleet["assembly"] == "JP"].groupby("maker")["units"].sum() / 1000
    assert (japan_built.reindex(accounts.index) < accounts["output_japan"]).all()


def total(item: str, ordinary: float, day: str) -> float:
    """Return what a product pays in all, percent, by the rule of the step in force."""
    steps = BASE.history[(BASE.history["item"] == item) & (BASE.history["date"] <= day)]
    rate, rule = steps.iloc[-1][["rate_percent", "rule"]]
    match rule:
        case "all-in":
            return float(rate)
        case "on-top":
            return float(ordinary + rate)
        case "including":
            return float(max(ordinary, rate))
        case "general":
            return total("general_jp", ordinary, day)
        case "half-metal":
            return (total("metal_jp", ordinary, day) + total("general_jp", ordinary, day)) / 2
        case "free":
            return ordinary
    raise AssertionError(rule)
