"""The shocks others estimated: like is set beside like, and our number is that of the same duty."""

from dataclasses import replace
from math import nan

import pandas as pd
import pytest

from data.vocabulary import MEASURES
from data.vocabulary import SHOCKS as KNOWN
from model.assumptions import Assumptions
from model.policy import Policy
from model.shocks import SHOCKS, estimates, ours
from model.simulate import simulate

EXACT = 1e-9
NEW = {
    "institution": "Somebody", "quantity": "Japan GDP", "scenario": "cars 25%", "horizon": "1 year", "low": nan,
    "central": -0.25, "high": nan, "unit": "percent", "published": "2026", "case": "", "shock": "cars-25",
    "measure": "japan_gdp", "differs": "", "kind": "estimate", "source": "E_S22", "note": "",
}  # fmt: skip


@pytest.fixture(scope="module")
def found(baseline):
    return estimates(Assumptions(), baseline)


def test_the_tables_know_the_shocks_and_measures_of_the_model(baseline):
    now, lasting = ours(Assumptions(), baseline)
    assert set(KNOWN) == {"", *SHOCKS} and set(MEASURES) == {"", *now}
    assert list(now.index) == list(lasting.index) == list(SHOCKS)


def test_the_shock_of_june_is_no_deal_from_april_2025_on(baseline):
    now, _ = ours(Assumptions(), baseline)
    alone = simulate(Policy(decision="2025-04"), Assumptions(), baseline).headline
    assert now.loc["june-2025", "japan_gdp"] == pytest.approx(alone["gdp"].change, abs=EXACT)
    assert now.loc["june-2025", "us_vehicle_price"] == pytest.approx(alone["us_price"].percent, abs=EXACT)


def test_a_general_duty_alone_leaves_the_vehicle_market_as_it_was(baseline):
    now, lasting = ours(Assumptions(), baseline)
    for shock in ("general-10", "general-24", "general-25"):
        assert now.loc[shock].drop("japan_gdp").abs().max() < EXACT and lasting.loc[shock].abs().max() < EXACT


def test_more_duty_never_costs_japan_less(baseline):
    gdp = ours(Assumptions(), baseline)[0]["japan_gdp"]
    assert 0 > gdp["general-10"] > gdp["general-24"] > gdp["general-25"]
    assert gdp["general-24-cars-25"] < min(gdp["cars-25"], gdp["general-24"])
    assert gdp["general-25-sectors"] < gdp["june-2025"] < gdp["general-10"]


def test_dearer_cars_sell_less_and_more_so_if_it_lasts(baseline):
    now, lasting = (frame.loc["cars-25"] for frame in ours(Assumptions(), baseline))
    assert lasting["us_vehicle_price"] > now["us_vehicle_price"] > 0
    assert lasting["us_vehicle_sales"] < now["us_vehicle_sales"] < 0
    assert lasting["car_exports"] < now["car_exports"] < 0


def test_yen_are_put_over_the_gdp_of_2024(found):
    """Two and three trillion yen of 609."""
    (row,) = found.query("institution == 'Dai-ichi Life' and scenario == 'cars 25%'").to_dict("records")
    assert (row["least"], row["most"]) == pytest.approx((-100 * 3 / 609, -100 * 2 / 609), abs=2e-3)
    assert row["unit"] == "percent"


def test_what_is_not_alike_says_why_and_has_no_number_of_ours(found):
    alone = found[found["measure"] == ""]
    assert alone["ours"].isna().all() and alone["differs"].ne("").all() and alone["shock"].eq("").all()
    assert found.loc[found["measure"] != "", "ours"].notna().all()


def test_a_number_inside_a_published_range_is_not_off_and_one_outside_by_its_distance(baseline):
    own = ours(Assumptions(), baseline)[0].loc["cars-25", "japan_gdp"]
    ranges = {"holds": (own - 0.1, own + 0.1), "below": (own - 0.3, own - 0.1), "above": (own + 0.2, own + 0.3)}
    rows = [
        NEW | {"institution": name, "central": nan, "low": low, "high": high} for name, (low, high) in ranges.items()
    ]
    found = estimates(Assumptions(), replace(baseline, published=pd.DataFrame(rows)))
    assert found["off"].to_list() == pytest.approx([0, 0.1, -0.2], abs=EXACT)


def test_a_later_estimate_of_a_known_shock_gets_our_number(baseline, found):
    table = pd.concat([baseline.published, pd.DataFrame([NEW])], ignore_index=True)
    later = estimates(Assumptions(), replace(baseline, published=table))
    assert len(later) == len(found) + 1
    nri = found.query("institution == 'NRI' and shock == 'cars-25'")["ours"].iloc[0]
    assert later["ours"].iloc[-1] == nri
    assert later["off"].iloc[-1] == pytest.approx(nri + 0.25, abs=EXACT)
