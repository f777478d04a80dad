"""The talks over a package: payoffs by hand, red lines by day, draws as the loop over them."""

from dataclasses import fields, replace

import numpy as np
import pytest
from drawn import policies, value
from hypothesis import given, settings
from hypothesis import strategies as st

from model.assumptions import Assumptions
from model.bargain import negotiate
from model.negotiation.draws import SEED, drawn, verdicts
from model.negotiation.limits import limits_on, salience_on
from model.negotiation.measures import CARS, GENERALS, Measures, measured, table
from model.negotiation.stage import UNREAD, Stage
from model.negotiation.talks import Talks
from model.negotiation.timing import timing
from model.negotiation.waiting import threat_on
from model.negotiation.zone import AXES, TERMS
from model.policy import TALKS, Policy
from model.scenarios import PRESETS
from model.simulate import simulate
from model.weights import Weights

EXACT, CLOSE = 1e-12, 1e-9
DEAL = PRESETS["july-deal"].policy


@pytest.fixture(scope="module")
def deal(baseline) -> Talks:
    return negotiate(DEAL, Assumptions(), baseline)


def flat(level: float) -> Measures:
    return Measures(*(np.array([level]) for _ in fields(Measures)))


def test_the_value_of_a_package_to_japan_by_hand(baseline):
    """GDP down half a percent (mean of both institutes), makers 4bn worse off, the terms of 22 July, after the vote."""
    does = replace(flat(0.0), gdp_nri=np.array([-0.4]), gdp_daiwa=np.array([-0.6]), industry_loss=np.array([4.0]))
    known = table(DEAL, 25.0, Assumptions(), baseline)
    talks = Talks(DEAL, Assumptions(), baseline, replace(known, law_2024=flat(0.0)), does)
    gdp = 609_000 / 150.97
    by_hand = {
        "output": -0.005 * gdp, "makers": -4.0, "elsewhere": 0.0, "rice": -8 * 0.08, "farm": -8 * 0.02 * 8,
        "investment": -(0.015 * 550 / 3.5 + 2.0), "energy": -0.06 * 7, "other": -(0.2 + 0.3 + 0.02 + 0.1 + 0.3),
    }  # fmt: skip
    assert dict(talks.japan.parts) == pytest.approx(by_hand)
    assert talks.japan.gain == pytest.approx(sum(by_hand.values()) - talks.no_deal[0])


def test_the_value_of_a_package_to_the_united_states_by_hand(baseline):
    """Duties up 15bn, 8 of it on other goods, exports down 10bn, 2bn more built at home, vehicles 1bn dearer."""
    does = replace(
        flat(0.0), revenue=np.array([15.0]), other_revenue=np.array([8.0]), exports=np.array([-10.0]),
        us_output=np.array([2.0]), buyers_cost=np.array([1.0]),
    )  # fmt: skip
    known = table(DEAL, 25.0, Assumptions(), baseline)
    talks = Talks(DEAL, Assumptions(), baseline, replace(known, law_2024=flat(0.0)), does)
    rice = baseline.us_exports.set_index("group").loc["rice", "value_usd_bn"]
    real = 0.57 + 0.1 * 0.43
    by_hand = {
        "duties": 0.6 * 15, "deficit": 0.35 * 10, "car-making": 0.8 * 0.35 * 2, "buyers": -0.35 * (1 + 0.4 * 8),
        "investment": 0.05 * 550 / 3.5, "farm": real * 0.4 * 0.95 * 8, "rice": 1.2 + 0.6 * real * rice * 0.75,
        "energy": real * 0.4 * 0.55 * 7, "other": real * 0.4 * 0.55 * 3 + 0.1 + 0.3 + 0.1, "deal": 3 - 2 * 0.25,
    }  # fmt: skip
    assert dict(talks.us.parts) == pytest.approx(by_hand)


def test_the_package_on_the_grid_is_worth_what_the_grid_says(deal):
    """The deal of 22 July stands on the grid: its own run of the model and the table's cell agree."""
    found, at = deal.zone, []
    for term, given_value in zip(TERMS, (15.0, 15.0, 550.0, 8.0, 75.0, 7.0), strict=True):
        at.append(int(np.flatnonzero(AXES[term][found.keep[term]] == given_value)[0]))
    assert found.gain_japan[tuple(at)] == pytest.approx(deal.japan.gain, abs=CLOSE)
    assert found.gain_us[tuple(at)] == pytest.approx(deal.us.gain, abs=CLOSE)
    assert max(map(abs, deal.interpolation_error())) < CLOSE


