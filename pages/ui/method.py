"""What the method page shows: docstrings as text with equations, parameters and data as tables."""

import re
from collections.abc import Callable
from functools import lru_cache
from inspect import getdoc
from typing import Any

import pandas as pd

from data.load import TABLES, sources
from data.vocabulary import KINDS
from model.assumptions import Assumptions
from model.baseline import Baseline
from model.parameter import Lever, ParameterSet, Value
from model.policy import Policy
from pages.ui.levers import source_words
from pages.ui.text import text
from pages.ui.values import value_words

BADGES = {"fact": "green", "estimate": "blue", "judgement": "orange"}
DISPLAYED = re.compile(r"\$\$(.+?)\$\$[ \t]*\n?", re.DOTALL)
BETWEEN = re.compile(r",?\s*\\q?quad\b")
MATHS = re.compile(r"(\$\$.+?\$\$|\$[^$]+\$)", re.DOTALL)
SYMBOL = re.compile(r"(?<![\w{\\])([A-Za-z])_(\{[^}]+\}|\w)(?!\w)")


def explained(function: Callable[..., Any]) -> str:
    """Return a function's docstring as markdown, each equation on lines of its own, so that it fits a phone."""
    said = DISPLAYED.sub(_displayed, getdoc(function) or "")
    parts = MATHS.split(said)
    return "".join(part if part.startswith("$") else _prose(part) for part in parts)


def place(function: Callable[..., Any]) -> str:
    """Return where a function stands, as `model.law.duty_rates`."""
    return f"{function.__module__}.{function.__qualname__}"


def parameters(policy: Policy, assumptions: Assumptions) -> pd.DataFrame:
    """Return every lever and assumption with its value now, its default, its range, its kind and its source."""
    return pd.DataFrame([*_rows(policy, "lever"), *_rows(assumptions, "assumption")])


def data_tables(baseline: Baseline) -> pd.DataFrame:
    """Return each table of the data with its rows, how many of each kind, and its sources."""
    return pd.DataFrame(
        {
            "table": text(f"data.{name}"),
            "holds": text(f"data_line.{name}"),
            "rows": len(table),
            **{kind: int((table["kind"] == kind).sum()) for kind in KINDS},
            "sources": len(_ids(table)),
        }
        for name, table in ((name, getattr(baseline, field)) for field, name in TABLES.items())
    )


def data_table(baseline: Baseline, name: str) -> pd.DataFrame:
    """Return one table of the data."""
    field = next(field for field, table in TABLES.items() if table == name)
    return pd.DataFrame(getattr(baseline, field))


def sources_of(table: pd.DataFrame) -> pd.DataFrame:
    """Return the sources that a table names."""
    return sources().loc[_ids(table), ["publisher", "title", "published", "url"]].reset_index()


def _rows(chosen: ParameterSet, role: str) -> list[dict[str, Any]]:
    central = dict(type(chosen)())
    return [
        _row(lever, getattr(chosen, name), central[name]) | {"role": text(f"method.{role}")}
        for name, lever in chosen.declared().items()
    ]


def _row(lever: Lever, now: Value, default: Value) -> dict[str, Any]:
    low, high = (value_words(lever, end) if end != "" else "" for end in (lever.low, lever.high))
    return {
        "label": text(f"{lever.url}.label"),
        "now": value_words(lever, now),
        "default": value_words(lever, default),
        "low": low,
        "high": high,
        "unit": lever.unit,
        "kind": [text(f"kind.{lever.kind}")],
        "link": _address(lever.source),
        "source": source_words(lever.source),
        "group": text(f"group.{lever.group}"),
        "key": lever.url,
    }


@lru_cache(maxsize=256)
def _address(source: str) -> str:
    """Return where the first of some sources that has an address stands on the web."""
    return next((str(url) for url in sources().loc[source.split(";"), "url"] if url), "")


def _ids(table: pd.DataFrame) -> list[str]:
    return sorted({source for given in table["source"] for source in given.split(";")})


def _displayed(block: re.Match[str]) -> str:
    """Return each equation of a block between bars of its own."""
    return "".join(f"\n\n$$\n{one.strip()}\n$$\n\n" for one in BETWEEN.split(block[1]))


def _prose(part: str) -> str:
    """Return text outside equations: its symbols as equations, its brackets and bars as themselves."""
    return SYMBOL.sub(r"$\1_\2$", part.replace("[", r"\[")).replace("``", "`")
