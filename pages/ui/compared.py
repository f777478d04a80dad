"""Scenarios beside one another as tables: levers that differ, results, months, and the steps between two of them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from model.attribution import Attribution
from model.headline import UNITS, Headline, Pairs, monthly
from model.outcome import OTHER, THIS
from model.result import Result
from model.setting import Setting
from model.tariffs import MONTHS
from pages.ui.choice import LEVERS
from pages.ui.headline import shown
from pages.ui.numbers import card
from pages.ui.text import text
from pages.ui.uncertainty import changes, readers_unit
from pages.ui.values import value_words

BESIDE = ("japan_built", "six_profit", "short", "jobs", "balance_jpy", "gdp")
TOO_SMALL, MOST_STEPS = 5e-4, 8
OTHERS, DIFFERENCE = "others", "difference"


class Scenario(NamedTuple):
    """Hold one scenario of the page: where it stands, its name, and what it does."""

    slot: str
    name: str
    result: Result

    @property
    def setting(self) -> Setting:
        """Return what the scenario sets."""
        return Setting(self.result.policy, self.result.assumptions)


def cards_of(own: Scenario, other: Scenario) -> list[dict[str, str]]:
    """Return headline numbers of the other scenario as cards, their change against the reader's own."""
    numbers = {name: (own.result.headline[name], other.result.headline[name]) for name in BESIDE}
    return [card(name, Headline(b.value, a.value, b.unit, b.kind)) for name, (a, b) in numbers.items()]


def sides(own: Scenario, other: Scenario) -> list[str]:
    """Return for each of these numbers whether the other scenario is good, bad or neither against the reader's own."""
    return [one["tone"] for one in cards_of(own, other)]


def change_of(result: Result, name: str) -> float:
    """Return a headline's change against the reference as its card says it."""
    number = result.headline[name]
    return float(changes(name, Pairs(np.array([number.value]), np.array([number.reference])))[0])


def by_scenario(found: Sequence[Scenario], names: tuple[str, ...]) -> pd.DataFrame:
    """Return headlines' changes against the reference, one row a scenario, one column a headline."""
    return pd.DataFrame(
        [[change_of(one.result, name) for name in names] for one in found],
        index=pd.Index([one.name for one in found], name="scenario"), columns=list(names),
    )  # fmt: skip


def by_month(found: Sequence[Scenario], path: str) -> pd.DataFrame:
    """Return a monthly number of every scenario and of the reference, one row a month."""
    paths = {one.name: monthly(one.result.outcome, one.result.baseline)[path] for one in found}
    columns = {name: both[THIS] for name, both in paths.items()}
    return pd.DataFrame(columns | {"reference": paths[found[0].name][OTHER]}, index=pd.Index(MONTHS, name="month"))


def levers(found: Sequence[Scenario]) -> pd.DataFrame:
    """Return the levers that differ between any two scenarios, one row a lever, in the reader's words."""
    have = [one.setting.levers for one in found]
    names = [name for name in have[0] if any(one[name] != have[0][name] for one in have)]
    columns = {
        one.name: [value_words(LEVERS[name], had[name]) for name in names] for one, had in zip(found, have, strict=True)
    }
    return pd.DataFrame({"lever": [label(name) for name in names]} | columns)


def results(found: Sequence[Scenario]) -> pd.DataFrame:
    """Return every headline of every scenario in words, level and change against the reference, one row a headline."""
    rows = []
    for name in UNITS:
        said = {one.name: " · ".join(shown(name, one.result.headline[name])) for one in found}
        rows.append({"result": text(f"headline.{name}")} | said)
    return pd.DataFrame(rows)


def steps(found: Attribution, name: str) -> pd.DataFrame:
    """Return the levers' shares of a headline's difference, the largest first, and last the difference they add up to.

    Columns: share, error, in the headline's own unit; index the levers' names.  Shares too small to see are one row.
    """
    factor, _ = readers_unit(name)
    rows = pd.DataFrame(
        {"share": factor * found.share[name], "error": factor * found.error[name]},
        index=[" + ".join(map(label, names)) for names in found.levers],
    )  # fmt: skip
    total = factor * (found.last[name] - found.first[name])
    size = rows["share"].abs().sort_values(ascending=False, kind="stable")
    large = size.index[size > TOO_SMALL * max(float(size.max()) if len(size) else 0.0, abs(total))][:MOST_STEPS]
    seen, rest = rows.loc[large], rows.drop(index=large)
    if rest["share"].any():
        error = float(np.sqrt((rest["error"] ** 2).sum()))
        seen = pd.concat([seen, pd.DataFrame({"share": total - seen["share"].sum(), "error": error}, [OTHERS])])
    return pd.concat([seen, pd.DataFrame({"share": total, "error": 0.0}, [DIFFERENCE])])


def shares(found: Attribution) -> pd.DataFrame:
    """Return every lever's share of the difference of every headline, and its standard error, one row a pair."""
    rows = [
        {"result": text(f"headline.{name}"), "unit": UNITS[name], "lever": " + ".join(map(label, names)),
         "share": float(share), "error": float(error)}
        for name in UNITS
        for names, share, error in zip(found.levers, found.share[name], found.error[name], strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["result", "unit", "lever", "share", "error"])


def difference_unit(name: str) -> str:
    """Return the unit of a headline's difference between two scenarios."""
    unit = readers_unit(name)[1]
    return "pp" if unit in ("%", "percent") else unit


def label(name: str) -> str:
    """Return a lever's name in the reader's words."""
    return text(f"{LEVERS[name].url}.label")
