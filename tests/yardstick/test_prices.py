"""Prices that independent solvers found for the same markets."""

import json
from pathlib import Path

import numpy as np
import pytest

from model.market import solve_prices

GIVEN = json.loads((Path(__file__).parent / "solve_prices.json").read_text(encoding="utf-8"))
INDEPENDENT = 1e-10  # relative; the independent solvers agree among themselves to 8e-15
FIRST_ORDER = 1e-8
each_case = pytest.mark.parametrize("case", GIVEN["cases"], ids=[case["id"] for case in GIVEN["cases"]])


def solved(case, rows=slice(None)):
    labels = {name: np.array(case[name]) for name in ("nest", "maker")}
    tastes = {name: np.array(case[name]) for name in ("price_slope", "quality", "nesting", "start")}
    return solve_prices(np.array(case["unit_cost"])[rows], **tastes, **labels)


@each_case
def test_prices_and_shares_are_those_of_independent_solvers(case):
    found = solved(case)
    np.testing.assert_allclose(found.price, case["price"], rtol=INDEPENDENT, atol=0)
    np.testing.assert_allclose(found.share, case["share"], rtol=INDEPENDENT, atol=0)
    np.testing.assert_allclose(found.outside_share, 1 - np.sum(case["share"], axis=1), rtol=INDEPENDENT)
    assert (found.residual < FIRST_ORDER).all()


@each_case
def test_the_same_prices_are_found_one_row_at_a_time(case):
    for row in range(len(case["unit_cost"])):
        np.testing.assert_allclose(solved(case, [row]).price[0], case["price"][row], rtol=INDEPENDENT, atol=0)


def test_no_case_was_left_out():
    assert len(GIVEN["cases"]) == 7 and {len(case["price"]) for case in GIVEN["cases"]} == {2}
