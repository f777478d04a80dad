"""The uncertainty page: asked for by a button, said in words that hold, and the central run never leaves the screen."""

import re
from functools import cache, partial

import numpy as np
import pandas as pd
import pytest
import screen
from screen import Here, answer, collected, moved, notes

from data.load import load
from model.assumptions import Assumptions
from model.headline import MONTHLY, UNITS
from model.market import NotConverged
from model.scenarios import PRESETS, REFERENCES
from model.sensitivity import DRAWN, SEED, Study, swings, uncertainty
from model.simulate import simulate
from pages.ui import draws, style
from pages.ui import findings_uncertainty as findings
from pages.ui import uncertainty as tables
from pages.ui.figures import uncertainty as figures
from pages.ui.figures.uncertainty import Spread
from pages.ui.shelf import Shelf
from pages.ui.summary import summary
from pages.ui.text import has, several, table, text

BASE, FEW = load(), 24
SOME = (
    "own_price_elasticity", "price_speed", "imported_parts", "cash_first", "price_down_first", "job_elasticity",
    "diverted_share", "realised", "nri_general", "daiwa_car", "us_price_slope", "us_growth_slope", "stress_hazard",
    "substitution_machinery", "border_absorption", "usual_failures",
)  # fmt: skip
TABS = {"spread": 4, "spread_months": 4, "spread_more": 2, "yes": 2}
BAD = (r"\b(nan|inf|None)\b", r"[{}]", style.NOT_KNOWN, r"−[$¥]?0(?![\d.])", r"  ")
opened = partial(screen.opened, "uncertainty")


@pytest.fixture
def drawn(monkeypatch):
    """Draw few times and in this process; collect what reaches the screen."""
    seen = collected(monkeypatch)
    monkeypatch.setattr(draws, "COUNTS", (str(FEW), "40"))
    monkeypatch.setattr(draws, "crew", lambda: Here)
    shelf = Shelf(draws.MOST_KEPT)
    monkeypatch.setattr(draws, "shelf", lambda: shelf)
    return seen


def pressed(**link):
    return opened(**link).button(key="draw").click().run()


@cache
def result_of(slug, beside="law-2024"):
    return simulate(PRESETS[slug].policy, Assumptions(), BASE, REFERENCES[beside])


@cache
def study(slug, beside="law-2024"):
    given = Study(PRESETS[slug].policy, REFERENCES[beside], Assumptions(), FEW, names=SOME)
    return draws.Drawn(uncertainty(given, BASE), swings(given, BASE))


def test_before_anything_is_drawn_the_central_run_stands_and_a_button_says_what_it_does(drawn):
    app = opened(preset="july-deal")
    assert not app.exception and not drawn["charts"]
    centre = style.change(result_of("july-deal").headline["six_profit"].change, "USD bn")
    assert centre in answer(app) and [card["label"] for card in drawn["cards"]][1] == "Six makers' profit"
    assert app.button(key="draw").label == text("uncertainty.draw", count=str(FEW), assumptions=len(DRAWN))


@pytest.mark.parametrize(("tab", "charts"), TABS.items())
def test_once_drawn_every_tab_shows_its_charts_and_the_numbers_their_ranges(drawn, tab, charts):
    app = pressed(preset="july-deal")
    drawn["charts"].clear()
    screen.shown("uncertainty", app, tab)
    assert len(drawn["charts"]) == charts
    assert all(" to " in card["change"] and card["tone"].endswith("range") for card in drawn["cards"])
    faults = [chart["words"] for chart in drawn["charts"].values() for bad in BAD if re.search(bad, chart["words"])]
    assert not faults
    said = [summary(chart["figure"]["data"], chart["figure"]["layout"]) for chart in drawn["charts"].values()]
    assert all(said) and not [words for words in said if re.search(r"<|\de-\d|\bnan\b|no values", words)]


def test_the_answer_says_the_band_of_the_draws(drawn):
    app = pressed(preset="july-deal", headline="short")
    given = Study(PRESETS["july-deal"].policy, REFERENCES["law-2024"], Assumptions(), FEW)
    found = uncertainty(given, BASE).headline["short"].change
    low, high = (style.change(value, "pp") for value in np.quantile(found, (0.05, 0.95)))
    assert f"between {low} and {high}" in answer(app) and "Suppliers short of cash" in answer(app)


