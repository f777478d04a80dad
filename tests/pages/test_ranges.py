"""The range beside every headline number: asked for, of one scenario, and the same as a study of its own gives."""

import numpy as np
import pytest
from screen import elements, moved, opened
from streamlit.testing.v1 import AppTest

from model.assumptions import Assumptions
from model.scenarios import PRESETS, REFERENCES
from model.sensitivity import Study, uncertainty
from pages.ui import style
from pages.ui.ranges import COUNT
from pages.ui.text import text


def ranges(app: AppTest) -> dict[str, str]:
    cards = next(data["cards"] for data in elements(app) if "cards" in data)
    return {card["label"]: card.get("range", "") for card in cards}


@pytest.fixture(scope="module")
def asked() -> AppTest:
    return opened("overview", preset="july-deal").button(key="ranges").click().run()


def test_no_range_stands_there_before_it_is_asked_for():
    app = opened("overview", preset="july-deal")
    assert not any(ranges(app).values()) and app.button(key="ranges").label == text("ranges.ask")


def test_the_ranges_are_the_quantiles_of_a_study_of_the_scenario(asked, baseline):
    study = Study(PRESETS["july-deal"].policy, REFERENCES["law-2024"], Assumptions(), COUNT)
    alone = uncertainty(study, baseline)
    low, high = np.quantile(alone.headline["balance_jpy"].value, [0.05, 0.95])
    words = text("ranges.range", low=style.amount(low, "JPY bn"), high=style.amount(high, "JPY bn"))
    assert ranges(asked)[text("headline.balance_jpy")] == words
    low, high = np.quantile(alone.headline["six_profit"].change, [0.05, 0.95])
    words = text("ranges.range", low=style.change(low, "USD bn"), high=style.change(high, "USD bn"))
    assert ranges(asked)[text("headline.six_profit")] == words


def test_another_scenario_has_none_until_it_is_asked_for_too(asked):
    asked.query_params["preset"] = "july-deal"
    assert not any(ranges(moved(asked, car=20.0)).values())
