"""From law to rates: what a lawyer and a calendar say, by hand."""

import numpy as np
import pytest
from drawn import policies
from hypothesis import given

from model.policy import LAWS, Policy
from model.scenarios import LAW_2024
from model.tariffs import (
    MONTHS,
    customs_entries,
    effective_by_date,
    effective_rate,
    history_law,
    law_after_decision,
    schedule,
)  # fmt: skip

ROUNDING = 1e-12
ORIGINS = ("JP", "EU", "KR", "UK", "other", "USMCA", "US")
HISTORY = Policy(course="history")
GAP = 1.75  # points; the two published series differ by up to 2.5 from each other, most on the metal content


def place(baseline, product):
    return baseline.products["product"].tolist().index(product)


def entry(policy_or_law, baseline, product):
    law = law_after_decision(policy_or_law, baseline) if isinstance(policy_or_law, Policy) else policy_or_law
    return customs_entries(law, baseline).set_index("product").loc[product]


CAR_MONTHS = [
    ("2025-04", "JP", (2 * 2.5 + 28 * 27.5) / 30),
    ("2025-05", "JP", 27.5),
    ("2025-08", "JP", 27.5),
    ("2025-09", "JP", (15 * 27.5 + 15 * 15) / 30),
    ("2025-10", "JP", 15),
    ("2025-04", "KR", (2 * 0 + 28 * 25) / 30),
    ("2025-10", "KR", 25),
    ("2025-11", "KR", 15),
    ("2025-07", "EU", 27.5),
    ("2025-08", "EU", 15),
    ("2025-06", "UK", (29 * 27.5 + 1 * 10) / 30),
    ("2025-12", "other", 27.5),
    ("2025-04", "USMCA", (2 * 0 + 28 * 25) / 30),
    ("2027-12", "US", 0),
]


@pytest.mark.parametrize(("month", "origin", "percent"), CAR_MONTHS)
def test_a_months_car_rate_is_the_mean_over_its_days(baseline, month, origin, percent):
    rates = schedule([HISTORY], baseline).car[0, MONTHS.index(month), ORIGINS.index(origin)]
    assert 100 * rates == pytest.approx(percent, abs=ROUNDING)


PRODUCT_MONTHS = [
    ("2025-04", "auto-parts", 1.3),
    ("2025-05", "auto-parts", (2 * 1.3 + 29 * 26.3) / 31),
    ("2025-09", "auto-parts", (15 * 26.3 + 15 * 15) / 30),
    ("2025-04", "light-trucks", (2 * 25 + 28 * 50) / 30),
    ("2025-09", "light-trucks", (15 * 50 + 15 * 25) / 30),
    ("2025-05", "steel-aluminium", 25.5),
    ("2025-06", "steel-aluminium", (3 * 25.5 + 27 * 50.5) / 30),
    ("2025-04", "food", (4 * 5 + 26 * 15) / 30),
    ("2025-08", "other-machinery", (6 * 11 + 25 * 15) / 31),
    ("2025-08", "machine-tools", (6 * 12.5 + 11 * 15 + 14 * (52.5 / 2 + 15 / 2)) / 31),
    ("2025-06", "metal-articles", (3 * (28 / 2 + 13 / 2) + 27 * (53 / 2 + 13 / 2)) / 30),
    ("2025-09", "aircraft-parts", (15 * 15 + 15 * 0) / 30),
    ("2025-08", "pharmaceuticals", 0),
]


@pytest.mark.parametrize(("month", "product", "percent"), PRODUCT_MONTHS)
def test_a_months_product_rate_is_the_mean_over_its_days(baseline, month, product, percent):
    rates = schedule([HISTORY], baseline).product[0, MONTHS.index(month), place(baseline, product)]
    assert 100 * rates == pytest.approx(percent, abs=ROUNDING)


# Total rates, percent, with each row's own ordinary rate: 2024-12-31, 2025-06-10, 2025-10-01, 2026-08-01.
REGIMES = {
    "cars": (2.5, 27.5, 15, 15),
    "light-trucks": (25, 50, 25, 25),
    "auto-parts": (1.3, 26.3, 15, 15),
    "steel-aluminium": (0.5, 50.5, 50.5, 50.5),
    "metal-articles": (3, (53 + 13) / 2, (53 + 15) / 2, 28),
    "mobile-machinery": (0.2, 10.2, (50.2 + 15) / 2, 15),
    "machine-tools": (2.5, 12.5, (52.5 + 15) / 2, 15),
    "semiconductor-equipment": (0, 0, 0, 0),
    "semiconductors": (0, 0, 0, 0),
    "other-machinery": (1, 11, 15, 12.5),
    "instruments": (1, 11, 15, 12.5),
    "food": (5, 15, 15, 12.5),
    "chemicals": (2.5, *(0.55 * rate + 0.45 * 2.5 for rate in (12.5, 15, 12.5))),  # 45% is on the list of exempt goods
    "pharmaceuticals": (0, 0, 0, 0),
    "aircraft-parts": (0, 10, 0, 0),
}


