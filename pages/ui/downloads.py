"""The brief as files to take along, each made only when it is asked for."""

from functools import partial

import streamlit as st

from model.result import Result
from pages.ui.export.archive import scenario, snippet, tables
from pages.ui.export.content import Brief
from pages.ui.export.deck import deck
from pages.ui.export.paper import paper
from pages.ui.export.workbook import workbook
from pages.ui.text import text

OFFICE = "application/vnd.openxmlformats-officedocument"
# Name -> (ending of the file, what the browser is told it is).
FILES = {
    "pptx": ("pptx", f"{OFFICE}.presentationml.presentation"),
    "pdf": ("pdf", "application/pdf"),
    "xlsx": ("xlsx", f"{OFFICE}.spreadsheetml.sheet"),
    "csv": ("zip", "application/zip"),
    "json": ("json", "application/json"),
    "py": ("py", "text/x-python"),
}


def downloads(result: Result, told: Brief) -> None:
    """Draw one button a file, in the row that is open."""
    makers = {
        "pptx": partial(deck, told),
        "pdf": partial(paper, told),
        "xlsx": partial(workbook, told, result),
        "csv": partial(tables, result, told),
        "json": partial(scenario, result, told.origin),
        "py": partial(snippet, result, told.origin),
    }
    for name, (ending, mime) in FILES.items():
        file = f"common-ground-{told.origin.preset.slug}-{told.digest}.{ending}"
        st.download_button(text(f"brief.{name}"), makers[name], file, mime, key=f"download-{name}", on_click="ignore")
