"""What draws of the assumptions say, in sentences."""

import pandas as pd

from model.result import Result
from pages.ui import style
from pages.ui.draws import Drawn
from pages.ui.figures.uncertainty import Spread
from pages.ui.findings import reference
from pages.ui.text import text

ALL, NOTHING, MOSTLY = 100.0, 0.05, 95.0
FLAT = 1e-6


def answer(result: Result, name: str, centre: float, unit: str, spread: Spread | None) -> str:
    """Say a result's change at what is assumed and, once drawn, the band of nine draws in ten."""
    said = {"result": text(f"headline.{name}"), "reference": reference(result), "centre": style.change(centre, unit)}
    if spread is None:
        return text("uncertainty.answer_central", **said)
    return text("uncertainty.answer", low=style.change(spread.low, unit), high=style.change(spread.high, unit), **said)


def count(drawn: Drawn) -> str:
    """Say how many draws there are and how many were left out."""
    kept, rejected = len(drawn.draws.places), drawn.draws.rejected
    form = "uncertainty.count" if rejected else "uncertainty.count_all"
    return text(form, count=f"{kept:,}", rejected=f"{rejected:,}", seed=drawn.draws.study.seed)


def distribution(name: str, spread: Spread) -> str:
    """Say in which share of the draws a result is below or above the reference."""
    label = text(f"headline.{name}")
    below, above = 100 * float((spread.draws < 0).mean()), 100 * float((spread.draws > 0).mean())
    if max(below, above) < NOTHING:
        return text("uncertainty.same_in_all", result=label)
    share, side = (below, "below") if below >= above else (above, "above")
    if share >= ALL:
        return text(f"uncertainty.all_{side}", result=label)
    return text(f"uncertainty.most_{side}", result=label, share=style.amount(share, "%"))


def tornado(rows: pd.DataFrame, unit: str, centre: float) -> str:
    """Say which assumption moves a result most by itself, and between which values."""
    top = rows.iloc[0]
    low, high = (centre if pd.isna(top[end]) else top[end] for end in ("low", "high"))
    if abs(high - low) < FLAT:
        return text("uncertainty.nothing_moves")
    ends = sorted((low, high))
    return text(
        "uncertainty.tornado", assumption=rows.index[0], low=style.change(ends[0], unit),
        high=style.change(ends[1], unit),
    )  # fmt: skip


def explained(rows: pd.DataFrame) -> str:
    """Say whose doubt weighs most."""
    top = rows.iloc[0]
    if top["share"] < NOTHING:
        return text("uncertainty.nothing_varies")
    return text("uncertainty.explained", assumption=rows.index[0], share=style.amount(top["share"], "%"))


def signs(rows: pd.DataFrame) -> str:
    """Say how many results have the same sign in nineteen draws of twenty."""
    sure = int((rows.max(axis=1) >= MOSTLY).sum())
    form = "uncertainty.signs_all" if sure == len(rows) else "uncertainty.signs"
    return text(form, sure=sure, count=len(rows))


def months(name: str, by_month: pd.DataFrame, unit: str) -> str:
    """Say between which values nine draws in ten lie in the last month."""
    last = by_month.iloc[-1]
    low, high = style.amount(last["low"], unit), style.amount(last["high"], unit)
    if abs(last["high"] - last["low"]) < FLAT:
        return text("uncertainty.month_same", path=text(f"path.{name}"), value=low)
    return text("uncertainty.month", path=text(f"path.{name}"), low=low, high=high)


def verdict(shares: pd.Series) -> str:
    """Say in which share of the draws of the weights both sides say yes."""
    both = float(shares["both"])
    if both < NOTHING:
        return text("uncertainty.yes_never")
    return text("uncertainty.yes", share=style.amount(both, "%"))


def gains(shares: pd.Series) -> str:
    """Say which side says yes less often."""
    japan, us = float(shares["japan"]), float(shares["us"])
    said = {"japan": style.amount(japan, "%"), "us": style.amount(us, "%")}
    if abs(japan - us) < NOTHING:
        return text("uncertainty.gains_alike", **said)
    return text("uncertainty.gains_japan" if japan < us else "uncertainty.gains_us", **said)