@pytest.mark.parametrize("product", REGIMES)
def test_each_regime_pays_what_the_law_of_the_day_says(baseline, product):
    days = ("2024-12-31", "2025-06-10", "2025-10-01", "2026-08-01")
    found = [entry(history_law(baseline, [day]), baseline, product)["total_percent"] for day in days]
    np.testing.assert_allclose(found, REGIMES[product], atol=ROUNDING)


@pytest.mark.parametrize(
    ("day", "tools", "diggers"),
    [("2025-08-17", 15, 15), ("2026-03-01", (52.5 + 12.5) / 2, (50.2 + 10.2) / 2), ("2026-05-01", 15, 25.2)],
)
def test_derivatives_of_metal_pay_half_metal_then_a_floor_or_a_tier(baseline, day, tools, diggers):
    law = history_law(baseline, [day])
    assert entry(law, baseline, "machine-tools")["total_percent"] == pytest.approx(tools, abs=ROUNDING)
    assert entry(law, baseline, "mobile-machinery")["total_percent"] == pytest.approx(diggers, abs=ROUNDING)


@pytest.mark.parametrize(
    ("stacking", "rate", "expected"),
    [("on-top", 10, {"food": 15, "other-machinery": 11}), ("including", 15, {"food": 15, "other-machinery": 15}),
     ("including", 3, {"food": 5, "other-machinery": 3}), ("on-top", 0, {"food": 5, "other-machinery": 1})],
)  # fmt: skip
def test_the_general_duty_stands_on_top_of_mfn_or_includes_it(baseline, stacking, rate, expected):
    policy = Policy(general_rate=float(rate), stacking=stacking)
    for product, total in expected.items():
        assert entry(policy, baseline, product)["total_percent"] == pytest.approx(total, abs=ROUNDING)


@pytest.mark.parametrize(
    ("stacking", "car", "total"),
    [("on-top", 27.5, 50), ("on-top", 2.5, 25), ("on-top", 0, 25), ("including", 15, 25), ("including", 40, 40)],
)
def test_light_trucks_keep_their_own_ordinary_rate(baseline, stacking, car, total):
    policy = Policy(car_tariff=float(car), stacking=stacking)
    assert entry(policy, baseline, "light-trucks")["total_percent"] == pytest.approx(total, abs=ROUNDING)


@given(policy=policies())
def test_section_232_goods_never_pay_the_general_duty(baseline, policy):
    other = policy.but(general_rate=0.0 if policy.general_rate > 50 else 100.0)
    kept = ["cars", "light-trucks", "auto-parts", "engines-other-vehicles", "steel-aluminium"]
    for product in kept:
        mine, others = entry(policy, baseline, product), entry(other, baseline, product)
        assert mine["total_percent"] == others["total_percent"] and mine["general_percent"] == 0


@given(policy=policies())
def test_the_customs_entry_adds_up_and_shows_what_adding_everything_would_give(baseline, policy):
    entries = customs_entries(law_after_decision(policy, baseline), baseline)
    parts = entries["mfn_percent"] + entries["section_232_percent"] + entries["general_percent"]
    np.testing.assert_allclose(parts, entries["total_percent"], atol=ROUNDING)
    np.testing.assert_allclose(entries["mfn_percent"], baseline.products["mfn_percent"], rtol=0)


WRONG_TOTALS = {
    "cars": 2.5 + 25 + 10,
    "light-trucks": 25 + 25 + 10,
    "auto-parts": 1.3 + 25 + 10,
    "steel-aluminium": 0.5 + 50 + 10,
    "metal-articles": 3 + 50 + 10,
    "food": 5 + 10,
    "pharmaceuticals": 0,
}


@pytest.mark.parametrize("product", WRONG_TOTALS)
def test_the_wrong_total_of_june_2025_is_everything_added(baseline, product):
    found = entry(Policy(), baseline, product)
    assert found["added_percent"] == pytest.approx(WRONG_TOTALS[product], abs=ROUNDING)
    assert found["added_percent"] >= found["total_percent"] - ROUNDING


def test_history_rules_up_to_the_month_before_the_decision_and_the_levers_from_then_on(baseline):
    policy = Policy(decision="2025-08", car_tariff=40.0, car_kr=7.0, parts_tariff=30.0, metal_tariff=12.0)
    rates, past = schedule([policy], baseline), schedule([HISTORY], baseline)
    at = MONTHS.index("2025-08")
    np.testing.assert_array_equal(rates.car[:, :at], past.car[:, :at])
    np.testing.assert_array_equal(rates.product[:, :at], past.product[:, :at])
    np.testing.assert_array_equal(rates.deal[:, :at], past.deal[:, :at])
    assert (rates.car[0, at:, 0] == 0.4).all() and (rates.car[0, at:, 2] == 0.07).all()
    assert (rates.product[0, at:, place(baseline, "auto-parts")] == 0.3).all()
    np.testing.assert_allclose(rates.product[0, at:, place(baseline, "steel-aluminium")], 0.125, rtol=ROUNDING)


