"""Groups' meters: bounds, no difference no meter, the right direction, and the package the worst-off mind least."""

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.assumptions import Assumptions
from model.balanced import balanced
from model.bargain import meters, negotiate
from model.negotiation.measures import Measures, parts_rate
from model.negotiation.payoffs import Offer
from model.politics import Effects, drivers, groups, meter
from model.scenarios import PRESETS

ROUNDING = 1e-9
ONE_SCALE = 76.1594155955765  # 100 tanh 1
WEIGH = dict(Assumptions())
NOTHING = Offer(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.08)
SINCE = {one.name: 0.0 for one in (*fields(Measures), *fields(Effects))}
# What rises -> the groups it pleases and those it hurts.
TARIFFS = {
    "jobs": ({"unions"}, set()), "profit": ({"automakers"}, set()), "short": (set(), {"suppliers"}),
    "rate": (set(), {"free-trade"}), "revenue": ({"treasury"}, set()), "exports": (set(), {"treasury"}),
    "us_exports": ({"treasury"}, set()), "us_output": ({"detroit"}, set()), "buyers_cost": (set(), {"consumers"}),
    "other_revenue": (set(), {"consumers"}),
}  # fmt: skip
OFFERS = {
    "investment": (set(), {"taxpayers"}), "farm": ({"us-farmers", "treasury"}, {"farmers"}),
    "rice": ({"us-farmers", "treasury"}, {"farmers"}), "energy": ({"energy", "treasury"}, set()),
    "defence": ({"treasury"}, set()), "security": ({"security", "us-security"}, set()), "standards": (set(), set()),
}  # fmt: skip


@pytest.fixture(scope="module")
def deal(baseline):
    return negotiate(PRESETS["july-deal"].policy, Assumptions(), baseline)


def of(since=SINCE, offer=NOTHING, salience=1.0):
    return {name: float(meter(parts)) for (_, name), parts in drivers(since, offer, WEIGH, salience).items()}


def as_policy(package, policy):
    return policy.but(
        car_tariff=package.car, parts_tariff=parts_rate(package.car), general_rate=package.general,
        stacking=package.stacking, investment=package.investment, farm=package.farm, rice=package.rice,
        energy=package.energy,
    )  # fmt: skip


@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(0.5, 1000)), min_size=1, max_size=3))
def test_a_meter_lies_from_minus_to_plus_a_hundred(parts):
    assert -100 <= meter({str(place): part for place, part in enumerate(parts)}) <= 100


def test_one_scale_moves_a_meter_to_76_and_two_halves_do_the_same():
    assert meter({"one": (5.0, 5.0)}) == pytest.approx(ONE_SCALE)
    assert meter({"one": (-1.0, 2.0), "other": (-4.0, 8.0)}) == pytest.approx(-ONE_SCALE)


def test_no_meter_moves_where_nothing_differs_from_no_deal():
    assert set(of().values()) == {0.0}


@pytest.mark.parametrize(("driver", "pleased", "hurt"), [(name, *sides) for name, sides in TARIFFS.items()])
@pytest.mark.parametrize("size", [0.01, 1.0, 30.0])
def test_each_effect_moves_the_meters_of_its_groups_in_its_direction_and_no_other(driver, pleased, hurt, size):
    moved = of(SINCE | {driver: size})
    assert {name for name, value in moved.items() if value > 0} == pleased
    assert {name for name, value in moved.items() if value < 0} == hurt
    opposite = of(SINCE | {driver: -size})
    assert all(opposite[name] == pytest.approx(-value, abs=ROUNDING) for name, value in moved.items())


@pytest.mark.parametrize(("term", "pleased", "hurt"), [(name, *sides) for name, sides in OFFERS.items()])
def test_each_offer_moves_the_meters_of_its_groups_in_its_direction_and_no_other(term, pleased, hurt):
    little, much = (of(offer=NOTHING._replace(**{term: size})) for size in (1.0, 2.0))
    assert {name for name, value in little.items() if value > 0} == pleased
    assert {name for name, value in little.items() if value < 0} == hurt
    assert all(much[name] > little[name] for name in pleased) and all(much[name] < little[name] for name in hurt)


