"""Words by key, for the chosen language."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Any

from data.load import words
from model.parameter import Fault

LONGEST_SHOWN = 40


def text(key: str, **values: object) -> str:
    """Return the words of a key such as `car.label`, with values filled in."""
    table, _, entry = key.partition(".")
    return str(_words()[table][entry]).format(**values)


def several(name: str, *entries: str) -> tuple[str, ...]:
    """Return the words of several entries of one table."""
    return tuple(text(f"{name}.{entry}") for entry in entries)


def table(name: str) -> Mapping[str, str]:
    """Return all words of a table by entry."""
    return MappingProxyType(_words()[name])


def unbroken(words: str) -> str:
    """Return words whose minus signs stay with their numbers at the end of a line."""
    return words.replace("−", "−\u2060")


def month_words(month: str, *, short: bool = False) -> str:
    """Return a month as `August 2025`, or `Aug 2025`."""
    day = date.fromisoformat(f"{month}-01")
    return f"{day:%b %Y}" if short else f"{day:%B %Y}"


def day_words(day: str, *, short: bool = False) -> str:
    """Return a day as `22 July 2025`, or `22 Jul 2025`."""
    return f"{date.fromisoformat(day):%-d %b %Y}" if short else f"{date.fromisoformat(day):%-d %B %Y}"


def has(key: str) -> bool:
    """Tell whether a key has words."""
    table, _, entry = key.partition(".")
    return entry in _words().get(table, {})


def sentence(fault: Fault) -> str:
    """Return a fault in words; what came from a link is shown as code, so it cannot draw or link."""
    label = text(f"{fault.key}.label") if has(f"{fault.key}.label") else text("frame.unknown")
    limit = f" ({text(f'{fault.key}.limit')})" if fault.too_much and has(f"{fault.key}.limit") else ""
    return f"{label} (`{_shown(fault.key)}={_shown(fault.given)}`): {fault.reason}{limit}"


def _shown(given: str) -> str:
    printable = "".join(sign if sign.isprintable() and sign != "`" else " " for sign in given[: LONGEST_SHOWN + 1])
    return printable if len(printable) <= LONGEST_SHOWN else f"{printable[:LONGEST_SHOWN]}…"


@cache
def _words() -> Mapping[str, Any]:
    return MappingProxyType(words())
