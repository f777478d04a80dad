"""What is said to move a number moves it, what is not said to changes no digit, and every count adds up."""

from dataclasses import fields

import numpy as np
import pytest

from data.load import sources
from model.assumptions import Assumptions, Economics
from model.headline import Pairs
from model.inputs import NAMED_BY, Quantity, moved, quantities, rows_of
from model.parameter import Invalid
from model.policy import Policy
from model.provenance import KINDS, provenance, trials, workload
from model.scenarios import PRESETS, REFERENCES
from model.setting import Setting, of_settings
from model.simulate import simulate
from model.weights import Weights

DEAL, LAW = PRESETS["july-deal"].policy, REFERENCES["law-2024"]
SETTING = Setting(DEAL, Assumptions())
LOOP = 1e-12  # the same sums; the batch may add them in another order
STILL = 1e-10  # what the page takes for no move


@pytest.fixture(scope="module")
def found(baseline):
    return provenance(SETTING, LAW, baseline, of_settings)


def heads(baseline, policy=DEAL, assumptions=None):
    numbers = simulate(policy, assumptions or Assumptions(), baseline).headline
    return {name: np.array([number.value, number.change]) for name, number in numbers.items()}


def changed(now, then):
    return {name for name in now if np.abs(now[name] - then[name]).max() > STILL * np.abs(then[name]).max()}


def test_assumptions_said_to_be_irrelevant_change_no_digit_even_all_together(baseline, found):
    """Those of a number are kept where they are and every other one goes to its far end at once."""
    levers = Assumptions.declared()
    for number in ("effective_rate", "us_added", "gdp_nri", "japan_built", "weakest"):
        own = set(found.assumptions(number).index)
        far = {name: lever.positions[-1] for name, lever in levers.items() if name not in own}
        now, then = heads(baseline, assumptions=Assumptions(**far)), heads(baseline)
        assert np.abs(now[number] - then[number]).max() <= STILL * np.abs(then[number]).max(), number


def test_no_weight_of_the_talks_moves_an_effect_of_a_tariff(baseline, found):
    far = {name: lever.positions[0] for name, lever in Weights.declared().items()}
    assert changed(heads(baseline, assumptions=Assumptions(**far)), heads(baseline)) == set()
    assert not {name for number in found.centre for name in found.assumptions(number).index} - set(Economics.declared())


def test_an_assumption_at_either_end_gives_the_number_said(baseline, found):
    name, lever = "price_speed", Assumptions.declared()["price_speed"]
    low, high = (heads(baseline, assumptions=Assumptions(price_speed=end)) for end in (lever.low, lever.high))
    for number in ("six_profit", "us_price", "short"):
        level, change = (found.assumptions(number, change=change).loc[name] for change in (False, True))
        assert (level["low"], level["high"]) == pytest.approx((low[number][0], high[number][0]), rel=LOOP)
        assert (change["low"], change["high"]) == pytest.approx((low[number][1], high[number][1]), rel=LOOP)
        centre = heads(baseline)[number][1]
        assert change["most"] == pytest.approx(max(abs(low[number][1] - centre), abs(high[number][1] - centre)))


def test_the_assumption_that_moves_a_number_most_stands_first(found):
    for number in found.centre:
        most = found.assumptions(number)["most"].to_numpy()
        assert (np.diff(most) <= 0).all() and (most > 0).all()


def test_an_end_that_does_not_go_with_the_other_assumptions_is_left_out(baseline):
    tight = Setting(DEAL, Assumptions(nesting=0.7, aggregate_elasticity=1.2, own_price_elasticity=4.5))
    with pytest.raises(Invalid):
        tight.taking({"own_price_elasticity": Assumptions.declared()["own_price_elasticity"].low})
    tried = {trial for trial in trials(tight) if trial.name == "own_price_elasticity"}
    assert [trial.value for trial in tried] == [Assumptions.declared()["own_price_elasticity"].high]


