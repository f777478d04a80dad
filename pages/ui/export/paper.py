"""The brief on paper: a page of answer, numbers, charts and limits, then what is set and where it comes from."""

from collections.abc import Sequence
from functools import cache, lru_cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, KeepInFrame, PageBreak, PageTemplate, Paragraph, Spacer, Table

from pages.ui import style
from pages.ui.export.content import Brief, Message, Number
from pages.ui.export.drawing import BOLD, FONT, drawn
from pages.ui.text import table, text

SIDE, TOP, FOOT = 42.0, 38.0, 40.0
WIDTH, HEIGHT = A4[0] - 2 * SIDE, A4[1] - TOP - FOOT
ROW, GAP = 2, 16.0
CELL = (WIDTH - GAP) / ROW
ABOVE, BELOW, TALLEST = 46.0, 24.0, 190.0
SETTINGS = [0.5 * WIDTH, 0.25 * WIDTH, 0.25 * WIDTH]
DARK, GREY, EDGE = HexColor("#10141b"), HexColor("#5b6370"), HexColor("#dfe2e8")
TONES = {"good": HexColor("#0d6f66"), "bad": HexColor("#8a5210"), "neutral": GREY}
LOOKS = {
    "title": {"fontName": BOLD, "fontSize": 16, "leading": 20},
    "scenario": {"fontSize": 8, "leading": 11, "textColor": GREY, "spaceAfter": 5},
    "answer": {"fontSize": 9.5, "leading": 13.5, "spaceAfter": 8},
    "finding": {"fontName": BOLD, "fontSize": 8.5, "leading": 11},
    "measure": {"fontSize": 6.5, "leading": 8.5, "textColor": GREY},
    "value": {"fontName": BOLD, "fontSize": 10, "leading": 14},
    "label": {"fontSize": 6.5, "leading": 8.5},
    "heading": {"fontName": BOLD, "fontSize": 11, "leading": 15, "spaceBefore": 10, "textColor": HexColor(style.JAPAN)},
    "text": {"fontSize": 8, "leading": 11.5, "spaceAfter": 2},
    "small": {"fontSize": 7, "leading": 9.5, "textColor": GREY, "spaceAfter": 2},
}


def paper(brief: Brief) -> bytes:
    """Return the brief as a PDF file."""
    _fonts()
    file = BytesIO()
    about = {"title": brief.title, "author": text("frame.name"), "subject": brief.stamp, "keywords": brief.origin.link}
    document = BaseDocTemplate(
        file, pagesize=A4, leftMargin=SIDE, rightMargin=SIDE, invariant=True, lang="en", **about
    )  # fmt: skip
    frame = Frame(SIDE, FOOT, WIDTH, HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    document.addPageTemplates(PageTemplate("all", [frame], onPage=lambda canvas, _: _foot(canvas, brief)))
    document.build([*_front(brief), PageBreak(), *_back(brief)])
    return file.getvalue()


def _front(brief: Brief) -> list[Any]:
    """Return the first page: the answer, its numbers, every chart under its finding, and what is not said."""
    opening = next(message for message in brief.messages if message.numbers and message.chart is None)
    head = [_said("title", brief.title), _said("scenario", brief.scenario), _said("answer", opening.said)]
    head += [_cards(opening.numbers), Spacer(0, GAP / 2)]
    foot = [_said("heading", text("export.not_said")), *(_said("small", point) for point in _points(brief))]
    room = HEIGHT - sum(_height(part) for part in [*head, *foot]) - GAP
    return [*head, _charts([message for message in brief.messages if message.chart is not None], room), *foot]


def _points(brief: Brief) -> list[str]:
    return [f"· {point}" for message in brief.messages for point in message.points]


def _height(part: Any) -> float:
    return float(part.wrap(WIDTH, HEIGHT)[1]) + part.getSpaceBefore() + part.getSpaceAfter()


def _cards(numbers: Sequence[Number]) -> Table:
    """Return the numbers side by side, each with the letter of its kind."""
    cells = [
        [
            Paragraph(f"{escape(one.value)} {_coloured(text(f'kind_letter.{one.kind}'), GREY, 6)}", _look("value")),
            _said("label", one.label),
            Paragraph(_coloured(one.change, TONES[one.tone], 7), _look("label")),
        ]
        for one in numbers
    ]
    boxes = [("BOX", (place, 0), (place, 0), 0.6, EDGE) for place in range(len(cells))]
    inside = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 5)]
    inside += [("RIGHTPADDING", (0, 0), (-1, -1), 3)]
    return Table([cells], [WIDTH / len(cells)] * len(cells), style=[*boxes, *inside])


