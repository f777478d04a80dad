"""What the reader has chosen, and the link that says it; knows no screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from model import VERSION
from model.assumptions import Assumptions
from model.parameter import Fault, Value
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES, Scenario

LEVERS = Policy.declared() | Assumptions.declared()
Query = Mapping[str, Sequence[str]]
Picks = Mapping[str, tuple[str, ...]]


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
        slugs = {key: once[key] if once.get(key) in menu else menu[0] for key, menu in menus.items()}
        faults += [
            Fault(key, once[key], f"must be {' or '.join(menus[key])}")
            for key in menus if once.get(key, slugs[key]) != slugs[key]
        ]  # fmt: skip
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


def _given_once(query: Query, known: set[str]) -> tuple[dict[str, str], list[Fault]]:
    """Return the values of known keys given once, and a fault for every other key."""
    once = {key: given[0] for key, given in query.items() if key in known and len(given) == 1}
    reasons = {key: "given more than once" if key in known else "no such parameter" for key in query if key not in once}
    return once, [Fault(key, ", ".join(query[key]), reason) for key, reason in reasons.items()]
