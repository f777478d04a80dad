"""Where a number comes from: said in words that hold, with counts that add up, and a way there from every card."""

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data.load import load
from model.assumptions import Assumptions
from model.bargain import TALK_UNITS, negotiate, of_talks
from model.equations import OF_NUMBER
from model.headline import UNITS, Pairs
from model.market import NotConverged
from model.provenance import KINDS, provenance
from model.scenarios import PRESETS, REFERENCES
from model.setting import Setting, of_settings
from model.simulate import simulate
from pages.ui import findings_provenance as findings
from pages.ui import numbers, origins, style
from pages.ui import provenance_tables as tables
from pages.ui.figures import provenance as figures
from pages.ui.shelf import Shelf
from pages.ui.summary import summary
from pages.ui.text import has, table, text

ROOT = Path(__file__).parents[2]
BASE, DEAL, LAW = load(), PRESETS["july-deal"].policy, REFERENCES["law-2024"]
BAD = (r"\b(nan|inf|None)\b", r"[{}]", style.NOT_KNOWN, r"−[$¥]?0(?![\d.])", r"  ")


class Here:
    """A crew of this process alone."""

    map = staticmethod(map)


@pytest.fixture(scope="module")
def found():
    return provenance(Setting(DEAL, Assumptions()), LAW, BASE, of_settings)


@pytest.fixture(scope="module")
def of_the_talks():
    return provenance(Setting(DEAL, Assumptions()), LAW, BASE, of_talks)


@pytest.fixture
def shelf(monkeypatch):
    kept = Shelf(origins.MOST_KEPT)
    monkeypatch.setattr(origins, "kept", lambda: kept)
    monkeypatch.setattr(origins, "crew", lambda: Here)
    return kept


def opened(**link):
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run().switch_page("pages/method.py")
    for key, value in ({"preset": "july-deal", "section": "provenance"} | link).items():
        page.query_params[key] = value
    return page.run()


def key_of(found, reference=LAW):
    return found.setting, reference, BASE.digest


def plain(words):
    return words.replace("\u2060", "")


def frames(page):
    return {
        name: element.value for element in page.dataframe for name in ("at_low", "quantity") if name in element.value
    }


@pytest.mark.parametrize("name", ["six_profit", "effective_rate", "gdp_nri", "hazard"])
def test_the_tab_of_the_link_says_what_a_number_rests_on(shelf, found, name):
    shelf.put(key_of(found), found)
    page = opened(headline=name)
    assert not page.exception
    said = [plain(element.value) for element in page.markdown]
    number = simulate(DEAL, Assumptions(), BASE, reference=LAW).headline[name]
    assert any(text(f"headline.{name}") in one and tables.written(name, number.unit)(
        number.change if name in ("six_profit", "gdp_nri") else number.value) in one for one in said)  # fmt: skip
    assert findings.rests_on(found.budget(name), tables.figures(found, name)) in said
    assert any(text(f"equation.{OF_NUMBER[name][-1].__name__}") in one for one in said)
    assumptions = found.assumptions(name)
    assert ("at_low" in frames(page)) == bool(len(assumptions))


@pytest.mark.parametrize("name", TALK_UNITS)
def test_the_tab_says_what_a_number_of_the_talks_rests_on(shelf, of_the_talks, name):
    shelf.put(key_of(of_the_talks, reference=None), of_the_talks)
    page = opened(headline=name)
    assert not page.exception
    said = [plain(element.value) for element in page.markdown]
    side = getattr(negotiate(DEAL, Assumptions(), BASE), name.partition("_")[2])
    value = style.change(side.gain, "USD bn") if name.startswith("gain") else style.amount(100 * side.odds, "%")
    assert any(one.startswith(f"**{text(f'headline.{name}')}: {value}**") for one in said)
    assert findings.rests_on(of_the_talks.budget(name), tables.figures(of_the_talks, name)) in said
    assert any(text(f"equation.{OF_NUMBER[name][-1].__name__}") in one for one in said)
    assert not [one for one in page.caption if text("provenance.weights_still") in one.value]


def test_the_talks_rest_on_what_both_sides_weigh(of_the_talks):
    japan, us = (of_the_talks.assumptions(f"gain_{side}", change=True) for side in ("japan", "us"))
    assert {"fiscal_cost", "japan_impatience", "price_speed"} <= set(japan.index)
    assert {"investment_value", "us_impatience", "price_speed"} <= set(us.index)
    assert not {"investment_value", "us_impatience"} & set(japan.index)
    assert set(of_the_talks.assumptions("lines_japan").index) >= {"car_ceiling", "rice_ceiling", "limit_softness"}
    assert set(of_the_talks.levers("lines_us")) >= {"car_tariff", "general_rate", "investment"}
    chosen = Setting(DEAL, Assumptions(fiscal_cost=Assumptions.declared()["fiscal_cost"].high))
    gain = negotiate(chosen.policy, chosen.assumptions, BASE).japan.gain
    assert japan.loc["fiscal_cost", "high"] == pytest.approx(gain, rel=1e-9)