def _charts(messages: Sequence[Message], room: float) -> Table:
    """Return charts two a row in a height, each between its finding with its measure and its source."""
    pairs = [messages[place : place + ROW] for place in range(0, len(messages), ROW)]
    height = min(room / len(pairs) - ABOVE - BELOW, TALLEST)
    rows: list[list[Any]] = []
    for pair in pairs:
        cells = [_chart(message, height) for message in pair]
        rows += [list(parts) for parts in zip(*cells, *[("", "", "")] * (ROW - len(pair)), strict=True)]
    look = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    look += [(side, (0, 0), (-1, -1), 0) for side in ("RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")]
    return Table(rows, [CELL + GAP, CELL], [ABOVE, height, BELOW] * len(pairs), style=look)


def _chart(message: Message, height: float) -> tuple[Any, Any, Any]:
    """Return what stands above a chart, the chart, and what stands below it."""
    assert message.chart is not None
    words = [_said("finding", message.title), _said("measure", message.measure)]
    source = f"{text('export.source', source=message.source)} · {text(f'kind.{message.kind}')}"
    above = KeepInFrame(CELL, ABOVE - 3, words, mode="shrink")
    return (
        above,
        drawn(message.chart, CELL, height),
        KeepInFrame(CELL, BELOW, [_said("measure", source)], mode="shrink"),
    )


def _back(brief: Brief) -> list[Any]:
    """Return the second page: what is set, the kinds of numbers, the sources, and how to find the scenario again."""
    sources = [
        _said("small", text("export.table_sources", table=name, publishers="; ".join(publishers)))
        for name, publishers in brief.sources
    ]
    kinds = [
        _said("small", f"{text(f'kind_letter.{kind}')} · {text(f'kind.{kind}')}: {line}")
        for kind, line in table("kind_line").items()
    ]
    link = Paragraph(_linked(brief, brief.origin.words), _look("small"))
    return [
        _said("heading", text("export.set_title")), *_settings(brief),
        _said("heading", text("export.kinds_title")), *kinds,
        _said("heading", text("export.sources")), *sources, _said("small", text("export.all_sources")),
        _said("heading", text("export.again")), _said("text", brief.scenario), link,
    ]  # fmt: skip


def _settings(brief: Brief) -> list[Any]:
    """Return what differs from the reference and from the central assumptions, as a table."""
    if not brief.settings:
        return [_said("text", text("export.set_nothing"))]
    head = [_said("measure", text(f"export.{name}")) for name in ("lever", "now", "then")]
    rows = [[_said("label", words) for words in row] for row in brief.settings]
    lines = [("LINEBELOW", (0, 0), (-1, -1), 0.4, EDGE), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    lines += [(side, (0, 0), (-1, -1), 1.5) for side in ("TOPPADDING", "BOTTOMPADDING")]
    lines += [("VALIGN", (0, 0), (-1, -1), "TOP")]
    return [_said("small", text("export.set_line")), Table([head, *rows], SETTINGS, style=lines, repeatRows=1)]


def _foot(canvas: Any, brief: Brief) -> None:
    """Write the stamp and the link under a page."""
    canvas.setFont(FONT, 6.5)
    canvas.setFillColor(GREY)
    words = f"{text('frame.name')} · {brief.stamp} · {text('export.kinds')} · "
    canvas.drawString(SIDE, FOOT - 16, words)
    canvas.drawRightString(A4[0] - SIDE, FOOT - 16, str(canvas.getPageNumber()))
    start = SIDE + canvas.stringWidth(words, FONT, 6.5)
    canvas.setFillColor(HexColor("#3f4fb8"))
    canvas.drawString(start, FOOT - 16, text("export.open"))
    if brief.origin.link.startswith("http"):
        end = start + canvas.stringWidth(text("export.open"), FONT, 6.5)
        canvas.linkURL(brief.origin.link, (start, FOOT - 18, end, FOOT - 8))


def _linked(brief: Brief, words: str) -> str:
    if not brief.origin.link.startswith("http"):
        return escape(words)
    return f'<link href="{escape(brief.origin.link)}" color="#3f4fb8">{escape(words)}</link>'


def _coloured(words: str, colour: Any, size: float) -> str:
    return f'<font color="{colour.hexval().replace("0x", "#")}" size="{size}">{escape(words)}</font>'


def _said(look: str, words: str) -> Paragraph:
    return Paragraph(escape(words), _look(look))


@lru_cache(maxsize=64)
def _look(name: str) -> ParagraphStyle:
    return ParagraphStyle(name, **({"fontName": FONT, "textColor": DARK} | LOOKS[name]))


@cache
def _fonts() -> None:
    """Register the two faces that come with reportlab and have a minus sign and a yen sign."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in (FONT, BOLD):
        registerFont(TTFont(name, folder / f"{name}.ttf"))
    registerFontFamily(FONT, normal=FONT, bold=BOLD, italic=FONT, boldItalic=BOLD)
