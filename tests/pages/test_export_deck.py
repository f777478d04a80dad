"""The deck opens, has a message a slide, charts that are charts, and the page's numbers."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from told import briefed

from model import VERSION
from pages.ui import style
from pages.ui.export.deck import deck
from pages.ui.export.marks import Bars, Line, Lines
from pages.ui.export.native import label_format
from pages.ui.text import text

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "＝1+1")


@pytest.fixture(scope="module")
def said():
    return briefed(car_tariff=20.0)


@pytest.fixture(scope="module")
def slides(said):
    return list(Presentation(BytesIO(deck(said))).slides)


def words(slide):
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def charts(slide):
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def sheet(chart):
    return openpyxl.load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active


def test_it_has_a_slide_a_message_and_at_least_five(said, slides):
    assert len(slides) == len(said.messages) >= 5
    assert [slide.shapes.title.text_frame.text for slide in slides] == [one.title for one in said.messages]


def test_its_charts_are_charts_not_pictures(said, slides):
    kinds = [shape.shape_type for slide in slides for shape in slide.shapes]
    assert MSO_SHAPE_TYPE.PICTURE not in kinds
    assert kinds.count(MSO_SHAPE_TYPE.CHART) == sum(one.chart is not None for one in said.messages) == 5


def test_its_charts_hold_the_numbers_of_the_page_and_can_be_edited(said, slides):
    for one, slide in zip(said.messages, slides, strict=True):
        if one.chart is None:
            assert not charts(slide)
            continue
        (chart,) = charts(slide)
        held = [tuple(series.values) for series in chart.plots[0].series]
        wanted = [one.chart.values] if isinstance(one.chart, Bars) else [line.values for line in one.chart.lines]
        assert held == wanted
        cells = [[cell.value for cell in row] for row in sheet(chart).iter_rows(min_row=2)]
        assert [row[1] for row in cells] == pytest.approx(list(wanted[0]))


def test_its_numbers_are_those_of_the_page_each_with_its_kind(said, slides):
    for one, slide in zip(said.messages, slides, strict=True):
        shown = words(slide)
        for number in one.numbers:
            assert f"{number.value}\n{number.label}\n{number.change}" in shown
        letters = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        kinds = [text(f"kind_letter.{number.kind}") for number in one.numbers]
        assert sorted(letter for letter in letters if letter in ("F", "E", "J")) == sorted(kinds)


def test_every_slide_says_version_day_kinds_and_links_to_the_scenario(said, slides):
    for slide in slides:
        assert f"model {VERSION}" in words(slide) and "9 November 2026" in words(slide)
        assert text("export.kinds") in words(slide)
        runs = [run for shape in slide.shapes if shape.has_text_frame for line in shape.text_frame.paragraphs
                for run in line.runs]  # fmt: skip
        assert said.origin.link in [run.hyperlink.address for run in runs]


def test_every_slide_has_notes_with_sources(said, slides):
    for one, slide in zip(said.messages, slides, strict=True):
        noted = slide.notes_slide.notes_text_frame.text
        assert text("export.sources_line") in noted and said.origin.link in noted
        if one.chart is not None:
            assert one.source in noted


def test_every_chart_has_words_for_those_who_cannot_see_it(said, slides):
    found = [shape._element.nvGraphicFramePr.cNvPr.get("descr") for slide in slides for shape in slide.shapes
             if shape.has_chart]  # fmt: skip
    assert found == [f"{one.title}. {one.measure}" for one in said.messages if one.chart is not None]


def test_a_bar_has_the_colour_of_its_maker(said, slides):
    bars = next(one.chart for one in said.messages if one.key == "makers")
    (chart,) = charts(slides[[one.key for one in said.messages].index("makers")])
    drawn = [str(chart.plots[0].series[0].points[place].format.fill.fore_color.rgb) for place in range(6)]
    assert drawn == [style.MAKERS[name].removeprefix("#").upper() for name in bars.names]


def test_the_reference_is_grey():
    said = briefed("full-removal", "no-deal")
    (chart,) = charts(list(Presentation(BytesIO(deck(said))).slides)[4])
    assert str(chart.plots[0].series[1].format.fill.fore_color.rgb) == style.REFERENCE.removeprefix("#").upper()


def test_without_the_address_of_a_page_nothing_is_a_link():
    slides = Presentation(BytesIO(deck(briefed(page="")))).slides
    runs = [run for slide in slides for shape in slide.shapes if shape.has_text_frame
            for line in shape.text_frame.paragraphs for run in line.runs]  # fmt: skip
    assert {run.hyperlink.address for run in runs} == {None}
    assert any("?preset=july-deal" in run.text for run in runs)


def test_no_text_is_a_formula_in_the_sheet_behind_a_chart(said):
    bars = Bars(FORMULAS, (1.0,) * len(FORMULAS), (style.JAPAN,) * len(FORMULAS), "=2+2", "USD bn", "=3+3")
    line = Lines(("2025-04", "2025-05"), (Line("=1+1", (1.0, 2.0), style.JAPAN),), "%", "", "2025-04")
    shown = [replace(said.messages[1], title="=1+1", chart=bars), replace(said.messages[2], chart=line)]
    for slide in Presentation(BytesIO(deck(replace(said, messages=tuple(shown))))).slides:
        (chart,) = charts(slide)
        texts = [cell for row in sheet(chart).iter_rows() for cell in row if isinstance(cell.value, str)]
        assert texts and {cell.data_type for cell in texts} == {"s"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((-4.76, 0.3), '"$"#,##0.00"bn"'), ((1408.0, -2.0), '"$"#,##0"bn"'), ((0.0213,), '"$"#,##0.0000"bn"'),
        ((0.0,), '"$"#,##0"bn"'), ((13.8,), '"$"#,##0.0"bn"'),
    ],
)  # fmt: skip
def test_a_label_has_three_figures_of_the_largest_value_and_always_a_sign(values, expected):
    bars = Bars(("a",) * len(values), values, (style.JAPAN,) * len(values), "s", "USD bn", "")
    assert label_format(bars) == f'"+"{expected};"{style.MINUS}"{expected};0'
