"""Numbers, periods and names of the track record as a reader knows them; knows no screen."""

from pages.ui import style
from pages.ui.text import has, month_words, text

PUBLISHED_UNITS = {"percent": "%", "points": "pp", "share": ""}


def value(number: float, unit: str) -> str:
    """Return an outcome: a change with its sign, an amount without."""
    return style.change(number, "%") if unit == "percent" else style.amount(number, unit)


def miss(number: float, unit: str) -> str:
    """Return a miss in points of a change or percent of an amount."""
    return style.change(number, _unit_of_miss(unit))


def verdict(met: bool, tolerance: float, unit: str) -> str:
    """Return whether an outcome is met, and what counts as that."""
    return text(f"record.{'met' if met else 'missed'}", most=style.amount(tolerance, _unit_of_miss(unit)))


def published(least: float, most: float, unit: str) -> str:
    """Return a published number, or the ends of a range, in the unit it was published in."""
    low, high = (style.change(number, PUBLISHED_UNITS.get(unit, unit)) for number in (least, most))
    return low if least == most else text("record.range", low=low, high=high)


def name(series: str) -> str:
    """Return what an outcome is called."""
    return text(f"outcome.{series}")


def short(series: str, maker: str) -> str:
    """Return what an outcome is called beside a chart."""
    return maker or text(f"outcome_short.{series}")


def nickname(institution: str) -> str:
    """Return an institution as it stands in a chart."""
    key = f"nickname.{institution}"
    return text(key) if has(key) else institution


def period_words(period: str) -> str:
    """Return a period as `Apr–Sep 2025`, `Jun 2025` or as it is written."""
    first, dots, last = period.partition("..")
    if not is_month(first):
        return period
    start = month_words(first, short=True)
    if not dots:
        return start
    return f"{start.split()[0] if first[:4] == last[:4] else start}–{month_words(last, short=True)}"


def is_month(period: str) -> bool:
    """Tell whether a period is one month."""
    return len(period) == len("2025-04")


def _unit_of_miss(unit: str) -> str:
    return "pp" if unit == "percent" else "%"
