"""The tabs of a page in a real browser: by pointer, by keys, for those who cannot see them, and after a while away."""

from playwright.sync_api import Page, expect
from reading import AUTOMAKERS, go, press, settled, visit


def is_open(page: Page, name: str, chart: str) -> None:
    """Wait until a tab is the open one and its chart stands below it, in a panel that bears its name."""
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("tabpanel", name=name).locator(f"[data-name='{chart}'] .main-svg").first).to_be_visible()
    settled(page)


def test_a_tab_shows_its_own_charts_and_a_lever_leaves_it_open(page):
    visit(page, AUTOMAKERS)
    is_open(page, "Within a year", "duty")
    page.get_by_role("tab", name="Month by month").click()
    is_open(page, "Month by month", "profit-months")
    assert page.locator("figure.chart[data-name=duty]").count() == 0
    press(page, "car")
    is_open(page, "Month by month", "profit-months")


def test_the_arrows_move_along_the_tabs_and_one_alone_is_reached_by_tab(page):
    visit(page, AUTOMAKERS)
    tabs = page.get_by_role("tab")
    tabs.first.focus()
    page.keyboard.press("ArrowLeft")
    expect(tabs.last).to_be_focused()
    expect(tabs.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(tabs.nth(1)).to_be_focused()
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")
    settled(page)
    found = [tab.get_attribute("tabindex") for tab in tabs.all()]
    assert found == ["-1", "0", *["-1"] * (len(found) - 2)]


def test_the_tab_that_was_open_is_open_again_on_the_way_back_to_its_page(page):
    visit(page, AUTOMAKERS)
    page.get_by_role("tab", name="Month by month").click()
    is_open(page, "Month by month", "profit-months")
    go(page, "Trade balance")
    settled(page)
    go(page, "Automakers")
    is_open(page, "Month by month", "profit-months")
