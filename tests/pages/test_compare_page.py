"""The compare page: presets and pasted links side by side, nothing lost by a bad link, steps that add up."""

import re
from functools import cache, partial

import numpy as np
import pandas as pd
import pytest
import screen
from screen import Here, answer, collected, moved, notes

from data.load import load
from model.assumptions import Assumptions
from model.attribution import attribution
from model.headline import UNITS
from model.scenarios import PRESETS, REFERENCES
from model.setting import Setting
from model.simulate import simulate
from pages.ui import compare, compared, numbers, style
from pages.ui import findings_compare as findings
from pages.ui.choice import OF_PAGES, Choice, Linkable, linked
from pages.ui.compared import Scenario
from pages.ui.figures import compare as figures
from pages.ui.text import table, text
from pages.ui.uncertainty import path_unit, unit_of

BASE, LAW = load(), REFERENCES["law-2024"]
EXACT = 1e-9
BAD = (r"\b(nan|inf|None)\b", r"[{}]", style.NOT_KNOWN, r"−[$¥]?0(?![\d.])", r"  ", r"under As")
LINK = "http://localhost:8501/suppliers?preset=july-deal&car=20&sigma=0.5&v=0.1"
opened = partial(screen.opened, "compare")


@pytest.fixture
def drawn(monkeypatch):
    """Run in this process; collect what reaches the screen."""
    seen = collected(monkeypatch)
    monkeypatch.setattr(compare, "crew", lambda: Here)
    return seen


def pasting(app, link, place="third"):
    app.session_state["open.paste"] = True
    app.run()
    app.text_input(key="pasted").set_value(link)
    return app.button(key=f"take-{place}").click().run()


def said(app):
    return [note.value for note in (*app.warning, *app.success)]


@cache
def scenario(slug, slot="second", beside="law-2024"):
    policy = PRESETS[slug].policy
    return Scenario(
        slot, text("compare.own") if slot == "own" else slug, simulate(policy, Assumptions(), BASE, REFERENCES[beside])
    )


@cache
def shared(own, other, beside="law-2024"):
    first, last = (Setting(PRESETS[slug].policy, Assumptions()) for slug in (own, other))
    return attribution(first, last, REFERENCES[beside], BASE)


def test_at_first_the_deal_stands_beside_what_is_set(drawn):
    app = opened()
    assert not app.exception and set(drawn["charts"]) == {"result", "steps", "months", "six"}
    assert "as set at the left" in answer(app) and "“22 July deal: 15%”" in answer(app)
    assert len(drawn["cards"]) == len(compared.BESIDE)


def test_up_to_four_scenarios_stand_side_by_side(drawn):
    opened(third="letter", fourth="preset=july-deal&car=20")
    names = drawn["charts"]["result"]["figure"]["data"][0]["y"]
    assert [name.replace("<br>", " ") for name in names] == [
        "As set at the left", "22 July deal: 15%", "7 July letter: 25% general", "22 July deal: 15%, 1 lever moved",
    ]  # fmt: skip
    lines = {trace["name"] for trace in drawn["charts"]["months"]["figure"]["data"]}
    assert len(lines) == 5


def test_a_preset_keeps_the_readers_world_and_a_link_brings_its_own(drawn):
    own = simulate(PRESETS["no-deal"].policy.but(yen=140.0), Assumptions(nesting=0.5), BASE)
    preset, link = (compare.setting_of(said, own) for said in ("july-deal", "preset=july-deal&car=20"))
    assert (preset.policy.yen, preset.assumptions.nesting, preset.policy.car_tariff) == (140.0, 0.5, 15.0)
    assert (link.policy.yen, link.assumptions.nesting, link.policy.car_tariff) == (150.97, 0.6, 20.0)


def test_a_pasted_link_takes_its_place_and_goes_into_the_pages_link(drawn):
    app = pasting(opened(), LINK)
    assert not app.exception and said(app) == ["“22 July deal: 15%, 2 levers moved” is now the third scenario."]
    assert app.query_params["third"] == "preset=july-deal&car=20&sigma=0.5"
    assert "22 July deal: 15%, 2 levers moved" in app.selectbox(key=f"third-{turn(app, 'third')}").options
    again = opened(**{key: value[0] if isinstance(value, list) else value for key, value in app.query_params.items()})
    assert not again.warning and answer(again) == answer(app)


def turn(app, name):
    return app.session_state["session"].turn[name]


NOT_OURS = {
    "another site": "https://www.example.org/?q=tariffs",
    "words": "the deal of July",
    "our address without a scenario": "http://localhost:8501/",
    "a preset of nobody": "http://localhost:8501/?preset=my-deal",
    "markup": "<script>alert(1)</script>?x=<b>",
    "only a page's picks": "http://localhost:8501/automakers?maker=Toyota",
    "broken encoding": "http://localhost:8501/?%ZZ=%%%&=&&;",
}


