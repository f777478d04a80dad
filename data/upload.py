"""A reader's own tables: a CSV or XLSX file through the same schemas as ours, every fault by row and column."""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
import pandas as pd

from data.load import HERE, checked, read
from data.schemas import Fault
from data.tables import SCHEMAS
from model.baseline import Baseline

OWN_TABLES = ("fleet", "makers", "suppliers")
KEPT = {"kind": "estimate", "source": "own", "note": ""}
LARGEST_FILE = 2_000_000
LARGEST_UNPACKED, LARGEST_BESIDE = 8_000_000, 500_000
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5_000, 60, 2_000
TOO_LARGE = f"at most {MOST_ROWS:,} rows of {MOST_COLUMNS} columns are read"
ENCODINGS = ("utf-8-sig", "cp932")
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
GROUPED = re.compile(r"[-+]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
WHOLE = re.compile(r"([-+]?[0-9]+)\.0+")
ROW_END, CELL = re.compile(rb"</(?:\w+:)?row>"), re.compile(rb"<(?:\w+:)?c[\s/>]")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]{0,200}?\bref=[\"']([A-Z0-9:]{1,40})[\"']")
HOLDS_CELLS = re.compile(r"/?xl/(worksheets/|sharedStrings|drawings/|charts/)")
DELIMITERS = ",;\t"

Grid = list[list[str]]


def with_own(own: Mapping[str, pd.DataFrame]) -> Baseline:
    """Return the base year with a reader's tables in place of ours, or raise `BrokenData` with every fault."""
    given, unreadable = {}, []
    for name in SCHEMAS:
        given[name], found = (own[name], []) if name in own else read(HERE / f"{name}.csv")
        unreadable += found
    given["sources"] = pd.concat([given["sources"], _own_source()], ignore_index=True)
    return checked(given, unreadable)


def taken(name: str, content: bytes) -> tuple[pd.DataFrame, list[Fault]]:
    """Return an uploaded file as a table of texts, and what keeps it from being one.

    Numbers may have thousands separators and full-width digits.  The columns kind, source and note may be missing.
    """
    try:
        grid = _rows(name, content)
    except _Unreadable as wrong:
        return pd.DataFrame(), [Fault(name, wrong.row, "", "", wrong.reason)]
    header, *rows = [[_clean(cell) for cell in line] for line in grid]
    doubled = sorted({column for column in header if column and header.count(column) > 1})
    found = [Fault(name, 1, column, "", "this column stands twice") for column in doubled]
    found += [
        Fault(name, number, "", "", f"has {len(row)} cells where the header has {len(header)}")
        for number, row in enumerate(rows, 2)
        if len(row) != len(header)
    ]
    if found:
        return pd.DataFrame(), found
    table = pd.DataFrame(rows, columns=header, dtype=str)
    for column, usual in KEPT.items():
        if column not in table:
            table[column] = usual
    return _plain_numbers(name, table), []


def template(name: str) -> pd.DataFrame:
    """Return our own table as an example of what may be uploaded."""
    table, _ = read(HERE / f"{name}.csv")
    return table.drop(columns=list(KEPT))


class _Unreadable(Exception):
    """Say why a file cannot be read, and at which line."""

    def __init__(self, reason: str, row: int = 1) -> None:
        super().__init__(reason)
        self.reason, self.row = reason, row


def _rows(name: str, content: bytes) -> Grid:
    """Return the cells of a file, the header first, empty lines at the end left out."""
    if len(content) > LARGEST_FILE:
        raise _Unreadable(f"the file has {len(content):,} bytes; at most {LARGEST_FILE:,} are read")
    if not content.strip():
        raise _Unreadable("the file is empty")
    grid = _workbook(content) if content[:4] == b"PK\x03\x04" else _text(content)
    while grid and not any(cell.strip() for cell in grid[-1]):
        grid.pop()
    if not grid:
        raise _Unreadable("the file is empty")
    if len(grid) > MOST_ROWS + 1 or max(map(len, grid)) > MOST_COLUMNS:
        raise _Unreadable(TOO_LARGE)
    for number, line in enumerate(grid, 1):
        if max(map(len, line), default=0) > LONGEST_CELL:
            raise _Unreadable(f"holds a cell of more than {LONGEST_CELL:,} characters", number)
    return grid


