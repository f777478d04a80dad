"""The known moments of levers as small buttons under each: one element a group, which places its rows itself."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.components import v2

from model.parameter import Lever
from pages.ui.session import Session, move
from pages.ui.text import text

HERE = Path(__file__).parent
PRESET = "preset"

_element = v2.component(
    "landmarks", js=(HERE / "landmarks.js").read_text(), css=(HERE / "landmarks.css").read_text(), isolate_styles=False
)


def landmarks(group: str, levers: Mapping[str, Lever], kept: Session, *, off: frozenset[str]) -> None:
    """Draw the moments each lever of a group can be set to and, last, the preset's value; `off` cannot be set."""
    key, base = f"landmarks-{group}", dict(kept.choice.preset.policy)
    known = {name: {**lever.landmarks, PRESET: {name: base[name]}} for name, lever in levers.items()}

    def chosen() -> None:
        match st.session_state[key]["chosen"]:
            case [str(name), str(moment)] if moment in known.get(name, {}):
                move(known[name][moment])

    rows = [
        {
            "lever": name,
            "control": kept.key(lever.url),
            "label": text("frame.landmarks", lever=text(f"{lever.url}.label")),
            "off": name in off,
            "moments": [
                {
                    "name": moment,
                    "label": text(f"landmark.{moment}"),
                    "value": values[name],
                    "here": values[name] == kept.held[lever.url],
                }
                for moment, values in known[name].items()
            ],
        }
        for name, lever in levers.items()
    ]
    _element(key=key, data=rows, on_chosen_change=chosen)
