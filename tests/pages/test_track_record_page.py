"""The track record: hits and misses as the tables have them, whatever the levers, and later rows on the page."""

import json
import re
import shutil
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import pytest
import screen
from screen import lines, sentences

from data.load import HERE, TABLES, load, words
from model.assumptions import Assumptions
from model.history import GIVEN
from model.market import NotConverged
from model.scores import COST, outcomes
from model.shocks import GDP, SHOCKS, estimates
from pages.ui import findings_record as findings
from pages.ui import frame, record
from pages.ui import record_words as words_of
from pages.ui.text import table, text

BASE = load()
NEW_OUTCOME = "2025-10..2026-03,car_exports_units_yoy,-7.77,percent,no,fact,A_S38,\n"
NEW_COST = "Toyota,FY2025,as_reported,actual,1234.5,2026-05-08,fact,A_S65,\n"
NEW_ESTIMATE = "Somebody,Japan GDP,cars 25%,1 year,,-0.27,,percent,2026,,cars-25,japan_gdp,,estimate,E_S22,\n"
each_tab = pytest.mark.parametrize("tab", ["happened", "expected"])
opened = partial(screen.opened, "track_record")


def charts(app):
    return {name: json.loads(given["spec"])["data"] for name, given in screen.charts(app).items()}


def answer(app):
    (said,) = (line for line in (*lines(app, "answer"), *sentences(app)) if "outcomes published since" in line)
    return said


@pytest.fixture
def grown(tmp_path, monkeypatch):
    """Let the page read a copy of the tables to which rows have been added."""

    def grow(**rows):
        for name in (*TABLES.values(), "sources"):
            shutil.copy(HERE / f"{name}.csv", tmp_path)
        for name, row in rows.items():
            with (tmp_path / f"{name}.csv").open("a") as file:
                file.write(row)
        later = load(tmp_path)
        monkeypatch.setattr(frame, "committed", lambda: later)

    return grow


@each_tab
@pytest.mark.parametrize("link", [{}, {"preset": "escalation", "yen": "250"}, {"k_f": "1.5", "lambda_p": "0.1"}])
def test_the_page_stands_whatever_the_link(tab, link):
    app = opened(tab, **link)
    assert not app.exception and not app.warning
    assert not [line for line in sentences(app) if re.search(r"\bnan\b|\{|\}", line)]
    assert len(charts(app)) == {"happened": 3, "expected": 2}[tab]


def test_the_answer_counts_the_verdicts_of_the_table():
    app = opened()
    rows = app.dataframe[0].value
    met, unused = rows["verdict"].str.startswith("met"), rows["used"] == "not used"
    assert f"Of {len(rows)} outcomes" in answer(app) and f"meets {met.sum()} within" in answer(app)
    assert f"misses {(~met).sum()};" in answer(app)
    assert f"of the {unused.sum()} it was not set by, it meets {(met & unused).sum()}" in answer(app)
    assert f"and misses {(~met & unused).sum()}." in answer(app)


@each_tab
def test_no_lever_moves_the_record(tab):
    one, other = (
        opened(tab, **link) for link in ({}, {"preset": "july-deal", "car": "20", "yen": "170", "quota": "300"})
    )
    assert answer(one) == answer(other)
    pd.testing.assert_frame_equal(one.dataframe[0].value, other.dataframe[0].value)


def test_an_assumption_moves_it_and_the_page_says_so():
    app = opened(k_f="1.3")
    assert text("record.moved", count=1) in app.caption[0].value + app.caption[1].value
    assert answer(app) != answer(opened())
    assert "changed assumptions" not in "".join(line.value for line in opened().caption)


def test_every_outcome_has_a_mark_and_a_miss_has_another_mark_than_a_hit():
    found = outcomes(Assumptions(), BASE)
    by_name = {}
    for drawn in charts(opened()).values():
        for trace in drawn:
            by_name.setdefault(trace["name"], []).extend(trace["y"])
    hits, misses = by_name[text("record.within")], by_name[text("record.outside")]
    assert (len(hits), len(misses)) == (found["met"].sum(), (~found["met"]).sum())
    assert sorted(hits + misses) == sorted(by_name[text("record.observed")])
    assert len({*hits, *misses}) == len(found)


def test_a_mark_of_the_model_lies_in_the_band_exactly_where_it_is_met():
    drawn = record.drawn(outcomes(Assumptions(), BASE))
    inside = (drawn["model"] - drawn["observed"]).abs() <= drawn["tolerance"]
    assert (inside == drawn["met"]).all()


def test_every_estimate_of_gdp_stands_under_its_shock_and_ours_above():
    own = estimates(Assumptions(), BASE).query("measure == 'japan_gdp'")
    traces = charts(opened("expected"))["estimates-gdp"]
    ours = next(trace for trace in traces if trace.get("name") == text("record.ours_now"))
    assert sorted(ours["x"]) == pytest.approx(sorted(set(own["ours"])))
    published = {trace.get("name"): trace for trace in traces if trace.get("name") in set(own["institution"])}
    assert set(published) == set(own["institution"])
    assert sum(len(trace["x"]) for trace in published.values()) == len(own)
    lines = np.concatenate([trace["y"] for trace in (*published.values(), ours)])
    assert len(set(lines)) == len(lines) == len(own) + own["shock"].nunique()
    hollow = [symbol.endswith("open") for trace in published.values() for symbol in trace["marker"]["symbol"]]
    assert sum(hollow) == (own["differs"] != "").sum()


