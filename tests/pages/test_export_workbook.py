"""The workbook opens, holds every table and lever with the model's numbers, and not one formula."""

from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import numpy as np
import openpyxl
import pandas as pd
import pytest

from data.load import load, sources
from model import VERSION
from model.assumptions import Assumptions
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate
from pages.ui import style
from pages.ui.export.marks import Bars
from pages.ui.export.messages import brief
from pages.ui.export.workbook import column_words, workbook
from pages.ui.headline import shown
from pages.ui.text import text

BASE, PAGE = load(), "https://example.org/brief"
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "＝1+1")


@pytest.fixture(scope="module")
def result():
    return simulate(PRESETS["july-deal"].policy.but(car_tariff=20.0), Assumptions(), BASE, REFERENCES["law-2024"])


@pytest.fixture(scope="module")
def said(result):
    return brief(result, PRESETS["july-deal"], PAGE)


@pytest.fixture(scope="module")
def book(said, result):
    return openpyxl.load_workbook(BytesIO(workbook(said, result)))


def rows(sheet):
    head, *body = sheet.iter_rows(values_only=True)
    return pd.DataFrame(body, columns=list(head), dtype=object)


def test_it_has_a_sheet_a_table_and_the_levers_assumptions_numbers_and_sources(book, result):
    ours = [text(f"export.sheet_{name}") for name in ("brief", "numbers", "levers", "assumptions", "charts")]
    assert book.sheetnames == [*ours, *result.tables, text("export.sheet_sources")]


@pytest.mark.parametrize("name", simulate(Policy(), Assumptions(), BASE).tables)
def test_each_table_is_the_results_under_headings_in_words(book, result, name):
    table, read = result.tables[name], rows(book[name])
    assert list(read.columns) == [column_words(name, column) for column in table]
    assert not [heading for heading in read.columns if "_" in heading]
    for heading, column in zip(read.columns, table, strict=True):
        held, wanted = read[heading].to_list(), table[column].to_list()
        if table[column].dtype.kind in "if":
            known = [place for place, value in enumerate(wanted) if np.isfinite(value)]
            assert [held[place] for place in known] == pytest.approx([wanted[place] for place in known], rel=1e-12)
            assert all(held[place] is None for place in range(len(wanted)) if place not in known)
        else:
            assert [value or "" for value in held] == [value or "" for value in wanted]


def test_the_headline_numbers_are_those_of_the_page(book, result):
    read = rows(book[text("export.sheet_numbers")]).set_index(text("export.name"))
    for name, number in result.headline.items():
        row = read.loc[text(f"headline.{name}")]
        assert row[text("export.value")] == pytest.approx(number.value, rel=1e-12, abs=1e-12)
        assert row[text("export.change")] == pytest.approx(number.change, rel=1e-12, abs=1e-12)
        assert (row[text("export.on_page")], row[text("export.change_on_page")]) == shown(name, number)
        assert row[text("export.kind")] == text(f"kind.{number.kind}")


def test_every_lever_and_assumption_stands_with_its_value_kind_and_source(book, result):
    for sheet, chosen in (("levers", result.policy), ("assumptions", result.assumptions)):
        read = rows(book[text(f"export.sheet_{sheet}")]).set_index(text("export.key"))
        declared = chosen.declared()
        assert list(read.index) == [lever.url for lever in declared.values()]
        for name, lever in declared.items():
            row = read.loc[lever.url]
            assert row[text("export.kind")] == text(f"kind.{lever.kind}") and row[text("export.source_ids")]
            if lever.control == "number":
                assert row[text("export.here")] == getattr(chosen, name)
    levers = rows(book[text("export.sheet_levers")]).set_index(text("export.key"))
    said = [levers.loc["car", text(f"export.{name}")] for name in ("here", "preset", "reference")]
    assert said == [20.0, 15.0, 2.5]


def test_the_front_says_scenario_link_version_day_and_what_each_sheet_holds(book, said, result):
    cells = [value for row in book.worksheets[0].iter_rows(values_only=True) for value in row if value]
    assert said.scenario in cells and said.stamp in cells and said.origin.words in cells
    assert f"model {VERSION}" in said.stamp and "9 November 2026" in said.stamp
    assert set(result.tables) <= set(cells) and text("kind.judgement") in cells
    assert all(one.title in cells for one in said.messages)


def test_every_source_stands_with_its_address(book):
    read = rows(book[text("export.sheet_sources")])
    known = sources()
    assert read.iloc[:, 0].to_list() == known.index.to_list()
    assert [url or "" for url in read[column_words("sources", "url")]] == known["url"].to_list()


def test_the_headings_stay_in_sight_and_numbers_have_a_format(book, result):
    for name in (*result.tables, text("export.sheet_levers"), text("export.sheet_numbers")):
        assert book[name].freeze_panes == "B2"
    written = {cell.number_format for row in book["makers"].iter_rows(min_row=2) for cell in row
               if isinstance(cell.value, float)}  # fmt: skip
    assert "General" not in written and "#,##0.000" in written


def test_the_charts_are_charts_of_the_cells_beside_them(book, said):
    sheet = book[text("export.sheet_charts")]
    assert len(sheet._charts) == sum(one.chart is not None for one in said.messages)
    values = [value for (value,) in sheet.iter_rows(min_col=2, max_col=2, values_only=True)]
    makers = next(one.chart for one in said.messages if one.key == "makers")
    assert values[3:9] == pytest.approx(list(makers.values))


def test_no_cell_of_it_is_a_formula(book):
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize("words", FORMULAS)
def test_text_that_looks_like_a_formula_is_data_wherever_it_stands(words, said, result):
    table = pd.DataFrame({words: [words], "six": [True], "units_thousand": [-1.5], "gap": [np.nan]})
    odd = SimpleNamespace(policy=result.policy, reference=result.reference, assumptions=result.assumptions,
                          headline=result.headline, tables={"makers": table})  # fmt: skip
    bars = Bars((words,), (1.0,), (style.JAPAN,), words, "USD bn", words)
    shown = replace(said, title=words, scenario=words, messages=(replace(said.messages[1], title=words, chart=bars),))
    book = openpyxl.load_workbook(BytesIO(workbook(shown, odd)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == words]
    assert {sheet.title for sheet in book if [cell for cell in cells if cell.parent is sheet]} >= {"makers", "Brief"}
    assert {cell.data_type for cell in cells} == {"s"} and all(cell.quotePrefix for cell in cells)
    assert book["makers"]["C2"].value == -1.5 and book["makers"]["D2"].value is None