@pytest.mark.parametrize("day", ["2025-06-16", "2025-07-22"])
def test_talks_that_differ_in_what_no_stage_reads_share_their_zone(baseline, day):
    """In June the zone is empty and something would open it; in July it is open."""
    offer = DEAL.but(talks=day)
    over = negotiate(offer, Assumptions(), baseline)
    assert (over.unlock is None) == over.zone.open == (day == "2025-07-22")
    levers = {name: (Policy.declared()[name].positions, getattr(offer, name)) for name in UNREAD}
    ends = {name: places[-1] if places[-1] != now else places[0] for name, (places, now) in levers.items()}
    other = negotiate(offer.but(**ends), Assumptions(), baseline)
    assert other.zone is over.zone and other.unlock is over.unlock
    alone = Stage(other.policy, other.assumptions, baseline, other.table)
    assert (alone.no_deal, alone.unlock) == (over.stage.no_deal, over.unlock)
    plane = np.array([5.0, 15.0]), np.array([0.0, 550.0])
    for own, shared in zip(alone.gains_at(*plane), over.stage.gains_at(*plane), strict=True):
        np.testing.assert_array_equal(own, shared)
    for side in ("japan", "us"):
        np.testing.assert_array_equal(getattr(alone.zone, f"gain_{side}"), getattr(over.zone, f"gain_{side}"))


def test_an_offer_beside_the_grid_has_its_own_zone(baseline, deal):
    stricter = negotiate(DEAL.but(standards=False), Assumptions(), baseline)
    assert (stricter.zone.gain_us.max(), stricter.zone.gain_japan.max()) != (
        deal.zone.gain_us.max(), deal.zone.gain_japan.max(),
    )  # fmt: skip


@given(policies(course="as-set", quota=0.0, counter_tariff=0.0, signed=True))
@settings(max_examples=6)
def test_the_short_run_for_a_table_and_the_whole_model_say_the_same(baseline, policy):
    alone = measured([policy], Assumptions(), baseline)[0]
    whole = negotiate(policy, Assumptions(), baseline, simulate(policy, Assumptions(), baseline).as_signed).own
    for one in fields(Measures):
        np.testing.assert_allclose(getattr(alone, one.name), getattr(whole, one.name), rtol=1e-9, atol=1e-9)


def test_a_result_in_hand_gives_the_same_talks_as_a_run_of_its_own(baseline, deal):
    again = negotiate(DEAL, Assumptions(), baseline, simulate(DEAL, Assumptions(), baseline).as_signed)
    assert again.japan.gain == pytest.approx(deal.japan.gain, abs=CLOSE)
    assert again.us.gain == pytest.approx(deal.us.gain, abs=CLOSE)
    unsigned = DEAL.but(signed=False, counter_tariff=10.0)
    again = negotiate(unsigned, Assumptions(), baseline, simulate(unsigned, Assumptions(), baseline).as_signed)
    assert again.japan.parts["makers"] == pytest.approx(deal.japan.parts["makers"], abs=CLOSE)


def test_what_japan_offers_and_how_it_is_weighed_leaves_the_table_alone(baseline):
    plain = table(Policy(), 25.0, Assumptions(), baseline)
    assert table(DEAL, 25.0, Assumptions(revenue_weight=0.3), baseline) is plain
    assert table(DEAL.but(quota=100.0, quota_rate=5.0), 25.0, Assumptions(), baseline) is plain
    assert table(DEAL.but(metal_tariff=25.0), 25.0, Assumptions(), baseline) is not plain


@pytest.mark.parametrize(
    "moved",
    [{"metal_tariff": 10.0}, {"car_eu": 5.0}, {"yen": 130.0}, {"us_growth": -3.0}, {"decision": "2025-09"},
     {"general_rivals": 40.0}, {"law": "2025-11-01"}],
)  # fmt: skip
def test_each_lever_of_the_world_moves_a_table_that_came_after_another(baseline, moved):
    """The market is solved once for worlds that differ in other goods alone: never for others."""
    table(Policy(), 25.0, Assumptions(), baseline)
    package = Policy(
        car_tariff=CARS[4], parts_tariff=CARS[4], general_rate=15.0, stacking="including", **moved
    ).as_signed
    after = table(package, 25.0, Assumptions(), baseline).pairs
    whole = negotiate(package, Assumptions(), baseline, simulate(package, Assumptions(), baseline).as_signed).own
    cell = 4 * len(GENERALS) + GENERALS.index((15.0, "including"))
    for one in fields(Measures):
        expected = getattr(whole, one.name)[0]
        assert getattr(after, one.name)[cell] == pytest.approx(expected, rel=CLOSE, abs=CLOSE), one.name


def test_a_higher_tariff_never_is_better_for_japan_and_never_sells_more(baseline):
    does = table(Policy(), 25.0, Assumptions(), baseline).pairs
    for name, sign in (("exports", -1), ("gdp_nri", -1), ("gdp_daiwa", -1), ("industry_loss", 1), ("rate", 1)):
        by_car = sign * getattr(does, name).reshape(len(CARS), len(GENERALS))
        assert (np.diff(by_car, axis=0) >= -CLOSE).all(), name


