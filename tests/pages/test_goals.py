"""The goal seeker: what it finds is what the model says, in words for every case, and a click sets the levers."""

from functools import partial

import pytest
import screen
from screen import notes

from data.load import load
from model.assumptions import Assumptions
from model.balanced import balanced
from model.bargain import negotiate
from model.goal import OFFERS, RATES, TARGETS, Range
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate
from pages.ui import findings_goals as findings
from pages.ui.goals import ASKED, EXAMPLES, PICKS
from pages.ui.sought import Question, sought
from pages.ui.text import has, table, text
from pages.ui.values import with_unit

BASE = load()
LEVERS = Policy.declared()
opened = partial(screen.opened, "negotiation", "goals")


def solved(slug="july-deal", assumptions=None, **changes):
    policy = PRESETS[slug].policy.but(**changes)
    return simulate(policy, assumptions or Assumptions(), BASE, REFERENCES["law-2024"])


def clicked(app, key):
    return app.button(key=key).click().run()


def said(app):
    return [line.value for line in app.markdown if line.value.startswith("**") and "*" in line.value[2:]]


def held(app, key):
    return app.session_state["session"].held[key]


@pytest.mark.parametrize(
    ("lever", "value", "written"),
    [
        ("car_tariff", 26.3, "26.3%"), ("rice", 75.0, "75% more"), ("investment", 550.0, "$550bn"),
        ("farm", 8.0, "$8.00bn a year"), ("supplier_credit", 1.0, "1 month of sales"),
        ("supplier_credit", 0.5, "0.5 months of sales"), ("us_growth", -10.0, "−10 points a year off trend"),
        ("quota", 1200.0, "1,200 thousand cars a year"), ("fair_trade", 60.0, "60% of price cuts stopped"),
        ("yen", 150.97, "150.97 yen per dollar"), ("aircraft", 100.0, "100 aircraft"),
    ],
)  # fmt: skip
def test_a_value_of_a_lever_is_written_with_its_unit(lever, value, written):
    assert with_unit(LEVERS[lever], value) == written


@pytest.mark.parametrize(
    ("range_", "begins", "holds"),
    [
        (Range(200.0, 620.0, False), "**From $200bn to $620bn**: ", "It stands at $550bn."),
        (Range(0.0, 620.0, False), "**From $0bn to $620bn** (where the lever begins)", "there, X."),
        (Range(200.0, 1000.0, False), "**From $200bn to $1.00trn** (where the lever ends)", "there, X."),
        (Range(200.0, 620.0, True), "**From $200bn to $620bn**: ", "X, though not everywhere between."),
        (Range(200.0, 200.0, False), "**$200bn**: ", "there and nowhere else, X."),
        (Range(0.0, 1000.0, False), "**Anywhere from $0bn to $1.00trn**", "X, whatever *Investment pledge* is"),
        (Range(None, None, False), "**Not within the lever's range ($0bn to $1.00trn)**", "at which X. Because."),
    ],
)
def test_each_kind_of_range_has_its_sentence(range_, begins, holds):
    sentence = findings.found(range_, "investment", 550.0, "X", "Because.")
    assert sentence.startswith(begins) and holds in sentence and "{" not in sentence


def test_the_smallest_investment_that_gets_15_percent_is_the_us_floor():
    found = sought(EXAMPLES["investment"], solved())
    assert found.sentence.startswith("**From $200bn to ") and "15.0% on cars" in found.sentence
    assert {"investment": 200.0} in found.sets.values()


def test_in_june_no_investment_gets_15_percent_and_the_red_line_in_the_way_is_named():
    found = sought(EXAMPLES["investment"], solved("no-deal"))
    assert found.sentence.startswith("**Not within the lever's range ($0bn to $1.00trn)**")
    assert "US: lowest car tariff until 7 July (26%)" in found.sentence and not found.sets


def test_a_rate_asked_for_is_set_with_the_lever_and_parts_go_with_it():
    found = sought(Question("yes", "investment", 16.0), solved())
    assert found.sets
    for levers in found.sets.values():
        assert levers["car_tariff"] == levers["parts_tariff"] == 16.0
        assert negotiate(PRESETS["july-deal"].policy.but(**levers), Assumptions(), BASE).agreed


