"""The suppliers page: every scenario can be shown, its numbers are the result's, its parts add up, its tiles are 47."""

from functools import partial

import numpy as np
import pandas as pd
import pytest
import screen
from screen import collected, lines, notes

from data.load import load
from model.assumptions import Assumptions
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate
from pages.ui import findings_suppliers as findings
from pages.ui import style
from pages.ui.figures import places
from pages.ui.figures import suppliers as figures
from pages.ui.summary import summary
from pages.ui.suppliers import CREDIT_MONTHS, by_chain, with_credit
from pages.ui.text import table, text

BASE, NAMES, LAW_2024 = load(), table("supplier_name"), REFERENCES["law-2024"]
TIER_NAMES = ["Tier 1", "Tier 2", "Tier 3"]
TABS = ("cash", "carried", "firms", "places", "sectors", "credit")
EXTREMES = {
    "strong-yen": {"yen": "80"},
    "weak-yen": {"yen": "250"},
    "slump": {"growth": "-10"},
    "highest-duties": {"car": "100", "general": "100"},
    "small-quota": {"quota": "10"},
    "every-cushion": {"credit": "6", "subsidy": "100", "fair": "100"},
    "nothing-changes": {"preset": "law-2024", "decision": "2025-04"},
    "against-no-deal": {"preset": "full-removal", "reference": "no-deal"},
    "late": {"decision": "2027-04"},
    "nothing-handed-on": {"kappa1": "0", "kappa2": "0"},
}
MOST_CHARTS = 4
opened, shown = partial(screen.opened, "suppliers"), partial(screen.shown, "suppliers")


@pytest.fixture
def drawn(monkeypatch):
    return collected(monkeypatch)


def solved(slug="no-deal", reference=LAW_2024, assumptions=None, **changes):
    return simulate(PRESETS[slug].policy.but(**changes), assumptions or Assumptions(), BASE, reference)


def every_tab_stands(app, drawn):
    for tab in TABS:
        drawn["charts"].clear()
        shown(app, tab)
        assert not app.exception and not app.warning
        assert 1 <= len(drawn["charts"]) <= MOST_CHARTS
        words = [one["words"] for one in drawn["charts"].values()] + [line.value for line in app.markdown]
        assert not [line for line in words if "nan" in line.split() or "inf" in line.split() or style.NOT_KNOWN in line]


@pytest.mark.parametrize("slug", PRESETS)
def test_every_tab_shows_every_scenario(slug, drawn):
    every_tab_stands(opened(preset=slug), drawn)


@pytest.mark.parametrize("link", EXTREMES.values(), ids=EXTREMES)
def test_every_tab_stands_at_the_ends_of_the_levers(link, drawn):
    every_tab_stands(opened(**link), drawn)


def test_the_answer_and_the_cards_are_the_numbers_of_the_result(drawn):
    app, headline = opened(preset="july-deal"), solved("july-deal").headline
    (answer,) = lines(app, "answer")
    for name, unit in (("short", "%"), ("end_short", "%"), ("weakest", "months")):
        assert style.amount(headline[name].value, unit) in answer
    values = [card["value"].split()[0] for card in drawn["cards"][:4]]
    numbers = [headline[name] for name in ("short", "end_short", "weakest", "orders")]
    units = ("%", "%", "", "%")
    assert values == [style.amount(number.value, unit) for number, unit in zip(numbers, units, strict=True)]


def test_the_title_counts_the_bankruptcies_and_jobs_of_the_result(drawn):
    result = solved()
    shown(opened(), "firms")
    assert f"{result.suppliers.failures()[0]:.0f} a year" in drawn["charts"]["failures"]["title"]
    bars = drawn["charts"]["jobs"]["figure"]["data"][0]
    assert sum(bars["x"]) == pytest.approx(1000 * result.suppliers.jobs()[result.suppliers.at])
    assert figures.whole(sum(bars["x"])) in drawn["charts"]["jobs"]["title"]


