"""The numbers of the tables, one quantity at a time: where each stands, its rows, and the tables with it moved."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from model.baseline import Baseline
from model.market.demand import Flags

# Long tables: the column that says which quantity a row holds.
NAMED_BY = {
    "accounts": "figure", "outcomes": "series", "history": "item", "constants": "name", "threats": "threat",
    "limits": "limit",
}  # fmt: skip
LABELS = ("tier", "tile_row", "tile_column")
STEP, GOLDEN = 0.01, 0.618033988749895


class Quantity(NamedTuple):
    """Name a quantity by its table in the baseline, its column, and in long tables by the word its rows bear."""

    table: str
    column: str
    word: str = ""


def quantities(baseline: Baseline) -> tuple[Quantity, ...]:
    """Return every quantity the tables hold, in their order; numbers that only name a row are none."""
    return tuple(_found(baseline))


def rows_of(quantity: Quantity, baseline: Baseline) -> pd.DataFrame:
    """Return the rows that hold a quantity, those left blank aside."""
    table = getattr(baseline, quantity.table)
    return pd.DataFrame(table[_held(quantity, table)])


def moved(chosen: Sequence[Quantity], baseline: Baseline) -> Baseline:
    """Return the tables with every number of some quantities lowered by up to one percent, each by another share.

    Were all lowered alike, a result that rests on their proportions alone would not show that it does.
    """
    tables: dict[str, pd.DataFrame] = {}
    for quantity in chosen:
        table = tables.setdefault(quantity.table, getattr(baseline, quantity.table).copy())
        here = np.flatnonzero(_held(quantity, table))
        values = table[quantity.column].to_numpy(float).copy()
        values[here] *= 1 - STEP * (1 + (np.arange(1, len(here) + 1) * GOLDEN) % 1) / 2
        table[quantity.column] = values
    return replace(baseline, **tables)


def _found(baseline: Baseline) -> Iterator[Quantity]:
    for field in fields(baseline):
        table = getattr(baseline, field.name)
        words = table[NAMED_BY[field.name]].unique() if field.name in NAMED_BY else ("",)
        for column in table.select_dtypes("number"):
            if column not in LABELS:
                yield from (Quantity(field.name, str(column), str(word)) for word in words)


def _held(quantity: Quantity, table: pd.DataFrame) -> Flags:
    """Tell which rows of a table hold a quantity."""
    named = table[NAMED_BY[quantity.table]] == quantity.word if quantity.word else pd.Series(True, table.index)
    return np.asarray(named & table[quantity.column].notna(), dtype=bool)
