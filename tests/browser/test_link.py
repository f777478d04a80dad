"""The link, the menu, Back and the levers in a real browser."""

import re

import pytest
from playwright.sync_api import expect
from reading import (
    AUTOMAKERS,
    BEYOND,
    COMPARE,
    METHOD,
    NEGOTIATION,
    OVERVIEW,
    PAGES,
    SUPPLIERS,
    TRACK_RECORD,
    TRADE,
    go,
    landmark,
    lever,
    opened,
    press,
    settled,
    shows,
    stamp,
    visit,
)

DRAWN_AT_ONCE = (OVERVIEW, AUTOMAKERS, SUPPLIERS, TRADE, BEYOND)
MOVES = {BEYOND: ("opening", "End", "cushions")} | {
    script: ("car", "Home", "tariffs") for script in DRAWN_AT_ONCE if script != BEYOND
}


def test_a_link_to_a_page_sets_the_same_as_the_menu(page):
    query, linked = "?preset=july-deal&car=20", set()
    for script in (AUTOMAKERS, COMPARE, NEGOTIATION, METHOD):
        visit(page, f"{script}{query}")
        linked.add(stamp(page))
    visit(page, f"/{query}")
    for name, script in [*PAGES.items()][::-1]:
        go(page, name)
        shows(page, script)
        settled(page)
        assert {stamp(page)} == linked
        expect(page).to_have_url(re.compile(r"[?&]car=20(&|$)"))


def test_the_menu_keeps_the_state(page):
    visit(page, "/?car=10")
    press(page, "car")
    go(page, "Automakers")
    shows(page, AUTOMAKERS, car="10.5")
    go(page, "Method")
    shows(page, METHOD)
    go(page, "Overview")
    shows(page, OVERVIEW, car="10.5")


def test_a_page_of_the_menu_in_a_new_tab_has_the_state_of_the_address_without_what_its_page_alone_picks(page):
    visit(page, "/automakers?car=10&maker=Mazda")
    press(page, "car")
    expect(page).to_have_url(re.compile("maker=Mazda"))
    menu = page.get_by_role("navigation", name="Pages")
    expect(menu.locator("[aria-current=page]")).to_have_text("Automakers")
    link = menu.get_by_role("link", name="Suppliers", exact=True)
    link.hover()
    expect(link).to_have_attribute("href", re.compile(r"^suppliers\?(?!.*maker)(.*&)?car=10\.5(&|$)"))
    with page.context.expect_page() as beside:
        link.click(modifiers=["Control"])
    shows(beside.value, SUPPLIERS, car="10.5")
    shows(page, AUTOMAKERS)


def test_a_menu_click_right_after_a_press_keeps_the_press(page):
    visit(page, "/?car=10")
    for at, pause_ms in enumerate((0, 20, 60)):
        lever(page, "car").focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(pause_ms)
        go(page, "Automakers")
        shows(page, AUTOMAKERS, car=f"{10.5 + 2 * at}")
        expect(page).to_have_url(re.compile(rf"car={10 + 2 * at}\.5&"))
        lever(page, "car").focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        page.wait_for_timeout(pause_ms)
        go(page, "Overview")
        shows(page, OVERVIEW, car=f"{12 + 2 * at}")
        expect(page).to_have_url(re.compile(f"car={12 + 2 * at}&"))
        settled(page)


def test_back_and_forward_walk_within_a_page_and_across_pages(page):
    visit(page, "/?car=10")
    press(page, "car")
    press(page, "car")
    go(page, "Automakers")
    shows(page, AUTOMAKERS, car="11")
    press(page, "car")
    for script, value in ((AUTOMAKERS, "11"), (OVERVIEW, "11"), (OVERVIEW, "10.5"), (OVERVIEW, "10")):
        page.go_back()
        shows(page, script, car=value)
    for script, value in ((OVERVIEW, "10.5"), (OVERVIEW, "11"), (AUTOMAKERS, "11"), (AUTOMAKERS, "11.5")):
        page.go_forward()
        shows(page, script, car=value)