@pytest.mark.parametrize("name", OF_NUMBER)
def test_every_number_is_traced_in_plain_words(found, of_the_talks, name):
    found = of_the_talks if name in TALK_UNITS else found
    unit = (UNITS | dict(TALK_UNITS))[name]
    rows, listed = tables.assumed(found, name, unit), tables.figures(found, name)
    shares, said, moved = tables.kinds(found, name)
    words = [findings.rests_on(found.budget(name), listed), findings.weight(moved)]
    words += [*rows["low_said"], *rows["high_said"], *listed["quantity"], *listed["source"]]
    if len(rows):
        words.append(findings.mover(rows))
        figure = figures.swings(rows, 0.0, ("low", "high"), "axis")
        words.append(summary(figure["data"], figure["layout"]))
    if len(shares):
        figure = figures.budget(shares, said, dict(table("kind")), "axis")
        words.append(summary(figure["data"], figure["layout"]))
        assert (shares.sum(axis=1) - 100).abs().max() < 1e-9
    for one in words:
        assert not [bad for bad in BAD if re.search(bad, one)], one
    assert all(has("quantity." + "_".join(part for part in quantity if part)) for quantity in found.reads[name])


def test_the_tables_of_inputs_hold_one_row_each(found):
    for name, unit in UNITS.items():
        assert len(tables.inputs(found, name, unit)) == len(found.assumptions(name))
        assert len(tables.levers(found, name)) == len(found.levers(name))
        listed = tables.figures(found, name)
        assert len(listed) == len(found.reads[name])
        assert int(listed["count"].sum()) == int(listed[list(KINDS)].to_numpy().sum())


@pytest.mark.parametrize(
    ("assumptions", "figures_read", "said"),
    [
        ((0, 0, 0), (0, 0, 0), "In this scenario no assumption and no figure moves it."),
        ((0, 0, 1), (0, 0, 0),
         "In this scenario it rests on one assumption (a judgement) and on no figure of the tables."),
        ((0, 3, 0), (0, 1, 0),
         "In this scenario it rests on 3 assumptions (all estimates) and on one figure (an estimate), in *Fleet*."),
        ((1, 1, 2), (1, 0, 1200),
         "In this scenario it rests on 4 assumptions (1 fact, 1 estimate, 2 judgements) and on 1,201 figures "
         "(1 fact, 1,200 judgements), in *Fleet*."),
        ((0, 0, 0), (2, 0, 0), "In this scenario it rests on no assumption and on 2 figures (all facts), in *Fleet*."),
    ],
)  # fmt: skip
def test_counts_are_said_for_none_one_and_many(assumptions, figures_read, said):
    budget = pd.DataFrame({"assumptions": assumptions, "figures": figures_read}, index=list(KINDS))
    listed = pd.DataFrame({"table": ["Fleet"], "count": [sum(figures_read)]}) if sum(figures_read) else pd.DataFrame(
        {"table": [], "count": []})  # fmt: skip
    assert findings.rests_on(budget, listed) == said


def test_an_assumption_with_one_end_alone_is_said_with_that_end():
    rows = pd.DataFrame({"low_number": [""], "high_number": ["$2bn"]}, index=["Elasticity"])
    assert findings.mover(rows) == "Elasticity moves it most by itself: $2bn at its high end"


def test_where_nothing_moves_a_number_the_page_says_that_alone(shelf, found):
    none = Pairs(np.zeros(0), np.zeros(0))
    still = replace(found, trials=(), numbers=dict.fromkeys(found.numbers, none), reads=dict.fromkeys(found.reads, ()))
    shelf.put(key_of(found), still)
    page = opened(headline="us_added")
    assert not page.exception
    assert text("provenance.rests_on_nothing") in [element.value for element in page.markdown]
    assert not page.expander or not [box for box in page.expander if "move it" in box.label]


def test_what_was_found_is_kept_and_not_worked_out_again(shelf, found, monkeypatch):
    runs = []

    def once(setting, reference, baseline, evaluated, mapped):
        runs.append((setting, reference, list(mapped(len, ["one", "two"]))))
        return found

    monkeypatch.setattr(origins, "provenance", once)
    page = opened()
    page.run()
    assert not page.exception and runs == [(found.setting, LAW, [3, 3])]
    assert shelf.get(key_of(found)) is found


def test_where_the_model_fails_the_equations_stay_and_a_sentence_says_so(shelf, monkeypatch):
    def failing(*given):
        raise NotConverged(pd.Series([1.0]).to_numpy())

    monkeypatch.setattr(origins, "provenance", failing)
    page = opened(headline="jobs")
    assert not page.exception
    assert [warning.value for warning in page.warning] == [text("provenance.failed")]
    assert any(text("equation.job_change") in element.value for element in page.markdown)


def test_only_so_many_scenarios_are_kept(found):
    kept = Shelf(origins.MOST_KEPT)
    for at in range(origins.MOST_KEPT + 3):
        kept.put((found.setting, LAW, str(at)), found)
    assert kept.get((found.setting, LAW, "0")) is None
    assert kept.get((found.setting, LAW, str(origins.MOST_KEPT + 2))) is found


@pytest.mark.parametrize(("script", "name"), [("app.py", "jobs"), ("pages/negotiation.py", "gain_us")])
def test_a_card_leads_to_where_its_number_comes_from_and_keeps_the_scenario(monkeypatch, script, name):
    went = {}
    monkeypatch.setattr(numbers.st, "switch_page", lambda page, query_params: went.update(query_params, page=page))
    page = AppTest.from_file(str(ROOT / script), default_timeout=60)
    page.query_params["preset"], page.query_params["car"] = "july-deal", "20"
    page.run()
    page.session_state[numbers.ASKED] = name, {}
    page.run()
    assert not page.exception
    assert went.pop("page") == "pages/method.py"
    assert (went["preset"], went["car"]) == ("july-deal", "20")
    assert (went["section"], went["headline"]) == ("provenance", name)
    assert numbers.ASKED not in page.session_state
