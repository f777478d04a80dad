"""A chart of the brief as lines and shapes on paper, sharp at any size."""

from datetime import date
from math import ceil, floor, log10

from reportlab.graphics.shapes import Drawing, Line, PolyLine, Rect, String
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from pages.ui import style
from pages.ui.export import marks
from pages.ui.text import text

FONT, BOLD = "Vera", "VeraBd"
SIZE, TICKS = 6.5, 6.0
DARK, GREY, GRID = HexColor("#10141b"), HexColor("#5b6370"), HexColor("#e3e6eb")
BEHIND = HexColor(style.REFERENCE)
THICK, THICKEST = 0.62, 20.0
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
GRIDLINES = 4
APART = 7.5
MONTHS_BETWEEN = 6


def drawn(shown: marks.Bars | marks.Lines, width: float, height: float) -> Drawing:
    """Return a chart of a width and height in points."""
    drawing = Drawing(width, height)
    if isinstance(shown, marks.Bars):
        _bars(drawing, shown)
    else:
        _lines(drawing, shown)
    return drawing


def _bars(drawing: Drawing, shown: marks.Bars) -> None:
    """Draw one bar a name with its number at the end, the reference as a grey tick."""
    words = [style.change(value, shown.unit) if value else "0" for value in shown.values]
    left = max(stringWidth(name, FONT, SIZE) for name in shown.names) + 6
    aside = max(stringWidth(word, FONT, SIZE) for word in words) + 5
    low, high = min(*shown.values, *shown.reference, 0.0), max(*shown.values, *shown.reference, 0.0)
    start, end = left + (aside if low < 0 else 0), drawing.width - (aside if high > 0 or low == 0 else 2)
    scale = (end - start) / (high - low or 1.0)
    zero, row = start - low * scale, drawing.height / len(shown.names)
    for place, (name, value, word, code) in enumerate(
        zip(shown.names, shown.values, words, shown.colours, strict=True)
    ):
        bottom, thick = drawing.height - (place + 1) * row + row * (1 - THICK) / 2, row * THICK
        base = bottom + thick / 2 - SIZE * 0.36
        tip = zero + value * scale
        drawing.add(Rect(min(zero, tip), bottom, abs(tip - zero), thick, fillColor=HexColor(code), strokeColor=None))
        drawing.add(_string(0, base, name))
        drawing.add(_string(tip - 3 if value < 0 else tip + 3, base, word, anchor="end" if value < 0 else "start"))
        if shown.reference:
            mark = zero + shown.reference[place] * scale
            drawing.add(Line(mark, bottom - 2, mark, bottom + thick + 2, strokeColor=BEHIND, strokeWidth=2))
    drawing.add(Line(zero, 0, zero, drawing.height, strokeColor=GREY, strokeWidth=0.6))


def _lines(drawing: Drawing, shown: marks.Lines) -> None:
    """Draw lines over the months, named at their ends, the reference in grey behind, the decision dotted."""
    own = [line for line in shown.lines if not line.reference]
    values = [value for line in shown.lines for value in line.values]
    ticks = _ticks(min(*values, 0.0), max(*values, 0.0))
    before, after, _ = style.UNITS.get(shown.unit, ("", "", ""))
    words = [f"{before}{tick:,g}{after}" for tick in ticks]
    left, bottom = max(stringWidth(word, FONT, TICKS) for word in words) + 4, 12.0
    right = drawing.width - max(stringWidth(line.name, BOLD, SIZE) for line in own) - 6
    across, up = (right - left) / (len(shown.months) - 1), (drawing.height - bottom - 8) / (ticks[-1] - ticks[0])

    def point(month: int, value: float) -> tuple[float, float]:
        return left + month * across, bottom + (value - ticks[0]) * up

    for tick, word in zip(ticks, words, strict=True):
        height = point(0, tick)[1]
        drawing.add(Line(left, height, right, height, strokeColor=GRID, strokeWidth=0.6))
        drawing.add(_string(left - 3, height - 2, word, anchor="end", size=TICKS, colour=GREY))
    for month in range(0, len(shown.months), MONTHS_BETWEEN):
        drawing.add(_string(point(month, 0)[0], 2, _month(shown.months[month]), size=TICKS, colour=GREY))
    if shown.decision in shown.months:
        at, top = point(shown.months.index(shown.decision), 0)[0], drawing.height - 6
        drawing.add(Line(at, bottom, at, top, strokeColor=GREY, strokeWidth=0.6, strokeDashArray=[1, 2]))
        drawing.add(_string(at + 2, top, text("export.decision"), size=TICKS, colour=GREY))
    for line in shown.lines:
        corners = [side for month, value in enumerate(line.values) for side in point(month, value)]
        drawing.add(PolyLine(corners, strokeColor=HexColor(line.colour), strokeWidth=0.9 if line.reference else 1.8))
    ends = [point(len(line.values) - 1, line.values[-1])[1] for line in own]
    for line, height in zip(own, _apart(ends), strict=True):
        drawing.add(_string(right + 3, height - 2, line.name, font=BOLD, colour=HexColor(line.colour)))


def _ticks(low: float, high: float) -> list[float]:
    """Return round values that enclose a range."""
    rough = (high - low or 1.0) / GRIDLINES
    power = 10.0 ** floor(log10(rough))
    step = next(power * one for one in STEPS if power * one >= rough * (1 - 1e-9))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def _apart(heights: list[float]) -> list[float]:
    """Return the heights pushed up where two names would touch."""
    placed: dict[int, float] = {}
    level = float("-inf")
    for place in sorted(range(len(heights)), key=lambda one: heights[one]):
        level = placed[place] = max(heights[place], level + APART)
    return [placed[place] for place in range(len(heights))]


def _month(month: str) -> str:
    return f"{date(int(month[:4]), int(month[5:]), 1):%b %Y}"


def _string(
    x: float, y: float, words: str, *, anchor: str = "start", size: float = SIZE, font: str = FONT,
    colour: HexColor = DARK,
) -> String:  # fmt: skip
    return String(x, y, words, textAnchor=anchor, fontName=font, fontSize=size, fillColor=colour)
