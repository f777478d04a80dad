"""Politics and timing, and the goal seeker, in a real browser."""

import re

import pytest
from playwright.sync_api import expect
from reading import POLITICS, lever, opened, press, settled, visit

TABS = {"Groups": 2, "Red lines": 4, "Sign or wait": 4, "Does Washington rethink?": 4}


def tab(page, name):
    page.get_by_role("tab", name=name).click()
    settled(page)


@pytest.mark.parametrize("name", TABS)
def test_each_tab_draws_its_charts_with_words_for_those_who_cannot_see_them(page, name):
    visit(page, f"{POLITICS}?preset=july-deal")
    tab(page, name)
    charts = page.locator("figure.chart:visible")
    expect(charts).to_have_count(TABS[name])
    for chart in charts.all():
        chart.scroll_into_view_if_needed()
        expect(chart.locator(".main-svg").first).to_be_visible(timeout=30_000)
        assert len(chart.locator(".summary").inner_text()) > 40


@pytest.mark.parametrize("name", TABS)
def test_no_tab_scrolls_sideways_on_a_phone(phone, name):
    visit(phone, f"{POLITICS}?preset=no-deal")
    tab(phone, name)
    assert phone.locator(".stMain").evaluate("main => main.scrollWidth <= main.clientWidth")
    assert phone.locator(".numbers li").evaluate_all(
        "cards => cards.every(card => [...card.querySelectorAll('.value, .change')]"
        ".every(words => words.scrollWidth <= words.clientWidth + 1))"
    )


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
