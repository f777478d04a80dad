"""Draws in a real browser: their progress, a way out, and what they show."""

import re

from playwright.sync_api import expect
from reading import UNCERTAINTY, draws_charts_with_words, fits, press, settled, tab, visit

TABS = {"One result": 4, "Month by month": 4, "Output and orders": 2, "Would both say yes?": 2}
PATIENCE = 240_000  # the machine of the tests may be busy with others


def draw(page):
    return page.get_by_role("button", name=re.compile("^Draw "))


def progress(page):
    return page.get_by_text(re.compile(r"^[\d,]+ of [\d,]+ draws"))


def drawn(page, link):
    visit(page, link)
    first = page.get_by_role("tab", name="One result")
    expect(draw(page).or_(first)).to_be_visible()
    if draw(page).count():
        draw(page).click()
    expect(first).to_be_visible(timeout=PATIENCE)
    settled(page)


def test_progress_moves_while_the_central_run_stays_and_ranges_come(page):
    visit(page, f"{UNCERTAINTY}?preset=july-deal&draws=1000")
    before = page.locator(".numbers").inner_text()
    draw(page).click()
    seen = set()
    while len(seen) < 3:
        expect(progress(page)).to_be_visible(timeout=PATIENCE)
        seen.add(progress(page).inner_text())
        assert page.locator(".numbers").inner_text() == before
        page.wait_for_timeout(100)
    expect(page.get_by_role("tab", name="One result")).to_be_visible(timeout=PATIENCE)
    settled(page)
    assert page.locator(".numbers .range").count() == 6
    expect(page.get_by_text(re.compile("nine draws in ten lie between"))).to_be_visible()


def test_cancel_stops_the_draws_and_leaves_the_page(page):
    visit(page, f"{UNCERTAINTY}?preset=escalation&draws=20000")
    said, address = page.locator("h2").inner_text(), page.url
    draw(page).click()
    expect(progress(page)).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Cancel").click()
    expect(progress(page)).to_have_count(0, timeout=30_000)
    settled(page)
    expect(draw(page)).to_be_enabled()
    assert page.locator("h2").inner_text() == said and page.url == address
    page.reload()
    settled(page)
    expect(draw(page)).to_be_enabled()


def test_a_lever_moved_on_the_way_stops_the_draws_too(page):
    visit(page, f"{UNCERTAINTY}?preset=escalation&draws=20000")
    draw(page).click()
    expect(progress(page)).to_be_visible(timeout=PATIENCE)
    press(page, "car")
    settled(page)
    expect(progress(page)).to_have_count(0)
    expect(draw(page)).to_be_enabled()


def test_each_tab_fits_a_phone_and_draws_its_charts_with_words_for_those_who_cannot_see_them(phone):
    drawn(phone, f"{UNCERTAINTY}?preset=july-deal&draws=200")
    for name, charts in TABS.items():
        tab(phone, name)
        fits(phone)
        draws_charts_with_words(phone, charts)


def test_another_result_is_a_link_and_needs_no_new_draws(page):
    drawn(page, f"{UNCERTAINTY}?preset=july-deal&draws=200")
    page.locator("[class*='st-key-headline-'] input").click()
    page.keyboard.type("Suppliers short")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"[?&]headline=short(&|$)"))
    settled(page)
    expect(page.locator("h2")).to_contain_text("Suppliers short of cash")
    expect(draw(page)).to_have_count(0)