def test_a_moved_lever_asks_for_new_draws_and_the_old_ones_are_kept_for_the_way_back(drawn):
    app = pressed(preset="july-deal")
    assert not [button for button in app.button if button.key == "draw"]
    moved(app, car=20.0)
    assert app.button(key="draw") and app.query_params["car"] == "20"
    moved(app, car=15.0)
    assert not [button for button in app.button if button.key == "draw"]


def test_the_link_holds_result_and_count(drawn):
    app = opened(preset="july-deal", headline="gdp", draws="40")
    assert app.selectbox(key="headline-1").value == "gdp" and app.selectbox(key="draws-1").value == "40"
    app.selectbox(key="headline-1").select("jobs").run()
    assert app.query_params["headline"] == "jobs"


def test_an_unknown_result_in_the_link_is_said_and_the_first_one_shown(drawn):
    app = opened(headline="happiness", draws="7")
    assert not app.exception and app.selectbox(key="headline-1").value == "six_profit"
    assert "headline=happiness" in app.warning[0].value and "draws=7" in app.warning[0].value


@pytest.mark.parametrize("error", [NotConverged(np.ones(1)), OSError(), EOFError()])
def test_draws_that_cannot_be_finished_leave_the_central_run(drawn, monkeypatch, error):
    def broken(*_):
        raise error
        yield

    monkeypatch.setattr(draws, "crew", lambda: type("Broken", (), {"map": broken})())
    app = pressed(preset="escalation")
    assert not app.exception and app.warning[0].value == text("uncertainty.failed")
    assert "against the law of 2024" in answer(app) and app.button(key="draw")


def test_cancel_forgets_what_was_wanted(drawn):
    app = opened(preset="july-deal", draws="40")
    app.session_state[draws.WANTED] = "anything"
    assert app.run().button(key="draw") and not drawn["charts"]


def test_progress_is_told_as_it_goes(monkeypatch):
    monkeypatch.setattr(draws, "crew", lambda: Here)
    monkeypatch.setattr(draws, "OFTEN_SECONDS", 0.0)
    given, told = Study(PRESETS["letter"].policy, REFERENCES["law-2024"], Assumptions(), FEW), []
    found = draws._draw(given, BASE, lambda done, left: told.append((done, left)))
    assert len(found.draws.places) + found.draws.rejected == FEW
    done = [share for share, _ in told]
    assert done == sorted(done) and done[0] < 0.1 and done[-1] == 1 and len(done) > 10
    assert all(left >= 0 for _, left in told) and told[-1][1] == 0
    assert draws.said(given, 0.5, 12.3) == "24 of 24 draws, about 12 s left"
    assert draws.said(given, 0.05, 0.2).endswith("about 1 s left")


def test_the_shelf_keeps_the_latest_studies_and_no_more():
    shelf, keys = (
        Shelf(draws.MOST_KEPT),
        [(Study(PRESETS["letter"].policy, REFERENCES["law-2024"], Assumptions(), n), "x") for n in range(9)],
    )
    for key in keys:
        shelf.put(key, key)
        shelf.get(keys[0])
    assert shelf.get(keys[0]) is keys[0] and shelf.get(keys[-1]) is keys[-1]
    assert shelf.get(keys[1]) is None and len(shelf.kept) == draws.MOST_KEPT


def test_every_result_that_varies_can_be_chosen_and_every_path_has_words():
    assert set(tables.RESULTS) | set(tables.CERTAIN) == set(UNITS)
    for name in tables.CERTAIN:
        assert np.ptp(study("july-deal").draws.headline[name].value) == 0
    assert set(table("path")) - {"label"} == set(table("path_measure")) == set(MONTHLY)
    assert all(has(f"draws.{count}") for count in draws.COUNTS)
    assert [int(count) for count in sorted(draws.COUNTS, key=int)][:1] == [200] and max(
        map(int, draws.COUNTS)
    ) == 20_000


