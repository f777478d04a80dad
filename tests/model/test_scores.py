"""The record: each outcome beside the model, scored as stated, and open to later outcomes."""

from dataclasses import replace

import pandas as pd
import pytest

from model.assumptions import Assumptions
from model.history import span_of
from model.scenarios import PRESETS, REFERENCES
from model.scores import outcomes, score
from model.simulate import simulate_batch
from model.track_record import track_record, trade_record

EXACT = 1e-9
HALF = "2025-04..2025-09"
OUTCOME = {"unit": "percent", "used": "no", "kind": "fact", "source": "A_S38", "note": ""}
COST = {"basis": "as_reported", "status": "actual", "published": "", "kind": "fact", "source": "A_S65", "note": ""}


@pytest.fixture(scope="module")
def table(baseline):
    return outcomes(Assumptions(), baseline)


def of(table, series, period=HALF, maker=""):
    (row,) = table.query("series == @series and period == @period and maker == @maker").to_dict("records")
    return row


@pytest.mark.parametrize(
    ("period", "months"),
    [
        ("2025-04", (0, 1)), ("2025-04..2025-09", (0, 6)), ("FY2025", (0, 12)), ("2026", (9, 21)),
        ("2028-03", (35, 36)), ("FY2027", (24, 36)),
    ],
)  # fmt: skip
def test_a_period_is_the_months_it_names(period, months):
    span = span_of(period)
    assert (span.start, span.stop) == months


@pytest.mark.parametrize("period", ["2024", "2025-03", "2025", "2024-04..2024-09", "2025-01..2025-06", "FY2028"])
def test_a_period_with_months_outside_the_model_is_not_scored(period):
    assert span_of(period) is None


def test_a_single_month_is_the_change_against_no_tariffs_on_the_base_of_the_half_year(table, baseline):
    """Customs: 1,376,000 cars in 2024, of which 679,200 from April to September."""
    makers = simulate_batch([PRESETS["what-happened"].policy, REFERENCES["law-2024"]], Assumptions(), baseline).makers
    may = makers.built_japan[:, 1].sum(axis=-1)
    expected = 100 * (may[0] / may[1] * 1_376_000 / 2 / 679_200 - 1)
    row = of(table, "car_exports_units_yoy", "2025-05")
    assert row["model"] == pytest.approx(expected, abs=EXACT)
    assert row["miss"] == pytest.approx(expected + 3.9, abs=EXACT) and not row["maker"]


def test_values_in_yen_are_counted_at_the_yen_of_their_months(table, baseline):
    """A month's value moves with its yen: 4 yen more a dollar than the mean of 2024 adds that share."""
    november = float(baseline.exchange.set_index("month")["yen_per_usd"]["2025-11"])
    makers = simulate_batch([PRESETS["what-happened"].policy, REFERENCES["law-2024"]], Assumptions(), baseline).makers
    value = makers.export_value[:, 7].sum(axis=-1)
    expected = 100 * (value[0] / value[1] * november / 150.97 - 1)
    assert of(table, "car_exports_value_yoy", "2025-11")["model"] == pytest.approx(expected, abs=EXACT)


def test_the_half_year_is_what_the_other_pages_show(table, baseline):
    trade = trade_record(Assumptions(), baseline).set_index("series")["model"]
    for name in ("exports_to_us_value_yoy", "surplus_with_us_value"):
        assert of(table, name)["model"] == pytest.approx(trade[name], abs=EXACT)
    cars = track_record(Assumptions(), baseline).exports.set_index("series")["model_at_actual_yen_percent"]
    for name in ("car_exports_units", "car_exports_value", "car_unit_value"):
        assert of(table, f"{name}_yoy")["model"] == pytest.approx(cars[name], abs=EXACT)


def test_exports_less_imports_are_the_surplus(table, baseline):
    exports = trade_record(Assumptions(), baseline).set_index("series")["model"]["exports_to_us_value"]
    surplus = of(table, "surplus_with_us_value")["model"]
    assert exports - of(table, "imports_from_us_value")["model"] == pytest.approx(surplus, abs=1e-6)


def test_every_outcome_is_judged_by_the_tolerance_stated_for_it(table):
    """Three points of a change, two of a price, 15% of an amount."""
    limit = table["series"].map(lambda name: 2.0 if "price" in name or "unit_value" in name else 3.0)
    limit = limit.mask(table["unit"] == "JPY bn", 15.0)
    assert (table["tolerance"] == limit).all()
    assert (table["met"] == (table["miss"].abs() <= limit)).all()
    assert table["met"].any() and not table["met"].all()


def test_the_score_counts_hits_and_misses_and_takes_the_middle_of_each_sort():
    table = pd.DataFrame({
        "unit": ["percent", "percent", "percent", "JPY bn"], "used": ["no", "yes", "partly", "no"],
        "miss": [-5.0, 1.0, 2.0, -20.0], "met": [False, True, True, False],
    })  # fmt: skip
    found = score(table)
    assert (found.total, found.met, found.unused, found.unused_met) == (4, 2, 2, 0)
    assert (found.points, found.percent) == (2.0, 20.0)


def test_what_the_model_was_set_by_is_never_counted_as_unused(table):
    unused = set(table.query("used == 'no'")["series"])
    assert not unused & {"car_export_price_yoy", "exports_to_us_value_yoy", "surplus_with_us_value"}
    assert not unused & {"car_exports_value_yoy", "car_unit_value_yoy", "imports_from_us_value"}


def test_a_later_outcome_is_scored_once_its_row_is_there(table, baseline):
    row = OUTCOME | {"period": "2025-10..2026-03", "series": "car_exports_units_yoy", "value": -5.0}
    later = replace(baseline, outcomes=pd.concat([baseline.outcomes, pd.DataFrame([row])], ignore_index=True))
    found = outcomes(Assumptions(), later)
    assert len(found) == len(table) + 1
    added = of(found, "car_exports_units_yoy", "2025-10..2026-03")
    assert added["observed"] == -5.0 and added["miss"] == pytest.approx(added["model"] + 5, abs=EXACT)
    assert score(found).unused == score(table).unused + 1


def test_a_later_cost_is_scored_once_its_row_is_there(table, baseline):
    row = COST | {"maker": "Toyota", "period": "FY2025", "value_jpy_bn": 1400.0}
    costs = pd.concat([baseline.costs, pd.DataFrame([row])], ignore_index=True)
    found = outcomes(Assumptions(), replace(baseline, costs=costs))
    added, quarter = (of(found, "tariff_cost", period, "Toyota") for period in ("FY2025", "2025-04..2025-06"))
    assert len(found) == len(table) + 1 and added["observed"] == 1400.0 and added["model"] > quarter["model"] > 0


def test_what_the_model_cannot_give_is_left_out(table, baseline):
    rows = [
        OUTCOME | {"period": "2025-10", "series": "rice_price_yoy", "value": 60.0},
        OUTCOME | {"period": "2025-02", "series": "car_exports_units_yoy", "value": 9.0},
    ]
    more = replace(baseline, outcomes=pd.concat([baseline.outcomes, pd.DataFrame(rows)], ignore_index=True))
    assert len(outcomes(Assumptions(), more)) == len(table)
