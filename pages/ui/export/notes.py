"""What a speaker can say to a message: its sentence, its numbers with kind, its sources, its limits, its link."""

from data.load import TABLES, sources
from pages.ui.export.content import Brief, Message
from pages.ui.text import table, text

EMPHASIS = str.maketrans("", "", "*`")


def notes(message: Message, brief: Brief) -> str:
    """Return the notes of a message, one paragraph a line."""
    blocks = [
        [message.said.translate(EMPHASIS)],
        _numbers(message),
        _chart(message),
        _sources(message, brief),
        [message.limits.translate(EMPHASIS)],
        [brief.origin.words, brief.stamp],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if any(block))


def _numbers(message: Message) -> list[str]:
    lines = [
        text("export.number", label=one.label, value=one.value, change=one.change, kind=text(f"kind.{one.kind}"))
        for one in message.numbers
    ]
    return [text("export.number_line"), *lines] if lines else []


def _chart(message: Message) -> list[str]:
    if message.chart is None:
        return []
    kind = text(f"kind.{message.kind}")
    return [
        text("export.chart_line", measure=message.measure),
        f"{text('export.source', source=message.source)} · {kind}",
    ]


def _sources(message: Message, brief: Brief) -> list[str]:
    """Return who published what stands in the tables of a message; where it names none, in all of them."""
    wanted = {text(f"data.{name}") for name in message.tables or TABLES.values()}
    lines = [
        text("export.table_sources", table=name, publishers="; ".join(publishers))
        for name, publishers in brief.sources if name in wanted
    ]  # fmt: skip
    kinds = [
        f"{text(f'kind_letter.{kind}')} {text(f'kind.{kind}')}: {line}" for kind, line in table("kind_line").items()
    ]
    return [text("export.sources_line"), *lines, _scenario(brief), text("export.all_sources"), *kinds]


def _scenario(brief: Brief) -> str:
    """Return where the text of the preset stands."""
    row = sources().loc[brief.origin.preset.source]
    if not row["url"]:
        return text("export.own_scenario")
    return text("export.preset_source", publisher=row["publisher"], title=row["title"], url=row["url"])
