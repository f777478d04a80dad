"""A headline number in the reader's words and whether its change is good; knows no screen."""

from model.result import Headline
from pages.ui import style
from pages.ui.text import text

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


def shown(name: str, number: Headline) -> tuple[str, str]:
    """Return a headline number and its change in words.

    `percent`: level, and the change in percent.  `points`: level, and the change in points.  `change`: the change
    itself, and the level it starts from.  `level`: level, and the change in the same unit.
    """
    unit = number.unit.partition(" a ")[0]
    level, change = style.amount(*known(number.value, unit)), style.change(*known(number.change, unit))
    match text(f"headline_shows.{name}"):
        case "percent":
            return level, style.change(number.percent, "%")
        case "points":
            return level, style.change(number.change, "pp")
        case "change":
            return change, text("sections.from", value=style.amount(*known(number.reference, unit)))
        case _:
            return level, change


def tone(name: str, number: Headline) -> str:
    """Return whether the change of a number is good, bad or neither, by the words of the number."""
    good = text(f"good_when.{name}")
    if abs(number.change) < LITTLE or good == "neither":
        return "neutral"
    return "good" if (number.change > 0) == (good == "more") else "bad"


def shows_change(name: str) -> bool:
    """Tell whether a number is written as its change against the reference."""
    return text(f"headline_shows.{name}") == "change"


def known(value: float, unit: str) -> tuple[float, str]:
    """Return a value and its unit as the reader knows them."""
    factor, name = READERS_UNIT.get(unit, (1.0, unit))
    return factor * value, name
