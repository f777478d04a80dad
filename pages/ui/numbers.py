"""The headline numbers of a page in one row: value, change against the reference, and kind."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from streamlit.components import v2

from model.result import Headline, Result
from pages.ui.headline import shown, tone
from pages.ui.ranges import ask, ranges
from pages.ui.text import text

HERE = Path(__file__).parent

_element = v2.component(
    "numbers", js=(HERE / "numbers.js").read_text(), css=(HERE / "numbers.css").read_text(), isolate_styles=False
)


def numbers(result: Result, names: Sequence[str], *more: Mapping[str, str]) -> None:
    """Draw headline numbers by name, and more cards after them.

    The words of each number say how its change is written and when it is good, if ever.  A range stands beside each
    once the reader has asked.
    """
    known = ranges(result)
    cards([*(card(name, result.headline[name]) | {"range": known.get(name, "")} for name in names), *more])
    ask(result, known)


def cards(drawn: Sequence[Mapping[str, str]]) -> None:
    """Draw cards in one row, each with label, value, change, tone, kind, kindName and help in words."""
    _element(key="numbers", data={"cards": drawn, "label": text("sections.numbers")})


def card(name: str, number: Headline) -> dict[str, str]:
    """Return a headline number as a card."""
    value, change = shown(name, number)
    return {
        "label": text(f"headline.{name}"),
        "value": value,
        "change": change,
        "tone": tone(name, number),
        "kind": text(f"kind_letter.{number.kind}"),
        "kindName": text(f"kind.{number.kind}"),
        "help": text(f"headline_help.{name}"),
    }
