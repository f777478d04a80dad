"""What the track record says, in sentences: the score, where the model misses, how far estimates lie apart."""

from typing import NamedTuple

import pandas as pd

from model.assumptions import Assumptions
from model.scores import Score
from model.shocks import GDP
from pages.ui import record_words as words
from pages.ui import style
from pages.ui.text import text

LITTLE_POINTS = 0.005


class Alike(NamedTuple):
    """Hold how many published estimates of GDP are alike, and than how many of them ours is nearer to zero."""

    count: int
    nearer: int


def answer(found: Score) -> str:
    """Say in one line how many outcomes the model meets and misses, of all and of those it was not set by."""
    return text(
        "record.answer", total=found.total, met=found.met, missed=found.total - found.met, unused=found.unused,
        unused_met=found.unused_met, unused_missed=found.unused - found.unused_met,
        points=style.amount(found.points, "pp"), percent=style.amount(found.percent, "%"),
    )  # fmt: skip


def chart(rows: pd.DataFrame) -> str:
    """Say how many outcomes of a chart are met, and which is missed by most for what is allowed."""
    worst = rows.loc[(rows["miss"].abs() / rows["tolerance"]).idxmax()]
    said = {"total": len(rows), "met": int(rows["met"].sum()), "miss": words.miss(worst["miss"], worst["unit"])}
    named = worst["maker"] or words.name(worst["series"])
    return text("record.chart", name=named, period=words.period_words(worst["period"]), **said)


def cards(found: Score, others: Alike) -> list[dict[str, str]]:
    """Return the score and the estimates as cards."""
    met = {"met": (found.met, found.total), "unused": (found.unused_met, found.unused)}
    values = {
        name: (text("record.of", part=part, whole=whole), text("record.missed_of", count=whole - part))
        for name, (part, whole) in met.items()
    }
    values |= {
        "points": (style.amount(found.points, "pp"), text("record.half_above")),
        "percent": (style.amount(found.percent, "%"), text("record.half_above")),
        "nearer": (text("record.of", part=others.nearer, whole=others.count), text("record.alike_only")),
    }
    return [
        {"label": text(f"record_card.{name}"), "value": value, "change": change, "tone": "neutral",
         "kind": text("kind_letter.estimate"), "kindName": text("kind.estimate"), "help": text(f"record_help.{name}")}
        for name, (value, change) in values.items()
    ]  # fmt: skip


def gdp(estimates: pd.DataFrame) -> str:
    """Say how far estimates of one shock that are alike lie apart, and on which side of them ours stands."""
    shock, least, most = _widest(_alike(estimates))
    apart, found = style.amount(most - least, "pp"), alike(estimates)
    return text("record.gdp", nearer=found.nearer, alike=found.count, shock=text(f"shock_inside.{shock}"), apart=apart)


def alike(estimates: pd.DataFrame) -> Alike:
    """Return how many estimates of GDP are alike, and than how many of them ours is nearer to zero."""
    rows = _alike(estimates)
    nearer = rows["ours"].abs() < rows[["least", "most"]].abs().min(axis=1)
    return Alike(len(rows), int(nearer.sum()))


def spread(estimates: pd.DataFrame) -> str:
    """Say between which numbers the estimates of one shock lie where they lie furthest apart, like or not."""
    rows = estimates[estimates["measure"] == GDP]
    shock, least, most = _widest(rows)
    ends = {"least": style.change(least, "%"), "most": style.change(most, "%")}
    return text("record.all_marks", shock=text(f"shock_inside.{shock}"), **ends)


def market(estimates: pd.DataFrame) -> str:
    """Say how far our number, if it lasts, is from the published ones of the vehicle market."""
    rows = estimates[~estimates["measure"].isin(["", GDP])]
    inside = int((rows["off"].abs() < LITTLE_POINTS).sum())
    worst = rows.loc[rows["off"].abs().idxmax()]
    return text("record.market", inside=inside, total=len(rows), institution=worst["institution"],
                measure=text(f"estimate_inside.{worst['measure']}"), off=style.change(worst["off"], "pp"))  # fmt: skip


def moved(assumptions: Assumptions) -> str:
    """Say how many assumptions of the reader differ from those the record is judged by, or nothing."""
    count = len(assumptions.address(Assumptions()))
    return text("record.moved", count=count) if count else ""


def _widest(rows: pd.DataFrame) -> tuple[str, float, float]:
    """Return the shock whose estimates lie furthest apart, and the lowest and highest of them."""
    by_shock = rows.groupby("shock")
    least, most = by_shock["least"].min(), by_shock["most"].max()
    shock = str((most - least).idxmax())
    return shock, float(least[shock]), float(most[shock])


def _alike(estimates: pd.DataFrame) -> pd.DataFrame:
    return estimates[(estimates["measure"] == GDP) & (estimates["differs"] == "")]
