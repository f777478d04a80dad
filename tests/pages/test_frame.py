"""Every page runs, its URL alone decides what it shows, and a failing model leaves the page standing."""

import numpy as np
import pytest
from screen import keyed, opened

from model.market import NotConverged
from pages.ui import frame
from pages.ui.menu import MENU

each_page = pytest.mark.parametrize("page", MENU)


def said(app):
    return " ".join(line.value for line in (*app.warning, *app.info, *app.caption))


@each_page
def test_its_url_sets_the_levers(page):
    app = opened(page, preset="july-deal", car="20")
    app.session_state["open.tariffs"] = True
    app.run()
    assert (keyed(app.slider, "car").value, keyed(app.slider, "general").value) == (20, 15)
    assert app.button(key="reset").label == "1 lever differs: reset" and not app.warning


@each_page
def test_it_names_what_it_ignores(page):
    app = opened(page, car="999", made_up="![x](http://x)", v="0.0")
    assert "`car=999`" in app.warning[0].value and "`made_up=![x](http://x)`" in app.warning[0].value
    assert "version `0.0`" in app.info[0].value


def test_a_preset_sets_the_tariffs_and_leaves_the_world_and_the_assumptions():
    app = opened("overview", yen="120", decision="2025-10", eps_own="5", car="40")
    keyed(app.selectbox, "preset").set_value("july-deal").run()
    assert keyed(app.slider, "car").value == 15
    query = dict(app.query_params)
    assert query.pop("v") and query == {
        "preset": "july-deal", "yen": "120", "decision": "2025-10", "eps_own": "5",
    }  # fmt: skip


def test_a_closed_group_says_where_it_departs_from_the_scenario():
    app = opened("overview", eu="20", korea="20", usmca="20", rivals="20")
    assert "and 1 more" in said(app) and not [slider for slider in app.slider if slider.key.startswith("eu-")]


def test_all_assumptions_go_back_to_their_central_values():
    app = opened("overview", eps_own="5", sigma="0.5")
    app.session_state["open.assumptions"] = True
    app.run()
    app.button(key="reset-assumptions").click().run()
    assert keyed(app.slider, "eps_own").value == 4.5 and "eps_own" not in app.query_params


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [(NotConverged(np.array([0.1])), "off by 1.0e-01"), (ZeroDivisionError("inside"), "could not answer")],
)
def test_a_failing_model_shows_one_sentence_and_the_last_good_result(monkeypatch, failure, sentence):
    app = opened("overview", car="33")
    good = [line.value for line in app.caption if "scenario" in line.value and line.value.startswith("Data to")]

    def broken(*_, **__):
        raise failure

    monkeypatch.setattr(frame, "simulate", broken)
    keyed(app.slider, "car").set_value(33.5).run()
    assert not app.exception and len(app.warning) == 1 and sentence in app.warning[0].value
    assert good and good[0] in [line.value for line in app.caption]
    assert "inside" not in said(app)
