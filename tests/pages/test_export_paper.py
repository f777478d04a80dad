"""The paper opens, holds the brief on its first page in vector charts, and says where it comes from."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from told import briefed

from model import VERSION
from model.scenarios import PRESETS, REFERENCES
from pages.ui import style
from pages.ui.export.drawing import _apart, _ticks
from pages.ui.export.paper import paper
from pages.ui.text import text

EXTREMES = {"yen": 80.0, "car_tariff": 100.0, "general_rate": 100.0}


@pytest.fixture(scope="module")
def said():
    return briefed(car_tariff=20.0)


@pytest.fixture(scope="module")
def read(said):
    return PdfReader(BytesIO(paper(said)))


def words(page):
    """Return a page's words with single spaces, however its lines are broken."""
    return " ".join(page.extract_text().split())


def test_the_first_page_holds_answer_numbers_findings_and_limits(said, read):
    front = words(read.pages[0])
    assert said.title in front and said.scenario in front and said.messages[0].said in front
    for one in said.messages:
        assert one.chart is None or (one.title in front and one.source in front)
        assert all(point in front for point in one.points)
    for number in said.messages[0].numbers:
        assert number.value in front and number.label in front and number.change in front


def test_the_bars_carry_the_numbers_of_the_page(said, read):
    front = words(read.pages[0])
    bars = next(one.chart for one in said.messages if one.key == "makers")
    assert all(style.change(value, "USD bn") in front for value in bars.values)


def test_its_charts_are_drawn_not_pictured(read):
    assert not [image for page in read.pages for image in page.images]


def test_the_next_page_holds_settings_kinds_sources_and_the_link(said, read):
    back = " ".join(words(page) for page in read.pages[1:])
    assert all(f"{name} {here}" in back for name, here, _ in said.settings)
    assert text("kind_line.judgement") in back and said.origin.link in back.replace("- ", "-")
    assert all(name in back for name, _ in said.sources)


def test_every_page_says_version_and_day_and_opens_the_scenario(said, read):
    for page in read.pages:
        assert f"model {VERSION}" in words(page) and "9 November 2026" in words(page)
        links = [note.get_object()["/A"]["/URI"] for note in page["/Annots"]]
        assert said.origin.link in links


def test_its_properties_name_it(said, read):
    assert (read.metadata.title, read.metadata.author) == (said.title, text("frame.name"))
    assert read.metadata.subject == said.stamp


@pytest.mark.parametrize("slug", PRESETS)
@pytest.mark.parametrize("reference", REFERENCES)
def test_the_brief_keeps_to_one_page_under_every_scenario(slug, reference):
    said = briefed(slug, reference)
    read = PdfReader(BytesIO(paper(said)))
    points = [point for one in said.messages for point in one.points]
    assert points[-1] in words(read.pages[0]) and text("export.set_title") in words(read.pages[1])


def test_the_brief_keeps_to_one_page_at_the_ends_of_the_levers_and_with_one_message_more():
    said = briefed("escalation", "no-deal", **EXTREMES)
    longer = replace(said, messages=(*said.messages[:-1], said.messages[1], said.messages[-1]))
    for one in (said, longer):
        front, back, *_ = PdfReader(BytesIO(paper(one))).pages
        assert one.messages[-1].points[-1] in words(front) and text("export.set_title") in words(back)


def test_the_same_brief_gives_the_same_file(said):
    assert paper(said) == paper(said)


def test_what_looks_like_markup_is_shown_as_it_is(said):
    odd = replace(said, scenario="<b>5 < 6 & 7</b>")
    assert "<b>5 < 6 & 7</b>" in words(PdfReader(BytesIO(paper(odd))).pages[0])


def test_without_the_address_of_a_page_nothing_is_a_link():
    assert not [page for page in PdfReader(BytesIO(paper(briefed(page="")))).pages if "/Annots" in page]


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0.0, 13.1, [0, 5, 10, 15]), (0.0, 0.0, [0, 0.25]), (-2.0, 3.0, [-2, 0, 2, 4]), (0.0, 40.0, [0, 10, 20, 30, 40])],
)  # fmt: skip
def test_the_scale_has_round_steps_that_enclose_the_values(low, high, expected):
    assert _ticks(low, high) == pytest.approx(expected)


def test_names_at_the_ends_of_lines_never_touch_and_keep_their_order():
    placed = _apart([10.0, 11.0, 50.0])
    assert placed[0] == 10.0 and placed[1] - placed[0] >= 7 and placed[2] == 50.0
