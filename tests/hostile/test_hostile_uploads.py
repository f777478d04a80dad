"""No file breaks what reads it: it becomes a table or is refused with a reason, in little time and memory."""

import io
import zipfile
from time import process_time

import openpyxl
import pytest
import streamlit
from hostile import tried, words
from hypothesis import given
from hypothesis import strategies as st

from data.load import BrokenData
from data.upload import LARGEST_FILE, LARGEST_UNPACKED, OWN_TABLES, taken, template, with_own
from pages.ui.own import own_baseline, take

LONGEST_REASON = 400
A_MOMENT_SECONDS = 12
TABLES = {name: template(name) for name in OWN_TABLES}
SPREADSHEET = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def as_csv(name: str) -> bytes:
    return TABLES[name].to_csv(index=False).encode()


def as_workbook(name: str) -> bytes:
    file = io.BytesIO()
    TABLES[name].to_excel(file, index=False)
    return file.getvalue()


def repacked(**parts: bytes) -> bytes:
    """Return a workbook of ours with some of its parts replaced."""
    file, ours = io.BytesIO(), zipfile.ZipFile(io.BytesIO(as_workbook("makers")))
    places = {"sheet": "xl/worksheets/sheet1.xml", "styles": "xl/styles.xml", "book": "xl/workbook.xml"}
    instead = {places[part]: content for part, content in parts.items()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in ours.namelist():
            packed.writestr(name, instead.get(name, ours.read(name)))
    return file.getvalue()


def sheet(rows: bytes, after: bytes = b"", before: bytes = b"") -> bytes:
    return before + b"<worksheet " + SPREADSHEET + b"><sheetData>" + rows + b"</sheetData>" + after + b"</worksheet>"


CONTENTS = {name: (as_csv(name), as_workbook(name)) for name in OWN_TABLES}
names = st.sampled_from(OWN_TABLES)


def is_read_or_refused(name: str, content: bytes) -> None:
    table, found = taken(name, content)
    assert table.empty if found else list(table)
    for fault in found:
        assert fault.table == name and fault.row >= 1 and fault.reason and len(fault.reason) < LONGEST_REASON
        assert "Traceback" not in fault.reason and "/" not in fault.reason.replace("and/or", "")


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a file of ours with bytes put in, taken out or changed."""
    name = draw(names)
    content = bytearray(draw(st.sampled_from(CONTENTS[name])))
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(content) - 1))
        content[place : place + draw(st.integers(0, 40))] = draw(st.binary(max_size=40))
    return name, bytes(content)


@st.composite
def with_hostile_cells(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a table of ours as a file in which some cells, names of columns or whole rows are not what they were."""
    name = draw(names)
    table = TABLES[name].astype(object).head(draw(st.integers(0, 12)))
    for _ in range(draw(st.integers(1, 4))):
        if len(table):
            table.iloc[draw(st.integers(0, len(table) - 1)), draw(st.integers(0, table.shape[1] - 1))] = draw(words)
    columns = list(table)
    if draw(st.booleans()):
        columns[draw(st.integers(0, len(columns) - 1))] = draw(words)
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp932"]))
    separator = draw(st.sampled_from(",;\t"))
    return name, table.set_axis(columns, axis=1).to_csv(index=False, sep=separator).encode(encoding, errors="replace")


@tried(750)
@given(names, st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"]))
def test_random_bytes_are_a_table_or_refused(name, content, start):
    is_read_or_refused(name, start + content)


@tried(750)
@given(mutated())
def test_a_damaged_file_is_a_table_or_refused(given_file):
    is_read_or_refused(*given_file)


@tried(750)
@given(with_hostile_cells())
def test_a_file_with_hostile_cells_is_a_table_or_refused(given_file):
    is_read_or_refused(*given_file)


cells = st.one_of(words, st.floats(), st.integers(-(10**30), 10**30), st.booleans(), st.datetimes(), st.none())


@tried(150)
@given(names, st.lists(st.lists(cells, min_size=1, max_size=5), min_size=1, max_size=4))
def test_a_workbook_of_hostile_cells_is_a_table_or_refused(name, rows):
    book = openpyxl.Workbook()
    for row in rows:
        for column, cell in enumerate(row, 1):
            try:
                book.active.cell(book.active.max_row + (column == 1), column, cell)
            except (ValueError, openpyxl.utils.exceptions.IllegalCharacterError):
                continue
    file = io.BytesIO()
    book.save(file)
    is_read_or_refused(name, file.getvalue())


@tried(15)
@given(with_hostile_cells())
def test_what_was_read_makes_a_base_year_or_every_fault_has_its_line(given_file):
    name, content = given_file
    table, found = taken(name, content)
    if found:
        return
    try:
        assert getattr(with_own({name: table}), name) is not None
    except BrokenData as broken:
        assert broken.faults and all(fault.reason and fault.row >= 1 for fault in broken.faults)


def entities(what: bytes) -> bytes:
    return b"<!DOCTYPE x [" + what + b"]>"


LAUGHS = entities(
    b'<!ENTITY a0 "' + b"ha" * 500 + b'">'
    + b"".join(b'<!ENTITY a%d "%s">' % (level, b"&a%d;" % (level - 1) * 50) for level in range(1, 7))
)  # fmt: skip
OUTSIDE = entities(b'<!ENTITY a6 SYSTEM "file:///etc/passwd">')
CELL = b'<row><c t="inlineStr"><is><t>&a6;</t></is></c></row>'
ONE = b"<row><c><v>1</v></c></row>"
EVERYWHERE = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
BOMBS = {
    "a wide sheet": lambda: repacked(sheet=sheet(b"<row>" + b"<c><v>1</v></c>" * 480_000 + b"</row>")),
    "a long sheet": lambda: repacked(sheet=sheet(ONE * 290_000)),
    "a far row": lambda: repacked(sheet=sheet(b'<row r="999999999"><c><v>1</v></c></row>')),
    "a far column": lambda: repacked(sheet=sheet(b'<row><c r="ZZZ1"><v>1</v></c></row>')),
    "everything merged": lambda: repacked(sheet=sheet(ONE, EVERYWHERE)),
    "a merge left open": lambda: repacked(sheet=sheet(ONE, b"<mergeCell " * 600_000)),
    "entities in entities": lambda: repacked(sheet=sheet(CELL, before=LAUGHS)),
    "entities in styles": lambda: repacked(styles=LAUGHS + b"<styleSheet " + SPREADSHEET + b">&a6;</styleSheet>"),
    "a file of this machine": lambda: repacked(sheet=sheet(CELL, before=OUTSIDE)),
    "many styles": lambda: repacked(
        styles=b"<styleSheet " + SPREADSHEET + b"><cellXfs>" + b"<xf/>" * 1_500_000 + b"</cellXfs></styleSheet>"
    ),
    "too much when unpacked": lambda: repacked(sheet=b" " * (LARGEST_UNPACKED + 1)),
    "tags within tags": lambda: repacked(sheet=sheet(b"<row>" + b"<c>" * 100_000)),
    "one long line": lambda: b"a," * (LARGEST_FILE // 2),
    "many short lines": lambda: b"a\n" * (LARGEST_FILE // 2),
    "quotation marks": lambda: b'"' * (LARGEST_FILE - 1),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_be_large_is_refused_at_once(name):
    content, begun = BOMBS[name](), process_time()
    table, found = taken("makers", content)
    assert table.empty and found and process_time() - begun < A_MOMENT_SECONDS


@pytest.mark.parametrize("given_text", ["9" * 5_000, "9" * 1_999, "9" * 400, "1e999", "=1+1", "nan"])
def test_a_refused_cell_leaves_the_table_in_use_as_it_was(given_text):
    streamlit.session_state.clear()
    table = TABLES["makers"].copy()
    table.loc[1, "transaction_price_usd"] = given_text
    faults = take("makers", "mine.csv", table.to_csv(index=False).encode())
    assert [fault.row for fault in faults] == [3] and own_baseline() is None
