"""Whatever a browser says that its reader has moved, what no control can say changes nothing, and the page goes on."""

import json

import pytest
from hostile import KEYS, LONG, tried, words
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.WidgetStates_pb2 import WidgetState

from model.parameter import Invalid
from pages.ui.choice import LEVERS, Choice
from pages.ui.session import Session
from pages.ui.text import text
from tests.pages.screen import element, moved, notes, opened, pressed, reported, sent, told
from tests.pages.screen import given as shown

PICKS = {"maker": ("Toyota", "Mazda")}
URLS = {lever.url: lever for lever in LEVERS.values()}
positions = st.sampled_from([position for lever in LEVERS.values() for position in lever.positions[:2]])
scalars = st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), st.just(10**400), words, positions)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3), max_leaves=6
)
names = st.one_of(st.sampled_from(list(URLS)), st.sampled_from(KEYS), words)
values = st.dictionaries(
    st.one_of(st.tuples(names, st.sampled_from(("-0", "-1", "-2", ""))).map("".join), words), anything
)
ODD = ("[]", "null", "1", '{"moves": 1, "moves": {}}', json.dumps({"k" * 50 * LONG: 1}), '{"moves": {"values": {}}}')
NO_JSON = ("", "{", "[" * 50 * LONG, f'{{"moves": {"9" * LONG}}}', "\x00", "moves")


def is_drawn(app) -> None:
    """Check that a page is whole: its heading, its foot, and no error."""
    assert not app.exception and len(app.title) == 1
    assert any("scenario" in line and line.startswith("Data to") for line in notes(app))


@tried(750)
@given(values)
def test_a_session_holds_after_any_moves_only_what_its_controls_can_say(said):
    kept = Session("overview", PICKS, Choice.read({}, PICKS)[0])
    kept.put(kept.choice.held)
    for key, value in said.items():
        kept.move(key, value)
    assert set(kept.held) == set(kept.choice.held)
    assert all(lever.allows(kept.held[url]) for url, lever in URLS.items())
    try:
        choice = Choice.of(kept.held, PICKS)
    except Invalid as invalid:
        assert {fault.key for fault in invalid.faults} <= {key.rpartition("-")[0] for key in said}
    else:
        assert Choice.read({key: [value] for key, value in choice.address.items()}, PICKS)[1] == []


@tried(10)
@given(values, values)
def test_a_page_is_drawn_after_any_moves_and_hears_the_next(said, later):
    app = opened("overview")
    is_drawn(reported(app, said))
    is_drawn(reported(app, later))
    is_drawn(moved(app, car=33.0))
    assert app.query_params["car"] == "33"


@tried(10)
@given(st.one_of(anything, st.fixed_dictionaries({"moves": anything}), st.fixed_dictionaries({"moves": values})))
def test_any_state_of_the_element_that_hears_the_levers_leaves_the_scenario(state):
    app = opened("overview", preset="july-deal")
    before = app.session_state["session"].choice
    is_drawn(told(app, state))
    is_drawn(told(app, {}))
    assert app.session_state["session"].choice == before


@pytest.mark.parametrize("state", ODD, ids=lambda state: state[:20])
def test_an_odd_state_leaves_the_page_standing_and_the_next_move_is_heard(state):
    app = opened("overview", preset="july-deal")
    is_drawn(raw(app, state))
    is_drawn(moved(app, car=33.0))
    assert app.query_params["car"] == "33"


@pytest.mark.parametrize("state", NO_JSON, ids=lambda state: state[:20])
def test_a_state_that_is_no_json_ends_in_one_sentence_for_its_sender_alone(state):
    app, other = opened("overview", preset="july-deal"), opened("overview")
    raw(app, state)
    assert [(error.message, list(error.stack_trace)) for error in app.exception] == [(text("frame.fallen"), [])]
    is_drawn(other.run())


def raw(app, state):
    (hears,) = element(app, "moves")
    return sent(app, WidgetState(id=hears.proto.id, json_value=state))


@pytest.mark.parametrize("token", ["", "0" * 16, None, ["x"], {"x": 1}])
def test_moves_of_another_session_are_not_taken_over(token):
    app = opened("overview", preset="july-deal")
    (said,) = shown(app, "levers")
    key = next(one["key"] for one in said if one["name"] == "car_tariff")
    is_drawn(told(app, {"moves": {"session": token, "values": {key: 33.0}}}))
    assert "car" not in app.query_params


@tried(10)
@given(st.sampled_from(("levers-tariffs", "reset", "outside")), words, anything)
def test_any_event_of_a_button_of_ours_leaves_the_page_standing(key, event, value):
    app = opened("overview", preset="july-deal")
    is_drawn(pressed(app, key, event, value))
    is_drawn(pressed(app, key, {"levers-tariffs": "chosen", "reset": "pressed", "outside": "back"}[key], value))