@given(policy=policies(course="history"))
def test_what_happened_does_not_listen_to_any_lever(baseline, policy):
    mine, past = schedule([policy], baseline), schedule([HISTORY], baseline)
    for name in ("car", "deal", "parts_japan", "parts_other", "product", "rival_product"):
        np.testing.assert_array_equal(getattr(mine, name), getattr(past, name))


@pytest.mark.parametrize("day", LAWS)
def test_the_law_of_a_day_rules_what_has_no_lever(baseline, day):
    found = schedule([Policy(law=day, decision="2025-04")], baseline).product[0, 0]
    law = history_law(baseline, [day])
    for product in ("mobile-machinery", "machine-tools"):
        rule = law.rule[baseline.products.set_index("product")["item"][product]][0]
        mfn = {"mobile-machinery": 0.2, "machine-tools": 2.5}[product]
        expected = {
            "free": mfn, "general": mfn + 10, "half-metal": (mfn + 50 + mfn + 10) / 2, "on-top": mfn + 25,
            "including": 15,
        }[rule]  # fmt: skip
        assert 100 * found[place(baseline, product)] == pytest.approx(expected, abs=ROUNDING)


def test_the_law_of_a_day_rules_origins_that_have_no_lever(baseline):
    early, late = (schedule([Policy(law=day, decision="2025-04")], baseline) for day in ("2024-12-31", "2026-07-24"))
    assert early.car[0, 0, 3] == pytest.approx(0.025) and late.car[0, 0, 3] == pytest.approx(0.10)
    assert early.parts_other[0, 0] == 0 and late.parts_other[0, 0] == pytest.approx(0.25)


def test_the_law_of_2024_is_the_weighted_ordinary_rate(baseline):
    value = baseline.products["imports_usd_bn"]
    expected = (value * baseline.products["mfn_percent"]).sum() / value.sum()
    rates = schedule([Policy(**LAW_2024, decision="2025-04")], baseline)
    np.testing.assert_allclose(100 * effective_rate(rates.product, baseline), expected, rtol=ROUNDING)
    assert effective_by_date(baseline)["effective_percent"].iloc[0] == pytest.approx(expected, rel=ROUNDING)


def test_the_average_rate_on_japan_is_close_to_the_published_one(baseline):
    published = baseline.effective.query("series == 'budget_lab'")
    steps = effective_by_date(baseline)
    assert len(published) > 7
    for day, percent in zip(published["date"], published["percent"], strict=True):
        assert steps[steps["date"] <= max(day, "2024-12-31")]["effective_percent"].iloc[-1] == pytest.approx(
            percent, abs=GAP
        ), day  # fmt: skip


def test_a_higher_lever_never_lowers_a_rate(baseline):
    for lever in ("car_tariff", "parts_tariff", "metal_tariff", "general_rate"):
        ladder = [Policy(decision="2025-04", **{lever: float(rate)}) for rate in range(0, 101, 10)]
        rates = schedule(ladder, baseline).product
        assert (np.diff(rates, axis=0) >= -ROUNDING).all() and np.ptp(rates, axis=0).max() > 0


@given(policy=policies(course="as-set", general_rate=0.0, metal_tariff=0.0, law="2024-12-31"))
def test_without_any_new_duty_every_product_but_cars_and_parts_pays_its_ordinary_rate(baseline, policy):
    table = baseline.products
    total = customs_entries(law_after_decision(policy, baseline), baseline)["total_percent"].to_numpy()
    plain = ~table["regime"].isin(["C", "P", "T"])
    np.testing.assert_allclose(total[plain], table["mfn_percent"][plain], atol=ROUNDING)


def test_the_rate_gap_closes_where_both_pay_the_same_duties(baseline):
    policy = Policy(decision="2025-04", general_rate=12.0, general_rivals=12.0)
    rates = schedule([policy], baseline)
    np.testing.assert_allclose(rates.product, rates.rival_product, atol=ROUNDING)


def test_a_rivals_lower_duties_show_in_the_rate_gap(baseline):
    policy = Policy(decision="2025-04", car_tariff=20.0, car_eu=15.0, general_rate=12.0, general_rivals=5.0)
    rates = schedule([policy], baseline)
    gap = 100 * (rates.product - rates.rival_product)[0, 0]
    # food: 12% on top of 5% for Japan; the EU's 5% includes it, as its car rate rests on a deal
    assert gap[place(baseline, "cars")] == pytest.approx(5) and gap[place(baseline, "food")] == pytest.approx(17 - 5)
    assert gap[place(baseline, "pharmaceuticals")] == 0
