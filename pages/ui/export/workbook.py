"""The scenario as an Excel file: the brief, its numbers, levers, assumptions, every table of results, the sources."""

from collections.abc import Iterable, Mapping
from io import BytesIO
from itertools import chain
from typing import Any

import pandas as pd
from xlsxwriter import Workbook

from data.load import sources
from model.assumptions import Assumptions
from model.parameter import Lever, ParameterSet, Value, as_text
from model.result import Result
from pages.ui.export.content import Brief
from pages.ui.export.sheet import AS_SET, Sheets
from pages.ui.export.sheet_charts import charts
from pages.ui.headline import shown
from pages.ui.text import has, table, text
from pages.ui.values import option_words

WORDS_OF_COLUMNS = ("result_column", "supplier_column", "beyond_column", "method_column", "export_column")
OF_SUPPLIERS = ("supplier_tiers", "supplier_months", "chains", "cascade", "prefectures", "sectors")
JUDGED = ("supplier_tiers", "supplier_months", "chains", "cascade", "us_exports", "destinations")


def workbook(brief: Brief, result: Result) -> bytes:
    """Return the scenario as an Excel file; no cell of it holds a formula."""
    file, tables = BytesIO(), result.tables
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        about = {"title": brief.title, "author": text("frame.name"), "subject": brief.stamp}
        book.set_properties(about | {"comments": brief.origin.link})
        sheets = Sheets(book, f"{text('frame.name')} · {brief.stamp}")
        sheets.front(text("export.sheet_brief"), _front(brief), _contents(tables))
        sheets.grid(text("export.sheet_numbers"), _numbers(result))
        beside = {"preset": brief.origin.preset.policy, "reference": result.reference}
        sheets.grid(text("export.sheet_levers"), _levers(result.policy, beside), written=AS_SET)
        assumed = _levers(result.assumptions, {"default": Assumptions()})
        sheets.grid(text("export.sheet_assumptions"), assumed, written=AS_SET)
        charts(sheets, text("export.sheet_charts"), brief)
        for name, frame in tables.items():
            sheets.grid(name, frame, {column: column_words(name, column) for column in frame})
        known = sources().reset_index()
        sheets.grid(text("export.sheet_sources"), known, {name: column_words("sources", name) for name in known})
    return file.getvalue()


def column_words(name: str, column: str) -> str:
    """Return the heading of a column of a table, or its name where it has no words."""
    first = ("supplier_column",) if name in OF_SUPPLIERS else ()
    for words in (*first, *WORDS_OF_COLUMNS):
        if has(f"{words}.{column}"):
            return text(f"{words}.{column}")
    if column.startswith("reference_"):
        return text("export.in_reference", column=column_words(name, column.removeprefix("reference_")))
    return column


def _front(brief: Brief) -> list[tuple[str, str]]:
    """Return the lines of the first sheet: a heading or nothing, and what stands under it."""
    kinds = "; ".join(f"{text(f'kind.{kind}')}: {line}" for kind, line in table("kind_line").items())
    messages = ((message.title, "\n".join((message.said, *message.points))) for message in brief.messages)
    lines = chain(messages, [(text("export.kinds_title"), kinds)])
    head = [("", brief.scenario), ("", brief.stamp), ("", brief.origin.words)]
    return [(brief.title, ""), *head, *lines]


def _contents(tables: Iterable[str]) -> pd.DataFrame:
    """Return one row a sheet: its name, what it holds, and the kind of its numbers."""
    ours = ("numbers", "levers", "assumptions", "charts")
    rows = [(text(f"export.sheet_{name}"), text(f"export.{name}_hold"), "") for name in ours]
    rows += [
        (name, text(f"result_table.{name}"), text(f"kind.{'judgement' if name in JUDGED else 'estimate'}"))
        for name in tables
    ]
    rows += [(text("export.sheet_sources"), text("export.sources_hold"), "")]
    return pd.DataFrame(rows, columns=[text(f"export.{name}") for name in ("sheet", "holds", "kind")])


def _numbers(result: Result) -> pd.DataFrame:
    """Return one row a headline number: in the scenario, in the reference, the change, its kind, and as it is shown."""
    rows = []
    for name, one in result.headline.items():
        said = (text(f"headline.{name}"), *shown(name, one)) if has(f"headline.{name}") else (name, "", "")
        rows.append((*said, one.value, one.reference, one.change, one.unit, text(f"kind.{one.kind}")))
    names = ("name", "on_page", "change_on_page", "value", "reference", "change", "unit", "kind")
    return pd.DataFrame(rows, columns=[text(f"export.{name}") for name in names])


def _levers(chosen: ParameterSet, beside: Mapping[str, ParameterSet]) -> pd.DataFrame:
    """Return one row a lever: its value here and beside, its range, its kind and where it comes from."""
    rows = []
    for name, lever in chosen.declared().items():
        values = [_value(lever, getattr(one, name)) for one in (chosen, *beside.values())]
        source = "; ".join(sources().loc[lever.source.split(";"), ["publisher", "title"]].agg(", ".join, axis=1))
        low, high = (_value(lever, end) if end != "" else "" for end in (lever.low, lever.high))
        named = (text(f"group.{lever.group}"), text(f"{lever.url}.label"), lever.url)
        rows.append((*named, *values, lever.unit, low, high, text(f"kind.{lever.kind}"), source))
    names = ("group", "lever", "key", "here", *beside, "unit", "low", "high", "kind", "source_ids")
    return pd.DataFrame(rows, columns=[text(f"export.{name}") for name in names])


def _value(lever: Lever, value: Value) -> Any:
    """Return a number as it is, and any other value in words."""
    if lever.control == "number":
        return value
    return option_words(lever.url, value) if isinstance(value, str) else as_text(value)
