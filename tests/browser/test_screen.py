"""Every page on a phone, in the dark and on a wide screen."""

import pytest
from conftest import watched
from playwright.sync_api import expect
from reading import AUTOMAKERS, BEYOND, OVERVIEW, PAGES, SUPPLIERS, TRADE, go, lever, opened, settled, shows, visit

each_page = pytest.mark.parametrize("script", PAGES.values(), ids=PAGES)


@each_page
def test_nothing_scrolls_sideways_on_a_phone(phone, script):
    visit(phone, script)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert phone.locator(".stMain").evaluate("main => main.scrollWidth <= main.clientWidth")
    assert phone.locator("figure.chart").evaluate_all(
        "charts => charts.every(chart => chart.getBoundingClientRect().right <= innerWidth)"
    )


@pytest.mark.parametrize(
    ("script", "key", "button"),
    [
        (OVERVIEW, "car", "Home"), (AUTOMAKERS, "car", "Home"), (SUPPLIERS, "car", "Home"), (TRADE, "car", "Home"),
        (BEYOND, "opening", "End"),
    ],
)  # fmt: skip
def test_charts_appear_and_stay_when_a_lever_moves(page, script, key, button):
    visit(page, script)
    opened(page, key, "cushions" if key == "opening" else "tariffs")
    settled(page)
    charts = page.locator("figure.chart")
    expect(charts.first.locator(".main-svg").first).to_be_visible(timeout=30_000)
    charts.evaluate_all("charts => charts.forEach(chart => { chart.marked = true })")
    heights = charts.evaluate_all("charts => charts.map(chart => chart.offsetHeight)")
    before = charts.first.locator(".summary").inner_text()
    lever(page, key).focus()
    page.keyboard.press(button)
    expect(charts.first.locator(".summary")).not_to_have_text(before)
    settled(page)
    assert charts.evaluate_all("charts => charts.every(chart => chart.marked)")
    assert charts.evaluate_all("charts => charts.map(chart => chart.offsetHeight)") == heights


@pytest.mark.parametrize("script", [OVERVIEW, TRADE])
def test_embedded_in_another_page_it_fits_a_small_frame_and_its_menu_opens(browser, address, script):
    with watched(browser, address, viewport={"width": 800, "height": 600}) as page:
        visit(page, f"{script}?embed=true&preset=july-deal")
        assert page.locator(".stMain").evaluate("main => [main.clientWidth, main.scrollWidth]") == [800, 800]
        expect(page.get_by_role("link", name="Suppliers", exact=True)).to_have_count(0)  # closed, no key reaches it
        page.get_by_test_id("stExpandSidebarButton").click()
        expect(page.get_by_role("link", name="Suppliers", exact=True)).to_be_in_viewport()
        go(page, "Suppliers")
        shows(page, SUPPLIERS)
        assert "embed=true" in page.url and "preset=july-deal" in page.url
