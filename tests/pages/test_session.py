"""What a visitor's session knows of the page on the screen."""

import pytest

from pages.ui import session
from pages.ui.choice import Choice
from pages.ui.session import Session


@pytest.fixture
def kept(monkeypatch):
    monkeypatch.setattr(session, "here", lambda: "overview")
    return Session("overview", {}, Choice.read({}, {})[0])


def test_a_control_off_the_screen_starts_at_what_it_holds_though_a_late_report_brought_it_back(kept, monkeypatch):
    kept.put({"eu": 20.0})
    monkeypatch.setattr(session.st, "session_state", {kept.key("eu"): 21.0})
    kept.held["eu"] = 21.0
    kept.resume()
    assert kept.start["eu"] == 20
    kept.rest(["eu"])
    assert kept.start["eu"] == 21


def test_a_page_stands_once_the_latest_run_has_drawn_it(kept):
    first, second = kept.begin(), kept.begin()
    kept.stands(first)
    assert not kept.whole
    kept.stands(second)
    assert kept.whole == "overview"


def test_a_page_stands_no_more_once_a_control_is_set_anew_or_a_run_begins(kept):
    for change in (lambda: kept.put({"car": 20.0}), kept.begin):
        kept.stands(kept.begin())
        assert kept.whole
        change()
        assert not kept.whole
