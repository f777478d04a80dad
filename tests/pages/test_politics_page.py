"""The politics page: every scenario can be shown, its words are the talks', its charts hold their numbers."""

import json
from functools import partial

import numpy as np
import pandas as pd
import pytest
import screen
from screen import answer, collected, notes

from data.load import load
from model.assumptions import Assumptions
from model.bargain import meters, negotiate
from model.negotiation.timing import Timing, timing
from model.policy import TALKS
from model.scenarios import PRESETS
from pages.ui import findings_politics, findings_waiting, style
from pages.ui import politics as tables
from pages.ui.figures import politics, waiting
from pages.ui.text import table, text

BASE = load()
TABS = ("meters", "red_lines", "sign_or_wait", "rethink")
EXTREMES = {
    "everything-offered": {"invest": "1000", "farm": "16", "rice": "100", "energy": "20", "security": "yes"},
    "no-tariff": {"car": "0", "general": "0", "metal": "0"},
    "highest-duties": {"car": "100", "general": "100"},
    "most-stress": {"stress": "3"},
    "slump": {"growth": "-10"},
    "least-hazard": {"h0_us": "0.005", "h_stress": "0.045"},
    "farm-vote-as-ever": {"phi": "1", "preset": "july-deal"},
    "first-round": {"talks": "2025-04-16"},
    "late": {"decision": "2027-04", "preset": "july-deal"},
    "soft-lines": {"soft": "2", "preset": "july-deal", "talks": "2025-07-02"},
    "softest-red-lines": {"car_min_june": "15", "invest_min": "0", "car_max": "27.5"},
}
MOST_CHARTS = 4
opened, shown = partial(screen.opened, "politics"), partial(screen.shown, "politics")


@pytest.fixture
def drawn(monkeypatch):
    return collected(monkeypatch)


def talks(slug="july-deal", assumptions=None, **changes):
    return negotiate(PRESETS[slug].policy.but(**changes), assumptions or Assumptions(), BASE)


def every_tab_stands(app, drawn):
    for tab in TABS:
        drawn["charts"].clear()
        shown(app, tab)
        assert not app.exception and not app.warning
        assert len(drawn["charts"]) == (2 if tab == "meters" else MOST_CHARTS)
        said = [one["words"] for one in drawn["charts"].values()] + [line.value for line in app.markdown]
        said += [f"{card['value']} {card['change']}" for card in drawn["cards"]]
        assert not [line for line in said if "nan" in line.split() or "inf" in line.split() or style.NOT_KNOWN in line]
        assert all(json.dumps(one["figure"], allow_nan=False, default=float) for one in drawn["charts"].values())


@pytest.mark.parametrize("slug", PRESETS)
def test_every_tab_shows_every_scenario(slug, drawn):
    every_tab_stands(opened(preset=slug), drawn)


@pytest.mark.parametrize("link", EXTREMES.values(), ids=EXTREMES)
def test_every_tab_stands_at_the_ends_of_the_levers(link, drawn):
    every_tab_stands(opened(**link), drawn)


def test_the_answer_and_the_cards_are_those_of_the_talks(drawn):
    app, over = opened(preset="july-deal"), talks()
    groups = {side: [one for one in meters(over) if one.side == side] for side in ("japan", "us")}
    values = [card["value"] for card in drawn["cards"]]
    for place, side in enumerate(("japan", "us")):
        lowest = min(groups[side], key=lambda one: one.meter)
        assert text(f"group_of.{lowest.name}") in answer(app)
        assert values[place] == text(f"meter_group.{lowest.name}")
        assert drawn["cards"][place]["change"] == f"{lowest.meter:.0f} of 100".replace("-", style.MINUS)
    assert values[2:4] == [style.amount(100 * side.odds, "%") for side in (over.japan, over.us)]
    assert all(odds in answer(app) for odds in values[2:4])
    best = timing(over).best
    assert values[4:] == [f"{pd.Timestamp(best[side]):%b %Y}" for side in ("japan", "us")]


def test_bars_of_groups_are_their_meters_the_lowest_on_top(drawn):
    shown(opened(preset="july-deal"), "meters")
    found = {(one.side, text(f"meter_group.{one.name}")): one.meter for one in meters(talks())}
    for side, count in (("japan", 7), ("us", 6)):
        bars = drawn["charts"][f"meters-{side}"]["figure"]["data"][0]
        assert bars["x"] == sorted(bars["x"]) and len(bars["x"]) == count
        assert bars["x"] == [pytest.approx(found[side, name]) for name in bars["y"]]


