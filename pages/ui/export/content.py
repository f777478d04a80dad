"""What the brief says, whoever shows it: its messages with their numbers, charts, sources and limits."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self
from urllib.parse import urlencode

import pandas as pd

from data.load import TABLES, sources
from model import DATA_DATE, VERSION
from model.assumptions import Assumptions
from model.baseline import Baseline
from model.parameter import Kind, Lever, ParameterSet, Value
from model.result import Result
from model.scenarios import REFERENCES, Scenario
from pages.ui.choice import Choice
from pages.ui.export.marks import Bars, Lines
from pages.ui.findings import reference
from pages.ui.headline import shown, tone
from pages.ui.text import text
from pages.ui.values import value_words

MOST_NAMED, FEW = 4, 2


@dataclass(frozen=True)
class Number:
    """Hold one headline number as it is written, and as the model has it."""

    name: str
    label: str
    value: str
    change: str
    tone: str
    kind: Kind


@dataclass(frozen=True)
class Message:
    """Hold one message: a title that states it, what supports it, and what it does not say.

    A message shows numbers, a chart, points, or several of these; `tables` are the data it rests on.
    """

    key: str
    title: str
    said: str
    limits: str
    measure: str = ""
    source: str = ""
    numbers: tuple[Number, ...] = ()
    chart: Bars | Lines | None = None
    kind: Kind = "estimate"
    points: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


@dataclass(frozen=True)
class Origin:
    """Hold where numbers come from: the preset, the address of the scenario, the reader's own tables it leaves out."""

    preset: Scenario
    link: str
    own: tuple[str, ...] = ()

    @classmethod
    def of(cls, result: Result, preset: Scenario, page: str = "", own: tuple[str, ...] = ()) -> Self:
        """Return the origin of a result; without the address of a page the link is the query alone."""
        return cls(preset, f"{page}?{urlencode(query(result, preset))}", own)

    @property
    def words(self) -> str:
        """Return the link in words, with what it does not carry."""
        said = text("export.link", link=self.link)
        named = ", ".join(text(f"data.{name}") for name in self.own)
        return f"{said} {text('export.own', tables=named)}" if self.own else said


@dataclass(frozen=True)
class Brief:
    """Hold all that the page, the slides and the paper say."""

    title: str
    scenario: str
    stamp: str
    digest: str
    origin: Origin
    messages: tuple[Message, ...]
    sources: tuple[tuple[str, tuple[str, ...]], ...]
    settings: tuple[tuple[str, str, str], ...]


def query(result: Result, preset: Scenario) -> dict[str, str]:
    """Return the query of the link that computes a result again."""
    return Choice(preset, reference_slug(result), result.policy, result.assumptions, {}).shared


def reference_slug(result: Result) -> str:
    """Return the name of a result's reference in a link."""
    return next(slug for slug, policy in REFERENCES.items() if policy == result.reference)


def scenario_words(result: Result, preset: Scenario) -> str:
    """Say which preset a result departs from, in what, and what it is compared with."""
    changed = _departures(result.policy, preset.policy) + _departures(result.assumptions, Assumptions())
    more = [text("frame.more", count=len(changed) - MOST_NAMED)] if len(changed) > MOST_NAMED else []
    said = {"preset": text(f"preset.{preset.slug}"), "reference": reference(result)}
    form = "export.changed" if changed else "export.unchanged"
    return text(form, changed=", ".join([*changed[:MOST_NAMED], *more]), **said)


def stamp(result: Result) -> str:
    """Say which data, model and scenario numbers come from."""
    day = date.fromisoformat(DATA_DATE)
    return text("frame.stamp", day=f"{day:%-d %B %Y}", version=VERSION, digest=result.digest)


def settings(result: Result) -> tuple[tuple[str, str, str], ...]:
    """Return each lever that differs from the reference, and each assumption from its centre: name, here, there."""
    pairs: tuple[tuple[ParameterSet, ParameterSet], ...] = (
        (result.policy, result.reference),
        (result.assumptions, Assumptions()),
    )
    return tuple(
        (text(f"{lever.url}.label"), _with_unit(lever, getattr(chosen, name)), _with_unit(lever, getattr(base, name)))
        for chosen, base in pairs
        for name, lever in _differing(chosen, base).items()
    )


def numbers(result: Result, names: Sequence[str]) -> tuple[Number, ...]:
    """Return headline numbers by name."""
    found = [(name, result.headline[name]) for name in names]
    return tuple(
        Number(name, text(f"headline.{name}"), *shown(name, one), tone(name, one), one.kind) for name, one in found
    )


def publishers(tables: Sequence[str], baseline: Baseline) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the words of each table of the data and who published what stands in it."""
    fields = {name: field for field, name in TABLES.items()}
    return tuple((text(f"data.{name}"), _publishers(getattr(baseline, fields[name]))) for name in tables)


def named_sources(name: str, publishers: Sequence[str]) -> str:
    """Name a table and the publishers who stand behind most of its rows."""
    more = [text("frame.more", count=len(publishers) - FEW)] if len(publishers) > FEW else []
    return text("export.table_sources", table=name, publishers="; ".join([*publishers[:FEW], *more]))


def _publishers(table: pd.DataFrame) -> tuple[str, ...]:
    """Return who published what stands in a table, those behind most of its rows first."""
    named = Counter(source for given in table["source"] for source in given.split(";"))
    known = sources()["publisher"]
    ordered = sorted(named.items(), key=lambda one: (-one[1], one[0]))
    return tuple(dict.fromkeys(known.get(source, text("export.own_source")) for source, _ in ordered))


def _departures(chosen: ParameterSet, base: ParameterSet) -> list[str]:
    """Return in words each value that differs from its base."""
    return [
        f"{text(f'{lever.url}.label')} {_with_unit(lever, getattr(chosen, name))}"
        for name, lever in _differing(chosen, base).items()
    ]


def _with_unit(lever: Lever, value: Value) -> str:
    return value_words(lever, value) + (f" {lever.unit}" if lever.unit not in ("", "%") else "")


def _differing(chosen: ParameterSet, base: ParameterSet) -> dict[str, Lever]:
    return {name: one for name, one in chosen.declared().items() if getattr(chosen, name) != getattr(base, name)}
