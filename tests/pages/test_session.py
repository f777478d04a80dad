"""What a visitor's session takes over from the controls on the screen, and what it starts them at."""

from math import inf, nan

import pytest

from pages.ui import session
from pages.ui.choice import Choice
from pages.ui.session import Session

PICKS = {"maker": ("Toyota", "Mazda")}


@pytest.fixture
def kept():
    found = Session("overview", PICKS, Choice.read({}, PICKS)[0])
    found.put(found.choice.held | {"car": 20.0})
    return found


def test_a_control_starts_at_what_it_holds_once_streamlit_knows_nothing_of_it(kept, monkeypatch):
    for name, value in {"eu": 20.0, "preset": "july-deal"}.items():
        assert kept.move(kept.key(name), value)
    monkeypatch.setattr(session.st, "session_state", {kept.key("preset"): "july-deal"})
    kept.resume()
    assert kept.start["eu"] == 20 and kept.start["preset"] == "no-deal"


@pytest.mark.parametrize(
    ("name", "value"),
    [("car", 21.5), ("car", 21), ("car", 100), ("law", "2025-11-01"), ("stacking", "including"), ("signed", True),
     ("decision", "2025-10"), ("eps_own", 5.1), ("preset", "july-deal"), ("maker", "Mazda")],
)  # fmt: skip
def test_what_the_reader_sets_a_control_to_is_held_and_changes_it_once(kept, name, value):
    kind = type(kept.held[name])
    assert kept.move(kept.key(name), value)
    assert kept.held[name] == value and type(kept.held[name]) is kind
    assert not kept.move(kept.key(name), value)


@pytest.mark.parametrize(
    ("name", "value"),
    [("car", value) for value in (nan, inf, -inf, -0.5, 100.5, 10**400, True, None, "21", [21.5], {"car": 21.5}, b"1")]
    + [("signed", value) for value in (1, 0.0, "yes", None)]
    + [("stacking", value) for value in ("", "none-such", "<img src=x>", 1, True, ["including"], None)]
    + [("decision", value) for value in ("2025-13", "1999-01", 202510, "٢٠٢٥-١٠")]
    + [("preset", "none-such"), ("reference", "none-such"), ("maker", "Volvo"), ("maker", ["Mazda"])],
)
def test_what_a_control_cannot_say_changes_nothing(kept, name, value):
    held = dict(kept.held)
    assert not kept.move(kept.key(name), value) and kept.held == held


@pytest.mark.parametrize(
    "key", ["", "-", "car", "car-", "car-0", "car-2", "car-1-1", "-1", "made_up-1", "Car-1", "v-1"]
)
def test_a_key_that_no_control_on_the_screen_has_changes_nothing(kept, key):
    held = dict(kept.held)
    assert not kept.move(key, 21.5) and kept.held == held


def test_a_control_that_was_set_anew_is_deaf_to_what_the_old_one_reports(kept):
    old = kept.key("car")
    kept.put({"car": 30.0})
    assert not kept.move(old, 21.5) and kept.held["car"] == 30
    assert kept.move(kept.key("car"), 21.5)


def test_two_sessions_are_told_apart():
    choice = Choice.read({}, {})[0]
    assert Session("overview", {}, choice).token != Session("overview", {}, choice).token
