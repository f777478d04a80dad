"""The levers of a group as controls, with their known moments: one element, whatever their number."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components import v2

from data.load import sources
from model.parameter import Lever, Value
from pages.ui.session import Session, move
from pages.ui.text import text
from pages.ui.values import option_words

HERE = Path(__file__).parent
MOST_BUTTONS = 4
PRESET = "preset"
Moments = Mapping[str, Mapping[str, Mapping[str, Value]]]

_element = v2.component(
    "levers", js=(HERE / "levers.js").read_text(), css=(HERE / "levers.css").read_text(), isolate_styles=False
)


def levers(
    group: str,
    members: Mapping[str, Lever],
    kept: Session,
    *,
    off: frozenset[str] = frozenset(),
    base: Mapping[str, Value] | None = None,
) -> None:
    """Draw levers by their names in the model; `off` cannot be set.

    With a base each is drawn with its known moments and, last, the base's value; without one, with its kind.
    """
    key = f"levers-{group}"
    known = {name: {**lever.landmarks, PRESET: {name: base[name]}} if base else {} for name, lever in members.items()}

    def chosen() -> None:
        match st.session_state[key].get("chosen"):
            case [str(name), str(moment)] if moment in known.get(name, {}):
                move(known[name][moment])

    rows = [
        _drawn(name, lever, kept, with_kind=not base) | {"off": name in off, "moments": _moments(name, known[name])}
        for name, lever in members.items()
    ]
    _element(key=key, data=rows, on_chosen_change=chosen)


def about(lever: Lever) -> str:
    """Return what a lever means, how sure its value is and where it comes from."""
    return f"{text(f'{lever.url}.help')} {text(f'kind.{lever.kind}')}: {source_words(lever.source)}."


@lru_cache(maxsize=256)
def source_words(source: str) -> str:
    """Return the publishers and titles of sources."""
    rows = sources().loc[source.split(";")]
    return "; ".join(f"{row.publisher}, {row.title}" for row in rows.itertuples())


def _drawn(name: str, lever: Lever, kept: Session, *, with_kind: bool) -> dict[str, Any]:
    """Return how a lever is drawn; under its key it starts at one value, whatever is drawn later."""
    label = said = text(f"{lever.url}.label")
    if lever.unit:
        label += f" ({lever.unit})"
    if with_kind:
        label += f", {text(f'kind.{lever.kind}').lower()}"
    return {
        "name": name,
        "key": kept.key(lever.url),
        "value": kept.start[lever.url],
        "label": label,
        "help": about(lever).replace("*", ""),
        "helpName": text("frame.help", lever=said),
        "momentsName": text("frame.landmarks", lever=said),
    } | _control(lever)


def _control(lever: Lever) -> dict[str, Any]:
    match lever.control:
        case "number":
            return {"control": "number", "low": lever.low, "high": lever.high, "step": lever.step}
        case "choice":
            control = "select" if len(lever.options) > MOST_BUTTONS else "buttons"
            words = [option_words(lever.url, option) for option in lever.options]
            return {"control": control, "options": lever.options, "words": words}
        case "month":
            return {"control": "month", "options": lever.positions}
        case "switch":
            return {"control": "switch"}


def _moments(name: str, known: Mapping[str, Mapping[str, Value]]) -> list[dict[str, Any]]:
    return [{"name": one, "label": text(f"landmark.{one}"), "value": values[name]} for one, values in known.items()]
