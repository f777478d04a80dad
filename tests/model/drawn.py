"""Policies, assumptions and markets drawn from the whole box of what may be chosen."""

from typing import Any, NamedTuple

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from model.assumptions import Assumptions
from model.parameter import Invalid, Lever
from model.policy import Policy

Array = NDArray[np.float64]


class Market(NamedTuple):
    """Hold the arguments of `solve_prices`."""

    unit_cost: Array
    price_slope: Array
    quality: Array
    nesting: Array
    nest: NDArray[np.int64]
    maker: NDArray[np.int64]
    start: Array


def value(lever: Lever) -> st.SearchStrategy[Any]:
    """Draw a value of a lever: any number of its range, its ends included, or any of its positions."""
    if lever.control == "number":
        return st.sampled_from([lever.low, lever.high]) | st.floats(lever.low, lever.high)
    return st.sampled_from(lever.positions)


@st.composite
def policies(draw: st.DrawFn, **fixed: Any) -> Policy:
    """Draw a policy from the whole box, but for the levers fixed."""
    drawn = {name: draw(value(lever)) for name, lever in Policy.declared().items() if name not in fixed}
    return Policy(**drawn, **fixed)


@st.composite
def assumptions(draw: st.DrawFn, **fixed: Any) -> Assumptions:
    """Draw assumptions from the whole box; those that do not go together are drawn again."""
    drawn = {name: draw(value(lever)) for name, lever in Assumptions.declared().items() if name not in fixed}
    try:
        return Assumptions(**drawn, **fixed)
    except Invalid:
        assume(False)
        raise


def box(count: int, seed: int = 2025) -> list[Assumptions]:
    """Return assumptions spread evenly over the box: a Latin hypercube, without those that do not go together."""
    generator = np.random.default_rng(seed)
    levers = Assumptions.declared()
    places = (np.stack([generator.permutation(count) for _ in levers], axis=1) + generator.random((count, 1))) / count
    sets = []
    for row in places:
        values = {
            name: lever.low + float(place) * (lever.high - lever.low)
            if lever.control == "number"
            else lever.positions[int(place * len(lever.positions))]
            for (name, lever), place in zip(levers.items(), row, strict=True)
        }
        try:
            sets.append(Assumptions(**values))
        except Invalid:
            continue
    return sets


@st.composite
def markets(draw: st.DrawFn, rows: int = 1, products: int = 10) -> Market:
    """Draw markets of up to ten products, four nests and four makers, with costs up to twice those at the start."""
    size = draw(st.integers(1, products))
    nest = _labels(draw(st.lists(st.integers(0, 3), min_size=size, max_size=size)))
    maker = _labels(draw(st.lists(st.integers(0, 3), min_size=size, max_size=size)))
    start = draw(arrays(float, size, elements=st.floats(10, 80)))
    slope = draw(arrays(float, size, elements=st.floats(1.5, 8))) / start
    quality = slope * start + draw(arrays(float, size, elements=st.floats(-4, 2)))
    cost = start * draw(arrays(float, size, elements=st.floats(0.3, 0.8)))
    shock = draw(arrays(float, (rows, size), elements=st.floats(1, 2)))
    nesting = draw(arrays(float, int(nest.max()) + 1, elements=st.floats(0, 0.9)))
    return Market(cost * shock, slope, quality, nesting, nest, maker, start)


def _labels(drawn: list[int]) -> NDArray[np.int64]:
    """Return labels counted from 0 without gaps."""
    return np.unique(np.array(drawn), return_inverse=True)[1].astype(np.int64)
