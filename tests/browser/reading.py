"""What a reader does on a page and what a test waits for."""

import re

from playwright.sync_api import Locator, Page, expect

OVERVIEW, AUTOMAKERS, METHOD = "/", "/automakers", "/method"
SUPPLIERS, TRADE, BEYOND = "/suppliers", "/trade", "/beyond"
NEGOTIATION, POLITICS, BRIEF = "/negotiation", "/politics", "/brief"
COMPARE, UNCERTAINTY, TRACK_RECORD = "/compare", "/uncertainty", "/track_record"
PAGES = {
    "Overview": OVERVIEW, "Automakers": AUTOMAKERS, "Suppliers": SUPPLIERS, "Trade balance": TRADE,
    "Beyond the US": BEYOND, "Negotiation": NEGOTIATION, "Politics and timing": POLITICS, "Compare": COMPARE,
    "Uncertainty": UNCERTAINTY, "Brief": BRIEF, "Track record": TRACK_RECORD, "Method": METHOD,
}  # fmt: skip

NONE_BEFORE = """() => [...document.querySelectorAll("figure.chart")].every((chart) =>
  !chart.before || !chart.checkVisibility())"""


def visit(page: Page, link: str) -> None:
    """Open a link and wait for the foot of the page."""
    page.goto(link)
    settled(page)


def settled(page: Page) -> None:
    """Wait until the page is drawn to its end and the script rests."""
    expect(page.get_by_text(re.compile(r"^Data to .* scenario "))).to_be_visible(timeout=60_000)
    expect(page.locator("[data-testid=stApp][data-test-script-state=notRunning]")).to_be_visible(timeout=60_000)


def lever(page: Page, key: str) -> Locator:
    """Return a lever's handle by its URL key."""
    return page.locator(f".lever[class*='st-key-{key}-'] :is(input, select)")


def shown(page: Page, key: str) -> Locator:
    """Return the value that stands beside a slider."""
    return page.locator(f".lever[class*='st-key-{key}-'] .shown")


def landmark(page: Page, key: str, name: str) -> Locator:
    """Return the button that sets a lever to a known moment."""
    return page.locator(f".lever[class*='st-key-{key}-'] .landmarks").get_by_role("button", name=name, exact=True)


def opened(page: Page, key: str, group: str) -> None:
    """Open a group of levers where it is closed, so that a lever of it can be reached."""
    closed = page.locator(f".st-key-open-{group} details:not([open])")
    if closed.count():
        closed.locator("summary").click()
    expect(lever(page, key)).to_be_visible()


def press(page: Page, key: str, button: str = "ArrowRight", times: int = 1) -> None:
    """Press a key on a lever and wait until the URL has its value."""
    lever(page, key).focus()
    for _ in range(times):
        page.keyboard.press(button)
    expect(page).to_have_url(re.compile(rf"[?&]{key}={re.escape(shown(page, key).inner_text())}(&|$)"))


def shows(page: Page, script: str, **levers: str) -> None:
    """Wait for the page's address and for what its sliders show."""
    expect(page).to_have_url(re.compile(rf"^https?://[^/]+{re.escape(script)}(\?|$)"))
    for key, value in levers.items():
        expect(shown(page, key)).to_have_text([value])


def stamp(page: Page) -> str:
    """Return the line that names the model, the data and the scenario."""
    return page.get_by_text(re.compile(r"^Data to .* scenario ")).inner_text()


def go(page: Page, name: str) -> None:
    """Follow the menu and wait until it says that the page is there; the address changes before."""
    link = page.locator("[data-testid=stSidebar]").get_by_role("link", name=name, exact=True)
    link.click()
    expect(link).to_have_attribute("aria-current", "page", timeout=60_000)


def tab(page: Page, name: str) -> None:
    """Open a tab and wait until it is drawn and the charts of the one before are gone."""
    found = page.get_by_role("tab", name=name)
    if found.get_attribute("aria-selected") == "false":
        page.locator("figure.chart:visible").evaluate_all("charts => charts.forEach(chart => { chart.before = true })")
        found.click()
        page.wait_for_function(NONE_BEFORE)
    settled(page)


def draws_charts_with_words(page: Page, count: int) -> None:
    """Check that so many charts stand on the page, each drawn once it is looked at, each with its figures in words."""
    charts = page.locator("figure.chart:visible")
    expect(charts).to_have_count(count)
    for chart in charts.all():
        chart.scroll_into_view_if_needed()
        expect(chart.locator(".main-svg").first).to_be_visible(timeout=30_000)
        assert len(chart.locator(".summary").inner_text()) > 40


def fits(page: Page) -> None:
    """Check that nothing is wider than the window: the page, its charts, the words of its cards."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".stMain").evaluate("main => main.scrollWidth <= main.clientWidth")
    assert page.locator("figure.chart:visible").evaluate_all(
        "charts => charts.every(chart => chart.getBoundingClientRect().right <= innerWidth)"
    )
    assert page.locator(".numbers li").evaluate_all(
        "cards => cards.every(card => [...card.querySelectorAll('.value, .change')]"
        ".every(words => words.scrollWidth <= words.clientWidth + 1))"
    )
