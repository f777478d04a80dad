"""Politics and timing, and the goal seeker, in a real browser."""

import re

from playwright.sync_api import expect
from reading import POLITICS, draws_charts_with_words, fits, lever, opened, press, settled, tab, visit

TABS = {"Groups": 2, "Red lines": 4, "Sign or wait": 4, "Does Washington rethink?": 4}


def test_each_tab_fits_a_phone_and_draws_its_charts_with_words_for_those_who_cannot_see_them(phone):
    visit(phone, f"{POLITICS}?preset=no-deal")
    for name, charts in TABS.items():
        tab(phone, name)
        fits(phone)
        draws_charts_with_words(phone, charts)


def test_a_concession_moves_the_meters_and_the_link(page):
    visit(page, f"{POLITICS}?preset=july-deal")
    summary = page.locator("figure.chart .summary").first
    before = summary.inner_text()
    opened(page, "farm", "offer")
    press(page, "farm", "ArrowRight", 4)
    expect(summary).not_to_have_text(before)
    settled(page)
    expect(page).to_have_url(re.compile(r"[?&]farm=10(&|$)"))


def test_a_goal_found_sets_the_lever(page):
    visit(page, "/negotiation?preset=july-deal")
    tab(page, "What would it take")
    page.get_by_role("button", name="The smallest investment that gets 15%").click()
    expect(page.get_by_text("From $200bn to $620bn")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Set Investment pledge to $200bn").click()
    expect(page).to_have_url(re.compile(r"[?&]invest=200(&|$)"))
    settled(page)
    opened(page, "invest", "offer")
    assert lever(page, "invest").input_value() == "200"
