"""Negotiation: every scenario can be shown, the zone drawn is the zone of the talks, and every word fits its number."""

import re
from functools import partial

import numpy as np
import pytest
import screen
from screen import sentences

from data.load import load
from model.assumptions import Assumptions
from model.bargain import negotiate
from model.negotiation.draws import verdicts
from model.negotiation.measures import CARS
from model.scenarios import PRESETS
from model.simulate import simulate
from model.weights import Weights
from pages.ui import episodes, findings_episodes, findings_negotiation, findings_package, negotiation, zone
from pages.ui.figures import negotiation as figures
from pages.ui.figures import package
from pages.ui.session import OPEN
from pages.ui.text import table, text

BASE = load()
TABS = ("zone", "enough", "episodes", "goals")
EXTREMES = {
    "free-cars": {"car": "0", "general": "0", "invest": "1000", "talks": "2025-07-22"},
    "prohibitive": {"car": "100", "general": "100", "parts": "100", "metal": "100"},
    "quota": {"quota": "500", "quota_rate": "2.5", "preset": "july-deal"},
    "all-offered": {"preset": "july-deal", "invest": "1000", "farm": "16", "rice": "100", "meat": "100"},
    "lines-clash": {"car_max": "15", "car_min_june": "27.5", "invest_min": "500", "c_i": "0.06", "cost_max": "4"},
    "lines-between-steps": {"car_max": "17", "car_min": "15.5", "talks": "2025-07-22"},
    "june-opens": {"car_min_june": "15", "preset": "july-deal", "talks": "2025-06-16"},
    "greedy": {"preset": "july-deal", "w_rev": "1", "w_def": "0.8", "w_con": "0.1", "head": "0", "prec": "5"},
    "farm-state": {"preset": "july-deal", "m_farm": "20", "phi": "3", "unc": "0", "s_i": "5"},
    "strong-yen": {"yen": "80", "preset": "july-deal"},
    "late": {"decision": "2027-04", "preset": "july-deal"},
    "patient": {"r_jp": "0.15", "r_us": "0.5", "p_threat": "0.95", "talks": "2025-07-07", "preset": "july-deal"},
    "first-round": {"talks": "2025-04-16", "stress": "3"},
}  # fmt: skip
CLOSE = 1e-9
BY_EYE = 0.03  # USD bn a year: a straight line between pledges 50bn apart, where the cost is a cubic
each_tab = pytest.mark.parametrize("tab", TABS)
opened = partial(screen.opened, "negotiation")


def over(slug="july-deal", **changes):
    weights = {name: changes.pop(name) for name in tuple(changes) if name in Assumptions.model_fields}
    return negotiate(PRESETS[slug].policy.but(**changes), Assumptions(**weights), BASE)


def stands(app):
    assert not app.exception and not app.warning
    said = " ".join(sentences(app))
    assert not re.search(r"\{\w*\}|\bnan\b|\binf\b", said), said


@each_tab
@pytest.mark.parametrize("slug", PRESETS)
def test_every_tab_shows_every_scenario(slug, tab):
    stands(opened(tab, preset=slug))


@each_tab
@pytest.mark.parametrize("link", EXTREMES.values(), ids=EXTREMES)
def test_every_tab_stands_at_the_ends_of_levers_and_weights(link, tab):
    stands(opened(tab, **link))


@pytest.mark.parametrize("slug", PRESETS)
def test_the_answer_and_the_cards_say_what_the_talks_say(slug):
    talks = over(slug)
    drawn = verdicts(talks)
    answer, cards = findings_negotiation.answer(talks, drawn), negotiation.cards_of(talks, drawn)
    both, alone = talks.agreed, talks.japan.yes != talks.us.yes
    assert answer.startswith("Both sides say yes") == both
    assert answer.startswith("Neither") == (not both and not alone)
    assert [card["change"].endswith("yes") for card in cards[:2]] == [talks.japan.yes, talks.us.yes]
    assert [card.get("name") for card in cards] == ["gain_japan", "gain_us", "lines_japan", "lines_us", None, None]
    assert [card["kind"] for card in cards] == [text("kind_letter.judgement")] * len(cards)
    crossed = [len(side.crossed) for side in (talks.japan, talks.us)]
    assert [card["change"] for card in cards[2:4]] == [
        text(f"bargain_card.crossed_{min(count, 1)}", count=count) for count in crossed
    ]
    assert (cards[-1]["value"] == text("bargain_card.no_zone")) == (not talks.zone.open)


