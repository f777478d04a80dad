"""Every page in both themes and every tab in one, for those who see little, hear the page or use no mouse."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect
from reading import AUTOMAKERS, BRIEF, OVERVIEW, PAGES, lever, settled, visit

THEMES = ("light", "dark")
GRAVE = ("serious", "critical")  # what axe calls a fault that shuts readers out; the lesser ones are advice
SLOW = 60_000  # milliseconds until the slowest page has drawn what a reader opened, on a busy machine
MOST_STOPS = 150  # presses of the Tab key, more than a page has places to stop at
AUDIT = """async (part) => {
  const moving = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime !== Infinity);
  await Promise.all(moving.map((one) => one.finished.catch(() => null)));
  const found = await axe.run(part, { resultTypes: ["violations"] });
  return found.violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => ({ rule: id, impact, where: node.target.join(" "), html: node.html.slice(0, 200) })));
}"""
WORDLESS = """() => [...document.querySelectorAll("figure.chart")].filter((chart) =>
  !chart.getAttribute("aria-label") || !chart.querySelector(".summary").textContent).length"""
ALL_OPEN = """() => [...document.querySelectorAll("details")].every((one) =>
  one.open && one.querySelector(".stElementContainer"))"""
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
FAINT = """(least) => {
  const parsed = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const channel = (part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const over = ([r, g, b, a = 1], under) => [r, g, b].map((part, place) => a * part + (1 - a) * under[place]);
  const ground = (element) => {
    const own = parsed(getComputedStyle(element).backgroundColor);
    if (own.length === 3) return own;
    const under = element.parentElement ? ground(element.parentElement) : [255, 255, 255];
    return own.length ? over(own, under) : under;
  };
  const opacity = (element) => element ? getComputedStyle(element).opacity * opacity(element.parentElement) : 1;
  const contrast = (element) => {
    const [r, g, b, a = 1] = parsed(getComputedStyle(element).color);
    const under = ground(element), text = over([r, g, b, a * opacity(element)], under);
    const [dark, light] = [luminance(text), luminance(under)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const words = "h1, h2, h3, h5, p, li, span, label, figcaption, output, button, select";
  return [...document.querySelectorAll(".stApp :is(" + words + ")")]
    .filter((element) => own(element) && element.checkVisibility({ checkOpacity: true }))
    .filter((element) => !element.closest("[disabled], [aria-hidden=true], [aria-disabled=true]"))
    .filter((element) => !element.closest(".lever.off"))
    .filter((element) => contrast(element) < least)
    .map((element) => element.textContent.trim().slice(0, 40) + " " + contrast(element).toFixed(2));
}"""


def faults(page: Page, part: str = "html") -> list[object]:
    """Return what axe finds grave in a part of the page, words too faint to read, and charts without words."""
    expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=SLOW)
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE_SCRIPT)
    grave = [fault for fault in page.evaluate(AUDIT, part) if fault["impact"] in GRAVE]
    return [*grave, *page.evaluate(FAINT, LEAST_CONTRAST), *["a chart without words"] * page.evaluate(WORDLESS)]


def opened_tab(page: Page, place: int) -> None:
    """Open a tab and wait until its contents stand; they are drawn only then."""
    tab = page.get_by_role("tab").nth(place)
    tab.click(timeout=SLOW)
    expect(tab).to_have_attribute("aria-selected", "true")
    drawn = page.get_by_role("tabpanel").locator(".stElementContainer:visible")
    expect(drawn.first).to_be_visible(timeout=SLOW)
    settled(page)


def faults_in(page: Page, part: str = "html", themes: tuple[str, ...] = THEMES) -> list[object]:
    """Return the faults of a part of the page in one theme after the other."""
    found = []
    for theme in themes:
        page.emulate_media(color_scheme=theme)
        expect(page.locator(".stApp")).to_have_css("color-scheme", theme, timeout=SLOW)
        found += [(theme, fault) for fault in faults(page, part)]
    return found


@pytest.mark.parametrize("script", PAGES.values(), ids=PAGES)
def test_no_page_and_no_tab_shuts_a_reader_out(page, script):
    visit(page, script)
    assert faults_in(page) == []
    for place in range(1, page.get_by_role("tab").count()):
        opened_tab(page, place)
        assert faults_in(page, ".stMain", THEMES[place % 2 : place % 2 + 1]) == []


def test_what_a_reader_opens_shuts_nobody_out(page):
    visit(page, OVERVIEW)
    closed = page.locator("details:not([open]) > summary")
    for _ in range(closed.count()):
        closed.first.click(timeout=SLOW)
        settled(page)
    page.wait_for_function(ALL_OPEN, timeout=SLOW)
    settled(page)
    assert faults_in(page) == []
    visit(page, BRIEF)
    page.locator(".st-key-present button").click()
    expect(page.locator(".slide").first).to_be_visible(timeout=SLOW)
    assert faults_in(page, ".stMain") == []


def test_levers_tabs_and_charts_are_reached_and_moved_by_keys_alone(page):
    visit(page, AUTOMAKERS)
    expect(lever(page, "car")).to_be_visible(timeout=SLOW)
    expect(page.locator("figure.chart .modebar-btn").first).to_be_attached(timeout=SLOW)
    reach(page, ".lever[class*='st-key-car-'] input")
    before = float(lever(page, "car").input_value())
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(rf"[?&]car={before + 0.5:g}(&|$)"))
    settled(page)
    reach(page, "[role=tab]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab").nth(1)).to_have_attribute("aria-selected", "true")
    settled(page)
    reach(page, "figure.chart")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    reach(page, "figure.chart .modebar-btn")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')")


def reach(page: Page, css: str) -> None:
    """Press Tab until the place that has the focus is the one meant."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("css => document.activeElement.matches(css)", css):
            return
    raise AssertionError(f"{MOST_STOPS} presses of Tab do not reach {css}")
