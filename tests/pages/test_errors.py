"""An error nobody expected is one line in the log and one sentence on the page, and neither says too much."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
import streamlit
from screen import levers, moved, opened

from data.load import read
from pages.ui import compare, frame, own, sections
from pages.ui.own import take
from pages.ui.text import text
from pages.ui.values import option_words

SECRET = "9f3a at /srv/secret/place.py, Python 3.11"


def broken(*_, **__):
    raise LookupError(SECRET)


def everything_on(app) -> str:
    return " ".join(str(element.proto) for element in app if hasattr(element, "proto"))


def lines(capsys) -> list[dict]:
    """Return what was logged in lines of JSON, and check that no other line tells of the error."""
    written = capsys.readouterr().err.splitlines()
    assert not [line for line in written if not line.startswith("{") and ("9f3a" in line or "LookupError" in line)]
    return [json.loads(line) for line in written if line.startswith("{")]


@pytest.fixture
def fallen(monkeypatch, capsys):
    """Return a page on which an error was raised while it was drawn, and the log."""
    app = opened("automakers", preset="july-deal", car="33", maker="Mazda")
    capsys.readouterr()
    with monkeypatch.context() as within:
        within.setattr(sections, "answer", broken)
        app.run()
    return app, lines(capsys)


def test_the_log_has_one_line_that_says_when_what_where_and_for_which_link(fallen):
    _, (said,) = fallen
    assert (said["level"], said["error"], said["message"]) == ("ERROR", "LookupError", SECRET)
    assert datetime.now(UTC) - datetime.fromisoformat(said["time"]) < timedelta(minutes=1)
    assert said["where"].startswith("pages/automakers.py:") and [
        place.partition(":")[0] for place in said["through"]
    ] == ["pages/ui/frame.py"]
    page, _, query = said["link"].partition("?")
    assert page == "automakers" and {"preset=july-deal", "car=33", "maker=Mazda"} <= set(query.split("&"))


def test_the_log_has_nothing_of_the_reader_and_no_place_of_this_machine(fallen):
    _, (said,) = fallen
    assert set(said) == {"time", "level", "said", "link", "error", "message", "where", "through"}
    assert not any(place.startswith("/") for place in (said["where"], *said["through"]))
    assert not re.search(r"\d+\.\d+\.\d+\.\d+|localhost|session_id", json.dumps(said))


def test_the_page_has_one_sentence_without_trace_path_or_version(fallen):
    app, _ = fallen
    (shown,) = app.exception
    assert shown.message == text("frame.fallen") and not shown.stack_trace and not shown.proto.type
    assert "LookupError" not in everything_on(app) and "9f3a" not in everything_on(app)
    assert not re.search(r"\.py\b|Traceback|/srv", shown.message) and not re.search(r"\d", shown.message)


def test_the_session_goes_on_where_it_was(fallen):
    app, _ = fallen
    app.run()
    assert not app.exception and app.query_params["car"] == "33" and levers(app)["car"]["value"] == 33


def test_a_failing_model_is_logged_in_one_line_too(monkeypatch, capsys):
    app = opened("overview", car="34")
    capsys.readouterr()
    monkeypatch.setattr(frame, "simulate", broken)
    moved(app, car=34.5)
    (said,) = lines(capsys)
    assert (said["said"], said["error"]) == ("the model failed", "LookupError") and "car=34.5" in said["link"]
    assert not app.exception and text("frame.failed") in app.warning[0].value


def test_an_error_over_a_reader_s_table_is_logged_without_its_words(monkeypatch, capsys):
    streamlit.session_state.clear()
    frame.watch()
    monkeypatch.setattr(own, "simulate", broken)
    own_table = own.template("makers").to_csv(index=False).encode()
    assert [fault.reason for fault in take("makers", "mine.csv", own_table)] == [text("own.unusable")]
    (said,) = lines(capsys)
    assert said["error"] == "LookupError" and "message" not in said and "9f3a" not in json.dumps(said)


def test_a_table_that_cannot_be_opened_is_named_without_its_folder(tmp_path):
    _, (fault,) = read(tmp_path / "fleet.csv")
    assert fault.reason == "cannot be read: No such file or directory" and str(tmp_path) not in str(fault)


def test_a_compared_scenario_that_fails_is_left_out_and_logged(monkeypatch, capsys):
    monkeypatch.setattr(compare, "answer", broken)
    app = opened("compare", preset="no-deal", second="july-deal")
    (said,) = lines(capsys)
    assert said["error"] == "LookupError" and said["link"].startswith("compare?preset=no-deal")
    left_out = text("compare.failed", name=option_words("preset", "july-deal"))
    assert not app.exception and left_out in [line.value for line in app.warning]