def test_a_package_of_june_with_nothing_offered_is_called_so_in_words():
    said = findings_negotiation.on_the_table(PRESETS["no-deal"].policy)
    assert said.startswith("Nothing is on the table")
    moved = findings_negotiation.on_the_table(PRESETS["full-removal"].policy)
    assert "Japan offers nothing" in moved and not moved.startswith("Nothing")
    deal = findings_negotiation.on_the_table(PRESETS["july-deal"].policy)
    for term in ("15% on cars", "$550bn", "75% more American rice", "$8bn a year", "100 aircraft", "snap-back"):
        assert term in deal
    assert text("bargain.table_history") in findings_negotiation.on_the_table(PRESETS["what-happened"].policy)


@pytest.mark.parametrize(
    "changes",
    [{}, {"talks": "2025-06-16"}, {"general_rate": 0.0}, {"rice": 100.0, "farm": 16.0}, {"car_floor": 16.0},
     {"investment_floor": 450.0, "fiscal_cost": 0.03}, {"gdp_engine": "bottom-up"}, {"headline_win": 0.0},
     {"talks": "2025-07-07", "car_floor_before": 18.0, "uncertainty": 0.0}],
)  # fmt: skip
def test_the_area_drawn_is_where_both_gain_and_every_red_line_holds(changes):
    """On the map's own car tariffs, at pledges of its own and between them, beside gains and lines asked one by one."""
    talks = over(**changes)
    there = zone.ground(talks)
    pledges = np.linspace(0, 1000, 81)
    japan, us = talks.gains_at(there.cars, pledges)
    holds = np.ones_like(japan, dtype=bool)
    for limit in talks.limits:
        value = {
            "car": there.cars[None], "general": talks.policy.general_rate, "rice": talks.policy.rice,
            "investment": pledges[:, None], "fiscal": talks.weigh["fiscal_cost"] * pledges[:, None],
        }[limit.term]  # fmt: skip
        holds &= limit.holds(value)
    margin = np.minimum(np.abs(japan), np.abs(us)) > BY_EYE
    expected = holds & (japan >= 0) & (us >= 0)
    drawn = (there.low <= pledges[:, None] + CLOSE) & (pledges[:, None] <= there.high + CLOSE)
    np.testing.assert_array_equal(drawn[margin], expected[margin])


@pytest.mark.parametrize("slug", PRESETS)
def test_on_its_line_a_side_is_as_well_off_as_without_a_deal(slug):
    talks = over(slug)
    there = zone.ground(talks)
    for place, side in enumerate(("japan", "us")):
        pledges = getattr(there, side)
        for column in np.flatnonzero(np.isfinite(pledges))[::7]:
            gain = talks.gains_at(there.cars[[column]], pledges[[column]])[place][0, 0]
            assert abs(gain) < BY_EYE


@pytest.mark.parametrize("slug", ["july-deal", "today", "no-deal", "escalation"])
def test_the_readers_package_stands_where_the_levers_say(slug):
    talks = over(slug)
    mark = zone.own(talks)
    assert mark.y == talks.policy.investment and mark.x == min(talks.policy.car_tariff, figures.CARS[1])
    if mark.x != talks.policy.car_tariff:
        assert f"{talks.policy.car_tariff:g}%" in mark.words
    on_frontier = next(mark for mark in zone.gains(talks) if mark.sort == "own")
    assert (on_frontier.x, on_frontier.y) == (talks.japan.gain, talks.us.gain)


