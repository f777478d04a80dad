"""Every page on a phone, in the dark and on a wide screen."""

import pytest
from conftest import watched
from playwright.sync_api import expect
from reading import AUTOMAKERS, BEYOND, OVERVIEW, PAGES, SUPPLIERS, TRADE, lever, opened, settled, visit

each_page = pytest.mark.parametrize("script", PAGES.values(), ids=PAGES)
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
  const words = "h1, h2, h3, h5, p, li, span, label, figcaption";
  return [...document.querySelectorAll(".stApp :is(" + words + ")")]
    .filter((element) => own(element) && element.checkVisibility({ checkOpacity: true }))
    .filter((element) => !element.closest("[disabled], [aria-hidden=true], [aria-disabled=true]"))
    .filter((element) => !element.closest("[data-testid=stSliderThumbValue]"))  // above its thumb, not on it
    .filter((element) => contrast(element) < least)
    .map((element) => element.textContent.trim().slice(0, 40) + " " + contrast(element).toFixed(2));
}"""


@each_page
def test_nothing_scrolls_sideways_on_a_phone(phone, script):
    visit(phone, script)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert phone.locator(".stMain").evaluate("main => main.scrollWidth <= main.clientWidth")
    assert phone.locator("figure.chart").evaluate_all(
        "charts => charts.every(chart => chart.getBoundingClientRect().right <= innerWidth)"
    )


@pytest.mark.parametrize("script", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_words_can_be_read(browser, address, script, theme):
    with watched(browser, address, color_scheme=theme) as page:
        visit(page, script)
        assert page.evaluate(FAINT, LEAST_CONTRAST) == []


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
