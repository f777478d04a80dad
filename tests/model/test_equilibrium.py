"""The prices found are those at which no maker would rather have another."""

import numpy as np
import pytest
from by_hand import first_order_gap, profit, shares
from drawn import Market, markets
from hypothesis import assume, given
from hypothesis import strategies as st

from model.market import NotConverged, equilibrium, solve_prices

FIRST_ORDER = 1e-8  # what the issue asks of the first-order condition, as a share of the price
ROUNDING = 1e-9  # two ways of writing the same exponentials
DEVIATION = 0.01
BOUGHT = 1e-9  # a product hardly anyone buys moves a profit by less than its last digit


def solved(market: Market) -> equilibrium.Equilibrium:
    arguments = market._asdict()
    return solve_prices(arguments.pop("unit_cost"), **arguments)


def row(market: Market, at: int = 0) -> tuple:
    return (
        market.unit_cost[at], market.price_slope, market.quality, market.nesting, market.nest, market.maker
    )  # fmt: skip


@given(markets(rows=2))
def test_the_first_order_condition_holds_written_out_product_by_product(market):
    found = solved(market)
    for at in range(2):
        assert first_order_gap(found.price[at], *row(market, at)) < FIRST_ORDER
    assert (found.residual < FIRST_ORDER).all()


@given(markets(), st.integers(0, 9), st.sampled_from([-DEVIATION, DEVIATION]))
def test_no_maker_gains_by_moving_one_price_one_percent(market, product, deviation):
    found = solved(market)
    price = found.price[0]
    product %= len(price)
    assume(found.share[0, product] > BOUGHT)
    moved = price.copy()
    moved[product] *= 1 + deviation
    owner = market.maker[product]
    assert profit(moved, *row(market))[owner] < profit(price, *row(market))[owner]


@given(markets(rows=2))
def test_shares_are_those_of_the_prices_and_sum_to_one(market):
    found = solved(market)
    np.testing.assert_allclose(found.share.sum(axis=1) + found.outside_share, 1, rtol=1e-14)
    for at in range(2):
        expected, _ = shares(found.price[at], market.price_slope, market.quality, market.nesting, market.nest)
        np.testing.assert_allclose(found.share[at], expected, rtol=ROUNDING)


@given(markets())
def test_two_makers_that_merge_raise_their_prices(market):
    apart = solved(market).price[0]
    merged = solved(market._replace(maker=np.where(market.maker == 1, 0, market.maker))).price[0]
    own = np.isin(market.maker, [0, 1])
    assert (merged[own] >= apart[own] * (1 - ROUNDING)).all()
    if (market.maker == 1).any():
        assert (merged[own] > apart[own]).all()


@given(markets())
def test_a_maker_never_sells_below_cost(market):
    assert (solved(market).price[0] > market.unit_cost[0]).all()


@given(markets(rows=3), st.permutations(range(3)))
def test_a_row_has_the_same_bits_whatever_its_neighbours(market, order):
    together, shuffled = solved(market), solved(market._replace(unit_cost=market.unit_cost[list(order)]))
    np.testing.assert_array_equal(together.price[list(order)], shuffled.price)
    for at in range(3):
        alone = solved(market._replace(unit_cost=market.unit_cost[at : at + 1]))
        np.testing.assert_array_equal(alone.price[0], together.price[at])
        np.testing.assert_array_equal(alone.share[0], together.share[at])
        assert alone.residual[0] == together.residual[at] and alone.outside_share[0] == together.outside_share[at]


@given(markets(), st.randoms(use_true_random=False))
def test_the_order_and_the_names_of_products_nests_and_makers_do_not_matter(market, random):
    order = list(range(len(market.start)))
    random.shuffle(order)
    flipped = market.nest.max() - market.nest
    shuffled = Market(
        market.unit_cost[:, order], market.price_slope[order], market.quality[order], market.nesting[::-1],
        flipped[order], (market.maker.max() - market.maker)[order], market.start[order],
    )  # fmt: skip
    np.testing.assert_allclose(solved(shuffled).price[0], solved(market).price[0][order], rtol=ROUNDING)


@given(markets(), st.floats(0.5, 2))
def test_the_prices_found_do_not_depend_on_where_the_search_starts(market, factor):
    elsewhere = market._replace(start=market.start * factor)
    np.testing.assert_allclose(solved(elsewhere).price, solved(market).price, rtol=ROUNDING)


@given(st.floats(0.5, 8), st.floats(5, 50), st.floats(-3, 3))
def test_a_maker_alone_with_one_product_adds_what_the_logit_formula_says(a, cost, quality):
    slope = np.array([a / 30])
    lone = np.zeros(1, dtype=int)
    found = solve_prices(
        [[cost]], price_slope=slope, quality=[quality], nesting=[0.0], nest=lone, maker=lone, start=[30.0]
    )  # fmt: skip
    assert found.price[0, 0] - cost == pytest.approx(1 / (slope[0] * found.outside_share[0]), rel=ROUNDING)


