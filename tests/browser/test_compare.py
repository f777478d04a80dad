"""Scenarios side by side in a real browser: pasted links, the page's own link, charts and phones."""

import re

from playwright.sync_api import expect
from reading import COMPARE, draws_charts_with_words, fits, settled, visit

PATIENCE = 120_000  # the machine of the tests may be busy with others


def ready(page, link):
    visit(page, link)
    expect(page.get_by_text(re.compile("makes most of the difference|There is no difference"))).to_be_visible(
        timeout=PATIENCE
    )
    settled(page)


def paste(page, link, place="third"):
    field = page.get_by_label("Link of a scenario")
    if not field.count():
        page.get_by_text("Paste a link").click()
    field.fill(link)
    field.press("Tab")
    settled(page)
    page.get_by_role("button", name=f"Make it the {place}").click()


def test_a_pasted_link_stands_beside_the_others_and_in_the_address(page):
    ready(page, COMPARE)
    paste(page, f"{page.url.split('/compare')[0]}/suppliers?preset=july-deal&car=20&v=0.1")
    expect(page.get_by_text("“22 July deal: 15%, 1 lever moved” is now the third scenario.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"[?&]third=preset%3Djuly-deal%26car%3D20"))
    settled(page)
    said = page.locator("figure.chart .summary").first.inner_text()
    assert "1 lever moved" in page.locator("figure.chart .finding, figure.chart .summary").all_inner_texts().__str__()
    page.reload()
    settled(page)
    expect(page.locator("figure.chart .summary").first).to_have_text(said, timeout=PATIENCE)


def test_a_link_that_is_not_ours_is_said_and_nothing_is_lost(page):
    ready(page, f"{COMPARE}?third=letter")
    before = page.locator("figure.chart .summary").first.inner_text()
    paste(page, "https://www.example.org/?q=<b>tariffs</b>")
    expect(page.get_by_text("This is no link of a scenario")).to_be_visible()
    settled(page)
    assert page.locator("figure.chart .summary").first.inner_text() == before
    expect(page).to_have_url(re.compile(r"[?&]third=letter(&|$)"))


def test_another_scenario_changes_the_steps(page):
    ready(page, f"{COMPARE}?third=car-tariff-removed")
    steps = page.locator("figure.chart").filter(has_text="each lever's share").locator(".summary")
    before = steps.inner_text()
    page.locator("[class*='st-key-towards-'] input").click()
    page.get_by_role("option", name="What Japan asked").click()
    expect(page).to_have_url(re.compile(r"[?&]towards=third(&|$)"))
    expect(steps).not_to_have_text(before, timeout=PATIENCE)


def test_four_charts_are_drawn_with_words_for_those_who_cannot_see_them(page):
    ready(page, f"{COMPARE}?third=letter&fourth=escalation")
    draws_charts_with_words(page, 4)


def test_nothing_scrolls_sideways_on_a_phone_with_four_scenarios(phone):
    ready(phone, f"{COMPARE}?third=letter&fourth=preset%3Djuly-deal%26car%3D20")
    phone.get_by_text("Paste a link").click()
    settled(phone)
    fits(phone)