def test_every_lever_and_assumption_is_tried_but_where_it_stands():
    tried = list(trials(SETTING))
    declared = Policy.declared() | Assumptions.declared()
    assert {trial.name for trial in tried} == declared.keys()
    assert all(trial.value != SETTING.levers[trial.name] for trial in tried)


def test_a_lever_said_to_be_irrelevant_changes_no_digit(baseline, found):
    number = "gdp_nri"
    assert set(found.levers(number)) >= {"car_tariff", "general_rate", "metal_tariff", "stacking"}
    levers = {name: lever for name, lever in Policy.declared().items() if name not in found.levers(number)}
    far = {name: lever.positions[-1] for name, lever in levers.items()}
    now, then = heads(baseline, DEAL.but(**far))[number], heads(baseline)[number]
    assert now[0] == pytest.approx(then[0], rel=LOOP)


def test_figures_said_to_be_irrelevant_change_no_digit_even_all_together(baseline, found):
    for number in ("six_profit", "short", "effective_rate", "gdp_nri"):
        others = tuple(quantity for quantity in quantities(baseline) if quantity not in found.reads[number])
        now, then = heads(moved(others, baseline)), heads(baseline)
        assert np.abs(now[number] - then[number]).max() <= STILL * np.abs(then[number]).max(), number


def test_the_figures_named_are_those_the_model_is_known_to_read(found):
    assert Quantity("constants", "value", "japan_gdp") in found.reads["gdp"]
    assert Quantity("suppliers", "firms") in found.reads["short"]
    assert Quantity("suppliers", "firms") not in found.reads["six_profit"]
    assert {one.table for one in found.reads["effective_rate"]} == {"products"}
    assert not found.reads["gdp_nri"]


def test_the_counts_of_kinds_add_up_to_all_there_are(found):
    for number in found.centre:
        budget, figures = found.budget(number), found.figures(number)
        assert list(budget.index) == list(KINDS)
        assert budget["assumptions"].sum() == len(found.assumptions(number))
        assert budget["figures"].sum() == figures["count"].sum()
        assert (figures[list(KINDS)].sum(axis=1) == figures["count"]).all()


def test_every_source_named_is_a_row_of_the_sources(found):
    known = set(sources().index)
    declared = Assumptions.declared()
    for number in found.centre:
        named = {one for given in found.figures(number)["sources"] for one in given.split(";")}
        named |= {one for name in found.assumptions(number).index for one in declared[name].source.split(";")}
        assert named <= known, number


def test_every_number_of_every_table_belongs_to_one_quantity(baseline):
    every = quantities(baseline)
    assert len(set(every)) == len(every)
    for field in fields(baseline):
        table = getattr(baseline, field.name)
        numbers = table.select_dtypes("number").drop(columns=["tier", "tile_row", "tile_column"], errors="ignore")
        held = sum(len(rows_of(one, baseline)) for one in every if one.table == field.name)
        assert held == int(numbers.notna().sum().sum()), field.name
    assert all(NAMED_BY[name] in getattr(baseline, name) for name in NAMED_BY)


def test_a_moved_quantity_differs_in_its_own_rows_alone_by_at_most_one_percent(baseline):
    quantity = Quantity("accounts", "value", "cash")
    now, then = moved((quantity,), baseline).accounts, baseline.accounts
    ratio = now["value"] / then["value"]
    own = then["figure"] == "cash"
    assert (ratio[~own] == 1).all() and ((ratio[own] >= 0.99) & (ratio[own] < 1)).all()
    assert ratio[own].nunique() == own.sum()
    assert now.drop(columns="value").equals(then.drop(columns="value"))


def test_no_more_work_is_handed_out_than_said(baseline):
    handed = 0

    def counted(function, items):
        nonlocal handed
        for item in items:
            handed += 1
            yield function(item)

    def digits(reference, tables, settings):
        return {"digits": Pairs(np.full(len(settings), float(int(tables.digest, 16))), np.zeros(len(settings)))}

    provenance(SETTING, LAW, baseline, digits, counted)
    assert 0.9 * workload(SETTING, baseline) < handed <= workload(SETTING, baseline)
