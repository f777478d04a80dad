"""The levers in a real browser: every kind by keys and by pointer, what they mean, and who has the focus."""

import re

import pytest
from playwright.sync_api import Page, expect
from reading import OVERVIEW, landmark, lever, opened, press, settled, shown, shows, visit

DEAL = "/?preset=july-deal"
FOCUS = "() => document.activeElement.dataset.place"


def linked(page: Page, key: str, value: str) -> None:
    """Wait until the address says a lever's value."""
    expect(page).to_have_url(re.compile(rf"[?&]{key}={re.escape(value)}(&|$)"))


def test_a_choice_of_few_is_made_by_its_buttons(page):
    visit(page, DEAL)
    for name, value in (("on top of MFN", "on-top"), ("including MFN", "including")):
        page.get_by_role("radio", name=name).check()
        page.wait_for_function(
            "value => location.search.includes('stacking=on-top') === (value === 'on-top')", arg=value
        )
    page.get_by_role("radio", name="including MFN").focus()
    page.keyboard.press("ArrowLeft")
    linked(page, "stacking", "on-top")
    expect(page.get_by_role("radio", name="on top of MFN")).to_be_focused()


def test_a_choice_of_many_is_made_in_its_menu(page):
    visit(page, DEAL)
    page.get_by_label("Law for everything else", exact=True).select_option("2025-11-01")
    linked(page, "law", "2025-11-01")


def test_a_switch_is_one_to_those_who_cannot_see_it_and_moves_by_the_space_bar(page):
    visit(page, DEAL)
    switch = page.get_by_role("switch", name=re.compile("Signed|signed"))
    expect(switch).to_be_checked()
    switch.focus()
    page.keyboard.press("Space")
    linked(page, "signed", "no")
    expect(switch).not_to_be_checked()


def test_a_month_is_said_in_words_and_moves_by_the_arrow_keys(page):
    visit(page, DEAL)
    opened(page, "decision", "world")
    expect(shown(page, "decision")).to_have_text("2025-07")
    press(page, "decision", times=3)
    linked(page, "decision", "2025-10")
    expect(lever(page, "decision")).to_have_attribute("aria-valuetext", "2025-10")


def test_a_dragged_slider_says_where_it_is_and_the_link_follows_once_it_is_held_still(page):
    visit(page, f"{DEAL}&car=10")
    lever(page, "car").scroll_into_view_if_needed()
    box = lever(page, "car").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2, steps=8)
    expect(shown(page, "car")).to_have_text("50")
    linked(page, "car", "50")
    page.mouse.up()
    settled(page)
    shows(page, OVERVIEW, car="50")


def test_what_a_lever_means_is_told_to_keys_until_escape_and_to_those_who_cannot_see_it(page):
    visit(page, DEAL)
    about = page.get_by_role("button", name="About Cars, all-in")
    tip = page.locator(".tip:popover-open")
    lever(page, "car").focus()
    assert (
        page.locator(f"#{lever(page, 'car').get_attribute('aria-describedby')}").text_content().startswith("Everything")
    )
    about.focus()
    expect(tip).to_contain_text("Everything a car from Japan pays")
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    expect(about).to_be_focused()
    page.keyboard.press("Enter")
    expect(tip).to_have_count(1)
    page.keyboard.press("Tab")
    expect(tip).to_have_count(0)


def test_what_a_lever_means_can_be_pointed_at_and_stands_within_the_window(page):
    visit(page, DEAL)
    tip = page.locator(".tip:popover-open")
    page.get_by_role("button", name="About Cars, all-in").hover()
    expect(tip).to_be_in_viewport(ratio=1)
    tip.hover()
    page.wait_for_timeout(400)
    expect(tip).to_have_count(1)
    page.get_by_role("heading", level=1).hover()
    expect(tip).to_have_count(0)


