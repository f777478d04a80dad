"""The brief says what the model says: its numbers, its charts, its scenario and its link are the result's."""

import re
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
from told import BASE, PAGE, told

from model import VERSION
from model.assumptions import Assumptions
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate
from pages.ui import style
from pages.ui.choice import Choice
from pages.ui.export.marks import Bars, Lines
from pages.ui.export.messages import HEADLINE, MESSAGES
from pages.ui.export.notes import notes
from pages.ui.headline import shown
from pages.ui.text import text

EXTREMES = {
    "yen-80": {"yen": 80.0}, "yen-250": {"yen": 250.0}, "slump": {"us_growth": -10.0}, "quota": {"quota": 10.0},
    "all-100": {"car_tariff": 100.0, "parts_tariff": 100.0, "metal_tariff": 100.0, "general_rate": 100.0},
    "late": {"decision": "2027-04"},
}  # fmt: skip


def message(said, key):
    return next(one for one in said.messages if one.key == key)


def stands(said):
    assert [one.key for one in said.messages] == list(MESSAGES)
    for one in said.messages:
        everything = [one.title, one.said, one.measure, one.source, *one.points, notes(one, said)]
        everything += [words for number in one.numbers for words in (number.value, number.change, number.label)]
        assert one.title and one.said
        assert not [words for words in everything if re.search(r"\{\w+\}|\bnan\b|\binf\b", words)]
        assert style.NOT_KNOWN not in [number.value for number in one.numbers]


@pytest.mark.parametrize("slug", PRESETS)
@pytest.mark.parametrize("reference", REFERENCES)
def test_it_stands_under_every_scenario(slug, reference):
    stands(told(slug, reference)[1])


@pytest.mark.parametrize("levers", EXTREMES.values(), ids=EXTREMES)
def test_it_stands_at_the_ends_of_the_levers(levers):
    stands(told(**levers)[1])


def test_it_stands_where_nothing_changes():
    result, said = told("law-2024", decision="2025-04")
    stands(said)
    bars = message(said, "makers").chart
    assert max(map(abs, bars.values)) < 1e-9
    assert result.headline["japan_built"].change == pytest.approx(0, abs=1e-9)


def test_its_numbers_are_the_headline_numbers_of_the_page():
    result, said = told()
    assert tuple(one.name for one in message(said, "answer").numbers) == HEADLINE
    for one in (number for each in said.messages for number in each.numbers):
        held = result.headline[one.name]
        assert (one.value, one.change) == shown(one.name, held)
        assert one.kind == held.kind


def test_the_bars_of_the_makers_are_their_changes_of_profit_the_largest_loss_first():
    result, said = told()
    bars = message(said, "makers").chart
    assert isinstance(bars, Bars)
    assert dict(zip(bars.names, bars.values, strict=True)) == result.six["profit_change_usd_bn"].to_dict()
    assert list(bars.values) == sorted(bars.values)
    assert bars.colours[bars.names.index("Toyota")] == style.MAKERS["Toyota"]


def test_the_lines_of_the_suppliers_are_the_table_of_months():
    result, said = told()
    shares, lines = result.suppliers.months(), message(said, "suppliers").chart
    assert isinstance(lines, Lines) and len(lines.lines) == 6
    for tier, line in enumerate(lines.lines[3:], 1):
        assert list(line.values) == shares[shares["tier"] == tier]["short_percent"].to_list()
        assert len(line.values) == len(lines.months)
    assert all(line.colour == style.REFERENCE for line in lines.lines if line.reference)
    assert lines.decision == result.policy.decision


def test_the_steps_of_the_balance_add_up_to_the_last():
    result, said = told()
    bars = message(said, "balance").chart
    *steps, change = list(bars.values)
    ends = result.trade.balance()["jpy_bn"]
    assert sum(steps) == pytest.approx(change, abs=len(steps) * 0.5)
    assert change == pytest.approx(ends.iloc[-1] - ends.iloc[0])


def test_the_bars_of_output_are_the_headline_and_the_forecasts():
    result, said = told()
    held = [result.headline[name].value for name in ("gdp", "gdp_nri", "gdp_daiwa")]
    bars = message(said, "economies").chart
    assert list(bars.values)[:3] == pytest.approx(held)


def test_the_reference_of_output_is_drawn_where_it_moves():
    assert message(told()[1], "economies").chart.reference == ()
    result, said = told(reference="no-deal")
    assert message(said, "economies").chart.reference[0] == pytest.approx(result.headline["gdp"].reference)


def test_what_rests_on_assumed_cash_is_marked_a_judgement():
    kinds = {one.key: one.kind for one in told()[1].messages}
    assert kinds["suppliers"] == "judgement" and kinds["makers"] == "estimate"


@pytest.mark.parametrize("reference", REFERENCES)
def test_its_link_computes_the_same_result(reference):
    assumptions = Assumptions(own_price_elasticity=5.1)
    result, said = told("july-deal", reference, assumptions, car_tariff=20.5, decision="2025-09")
    parts = urlsplit(said.origin.link)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == PAGE
    choice, faults = Choice.read(parse_qs(parts.query), {})
    assert not faults
    again = simulate(choice.policy, choice.assumptions, BASE, REFERENCES[choice.reference])
    assert again.digest == result.digest == said.digest
    assert f"v={VERSION}" in parts.query


def test_without_the_address_of_a_page_the_link_is_the_query():
    assert told(page="")[1].origin.link.startswith("?preset=july-deal")


def test_the_scenario_is_said_with_what_differs_from_it():
    assert "as given" in told()[1].scenario
    said = told(car_tariff=20.0, investment=100.0)[1].scenario
    assert f"{text('car.label')} 20%" in said and f"{text('invest.label')} 100 USD bn" in said
    many = told(car_tariff=20.0, parts_tariff=20.0, general_rate=20.0, yen=140.0, us_growth=1.0, farm=1.0)[1].scenario
    assert text("frame.more", count=2) in many


def test_what_is_set_is_every_lever_that_differs_from_the_reference():
    result, said = told(assumptions=Assumptions(own_price_elasticity=5.1))
    differing = [name for name, value in result.policy if value != getattr(result.reference, name)]
    assert len(said.settings) == len(differing) + 1
    assert (text("car.label"), "15%", "2.5%") in said.settings


def test_every_source_named_stands_in_the_table_it_is_named_for():
    named = dict(told()[1].sources)
    fleet = set(pd.Series(";".join(BASE.fleet["source"]).split(";")))
    assert len(named[text("data.fleet")]) <= len(fleet)
    assert all(publishers for publishers in named.values())


def test_a_readers_own_tables_are_named_with_the_link():
    said = told(own=("fleet",))[1]
    assert text("data.fleet") in said.origin.words and said.origin.link in said.origin.words
    assert text("data.fleet") not in told()[1].origin.words


@pytest.mark.parametrize("key", MESSAGES)
def test_the_notes_hold_numbers_sources_kinds_link_version_and_day(key):
    result, said = told()
    one = message(said, key)
    words = notes(one, said)
    assert said.origin.link in words and f"model {VERSION}" in words and "9 November 2026" in words
    assert text("kind_line.judgement") in words and "whitehouse.gov" in words
    for number in one.numbers:
        assert f"{number.value} ({number.change}; {text(f'kind.{number.kind}')})" in words
    assert result.digest in words
