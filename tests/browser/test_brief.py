"""The brief in a real browser: files that open in their own readers, and steps by the arrow keys."""

import csv
import json
import re
from io import BytesIO, StringIO
from time import monotonic
from zipfile import ZipFile

import openpyxl
import pytest
from conftest import watched
from playwright.sync_api import expect
from pptx import Presentation
from pypdf import PdfReader
from reading import fits, lever, settled, stamp, visit

LINK = "/brief?preset=july-deal&car=20"
MINUTE = 60
LETTERS = 12


def digest(page):
    return stamp(page).split("scenario ")[1][:LETTERS]


def values(page):
    return [value.strip() for value in page.locator(".numbers .value").all_inner_texts()]


def taken(page, label):
    """Press a download and return where the file is."""
    with page.expect_download() as wanted:
        page.get_by_role("button", name=label, exact=True).click()
    return wanted.value


def text_of(slide):
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_from_a_link_to_a_deck_with_ones_own_scenario_within_a_minute(page):
    start = monotonic()
    visit(page, LINK)
    lever(page, "car").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"car=20\.5&"))
    settled(page)
    file = taken(page, "PowerPoint")
    slides = Presentation(file.path()).slides
    assert monotonic() - start < MINUTE
    assert file.suggested_filename == f"common-ground-july-deal-{digest(page)}.pptx"
    assert len(slides) >= 5 and sum(shape.has_chart for slide in slides for shape in slide.shapes) >= 4
    assert all(value in text_of(slides[0]) for value in values(page))
    links = {run.hyperlink.address for shape in slides[0].shapes if shape.has_text_frame
             for line in shape.text_frame.paragraphs for run in line.runs}  # fmt: skip
    (link,) = links - {None}
    assert link.startswith(page.url.split("?")[0]) and "car=20.5" in link
    scenario = digest(page)
    visit(page, link)
    assert digest(page) == scenario


def test_every_other_file_opens_in_its_own_reader_with_the_numbers_of_the_page(page):
    visit(page, LINK)
    shown, scenario = values(page), digest(page)
    front = " ".join(PdfReader(taken(page, "PDF").path()).pages[0].extract_text().split())
    assert all(value in front for value in shown) and scenario in front
    book = openpyxl.load_workbook(BytesIO(taken(page, "Excel").path().read_bytes()))
    as_shown = [row[1] for row in book["Numbers"].iter_rows(values_only=True)]
    assert all(value in as_shown for value in shown) and "makers" in book.sheetnames
    with ZipFile(taken(page, "CSV tables").path()) as archive:
        rows = list(csv.reader(StringIO(archive.read("makers.csv").decode())))
    assert scenario in rows[0][-1] and [row[0] for row in rows if row[0] == "Toyota"] == ["Toyota"]
    read = json.loads(taken(page, "Scenario (JSON)").path().read_text("utf-8"))
    assert read["scenario"] == scenario and read["policy"]["car"] == 20
    code = taken(page, "Python").path().read_text("utf-8")
    compile(code, "snippet", "exec")
    assert scenario in code


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_arrow_keys_step_through_the_messages_and_esc_ends_it(browser, address, theme):
    with watched(browser, address, color_scheme=theme) as page:
        visit(page, LINK)
        page.get_by_role("button", name="Present").click()
        expect(page.get_by_text("1 of ")).to_be_visible()
        for step in ("makers", "suppliers", "balance"):
            page.keyboard.press("ArrowRight")
            expect(page).to_have_url(re.compile(f"step={step}$"))
        page.keyboard.press("ArrowLeft")
        expect(page).to_have_url(re.compile("step=suppliers$"))
        expect(page.locator(".slide .title")).to_contain_text("Tier 3")
        expect(page.locator("figure.chart .main-svg").first).to_be_visible()
        size = page.locator(".slide .title").evaluate("title => parseFloat(getComputedStyle(title).fontSize)")
        assert size >= 30
        page.go_back()
        expect(page).to_have_url(re.compile("step=balance$"))
        settled(page)
        page.keyboard.press("Escape")
        expect(page).to_have_url(re.compile("step=page$"))
        expect(page.get_by_role("button", name="PowerPoint")).to_be_visible()


def test_an_arrow_key_on_a_lever_moves_the_lever_and_not_the_step(page):
    visit(page, f"{LINK}&step=makers")
    lever(page, "car").focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"car=20\.5&.*step=makers$"))
    settled(page)
    expect(page.get_by_text("2 of ")).to_be_visible()


def test_a_link_to_a_step_opens_it_and_the_menu_leaves_it_behind(page):
    visit(page, f"{LINK}&step=economies")
    expect(page.locator(".slide .title")).to_contain_text("GDP")
    page.locator("[data-testid=stSidebar]").get_by_role("link", name="Overview", exact=True).click()
    settled(page)
    expect(page).to_have_url(re.compile(r"/\?preset=july-deal&car=20&v=[\d.]+$"))


def test_a_step_fits_a_phone(phone):
    for step in ("answer", "balance", "limits"):
        visit(phone, f"{LINK}&step={step}")
        fits(phone)
