"""The brief as slides: one message a slide, charts that can be edited, notes with the numbers and their sources."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches, Pt

from pages.ui import style
from pages.ui.export.content import Brief, Message, Number, named_sources
from pages.ui.export.native import Box, add_chart, colour
from pages.ui.export.notes import notes
from pages.ui.text import text

TITLE_ONLY = 5
DARK, GREY, EDGE = "#10141b", "#5b6370", "#dfe2e8"
TONES = {"good": "#0d6f66", "bad": "#8a5210", "neutral": GREY}
THEME = (style.JAPAN, style.UNITED_STATES, style.GAIN, style.LOSS, "#8a5fc2", "#2f7fc2")
LEFT, WIDTH = 0.6, 12.13
TITLE = Box(LEFT, 0.5, WIDTH, 0.95)
SAID = Box(LEFT, 1.9, WIDTH, 1.75)
MEASURE = Box(LEFT, 1.42, WIDTH, 0.6)
CHART = Box(LEFT, 2.05, 8.75, 4.55)
CARD_WIDTH, CARD_HEIGHT, GAP = 3.1, 1.35, 0.2
ROW = 3


def deck(brief: Brief) -> bytes:
    """Return the brief as a PowerPoint file."""
    show = Presentation()
    show.slide_width, show.slide_height = Inches(13.333), Inches(7.5)
    _named(show, brief)
    for number, message in enumerate(brief.messages, 1):
        slide = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
        _title(slide, message.title)
        if message.points:
            _points(slide, message, brief)
        elif message.chart is None:
            _answer(slide, message, brief)
        else:
            _finding(slide, message)
        _foot(slide, brief, number)
        slide.notes_slide.notes_text_frame.text = notes(message, brief)
    file = BytesIO()
    show.save(file)
    return file.getvalue()


def _named(show: Any, brief: Brief) -> None:
    """Name the file and give new shapes the project's colours."""
    about = show.core_properties
    about.title, about.author, about.last_modified_by = brief.title, text("frame.name"), text("frame.name")
    about.subject, about.comments = brief.stamp, brief.origin.link
    theme = show.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME)
    blob = theme.blob.decode()
    for number, code in enumerate(THEME, 1):
        start = blob.index("val=", blob.index(f"<a:accent{number}>")) + len('val="')
        blob = blob[:start] + code.removeprefix("#").upper() + blob[start + 6 :]
    theme._blob = blob.encode()


def _title(slide: Any, words: str) -> None:
    bar = slide.shapes.add_textbox(*Box(LEFT, 0.42, 0.7, 0.07).emu)
    bar.fill.solid()
    bar.fill.fore_color.rgb = colour(style.JAPAN)
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = TITLE.emu
    title.text_frame.word_wrap, title.text_frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    _margins(title.text_frame)
    _write(title.text_frame, [(words, 28, DARK, True)])


def _answer(slide: Any, message: Message, brief: Brief) -> None:
    """Fill a slide with the scenario, the answer and its numbers in two rows."""
    _words(slide, MEASURE, [(brief.scenario, 14, GREY, False)])
    _words(slide, SAID, [(message.said, 20, DARK, False)])
    width = (WIDTH - (ROW - 1) * GAP) / ROW
    for place, number in enumerate(message.numbers):
        left, top = LEFT + place % ROW * (width + GAP), 3.8 + place // ROW * (CARD_HEIGHT + GAP)
        _card(slide, Box(left, top, width, CARD_HEIGHT), number)


def _finding(slide: Any, message: Message) -> None:
    """Fill a slide with a chart, its measure and source, and the numbers beside it."""
    assert message.chart is not None
    _words(slide, MEASURE, [(message.measure, 14, GREY, False)])
    add_chart(slide, message.chart, CHART, f"{message.title}. {message.measure}")
    for place, number in enumerate(message.numbers):
        left, top = LEFT + WIDTH - CARD_WIDTH, CHART.top + 0.1 + place * (CARD_HEIGHT + GAP)
        _card(slide, Box(left, top, CARD_WIDTH, CARD_HEIGHT), number)
    source = f"{text('export.source', source=message.source)} · {text(f'kind.{message.kind}')}"
    _words(slide, Box(LEFT, 6.62, WIDTH, 0.3), [(source, 11, GREY, False)])


def _points(slide: Any, message: Message, brief: Brief) -> None:
    """Fill a slide with what is not said, and where the numbers come from."""
    half = (WIDTH - 0.6) / 2
    left, right = Box(LEFT, 1.6, half, 4.9), Box(LEFT + half + 0.6, 1.6, half, 4.9)
    _words(slide, left, [(point, 16, DARK, False) for point in message.points], space=10)
    lines = [(named_sources(*one), 12, DARK, False) for one in brief.sources]
    head, foot = (text("export.sources"), 16, style.JAPAN, True), (text("export.all_sources"), 12, GREY, False)
    box = _words(slide, right, [head, *lines, foot, (brief.origin.words, 11, GREY, False)], 5)
    _link(box.text_frame.paragraphs[-1].runs[0], brief)


def _card(slide: Any, box: Box, number: Number) -> None:
    """Draw one number: its value, its name, its change, and the letter of its kind."""
    card = slide.shapes.add_textbox(*box.emu)
    card.line.color.rgb, card.line.width = colour(EDGE), Pt(1)
    frame = card.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    _margins(frame, 0.15)
    lines = [(number.value, 24, DARK, True), (number.label, 13, DARK, False)]
    _write(frame, [*lines, (number.change, 13, TONES[number.tone], True)])
    chip = slide.shapes.add_textbox(*Box(box.left + box.width - 0.4, box.top + 0.12, 0.28, 0.24).emu)
    chip.line.color.rgb, chip.line.width = colour(GREY), Pt(0.75)
    chip.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _margins(chip.text_frame)
    _write(chip.text_frame, [(text(f"kind_letter.{number.kind}"), 10, GREY, True)], centred=True)


def _foot(slide: Any, brief: Brief, number: int) -> None:
    line = f"{text('frame.name')} · {brief.stamp} · {text('export.kinds')} · "
    box = _words(slide, Box(LEFT, 6.98, WIDTH - 0.7, 0.3), [(line, 10, GREY, False)])
    run = box.text_frame.paragraphs[0].add_run()
    run.text, run.font.size = text("export.open"), Pt(10)
    _link(run, brief)
    page = _words(slide, Box(LEFT + WIDTH - 0.6, 6.98, 0.6, 0.3), [(str(number), 10, GREY, False)])
    page.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _link(run: Any, brief: Brief) -> None:
    """Let words open the scenario, where the address of the page is known."""
    if brief.origin.link.startswith("http"):
        run.hyperlink.address = brief.origin.link


def _words(slide: Any, box: Box, lines: Sequence[tuple[str, int, str, bool]], space: int = 0) -> Any:
    made = slide.shapes.add_textbox(*box.emu)
    made.text_frame.word_wrap = True
    _margins(made.text_frame)
    _write(made.text_frame, lines, space=space)
    return made


def _write(frame: Any, lines: Sequence[tuple[str, int, str, bool]], *, space: int = 0, centred: bool = False) -> None:
    """Write lines, each with its size in points, colour and weight, one a paragraph."""
    for place, (words, size, code, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.CENTER if centred else PP_ALIGN.LEFT
        paragraph.space_after = Pt(space)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold, run.font.color.rgb = words, Pt(size), bold, colour(code)


def _margins(frame: Any, side: float = 0.0) -> None:
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = Inches(side)
    frame.margin_top = frame.margin_bottom = Inches(0)
