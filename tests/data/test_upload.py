"""A reader's own table: what is read, what is refused, and that every fault is named by row and column."""

import io
import zipfile

import openpyxl
import pandas as pd
import pytest

from data.load import BrokenData, load
from data.upload import LARGEST_FILE, OWN_TABLES, taken, template, with_own


def as_csv(table: pd.DataFrame, encoding: str = "utf-8", separator: str = ",") -> bytes:
    return table.to_csv(index=False, sep=separator).encode(encoding)


def as_workbook(rows: list[list[object]], merge: str = "") -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rows_of(table: pd.DataFrame) -> list[list[object]]:
    return [list(table), *table.to_numpy().tolist()]


@pytest.mark.parametrize("name", OWN_TABLES)
def test_our_own_table_comes_back_with_the_same_numbers(name):
    field = "suppliers" if name == "suppliers" else name
    ours = getattr(load(), field)
    for content in (as_csv(template(name)), as_workbook(rows_of(template(name)))):
        table, found = taken(name, content)
        assert not found
        again = getattr(with_own({name: table}), field)
        columns = [column for column in ours if column not in ("kind", "source", "note")]
        pd.testing.assert_frame_equal(again[columns], ours[columns])
        assert set(again["source"]) == {"own"} and set(again["kind"]) == {"estimate"}


MAKERS = template("makers")


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8-sig", ","), ("utf-16", "\t"), ("cp932", ";"), ("utf-8", "\t")]
)
def test_encodings_and_separators_a_spreadsheet_writes_are_read(encoding, separator):
    table, found = taken("makers", as_csv(MAKERS, encoding, separator))
    assert not found and list(table["maker"]) == list(MAKERS["maker"])


@pytest.mark.parametrize("written", ["45,100", "４５１００", "４５，１００", "45100.0", "+45100", " 45100 "])
def test_a_number_may_have_separators_full_width_digits_and_blanks(written):
    changed = MAKERS.copy()
    changed.loc[0, "transaction_price_usd"] = written
    table, found = taken("makers", as_csv(changed))
    assert not found and table.loc[0, "transaction_price_usd"] == "45100"


def test_full_width_and_foreign_names_stay_names():
    changed = MAKERS.copy()
    changed.loc[0, "home"] = "ＪＰ"
    assert taken("makers", as_csv(changed))[0].loc[0, "home"] == "JP"


def test_one_wrong_cell_in_five_hundred_rows_is_named_by_row_and_column():
    fleet = pd.concat([template("fleet")] * 3, ignore_index=True).head(500)
    fleet["product"] = [f"vehicle-{row}" for row in range(len(fleet))]
    fleet.loc[321, "units"] = "many"
    table, found = taken("fleet", as_csv(fleet))
    assert not found
    with pytest.raises(BrokenData) as broken:
        with_own({"fleet": table})
    assert [(fault.table, fault.row, fault.column, fault.given) for fault in broken.value.faults] == [
        ("fleet", 323, "units", "many")
    ]


def test_every_fault_is_named_at_once():
    changed = MAKERS.copy()
    changed.loc[0, "home"] = "XX"
    changed.loc[1, "transaction_price_usd"] = "-1"
    table, _ = taken("makers", as_csv(changed.assign(colour="red")))
    with pytest.raises(BrokenData) as broken:
        with_own({"makers": table})
    assert {(fault.row, fault.column) for fault in broken.value.faults} == {
        (2, "home"), (3, "transaction_price_usd"), (1, "colour")
    }  # fmt: skip


def test_a_maker_that_no_other_table_knows_is_named():
    changed = template("fleet")
    changed.loc[5, "maker"] = "Tucker"
    table, _ = taken("fleet", as_csv(changed))
    with pytest.raises(BrokenData, match=r"Tucker.*is not in makers.csv"):
        with_own({"fleet": table})


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    return file.getvalue()


REFUSED = {
    "an empty file": (b"", "is empty"),
    "blank lines": (b"\n\n  \n", "is empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "neither a CSV nor an XLSX"),
    "a wrong encoding": (b"maker,home\n\x81\xff\xfe\x80,JP\n", "UTF-8 or Shift-JIS"),
    "an open quotation": (b'maker,home\n"Toyota,JP\n', "cannot be read"),
    "too large": (b"a," * LARGEST_FILE, "at most 2,000,000"),
    "a broken workbook": (b"PK\x03\x04" + b"x" * 50, "cannot be read as an XLSX"),
    "a bomb": (bomb(), "unpacks to more than"),
    "merged cells": (as_workbook(rows_of(MAKERS), merge="A2:B2"), r"merged cells \(A2:B2\)"),
    "a formula": (as_workbook([["maker", "home"], ["Toyota", "=1+1"]]), "cell B2 holds a formula"),
    "too many columns": (b",".join([b"a"] * 61), "60 columns"),
    "a column twice": (b"maker,maker\nToyota,JP\n", "stands twice"),
    "a short line": (b"maker,home\nToyota\n", "has 1 cells"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_reason(what):
    content, reason = REFUSED[what]
    table, found = taken("makers", content)
    assert table.empty and found
    assert any(pd.Series([fault.reason]).str.contains(reason).iloc[0] for fault in found)


def test_text_that_looks_like_a_formula_is_text():
    changed = template("fleet")
    changed.loc[0, "nameplate"] = "=HYPERLINK(1)"
    table, found = taken("fleet", as_csv(changed))
    assert not found and with_own({"fleet": table}).fleet.loc[0, "nameplate"] == "=HYPERLINK(1)"
