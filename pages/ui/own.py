"""A reader's own numbers: a table uploaded for this session alone, checked before anything uses it."""

import io
import logging
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.load import BrokenData
from data.schemas import Fault
from data.upload import OWN_TABLES, taken, template, with_own
from model.assumptions import Assumptions
from model.baseline import Baseline
from model.market import NotConverged
from model.policy import Policy
from model.simulate import simulate
from pages.ui.text import text

TABLES, BASELINE, NAMES = "own-tables", "own-baseline", "own-names"
MOST_SHOWN = 200


def own_baseline() -> Baseline | None:
    """Return the base year with the reader's tables, or nothing where none is in use."""
    return st.session_state.get(BASELINE)


def badge() -> None:
    """Say on every page which of the reader's tables are in use."""
    names = st.session_state.get(NAMES)
    if names:
        named = ", ".join(f"{text(f'data.{table}')} (`{_shown(file)}`)" for table, file in names.items())
        st.info(text("own.badge", tables=named))


def own_numbers() -> None:
    """Draw what may be uploaded, the templates, the upload, its faults, and what is in use."""
    st.caption(text("own.line"))
    words = {name: text(f"data.{name}") for name in OWN_TABLES}
    name = st.radio(text("own.which"), OWN_TABLES, format_func=words.__getitem__, horizontal=True, key="own-which")
    left, right = st.columns(2)
    table = template(name)
    left.download_button(
        text("own.template_csv"), table.to_csv(index=False).encode("utf-8-sig"), f"{name}.csv", "text/csv",
        key=f"own-csv-{name}", on_click="ignore",
    )  # fmt: skip
    right.download_button(
        text("own.template_xlsx"), lambda: as_workbook(table), f"{name}.xlsx", key=f"own-xlsx-{name}", on_click="ignore"
    )
    given = st.file_uploader(text("own.upload"), type=["csv", "xlsx"], key=f"own-file-{name}", max_upload_size=2)
    if given is not None and st.session_state.get(f"own-seen-{name}") != given.file_id:
        st.session_state[f"own-seen-{name}"] = given.file_id
        st.session_state[f"own-faults-{name}"] = take(name, given.name, given.getvalue())
        if not st.session_state[f"own-faults-{name}"]:
            st.rerun()
    if given is not None:
        _faults(st.session_state.get(f"own-faults-{name}", ()))
    for used in list(st.session_state.get(TABLES, {})):
        st.button(text("own.remove", table=words[used]), key=f"own-remove-{used}", on_click=remove, args=(used,))


def take(name: str, file: str, content: bytes) -> Sequence[Fault]:
    """Use an uploaded table from now on, or return what keeps it from being used; what was in use then stays."""
    table, found = taken(name, content)
    if found:
        return found
    tables = st.session_state.get(TABLES, {}) | {name: table}
    try:
        base = with_own(tables)
        simulate(Policy(), Assumptions(), base)
    except BrokenData as broken:
        return broken.faults
    except NotConverged:
        return [Fault(name, 1, "", "", text("own.no_equilibrium"))]
    except Exception:
        logging.getLogger(__name__).exception("the model cannot use an uploaded %s", name, extra={"private": True})
        return [Fault(name, 1, "", "", text("own.unusable"))]
    _use(tables, base, st.session_state.get(NAMES, {}) | {name: file})
    return ()


def remove(name: str) -> None:
    """Use our own table again in place of the reader's."""
    tables = {one: table for one, table in st.session_state.get(TABLES, {}).items() if one != name}
    names = {one: file for one, file in st.session_state.get(NAMES, {}).items() if one != name}
    _use(tables, with_own(tables) if tables else None, names)


def as_workbook(table: pd.DataFrame) -> bytes:
    """Return a table of texts as an XLSX file."""
    file = io.BytesIO()
    with pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": {"strings_to_formulas": False}}) as book:
        table.to_excel(book, index=False)
    return file.getvalue()


def _use(tables: dict[str, pd.DataFrame], base: Baseline | None, names: dict[str, str]) -> None:
    st.session_state[TABLES], st.session_state[BASELINE], st.session_state[NAMES] = tables, base, names


def _faults(found: Sequence[Fault]) -> None:
    if not found:
        return
    st.error(text("own.refused_1" if len(found) == 1 else "own.refused", count=len(found)))
    rows = pd.DataFrame(found[:MOST_SHOWN])[["row", "column", "given", "reason"]]
    st.dataframe(rows, hide_index=True, column_config={name: text(f"own.{name}") for name in rows})


def _shown(file: str) -> str:
    return "".join(sign for sign in file[:40] if sign.isprintable() and sign != "`")