def test_thirty_fast_presses_lose_none_and_the_page_stays_whole_there_and_back(page):
    visit(page, "/?car=10")
    lever(page, "car").focus()
    for end, button, pause_ms in (
        ("25", "ArrowRight", 0), ("10", "ArrowLeft", 20), ("25", "ArrowRight", 60), ("10", "ArrowLeft", 130),
    ):  # fmt: skip
        for _ in range(30):
            page.keyboard.press(button)
            page.wait_for_timeout(pause_ms)
        expect(page).to_have_url(re.compile(f"car={end}&"))
        settled(page)
        shows(page, OVERVIEW, car=end)
        expect(page).to_have_url(re.compile(f"car={end}&"))


@pytest.mark.parametrize("script", [script for script in PAGES.values() if script not in (METHOD, TRACK_RECORD)])
def test_moving_a_lever_changes_headline_link_and_charts_and_every_chart_stays(page, script):
    visit(page, script)
    key, button, group = MOVES.get(script, ("car", "ArrowLeft", "tariffs"))
    opened(page, key, group)
    settled(page)
    charts, values = page.locator("figure.chart"), page.locator(".numbers .value")
    expect(values.first).to_be_visible()
    if charts.count():
        expect(charts.first.locator(".main-svg").first).to_be_visible(timeout=30_000)
    charts.evaluate_all("charts => charts.forEach(chart => { chart.marked = true })")
    heights = charts.evaluate_all("charts => charts.map(chart => chart.offsetHeight)")
    before, scenario = values.all_inner_texts(), stamp(page)
    said = charts.first.locator(".summary").inner_text() if script in DRAWN_AT_ONCE else ""
    press(page, key, button)
    expect(page.get_by_text(scenario)).to_have_count(0)
    settled(page)
    after = values.all_inner_texts()
    assert before and len(after) == len(before) and after != before
    assert charts.evaluate_all("charts => charts.every(chart => chart.marked)")
    assert charts.evaluate_all("charts => charts.map(chart => chart.offsetHeight)") == heights
    assert script not in DRAWN_AT_ONCE or charts.first.locator(".summary").inner_text() != said


def test_a_preset_an_edit_and_a_reset(page):
    visit(page, "/")
    page.locator("[class*='st-key-preset-'] input").click()
    page.get_by_role("option", name="22 July deal").click()
    shows(page, OVERVIEW, car="15", parts="15", general="15")
    press(page, "car")
    page.get_by_role("button", name="1 lever differs: reset").click()
    shows(page, OVERVIEW, car="15")
    expect(page).to_have_url(re.compile(r"\?preset=july-deal&v=[\d.]+$"))
    page.go_back()
    shows(page, OVERVIEW, car="15.5")


def test_a_landmark_sets_every_lever_it_names(page):
    visit(page, "/?general=30")
    landmark(page, "general", "22 July deal").click()
    shows(page, OVERVIEW, general="15")
    expect(page).to_have_url(re.compile("general=15&stacking=including"))
    landmark(page, "parts", "2024 law").click()
    shows(page, OVERVIEW, parts="1.3")


def test_a_slider_says_at_which_landmark_it_stands(page):
    visit(page, "/?car=14.5")
    deal = landmark(page, "car", "22 July deal")
    for key, stands in (("ArrowRight", "true"), ("ArrowRight", "false"), ("ArrowLeft", "true")):
        press(page, "car", key)
        expect(deal).to_have_attribute("aria-pressed", stands)
    landmark(page, "car", "2024 law").click()
    expect(deal).to_have_attribute("aria-pressed", "false")


def test_a_slider_off_its_grid_stands_at_its_landmark(page):
    visit(page, "/")
    expect(landmark(page, "parts", "June 2025")).to_have_attribute("aria-pressed", "true")
    expect(landmark(page, "parts", "as in scenario")).to_be_hidden()
    press(page, "parts")
    expect(landmark(page, "parts", "June 2025")).to_have_attribute("aria-pressed", "false")


def test_back_from_a_page_of_the_menu_leads_to_the_page_as_it_was_left(page):
    visit(page, "/automakers?car=10&maker=Mazda")
    press(page, "car")
    for _ in range(2):
        go(page, "Suppliers")
        shows(page, SUPPLIERS, car="10.5")
        settled(page)
        page.go_back()
        shows(page, AUTOMAKERS, car="10.5")
        settled(page)
        expect(page).to_have_url(re.compile(r"car=10\.5&.*maker=Mazda"))
    visit(page, "/")
    go(page, "Suppliers")
    shows(page, SUPPLIERS)
    settled(page)
    page.go_back()
    shows(page, OVERVIEW)


