"""The value of a lever in the reader's words; knows no screen."""

from model.parameter import Lever, Value, as_text
from pages.ui import style
from pages.ui.text import has, text


def option_words(name: str, option: str) -> str:
    """Return the words of an option, or the option itself where it is a name, such as a maker's."""
    return text(f"{name}.{option}") if has(f"{name}.{option}") else option


def value_words(lever: Lever, value: Value) -> str:
    """Return a lever's value as the reader knows it."""
    if lever.control == "choice":
        return option_words(lever.url, str(value))
    return f"{as_text(value)}{'%' if lever.unit == '%' else ''}"


def with_unit(lever: Lever, value: float) -> str:
    """Return a number of a lever with its unit: `15%`, `75% more`, `$550bn`, `$8.00bn a year`, `1 month of sales`."""
    unit = lever.unit
    if unit.startswith("USD bn"):
        return style.amount(value, "USD bn") + unit.removeprefix("USD bn")
    if value == 1:
        unit = unit.replace("months ", "month ").replace("points ", "point ")
    figure = f"{value:,.10g}".replace("-", style.MINUS)
    return f"{figure}{unit}" if unit.startswith("%") else f"{figure} {unit}"
