"""Marks are told apart from both grounds, and numbers are written one way."""

import tomllib
from pathlib import Path

import pytest

from pages.ui import style

THEMES = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text())["theme"]
MARKS = {name: getattr(style, name) for name in ("JAPAN", "UNITED_STATES", "REFERENCE", "GAIN", "LOSS")} | style.MAKERS
LEAST_CONTRAST = {"mark": 3.0, "text": 4.5}  # WCAG 2.2, 1.4.11 and 1.4.3


def luminance(colour):
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_stands_out_from_the_ground(theme, mark):
    assert contrast(MARKS[mark], THEMES[theme]["backgroundColor"]) >= LEAST_CONTRAST["mark"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("word", ["textColor", "grayTextColor", "greenTextColor", "redTextColor", "linkColor"])
def test_words_can_be_read_on_both_grounds(theme, word):
    for ground in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(THEMES[theme][word], THEMES[theme][ground]) >= LEAST_CONTRAST["text"]


def test_no_two_makers_share_a_colour():
    assert len(set(style.MAKERS.values())) == len(style.MAKERS) == 17


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (-3.21, "USD bn", "−$3.21bn"),
        (1234, "USD bn", "+$1.23trn"),
        (999.6, "JPY bn", "+¥1.00trn"),
        (9.999, "%", "+10.0%"),
        (-1.5, "pp", "−1.50 points"),
        (1370, "thousand", "+1.37 million"),
        (0.0, "USD bn", "$0bn"),
        (-0.00001, "%", "0%"),
        (45.498, "firms", "+45 firms"),
        (-0.4, "firms", "0 firms"),
        (1.2, "firms", "+1 firm"),
        (-1956.48, "jobs", "−1,960 jobs"),
        (None, "%", "–"),
        (float("nan"), "%", "–"),
    ],
)
def test_a_change_has_its_sign_three_figures_and_its_unit(value, unit, shown):
    assert style.change(value, unit) == shown


def test_an_amount_has_a_sign_only_below_zero():
    assert (style.amount(1234567, "USD"), style.amount(-0.5, "%")) == ("$1,230,000", "−0.500%")
