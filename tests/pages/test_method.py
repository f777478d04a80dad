"""The method page shows every section, every parameter, and entries that add up."""

import re
from functools import partial

import pytest
import screen

from data.load import TABLES, words
from model.assumptions import Assumptions
from model.checks import Check
from model.policy import Policy
from pages.ui.checks import verdict
from pages.ui.text import text

SECTIONS = ("equations", "provenance", "checks", "parameters", "data", "entry", "own", "limits")
LEVERS = (Policy.declared() | Assumptions.declared()).values()
ENTRY = ("mfn_percent", "section_232_percent", "general_percent", "total_percent", "added_percent")
opened, shown = partial(screen.opened, "method"), partial(screen.shown, "method")


def table(page, column):
    return next(element.value for element in page.dataframe if column in element.value)


def percents(page):
    return {metric.label: float(metric.value.removesuffix("%").replace("−", "-")) for metric in page.metric}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_is_drawn_without_an_error(section):
    page = opened(section)
    assert not page.exception
    assert [tab.label for tab in page.tabs] == [text(f"method.{name}") for name in SECTIONS]


@pytest.mark.parametrize("lever", LEVERS, ids=lambda lever: lever.url)
def test_every_parameter_has_a_label_a_help_and_words_for_its_options(lever):
    said = words()[lever.url]
    assert {"label", "help", *lever.options} <= said.keys()
    assert all(said.values())


def test_every_lever_and_assumption_stands_in_one_table_with_its_value_now():
    rows = table(opened("parameters", car="20", eps_own="5"), "default").set_index("key")
    assert list(rows.index) == [lever.url for lever in LEVERS]
    assert (rows.loc["car", "now"], rows.loc["car", "default"], rows.loc["car", "high"]) == ("20%", "27.5%", "100%")
    assert (rows.loc["eps_own", "now"], rows.loc["eps_own", "low"]) == ("5", "3")
    assert rows["source"].all()


def test_equations_stand_on_their_own_lines_and_nothing_is_left_between_bars():
    texts = [element.value for element in opened("equations").markdown if "\n$$\n" in element.value]
    assert len(texts) >= 25
    for said in texts:
        lines = said.splitlines()
        assert all(line == "$$" for line in lines if "$$" in line)
        assert lines.count("$$") % 2 == 0


def test_a_tables_rows_are_each_of_one_kind():
    rows = table(opened("data"), "holds")
    assert len(rows) == len(TABLES)
    assert (rows[["fact", "estimate", "judgement"]].sum(axis=1) == rows["rows"]).all()


def test_the_table_of_the_link_is_shown_with_its_sources():
    page = opened("data", data="exchange_rate")
    table_shown = table(page, "yen_per_usd")
    assert set(table(page, "publisher")["id"]) == set(table_shown["source"])


@pytest.mark.parametrize("preset", ["no-deal", "july-deal", "today"])
@pytest.mark.parametrize("product", ["cars", "steel-aluminium", "mobile-machinery", "food", "light-trucks"])
def test_the_lawful_entry_adds_up_and_never_exceeds_all_duties_added(preset, product):
    mfn, sector, general, total, added = percents(opened("entry", preset=preset, product=product)).values()
    assert mfn + sector + general == pytest.approx(total, abs=0.06)
    assert total <= added + 0.06


def test_a_car_under_no_deal_pays_its_own_duty_and_not_the_general_one():
    shown = percents(opened("entry", preset="no-deal", product="cars"))
    assert list(shown) == [text(f"method_column.{name}") for name in ENTRY]
    assert list(shown.values()) == [2.5, 25.0, 0.0, 27.5, 37.5]


def test_the_picked_product_is_kept_while_another_section_is_open():
    page = opened("entry", product="cars")
    page.selectbox(key=next(box.key for box in page.selectbox if box.label == text("product.label"))).set_value("food")
    page.run()
    shown(page, "limits")
    shown(page, "entry")
    assert next(box.value for box in page.selectbox if box.label == text("product.label")) == "food"
    assert any("**Food**" in element.value for element in page.markdown)


@pytest.mark.parametrize("link", [{"preset": "escalation", "yen": "120"}, {"preset": "july-deal"}])
def test_every_check_holds_in_the_scenario_on_screen(link):
    rows = table(opened("checks", **link), "claim")
    assert set(rows["claim"]) == {line for key, line in words()["check"].items() if key not in ("holds", "fails")}
    assert set(rows["result"]) == {text("check.holds")}


def test_one_sentence_says_that_all_checks_hold():
    page = opened("checks", preset="july-deal")
    assert [said.value for said in page.success] == [text("method.all_hold", count=len(table(page, "claim")))]
    assert not page.error


@pytest.mark.parametrize(("failed", "key"), [(("duty",), "one_fails"), (("duty", "odds"), "some_fail")])
def test_a_check_that_fails_is_named_with_the_block_whose_numbers_are_in_doubt(failed, key):
    blocks = {"duty": "market", "split": "market", "odds": "negotiation"}
    done = [Check(block, claim, float(claim in failed)) for claim, block in blocks.items()]
    said = verdict(done)
    assert said == text(
        f"method.{key}", count=3, failed=len(failed), claims="; ".join(text(f"check.{claim}") for claim in failed),
        blocks=", ".join(text(f"block.{blocks[claim]}") for claim in failed),
    )  # fmt: skip
    assert text("check.split") not in said


def test_every_limit_and_every_term_is_said():
    said = "\n".join(element.value for element in opened("limits").markdown)
    assert all(line in said for name in ("limits", "glossary") for line in words()[name].values())
    assert not re.search(r"\{\w+\}", said)
