"""The headline numbers of a page in one row: value, change against the reference, and kind."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.components import v2

from model.result import Headline, Result
from pages.ui.headline import shown, tone
from pages.ui.ranges import ask, ranges
from pages.ui.text import text

HERE = Path(__file__).parent
KEY, ASKED, METHOD = "numbers", "number-asked", "pages/method.py"

_component = v2.component(
    "numbers", js=(HERE / "numbers.js").read_text(), css=(HERE / "numbers.css").read_text(), isolate_styles=False
)


def numbers(result: Result, names: Sequence[str], *more: Mapping[str, str]) -> None:
    """Draw headline numbers by name, and more cards after them.

    The words of each number say how its change is written and when it is good, if ever.  A range stands beside each
    once the reader has asked.
    """
    known = ranges(result)
    own = [card(name, result.headline[name]) | {"range": known.get(name, "")} for name in names]
    cards([*own, *more])
    ask(result, known)


def cards(drawn: Sequence[Mapping[str, str]], scenario: Mapping[str, str] | None = None) -> None:
    """Draw cards in one row, each with label, value, change, tone, kind, kindName and help in words.

    The label of a card with a name is a button that leads to where its number comes from, in the scenario that a link's
    query says, or in that of the page.
    """
    said = {"cards": drawn, "label": text("sections.numbers"), "from": text("provenance.link")}
    _element(key=KEY, data=said, scenario=scenario or {})


def lead(here: Mapping[str, str]) -> None:
    """Go to where a number comes from, if the reader has just asked, from the scenario that a link's query says."""
    if asked := st.session_state.pop(ASKED, None):
        name, scenario = asked
        st.switch_page(METHOD, query_params=dict(scenario or here) | where(name))


def where(name: str) -> dict[str, str]:
    """Return what a link to the method page says beside the scenario to show where a number comes from."""
    return {"section": "provenance", "headline": name}


def card(name: str, number: Headline) -> dict[str, str]:
    """Return a headline number as a card that leads to where it comes from."""
    value, change = shown(name, number)
    return {
        "name": name,
        "label": text(f"headline.{name}"),
        "value": value,
        "change": change,
        "tone": tone(name, number),
        "kind": text(f"kind_letter.{number.kind}"),
        "kindName": text(f"kind.{number.kind}"),
        "help": text(f"headline_help.{name}"),
    }


def _asked(scenario: Mapping[str, str]) -> None:
    """Note that a reader asks where a number comes from; the page then leads there before it draws anything."""
    st.session_state[ASKED] = st.session_state[KEY]["chosen"], scenario


def _element(key: str, data: Mapping[str, object], scenario: Mapping[str, str]) -> None:
    _component(key=key, data=data, on_chosen_change=partial(_asked, scenario))