def test_purchases_that_are_new_narrow_the_deficit_dollar_for_dollar():
    bought = drivers(SINCE, NOTHING._replace(farm=8.0, energy=7.0, defence=3.0, rice=75.0), WEIGH, 1.0)
    real, new = WEIGH["realised"], WEIGH["additional"]
    expected = real * new * (8 + 7 + 3) + real * 0.08 * 0.75
    assert bought["us", "treasury"]["deficit"][0] == pytest.approx(expected)
    enforced = drivers(SINCE, NOTHING._replace(farm=8.0, snap_back=1.0), WEIGH, 1.0)["us", "treasury"]["deficit"][0]
    assert real * new * 8 < enforced <= new * 8


def test_no_deal_is_the_mean_of_its_states_over_the_twelve_months_from_the_talks(deal):
    odds, seen = np.array([1.0, 0.0, 0.0]), np.zeros(3)
    for month in range(12):
        seen += odds / 12
        odds = odds @ deal.steps[month]
    (treasury,) = [group for group in meters(deal) if group.name == "treasury"]
    expected = deal.own.revenue[0] - seen @ deal.table.states.revenue
    assert treasury.drivers["revenue"][0] == pytest.approx(expected, abs=ROUNDING)


def test_a_package_that_does_what_no_deal_does_and_offers_nothing_moves_no_meter(deal):
    thrice = deal.own.rows([0, 0, 0])
    nothing = {name: 0.0 for name in ("investment", "farm", "rice", "energy", "aircraft", "defence")}
    policy = deal.policy.but(**nothing, standards=False, security=False, snap_back=False)
    same = replace(deal, policy=policy, table=replace(deal.table, states=thrice))
    effects = Effects(np.array([3.0]), np.array([-2.0]), np.array([400.0]))
    found = groups(same, effects, effects.rows([0, 0, 0]))
    assert len(found) == 13
    assert all(abs(group.meter) < ROUNDING for group in found)


@pytest.mark.parametrize(("before", "after"), [("2025-07-08", "2025-07-22"), ("2025-06-16", "2025-07-22")])
def test_the_same_package_weighs_on_japans_farmers_half_as_much_again_before_the_election(baseline, before, after):
    costs = []
    for day in (before, after):
        policy = PRESETS["july-deal"].policy.but(talks=day)
        found = {group.name: group for group in meters(negotiate(policy, Assumptions(), baseline))}
        costs.append(found["farmers"].drivers["farm-cost"][0])
        assert found["us-farmers"].meter > 0 > found["farmers"].meter
    assert costs[0] == pytest.approx(1.5 * costs[1], rel=ROUNDING)


def test_the_balanced_package_lies_in_the_zone_and_has_the_meters_it_says(deal, baseline):
    found = balanced(deal)
    again = negotiate(as_policy(found.deal, deal.policy), Assumptions(), baseline)
    assert again.agreed and found.deal.gain_japan >= 0 and found.deal.gain_us >= 0
    by_name = {group.name: group.meter for group in meters(again)}
    assert min(by_name, key=by_name.get) == found.worst
    assert by_name[found.worst] == pytest.approx(found.meter, abs=1e-6)


def test_no_package_of_the_zone_is_minded_less_by_its_worst_off_group(deal, baseline):
    found, zone = balanced(deal), deal.zone
    inside = np.flatnonzero(zone.inside)
    for place in inside[:: len(inside) // 30]:
        other = negotiate(as_policy(zone.deal(int(place)), deal.policy), Assumptions(), baseline)
        assert min(group.meter for group in meters(other)) <= found.meter + 1e-6


def test_an_empty_zone_has_no_balanced_package(baseline):
    assert balanced(negotiate(PRESETS["no-deal"].policy, Assumptions(), baseline)) is None