def test_a_landmark_pressed_by_keyboard_keeps_the_focus_and_nothing_below_it_moves(page):
    visit(page, "/?car=20")
    names = ("2024 law", "June 2025", "22 July deal", "today")
    for name, value in (("June 2025", "27.5"), ("2024 law", "2.5")):
        below = _apart(page)
        landmark(page, "car", name).focus()
        page.keyboard.press("Enter")
        shows(page, OVERVIEW, car=value)
        settled(page)
        expect(landmark(page, "car", name)).to_be_focused()
        assert [landmark(page, "car", one).get_attribute("aria-pressed") for one in names].count("true") == 1
        assert _apart(page) == below


def _apart(page):
    """Return how far the next lever stands below the first; both places are read at one moment."""
    apart = "([first, next]) => next.getBoundingClientRect().y - first.getBoundingClientRect().y"
    return page.evaluate(apart, [lever(page, key).element_handle() for key in ("car", "parts")])


def test_a_lever_goes_back_to_the_scenario_alone(page):
    visit(page, "/?car=40&general=20")
    landmark(page, "car", "as in scenario").click()
    shows(page, OVERVIEW, car="27.5", general="20")


def test_a_value_off_the_grid_is_shown_and_left_by_a_press(page):
    visit(page, "/")
    shows(page, OVERVIEW, parts="26.3")
    press(page, "parts")
    shows(page, OVERVIEW, parts="27")
    expect(page).to_have_url(re.compile("parts=27&"))


def test_a_closed_group_keeps_its_values(page):
    visit(page, "/?eu=20")
    rivals = page.locator(".st-key-open-rivals summary")
    rivals.click()
    shows(page, OVERVIEW, eu="20")
    press(page, "eu")
    rivals.click()
    expect(lever(page, "eu")).to_have_count(0)
    press(page, "car")
    expect(page).to_have_url(re.compile(r"eu=20\.5"))
    rivals.click()
    shows(page, OVERVIEW, eu="20.5")


def test_a_move_that_coincides_with_a_closing_group_is_not_lost(page):
    visit(page, "/?car=20&eu=4")
    rivals = page.locator(".st-key-open-rivals summary")
    for car, eu in (("20.5", "4.5"), ("21", "5"), ("21.5", "5.5"), ("22", "6")):
        rivals.click()
        press(page, "eu")
        rivals.click()
        lever(page, "car").focus()
        page.keyboard.press("ArrowRight")
        expect(page).to_have_url(re.compile(rf"[?&]car={re.escape(car)}&eu={re.escape(eu)}&"))
        settled(page)
    shows(page, OVERVIEW, car="22")


def test_assumptions_stay_in_the_link_while_they_are_closed(page):
    visit(page, "/?eps_own=5")
    assumptions = page.locator(".st-key-open-assumptions summary")
    assumptions.click()
    shows(page, OVERVIEW, eps_own="5")
    press(page, "eps_own")
    assumptions.click()
    go(page, "Automakers")
    shows(page, AUTOMAKERS)
    expect(page).to_have_url(re.compile(r"eps_own=5\.1&"))
    expect(page.get_by_test_id("stSidebar").get_by_text("5.1")).to_be_visible()


def test_history_takes_the_tariff_levers_out_of_force(page):
    visit(page, "/?preset=what-happened")
    expect(page.get_by_text("the history of the tariffs sets these")).to_be_visible()
    expect(lever(page, "car")).to_be_disabled()
    page.locator("[class*='st-key-preset-'] input").click()
    page.get_by_role("option", name="Kananaskis").click()
    expect(lever(page, "car").last).to_be_enabled()
    shows(page, OVERVIEW, car="27.5")


def test_a_reload_reproduces_the_page(page):
    visit(page, f"{AUTOMAKERS}?preset=july-deal")
    press(page, "car", times=3)
    settled(page)
    before = stamp(page)
    page.reload()
    settled(page)
    shows(page, AUTOMAKERS, car="16.5")
    assert stamp(page) == before


def test_the_link_is_copied_as_it_stands(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, "/?car=12")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