@pytest.mark.parametrize("beside", REFERENCES)
@pytest.mark.parametrize("slug", PRESETS)
def test_no_sentence_is_badly_written(slug, beside):
    result, kept = result_of(slug, beside), study(slug, beside)
    said = [findings.count(kept), findings.signs(tables.by_sign(kept.draws))]
    for name in tables.RESULTS:
        spread, centre, unit = (
            tables.spread_of(result, kept.draws, name),
            tables.central(result, name),
            tables.unit_of(name),
        )
        said += [
            findings.answer(result, name, centre, unit, spread), findings.answer(result, name, centre, unit, None),
            findings.distribution(name, spread), findings.tornado(tables.by_one(result, kept, name), unit, centre),
        ]  # fmt: skip
    for path in MONTHLY:
        said.append(findings.months(path, tables.by_month(result, kept.draws, path), tables.path_unit(path)))
    faults = [f"{one} ({bad})" for one in said for bad in BAD if re.search(bad, one)]
    assert not faults, "\n".join(faults)


def spread(*values):
    return Spread(np.array(values), float(np.median(values)), min(values), max(values), "USD bn")


def test_the_title_of_the_spread_says_its_side():
    said = [
        findings.distribution("gdp", spread(*values))
        for values in ((-2, -1), (1, 2), (-3, -2, -1, 1), (-1, 1, 2, 3), (0, 0))
    ]
    starts = "Japan's GDP, so far: "
    assert [one.removeprefix(starts) for one in said] == [
        "below the reference in every draw", "above the reference in every draw",
        "below the reference in 75.0% of the draws", "above the reference in 75.0% of the draws",
        "as in the reference in every draw",
    ]  # fmt: skip


def test_the_widest_assumption_leads_and_an_end_that_is_no_number_counts_as_the_centre():
    result, kept = result_of("july-deal"), study("july-deal")
    rows = tables.by_one(result, kept, "six_profit")
    width = (rows["high"] - rows["low"]).abs()
    assert (np.diff(width) <= 1e-12).all() and len(rows) == len(SOME)
    holes = pd.DataFrame(
        {"low": [-3.0, np.nan], "high": [np.nan, np.nan], "low_end": "1", "high_end": "2"}, index=["a", "b"]
    )
    assert findings.tornado(holes, "USD bn", -1.0) == "a moves it most: from −$3.00bn to −$1.00bn"
    spec = figures.tornado(holes, -1.0, "USD bn", ("low", "high"), "axis")
    assert spec["data"][0]["x"] == [-2.0, 0.0] and spec["data"][1]["x"] == [0.0, 0.0]


def test_shares_of_the_spread_are_worked_out_once(monkeypatch):
    kept = draws.Drawn(study("july-deal").draws, study("july-deal").swings)
    first = tables.by_share(kept, "six_profit")
    monkeypatch.setattr(tables, "first_order", None)
    pd.testing.assert_frame_equal(tables.by_share(kept, "six_profit"), first)
    assert (np.diff(first["share"]) <= 0).all()


def test_the_table_of_ranges_holds_the_quantiles_of_every_result():
    result, kept = result_of("july-deal"), study("july-deal")
    rows = tables.bands(result, kept.draws)
    assert len(rows) == len(UNITS)
    row = rows.set_index("result").loc["Six makers' profit"]
    drawn = kept.draws.headline["six_profit"]
    assert row["p50"] == np.median(drawn.value) and row["change_p95"] == np.quantile(drawn.change, 0.95)
    assert row["central_change"] == result.headline["six_profit"].change


def test_every_column_of_the_tables_has_words():
    result, kept = result_of("july-deal"), study("july-deal")
    words = set(table("uncertainty_column"))
    assert set(tables.bands(result, kept.draws)) | set(tables.ends(result, kept, "gdp")) == words


def test_a_fan_is_wider_for_nine_draws_than_for_five_and_holds_the_middle():
    result, kept = result_of("july-deal"), study("july-deal")
    months = tables.by_month(result, kept.draws, "six_profit")
    assert (months["low"] <= months["lower"]).all() and (months["lower"] <= months["upper"]).all()
    assert (months["upper"] <= months["high"]).all()
    lines = several("uncertainty", "line_nine", "line_five", "line_central", "line_reference")
    spec = figures.fan(months, "2025-07", lines, "USD bn a month")
    shown = [trace["name"] for trace in spec["data"] if trace.get("showlegend", True)]
    assert shown == [lines[0], lines[1], lines[3], lines[2]]


def test_the_seed_is_on_the_page(drawn):
    assert any(str(SEED) in note for note in notes(opened(preset="july-deal")))
