"""The zone of agreement on grids drawn at random: what must hold whatever the economy says."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.assumptions import Assumptions
from model.negotiation.frontier import best_gains
from model.negotiation.limits import Limit
from model.negotiation.unlock import STEPS, unlocking
from model.negotiation.zone import AXES, TERMS, Grid, zone

ROUNDING = 1e-9
WEIGH = dict(Assumptions())


def line(side, term, at_most, point, spread):
    return Limit(f"{side}-{term}", side, term, at_most, point, spread)


def drawn_grid(seed: int, tilt: float) -> Grid:
    """Return payoffs drawn at random; the higher `tilt`, the more deals both sides gain by."""
    generator = np.random.default_rng(seed)
    sides = []
    for _ in range(2):
        pair = generator.normal(tilt, 6, (len(AXES["car"]), len(AXES["general"])))
        sides.append({"pair": pair} | {term: generator.normal(0, 2, len(AXES[term])) for term in TERMS[2:]})
    return Grid(*sides)


def shifted(of: Grid, japan: float = 0.0, us: float = 0.0) -> Grid:
    return Grid(dict(of.japan) | {"pair": of.japan["pair"] + japan}, dict(of.us) | {"pair": of.us["pair"] + us})


seeds = st.integers(0, 10_000)
tilts = st.floats(-12, 6)
LIMITS = (
    line("japan", "car", True, 20.0, 3.0), line("japan", "rice", True, 75.0, 20.0),
    line("japan", "fiscal", True, 12.0, 4.0), line("us", "car", False, 10.0, 1.5),
    line("us", "general", False, 10.0, 1.5), line("us", "investment", False, 200.0, 75.0),
)  # fmt: skip


@given(seeds, tilts)
def test_the_settlement_lies_in_the_zone_and_no_deal_there_beats_it_in_both_gains_and_odds(seed, tilt):
    found = zone(drawn_grid(seed, tilt), LIMITS, WEIGH)
    assert (found.nash is None) == (not found.inside.any())
    if found.nash is None:
        return
    nash = found.nash
    assert nash.gain_japan >= 0 and nash.gain_us >= 0 and 0 <= nash.odds <= 1
    assert 10 <= nash.car <= 20 and nash.rice <= 75 and nash.investment >= 200 and nash.general >= 10
    better = (found.gain_japan > nash.gain_japan) & (found.gain_us > nash.gain_us) & (found.odds > nash.odds)
    assert not (better & found.inside).any()


@given(seeds, tilts, st.floats(0.1, 10))
def test_the_settlement_does_not_depend_on_the_unit_of_one_sides_payoff(seed, tilt, unit):
    of = drawn_grid(seed, tilt)
    scaled = Grid({term: unit * part for term, part in of.japan.items()}, of.us)
    first, second = zone(of, LIMITS, WEIGH).nash, zone(scaled, LIMITS, WEIGH).nash
    assert (first is None) == (second is None)
    if first is not None and second is not None:
        assert first[:7] == second[:7]
        assert second.gain_japan == pytest.approx(unit * first.gain_japan, rel=ROUNDING)


@given(seeds, tilts, st.floats(0, 5), st.sampled_from(["japan", "us"]))
def test_a_side_with_a_worse_no_deal_never_settles_for_more(seed, tilt, worse, side):
    """Payoffs, not gains: what the side has in the end, when its no-deal value falls and nothing else changes."""
    of = drawn_grid(seed, tilt)
    before, after = zone(of, LIMITS, WEIGH).nash, zone(shifted(of, **{side: worse}), LIMITS, WEIGH).nash
    if before is None:
        return
    assert after is not None
    gain = f"gain_{side}"
    assert getattr(after, gain) - worse <= getattr(before, gain) + ROUNDING


@given(seeds, tilts, st.integers(0, len(LIMITS) - 1), st.floats(0.01, 4))
def test_a_tighter_red_line_never_enlarges_the_zone(seed, tilt, which, by):
    of = drawn_grid(seed, tilt)
    step = STEPS.get(LIMITS[which].term, 1.0)
    tighter = [limit.relaxed(-by * step) if at == which else limit for at, limit in enumerate(LIMITS)]
    assert zone(of, tighter, WEIGH).count <= zone(of, LIMITS, WEIGH).count


@given(seeds, tilts)
def test_no_deal_within_the_red_lines_beats_one_on_the_frontier_for_both(seed, tilt):
    of = drawn_grid(seed, tilt)
    found = zone(of, LIMITS, WEIGH)
    frontier = best_gains(of, found.keep)
    for japan, us in frontier:
        better = (found.gain_japan > japan) & (found.gain_us > us)
        assert not better.any()
    assert frontier[:, 0].tolist() == sorted(frontier[:, 0])
    assert frontier[:, 1].tolist() == sorted(frontier[:, 1], reverse=True)


def test_an_empty_grid_has_no_zone_no_settlement_and_no_frontier():
    closed = (line("japan", "car", True, 20.0, 3.0), line("us", "car", False, 26.0, 1.5))
    of = drawn_grid(1, 20)
    found = zone(of, closed, WEIGH)
    assert not found.open and found.count == 0
    assert found.nash is None and found.kalai_smorodinsky is None and not best_gains(of, found.keep).size


@given(seeds, st.floats(0, 6))
def test_the_fair_shares_of_kalai_and_smorodinsky_are_the_highest_lowest_shares(seed, tilt):
    found = zone(drawn_grid(seed, tilt), LIMITS, WEIGH)
    deal = found.kalai_smorodinsky
    if deal is None:
        return
    best = found.gain_japan[found.inside].max(), found.gain_us[found.inside].max()
    least = np.minimum(found.gain_japan / best[0], found.gain_us / best[1])[found.inside].max()
    assert min(deal.gain_japan / best[0], deal.gain_us / best[1]) == pytest.approx(least, abs=ROUNDING)


@given(seeds, tilts)
def test_the_deals_of_the_grid_are_sums_of_their_parts(seed, tilt):
    of = drawn_grid(seed, tilt)
    found = zone(of, LIMITS, WEIGH)
    if not found.inside.size:
        return
    at = np.unravel_index(seed % found.inside.size, found.inside.shape)
    spot = {term: found.keep[term][place] for term, place in zip(TERMS, at, strict=True)}
    by_hand = of.us["pair"][spot["car"], spot["general"]] + sum(of.us[term][spot[term]] for term in TERMS[2:])
    assert found.gain_us[at] == pytest.approx(by_hand, abs=ROUNDING)


CLOSED = (
    line("japan", "car", True, 20.0, 3.0), line("us", "car", False, 26.0, 1.5),
    line("us", "investment", False, 200.0, 75.0),
)  # fmt: skip


def opened_by(of: Grid, moves) -> bool:
    moved = {move.limit.name: move.limit.relaxed(move.by) for move in moves}
    return zone(of, [moved.get(limit.name, limit) for limit in CLOSED], WEIGH).open


@given(seeds, st.floats(-2, 8))
def test_what_unlocks_the_zone_opens_it_and_no_smaller_step_of_one_line_does(seed, tilt):
    of = drawn_grid(seed, tilt)
    found = unlocking(of, CLOSED, WEIGH, lambda credible: of, 0.7)
    if found is None or not found.moves:
        return
    assert opened_by(of, found.moves)
    assert found.spreads == pytest.approx(sum(move.by / move.limit.spread for move in found.moves))
    for limit in CLOSED:
        for count in range(1, 11):
            by = count * STEPS[limit.term]
            if by / limit.spread < found.spreads - ROUNDING:
                assert not opened_by(of, [SimpleNamespace(limit=limit, by=by)])


def test_where_no_line_helps_the_threat_is_tried():
    loses = drawn_grid(3, -60)
    gains = drawn_grid(3, 20)
    found = unlocking(loses, LIMITS, WEIGH, lambda credible: gains if credible > 0.8 else loses, 0.7)
    assert found is not None and not found.moves and found.threat == pytest.approx(0.85)
    assert unlocking(loses, LIMITS, WEIGH, lambda credible: loses, 0.7) is None
