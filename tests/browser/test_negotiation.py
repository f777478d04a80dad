"""Negotiation in a real browser: the zone and its marks, the four days, a package of one's own, at every size."""

import re

import pytest
from playwright.sync_api import expect
from reading import NEGOTIATION, OVERVIEW, draws_charts_with_words, fits, lever, opened, press, settled, tab, visit

TABS = {"The zone": 2, "Is this enough?": 4, "What happened in 2025": 4, "What would it take": 0}
PRESETS = ("no-deal", "letter", "july-deal", "full-removal", "escalation")
SPOT = """(sort) => {
  const graph = document.querySelector("figure.chart[data-name='zone'] .graph");
  return graph.data.filter((trace) => Array.isArray(trace.marker?.symbol)).flatMap((trace) =>
    trace.marker.symbol.flatMap((symbol, at) => symbol === sort ? [[trace.x[at], trace.y[at]]] : []));
}"""


def finding(page, key):
    return page.locator(f"figure.chart[data-name='{key}'] .finding")


def drawn(page, key):
    chart = page.locator(f"figure.chart[data-name='{key}']")
    chart.scroll_into_view_if_needed()
    expect(chart.locator(".main-svg").first).to_be_visible(timeout=30_000)


def test_the_first_visit_says_that_june_has_no_zone_and_a_tab_says_why_and_what_changed(page):
    visit(page, NEGOTIATION)
    expect(finding(page, "zone")).to_contain_text("No zone of agreement on 16 June 2025")
    expect(page.get_by_text("Nothing is on the table")).to_be_visible()
    tab(page, "What happened in 2025")
    expect(page.get_by_text("Why June ended without a deal, and what changed.")).to_be_visible()
    for day, words in {"2025-06-16": "no zone", "2025-07-07": "no zone", "2025-07-08": "zone is open",
                       "2025-07-22": "zone is open"}.items():  # fmt: skip
        expect(finding(page, f"zone-{day}")).to_contain_text(words)
    expect(page.get_by_text("What this does not prove.")).to_be_visible()


def test_a_day_with_the_deal_on_the_table_is_one_press_away_and_the_link_keeps_it(page):
    visit(page, NEGOTIATION)
    tab(page, "What happened in 2025")
    page.get_by_role("button", name="Put the deal on the table of 22 July 2025").click()
    expect(page.get_by_text(re.compile("^Both sides say yes"))).to_be_visible(timeout=30_000)
    settled(page)
    expect(page).to_have_url(re.compile(r"[?&]talks=2025-07-22(&|$)"))
    tab(page, "The zone")
    drawn(page, "zone")
    assert page.evaluate(SPOT, "circle") == [[15, 550]]
    assert [15, 550] in page.evaluate(SPOT, "diamond")


def test_a_pledge_of_ones_own_moves_the_circle_and_the_verdict(page):
    visit(page, f"{NEGOTIATION}?preset=july-deal")
    drawn(page, "zone")
    opened(page, "invest", "offer")
    press(page, "invest", "End")
    expect(page.get_by_text(re.compile("^Washington says yes, .*Tokyo does not"))).to_be_visible()
    settled(page)
    assert page.evaluate(SPOT, "circle") == [[15, 1000]]
    assert lever(page, "invest").input_value() == "1000"


def test_every_weight_is_one_click_from_the_chart(page):
    visit(page, NEGOTIATION)
    page.get_by_text("Every weight, its range and its kind").click()
    expect(page.locator(".st-key-open-weights [data-testid=stDataFrame]")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("A tool for thinking, not a forecast").first).to_be_visible()


@pytest.mark.parametrize("link", ["invest=2000", "rice=150", "aircraft=5000"])
def test_an_offer_beyond_what_exists_is_answered_with_the_nearest_possible(page, link):
    visit(page, f"{NEGOTIATION}?preset=july-deal&{link}")
    expect(page.get_by_text("the nearest possible is")).to_be_visible()


def test_each_tab_fits_a_phone_and_draws_its_charts_with_words_for_those_who_cannot_see_them(phone):
    visit(phone, f"{NEGOTIATION}?preset=july-deal")
    for name, charts in TABS.items():
        tab(phone, name)
        fits(phone)
        draws_charts_with_words(phone, charts)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_marks_of_the_zone_stand_inside_the_plot_on_a_phone(phone, preset):
    visit(phone, f"{NEGOTIATION}?preset={preset}")
    drawn(phone, "zone")
    assert phone.locator("figure.chart[data-name='zone'] .graph").evaluate("""graph => {
      const box = graph.getBoundingClientRect();
      return [...graph.querySelectorAll(".scatterlayer .point")].every((mark) => {
        const spot = mark.getBoundingClientRect();
        return spot.left >= box.left && spot.right <= box.right && spot.top >= box.top && spot.bottom <= box.bottom;
      });
    }""")


def test_the_overview_says_who_says_yes_and_shows_the_zone(page):
    visit(page, f"{OVERVIEW}?preset=july-deal")
    expect(page.get_by_text(re.compile("^Tokyo: yes"))).to_be_visible()
    expect(page.get_by_text(re.compile("^Washington: yes"))).to_be_visible()
    drawn(page, "zone")
    assert page.evaluate(SPOT, "circle") == [[15, 550]]
