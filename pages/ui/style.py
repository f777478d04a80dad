"""How numbers and marks look: one palette for light and dark, one way to write a figure; knows no screen."""

from collections.abc import Mapping
from math import floor, isfinite, log10
from types import MappingProxyType
from typing import Any

JAPAN = "#4f5fc9"
UNITED_STATES = "#d8492a"
SCENARIO = JAPAN
REFERENCE = "#83898f"
GAIN = "#14897e"
LOSS = "#a8671a"
TIERS = ("#4f5fc9", "#6b78d3", "#7f86c4", "#8d90b0")
MAKERS: Mapping[str, str] = MappingProxyType(
    {
        "Toyota": "#b53a6b",
        "Honda": "#2f7fc2",
        "Nissan": "#8a5fc2",
        "Mazda": "#9a6b12",
        "Subaru": "#2a8fa0",
        "Mitsubishi": "#5f8a3a",
        "Hyundai-Kia": "#5872a8",
        "GM": "#6f7f9c",
        "Ford": "#4f84a0",
        "Stellantis": "#7a7f3a",
        "VW Group": "#5f7f8f",
        "BMW": "#7582b8",
        "Mercedes-Benz": "#7d7f85",
        "Tesla": "#b06a7c",
        "Volvo": "#4f8f7a",
        "JLR": "#7c8a5f",
        "Others": "#8b8b8b",
    }
)
AS_IT_LASTS = "dash"

# What stands round a plot: over it, beside an axis of numbers, beside an axis of names.
LEGEND = {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.0, "yanchor": "bottom", "traceorder": "normal"}
MARGIN = {"l": 56, "r": 16, "t": 8, "b": 40}
NAMED = {"l": 142, "r": 16, "t": 8, "b": 44}

MINUS, PLUS, NOT_KNOWN = "−", "+", "–"
SIGNIFICANT = 3
NEGLIGIBLE = 5e-5
ROUNDS_TO_A_THOUSAND = 999.5
SMALL, NEGLIGIBLE_IN_LARGE_UNITS = 0.0995, 5e-4
SMALLER: Mapping[str, str] = MappingProxyType({"USD bn": "USD m", "JPY trn": "JPY bn"})
# Counted in wholes: unit of many -> of one.
COUNTED: Mapping[str, str] = MappingProxyType({"firms": "firm", "jobs": "job"})
# Unit -> (what stands before the number, what stands after it, the unit a thousand of these make).
UNITS: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        "USD": ("$", "", ""),
        "USD m": ("$", "m", "USD bn"),
        "USD bn": ("$", "bn", "USD trn"),
        "USD trn": ("$", "trn", ""),
        "JPY": ("¥", "", ""),
        "JPY m": ("¥", "m", "JPY bn"),
        "JPY bn": ("¥", "bn", "JPY trn"),
        "JPY trn": ("¥", "trn", ""),
        "%": ("", "%", ""),
        "percent": ("", "%", ""),
        "pp": ("", " points", ""),
        "thousand": ("", " thousand", "million"),
        "million": ("", " million", ""),
        "month": ("", " months", ""),
        "months": ("", " months", ""),
    }
)


def amount(value: float | None, unit: str = "") -> str:
    """Return a number in words the reader knows: three significant figures and its unit."""
    if value is None or not isfinite(value):
        return NOT_KNOWN
    value = _whole(value, unit)
    before, number, after = _parts(abs(value), unit)
    return f"{_sign(value, '', unit)}{before}{number}{after}"


def change(value: float | None, unit: str = "") -> str:
    """Return a change, its sign always written: `−$3.21bn`, `+1.20 points`."""
    if value is None or not isfinite(value):
        return NOT_KNOWN
    value = _whole(value, unit)
    before, number, after = _parts(abs(value), unit)
    return f"{_sign(value, PLUS, unit)}{before}{number}{after}"


def axis(title: str = "", *, zero: bool = False, **more: Any) -> dict[str, Any]:
    """Return an axis with its title and unit; `zero` draws the zero line where the sign matters."""
    return {"title": {"text": title}, "zeroline": zero, "showgrid": True, "fixedrange": True} | more


def names_axis(**more: Any) -> dict[str, Any]:
    """Return the axis of names beside horizontal bars, first name on top."""
    return {"showgrid": False, "fixedrange": True, "autorange": "reversed", "ticks": "", "title": {"text": ""}} | more


def _parts(size: float, unit: str) -> tuple[str, str, str]:
    """Return what stands before, the figures, and what stands after, in the unit that suits the size."""
    if unit in SMALLER and NEGLIGIBLE_IN_LARGE_UNITS < size < SMALL:
        return _parts(1000 * size, SMALLER[unit])
    if unit in SMALLER and size <= NEGLIGIBLE_IN_LARGE_UNITS:
        size = 0.0
    if unit in COUNTED:
        return "", f"{size:,.0f}", f" {COUNTED[unit] if size == 1 else unit}"
    before, after, larger = UNITS.get(unit, ("", f" {unit}" if unit else "", ""))
    return _parts(size / 1000, larger) if larger and size >= ROUNDS_TO_A_THOUSAND else (before, _figures(size), after)


def _whole(value: float, unit: str) -> float:
    """Return a number of what is counted as a whole one of three figures."""
    return float(f"{round(value):.{SIGNIFICANT}g}") if unit in COUNTED else value


def _figures(size: float) -> str:
    if size < NEGLIGIBLE:
        return "0"
    magnitude = floor(log10(float(f"{size:.{SIGNIFICANT - 1}e}")))
    decimals = SIGNIFICANT - 1 - magnitude
    return f"{round(size, decimals):,.{max(decimals, 0)}f}"


def _sign(value: float, positive: str, unit: str) -> str:
    least = NEGLIGIBLE_IN_LARGE_UNITS if unit in SMALLER else NEGLIGIBLE
    return "" if abs(value) <= least else MINUS if value < 0 else positive
