"""The equations named for a number are those that make it: with one a little off it moves, and no other moves it."""

import sys
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest

from model import simulate as steps
from model.assumptions import Assumptions
from model.bargain import TALK_UNITS, of_talks
from model.equations import OF_NUMBER
from model.headline import UNITS
from model.negotiation import measures, stage
from model.scenarios import PRESETS, REFERENCES
from model.setting import Setting
from model.simulate import simulate

OFF = 1e-3
MOVED = 1e-10  # digits that rounding leaves alone
EQUATIONS = tuple(dict.fromkeys(function for made in OF_NUMBER.values() for function in made))
# Between them these use every equation: pledges, credit, opened markets, a quota that is not full; both ways to GDP.
SCENARIOS = (
    Setting(
        PRESETS["july-deal"].policy.but(supplier_credit=1.0, opening=30.0, yen=140.0, market_stress=0.5),
        Assumptions(gdp_engine="bottom-up"),
    ),
    Setting(PRESETS["no-deal"].policy.but(quota=1500.0, quota_rate=10.0), Assumptions(gdp_engine="institutes")),
)


def off(made):
    """Return what an equation gives, every number a little off, each by another share."""
    if isinstance(made, np.ndarray):
        share = OFF * (1 + np.arange(made.size) % 7).reshape(made.shape)
        return made * (1 + share) if made.dtype.kind == "f" else made
    if is_dataclass(made):
        return replace(made, **{one.name: off(getattr(made, one.name)) for one in fields(made)})
    if isinstance(made, tuple):
        parts = [off(part) for part in made]
        return type(made)(*parts) if hasattr(made, "_fields") else tuple(parts)
    if isinstance(made, dict):
        return {name: off(part) for name, part in made.items()}
    return made * (1 + OFF) if isinstance(made, float) else made


def forget():
    """Forget what the model keeps between runs."""
    for kept in (*vars(steps).values(), *vars(measures).values(), *vars(stage).values()):
        if hasattr(kept, "cache_clear"):
            kept.cache_clear()


def numbers(baseline, setting):
    forget()
    head = simulate(setting.policy, setting.assumptions, baseline, signed=False).headline
    talks = of_talks(REFERENCES["law-2024"], baseline, [setting])
    return {name: (number.value, number.reference) for name, number in head.items()} | {
        name: (float(pair.value[0]), float(pair.reference[0])) for name, pair in talks.items()
    }


def apart(now, then):
    return any(abs(a - b) > MOVED * max(map(abs, then)) for a, b in zip(now, then, strict=True))


@pytest.fixture(scope="module")
def straight(baseline):
    return [numbers(baseline, setting) for setting in SCENARIOS]


@pytest.mark.parametrize("function", EQUATIONS, ids=lambda function: function.__name__)
def test_an_equation_moves_exactly_the_numbers_that_name_it(baseline, straight, monkeypatch, function):
    def wrong(*given, **named):
        return off(function(*given, **named))

    modules = [module for name, module in sys.modules.items() if name.startswith("model.")]
    classes = [kept for module in modules for kept in vars(module).values() if isinstance(kept, type)]
    for place in dict.fromkeys((*modules, *classes)):
        for name, value in list(vars(place).items()):
            if value is function:
                monkeypatch.setattr(place, name, wrong)
    moved = set()
    for setting, then in zip(SCENARIOS, straight, strict=True):
        now = numbers(baseline, setting)
        moved |= {name for name in now if apart(now[name], then[name])}
    monkeypatch.undo()
    forget()
    assert moved == {name for name, made in OF_NUMBER.items() if function in made}


def test_every_number_names_its_equations_and_each_says_what_it_computes():
    assert OF_NUMBER.keys() == UNITS.keys() | TALK_UNITS.keys()
    assert all(made and len(set(made)) == len(made) for made in OF_NUMBER.values())
    assert all(function.__doc__ for function in EQUATIONS)
