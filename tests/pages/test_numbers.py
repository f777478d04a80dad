"""A headline number is written in one of four forms, and its change is good, bad or neither."""

import pytest

from model.result import Headline
from pages.ui.headline import READERS_UNIT, shown, tone
from pages.ui.numbers import card
from pages.ui.text import table


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("japan_built", Headline(1193.0, 1320.0, "thousand cars a year"), ("1.19 million", "−9.62%")),
        ("short", Headline(9.5, 8.25, "percent of firms"), ("9.50%", "+1.25 points")),
        ("effective_rate", Headline(15.0, 15.0, "percent"), ("15.0%", "0 points")),
        ("six_profit", Headline(17.5, 25.0, "USD bn a year"), ("−$7.50bn", "from $25.0bn")),
        ("gdp", Headline(-0.3, 0.0, "percent"), ("−0.300%", "from 0%")),
        ("balance_jpy", Headline(7500.0, 8600.0, "JPY bn a year"), ("¥7.50trn", "−¥1.10trn")),
        ("balance_usd", Headline(-63.0, -69.5, "USD bn a year"), ("−$63.0bn", "+$6.50bn")),
        ("japan_price", Headline(44.5, 43.25, "USD thousand a car"), ("$44,500", "+$1,250")),
        ("weakest", Headline(0.7, 0.75, "months of sales"), ("0.700 months", "−0.0500 months")),
        ("jobs", Headline(-1960.0, 0.0, "jobs"), ("−1,960 jobs", "−1,960 jobs")),
    ],
)
def test_each_form_writes_its_level_and_its_change(name, number, expected):
    assert shown(name, number) == expected


def test_the_four_forms_are_all_in_use_and_there_is_no_other():
    assert set(table("headline_shows").values()) == {"percent", "points", "change", "level"}


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("six_profit", 1.0, "good"), ("six_profit", -1.0, "bad"), ("short", 1.0, "bad"), ("short", -1.0, "good"),
        ("balance_jpy", 100.0, "neutral"), ("balance_jpy", -100.0, "neutral"),
        ("six_profit", 0.0, "neutral"), ("six_profit", 4e-4, "neutral"), ("short", -4e-4, "neutral"),
    ],
)  # fmt: skip
def test_a_change_is_good_bad_or_neither(name, change, expected):
    assert tone(name, Headline(10.0 + change, 10.0, "USD bn a year")) == expected


def test_every_number_says_how_it_is_shown_and_when_it_is_good():
    assert set(table("headline_shows")) == set(table("good_when")) == set(table("headline")) - {"label"}
    assert set(table("good_when").values()) == {"more", "less", "neither"}


def test_a_card_says_what_its_number_is():
    drawn = card("short", Headline(9.5, 8.25, "percent of firms", "judgement"))
    assert (drawn["label"], drawn["value"], drawn["tone"]) == ("Suppliers short of cash", "9.50%", "bad")
    assert drawn["kindName"] == "Judgement" and drawn["help"]


def test_no_unit_of_the_model_reaches_the_reader(baseline):
    assert all(unit not in shown("us_price", Headline(50.0, 48.0, f"{unit} a year"))[0] for unit in READERS_UNIT)