def test_a_diamond_is_a_deal_really_struck():
    marks = {mark.words: (mark.x, mark.y) for mark in zone.struck(BASE, few=False)}
    assert marks == {
        "Japan, 22 July": (15.0, 550.0), "EU": (15.0, 600.0), "Korea": (15.0, 350.0), "UK": (10.0, 0.0),
    }  # fmt: skip
    assert figures.MARKS["struck"]["symbol"] == "diamond" and figures.MARKS["own"]["symbol"] == "circle"


@pytest.mark.parametrize("slug", PRESETS)
@pytest.mark.parametrize("side", ["japan", "us"])
def test_the_steps_of_a_side_add_up_to_its_gain(slug, side):
    talks = over(slug)
    parts = negotiation.steps(talks, side)
    assert sum(parts.iloc[:-1]) == pytest.approx(parts.iloc[-1], abs=CLOSE)
    assert parts.iloc[-1] == pytest.approx(getattr(talks, side).gain, abs=CLOSE)
    drawn = package.worth(parts, side, {name: name for name in parts.index}, "")["data"][0]
    assert drawn["x"] == parts.to_list() and drawn["measure"][-1] == "total"


@pytest.mark.parametrize("slug", PRESETS)
def test_what_is_missing_is_said_for_each_side_that_says_no(slug):
    talks = over(slug)
    for side, said in zip((talks.japan, talks.us), findings_package.missing(talks), strict=True):
        assert ("says yes" in said) == side.yes
        if not side.yes:
            assert said.count(text("bargain.and")) == len(side.crossed) + (side.gain < 0) - 1


def test_a_crossed_red_line_is_an_outline_and_named_as_crossed():
    talks = over("no-deal")
    rows = negotiation.red_lines(talks)
    bars = package.odds(rows, "", "")["data"][0]
    for side, odds, said, colour in zip(rows["side"], rows["odds_percent"], rows["words"], bars["marker"]["color"],
                                        strict=True):  # fmt: skip
        assert ("crossed" in said) == (odds < package.EVEN) == (colour == package.CLEAR)
        assert colour in (package.CLEAR, figures.SIDES[side])


def test_odds_are_never_called_certain_or_impossible():
    talks = over("full-removal")
    assert "100%" not in negotiation.red_lines(talks)["words"].to_list()
    assert "0%" not in negotiation.red_lines(talks)["words"].to_list()


def test_the_band_of_draws_holds_four_draws_in_five():
    talks = over()
    drawn = verdicts(talks)
    rows = negotiation.gains(talks, drawn).set_index("side")
    for side, gains in (("japan", drawn.gain_japan), ("us", drawn.gain_us)):
        within = (gains >= rows.loc[side, "low"]) & (gains <= rows.loc[side, "high"])
        assert within.mean() == pytest.approx(0.8, abs=0.01)
        assert rows.loc[side, "chosen"] == pytest.approx(getattr(talks, side).gain)


def test_red_lines_that_leave_no_value_are_said_with_how_far_they_lie_apart():
    [said] = findings_negotiation.contradictions(over(talks="2025-06-16"))
    assert "26%" in said and "20%" in said and "6 points" in said
    clash = over(investment_floor=500.0, fiscal_cost=0.06, fiscal_ceiling=12.0)
    [said] = findings_negotiation.contradictions(clash)
    assert "$500bn" in said and "$200bn" in said and "$300bn" in said
    assert findings_negotiation.contradictions(over()) == []


def test_red_lines_between_two_steps_of_the_grid_are_said_with_the_nearest_steps():
    talks = over(car_floor=15.5, car_ceiling=17.0)
    assert not talks.zone.open and np.isfinite(zone.ground(talks).low).any()
    [said] = findings_negotiation.contradictions(talks)
    assert "15.5%" in said and "17%" in said and "17.5%" in said and " 15% " in said