@pytest.mark.parametrize(("day", "salience"), [("2025-07-08", 1.5), ("2025-07-22", 1.0)])
def test_the_tick_is_the_meter_of_the_same_package_on_the_other_side_of_the_election(day, salience):
    over = talks(talks=day)
    rows = tables.meters(over, meters(over)).set_index(["side", "group"])
    assert over.salience == salience
    # The other day lies on the other side of the election, with the red lines and the threat of its own.
    cost = {one.name: one for one in meters(over)}["farmers"].drivers["farm-cost"]
    other = 100 * np.tanh(cost[0] / salience * (2.5 - salience) / cost[1])
    assert rows.loc[("japan", "farmers"), "across_meter"] == pytest.approx(other)
    rest = rows.drop(index=("japan", "farmers"))
    assert (rest["meter"] == rest["across_meter"]).all()


def test_the_election_is_said_with_the_meters_before_and_after_it_on_either_day():
    said = []
    for day in ("2025-07-08", "2025-07-22"):
        over = talks(talks=day)
        said.append(findings_politics.across(tables.meters(over, meters(over)), over))
    assert said[0] == said[1] and "−89 before" in said[0] and "−74 after" in said[0]


def test_each_driver_is_written_with_its_change_its_unit_and_its_scale():
    for one in meters(talks()):
        for name, (change, scale) in one.drivers.items():
            said = findings_politics.driver(name, change, scale)
            assert style.change(change, text(f"driver_unit.{name}")) in said
    assert set(table("driver")) == set(table("driver_unit")) == {
        name for one in meters(talks()) for name in one.drivers
    }  # fmt: skip


def test_the_odds_by_day_are_those_of_talks_held_that_day():
    days = tables.by_day(talks()).set_index("day")
    assert set(TALKS) <= set(days.index)
    for day in TALKS:
        over = talks(talks=day)
        assert days.loc[day, "japan"] == pytest.approx(100 * over.japan.odds)
        assert days.loc[day, "us"] == pytest.approx(100 * over.us.odds)


def test_each_red_line_has_its_odds_and_its_words():
    over = talks()
    rows = tables.red_lines(over)
    assert rows.groupby("side")["odds_percent"].apply(lambda odds: (odds / 100).prod()).to_dict() == {
        "japan": pytest.approx(over.japan.odds), "us": pytest.approx(over.us.odds),
    }  # fmt: skip
    assert set(table("red_line")) == set(BASE.limits["limit"])


def test_signing_is_worth_what_it_is_over_never_signing():
    over = talks()
    when = timing(over)
    rows = tables.signing(over, when)
    settled = over.zone.nash
    assert rows["japan_usd_bn"].iloc[0] == pytest.approx(settled.gain_japan)
    assert rows["us_usd_bn"].iloc[0] == pytest.approx(settled.gain_us)
    assert rows[["june_percent", "letter_percent", "down_percent"]].sum(axis=1).to_numpy() == pytest.approx(100)
    assert rows["day"].is_monotonic_increasing
    assert rows["day"].iloc[:3].to_list() == ["2025-07-22", "2025-07-31", "2025-08-31"]


def test_without_a_zone_in_june_the_points_of_june_are_rings_and_worth_nothing():
    over = talks("no-deal")
    rows = tables.signing(over, timing(over))
    figure = waiting.signing(rows, "japan", {"possible": "can", "closed": "cannot"}, {}, "")
    fill = figure["data"][0]["marker"]["color"]
    assert fill[:2] == [waiting.CLEAR] * 2 and set(fill[2:]) == {style.JAPAN}
    assert rows["japan_usd_bn"].iloc[:2].to_numpy() == pytest.approx(0, abs=1e-9)


def test_every_threat_has_the_day_on_which_it_falls_due_in_the_month_of_the_table():
    assert {name: day[:7] for name, day in tables.DUE.items()} == dict(
        zip(BASE.threats["threat"], BASE.threats["due"], strict=True)
    )


def made(japan, us, opens):
    """Return a timing of three months with the values and open zones given, June's rates for certain."""
    states = np.array([[1.0, 0.0, 0.0]] * 3)
    zones = np.array([[float(one), 0.0, 0.0] for one in opens])
    days = ("2025-07-22", "2025-08-31", "2025-09-30")
    return Timing(days, np.array(japan), np.array(us), zones, states, np.full(3, 0.02))


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (made([3, 2, 1], [3, 2, 1], [1, 1, 1]), "both sides do best to sign at once"),
        (made([1, 2, 1], [1, 3, 1], [1, 1, 1]), "both sides do best to sign by the end of August 2025, not before"),
        (made([1, 3, 1], [9, 8, 7], [1, 1, 1]), "sign by the end of August 2025, Washington at once"),
        (made([1, 1.4, 1], [9, 8, 7], [1, 1, 1]), "August 2025 (hardly better than at once), Washington at once"),
        (made([0, 1, 3], [0, 9, 7], [0, 1, 1]), "by the end of September 2025, Washington by the end of August 2025"),
        (made([0, 1, 1.9], [0, 9, 7], [0, 1, 1]), "September 2025 (hardly better than by the end of August 2025)"),
        (made([0, 0, 0], [0, 0, 0], [0, 0, 0]), "no month of the next year opens a zone"),
    ],
)  # fmt: skip
def test_the_best_months_are_said_in_words(when, said):
    assert said in findings_waiting.best(talks(), when)


