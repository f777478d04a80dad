"""What a result says on one screen: the answer of the overview and what it does to Japan's output."""

import pandas as pd

from model.negotiation.talks import SIDES, Talks
from model.result import Result
from model.tariffs import MONTHS, YEAR
from pages.ui import style
from pages.ui.bargain_words import inside
from pages.ui.figures.economy import LASTING, SO_FAR
from pages.ui.findings import less_or_more, moves, reference
from pages.ui.findings_negotiation import SAYS, why_not
from pages.ui.findings_trade import goes
from pages.ui.text import text, unbroken

ENGINES = (SO_FAR, "gdp_nri", "gdp_daiwa", LASTING)
FORECASTS = ("gdp_nri", "gdp_daiwa")
LITTLE_PERCENT, LITTLE_POINTS = 0.0005, 0.005


def overview(result: Result) -> str:
    """Say what the policy does to cars from Japan, the six makers, their suppliers and the balance."""
    units, short, balance = (result.headline[name] for name in ("japan_built", "short", "balance_jpy"))
    return text(
        "overview.answer",
        reference=reference(result), units=moves(units.percent, "%"),
        lasting=style.change(result.headline["lasting_japan_built"].percent, "%"),
        profit=less_or_more(result.headline["six_profit"].change, "USD bn"),
        short=style.amount(short.value, "%"), points=_points(short.change), balance=goes(balance.change, "JPY bn"),
    )  # fmt: skip


def says(over: Talks) -> str:
    """Say which governments say yes to the package."""
    return text(f"overview.says_{SAYS[over.japan.yes, over.us.yes]}")


def verdicts(over: Talks) -> tuple[str, ...]:
    """Return for each side its verdict on the package and why."""
    said = []
    for name in SIDES:
        side = getattr(over, name)
        key = "yes" if side.yes else "no"
        why = inside(why_not(over, name)) if not side.yes else ""
        amount = style.amount(side.gain, "USD bn")
        said.append(text(f"overview.{key}", who=text(f"bargain.{name}"), why=why, amount=amount))
    return tuple(map(unbroken, said))


def engines(result: Result) -> pd.DataFrame:
    """Return the change of Japan's GDP a year on, percent, by engine, of scenario and reference."""
    at = MONTHS[MONTHS.index(result.policy.decision) + YEAR - 1]
    row = result.economy.loc[at]
    return pd.DataFrame(
        {"scenario": row[list(ENGINES)].to_list(), "reference": row[[f"reference_{one}" for one in ENGINES]].to_list()},
        index=list(ENGINES),
    )


def output(table: pd.DataFrame) -> str:
    """Say what Japan's GDP loses so far and what was forecast."""
    now = table["scenario"]
    if now.abs().max() < LITTLE_PERCENT:
        return text("overview.gdp_same")
    low, high = sorted(now[list(FORECASTS)], key=abs)
    if abs(high) < LITTLE_PERCENT:
        return text("overview.gdp_not_forecast", now=style.change(now[SO_FAR], "%"))
    said = {"low": style.change(low, "%"), "high": style.change(high, "%")}
    return text("overview.gdp", now=style.change(now[SO_FAR], "%"), **said)


def _points(value: float) -> str:
    if abs(value) < LITTLE_POINTS:
        return text("overview.points_same")
    return text("overview.points_more" if value > 0 else "overview.points_fewer", points=style.amount(abs(value), "pp"))
