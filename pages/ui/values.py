"""The value of a lever in the reader's words; knows no screen."""

from model.parameter import Lever, Value, as_text
from pages.ui.text import has, text


def option_words(name: str, option: str) -> str:
    """Return the words of an option, or the option itself where it is a name, such as a maker's."""
    return text(f"{name}.{option}") if has(f"{name}.{option}") else option


def value_words(lever: Lever, value: Value) -> str:
    """Return a lever's value as the reader knows it."""
    if lever.control == "choice":
        return option_words(lever.url, str(value))
    return f"{as_text(value)}{'%' if lever.unit == '%' else ''}"
