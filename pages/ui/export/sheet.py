"""Sheets of an Excel file: a front page and grids with frozen headings, where text is never a formula."""

from collections.abc import Mapping, Sequence
from math import ceil, isfinite
from typing import Any

import numpy as np
import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pages.ui import style
from pages.ui.export.cells import looks_like_a_formula

FORMATS = {
    "percent": "#,##0.00", "points": "#,##0.000", "usd_bn": "#,##0.000", "jpy_bn": "#,##0.0", "usd_m": "#,##0.0",
    "usd": "#,##0", "thousand": "#,##0.000", "firms": "#,##0.0",
}  # fmt: skip
ANY, WHOLE, AS_SET = "#,##0.000", "#,##0", "General"
NARROWEST, WIDEST, LONGEST = 9, 44, 60
FRONT, LINE = (34, 90, 16), 15.5


class Sheets:
    """Write sheets into one file, with one look and the same stamp under every printed page."""

    def __init__(self, book: Workbook, stamp: str) -> None:
        """Make the looks once."""
        self.book, self.stamp = book, stamp
        self.heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.title = book.add_format({"bold": True, "font_size": 15, "font_color": style.JAPAN})
        self.part = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.bold, self.text = book.add_format({"bold": True}), book.add_format({"valign": "top"})
        self.quoted = book.add_format({"quote_prefix": True, "valign": "top"})
        self.numbers: dict[str, Format] = {}

    def add(self, name: str) -> Worksheet:
        """Return a new sheet, printed across the page with its stamp."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L" + self.stamp.replace("&", "&&"))
        return sheet

    def front(self, name: str, lines: Sequence[tuple[str, str]], contents: pd.DataFrame) -> None:
        """Write the first sheet: its title, lines each under a heading, and the contents of the file."""
        sheet = self.add(name)
        for column, width in enumerate(FRONT):
            sheet.set_column(column, column, width)
        (title, _), *rest = lines
        self.put(sheet, (0, 0), title, self.title)
        for row, (heading, said) in enumerate(rest, 1):
            self.put(sheet, (row, 0), heading, self.part)
            self.put(sheet, (row, 1), said, self.wrapped)
            sheet.set_row(row, LINE * max(_lines(heading, FRONT[0]), _lines(said, FRONT[1])))
        self._rows(sheet, contents, len(lines) + 1)
        sheet.freeze_panes(1, 0)

    def grid(
        self, name: str, frame: pd.DataFrame, words: Mapping[str, str] | None = None, written: str = ANY
    ) -> None:  # fmt: skip
        """Write a table under its headings, which stay in sight, each number by the unit in its column's name."""
        sheet = self.add(name)
        named = frame.rename(columns=dict(words or {}))
        formats = [self.number(_format(column, frame[column], written)) for column in frame]
        self._rows(sheet, named, 0, formats)
        for place, column in enumerate(named):
            longest = max([0, *(len(str(value)) for value in frame.iloc[:LONGEST, place] if isinstance(value, str))])
            sheet.set_column(place, place, min(max(longest + 1, len(str(column)) // 2 + 2, NARROWEST), WIDEST))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(named), max(len(named.columns) - 1, 0))
        sheet.repeat_rows(0)

    def number(self, written: str) -> Format:
        """Return the look of a number."""
        if written not in self.numbers:
            self.numbers[written] = self.book.add_format({"num_format": written, "valign": "top"})
        return self.numbers[written]

    def put(self, sheet: Worksheet, cell: tuple[int, int], value: Any, look: Format | None = None) -> None:
        """Write one value as what it is: a number, a truth, or text; what is not known stays empty."""
        value = value.item() if isinstance(value, np.generic) else value
        if isinstance(value, bool):
            sheet.write_boolean(*cell, value, self.text)
        elif isinstance(value, int | float):
            if isfinite(value):
                sheet.write_number(*cell, value, look)
        elif value is not None and value is not pd.NA and value != "":
            sheet.write_string(*cell, str(value), self.quoted if looks_like_a_formula(str(value)) else look)

    def _rows(
        self, sheet: Worksheet, frame: pd.DataFrame, top: int, formats: Sequence[Format] | None = None
    ) -> None:  # fmt: skip
        for place, column in enumerate(frame):
            self.put(sheet, (top, place), str(column), self.heading)
            look = formats[place] if formats else self.wrapped
            for row, value in enumerate(frame.iloc[:, place], top + 1):
                self.put(sheet, (row, place), value, self.text if formats and isinstance(value, str) else look)


def _lines(words: str, width: int) -> int:
    """Return how many lines a text takes in a column of a width in characters."""
    return sum(max(ceil(len(line) / width), 1) for line in words.split("\n"))


def _format(column: str, values: pd.Series, otherwise: str) -> str:
    """Return how the numbers of a column are written, by the unit at the end of its name."""
    written = next((one for unit, one in FORMATS.items() if column.endswith(unit)), otherwise)
    return WHOLE if values.dtype.kind in "iu" else written
