"""Where headline numbers come from: which levers, assumptions and figures move them in a scenario, and by how much."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import NamedTuple

import numpy as np
import pandas as pd

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.headline import Pairs
from model.inputs import Quantity, moved, quantities, rows_of
from model.market.demand import Array
from model.parameter import Invalid, Kind, Value
from model.policy import Policy
from model.sensitivity import Mapped
from model.setting import Setting
from model.weights import Weights

KINDS: tuple[Kind, ...] = ("fact", "estimate", "judgement")
TRIALS_AT_ONCE = 8
STILL = 1e-10
Chosen = tuple[Quantity, ...]
Numbers = Mapping[str, Pairs]
Evaluated = Callable[[Policy, Baseline, Sequence[Setting]], Numbers]


class Trial(NamedTuple):
    """Name a lever or an assumption and the value it is moved to."""

    name: str
    value: Value


@dataclass(frozen=True, eq=False)
class Provenance:
    """Hold what moves headline numbers in one scenario.

    centre: the numbers of the scenario, [1] by name.  trials [N]: what was moved, one at a time, and numbers: what
    came out, [N] by name.  reads: the quantities of the tables that move each number.
    """

    setting: Setting
    baseline: Baseline
    centre: Numbers
    trials: tuple[Trial, ...]
    numbers: Numbers
    reads: Mapping[str, tuple[Quantity, ...]]

    def movers(self, number: str) -> tuple[str, ...]:
        """Return the levers and assumptions that move a number, in the order they are declared."""
        moves = _differs(self.numbers[number], self.centre[number])
        return tuple(dict.fromkeys(trial.name for trial, does in zip(self.trials, moves, strict=True) if does))

    def levers(self, number: str) -> tuple[str, ...]:
        """Return the levers that move a number."""
        return tuple(name for name in self.movers(number) if name in Policy.model_fields)

    def assumptions(self, number: str, *, change: bool = False) -> pd.DataFrame:
        """Return one row an assumption that moves a number, the one that moves it most first; index their names.

        Columns: kind; low, high: the number, or with `change` its change against the reference, with the assumption at
        either end of its range, NaN where that end does not go with the others; most: how far the number moves at most.
        """
        declared, pairs = Assumptions.declared(), self.numbers[number]
        values, centre = ((p.change if change else p.value) for p in (pairs, self.centre[number]))
        ends = {trial: float(value) for trial, value in zip(self.trials, values, strict=True)}
        rows = []
        for name in self.movers(number):
            if name not in declared:
                continue
            at = declared[name].positions[0], declared[name].positions[-1]
            own = getattr(self.setting.assumptions, name)
            low, high = (float(centre[0]) if end == own else ends.get(Trial(name, end), np.nan) for end in at)
            most = np.nanmax(np.abs(np.array([low, high]) - centre[0]))
            rows.append((name, declared[name].kind, low, high, float(most)))
        found = pd.DataFrame(rows, columns=["assumption", "kind", "low", "high", "most"]).set_index("assumption")
        return found.sort_values("most", ascending=False, kind="stable")

    def figures(self, number: str) -> pd.DataFrame:
        """Return one row a quantity of the tables that moves a number: how many figures, of which kind, from where.

        Columns: table, column, word; count, and the count of each kind; sources: the ids its rows name.
        """
        rows = []
        for quantity in self.reads[number]:
            held = rows_of(quantity, self.baseline)
            kinds = Counter(held["kind"])
            named = sorted({one for given in held["source"] for one in given.split(";")})
            rows.append((*quantity, len(held), *(kinds[kind] for kind in KINDS), ";".join(named)))
        return pd.DataFrame(rows, columns=["table", "column", "word", "count", *KINDS, "sources"])

    def budget(self, number: str) -> pd.DataFrame:
        """Return how many assumptions and how many figures a number rests on, by kind."""
        of_kind, figures = self.assumptions(number)["kind"].value_counts(), self.figures(number)
        counts = {
            "assumptions": [int(of_kind.get(kind, 0)) for kind in KINDS],
            "figures": [int(figures[kind].sum()) for kind in KINDS],
        }
        return pd.DataFrame(counts, index=pd.Index(KINDS, name="kind"))


def provenance(
    setting: Setting, reference: Policy, baseline: Baseline, evaluated: Evaluated, mapped: Mapped = map
) -> Provenance:  # fmt: skip
    """Return what moves the numbers that `evaluated` makes of a setting beside a reference.

    Every assumption is moved to either end of its range, every lever to one, each alone; the weights of the talks are
    first moved all together, and left where that changes nothing.  Of the tables, every quantity is moved by up to one
    percent.  A number rests on what changes its digits.  mapped: like `map`, in order.
    """
    centre = evaluated(reference, baseline, [setting])
    tried = tuple(trials(setting, weights=_weights_move(setting, reference, baseline, evaluated, centre)))
    some = [tried[at : at + TRIALS_AT_ONCE] for at in range(0, len(tried), TRIALS_AT_ONCE)]
    found = list(mapped(partial(of_trials, setting, reference, baseline, evaluated), some))
    numbers = {
        name: Pairs(*(np.concatenate([part[name][which] for part in found]) for which in (0, 1))) for name in centre
    }
    reads = _reads(partial(of_quantities, setting, (reference, centre), baseline, evaluated), baseline, mapped)
    return Provenance(setting, baseline, centre, tried, numbers, {name: tuple(reads[name]) for name in centre})


def trials(setting: Setting, *, weights: bool = True) -> Iterator[Trial]:
    """Yield every assumption at both ends of its range and every lever at one, but for what does not go together."""
    declared = Policy.declared() | Assumptions.declared()
    for name, now in setting.levers.items():
        if name in Weights.model_fields and not weights:
            continue
        ends = dict.fromkeys((declared[name].positions[-1], declared[name].positions[0]))
        other = [end for end in ends if end != now and _goes(setting, {name: end})]
        yield from (Trial(name, end) for end in (other[:1] if name in Policy.model_fields else other))


def workload(setting: Setting, baseline: Baseline) -> int:
    """Return how many pieces of work `provenance` hands out at most."""
    every = quantities(baseline)
    tables = len({quantity.table for quantity in every})
    return -(-len(tuple(trials(setting))) // TRIALS_AT_ONCE) + tables + len(every)


def of_trials(
    setting: Setting, reference: Policy, baseline: Baseline, evaluated: Evaluated, tried: Sequence[Trial]
) -> Numbers:  # fmt: skip
    """Return the numbers of a setting with each of a few things moved."""
    return evaluated(reference, baseline, [setting.taking({trial.name: trial.value}) for trial in tried])


def of_quantities(
    setting: Setting, beside: tuple[Policy, Numbers], baseline: Baseline, evaluated: Evaluated, chosen: Chosen
) -> frozenset[str]:  # fmt: skip
    """Return the names of the numbers that some quantities move together; beside: the reference, and the numbers."""
    reference, centre = beside
    numbers = evaluated(reference, moved(chosen, baseline), [setting])
    return frozenset(name for name, pair in numbers.items() if _differs(pair, centre[name]).any())


def _reads(
    moves: Callable[[Chosen], frozenset[str]], baseline: Baseline, mapped: Mapped
) -> defaultdict[str, list[Quantity]]:  # fmt: skip
    """Return the quantities that move each number: whole tables are tried, then each quantity of those that do."""
    tables = [tuple(held) for _, held in groupby(quantities(baseline), key=lambda quantity: quantity.table)]
    read = zip(tables, mapped(moves, tables), strict=True)
    singles = [(quantity,) for table, found in read if found for quantity in table]
    reads = defaultdict(list)
    for (quantity,), found in zip(singles, mapped(moves, singles), strict=True):
        for name in found:
            reads[name].append(quantity)
    return reads


def _weights_move(
    setting: Setting, reference: Policy, baseline: Baseline, evaluated: Evaluated, centre: Numbers
) -> bool:  # fmt: skip
    """Tell whether any number moves when every weight of the talks goes to an end of its range at once."""
    far = {trial.name: trial.value for trial in trials(setting) if trial.name in Weights.model_fields}
    numbers = evaluated(reference, baseline, [setting.taking(far)])
    return any(_differs(pair, centre[name]).any() for name, pair in numbers.items())


def _goes(setting: Setting, values: Mapping[str, Value]) -> bool:
    try:
        setting.taking(values)
    except Invalid:
        return False
    return True


def _differs(pairs: Pairs, centre: Pairs) -> Array:
    """Tell which of N numbers, or their changes, differ from those of the scenario by more than rounding."""
    scale = STILL * np.maximum(np.abs(centre.value), np.abs(centre.reference))
    apart = np.maximum(np.abs(pairs.value - centre.value), np.abs(pairs.change - centre.change))
    return np.asarray(apart > scale)
