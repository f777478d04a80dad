"""From a number on a page to where it comes from, in a real browser, and back."""

import re

from playwright.sync_api import expect
from reading import METHOD, fits, settled, visit

LONG = 240_000  # the model runs some three hundred times over
DRAWN = 30_000


def test_a_card_leads_to_where_its_number_comes_from_with_the_scenario(page):
    visit(page, "/automakers?preset=july-deal&car=20")
    page.get_by_role("button", name="Six makers' profit: Where this number comes from").click()
    expect(page).to_have_url(re.compile(rf"{METHOD}\?.*car=20.*"), timeout=DRAWN)
    assert "section=provenance" in page.url and "headline=six_profit" in page.url
    expect(page.get_by_text(re.compile(r"^In this scenario it rests on \d+ assumptions"))).to_be_visible(timeout=LONG)
    settled(page)
    expect(page.get_by_role("tab", name="Where a number comes from")).to_have_attribute("aria-selected", "true")
    expect(page.locator("figure.chart:visible")).to_have_count(2, timeout=DRAWN)
    page.get_by_role("tab", name="Checks").click()
    expect(page).to_have_url(re.compile(r"section=checks"), timeout=DRAWN)
    settled(page)
    page.go_back()
    back = page.get_by_role("tab", name="Where a number comes from")
    expect(back).to_have_attribute("aria-selected", "true", timeout=DRAWN)
    expect(page).to_have_url(re.compile(r"section=provenance"))


def test_a_link_opens_the_tab_it_was_copied_from_on_a_phone(phone):
    visit(phone, f"{METHOD}?preset=no-deal&section=checks")
    expect(phone.get_by_text(re.compile(r"^All \d+ checks hold on this scenario"))).to_be_visible(timeout=LONG)
    fits(phone)
