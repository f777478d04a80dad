"""A reader's own table in a real browser: used on every page of this session, named, taken out again; or refused."""

import re

from conftest import watched
from playwright.sync_api import Page, expect
from reading import settled, visit

from data.upload import template

BADGE = "Your own numbers are in use"


def upload(page: Page, name: str, content: bytes, file: str = "mine.csv") -> None:
    page.get_by_role("tab", name="Your own numbers").click()
    page.locator("[data-testid=stRadio] label", has_text=re.compile(f"^{name}$")).last.click()
    box = page.locator(f".st-key-own-file-{name.lower()} input[type=file]")
    box.set_input_files({"name": file, "mimeType": "text/csv", "buffer": content})


def fleet_with_twice_the_outbacks() -> bytes:
    """Return our fleet with the cars that Subaru builds in Japan sold twice as often."""
    table = template("fleet")
    mine = (table["maker"] == "Subaru") & (table["assembly"] == "JP")
    assert mine.any()
    table.loc[mine, "units"] = [str(2 * int(units)) for units in table.loc[mine, "units"]]
    return table.to_csv(index=False).encode()


def headline(page: Page) -> str:
    settled(page)
    return page.locator(".numbers").first.inner_text()


def test_an_uploaded_fleet_is_used_on_every_page_of_its_session_alone(browser, address):
    with watched(browser, address) as page, watched(browser, address) as other:
        visit(page, "/")
        before = headline(page)
        page.get_by_role("link", name="Method").click()
        upload(page, "Fleet", fleet_with_twice_the_outbacks())
        expect(page.get_by_text(BADGE)).to_be_visible(timeout=60_000)
        page.get_by_role("link", name="Overview").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Does this deal hold?")
        expect(page.get_by_text(BADGE)).to_be_visible()
        assert headline(page) != before
        visit(other, "/")
        assert headline(other) == before and other.get_by_text(BADGE).count() == 0
        page.get_by_role("link", name="Method").click()
        page.get_by_role("tab", name="Your own numbers").click()
        page.get_by_role("button", name="Use ours again: Fleet").click()
        expect(page.get_by_text(BADGE)).to_have_count(0)
        page.get_by_role("link", name="Overview").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Does this deal hold?")
        assert headline(page) == before


def test_a_wrong_cell_is_named_by_line_and_column_and_nothing_is_lost(page):
    visit(page, "/method?car=20")
    table = template("makers")
    table.loc[3, "transaction_price_usd"] = "cheap"
    upload(page, "Makers", table.to_csv(index=False).encode())
    expect(page.get_by_text("One fault keeps this table from being used")).to_be_visible(timeout=60_000)
    assert page.get_by_text(BADGE).count() == 0 and "car=20" in page.url


def test_a_file_too_large_is_refused_before_it_is_sent(page):
    visit(page, "/method")
    upload(page, "Makers", b"a" * 4_000_000, "large.csv")
    expect(page.get_by_text(re.compile("must be 2.*MB or smaller", re.IGNORECASE)).first).to_be_visible(timeout=60_000)