@pytest.mark.parametrize("link", NOT_OURS.values(), ids=NOT_OURS)
def test_a_link_that_is_not_ours_is_said_and_nothing_is_lost(drawn, link):
    app = opened(third="letter", car="20")
    before = dict(app.query_params)
    app = pasting(app, link)
    assert not app.exception and said(app) == [text("compare.not_ours")]
    assert dict(app.query_params) == before and "7 July letter" in str(drawn["charts"]["result"]["figure"])


def test_an_empty_field_is_said(drawn):
    assert said(pasting(opened(), "  ")) == [text("compare.nothing_pasted")]


def test_unknown_levers_of_a_link_are_named_and_the_rest_is_taken(drawn):
    app = pasting(opened(), "http://x/?preset=july-deal&car=20&tax=3&yen=9&maker=Toyota&headline=gdp&v=0.0")
    (only,) = said(app)
    assert "is now the third scenario" in only and "`tax=3`" in only and "`yen=9`" in only and "from 80 to 250" in only
    assert "maker" not in only and "headline" not in only
    assert app.query_params["third"] == "preset=july-deal&car=20"


def test_what_a_link_carries_never_reaches_the_screen_as_it_is(drawn):
    app = pasting(opened(), "http://x/?preset=july-deal&a`[x](http://evil)<b>=1")
    (only,) = said(app)
    assert "evil" in only and not any("[x]" in prose or "<b>" in prose for prose in only.split("`")[::2])
    hostile = opened(third="preset=july-deal&car=20&**x**=[y](http://z)", second="<script>", fourth="car=1e999")
    assert not hostile.exception and len(hostile.warning) == 1
    assert (
        app.query_params["third"] == "preset=july-deal"
        and hostile.session_state["session"].held["second"] == "july-deal"
    )
    assert hostile.session_state["session"].held["third"] == "preset=july-deal&car=20"


def test_the_page_keeps_its_scenarios_when_a_lever_moves(drawn):
    app = pasting(opened(), LINK)
    moved(app, car=20.0)
    assert app.query_params["third"] == "preset=july-deal&car=20&sigma=0.5" and app.query_params["car"] == "20"


def test_the_scenario_to_explain_can_be_chosen_and_falls_back_where_it_is_gone(drawn):
    app = opened(third="letter", fourth="escalation", towards="fourth")
    assert "“Escalation”" in answer(app)
    gone = opened(third="letter", towards="fourth")
    assert "“22 July deal: 15%”" in answer(gone) and gone.query_params["towards"] == "fourth"


def test_scenarios_that_are_the_same_have_no_steps(drawn):
    app = opened(preset="july-deal")
    assert not app.exception and "There is no difference." in answer(app)
    assert drawn["charts"]["steps"]["title"] == text("compare.steps_none")
    assert text("compare.no_levers") in notes(app)


def test_two_scenarios_of_one_name_are_told_apart(drawn):
    opened(third="july-deal")
    names = drawn["charts"]["result"]["figure"]["data"][0]["y"]
    assert len(set(names)) == 3 and "(third)" in names[2].replace("<br>", " ")


def test_every_pick_of_every_page_is_left_aside_by_a_pasted_link():
    sources = [path.read_text() for path in (*screen.ROOT.glob("pages/*.py"), screen.ROOT / "app.py")]
    picks = {
        name
        for one in sources
        for call in re.findall(r'show\("\w+", body, (.+)\)', one)
        for name in re.findall(r"(\w+)=", call)
    }
    assert picks and picks <= set(OF_PAGES) and set(compare.PICKS) <= set(OF_PAGES)


@pytest.mark.parametrize("slug", PRESETS)
def test_a_scenario_written_as_a_link_is_read_back(slug):
    choice = Choice.read({"preset": [slug], "car": ["33.5"], "sigma": ["0.45"], "reference": ["no-deal"]}, {})[0]
    back, faults = linked(choice.scenario)
    assert not faults and (back.policy, back.assumptions) == (choice.policy, choice.assumptions)
    assert back.scenario == choice.scenario and "reference" not in choice.scenario


def test_a_pick_of_scenarios_takes_presets_and_links_alone():
    picks = {"second": Linkable(["july-deal", "letter"]), "maker": ("Toyota", "Mazda")}
    for given, held in (
        ("letter", "letter"),
        ("preset=today&car=20", "preset=today&car=20"),
        ("car=20", "preset=no-deal&car=20"),
    ):
        assert Choice.read({"second": [given]}, picks)[0].picked["second"] == held
    choice, faults = Choice.read({"second": ["javascript:alert(1)"], "maker": ["preset=today"]}, picks)
    assert choice.picked == {"second": "july-deal", "maker": "Toyota"} and len(faults) == 2


