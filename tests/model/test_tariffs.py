"""From law to rates by month: what a calendar says, by hand."""

import numpy as np
import pytest
from drawn import policies
from hypothesis import given

from model.law import history_law
from model.policy import LAWS, Policy
from model.scenarios import LAW_2024
from model.tariffs import MONTHS, effective_by_date, effective_rate, schedule

ROUNDING = 1e-12
ORIGINS = ("JP", "EU", "KR", "UK", "other", "USMCA", "US")
HISTORY = Policy(course="history")
GAP = 1.75  # points; the two published series differ by up to 2.5 from each other, most on the metal content


def place(baseline, product):
    return baseline.products["product"].tolist().index(product)


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