def test_the_three_counts_stand_under_three_words_and_hold_the_tables_numbers(drawn):
    shown(opened(), "firms")
    traces, tiers = drawn["charts"]["counts"]["figure"]["data"], solved().suppliers.tiers()
    assert [trace["name"] for trace in traces] == [NAMES["short"], NAMES["exits"], NAMES["filed"]]
    short, exits, filed = (np.array(trace["x"]) for trace in traces)
    assert short == pytest.approx(tiers["excess_short_firms"])
    assert exits == pytest.approx(Assumptions().closures_per_failure * filed)


@pytest.mark.parametrize("fair", [0.0, 50.0])
def test_what_makers_and_tiers_carry_adds_up_to_the_loss_in_the_chart(fair):
    result = solved("escalation", fair_trade=fair)
    bars = figures.carried(result.suppliers.cascade(), NAMES, "")["data"][0]
    assert bars["measure"] == ["relative"] * 4 + ["total"]
    assert sum(bars["x"][:-1]) == pytest.approx(bars["x"][-1], rel=1e-12)
    loss = result.outcome.year(result.outcome.suppliers.tariff_loss)[0].sum()
    assert bars["x"][-1] == pytest.approx(loss, rel=1e-12) and loss > 0


def test_the_map_has_47_tiles_each_a_prefecture_and_marks_the_30_estimated():
    rows = solved().suppliers.prefectures()
    tiles = places.tile_map(rows, table("prefecture"), NAMES)["data"][0]
    letters = [cell.split("<br>")[0] for row in tiles["text"] for cell in row if cell]
    assert sorted(letters) == sorted(table("prefecture").values()) and len(set(letters)) == 47
    assert sum(value is not None for row in tiles["z"] for value in row) == 47
    assert sum(cell.endswith("*") for row in tiles["text"] for cell in row) == rows["estimated"].sum() == 30
    at = {cell[:3]: value for texts, values in zip(tiles["text"], tiles["z"], strict=True)
          for cell, value in zip(texts, values, strict=True)}  # fmt: skip
    aichi = rows.set_index("prefecture").loc["Aichi", "jobs_per_ten_thousand"]
    assert at["AIC"] == pytest.approx(-aichi) == max(value for value in at.values() if value is not None)


def test_the_chain_of_all_makers_moves_as_the_headline_does():
    result = solved()
    points = by_chain(result.suppliers.chains(), result.suppliers.tiers()).loc["all makers"]
    assert points.to_list() == pytest.approx([result.headline["short"].change, result.headline["end_short"].change])


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (1.7, "has 0.100 months less than"),
        (1.8, "has as much as"),
        (1.9, "has 0.100 months more than"),
        (0, "has at least"),
    ],
)
def test_the_average_firm_is_never_said_to_have_a_negative_cash(now, said):
    tiers = pd.DataFrame({"weakest_months": [now], "reference_weakest_months": [1.8]})
    assert said in findings.median(tiers, 2.0) and "−" not in findings.median(tiers, 2.0)


@pytest.mark.parametrize(("place", "months"), list(enumerate(CREDIT_MONTHS)))
def test_the_credit_table_holds_what_the_lever_gives(place, months):
    result = solved(supplier_credit=months)
    row = with_credit(solved(supplier_credit=4.0).policy, Assumptions(), LAW_2024, BASE).iloc[place]
    assert row["credit_months"] == months
    assert row["short_percent"] == result.headline["short"].value
    assert row["end_short_percent"] == result.headline["end_short"].value


def test_more_credit_never_leaves_more_firms_short_nor_fewer_than_the_reference():
    rows = with_credit(solved("escalation").policy, Assumptions(), LAW_2024, BASE)
    assert (rows["end_short_percent"].diff().dropna() <= 0).all()
    assert (rows["end_short_percent"] >= rows["reference_short_percent"]).all()
    assert rows["drawn_jpy_bn"].is_monotonic_increasing and rows["drawn_jpy_bn"].iloc[0] == 0


