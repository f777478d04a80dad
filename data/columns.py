"""What a column of a table may hold."""

import re
from datetime import date

import pandera.pandas as pa

from data.vocabulary import KINDS

MONTH = r"[0-9]{4}-(0[1-9]|1[0-2])"
IDS = r"[A-Za-z0-9_]+(;[A-Za-z0-9_]+)*"


def number(low: float, high: float, *, blank: bool = False, whole: bool = False) -> pa.Column:
    """Declare a number between two bounds."""
    checks = [pa.Check.in_range(low, high, error=f"must be from {low:,} to {high:,}")]
    if whole:
        checks.append(pa.Check(lambda values: values % 1 == 0, error="must be a whole number"))
    return pa.Column(float, checks, nullable=blank)


def choice(options: tuple[str, ...]) -> pa.Column:
    """Declare a word out of a list."""
    return pa.Column(str, pa.Check.isin(options, error=f"must be one of {', '.join(options)}"))


def text(pattern: str = r"\S(.*\S)?", meaning: str = "must not be blank or end in a blank") -> pa.Column:
    """Declare text of a pattern, or any text."""
    return pa.Column(str, pa.Check.str_matches(rf"^(?:{pattern})\Z", error=meaning))


def day() -> pa.Column:
    """Declare a day as YYYY-MM-DD."""
    return pa.Column(str, pa.Check(is_day, element_wise=True, error="must be a day as YYYY-MM-DD"))


def published() -> pa.Column:
    """Declare a day of publication, or its month or year where no more is known."""
    check = pa.Check(is_published, element_wise=True, error="must be YYYY-MM-DD, YYYY-MM, YYYY or blank")
    return pa.Column(str, check)


def period() -> pa.Column:
    """Declare a year, a fiscal year, a month or a span of months."""
    return text(rf"(FY)?[0-9]{{4}}|{MONTH}(\.\.{MONTH})?", "must be YYYY, FYYYYY, YYYY-MM or YYYY-MM..YYYY-MM")


def span() -> pa.Column:
    """Declare a year, a fiscal year, a month, a day or a span of months or days."""
    check = pa.Check(is_span, element_wise=True, error="must be a year, FYYYYY, a month, a day or two of them as A..B")
    return pa.Column(str, check)


def slug() -> pa.Column:
    """Declare words in small letters joined by hyphens."""
    return text(r"[a-z0-9]+(-[a-z0-9]+)*", "must be words in small letters joined by -")


def key() -> pa.Column:
    """Declare words in small letters joined by underscores."""
    return text(r"[a-z0-9]+(_[a-z0-9]+)*", "must be words in small letters joined by _")


def table(unique: list[str], **columns: pa.Column) -> pa.DataFrameSchema:
    """Declare a table of figures: its own columns, and for every row its kind, its source and a note."""
    kept = {"kind": choice(KINDS), "source": text(IDS, "must be source ids parted by ;"), "note": pa.Column(str)}
    return pa.DataFrameSchema({**columns, **kept}, strict=True, unique=unique, report_duplicates="exclude_first")


def is_day(given: str) -> bool:
    """Say whether a text is a day of the calendar as YYYY-MM-DD."""
    try:
        return date.fromisoformat(given).isoformat() == given
    except ValueError:
        return False


def is_published(given: str) -> bool:
    """Say whether a text is a day, a month, a year or blank."""
    return bool(re.fullmatch(rf"([0-9]{{4}}|{MONTH})?", given)) or is_day(given)


def is_span(given: str) -> bool:
    """Say whether a text is a year, a fiscal year, a month, a day, or a span of two months or days that rises."""
    first, dots, last = given.partition("..")
    if not dots:
        return bool(first) and is_published(first.removeprefix("FY"))
    return len(first) == len(last) > len("2025") and first < last and is_published(first) and is_published(last)