def test_the_red_lines_of_a_day_are_the_latest_of_the_dated_table(baseline):
    weigh = dict(Assumptions())
    points = {day: {(one.side, one.term): one.point for one in limits_on(day, weigh, baseline)} for day in TALKS}
    assert points["2025-06-16"][("us", "car")] == points["2025-07-07"][("us", "car")] == weigh["car_floor_before"]
    assert points["2025-07-08"][("us", "car")] == points["2025-07-22"][("us", "car")] == weigh["car_floor"]
    assert points["2025-06-16"][("us", "general")] == weigh["general_floor_before"]
    assert points["2025-07-02"][("us", "general")] == weigh["general_floor"]
    assert all(len(of_day) == 6 for of_day in points.values())


def test_the_farm_vote_weighs_more_until_the_election(baseline):
    weigh = dict(Assumptions())
    assert [salience_on(day, weigh) for day in ("2025-06-16", "2025-07-20", "2025-07-21")] == [1.5, 1.5, 1.0]


def test_each_day_has_its_threat(baseline):
    days = ("2025-06-16", "2025-07-02", "2025-07-07", "2025-07-22")
    threats = [threat_on(day, baseline) for day in days]
    assert [(threat.rate, threat.due) for threat in threats] == [(24.0, 1), (24.0, 1), (25.0, 1), (25.0, 1)]


@given(st.sampled_from(TALKS), value(Policy.declared()["car_tariff"]), value(Policy.declared()["rice"]))
def test_odds_are_odds_and_a_line_is_crossed_where_they_are_less_than_even(deal, day, car, rice):
    talks = replace(deal, policy=DEAL.but(talks=day, car_tariff=car, rice=rice))
    for side in (talks.japan, talks.us):
        for limit, odds in side.lines:
            assert 0 <= odds <= 1 and (odds < 0.5) == (limit in side.crossed)
        assert side.yes == (side.gain >= 0 and not side.crossed)


def test_a_draw_is_the_same_as_the_talks_with_its_weights(baseline, deal):
    count = 24
    together, weights = verdicts(deal, count), drawn(deal, count, SEED)
    for row in range(0, count, 3):
        chosen = {name: float(column[row, 0]) for name, column in weights.items()}
        alone = replace(deal, assumptions=Assumptions(**dict(deal.assumptions) | chosen))
        assert together.gain_japan[row] == pytest.approx(alone.japan.gain, abs=CLOSE)
        assert together.gain_us[row] == pytest.approx(alone.us.gain, abs=CLOSE)
        assert bool(together.japan[row]) == alone.japan.yes and bool(together.us[row]) == alone.us.yes
        assert bool(together.open[row]) == alone.zone.open


def test_the_same_seed_draws_the_same_bits_and_medians_stand_at_the_chosen_values(deal):
    first, second = drawn(deal, 400, 7), drawn(deal, 400, 7)
    for name, column in first.items():
        lever = Weights.declared()[name]
        np.testing.assert_array_equal(column, second[name])
        assert (column >= lever.low).all() and (column <= lever.high).all()
        below = (column < deal.weigh[name]).mean()
        assert below == pytest.approx(0.5, abs=0.01) or deal.weigh[name] in (lever.low, lever.high)


@pytest.mark.parametrize(
    ("side", "lever", "low", "high"),
    [("japan", "opening", 0.0, 100.0), ("us", "market_stress", 2.0, 0.0), ("us", "counter_tariff", 50.0, 0.0)],
)
def test_what_strengthens_a_side_raises_its_value_of_no_deal(baseline, side, lever, low, high):
    place = ("japan", "us").index(side)
    weak, strong = (negotiate(DEAL.but(**{lever: level}), Assumptions(), baseline) for level in (low, high))
    assert weak.no_deal[place] < strong.no_deal[place]


def test_a_credible_threat_lowers_japans_value_of_no_deal_and_raises_washingtons(baseline, deal):
    feared = replace(deal, assumptions=Assumptions(threat_credible=0.95))
    assert feared.no_deal[0] < deal.no_deal[0] and feared.no_deal[1] > deal.no_deal[1]


def test_signing_at_once_is_worth_the_settlement_of_the_day(deal):
    found = timing(deal)
    nash = deal.zone.nash
    assert nash is not None
    assert found.japan[0] == pytest.approx(deal.no_deal[0] + nash.gain_japan, abs=CLOSE)
    assert found.us[0] == pytest.approx(deal.no_deal[1] + nash.gain_us, abs=CLOSE)
    assert found.months[0] == "2025-07" and found.open[0, 0] == 1


def test_a_package_is_judged_as_signed_whatever_the_levers_of_course_and_counter_tariff_say():
    policy = Policy(course="history", counter_tariff=20.0).as_signed
    assert policy.signed and policy.course == "as-set" and policy.counter_tariff == 0


@pytest.mark.parametrize("slug", PRESETS)
def test_every_preset_can_be_put_to_both_sides(baseline, slug):
    talks = negotiate(PRESETS[slug].policy, Assumptions(), baseline)
    assert np.isfinite([talks.japan.gain, talks.us.gain, *talks.no_deal]).all()
    gains = talks.gains_at(np.linspace(0, 100, 11), np.linspace(0, 1000, 7))
    assert all(one.shape == (7, 11) and np.isfinite(one).all() for one in gains)