def _text(content: bytes) -> Grid:
    if b"\x00" in content and not content.startswith(BYTE_ORDER_MARKS):
        raise _Unreadable("is neither a CSV nor an XLSX file")
    encodings = ("utf-16",) if content.startswith(BYTE_ORDER_MARKS) else ENCODINGS
    for encoding in encodings:
        try:
            words = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise _Unreadable("cannot be read as UTF-8 or Shift-JIS; save it as CSV UTF-8")
    first = words.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    try:
        return [line for line in csv.reader(io.StringIO(words, newline=""), delimiter=delimiter, strict=True)]
    except csv.Error as error:
        raise _Unreadable(f"cannot be read: {error}") from None


def _workbook(content: bytes) -> Grid:
    """Return the first sheet's cells as texts; merged cells and formulas are refused, each named by its cell.

    Rows are read one by one, and none of too many cells, so that a file made to be large is left at once.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _refuse_large(packed)
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
            sheet = book.worksheets[0]
            written = packed.read(sheet._worksheet_path)
            if any(len(CELL.findall(row)) > MOST_COLUMNS for row in ROW_END.split(written)):
                raise _Unreadable(TOO_LARGE)
            merged = [place.decode() for place in MERGED.findall(written)]
            if merged:
                raise _Unreadable(f"has merged cells ({', '.join(sorted(merged)[:3])}); unmerge them")
        sheet.reset_dimensions()
        grid = [_line(cells, number) for number, cells in enumerate(sheet.iter_rows(), 1)]
    except _Unreadable:
        raise
    except Exception:
        raise _Unreadable("cannot be read as an XLSX file") from None
    widest = max(map(len, grid), default=0)
    return [line + [""] * (widest - len(line)) for line in grid]


def _refuse_large(packed: zipfile.ZipFile) -> None:
    if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
        raise _Unreadable(f"unpacks to more than {LARGEST_UNPACKED:,} bytes; it is not read")
    beside = [part for part in packed.infolist() if part.filename.endswith((".xml", ".rels"))]
    if any(part.file_size > LARGEST_BESIDE for part in beside if not HOLDS_CELLS.match(part.filename)):
        raise _Unreadable("has too many styles or names; save the table alone, or as CSV")


def _line(cells: Sequence[Any], number: int) -> list[str]:
    if number > MOST_ROWS + 1 or len(cells) > MOST_COLUMNS:
        raise _Unreadable(TOO_LARGE)
    for cell in cells:
        if cell.data_type == "f":
            raise _Unreadable(f"cell {cell.coordinate} holds a formula; paste its value", number)
    return [_written(cell.value) for cell in cells]


def _written(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    return str(cell)


def _clean(cell: str) -> str:
    """Return a cell without blanks around it, its full-width signs as usual ones, no control characters in it."""
    usual = unicodedata.normalize("NFKC", cell)
    return "".join(sign for sign in usual if sign.isprintable()).strip()


def _plain_numbers(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with the numbers of its number columns in plain digits."""
    for column, declared in SCHEMAS[name].columns.items():
        if column in table and str(declared.dtype) == "float64":
            table[column] = [_plain(cell) for cell in table[column]]
    return table


def _plain(cell: str) -> str:
    usual = cell.replace("\u2212", "-")
    usual = usual.replace(",", "") if GROUPED.fullmatch(usual) else usual
    whole = WHOLE.fullmatch(usual)
    return (whole[1] if whole else usual).removeprefix("+")


def _own_source() -> pd.DataFrame:
    row: Sequence[str] = ("own", "The reader", "A table of the reader's own", "", "", "as the reader has it")
    return pd.DataFrame([row], columns=["id", "publisher", "title", "url", "published", "licence"], dtype=str)
