"""The headline numbers of a page in one row: value, change against the reference, and kind."""

from collections.abc import Sequence
from pathlib import Path

from streamlit.components import v2

from model.result import Headline, Result
from pages.ui import style
from pages.ui.text import text

HERE = Path(__file__).parent
LITTLE = 5e-4
# Unit of the model -> (factor, unit as the reader knows it).
READERS_UNIT = {
    "USD thousand": (1000.0, "USD"),
    "thousand cars": (1.0, "thousand"),
    "thousand vehicles": (1.0, "thousand"),
    "percentage points": (1.0, "pp"),
    "months of sales": (1.0, "months"),
    "percent of firms": (1.0, "%"),
}

_element = v2.component(
    "numbers", js=(HERE / "numbers.js").read_text(), css=(HERE / "numbers.css").read_text(), isolate_styles=False
)


def numbers(result: Result, names: Sequence[str]) -> None:
    """Draw headline numbers by name; the words of each say how its change is written and when it is good, if ever."""
    cards = [_card(name, result.headline[name]) for name in names]
    _element(key="numbers", data={"cards": cards, "label": text("sections.numbers")})


def shown(name: str, number: Headline) -> tuple[str, str]:
    """Return a headline number and its change in words.

    `percent`: level, and the change in percent.  `points`: level, and the change in points.  `change`: the change
    itself, and the level it starts from.  `level`: level, and the change in the same unit.
    """
    unit = number.unit.partition(" a ")[0]
    level, change = style.amount(*_known(number.value, unit)), style.change(*_known(number.change, unit))
    match text(f"headline_shows.{name}"):
        case "percent":
            return level, style.change(number.percent, "%")
        case "points":
            return level, style.change(number.change, "pp")
        case "change":
            return change, text("sections.from", value=style.amount(*_known(number.reference, unit)))
        case _:
            return level, change


def _card(name: str, number: Headline) -> dict[str, str]:
    value, change = shown(name, number)
    return {
        "label": text(f"headline.{name}"),
        "value": value,
        "change": change,
        "tone": _tone(name, number),
        "kind": text(f"kind_letter.{number.kind}"),
        "kindName": text(f"kind.{number.kind}"),
        "help": text(f"headline_help.{name}"),
    }


def _tone(name: str, number: Headline) -> str:
    good = text(f"good_when.{name}")
    if abs(number.change) < LITTLE or good == "neither":
        return "neutral"
    return "good" if (number.change > 0) == (good == "more") else "bad"


def _known(value: float, unit: str) -> tuple[float, str]:
    factor, name = READERS_UNIT.get(unit, (1.0, unit))
    return factor * value, name
