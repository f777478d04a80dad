"""The known moments of a lever as small buttons under it, in one element a lever."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.components import v2
from streamlit.delta_generator import DeltaGenerator

from model.parameter import Lever, Value
from pages.ui.session import Session, move
from pages.ui.text import text

HERE = Path(__file__).parent
PRESET = "preset"

_element = v2.component(
    "landmarks", js=(HERE / "landmarks.js").read_text(), css=(HERE / "landmarks.css").read_text(), isolate_styles=False
)


def landmarks(name: str, lever: Lever, kept: Session, box: DeltaGenerator, *, preset: Value, off: bool) -> None:
    """Draw the moments a lever can be set to and, last, the preset's value; where the lever stands is marked."""
    sets: dict[str, Mapping[str, Value]] = {**lever.landmarks, PRESET: {name: preset}}
    key = f"landmarks-{lever.url}"

    def chosen() -> None:
        move(sets[st.session_state[key]["chosen"]])

    moments = [
        {"name": moment, "label": text(f"landmark.{moment}"), "here": values[name] == kept.held[lever.url]}
        for moment, values in sets.items()
    ]
    label = text("frame.landmarks", lever=text(f"{lever.url}.label"))
    with box:
        _element(key=key, data={"moments": moments, "off": off, "label": label}, on_chosen_change=chosen)
