"""What scenarios beside one another say, in sentences."""

from collections.abc import Sequence

import pandas as pd

from model.attribution import Attribution
from pages.ui import style
from pages.ui.compared import DIFFERENCE, OTHERS, Scenario, change_of, difference_unit
from pages.ui.findings import reference
from pages.ui.text import text
from pages.ui.uncertainty import readers_unit, unit_of

NOTHING = 5e-4


def answer(own: Scenario, other: Scenario, name: str, rows: pd.DataFrame) -> str:
    """Say a result in both scenarios, and which lever makes most of the difference."""
    if not _apart(rows):
        return f"{apart(own, other, name)} {text('compare.answer_same')}"
    lever, share = _largest(rows)
    most = text("compare.answer_most", lever=lever, share=style.change(share, difference_unit(name)))
    return f"{apart(own, other, name)} {most}"


def apart(own: Scenario, other: Scenario, name: str) -> str:
    """Say a result in both scenarios."""
    unit = unit_of(name)
    said = {
        "result": text(f"headline.{name}"), "reference": reference(own.result), "other": other.name,
        "own": style.change(change_of(own.result, name), unit),
        "there": style.change(change_of(other.result, name), unit),
    }  # fmt: skip
    return text("compare.answer", **said)


def steps(rows: pd.DataFrame, name: str) -> str:
    """Say which lever makes most of the difference of a result."""
    if not len(rows) - 1:
        return text("compare.steps_none")
    if not _apart(rows):
        return text("compare.steps_same", result=text(f"headline.{name}"))
    unit, (lever, share) = difference_unit(name), _largest(rows)
    total = style.change(rows["share"].iloc[-1], unit)
    return text("compare.steps", lever=lever, share=style.change(share, unit), total=total)


def method(found: Attribution, name: str) -> str:
    """Say how the shares were found and how sure they are."""
    if found.exact:
        return text("compare.exact" if found.runs > 1 else "compare.one_run", runs=found.runs)
    error = readers_unit(name)[0] * float(found.error[name].max())
    return text("compare.sampled", runs=found.runs, error=style.amount(error, difference_unit(name)))


def results(values: pd.Series, name: str) -> str:
    """Say under which scenario a result is lowest and highest."""
    label, unit = text(f"headline.{name}"), unit_of(name)
    low, high = values.idxmin(), values.idxmax()
    if values[high] - values[low] < NOTHING:
        return text("compare.results_same", result=label, value=style.change(values[high], unit))
    ends = {"low": style.change(values[low], unit), "high": style.change(values[high], unit)}
    return text("compare.results", result=label, lowest=under(low), highest=under(high), **ends)


def months(table: pd.DataFrame, path: str, unit: str) -> str:
    """Say between which scenarios a monthly number lies in the last month."""
    last, label = table.iloc[-1].drop("reference"), text(f"path.{path}")
    low, high = last.idxmin(), last.idxmax()
    if last[high] - last[low] < NOTHING:
        return text("compare.months_same", path=label, value=style.amount(last[high], unit))
    ends = {"low": style.amount(last[low], unit), "high": style.amount(last[high], unit)}
    return text("compare.months", path=label, lowest=under(low), highest=under(high), **ends)


def multiples(other: Scenario, sides: Sequence[str]) -> str:
    """Say on how many results another scenario is better and on how many worse for Japan than the reader's own."""
    better, worse = (sum(side == wanted for side in sides) for wanted in ("good", "bad"))
    if not better and not worse:
        return text("compare.multiples_same", other=other.name)
    form = "multiples" if better and worse else "multiples_better" if better else "multiples_worse"
    return text(f"compare.{form}", other=other.name, better=better, worse=worse)


def under(scenario: str) -> str:
    """Return a scenario's name as a sentence uses it."""
    return text("compare.own_said") if scenario == text("compare.own") else text("compare.under", name=scenario)


def _apart(rows: pd.DataFrame) -> bool:
    return bool(abs(rows.loc[DIFFERENCE, "share"]) > NOTHING or rows["share"].abs().max() > NOTHING)


def _largest(rows: pd.DataFrame) -> tuple[str, float]:
    shares = rows["share"].drop([DIFFERENCE, *(name for name in rows.index if name == OTHERS)])
    return str(shares.abs().idxmax()), float(shares[shares.abs().idxmax()])