@pytest.mark.parametrize("stress", [0.0, 0.5, 1.0, 3.0])
def test_the_chance_that_washington_rethinks_is_the_one_the_talks_wait_with(stress):
    over = talks(market_stress=stress)
    rows = tables.rethinking(over.policy, Assumptions(), BASE)
    ahead = timing(over).hazard
    assert rows["hazard_percent"].iloc[:12].to_numpy() == pytest.approx(100 * ahead[1:13])
    assert rows["stress"].iloc[0] == pytest.approx(2.2 * stress)
    chances = tables.by_stress(rows, stress, Assumptions())
    assert chances[stress] == pytest.approx(rows["hazard_percent"].iloc[0]) and chances.is_monotonic_increasing
    set_, calm, april = (rows[f"given_way_{name}_percent"] for name in ("set", "calm", "april"))
    assert ((calm - 1e-9 <= set_) & (calm <= april)).all() and set_.is_monotonic_increasing
    assert set_.iloc[0] == pytest.approx(rows["hazard_percent"].iloc[0])


def test_polls_are_those_of_the_cabinet_of_the_talks_and_no_later_one():
    rows = tables.polls(BASE)
    assert set(rows["pollster"]) == {"Asahi", "Jiji", "Kyodo", "Mainichi", "NHK", "Yomiuri"}
    assert rows["day"].between("2025-03-01", "2025-08-31").all() and len(rows) == 26
    assert "2025-06-14" in set(rows["day"]) and "2025-07-15" in set(rows["day"])
    assert findings_politics.polls(rows) == (
        "Approval of the cabinet is lowest at 20.8% (Jiji, July 2025) and highest at 39.0% (NHK, June 2025)"
    )


def test_the_coalition_fell_three_seats_short():
    assert tables.seats(BASE) == {"won": 47.0, "needed": 50.0, "after": 122.0}


@pytest.mark.parametrize(
    ("day", "before", "said"),
    [
        ("2025-04-16", 0, "Nobody else had a deal by 16 April 2025; later deals are at 10% to 20% in general"),
        ("2025-06-16", 2, "Others had signed at 10% in general by 16 June 2025; later deals are at 15% to 20%"),
        ("2025-07-07", 3, "Others had signed at 10% to 20% in general by 7 July 2025; later deals are at 15% to 19%"),
        ("2025-07-22", 6, "Others had signed at 10% to 20% in general by 22 July 2025; later deals are at 15% to 18%"),
    ],
)
def test_others_deals_are_told_from_those_not_yet_known_on_the_day_of_the_talks(day, before, said):
    rows, after = tables.precedents(BASE, day)
    assert after == before - 0.5 and rows["date"].is_monotonic_increasing
    assert (rows["date"].iloc[:before] <= day).all() and (rows["date"].iloc[before:] > day).all()
    assert findings_waiting.precedents(rows, day) == said


def test_each_partners_rates_stand_in_its_row_and_its_kind_has_its_mark():
    rows, after = tables.precedents(BASE, "2025-07-22")
    rows[["label", "words"]] = [findings_waiting.precedent(row) for row in rows.itertuples()]
    names = {kind: kind for kind in ("threat", "deal", "truce", "imposed", "cars", "general", "talks")}
    traces = {one["name"]: one for one in waiting.precedents(rows, after, names, "")["data"]}
    for name, column in (("threat", "threat_percent"), ("cars", "car_percent")):
        assert traces[name]["x"] == rows[column].dropna().to_list()
    assert len(traces["deal"]["x"]) + len(traces["truce"]["x"]) + len(traces["imposed"]["x"]) == len(rows)
    assert traces["general"]["text"] == [f"{rate:g}%" for rate in rows["general_percent"]]
    japan = traces["deal"]["y"].index("Japan, 22 Jul 2025")
    assert traces["deal"]["x"][japan] == 15.0 and traces["deal"]["marker"]["color"][japan] == style.JAPAN
    assert "general 15%, cars 15%, 25% before or threatened" in traces["deal"]["text"][japan]
    assert traces["deal"]["marker"]["symbol"] == "diamond"


def test_a_group_no_package_moves_is_drawn_as_nothing_and_said_so():
    still = {"side": "us", "meter": [0.0, 0.2], "across_meter": [0.0, 0.2]}
    rows = pd.DataFrame(still | {"group": ["energy", "consumers"], "name": ["Energy", "Buyers"]})
    assert findings_politics.groups(rows, "us") == "In the United States no group's meter moves"
    assert politics.meters(rows, "us", ["", ""], "", "")["data"][0]["text"] == ["0", "0"]


def test_the_history_course_says_which_package_is_meant(drawn):
    app = opened(preset="what-happened")
    assert text("politics.history") in notes(app)
