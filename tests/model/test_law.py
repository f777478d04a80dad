"""What a state of the law charges: what a lawyer says, by hand."""

import numpy as np
import pytest
from drawn import policies
from hypothesis import given

from model.law import customs_entries, history_law
from model.policy import Policy
from model.tariffs import law_after_decision

ROUNDING = 1e-12


def entry(policy_or_law, baseline, product):
    law = law_after_decision(policy_or_law, baseline) if isinstance(policy_or_law, Policy) else policy_or_law
    return customs_entries(law, baseline).set_index("product").loc[product]


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


@given(policy=policies(course="as-set", general_rate=0.0, metal_tariff=0.0, law="2024-12-31"))
def test_without_any_new_duty_every_product_but_cars_and_parts_pays_its_ordinary_rate(baseline, policy):
    table = baseline.products
    total = customs_entries(law_after_decision(policy, baseline), baseline)["total_percent"].to_numpy()
    plain = ~table["regime"].isin(["C", "P", "T"])
    np.testing.assert_allclose(total[plain], table["mfn_percent"][plain], atol=ROUNDING)
