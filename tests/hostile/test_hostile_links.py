"""No link, typed or pasted, breaks what reads it: what cannot stand is named in a line, and the rest is a link."""

from time import process_time

import pytest
from hostile import LONG, links, queries, tried, words
from hypothesis import given
from hypothesis import strategies as st

from model.parameter import Fault, Invalid
from pages.ui.choice import LEVERS, Choice, linked
from pages.ui.compare import PICKS, name_of
from pages.ui.frame import MOST_NAMED, named

LONGEST_LINE = 400
URLS = {lever.url: lever for lever in LEVERS.values()}
AT_ONCE_SECONDS = 0.5


def stands(choice: Choice, picks) -> None:
    """Check that a choice is whole: its own link says it again, and so do the controls it sets."""
    again, faults = Choice.read({key: [value] for key, value in choice.address.items()}, picks)
    assert not faults and again == choice and Choice.of(choice.held, picks) == choice


def is_plain(faults: list[Fault]) -> None:
    """Check that faults are said in one line in which what was given is code and can neither draw nor link."""
    said = named(faults)
    assert len(said) < MOST_NAMED * LONGEST_LINE and said.count("`") == 2 * min(len(faults), MOST_NAMED)
    assert all(sign.isprintable() for sign in said)


@tried(2250)
@given(queries)
def test_whatever_a_link_says_is_a_choice_and_what_was_ignored_is_said_in_a_line(query):
    choice, faults = Choice.read(query, PICKS)
    stands(choice, PICKS)
    is_plain(faults)


@tried(2250)
@given(links)
def test_whatever_is_pasted_is_a_scenario_or_none(link):
    found = linked(link)
    if found is not None:
        choice, faults = found
        stands(choice, {})
        is_plain(faults)
        assert linked(choice.scenario) == (choice, []) and name_of(choice.scenario)


controls = st.dictionaries(st.sampled_from(list(URLS)), st.one_of(st.floats(), words, st.booleans()), max_size=4)


@tried(400)
@given(controls)
def test_whatever_a_browser_says_its_controls_hold_is_a_choice_or_every_fault_is_named(shown):
    held = Choice.read({}, PICKS)[0].held
    try:
        stands(Choice.of(held | shown, PICKS), PICKS)
    except Invalid as invalid:
        assert {fault.key for fault in invalid.faults} & set(shown)
        is_plain(invalid.faults)


@pytest.mark.parametrize("long", ["1" * 50 * LONG + "x", "1" * 50 * LONG, "." * 50 * LONG, "é" * 50 * LONG])
def test_a_very_long_value_takes_no_time(long):
    begun = process_time()
    choice, faults = Choice.read({lever.url: [long] for lever in list(LEVERS.values())[:3]}, PICKS)
    named(faults)
    assert process_time() - begun < AT_ONCE_SECONDS and len(faults) == 3
    stands(choice, PICKS)
