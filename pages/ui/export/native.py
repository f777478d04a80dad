"""A chart of the brief as a chart of PowerPoint: its figures stand in a sheet behind it and can be edited."""

from dataclasses import dataclass
from datetime import date
from math import floor, log10
from typing import Any

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from pages.ui import style
from pages.ui.export.cells import as_data
from pages.ui.export.marks import Bars, Line, Lines

GREY, GRID = "#5b6370", "#e3e6eb"
SMALL, WORDS = Pt(12), Pt(13)
MOST_DECIMALS = 4
ROOM, CLOSE = 0.2, 0.07
PLOT = (0.075, 0.03, 0.81, 0.87)


@dataclass(frozen=True)
class Box:
    """Hold a place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[int, int, int, int]:
        """Return left, top, width and height in the unit of the file."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


def colour(code: str) -> RGBColor:
    """Return a colour written `#4f5fc9`."""
    return RGBColor.from_string(code.removeprefix("#").upper())


def add_chart(slide: Any, shown: Bars | Lines, box: Box, alt: str) -> None:
    """Put a chart on a slide; `alt` says it to a reader who cannot see it."""
    draw = _bars if isinstance(shown, Bars) else _lines
    frame = draw(slide, shown, box)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)


def label_format(shown: Bars | Lines) -> str:
    """Return the number format of a chart's labels: three figures of its largest value, with sign and unit."""
    values = shown.values if isinstance(shown, Bars) else [value for line in shown.lines for value in line.values]
    largest = max((abs(value) for value in values), default=0.0)
    places = 2 - floor(log10(largest)) if largest > 0 else 0
    figures = "#,##0" + ("." + "0" * min(places, MOST_DECIMALS) if places > 0 else "")
    before, after, _ = style.UNITS.get(shown.unit, ("", "", ""))
    plus = style.PLUS if isinstance(shown, Bars) else ""
    written = f'"{before}"{figures}"{after}"'
    return f'"{plus}"{written};"{style.MINUS}"{written};0'


def _bars(slide: Any, shown: Bars, box: Box) -> Any:
    data = CategoryChartData(number_format=label_format(shown))
    data.categories = [as_data(name) for name in shown.names]
    data.add_series(as_data(shown.series), shown.values)
    if shown.reference:
        data.add_series(as_data(shown.reference_series), shown.reference)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box.emu, data)
    chart, plot = frame.chart, frame.chart.plots[0]
    _plain(chart)
    plot.gap_width, plot.overlap = 45, 0
    for point, code in enumerate(shown.colours):
        fill = plot.series[0].points[point].format.fill
        fill.solid()
        fill.fore_color.rgb = colour(code)
    for series in list(plot.series)[1:]:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour(style.REFERENCE)
    for series in plot.series:
        series.invert_if_negative = False
    _label(plot, label_format(shown))
    _names(chart.category_axis)
    _hidden(chart.value_axis, (*shown.values, *shown.reference))
    return frame


def _lines(slide: Any, shown: Lines, box: Box) -> Any:
    data = CategoryChartData(number_format=label_format(shown))
    data.categories = [date(int(month[:4]), int(month[5:]), 1) for month in shown.months]
    for line in shown.lines:
        data.add_series(as_data(line.name), line.values)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.LINE, *box.emu, data)
    chart = frame.chart
    _plain(chart)
    positions = _positions([line for line in shown.lines if not line.reference])
    for line, series in zip(shown.lines, chart.plots[0].series, strict=True):
        series.smooth = False
        series.format.line.color.rgb = colour(line.colour)
        series.format.line.width = Pt(1.5) if line.reference else Pt(3)
        if not line.reference:
            _named_at_its_end(series, line, positions[line.name])
    _months(chart.category_axis)
    _scale(chart.value_axis, shown.unit)
    _place(chart)
    return frame


def _plain(chart: Chart) -> None:
    chart.has_title, chart.has_legend = False, False
    chart.font.size, chart.font.color.rgb = SMALL, colour("#10141b")


def _label(plot: Any, number_format: str) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = number_format, False
    labels.position, labels.show_value = XL_LABEL_POSITION.OUTSIDE_END, True
    labels.font.size = SMALL


def _names(axis: Any) -> None:
    """Write the names beside the bars, the first on top, left of the longest negative bar."""
    axis.reverse_order, axis.has_major_gridlines = True, False
    axis.tick_label_position, axis.major_tick_mark = XL_TICK_LABEL_POSITION.LOW, XL_TICK_MARK.NONE
    axis.tick_labels.font.size = WORDS
    axis.format.line.color.rgb = colour(style.REFERENCE)


def _hidden(axis: Any, values: tuple[float, ...]) -> None:
    """Leave out the scale, which the labels replace, and leave room for them."""
    low, high = min(*values, 0.0), max(*values, 0.0)
    spare = ROOM * (high - low or 1.0)
    axis.visible, axis.has_major_gridlines = False, False
    axis.minimum_scale = low - spare if low < 0 else 0.0
    axis.maximum_scale = high + spare if high > 0 else spare / 4


def _months(axis: Any) -> None:
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "mmm yyyy", False
    axis.tick_label_position, axis.major_tick_mark = XL_TICK_LABEL_POSITION.LOW, XL_TICK_MARK.NONE
    axis.format.line.color.rgb = colour(style.REFERENCE)
    axis._element.append(parse_xml(f'<c:majorUnit {nsdecls("c")} val="6"/>'))
    axis._element.append(parse_xml(f'<c:majorTimeUnit {nsdecls("c")} val="months"/>'))


def _scale(axis: Any, unit: str) -> None:
    before, after, _ = style.UNITS.get(unit, ("", "", ""))
    axis.major_gridlines.format.line.color.rgb = colour(GRID)
    axis.format.line.fill.background()
    axis.tick_labels.font.color.rgb = colour(GREY)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = f'"{before}"General"{after}"', False


def _named_at_its_end(series: Any, line: Line, position: Any) -> None:
    label = series.points[len(line.values) - 1].data_label
    label.position = position
    run = label.text_frame.paragraphs[0].add_run()
    run.text, run.font.size, run.font.bold, run.font.color.rgb = line.name, WORDS, True, colour(line.colour)


def _positions(lines: list[Line]) -> dict[str, Any]:
    """Return where the name of each line stands: at its right, or above and below where lines end together."""
    ordered = sorted(lines, key=lambda line: line.values[-1])
    values = [value for line in lines for value in line.values]
    close = CLOSE * (max(values) - min(values))
    places = {line.name: XL_LABEL_POSITION.RIGHT for line in lines}
    if len(ordered) > 1 and ordered[-1].values[-1] - ordered[-2].values[-1] < close:
        places[ordered[-1].name] = XL_LABEL_POSITION.ABOVE
    if len(ordered) > 1 and ordered[1].values[-1] - ordered[0].values[-1] < close:
        places[ordered[0].name] = XL_LABEL_POSITION.BELOW
    return places


def _place(chart: Chart) -> None:
    """Keep the right of the plot free for the names of the lines."""
    x, y, width, height = PLOT
    sides = "".join(f'<c:{name} val="{value}"/>' for name, value in (("x", x), ("y", y), ("w", width), ("h", height)))
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    layout = f"<c:layout {nsdecls('c')}><c:manualLayout>{modes}{sides}</c:manualLayout></c:layout>"
    area = chart._chartSpace.chart.plotArea
    for old in area.findall("{http://schemas.openxmlformats.org/drawingml/2006/chart}layout"):
        area.remove(old)
    area.insert(0, parse_xml(layout))
