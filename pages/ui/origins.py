"""What moves headline numbers, worked out when a reader asks where one comes from: with its progress, kept for all."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import streamlit as st

from model.bargain import TALK_UNITS, of_talks
from model.policy import Policy
from model.provenance import Provenance, provenance, workload
from model.result import Result
from model.setting import Setting, of_settings
from pages.ui.draws import crew
from pages.ui.shelf import Shelf
from pages.ui.text import text

MOST_KEPT = 16
Key = tuple[Setting, Policy | None, str]


@st.cache_resource(max_entries=1, show_spinner=False)
def kept() -> Shelf[Key, Provenance]:
    """Return what moved the numbers of the latest scenarios, for all readers, a megabyte each at most."""
    return Shelf(MOST_KEPT)


def origins(result: Result, name: str) -> Provenance | None:
    """Return what moves a number of a result and others with it, found now where it is not kept; none where that fails.

    The numbers of the talks are found together, and those of what a policy does; the talks know no reference.
    """
    setting, of_the_talks = Setting(result.policy, result.assumptions), name in TALK_UNITS
    key = (setting, None if of_the_talks else result.reference, result.baseline.digest)
    if (known := kept().get(key)) is not None:
        return known
    bar, pieces = st.progress(0.0, text("provenance.working")), workload(setting, result.baseline)
    try:
        shown = _counted(lambda done: bar.progress(min(done / pieces, 1.0), text("provenance.working")))
        found = provenance(setting, result.reference, result.baseline, of_talks if of_the_talks else of_settings, shown)
    except (ArithmeticError, OSError, EOFError):
        logging.getLogger(__name__).exception("no provenance for %s", result.digest)
        st.warning(text("provenance.failed"))
        return None
    finally:
        bar.empty()
    kept().put(key, found)
    return found


def _counted(show: Callable[[int], Any]) -> Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]:
    """Return a map over the crew that shows how many pieces of work are done."""
    done = 0

    def mapped(function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        nonlocal done
        for answer in crew().map(function, items):
            done += 1
            show(done)
            yield answer

    return mapped
