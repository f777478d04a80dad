"""What the reader has chosen, and the link that says it; knows no screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self
from urllib.parse import parse_qs, urlencode

from model import VERSION
from model.assumptions import Assumptions
from model.parameter import Fault, Value
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES, Scenario

LEVERS = Policy.declared() | Assumptions.declared()
Query = Mapping[str, Sequence[str]]
Picks = Mapping[str, tuple[str, ...]]
LONGEST_LINK = 8000
# What pages let the reader pick: a scenario taken from a page's link leaves these aside.
OF_PAGES = (
    "maker", "product", "data", "step", "goal", "goal_offer", "goal_lever", "headline", "draws", "path",
    "second", "third", "fourth", "towards", "section",
)  # fmt: skip


class Linkable(tuple[str, ...]):
    """Hold the options of a pick that may also hold another scenario, written as `Choice.scenario` writes it."""

    __slots__ = ()


@dataclass(frozen=True)
class Choice:
    """Hold everything a link says: preset, reference, levers, and what the page lets the reader pick."""

    preset: Scenario
    reference: str
    policy: Policy
    assumptions: Assumptions
    picked: Mapping[str, str]

    @classmethod
    def read(cls, query: Query, picks: Picks) -> tuple[Self, list[Fault]]:
        """Return the choice a link says, and each value that was ignored or moved to a step."""
        menus = {"preset": tuple(PRESETS), "reference": tuple(REFERENCES), **picks}
        once, faults = _given_once(query, {"v", *menus, *(lever.url for lever in LEVERS.values())})
        slugs = {}
        for key, menu in menus.items():
            slugs[key], unknown = _picked(key, once.get(key, menu[0]), menu)
            faults += unknown
        preset, reference = PRESETS[slugs.pop("preset")], slugs.pop("reference")
        policy, unusable = Policy.read(once, preset.policy)
        assumptions, disputed = Assumptions.read(once, Assumptions())
        return cls(preset, reference, policy, assumptions, slugs), faults + unusable + disputed

    @classmethod
    def of(cls, held: Mapping[str, Value], picks: Picks) -> Self:
        """Return the choice the controls say, or raise `Invalid`."""
        policy, assumptions = (
            kind(**{name: lever.snapped(held[lever.url]) for name, lever in kind.declared().items()})
            for kind in (Policy, Assumptions)
        )
        picked = {key: str(held[key]) for key in picks}
        return cls(PRESETS[str(held["preset"])], str(held["reference"]), policy, assumptions, picked)

    @property
    def held(self) -> dict[str, Value]:
        """Return the value of every control by its key."""
        values = dict(self.policy) | dict(self.assumptions)
        levers = {lever.url: values[name] for name, lever in LEVERS.items()}
        return {"preset": self.preset.slug, "reference": self.reference} | levers | dict(self.picked)

    @property
    def scenario(self) -> str:
        """Return the scenario alone as a query: preset and differences, neither reference nor version."""
        return urlencode({key: value for key, value in self.shared.items() if key not in ("reference", "v")})

    @cached_property
    def shared(self) -> dict[str, str]:
        """Return the link's query without what only one page knows: the preset and the differences from it."""
        reference = {} if self.reference == next(iter(REFERENCES)) else {"reference": self.reference}
        differences = self.policy.address(self.preset.policy) | self.assumptions.address(Assumptions())
        return {"preset": self.preset.slug} | reference | differences | {"v": VERSION}

    @cached_property
    def address(self) -> dict[str, str]:
        """Return the whole query of the link to this page."""
        return self.shared | dict(self.picked)


def linked(link: str) -> tuple[Choice, list[Fault]] | None:
    """Return the scenario of a link or of its query, and what of it was ignored; none where it says no scenario."""
    query = link.partition("?")[2] or link
    given = parse_qs(query.strip()[:LONGEST_LINK].partition("#")[0], keep_blank_values=True)
    named = set(given.get("preset", ())) <= set(PRESETS) and "preset" in given
    if not named and not given.keys() & {lever.url for lever in LEVERS.values()}:
        return None
    return Choice.read({key: value for key, value in given.items() if key not in OF_PAGES}, {})


def _picked(key: str, given: str, menu: tuple[str, ...]) -> tuple[str, list[Fault]]:
    """Return what a pick holds, and the fault of what it cannot hold."""
    if given in menu:
        return given, []
    if isinstance(menu, Linkable) and (found := linked(given)):
        choice, faults = found
        return choice.scenario, faults
    return menu[0], [Fault(key, given, f"must be {' or '.join(menu)}")]


def _given_once(query: Query, known: set[str]) -> tuple[dict[str, str], list[Fault]]:
    """Return the values of known keys given once, and a fault for every other key."""
    once = {key: given[0] for key, given in query.items() if key in known and len(given) == 1}
    reasons = {key: "given more than once" if key in known else "no such parameter" for key in query if key not in once}
    return once, [Fault(key, ", ".join(query[key]), reason) for key, reason in reasons.items()]