def test_the_legend_names_only_the_marks_that_are_drawn():
    drawn = charts(opened("expected"))
    names = {chart: {trace.get("name") for trace in traces} for chart, traces in drawn.items()}
    filled, hollow = text("record.published"), text("record.not_alike")
    rows = estimates(Assumptions(), BASE)
    market = rows[~rows["measure"].isin(["", GDP])]
    assert {filled, hollow} <= names["estimates-gdp"] and hollow in names["estimates-market"]
    assert (filled in names["estimates-market"]) == (market["differs"] == "").any()


def test_every_published_estimate_and_its_page_stand_in_the_table():
    rows = opened("expected").dataframe[0].value
    assert len(rows) == len(BASE.published) and rows["link"].str.startswith("http").all()
    without = rows["ours"] == "–"
    assert rows.loc[without, "differs"].ne("").all() and without.any()
    assert set(rows["institution"]) == set(BASE.published["institution"])


def test_a_row_added_to_the_outcomes_stands_on_the_page(grown):
    before = answer(opened())
    grown(outcomes=NEW_OUTCOME, tariff_costs=NEW_COST)
    app = opened()
    rows = app.dataframe[0].value
    (shipped,) = rows[(rows["period"] == "Oct 2025–Mar 2026")].to_dict("records")
    assert shipped["outcome"] == text("outcome.car_exports_units_yoy") and shipped["observed"] == "−7.77%"
    (cost,) = rows[rows["period"] == "FY2025"].to_dict("records")
    assert cost["observed"] == "¥1.23trn" and cost["outcome"] == "Tariff cost, Toyota"
    total = len(outcomes(Assumptions(), BASE))
    assert f"Of {total} outcomes" in before and f"Of {total + 2} outcomes" in answer(app)
    assert "Oct 2025–Mar 2026" in json.dumps(charts(app)["record-spans"], ensure_ascii=False)


def test_a_row_added_to_the_estimates_stands_in_the_chart_and_in_the_table(grown):
    grown(published_estimates=NEW_ESTIMATE)
    app = opened("expected")
    assert "−0.270%" in app.dataframe[0].value.set_index("institution").loc["Somebody", "estimate"]
    assert "Somebody" in {trace.get("name") for trace in charts(app)["estimates-gdp"]}


def test_where_the_model_cannot_say_the_page_says_so(monkeypatch):
    def fails(*_):
        raise NotConverged(np.array([0.5]))

    monkeypatch.setattr(record, "happened", fails)
    app = opened()
    assert not app.exception and app.warning[0].value == text("frame.not_converged", residual="5.0e-01")


def test_everything_has_words():
    known = words()
    assert set(known["outcome"]) == {*GIVEN, COST} and set(known["outcome_short"]) == set(GIVEN)
    assert set(known["shock"]) == set(known["shock_inside"]) == set(SHOCKS)
    measures = set(BASE.published["measure"]) - {"", GDP}
    assert measures == set(known["estimate_measure"]) == set(known["estimate_inside"])
    assert set(table("nickname")) <= set(BASE.published["institution"])


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2025-04..2025-09", "Apr–Sep 2025"), ("2025-10..2026-03", "Oct 2025–Mar 2026"), ("2025-06", "Jun 2025"),
        ("FY2025", "FY2025"), ("2026", "2026"),
    ],
)  # fmt: skip
def test_a_period_is_written_as_people_write_it(period, said):
    assert words_of.period_words(period) == said


def test_a_chart_is_titled_by_the_miss_that_is_worst_for_what_is_allowed():
    rows = pd.DataFrame({
        "series": ["car_unit_value_yoy", "car_exports_units_yoy"], "maker": "",
        "period": ["2025-04..2025-09", "2025-06"],
        "miss": [-3.0, 4.0], "tolerance": [2.0, 3.0], "unit": "percent", "met": [False, False],
    })  # fmt: skip
    said = findings.chart(rows)
    assert said.startswith("0 of 2 met") and text("outcome.car_unit_value_yoy") in said and "−3.00 points" in said


def test_estimates_that_differ_are_not_counted_as_alike():
    found = estimates(Assumptions(), BASE)
    gdp = found[(found["measure"] == "japan_gdp") & (found["differs"] == "")]
    nearer = sum(abs(row.ours) < abs(row.central) for row in gdp.itertuples())
    assert f"than {nearer} of {len(gdp)} estimates" in findings.gdp(found)
    assert len(gdp) < (found["measure"] == "japan_gdp").sum()
    widest = found[(found["measure"] == "japan_gdp") & (found["shock"] == "general-24-cars-25")]
    assert (widest["least"].min(), widest["most"].max()) == (-1.0, -0.5)
    assert "from −1.00% to −0.500%" in findings.spread(found)


def test_the_score_of_the_page_is_that_of_the_readers_own_tables():
    """Doubling what was published misses what was met: nothing is remembered from other tables."""
    doubled = replace(BASE, costs=BASE.costs.assign(value_jpy_bn=2 * BASE.costs["value_jpy_bn"]))
    first, second = (record.happened(Assumptions(), tables).score for tables in (BASE, doubled))
    assert second.met < first.met and second.total == first.total and second.percent > first.percent
