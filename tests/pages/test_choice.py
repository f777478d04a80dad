"""A link says a choice, a choice says its link, and what cannot be read is named."""

import pytest

from model import VERSION
from model.assumptions import Assumptions
from model.parameter import Invalid, as_text
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from pages.ui.choice import LEVERS, Choice
from pages.ui.text import sentence

PICKS = {"maker": ("Toyota", "Mazda")}


def query(**given):
    return {key: [value] for key, value in given.items()}


def listed(address):
    return {key: [value] for key, value in address.items()}


def test_an_empty_link_is_the_default():
    choice, faults = Choice.read({}, PICKS)
    assert not faults and (choice.policy, choice.assumptions) == (Policy(), Assumptions())
    assert (choice.preset.slug, choice.reference) == (next(iter(PRESETS)), next(iter(REFERENCES)))
    assert choice.picked == {"maker": "Toyota"}


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_alone_is_its_own_link(preset):
    choice, faults = Choice.read(query(preset=preset), {})
    assert not faults and choice.policy == PRESETS[preset].policy
    assert choice.address == {"preset": preset, "v": VERSION}


@pytest.mark.parametrize("name", LEVERS)
def test_every_lever_goes_into_the_link_and_comes_back(name):
    lever = LEVERS[name]
    default = Choice.read({}, {})[0].held[lever.url]
    other = next(position for position in lever.positions[::-1] if position != default)
    choice, faults = Choice.read({lever.url: [as_text(other)]}, {})
    assert not faults and choice.held[lever.url] == other
    assert choice.address[lever.url] == as_text(other)
    assert Choice.read(listed(choice.address), {}) == (choice, [])


def test_the_controls_say_the_same_choice_as_the_link():
    choice, _ = Choice.read(query(preset="july-deal", car="20", eps_own="5", maker="Mazda", reference="no-deal"), PICKS)
    assert Choice.of(choice.held, PICKS) == choice


def test_only_this_page_s_link_carries_what_this_page_lets_pick():
    choice, _ = Choice.read(query(maker="Mazda"), PICKS)
    assert choice.address["maker"] == "Mazda" and "maker" not in choice.shared


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"made_up": ["1"]}, "made_up"),
        ({"car": ["999"]}, "car"),
        ({"car": ["nan"]}, "car"),
        ({"car": ["10", "20"]}, "car"),
        ({"car": ["10", "10"]}, "car"),
        ({"preset": ["none-such"]}, "preset"),
        ({"preset": ["july-deal", "july-deal"]}, "preset"),
        ({"maker": ["<script>"]}, "maker"),
        ({"car": ["1" * 10_000]}, "car"),
    ],
)
def test_what_cannot_be_read_is_ignored_and_named_once(given, key):
    choice, faults = Choice.read(given, PICKS)
    assert choice == Choice.read({}, PICKS)[0] and [fault.key for fault in faults] == [key]


def test_values_that_do_not_go_together_make_no_choice():
    held = Choice.read({}, {})[0].held | {"eps_own": 3.0, "sigma": 0.8, "eps_agg": 1.3}
    with pytest.raises(Invalid) as caught:
        Choice.of(held, {})
    assert {fault.key for fault in caught.value.faults} == {"eps_own", "sigma", "eps_agg"}


@pytest.mark.parametrize(
    ("key", "label"),
    [("car", "Cars, all-in"), ("preset", "Scenario"), ("reference", "Compared with"), ("v", "Model version")],
)
def test_a_known_key_given_twice_is_called_by_its_name(key, label):
    _, faults = Choice.read({key: ["15", "20"]}, {})
    assert sentence(faults[0]) == f"{label} (`{key}=15, 20`): given more than once"


def test_a_key_nobody_knows_is_called_unknown():
    _, faults = Choice.read({"cars": ["15"]}, {})
    assert sentence(faults[0]) == "unknown (`cars=15`): no such parameter"
