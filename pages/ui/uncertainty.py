"""Draws of the assumptions as tables: one result's spread, its months, one assumption at a time, signs, verdicts."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from model.assumptions import Assumptions
from model.headline import MONTHLY, UNITS, Pairs, monthly
from model.market.demand import Array
from model.negotiation.draws import Verdicts
from model.result import Result
from model.sensitivity import Study, Uncertainty, first_order
from model.tariffs import MONTHS
from pages.ui import style
from pages.ui.draws import Drawn
from pages.ui.figures.uncertainty import Spread
from pages.ui.headline import READERS_UNIT
from pages.ui.numbers import card
from pages.ui.text import has, text, unbroken
from pages.ui.values import value_words

CERTAIN = ("effective_rate", "rate_gap")
RESULTS = ("six_profit", *(name for name in UNITS if name not in (*CERTAIN, "six_profit")))
SAME = 1e-9
SIGN_OF = (
    "japan_built", "export_value", "six_duty", "six_profit", "lasting_six_profit", "us_price", "us_sales", "short",
    "jobs", "exports", "balance_jpy", "revenue", "gdp",
)  # fmt: skip


def cards_of(result: Result, names: Sequence[str], kept: Drawn | None) -> list[dict[str, str]]:
    """Return headline numbers as cards: the central run and, once drawn, the band of nine draws in ten below it."""
    drawn = [card(name, result.headline[name]) for name in names]
    if kept is None:
        return drawn
    spreads = [spread_of(result, kept.draws, name) for name in names]
    return [one | _range(one, spread) for one, spread in zip(drawn, spreads, strict=True)]


def _range(one: dict[str, str], spread: Spread) -> dict[str, str]:
    low, high = style.change(spread.low, spread.unit), style.change(spread.high, spread.unit)
    tone = one["tone"] if spread.low * spread.high > 0 else "neutral"
    return {"change": unbroken(text("uncertainty.range", low=low, high=high)), "tone": f"{tone} range"}


def changes(name: str, pair: Pairs) -> Array:
    """Return a headline's change against the reference as its card says it: percent, or its own unit."""
    if text(f"headline_shows.{name}") == "percent":
        return 100 * (pair.value / pair.reference - 1)
    return readers_unit(name)[0] * pair.change


def unit_of(name: str) -> str:
    """Return the unit of a headline's change as its card says it."""
    shows = text(f"headline_shows.{name}")
    return {"percent": "%", "points": "pp"}.get(shows, readers_unit(name)[1])


def axis_of(name: str) -> str:
    """Return the words of an axis with a headline's change."""
    unit = unit_of(name)
    said = text(f"axis_unit.{unit}") if has(f"axis_unit.{unit}") else unit
    return text("uncertainty.axis", result=text(f"headline.{name}"), unit=said)


def spread_of(result: Result, found: Uncertainty, name: str) -> Spread:
    """Return how the draws of a headline's change lie around its central value."""
    values = changes(name, found.headline[name])
    values = np.where(np.abs(values) < SAME, 0.0, values)
    low, high = np.quantile(values, (0.05, 0.95))
    return Spread(values, central(result, name), float(low), float(high), unit_of(name))


def central(result: Result, name: str) -> float:
    """Return a headline's change at what the reader assumes."""
    number = result.headline[name]
    return float(changes(name, Pairs(np.array([number.value]), np.array([number.reference])))[0])


def by_one(result: Result, drawn: Drawn, name: str) -> pd.DataFrame:
    """Return a headline's change with each assumption at either end, the widest first; index the assumptions' names."""
    study, levers = drawn.draws.study, Assumptions.declared()
    one = drawn.swings[name]
    rows = pd.DataFrame({
        "low": changes(name, one.low), "high": changes(name, one.high),
        "low_end": [value_words(levers[key], levers[key].low) for key in study.names],
        "high_end": [value_words(levers[key], levers[key].high) for key in study.names],
    }, index=pd.Index(_labels(study), name="assumption"))  # fmt: skip
    ends = rows[["low", "high"]].fillna(central(result, name))
    return rows.loc[(ends["high"] - ends["low"]).abs().sort_values(ascending=False, kind="stable").index]