@pytest.mark.parametrize("name", ["six_profit", "balance_jpy", "short", "gdp", "jobs"])
@pytest.mark.parametrize("other", ["july-deal", "car-tariff-removed", "what-happened"])
def test_the_steps_add_up_to_the_difference_of_the_two_results(other, name):
    rows = compared.steps(shared("no-deal", other), name)
    here, there = scenario("no-deal").result.headline[name].value, scenario(other).result.headline[name].value
    assert rows.index[-1] == compared.DIFFERENCE and len(rows) <= compared.MOST_STEPS + 2
    assert rows["share"].iloc[-1] == pytest.approx(there - here, rel=EXACT, abs=EXACT)
    assert rows["share"].iloc[:-1].sum() == pytest.approx(rows["share"].iloc[-1], rel=EXACT, abs=EXACT * abs(here))


def test_levers_too_small_to_see_share_one_step():
    rows = compared.steps(shared("no-deal", "july-deal"), "six_profit")
    assert "Investment pledge" not in rows.index
    assert (
        rows["share"].drop([compared.DIFFERENCE]).abs().iloc[0] == rows["share"].drop([compared.DIFFERENCE]).abs().max()
    )


@pytest.mark.parametrize("beside", REFERENCES)
@pytest.mark.parametrize("other", PRESETS)
def test_no_sentence_is_badly_written(other, beside):
    own, there = scenario("no-deal", "own", beside), scenario(other, "second", beside)
    found = shared("no-deal", other, beside)
    one = []
    for name in UNITS:
        rows, values = compared.steps(found, name), compared.by_scenario([own, there], (name,))[name]
        one += [
            findings.answer(own, there, name, rows), findings.steps(rows, name), findings.method(found, name),
            findings.results(values, name),
        ]  # fmt: skip
    for path in compare.PATHS:
        one.append(findings.months(compared.by_month([own, there], path), path, path_unit(path)))
    one.append(findings.multiples(there, compared.sides(own, there)))
    faults = [f"{sentence} ({bad})" for sentence in one for bad in BAD if re.search(bad, sentence)]
    assert not faults, "\n".join(faults)


def test_the_sentence_on_sides_says_what_the_cards_say():
    there = scenario("july-deal")
    told = [
        (["good", "bad", "neutral"], "on 1 of these results and worse on 1"), (["neutral"], "neither better nor worse"),
        (["good"], "better for Japan on every"), (["bad", "bad"], "worse for Japan on every"),
    ]  # fmt: skip
    for sides, words in told:
        assert words in findings.multiples(there, sides)


def test_a_bar_has_its_scenarios_colour_everywhere():
    found = [scenario("no-deal", "own"), scenario("july-deal"), scenario("letter", "third")]
    six = compared.by_scenario(found, compared.BESIDE)
    spec = figures.multiples(six, [unit_of(name) for name in compared.BESIDE], list(compared.BESIDE))
    colours = {}
    for trace in spec["data"]:
        colours.setdefault(trace["name"], set()).add(trace["marker"]["color"])
    assert all(len(used) == 1 for used in colours.values()) and len(spec["data"]) == 3 * len(compared.BESIDE)
    assert len({used.pop() for used in colours.values()}) == 3
    domains = [spec["layout"][key]["domain"] for key in spec["layout"] if key.startswith(("xaxis", "yaxis"))]
    assert all(0 <= low < high <= 1 for low, high in domains)


def test_the_tables_hold_every_lever_that_differs_and_every_result():
    found = [scenario("no-deal", "own"), scenario("letter")]
    assert compared.levers(found)["lever"].tolist() == ["General rate", "Day of the talks"]
    assert len(compared.results(found)) == len(UNITS)
    rows = compared.shares(shared("no-deal", "letter"))
    assert len(rows) == 2 * len(UNITS) and set(rows) <= set(table("compare_column"))
    pd.testing.assert_series_equal(
        rows[rows["lever"] == "Day of the talks"]["share"],
        pd.Series(np.zeros(len(UNITS))),
        check_index=False,
        check_names=False,
    )


@pytest.mark.parametrize(
    ("other", "levers"),
    [("no-deal", {"preset": "no-deal"}), ("preset=no-deal&car=20", {"preset": "no-deal", "car": "20"})],
)
def test_a_card_of_another_scenario_leads_to_where_its_number_comes_from_in_that_one(drawn, monkeypatch, other, levers):
    went = {}
    monkeypatch.setattr(numbers.st, "switch_page", lambda page, query_params: went.update(query_params, page=page))
    app = opened(preset="july-deal", second=other)
    assert all(card["name"] in UNITS for card in drawn["cards"])
    app.session_state[numbers.ASKED] = "jobs", drawn["scenario"]
    app.run()
    assert not app.exception
    leads = {"page": "pages/method.py", "section": "provenance", "headline": "jobs", **levers}
    assert {name: said for name, said in went.items() if name != "v"} == leads
