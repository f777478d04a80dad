"""Every page on a phone, in the dark and on a wide screen."""

import pytest
from conftest import watched
from playwright.sync_api import expect
from reading import OVERVIEW, PAGES, SUPPLIERS, TRADE, fits, go, shows, visit

WITH_TABS_OF_THEIR_OWN_TESTS = ("Negotiation", "Politics and timing", "Compare", "Uncertainty")


@pytest.mark.parametrize("name", [name for name in PAGES if name not in WITH_TABS_OF_THEIR_OWN_TESTS])
def test_nothing_scrolls_sideways_on_a_phone(phone, name):
    visit(phone, PAGES[name])
    fits(phone)


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
