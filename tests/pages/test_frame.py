"""Every page runs, its URL alone decides what it shows, and a failing model leaves the page standing."""

import re

import numpy as np
import pytest
from screen import given, keyed, levers, lines, moved, notes, opened, pressed, reported

from model.market import NotConverged
from model.parameter import as_text
from pages.ui import frame
from pages.ui.menu import MENU

each_page = pytest.mark.parametrize("page", MENU)


def said(app):
    return " ".join([*(line.value for line in (*app.warning, *app.info)), *notes(app)])


@each_page
def test_its_url_sets_the_levers(page):
    app = opened(page, preset="july-deal", car="20")
    app.session_state["open.tariffs"] = True
    app.run()
    assert (levers(app)["car"]["value"], levers(app)["general"]["value"]) == (20, 15)
    assert given(app, "reset")[0] == {"label": "1 lever differs: reset", "off": False} and not app.warning


@each_page
def test_it_names_what_it_ignores(page):
    app = opened(page, car="999", made_up="![x](http://x)", v="0.0")
    assert "`car=999`" in app.warning[0].value and "`made_up=![x](http://x)`" in app.warning[0].value
    assert "version `0.0`" in app.info[0].value


def test_a_preset_sets_the_tariffs_and_leaves_the_world_and_the_assumptions():
    app = opened("overview", yen="120", decision="2025-10", eps_own="5", car="40")
    keyed(app.selectbox, "preset").set_value("july-deal").run()
    assert levers(app)["car"]["value"] == 15
    query = dict(app.query_params)
    assert query.pop("v") and query == {
        "preset": "july-deal", "yen": "120", "decision": "2025-10", "eps_own": "5",
    }  # fmt: skip


def test_a_closed_group_says_where_it_departs_from_the_scenario():
    app = opened("overview", eu="20", korea="20", usmca="20", rivals="20")
    assert "and 1 more" in said(app) and "eu" not in levers(app)


def test_all_assumptions_go_back_to_their_central_values():
    app = opened("overview", eps_own="5", sigma="0.5")
    app.session_state["open.assumptions"] = True
    app.run()
    pressed(app, "reset-assumptions")
    assert levers(app)["eps_own"]["value"] == 4.5 and "eps_own" not in app.query_params


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [(NotConverged(np.array([0.1])), "off by 1.0e-01"), (ZeroDivisionError("inside"), "could not answer")],
)
def test_a_failing_model_shows_one_sentence_and_the_last_good_result(monkeypatch, failure, sentence):
    app = opened("overview", car="33")
    good = [line for line in notes(app) if "scenario" in line and line.startswith("Data to")]

    def broken(*_, **__):
        raise failure

    monkeypatch.setattr(frame, "simulate", broken)
    moved(app, car=33.5)
    assert not app.exception and len(app.warning) == 1 and sentence in app.warning[0].value
    assert good and good[0] in notes(app)
    assert "inside" not in said(app)


LINKED = {
    "car": 21.5, "parts": 12.0, "stacking": "on-top", "law": "2025-11-01", "signed": False, "decision": "2025-10",
    "talks": "2025-07-02", "eps_own": 5.1,
}  # fmt: skip
GROUPS = ("tariffs", "world", "offer", "assumptions")


def all_open(**link):
    app = opened("overview", **link)
    for group in GROUPS:
        app.session_state[f"open.{group}"] = True
    return app.run()


@pytest.mark.parametrize(("name", "value"), LINKED.items(), ids=LINKED)
def test_a_moved_lever_of_any_kind_moves_the_link(name, value):
    app = moved(all_open(preset="july-deal"), **{name: value})
    assert app.query_params[name] == as_text(value) and levers(app)[name]["value"] == value
    assert not app.exception and not app.warning


def test_levers_moved_at_the_same_time_are_all_taken_over():
    app = moved(opened("overview", preset="july-deal"), car=21.5, general=20)
    assert (app.query_params["car"], app.query_params["general"]) == ("21.5", "20")


def test_a_group_closed_and_opened_again_shows_what_it_holds():
    app = moved(opened("overview", preset="july-deal"), car=21.5)
    for open_, shown in ((False, None), (True, 21.5)):
        app.session_state["open.tariffs"] = open_
        app.run()
        assert levers(app).get("car", {}).get("value") == shown and app.query_params["car"] == "21.5"


def test_a_lever_set_by_a_landmark_is_another_element_and_the_old_one_is_not_heard():
    app = moved(opened("overview", preset="july-deal"), car=40)
    old = levers(app)["car"]["key"]
    pressed(app, "levers-tariffs", "chosen", ["car_tariff", "june-2025"])
    assert levers(app)["car"]["value"] == 27.5 and levers(app)["car"]["key"] != old
    reported(app, {old: 41})
    assert app.query_params["car"] == "27.5"


@pytest.mark.parametrize("event", [["car_tariff"], ["car_tariff", "tomorrow"], ["yen", "today"], "x", None, [[], {}]])
def test_a_landmark_nobody_offers_sets_nothing(event):
    app = opened("overview", preset="july-deal")
    pressed(app, "levers-tariffs", "chosen", event)
    assert not app.exception and given(app, "reset")[0]["off"]


def test_the_reset_button_counts_what_is_moved_and_sets_it_back():
    app = opened("overview", preset="july-deal")
    assert given(app, "reset")[0]["off"]
    for name, said in (("car", "1 lever differs: reset"), ("general", "2 levers differ: reset")):
        moved(app, **{name: 20})
        (told,) = given(app, "moves")
        assert told["buttons"]["reset"] == given(app, "reset")[0] == {"label": said, "off": False}
    pressed(app, "reset")
    assert levers(app)["car"]["value"] == levers(app)["general"]["value"] == 15 and "car" not in app.query_params
    assert given(app, "reset")[0]["off"]


def test_what_happened_switches_its_levers_off_and_the_course_on_again():
    app = opened("overview", preset="what-happened")
    assert {name for name, drawn in levers(app).items() if not drawn["off"]} == {"course"}
    moved(app, course=next(option for option in levers(app)["course"]["options"] if option != "history"))
    assert not any(drawn["off"] for drawn in levers(app).values())


def test_every_lever_says_what_it_means_in_plain_words():
    for drawn in levers(all_open()).values():
        assert len(drawn["help"]) > 40 and not re.search(r"[*`\\]|\]\(|:\w+\[", drawn["help"] + drawn["label"])


@each_page
def test_its_sentences_hold_no_marks_that_would_be_shown_as_they_are(page):
    said = lines(opened(page, preset="july-deal"), "answer", "note", "beside", "foot")
    assert said and not [line for line in said if re.search(r"[`\\]|\]\(|:\w+\[|</?\w", line)]
