"""The automakers page draws what the model says, also where nothing moves."""

import json
from functools import partial

import pandas as pd
import pytest
import screen
from screen import charts

from data.load import load
from model.assumptions import Assumptions
from model.scenarios import PRESETS
from model.simulate import simulate
from model.tariffs import MONTHS
from pages.ui.figures import automakers as figures

BASE = load()
opened = partial(screen.opened, "automakers")


def test_where_no_production_moves_the_chart_holds_zeros_on_the_months_of_the_model():
    drawn = charts(opened("lasting", preset="july-deal"))["moved"]
    spec = json.loads(drawn["spec"])
    assert drawn["title"] == "It does not pay to move production to the US"
    assert [(trace["name"], trace["x"], trace["y"]) for trace in spec["data"]] == [
        ("Every maker", list(MONTHS), [0.0] * len(MONTHS))
    ]
    assert spec["layout"]["yaxis"]["range"] == [0, 1]


def test_where_production_moves_each_maker_that_moves_has_its_line():
    moved = simulate(PRESETS["escalation"].policy, Assumptions(), BASE).tables_of_makers.moved_by_month()
    drawn = figures.months_by_maker(moved, "", "Every maker")
    assert [trace["name"] for trace in drawn["data"]] == [name for name in moved if moved[name].max() > 0]
    assert "Toyota" in moved and "range" not in drawn["layout"]["yaxis"]


@pytest.mark.parametrize("value", [0.0, -2.5])
def test_a_loss_is_movement_too(value):
    table = pd.DataFrame({"Toyota": [0.0, value], "Honda": [0.0, 0.0]}, ["2025-04", "2025-05"])
    names = [trace["name"] for trace in figures.months_by_maker(table, "", "Every maker")["data"]]
    assert names == (["Toyota"] if value else ["Every maker"])
