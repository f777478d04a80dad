"""The market of 2024 is explained exactly: its prices, its sales and the elasticities assumed."""

from itertools import product

import numpy as np
import pytest
from by_hand import first_order_gap, shares
from drawn import assumptions, box
from hypothesis import given

from model.assumptions import Assumptions
from model.market import solve_prices
from model.market.calibration import calibrate, stacked
from model.market.costs import duty_content
from model.market.fleet import fleet
from model.parameter import Invalid

FIRST_ORDER = 1e-8
EXACT = 1e-9
SMALL = 1e-5  # of a price, for slopes by central differences
SLOPES = 1e-6  # what central differences of that size leave
ONE_PERCENT = 0.02  # a rise of one percent is not a slope: the curve bends within it


def calibrated(baseline, sets):
    cars = fleet(baseline)
    given = stacked(sets)
    return calibrate(given, cars, duty_content(cars, given)), cars


def sales(base, cars, price, row=0):
    """Return units sold, thousand a year, at given prices, by formulas of the test's own."""
    share, _ = shares(price, base.slope[row], base.quality[row], base.nesting[row], cars.nest)
    return base.market_size[row] * share


@given(chosen=assumptions())
def test_the_units_of_2024_are_sold_at_the_prices_of_2024(baseline, chosen):
    base, cars = calibrated(baseline, [chosen])
    np.testing.assert_allclose(sales(base, cars, cars.price), cars.units, rtol=EXACT)


@given(chosen=assumptions())
def test_the_mean_own_price_elasticity_is_the_one_assumed(baseline, chosen):
    base, cars = calibrated(baseline, [chosen])
    own = []
    for at in range(len(cars.price)):
        nudge = np.where(np.arange(len(cars.price)) == at, SMALL, 0)
        up, down = (sales(base, cars, cars.price * (1 + sign * nudge))[at] for sign in (1, -1))
        own.append(-np.log(up / down) / (2 * SMALL))
    assert np.average(own, weights=cars.units) == pytest.approx(chosen.own_price_elasticity, rel=SLOPES)


@given(chosen=assumptions())
def test_the_markets_elasticity_is_the_one_assumed(baseline, chosen):
    base, cars = calibrated(baseline, [chosen])
    up, down = (sales(base, cars, cars.price * (1 + sign * SMALL)).sum() for sign in (1, -1))
    assert -np.log(up / down) / (2 * SMALL) == pytest.approx(chosen.aggregate_elasticity, rel=SLOPES)


@given(chosen=assumptions())
def test_one_percent_on_every_price_costs_the_elasticity_in_percent_of_sales(baseline, chosen):
    base, cars = calibrated(baseline, [chosen])
    lower, higher = (sales(base, cars, cars.price * (1 + half)).sum() for half in (-0.005, 0.005))
    lost = 100 * (1 - higher / lower)
    assert lost == pytest.approx(chosen.aggregate_elasticity, rel=ONE_PERCENT)


def test_one_percent_on_every_price_of_2024_costs_eight_tenths_of_a_percent_of_sales(baseline):
    base, cars = calibrated(baseline, [Assumptions()])
    lost = 100 * (1 - sales(base, cars, 1.01 * cars.price).sum() / cars.units.sum())
    assert lost == pytest.approx(0.8, rel=ONE_PERCENT)


@given(chosen=assumptions())
def test_no_maker_would_rather_have_another_price_in_2024(baseline, chosen):
    base, cars = calibrated(baseline, [chosen])
    cost = (base.cost + base.dealer_margin)[0]
    gap = first_order_gap(
        cars.price, cost, base.slope[0], base.quality[0], base.nesting[0], cars.nest, cars.maker
    )  # fmt: skip
    assert gap < FIRST_ORDER


@given(chosen=assumptions())
def test_the_solver_finds_the_prices_of_2024_from_elsewhere(baseline, chosen):
    base, cars = calibrated(baseline, [chosen])
    found = solve_prices(
        base.cost + base.dealer_margin, price_slope=base.slope, quality=base.quality, nesting=base.nesting,
        nest=cars.nest, maker=cars.maker, start=1.1 * cars.price,
    )  # fmt: skip
    np.testing.assert_allclose(found.price[0], cars.price, rtol=EXACT)


def test_every_cost_is_positive_over_the_whole_box(baseline):
    corners = []
    named = ("own_price_elasticity", "aggregate_elasticity", "nesting", "dealer_margin", "customs_value_ratio")
    ends = [(Assumptions.declared()[name].low, Assumptions.declared()[name].high) for name in named]
    for corner in product(*ends):
        try:
            corners.append(Assumptions(**dict(zip(named, corner, strict=True))))
        except Invalid:
            continue
    assert len(corners) > 16
    base, cars = calibrated(baseline, corners + box(500))
    assert (base.cost - base.base_duty > 0).all()
    worst = np.unravel_index((base.cost / base.wholesale).argmin(), base.cost.shape)
    assert (base.cost < base.wholesale).all(), cars.products[worst[1]]


@given(chosen=assumptions())
def test_cars_from_japan_are_worth_what_the_customs_counted(baseline, chosen):
    base, _ = calibrated(baseline, [chosen])
    from_japan = baseline.fleet["assembly"].to_numpy() == "JP"
    millions = (base.customs_value[0] * baseline.fleet["units"].to_numpy(float) / 1000)[from_japan].sum()
    assert millions == pytest.approx(39_700, rel=EXACT)


def test_many_sets_are_the_loop_over_them(baseline):
    sets = box(20)
    together, _ = calibrated(baseline, sets)
    for row, chosen in enumerate(sets):
        alone, _ = calibrated(baseline, [chosen])
        for name in ("slope", "quality", "cost", "customs_value", "base_duty"):
            np.testing.assert_allclose(getattr(alone, name)[0], getattr(together, name)[row], rtol=1e-12)


@pytest.mark.parametrize(
    ("own", "market", "nesting"), [(3.0, 0.95, 0.7), (3.0, 0.65, 0.8), (3.5, 1.3, 0.65), (3.0, 0.6, 0.8)]
)
def test_a_market_more_elastic_than_its_products_is_refused_and_all_three_are_named(own, market, nesting):
    with pytest.raises(Invalid) as caught:
        Assumptions(own_price_elasticity=own, aggregate_elasticity=market, nesting=nesting)
    assert {fault.key for fault in caught.value.faults} == {"eps_own", "eps_agg", "sigma"}


def test_few_combinations_of_the_box_are_refused():
    assert 0.9 < len(box(2000)) / 2000 < 1


def test_prices_are_list_prices_scaled_to_the_makers_mean(baseline):
    cars = fleet(baseline)
    table = baseline.fleet.assign(price=1000 * cars.price)
    mean = baseline.makers.set_index("maker")["transaction_price_usd"]
    for maker, rows in table.groupby("maker"):
        assert np.average(rows["price"], weights=rows["units"]) == pytest.approx(mean[maker], rel=EXACT), maker
        ratio = (rows["price"] / rows["msrp_usd"]).dropna()
        assert ratio.empty or np.ptp(ratio) < EXACT, maker
