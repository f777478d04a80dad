"""What a chart of the brief shows, whoever draws it: page, slide, paper or sheet."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bars:
    """Hold one number a name, in the order drawn from the top, and what the reference has where that is not nothing.

    `unit` is the unit of the values as `style` knows it; `axis` says it in words.
    """

    names: tuple[str, ...]
    values: tuple[float, ...]
    colours: tuple[str, ...]
    series: str
    unit: str
    axis: str
    reference: tuple[float, ...] = ()
    reference_series: str = ""


@dataclass(frozen=True)
class Line:
    """Hold one value a month, under its name; the reference stands in grey behind."""

    name: str
    values: tuple[float, ...]
    colour: str
    reference: bool = False


@dataclass(frozen=True)
class Lines:
    """Hold lines over the same months, written 2025-04, and the month from which the levers hold."""

    months: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str
    axis: str
    decision: str
