"""A downloaded table says what it is from: model, data, scenario, policy, reference and assumptions."""

from io import StringIO

import pandas as pd
import pytest

from model import DATA_DATE, VERSION
from model.assumptions import Assumptions
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate
from pages.ui.export.archive import stamped


@pytest.fixture(scope="module")
def result(baseline):
    policy = PRESETS["july-deal"].policy.but(car_tariff=20.5)
    return simulate(policy, Assumptions(own_price_elasticity=5.1), baseline, REFERENCES["no-deal"])


def split(csv):
    lines = csv.splitlines()
    return [line for line in lines if line.startswith("#")], [line for line in lines if not line.startswith("#")]


def held(lines, name):
    """Return what one line of the stamp holds, by key."""
    (line,) = [line for line in lines if line.startswith(f"# {name}: ")]
    return dict(pair.split("=") for pair in line.removeprefix(f"# {name}: ").split(", "))


def test_the_stamp_names_model_data_and_scenario(result):
    first = split(stamped(result.makers, result))[0][0]
    assert VERSION in first and DATA_DATE in first and result.digest in first


def test_the_stamp_holds_every_lever_of_the_policy_of_the_reference_and_every_assumption(result):
    lines = split(stamped(result.makers, result))[0]
    policy, reference, assumptions = (held(lines, name) for name in ("policy", "reference", "assumptions"))
    assert set(policy) == set(reference) == set(Policy.declared()) and set(assumptions) == set(Assumptions.declared())
    assert (policy["car_tariff"], policy["signed"], reference["car_tariff"]) == ("20.5", "True", "27.5")
    assert assumptions["own_price_elasticity"] == "5.1"


def test_the_stamp_alone_computes_the_table_again(result, baseline):
    lines = split(stamped(result.makers, result))[0]
    policy, reference = (Policy.of(read(Policy, held(lines, name))) for name in ("policy", "reference"))
    again = simulate(policy, Assumptions.of(read(Assumptions, held(lines, "assumptions"))), baseline, reference)
    assert again.digest == result.digest
    assert again.makers.equals(result.makers)


def read(kind, values):
    """Return values as their levers hold them."""
    kinds = {name: type(value) for name, value in dict(kind()).items()}
    return {name: value == "True" if kinds[name] is bool else kinds[name](value) for name, value in values.items()}


def test_the_table_follows_the_stamp_as_it_is(result):
    table = result.makers.reset_index()
    found = pd.read_csv(StringIO("\n".join(split(stamped(table, result))[1])))
    assert list(found.columns) == list(table.columns)
    pd.testing.assert_frame_equal(found, table, check_dtype=False, rtol=1e-12)
