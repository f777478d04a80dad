"""What becomes of an error: one line of JSON for those who run the server, one sentence for the reader."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st
from streamlit.elements import exception
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.ui.own import NAMES
from pages.ui.text import text

ROOT = Path(__file__).parents[2]
OURS = ("app.py", "pages/", "model/", "data/")
LONGEST_MESSAGE, MOST_PLACES = 300, 8


class OneLine(logging.Handler):
    """Write each record as one line of JSON on standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record."""
        try:
            print(json.dumps(line(record)), file=sys.stderr, flush=True)
        except Exception:
            self.handleError(record)


@cache
def watch() -> None:
    """Have what fails logged by `OneLine`, and what nobody caught shown in our words; once for the whole process."""
    for name in ("pages", "streamlit.error_util"):
        logging.getLogger(name).handlers[:] = [OneLine(logging.WARNING)]
    exception._GENERIC_UNCAUGHT_EXCEPTION_TEXT = text("frame.fallen")


def line(record: logging.LogRecord) -> dict[str, Any]:
    """Return what is said of an error: when, what, where in our code, and the link of the scenario; nobody's address.

    The error's own words are left out where a reader's table is in use, since they may hold its numbers.
    """
    said = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname, "said": record.getMessage(), "link": _link(),
    }  # fmt: skip
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return said
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{file}:{frame.lineno} {frame.name}" for frame in frames if (file := _ours(frame.filename))]
    hidden = getattr(record, "private", False) or _own_tables()
    message = {} if hidden else {"message": str(error)[:LONGEST_MESSAGE]}
    through = {"where": "".join(places[-1:]), "through": places[-MOST_PLACES:-1]}
    return said | {"error": type(error).__name__} | message | through


def _ours(file: str) -> str:
    """Return a file's path within the project; nothing where it is none of ours."""
    path = Path(file)
    inside = path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else ""
    return inside if inside.startswith(OURS) else ""


def _link() -> str:
    """Return the path and query of the scenario on the screen, rebuilt from what was taken of the link."""
    if get_script_run_ctx(suppress_warning=True) is None or (kept := st.session_state.get("session")) is None:
        return ""
    return f"{'' if kept.page == 'overview' else kept.page}?{urlencode(kept.choice.address)}"


def _own_tables() -> bool:
    return get_script_run_ctx(suppress_warning=True) is not None and bool(st.session_state.get(NAMES))