def test_the_map_says_how_far_it_lies_off_the_package():
    assert findings_negotiation.off_the_map(over()) == text("bargain.map_exact")
    quota = over(quota=500.0, quota_rate=2.5)
    off = findings_negotiation.off_the_map(quota)
    japan, us = quota.interpolation_error()
    assert max(abs(japan), abs(us)) > BY_EYE and off != text("bargain.map_exact")
    assert findings_negotiation.off_the_map(over("escalation", car_tariff=52.5)) != text("bargain.map_exact")


def test_the_four_days_have_the_real_deal_on_the_table_and_what_the_letter_and_the_floor_did():
    found = episodes.run(_result())
    for day, talks in found.items():
        assert talks.policy == PRESETS["july-deal"].policy.but(talks=day)
    june, letter, offered, signed = found.values()
    assert not june.zone.open and not letter.zone.open and offered.zone.open and signed.agreed
    assert letter.no_deal[0] < june.no_deal[0] and letter.no_deal[1] > june.no_deal[1]
    story = findings_episodes.story(found)
    for told in ("26%", "20%", "12.5%", "lies in that zone"):
        assert told in story
    moved = findings_episodes.changed("2025-07-08", found)
    assert "from 26% to 12.5%" in moved


@pytest.mark.parametrize(
    ("weights", "begins"),
    [({"car_floor_before": 15.0}, "a zone was open in June"), ({"car_floor": 20.0, "car_ceiling": 15.0}, "no zone is")],
)
def test_the_story_follows_the_weights(weights, begins):
    assert begins in findings_episodes.story(episodes.run(_result(**weights)))


def test_the_match_with_the_real_deal_is_not_called_a_validation():
    talks = over()
    said = findings_episodes.honest(talks, verdicts(talks))
    assert "no validation" in said and "minority" in said and "knowing the outcome" in said
    assert "15% / 15% / $400bn" in said


def test_a_button_puts_the_real_deal_on_the_table_of_its_day():
    app = opened("episodes")
    next(button for button in app.button if button.key == "episode-2025-07-08").click()
    app.run()
    choice = app.session_state["session"].choice.policy
    assert choice == PRESETS["july-deal"].policy.but(talks="2025-07-08")


def test_every_weight_is_listed_with_its_range_and_kind():
    app = opened()
    app.session_state[f"{OPEN}weights"] = True
    rows = app.run().dataframe[0].value
    assert len(rows) == len(Weights.declared())
    assert set(rows["kind"]) == {text("kind.judgement")}
    assert rows["name"].to_list() == [text(f"{lever.url}.label") for lever in Weights.declared().values()]
    numbers = [lever for lever in Weights.declared().values() if lever.control == "number"]
    assert rows.loc[rows["low"] != "", "low"].to_list() == [f"{lever.low:g}" for lever in numbers]
    assert (rows["help"].str.len() > 0).all()


@pytest.mark.parametrize(("link", "nearest", "why"), [
    ({"invest": "2000"}, "the nearest possible is 1000", "quarter"),
    ({"rice": "150"}, "the nearest possible is 100", "122%"),
    ({"aircraft": "5000"}, "the nearest possible is 200", "348"),
    ({"rice": "-5"}, "the nearest possible is 0", ""),
])  # fmt: skip
def test_an_offer_beyond_what_exists_says_what_cannot_be_and_the_nearest_possible(link, nearest, why):
    app = opened(**link)
    [warning] = app.warning
    assert nearest in warning.value and why in warning.value
    assert ("122%" in warning.value) == (link == {"rice": "150"})


def test_tables_of_the_four_days_have_words_for_every_row():
    rows = set(table("episode_row"))
    found = episodes.run(_result())
    assert set(episodes.by_day(found).columns) - {"day"} <= rows
    assert set(episodes.by_engine(_result()).columns) - {"engine"} <= rows
    assert CARS[-1] == zone.ground(over()).cars[-1]


def _result(**weights):
    return simulate(PRESETS["no-deal"].policy, Assumptions(**weights), BASE)