def by_share(drawn: Drawn, name: str) -> pd.DataFrame:
    """Return which share of a headline's spread each assumption brings about alone, percent, largest first."""
    if name not in drawn.indices:
        with st.spinner(text("uncertainty.working")):
            drawn.indices[name] = first_order(drawn.draws.places, changes(name, drawn.draws.headline[name]))
    found = drawn.indices[name]
    index = pd.Index(_labels(drawn.draws.study), name="assumption")
    rows = pd.DataFrame({"share": 100 * found.share, "give": 100 * found.give}, index=index)
    return rows.sort_values("share", ascending=False, kind="stable")


def ends(result: Result, drawn: Drawn, name: str) -> pd.DataFrame:
    """Return one row an assumption: a headline's change at either end of its range, and its share of the spread."""
    return by_one(result, drawn, name).join(by_share(drawn, name)).reset_index()


def by_sign(found: Uncertainty) -> pd.DataFrame:
    """Return in which share of draws results are less than, the same as, and more than in the reference, percent."""
    rows = {}
    for name in SIGN_OF:
        pair = found.headline[name]
        near = SAME * np.maximum(np.abs(pair.value), 1)
        less, more = 100 * float((pair.change < -near).mean()), 100 * float((pair.change > near).mean())
        rows[text(f"headline.{name}")] = {"less": less, "same": 100 - less - more, "more": more}
    return pd.DataFrame.from_dict(rows, orient="index")


def by_month(result: Result, found: Uncertainty, name: str) -> pd.DataFrame:
    """Return a monthly number's bands beside the central run and the reference, one row a month."""
    low, lower, _, upper, high = found.path(name)
    both = monthly(result.outcome, result.baseline)[name]
    columns = {"low": low, "lower": lower, "upper": upper, "high": high, "central": both[0], "reference": both[1]}
    return pd.DataFrame(columns, index=pd.Index(MONTHS, name="month"))


def bands(result: Result, found: Uncertainty) -> pd.DataFrame:
    """Return one row a headline: the central level and change, and the quantiles of both over the draws."""
    rows = []
    for name, number in result.headline.items():
        levels, moved = found.band(name), found.band(name, change=True)
        row = {"result": text(f"headline.{name}"), "unit": number.unit, "central": number.value}
        row |= dict(zip(("p5", "p25", "p50", "p75", "p95"), levels, strict=True)) | {"central_change": number.change}
        row |= dict(zip(("change_p5", "change_p25", "change_p50", "change_p75", "change_p95"), moved, strict=True))
        rows.append(row)
    return pd.DataFrame(rows)


def by_verdict(found: Verdicts) -> pd.DataFrame:
    """Return one row a draw of the weights: what the package is worth to both sides, and who says yes."""
    verdict = np.select([found.both, found.japan, found.us], ["both", "japan", "us"], "neither")
    return pd.DataFrame({"japan": found.gain_japan, "us": found.gain_us, "verdict": verdict})


def shares(found: Verdicts) -> pd.Series:
    """Return in which share of draws each side and both say yes, percent."""
    return pd.Series({"japan": found.japan.mean(), "us": found.us.mean(), "both": found.both.mean()}) * 100


def _labels(study: Study) -> list[str]:
    levers = Assumptions.declared()
    return [text(f"{levers[name].url}.label") for name in study.names]


def path_unit(name: str) -> str:
    """Return the unit of a monthly number, the month left out."""
    return READERS_UNIT.get(unit := MONTHLY[name].partition(" a ")[0], (1.0, unit))[1]


def readers_unit(name: str) -> tuple[float, str]:
    """Return the factor and the unit in which a headline's level is read."""
    unit = UNITS[name].partition(" a ")[0]
    return READERS_UNIT.get(unit, (1.0, unit))
