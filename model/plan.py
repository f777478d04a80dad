"""What a file of a plan asks for: levers to combine, and draws of the assumptions; all its faults at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from model.assumptions import Assumptions
from model.parameter import Fault, Invalid, Lever, Value, as_text
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.sensitivity import DRAWN, SEED, Study
from model.setting import Setting

LEVERS = Policy.declared() | Assumptions.declared()
NAMES = {lever.url: name for name, lever in LEVERS.items()}
KNOWN = ("preset", "reference", "set", "grid", "draws")
KNOWN_OF_DRAWS, KNOWN_OF_RANGE = ("count", "seed", "over"), ("from", "to", "step")
MOST_RUNS, MOST_DRAWS, MOST_POSITIONS = 10_000_000, 200_000, 10_000
LARGEST = 1e15


@dataclass(frozen=True)
class Plan:
    """Hold the setting to start from, its reference, the values of every lever swept, and the draws, if any.

    grid: by name.  draws: how many and over what; its count is 0 where nothing is drawn.
    """

    start: Setting
    reference: Policy
    grid: Mapping[str, tuple[Value, ...]]
    draws: Study

    @property
    def runs(self) -> int:
        """Return how many runs the plan asks for."""
        return prod(len(positions) for positions in self.grid.values()) * max(1, self.draws.count)


def plan(given: Mapping[str, Any]) -> Plan:
    """Return the plan that a file says, or raise `Invalid` with every fault of it.

    preset, reference: by name.  set: fixed values.  grid: lists of values, or tables of from, to and step.  draws:
    count, seed, and over, a list of assumptions (all that economists dispute if there is none).  Keys are those of
    links.
    """
    faults = [
        Fault(key, as_text(given[key]), f"no such entry; there are {', '.join(KNOWN)}")
        for key in given
        if key not in KNOWN
    ]
    preset = _named(given.get("preset", "no-deal"), PRESETS, "preset", faults)
    reference = _named(given.get("reference", "law-2024"), REFERENCES, "reference", faults)
    fixed = _values(_table(given, "set", faults), faults)
    grid = _grid(_table(given, "grid", faults), faults)
    faults += [
        Fault(LEVERS[name].url, as_text(value), "stands both in set and in grid")
        for name, value in fixed.items()
        if name in grid
    ]
    draws = _draws(_table(given, "draws", faults), grid, faults)
    start = Setting(PRESETS[preset].policy, Assumptions())
    try:
        start = start.taking(fixed)
    except Invalid as invalid:
        faults += invalid.faults
    if faults:
        raise Invalid(faults)
    study = Study(start.policy, REFERENCES[reference], start.assumptions, *draws)
    found = Plan(start, REFERENCES[reference], grid, study)
    if found.runs > MOST_RUNS:
        raise Invalid([Fault("grid", f"{found.runs:,} runs", f"must be at most {MOST_RUNS:,}")])
    return found


def _named(given: Any, options: Mapping[str, Any], key: str, faults: list[Fault]) -> str:
    if isinstance(given, str) and given in options:
        return given
    faults.append(Fault(key, as_text(given), f"must be {' or '.join(options)}"))
    return next(iter(options))


def _table(given: Mapping[str, Any], key: str, faults: list[Fault]) -> dict[str, Any]:
    table = given.get(key, {})
    if isinstance(table, dict):
        return table
    faults.append(Fault(key, as_text(table), "must be a table"))
    return {}


def _values(given: Mapping[str, Any], faults: list[Fault]) -> dict[str, Value]:
    """Return the values of known keys, by name; range and type are checked where the setting is made."""
    faults += [
        Fault(key, as_text(value), "no such lever or assumption") for key, value in given.items() if key not in NAMES
    ]
    return {NAMES[key]: LEVERS[NAMES[key]].parsed(as_text(value)) for key, value in given.items() if key in NAMES}


def _grid(given: Mapping[str, Any], faults: list[Fault]) -> dict[str, tuple[Value, ...]]:
    grid = {}
    for key, wanted in given.items():
        if key not in NAMES:
            faults.append(Fault(key, as_text(wanted), "no such lever or assumption"))
            continue
        lever = LEVERS[NAMES[key]]
        positions = _positions(key, wanted, faults)
        faults += [Fault(key, as_text(one), f"must be {lever.allowed}") for one in positions if not _fits(lever, one)]
        grid[NAMES[key]] = tuple(dict.fromkeys(positions))
    return grid


def _positions(key: str, wanted: Any, faults: list[Fault]) -> Sequence[Value]:
    """Return the positions a list or a table of from, to and step names."""
    lever = LEVERS[NAMES[key]]
    if isinstance(wanted, list) and wanted:
        return [lever.parsed(as_text(one)) for one in wanted]
    numbers = [wanted[part] for part in KNOWN_OF_RANGE] if _is_range(wanted) else []
    if numbers and lever.control == "number" and numbers[2] > 0 and numbers[1] >= numbers[0]:
        low, high, step = map(float, numbers)
        steps = (high - low) / step + 1e-9
        if steps < MOST_POSITIONS:
            return [round(low + at * step, 9) for at in range(int(steps) + 1)]
    faults.append(Fault(key, as_text(wanted), "must be a list of values, or of a number {from = , to = , step = }"))
    return []


def _is_range(wanted: Any) -> bool:
    if not isinstance(wanted, dict) or set(wanted) != set(KNOWN_OF_RANGE):
        return False
    return all(
        isinstance(one, int | float) and not isinstance(one, bool) and abs(one) <= LARGEST for one in wanted.values()
    )


def _fits(lever: Lever, value: Value) -> bool:
    if lever.control == "number" and not isinstance(value, float):
        return False
    return lever.allows(value)


def _draws(
    given: Mapping[str, Any], grid: Mapping[str, Any], faults: list[Fault]
) -> tuple[int, int, tuple[str, ...]]:  # fmt: skip
    """Return how many draws, the seed, and the assumptions drawn; those of the grid are not drawn."""
    faults += [
        Fault(f"draws.{key}", as_text(given[key]), "no such entry") for key in given if key not in KNOWN_OF_DRAWS
    ]
    count, seed = given.get("count", 1000) if given else 0, given.get("seed", SEED)
    for key, number, least in (("count", count, 1 if given else 0), ("seed", seed, 0)):
        if not isinstance(number, int) or isinstance(number, bool) or number < least:
            faults.append(Fault(f"draws.{key}", as_text(number), f"must be a whole number from {least}"))
    if isinstance(count, int) and count > MOST_DRAWS:
        faults.append(Fault("draws.count", f"{count:,}", f"must be at most {MOST_DRAWS:,}; more tell nothing new"))
    over = given.get("over", [LEVERS[name].url for name in DRAWN if name not in grid])
    if not isinstance(over, list) or not over:
        faults.append(Fault("draws.over", as_text(over), "must be a list of assumptions"))
        return 0, 0, ()
    may = {lever.url for lever in Assumptions.declared().values() if lever.control == "number"}
    faults += [
        Fault("draws.over", as_text(key), "no assumption with a range") for key in map(as_text, over) if key not in may
    ]
    faults += [
        Fault("draws.over", as_text(key), "stands in grid too") for key in over if NAMES.get(as_text(key)) in grid
    ]
    if any(fault.key.startswith("draws") for fault in faults):
        return 0, 0, ()
    return count, seed, tuple(NAMES[key] for key in dict.fromkeys(over))
