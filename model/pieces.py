"""The runs of a plan in pieces of one size, each worked out apart from all others."""

from collections.abc import Iterator, Mapping
from math import prod
from typing import NamedTuple

import numpy as np
import pandas as pd

from model.baseline import Baseline
from model.market.demand import Array
from model.parameter import Invalid, Value
from model.plan import LEVERS, Plan
from model.policy import Policy
from model.sensitivity import Study, places, values
from model.setting import Setting, of_settings
from model.simulate import SCENARIOS_AT_ONCE

Grid = Mapping[str, tuple[Value, ...]]


class Piece(NamedTuple):
    """Name some runs of a plan, from the first to before the end, and hold where their draws lie, [n, K]."""

    first: int
    end: int
    at: Array


def pieces(of: Plan) -> Iterator[Piece]:
    """Yield the pieces of a plan, in order; a run may depend in its last bits on its companions, so all sizes are set.

    The draw moves slowest, then the assumptions of the grid, then its levers, the last of them fastest.
    """
    at = places(of.draws) if of.draws.count else np.empty((1, 0))
    each = of.runs // len(at)
    for first in range(0, of.runs, SCENARIOS_AT_ONCE):
        end = min(first + SCENARIOS_AT_ONCE, of.runs)
        yield Piece(first, end, at[first // each : (end - 1) // each + 1])


def of_piece(of: Plan, baseline: Baseline, piece: Piece) -> pd.DataFrame:
    """Return the runs of a piece, a row each: the levers, the draw, and each headline number.

    A number stands under its name and, for the reference, under `<name>_reference`.  What does not go together is left
    out; where nothing does, so are the columns.
    """
    found = list(_settings(of, piece))
    if not found:
        return pd.DataFrame()
    numbers = of_settings(of.reference, baseline, [setting for _, setting in found])
    columns = {
        name + suffix: values
        for name, pair in numbers.items()
        for suffix, values in (("", pair.value), ("_reference", pair.reference))
    }
    return pd.concat([pd.DataFrame([levers for levers, _ in found]), pd.DataFrame(columns)], axis=1)


def _settings(of: Plan, piece: Piece) -> Iterator[tuple[dict[str, Value], Setting]]:
    """Yield what is swept, by key of links, and the setting, for every run of a piece that goes together."""
    chosen = {name: positions for name, positions in of.grid.items() if name in Policy.model_fields}
    assumed = {name: positions for name, positions in of.grid.items() if name not in chosen}
    policies, worlds = (prod(map(len, grid.values())) for grid in (chosen, assumed))
    draws = _drawn(of.draws, piece.at)
    for number in range(piece.first, piece.end):
        world, policy = divmod(number, policies)
        draw, world = divmod(world, worlds)
        drawn = draws[draw - piece.first // (policies * worlds)]
        taken, disputed = _combination(chosen, policy), _combination(assumed, world)
        try:
            assumptions = of.start.assumptions.but(**drawn, **disputed)
        except Invalid:
            continue
        swept = {LEVERS[name].url: value for name, value in (taken | disputed | drawn).items()}
        setting = Setting(of.start.policy.but(**taken), assumptions)
        yield ({"draw": draw} if of.draws.count else {}) | swept, setting


def _drawn(study: Study, at: Array) -> list[dict[str, Value]]:
    """Return the assumptions of some draws, by name; of none, where nothing is drawn."""
    if not study.count:
        return [{}]
    return [dict(zip(study.names, row, strict=True)) for row in values(study, at).tolist()]


def _combination(grid: Grid, number: int) -> dict[str, Value]:
    """Return one of the combinations of a grid by its number, the last lever moving fastest."""
    taken = {}
    for name, positions in reversed(list(grid.items())):
        number, place = divmod(number, len(positions))
        taken[name] = positions[place]
    return {name: taken[name] for name in grid}
