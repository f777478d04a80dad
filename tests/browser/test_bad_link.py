"""Whatever a link says, the page stands, ignores what it must, and names it in one line."""

import pytest
from playwright.sync_api import expect
from reading import OVERVIEW, press, settled, shows, visit


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("made_up=1", "made_up=1"),
        ("car=999", "car=999"),
        ("car=nan", "car=nan"),
        ("car=much", "car=much"),
        ("car=<script>document.title='taken'</script>", "car=<script>"),
        ("car=![x](http://192.0.2.1/x.png)", "car=![x]"),
        ("car=1&car=2", "car=1, 2"),
        ("car=" + 10_000 * "9", "car=999"),
        (10_000 * "k" + "=1", "kkkk"),
        ("preset=none-such", "preset=none-such"),
        ("decision=2025-13", "decision=2025-13"),
    ],
)
def test_a_bad_value_falls_back_and_is_named_in_one_line(page, query, named):
    visit(page, f"/?{query}")
    shows(page, OVERVIEW, car="27.5")
    line = page.get_by_test_id("stAlert")
    expect(line).to_have_count(1)
    expect(line).to_contain_text(named)
    assert len(line.inner_text()) < 300 and page.title() != "taken"


def test_many_bad_values_are_counted_not_listed(page):
    visit(page, "/?" + "&".join(f"no{number}=1" for number in range(40)))
    expect(page.get_by_test_id("stAlert")).to_contain_text("and 35 more")


def test_a_good_value_beside_a_bad_one_is_taken(page):
    visit(page, "/?car=999&general=20")
    shows(page, OVERVIEW, car="27.5", general="20")


def test_a_bad_link_does_not_catch_back(page):
    visit(page, "/?car=12")
    visit(page, "/?car=999&general=20")
    expect(page.get_by_text("car=999")).to_be_visible()
    press(page, "general")
    expect(page.get_by_text("car=999")).to_have_count(0)
    page.go_back()
    expect(page.get_by_text("car=999")).to_be_visible()
    page.go_back()
    settled(page)
    shows(page, OVERVIEW, car="12")


def test_a_link_of_an_older_version_says_that_numbers_may_have_moved(page):
    visit(page, "/?v=0.0")
    expect(page.get_by_text("numbers may have moved")).to_be_visible()