ALONE, PAIRS = ([0] * 7, [0] * 7), ([0, 0, 1, 1, 0, 0], [0, 0, 0, 1, 0, 0])
# Nest and maker labels, nesting, cost, slope, quality, start: markets with products of very unlike prices and slopes
# in one hand.  On the way to their equilibrium the gap first rises for many rounds, or full steps go round in a ring.
UNLIKE = [
    pytest.param(*ALONE, 0.5, [14.5, 5.0], [2 / 29, 0.3], [2.0, 4.0], [29.0, 10.0], id="two products"),
    pytest.param(*ALONE, 0.5, [32.25, *[5.0] * 4], [2 / 43, *[0.2] * 4], [2.0] * 5, [43.0, *[10.0] * 4], id="five"),
    pytest.param(*ALONE, 0.5, [11.0, *[5.0] * 6], [1 / 11, *[0.2] * 6], [4.0] * 7, [22.0, *[10.0] * 6], id="seven"),
    pytest.param(
        *PAIRS, 0.75, [9.5, 9.5, 5.0, 9.5, 9.5, 9.5], [1.5 / 19, 1.5 / 19, 0.8, *[1.5 / 19] * 3],
        [3.5, 3.5, 10.0, 3.5, 3.5, 3.5], [19.0, 19.0, 10.0, 19.0, 19.0, 19.0], id="two makers",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("nest", "maker", "nesting", "cost", "slope", "quality", "start"), UNLIKE)
def test_unlike_products_in_one_hand_are_solved_too(nest, maker, nesting, cost, slope, quality, start):
    nest, maker = (np.array(labels[: len(cost)]) for labels in (nest, maker))
    given = (np.array(x) for x in (slope, quality, [nesting] * (nest.max() + 1)))
    market = Market(np.array([cost]), *given, nest, maker, np.array(start))
    assert first_order_gap(solved(market).price[0], *row(market)) < FIRST_ORDER


def test_many_rows_are_the_loop_over_them():
    generator = np.random.default_rng(7)
    cost = 20 * generator.uniform(0.5, 2, (150, 6))
    market = Market(
        cost, np.full(6, 0.15), np.linspace(3, 6, 6), np.array([0.3, 0.7]), np.array([0, 0, 0, 1, 1, 1]),
        np.array([0, 1, 2, 2, 1, 0]), np.full(6, 30.0),
    )  # fmt: skip
    batch = solved(market)
    for at in range(0, 150, 7):
        np.testing.assert_array_equal(solved(market._replace(unit_cost=cost[at : at + 1])).price[0], batch.price[at])


def test_a_row_of_many_nests_has_the_same_bits_alone_as_in_a_batch():
    generator = np.random.default_rng(11)
    nest = np.repeat(np.arange(12), 5)
    market = Market(
        generator.uniform(10, 40, (9, 60)), generator.uniform(0.1, 0.2, 60), generator.uniform(3, 6, 60),
        generator.uniform(0, 0.8, 12), nest, generator.integers(0, 15, 60), np.full(60, 30.0),
    )  # fmt: skip
    batch = solved(market)
    for at in range(9):
        alone = solved(market._replace(unit_cost=market.unit_cost[at : at + 1]))
        np.testing.assert_array_equal(alone.price[0], batch.price[at])
        np.testing.assert_array_equal(alone.share[0], batch.share[at])


def test_rows_may_have_their_own_tastes():
    generator = np.random.default_rng(3)
    nest, maker = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    given = {
        "unit_cost": generator.uniform(10, 30, (5, 4)), "price_slope": generator.uniform(0.1, 0.2, (5, 4)),
        "quality": generator.uniform(2, 5, (5, 4)), "nesting": generator.uniform(0, 0.9, (5, 2)),
        "start": generator.uniform(25, 35, (5, 4)),
    }  # fmt: skip
    together = solve_prices(given.pop("unit_cost"), nest=nest, maker=maker, **given)
    assert together.price.shape == (5, 4)
    generator = np.random.default_rng(3)
    cost = generator.uniform(10, 30, (5, 4))
    for at in range(5):
        alone = solve_prices(cost[at], nest=nest, maker=maker, **{name: x[at] for name, x in given.items()})
        np.testing.assert_array_equal(alone.price[0], together.price[at])


def test_a_product_nobody_can_afford_is_priced_and_not_bought():
    found = solve_prices(
        [[20.0, 20_000.0]], price_slope=[0.15, 0.15], quality=[5.0, 5.0], nesting=[0.6], nest=np.array([0, 0]),
        maker=np.array([0, 1]), start=[30.0, 30.0],
    )  # fmt: skip
    assert np.isfinite(found.price).all() and found.share[0, 1] == 0 and found.residual[0] < FIRST_ORDER


@pytest.mark.parametrize("nesting", [0.0, 0.5, 0.9])
def test_utilities_however_far_from_usual_are_solved_or_said_not_to_be_without_a_floating_fault(nesting):
    quality, nest = np.array([1000.0, 1001.0, 1002.0, 1000.5]), np.array([0, 0, 1, 1])
    market = Market(
        np.array([[10.0, 12.0, 11.0, 15.0]]), np.array([1.0, 0.9, 1.1, 0.8]), quality, np.full(2, nesting), nest,
        np.array([0, 0, 0, 1]), np.array([12.0, 14.0, 13.0, 17.0]),
    )  # fmt: skip
    assert (solved(market).residual < FIRST_ORDER).all()
    with pytest.raises(NotConverged):
        solved(market._replace(maker=np.zeros(4, dtype=int)))


@pytest.mark.parametrize("short", [1e-4, 1e-9, 1e-13])
def test_nesting_however_near_to_one_is_solved_or_said_not_to_be_without_a_floating_fault(short):
    generator = np.random.default_rng(3)
    for _ in range(20):
        price, quality = generator.uniform(5, 60, 4), generator.uniform(-40, 40, 4)
        market = Market(
            (price * generator.uniform(0.3, 1.2, 4))[None], generator.uniform(0.5, 8, 4) / price, quality,
            np.full(2, 1 - short), np.array([0, 0, 1, 1]), np.array([0, 0, 0, 1]), price,
        )  # fmt: skip
        try:
            found = solved(market)
        except NotConverged:
            continue
        assert (found.residual < FIRST_ORDER).all() and np.isfinite(found.price).all()


def test_what_does_not_converge_is_an_error_that_carries_the_residual_and_says_what_to_try(monkeypatch):
    monkeypatch.setattr(equilibrium, "FIXED_POINT_ROUNDS", 2)
    monkeypatch.setattr(equilibrium, "MOST_EVALUATIONS", 1)
    with pytest.raises(NotConverged) as caught:
        solve_prices(
            [[20.0, 22.0], [40.0, 22.0]], price_slope=[0.15, 0.15], quality=[5.0, 5.0], nesting=[0.6],
            nest=np.array([0, 0]), maker=np.array([0, 1]), start=[30.0, 30.0],
        )  # fmt: skip
    assert caught.value.residual.shape == (2,) and (caught.value.residual > FIRST_ORDER).any()
    assert f"{caught.value.residual.max():.1e}" in str(caught.value) and "try" in str(caught.value)


@pytest.mark.parametrize("cost", [np.nan, np.inf])
def test_a_cost_that_is_no_number_is_refused(cost):
    with pytest.raises(ValueError, match="unit_cost must be finite"):
        solve_prices(
            [[20.0, cost]], price_slope=[0.15, 0.15], quality=[5.0, 5.0], nesting=[0.6], nest=np.array([0, 0]),
            maker=np.array([0, 1]), start=[30.0, 30.0],
        )  # fmt: skip


def test_a_maker_label_nobody_has_changes_nothing():
    given = {"price_slope": [0.15] * 3, "quality": [5.0] * 3, "nesting": [0.6], "start": [30.0] * 3}
    found = [
        solve_prices([20.0, 22.0, 24.0], nest=np.zeros(3, dtype=int), maker=np.array(maker), **given).price
        for maker in ([0, 1, 1], [0, 5, 5])
    ]
    np.testing.assert_array_equal(*found)


def test_each_nest_takes_the_nesting_of_its_own_label():
    given = {"price_slope": [0.15] * 3, "quality": [5.0] * 3, "start": [30.0] * 3, "maker": np.array([0, 1, 2])}
    dense = solve_prices([20.0, 22.0, 24.0], nest=np.array([0, 0, 1]), nesting=[0.2, 0.8], **given).price
    gapped = solve_prices([20.0, 22.0, 24.0], nest=np.array([0, 0, 2]), nesting=[0.2, 0.5, 0.8], **given).price
    np.testing.assert_array_equal(dense, gapped)


LABELS = {
    "a nest without a nesting": {"nest": np.array([0, 1, 2])},
    "a negative nest": {"nest": np.array([0, 1, -1])},
    "a nest that is no whole number": {"nest": np.array([0, 1, 0.5])},
    "a maker that is no whole number": {"maker": np.array([0, 1, 0.5])},
    "a negative maker": {"maker": np.array([0, 1, -1])},
    "too few labels": {"nest": np.array([0, 1])},
    "too many labels": {"maker": np.array([0, 1, 2, 0])},
}


@pytest.mark.parametrize("bad", LABELS.values(), ids=LABELS)
def test_labels_that_fit_nothing_are_refused(bad):
    given = {"nest": np.array([0, 1, 1]), "maker": np.array([0, 1, 2])} | bad
    with pytest.raises(ValueError, match=r"nest|maker"):
        solve_prices(
            [20.0, 22.0, 24.0], price_slope=[0.15] * 3, quality=[5.0] * 3, nesting=[0.2, 0.8], start=[30.0] * 3, **given
        )  # fmt: skip