def test_credit_lines_are_solved_only_while_their_tab_is_open(monkeypatch, drawn):
    asked = []
    monkeypatch.setattr("pages.ui.suppliers.simulate", lambda *given: asked.append(given) or simulate(*given))
    with_credit.clear()
    app = opened(yen="123")
    shown(app, "places")
    assert not asked and set(drawn["charts"]) > {"prefectures", "hardest-hit"}
    shown(app, "credit")
    assert len(asked) == len(CREDIT_MONTHS)


@pytest.mark.parametrize("tab", ["cash", "carried", "firms", "places", "credit"])
def test_a_tab_that_rests_on_assumptions_says_so_with_their_ranges_one_hover_away(tab, drawn):
    app = shown(opened(cash_t3="1.2"), tab)
    (line,) = [line for line in app.markdown if text("kind.judgement") in line.value]
    ranges = line.proto.help.split("\n\n")
    assert len(ranges) >= 3 and all(" from " in one and " to " in one for one in ranges)
    if tab == "cash":
        assert "1.2, from 1 to 2.7 months of sales" in line.proto.help


def test_the_reference_share_short_of_cash_stands_beside_the_survey_as_used_to_calibrate(drawn):
    app = shown(opened(preset="july-deal", reference="no-deal"), "firms")
    (note,) = [line for line in notes(app) if line.startswith("Used to calibrate")]
    share = float(note.split("%")[0].split()[-1])
    assert 7 <= share <= 9 and "Daido Life, May 2025, 8%" in note


def test_the_surveys_are_drawn_as_published():
    hit = BASE.surveys[BASE.surveys["question"].str.startswith("hit by the tariffs")]
    bars = figures.answers(hit, "")["data"][0]
    assert bars["x"] == hit["value"].to_list() and len(bars["x"]) > 5
    assert "38.7%" in findings.surveys(hit) and "34.9%" in findings.surveys(hit)


def test_where_nothing_changes_the_page_says_so(drawn):
    app = shown(opened(preset="law-2024", decision="2025-04"), "cash")
    assert "no more suppliers are short of cash" in lines(app, "answer")[0]
    assert drawn["charts"]["supplier-short"]["title"] == text("suppliers.short_same")


def test_a_line_without_a_known_reference_has_no_grey_one():
    months = solved().suppliers.months()
    usual, *lines, _ = figures.lines_by_tier(months, "short_percent", NAMES, "2025-07", "")["data"]
    assert usual["line"]["color"] == style.REFERENCE and [line["name"] for line in lines] == TIER_NAMES
    alone = figures.lines_by_tier(months[["month", "tier", "short_percent"]], "short_percent", NAMES, "2025-07", "")
    assert [trace["name"] for trace in alone["data"][:-1]] == TIER_NAMES
    assert sorted(alone["data"][-1]["text"]) == [f" {name}" for name in TIER_NAMES]


def test_the_grey_line_holds_the_reference_of_each_tier_between_gaps_and_says_whose_each_is():
    months = solved().suppliers.months()
    usual = figures.lines_by_tier(months, "short_percent", NAMES, "2025-07", "")["data"][0]
    of_tier = [rows["reference_short_percent"].to_list() for _, rows in months.groupby("tier")]
    assert usual["y"] == [*of_tier[0], None, *of_tier[1], None, *of_tier[2]]
    said = summary([usual], {})
    for name, values in zip(TIER_NAMES, of_tier, strict=True):
        assert f"{name}, reference: " in said and style.amount(values[0]) in said


def test_each_line_is_named_where_it_ends_and_no_name_covers_another():
    months = solved().suppliers.months()
    usual, *lines, names = figures.lines_by_tier(months, "short_percent", NAMES, "2025-07", "")["data"]
    ends = {line["name"]: line["y"][-1] for line in (*lines, usual)}
    assert [name.strip() for name in names["text"]] == sorted(ends, key=lambda name: ends[name])
    assert set(names["x"]) == {usual["x"][-1]} and names["hoverinfo"] == "skip"
    values = [value for line in (*lines, usual) for value in line["y"] if value is not None]
    assert min(b - a for a, b in zip(names["y"], names["y"][1:], strict=False)) > 0.05 * (max(values) - min(values))
