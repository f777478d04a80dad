"""Many runs from one plan, the same bits on one core or on several."""

from collections.abc import Iterator
from functools import partial

import pandas as pd

from model.baseline import Baseline
from model.pieces import of_piece, pieces
from model.plan import Plan
from model.sensitivity import Mapped


def sweep(of: Plan, baseline: Baseline, mapped: Mapped = map) -> Iterator[pd.DataFrame]:
    """Yield the runs of a plan, some rows at a time, in order, with the columns of `of_piece`.

    mapped: like `map`, in order; one that hands the pieces to several processes gives the same bits.  Combinations of
    assumptions that do not go together are left out: fewer rows come than the plan asks for.
    """
    yield from (runs for runs in mapped(partial(of_piece, of, baseline), pieces(of)) if len(runs))
