"""The element of sentences in a real browser: it writes strong and stressed words, draws nothing else, and stays."""

from collections.abc import Iterator

import pytest
from conftest import ROOT, watched
from playwright.sync_api import Browser, Page, expect

from tests.serving import serving

APP = ROOT / "tests" / "browser" / "say_app.py"
RAW = (
    "<img src=x onerror=\"document.title='taken'\">",
    "**<script>document.title='taken'</script>**",
    "*<b>&lt;i&gt;</b>*",
    "[x](javascript:alert(1)) ![x](http://192.0.2.1/x.png)",
    "`$x$` :red[x] # x",
    "** ** * ***",
)


@pytest.fixture(scope="module")
def say_address() -> Iterator[str]:
    with serving(APP) as server:
        yield server.address


@pytest.fixture
def page(browser: Browser, say_address: str) -> Iterator[Page]:
    with watched(browser, say_address) as found:
        found.goto("/")
        expect(found.locator(".said .foot")).to_be_visible(timeout=30_000)
        yield found


def say(page: Page, words: str) -> None:
    page.get_by_label("Say").fill(words)
    page.keyboard.press("Enter")


def test_strong_and_stressed_words_are_set_so_and_the_answer_is_a_heading(page):
    note = page.locator(".said .note")
    expect(page.get_by_role("heading", level=2)).to_have_text("It holds.")
    expect(note).to_have_text("Strong and stressed, 2 × 3 ** 4.")
    assert note.locator("strong").all_inner_texts() == ["Strong"]
    assert note.locator("em").all_inner_texts() == ["stressed"]


def test_what_looks_like_markup_is_written_as_it_is(page):
    note = page.locator(".said .note")
    for raw in RAW:
        before = note.inner_text()
        say(page, raw)
        expect(note).not_to_have_text(before)
        shown = note.inner_text()
        assert shown.replace("*", "").split() == raw.replace("*", "").split()
        assert note.evaluate("note => [...note.querySelectorAll(':not(strong, em)')].length") == 0
        assert page.title() == "Say"


def test_a_sentence_said_anew_stays_the_same_element_and_others_come_and_go_in_their_places(page):
    foot = page.locator(".said .foot")
    page.locator(".said .note").evaluate("note => { note.marked = true }")
    say(page, "Anew.")
    expect(page.locator(".said .note")).to_have_text("Anew.")
    assert page.locator(".said .note").evaluate("note => note.marked")
    for kinds in (["answer", "note", "beside", "beside", "foot"], ["answer", "note", "foot"]):
        page.locator(".st-key-more label").click()
        expect(page.locator(".said > *")).to_have_count(len(kinds))
        assert page.locator(".said > *").evaluate_all("lines => lines.map(line => line.className)") == kinds
        expect(foot).to_have_text("The end.")
