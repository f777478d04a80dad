"""The charts of the brief in Excel: their figures in cells, and charts that draw those cells."""

from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from pages.ui import style
from pages.ui.export.content import Brief, Message
from pages.ui.export.marks import Bars, Lines
from pages.ui.export.sheet import Sheets

NAMES, VALUES, BESIDE, LEAST_ROWS = 30, 16, 9, 20
MONTHS_BETWEEN = 6
SIZE = {"width": 640, "height": 360}
GRID = "#e3e6eb"


def charts(sheets: Sheets, name: str, brief: Brief) -> None:
    """Write every chart's figures one below the other, and beside them the chart."""
    sheet = sheets.add(name)
    sheet.set_column(0, 0, NAMES)
    sheet.set_column(1, BESIDE - 1, VALUES)
    row = 0
    for message in brief.messages:
        if message.chart is not None:
            row += max(_block(sheets, sheet, message, row), LEAST_ROWS) + 1


def _block(sheets: Sheets, sheet: Worksheet, message: Message, top: int) -> int:
    """Write one chart from a row on and return how many rows it takes."""
    shown = message.chart
    assert shown is not None
    sheets.put(sheet, (top, 0), message.title, sheets.bold)
    sheets.put(sheet, (top + 1, 0), message.measure, sheets.text)
    names, columns = _cells(shown)
    for place, (heading, values) in enumerate(columns.items(), 1):
        sheets.put(sheet, (top + 2, place), heading, sheets.heading)
        for row, value in enumerate(values, top + 3):
            sheets.put(sheet, (row, place), value, sheets.number("#,##0.000"))
    for row, one in enumerate(names, top + 3):
        sheets.put(sheet, (row, 0), one, sheets.text)
    chart = sheets.book.add_chart({"type": "bar" if isinstance(shown, Bars) else "line"})
    _draw(chart, shown, sheet.name, (top + 3, top + 2 + len(names)))
    chart.set_title({"name": message.title, "name_font": {"size": 12}, "overlay": False})
    sheet.insert_chart(top, BESIDE, chart, {"description": f"{message.title}. {message.measure}"})
    return len(names) + 3


def _cells(shown: Bars | Lines) -> tuple[tuple[str, ...], dict[str, tuple[float, ...]]]:
    """Return what stands down the first column, and the columns of figures by heading."""
    if isinstance(shown, Bars):
        behind = {shown.reference_series: shown.reference} if shown.reference else {}
        return shown.names, {shown.series: shown.values} | behind
    return shown.months, {line.name: line.values for line in shown.lines}


def _draw(chart: Chart, shown: Bars | Lines, sheet: str, rows: tuple[int, int]) -> None:
    """Let a chart draw the cells of its rows."""
    for place in range(1, len(_cells(shown)[1]) + 1):
        chart.add_series(
            {
                "name": [sheet, rows[0] - 1, place],
                "categories": [sheet, rows[0], 0, rows[1], 0],
                "values": [sheet, rows[0], place, rows[1], place],
                **_look(shown, place - 1),
            }
        )
    chart.set_size(SIZE)
    chart.set_legend({"none": True} if isinstance(shown, Bars) and not shown.reference else {"position": "bottom"})
    values = {"name": shown.axis, "major_gridlines": {"visible": True, "line": {"color": GRID}}}
    if isinstance(shown, Bars):
        chart.set_y_axis({"label_position": "low", "reverse": True})
        chart.set_x_axis(values)
    else:
        chart.set_x_axis({"label_position": "low", "interval_unit": MONTHS_BETWEEN})
        chart.set_y_axis(values)


def _look(shown: Bars | Lines, place: int) -> dict[str, Any]:
    """Return the colours of one series."""
    if isinstance(shown, Lines):
        line = shown.lines[place]
        return {"line": {"color": line.colour, "width": 1.25 if line.reference else 2.5}}
    if place:
        return {"fill": {"color": style.REFERENCE}}
    points = [{"fill": {"color": colour}} for colour in shown.colours]
    return {"points": points, "gap": 45, "data_labels": {"value": True, "num_format": "#,##0.00"}}