@pytest.mark.parametrize("slug", ["no-deal", "july-deal"])
def test_the_car_tariff_found_leaves_the_cash_asked_for(slug):
    found = sought(EXAMPLES["cash"], solved(slug))
    (highest,) = [levers["car_tariff"] for levers in found.sets.values() if levers["car_tariff"] > 0]
    assert solved(slug, car_tariff=highest).headline["weakest"].value >= EXAMPLES["cash"].asked
    assert solved(slug, car_tariff=highest + 0.5).headline["weakest"].value < EXAMPLES["cash"].asked


def test_a_number_out_of_reach_says_what_the_ends_of_the_lever_give():
    sentence = sought(Question("cars", "fair_trade", 4000.0), solved()).sentence
    assert "It stays at 1.23 million throughout." in sentence
    sentence = sought(Question("cars", "car_tariff", 4000.0), solved()).sentence
    ends = [solved(car_tariff=end).headline["japan_built"].value for end in (0.0, 100.0)]
    assert f"At 0% it comes to {ends[0] / 1000:.2f} million, at 100% to {ends[1]:.0f} thousand." in sentence


def test_the_balanced_package_is_the_models_and_both_say_yes_once_it_is_set():
    result = solved()
    found, best = sought(EXAMPLES["balanced"], result), balanced(negotiate(result.policy, Assumptions(), BASE))
    (levers,) = found.sets.values()
    assert {name: levers[name] for name in ("investment", "farm", "rice", "energy")} == {
        name: getattr(best.deal, name) for name in ("investment", "farm", "rice", "energy")
    }  # fmt: skip
    assert text(f"group_of.{best.worst}") in found.sentence
    assert negotiate(result.policy.but(**levers), Assumptions(), BASE).agreed


def test_an_empty_zone_balances_nothing_and_says_the_day():
    found = sought(EXAMPLES["balanced"], solved("no-deal"))
    assert "16 June 2025" in found.sentence and not found.sets


def test_every_goal_and_lever_has_its_words_and_its_value():
    assert set(ASKED) == set(PICKS["goal"]) - {"balanced"} == {"yes", *TARGETS}
    assert all(has(f"{pick}.{option}") for pick, options in PICKS.items() for option in options)
    assert set(PICKS["goal_offer"]) == {*OFFERS, *RATES} and set(PICKS["goal_lever"]) <= set(LEVERS)
    for pick in ("goal_offer", "goal_lever"):
        for lever in PICKS[pick]:
            assert table(pick)[lever] == text(f"{LEVERS[lever].url}.label")
    for goal, about in ASKED.items():
        assert about.low <= about.first <= about.high and has(f"goal_asked.{goal}")
        assert findings.claim(goal, about.first)


def test_an_example_asks_answers_and_its_button_sets_the_levers():
    app = clicked(opened(preset="july-deal"), "goal-investment")
    assert not app.exception and held(app, "goal") == "yes" and held(app, "goal_offer") == "investment"
    (answer,) = [line for line in said(app) if line.startswith("**From $200bn to $620bn**")]
    assert "It stands at $550bn." in answer
    app = clicked(app, "goal-set-Set Investment pledge to $200bn")
    assert held(app, "invest") == 200.0 and app.query_params["invest"] == "200"
    assert text("goals.moved") in notes(app)
    assert not [button for button in app.button if button.key and button.key.startswith("goal-set-")]


def test_asking_for_another_goal_takes_the_old_answer_off_the_page():
    app = clicked(opened(preset="july-deal"), "goal-cash")
    assert [line for line in said(app) if line.startswith("**From 0% to 17%**")]
    app = app.selectbox(key=app.session_state["session"].key("goal")).select("cars").run()
    assert not [line for line in said(app) if line.startswith("**From 0% to 17%**")]
    app = clicked(app, "goal-find")
    assert not app.exception and [line for line in said(app) if "1.25 million cars" in line]


def test_the_link_opens_with_its_goal_and_lever():
    app = opened(preset="no-deal", goal="profit", goal_lever="quota")
    assert not app.warning and held(app, "goal") == "profit"
    app = clicked(app, "goal-find")
    assert [line for line in said(app) if "*Car quota*" in line and "−$9.00bn" in line]


@pytest.mark.parametrize("goal", PICKS["goal"])
def test_every_goal_answers_in_the_default_scenario(goal):
    app = clicked(opened(goal=goal), "goal-find")
    assert not app.exception and len(said(app)) >= 1