def test_on_a_phone_what_a_lever_means_opens_at_a_touch_and_closes_at_the_next_elsewhere(phone):
    visit(phone, DEAL)
    phone.get_by_test_id("stExpandSidebarButton").tap()
    about, tip = phone.get_by_role("button", name="About Cars, all-in"), phone.locator(".tip:popover-open")
    about.tap()
    expect(tip).to_be_in_viewport(ratio=1)
    phone.wait_for_timeout(400)
    expect(tip).to_have_count(1)
    phone.locator(".lever[class*='st-key-parts-'] .label").tap()
    expect(tip).to_have_count(0)


@pytest.mark.parametrize("place", ["control", "help", "june-2025"])
def test_the_focus_stays_where_it_was_when_back_sets_the_lever_anew(page, place):
    visit(page, f"{DEAL}&car=20")
    press(page, "car")
    before = lever(page, "car").get_attribute("id")
    page.locator(f"[data-place='car_tariff {place}']").focus()
    page.go_back()
    shows(page, OVERVIEW, car="20")
    assert lever(page, "car").get_attribute("id") != before
    assert page.evaluate(FOCUS) == f"car_tariff {place}"


def test_the_reset_button_counts_each_move_and_sets_all_back(page):
    visit(page, DEAL)
    reset = page.locator(".st-key-reset .reset")
    expect(reset).to_be_disabled()
    for key, said in (("car", "1 lever differs: reset"), ("general", "2 levers differ: reset")):
        press(page, key)
        expect(reset).to_have_text(said)
        expect(reset).to_be_enabled()
    page.keyboard.press("ArrowLeft")
    expect(reset).to_have_text("1 lever differs: reset")
    reset.focus()
    page.keyboard.press("Enter")
    shows(page, OVERVIEW, car="15", general="15")
    expect(reset).to_be_disabled()


def test_assumptions_go_back_by_their_own_button_which_says_when_there_is_nothing_to_set_back(page):
    visit(page, DEAL)
    opened(page, "eps_own", "assumptions")
    reset = page.locator(".st-key-reset-assumptions .reset")
    expect(reset).to_be_disabled()
    press(page, "eps_own")
    expect(reset).to_be_enabled()
    reset.click()
    shows(page, OVERVIEW, eps_own="4.5")
    expect(reset).to_be_disabled()
    expect(page).not_to_have_url(re.compile("eps_own"))


def test_what_happened_overrules_every_lever_of_its_group_until_the_course_is_set(page):
    visit(page, "/?preset=what-happened")
    expect(page.locator(".lever.off").first).to_be_visible()
    free = page.locator(".lever :is(input, select, .landmarks button):enabled")
    assert {*free.evaluate_all("all => all.map(one => one.dataset.place.split(' ')[0])")} == {"course"}
    page.locator("[data-place='course control as-set']").check()
    expect(page.locator(".lever.off")).to_have_count(0)
    expect(lever(page, "car")).to_be_enabled()
    assert page.evaluate(FOCUS) == "course control as-set"


def test_a_landmark_is_offered_by_name_and_the_one_that_stands_cannot_be_pressed_to_any_effect(page):
    visit(page, f"{DEAL}&car=20")
    group = page.get_by_role("group", name="Known values of Cars, all-in")
    expect(group.locator("[aria-pressed=true]")).to_have_count(0)
    landmark(page, "car", "June 2025").click()
    shows(page, OVERVIEW, car="27.5")
    expect(group.locator("[aria-pressed=true]")).to_have_text(["June 2025"])
    address, before = page.url, lever(page, "car").get_attribute("id")
    landmark(page, "car", "June 2025").click()
    page.wait_for_timeout(500)
    settled(page)
    assert page.url == address and lever(page, "car").get_attribute("id") == before


def test_a_moved_lever_keeps_what_the_reader_did_when_its_group_is_closed_and_opened(page):
    visit(page, DEAL)
    opened(page, "decision", "world")
    press(page, "decision")
    group = page.locator(".st-key-open-world summary")
    group.click()
    expect(lever(page, "decision")).to_have_count(0)
    group.click()
    expect(shown(page, "decision")).to_have_text(["2025-08"])
    press(page, "decision")
    linked(page, "decision", "2025-09")
