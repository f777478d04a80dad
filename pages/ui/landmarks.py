"""The known moments of levers as small buttons under each: one element a group, which places its rows itself."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.components import v2

from model.parameter import Lever, Value
from model.policy import Policy
from pages.ui.session import Session, move
from pages.ui.text import text

HERE = Path(__file__).parent
PRESET = "preset"

_element = v2.component(
    "landmarks", js=(HERE / "landmarks.js").read_text(), css=(HERE / "landmarks.css").read_text(), isolate_styles=False
)


def landmarks(group: str, levers: Mapping[str, Lever], kept: Session, *, off: frozenset[str]) -> None:
    """Draw the moments each lever of a group can be set to and, last, the preset's value; `off` cannot be set."""
    known = {name: moments(name, lever, kept) for name, lever in levers.items()}
    rows = [
        {
            "lever": name,
            "control": kept.key(lever.url),
            "label": text("frame.landmarks", lever=text(f"{lever.url}.label")),
            "off": name in off,
            "moments": [
                {"name": moment, "label": text(f"landmark.{moment}"), "here": values[name] == kept.held[lever.url]}
                for moment, values in known[name].items()
            ],
        }
        for name, lever in levers.items()
    ]
    _element(key=f"landmarks-{group}", data=rows)


def chosen(name: str, moment: str) -> None:
    """Set what a moment of a lever says; only a callback may."""
    lever = Policy.declared().get(name)
    if lever and moment in (known := moments(name, lever, st.session_state["session"])):
        move(known[moment])


def moments(name: str, lever: Lever, kept: Session) -> Mapping[str, Mapping[str, Value]]:
    """Return what each known moment of a lever sets, and last the value of the preset."""
    return {**lever.landmarks, PRESET: {name: dict(kept.choice.preset.policy)[name]}}
