"""Beyond the US: every scenario can be shown, what is lost and found adds up, and opening works without a solve."""

from functools import partial

import numpy as np
import pytest
import screen

from data.load import load
from model.assumptions import Assumptions
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate
from pages.ui import beyond, findings_beyond
from pages.ui.figures import beyond as figures
from pages.ui.text import table, text

BASE, NAMES = load(), table("destination")
LAW_2024, NO_DEAL = REFERENCES.values()
EXTREMES = {
    "all-open": {"opening": "100", "div": "0.45"},
    "nothing-diverted": {"div": "0"},
    "highest-duties": {"preset": "escalation", "car": "100", "general": "100", "metal": "100"},
    "strong-yen": {"yen": "80"},
    "weak-yen": {"yen": "250", "preset": "full-removal"},
    "against-no-deal": {"preset": "july-deal", "reference": "no-deal"},
    "late": {"decision": "2027-04", "preset": "law-2024"},
}
each_tab = pytest.mark.parametrize("tab", ["destinations", "lost_goods"])
each_reference = pytest.mark.parametrize("reference", [LAW_2024, NO_DEAL], ids=list(REFERENCES))
each_preset = pytest.mark.parametrize("slug", PRESETS)
opened = partial(screen.opened, "beyond")


def solved(slug="no-deal", reference=LAW_2024, assumptions=None, **changes):
    assumptions = assumptions or Assumptions()
    return simulate(PRESETS[slug].policy.but(**changes), assumptions, BASE, reference=reference)


@each_tab
@each_preset
def test_the_page_shows_every_scenario(slug, tab):
    app = opened(tab, preset=slug)
    assert not app.exception and not app.warning


@each_tab
@pytest.mark.parametrize("link", EXTREMES.values(), ids=EXTREMES)
def test_the_page_stands_at_the_ends_of_the_levers(link, tab):
    app = opened(tab, **link)
    assert not app.exception and not app.warning
    assert not [line.value for line in app.markdown if "nan" in line.value.split()]


@each_reference
@each_preset
def test_the_steps_add_up_to_the_change_of_exports(slug, reference):
    result = solved(slug, reference)
    parts, places = result.trade.steps(), beyond.destinations(result, NAMES)
    assert parts.iloc[:-1].sum() == pytest.approx(parts["exports"], abs=1e-9)
    assert parts["bought"] + parts["prices"] == pytest.approx(result.headline["exports"].change, abs=1e-9)
    assert (places["value_usd_bn"] - places["reference_usd_bn"]).sum() == pytest.approx(parts["exports"], abs=1e-9)


@each_preset
def test_the_shares_of_all_destinations_are_the_whole(slug):
    places = beyond.destinations(solved(slug), NAMES)
    for column in ("share_percent", "reference_share_percent", "share_2024_percent"):
        assert places[column].sum() == pytest.approx(100, abs=1e-9)


@each_reference
def test_what_each_place_takes_is_what_the_model_says_against_the_reference(reference):
    result = solved("escalation", reference)
    places, model = beyond.destinations(result, NAMES), result.trade.destinations().set_index("destination")
    change = places["value_usd_bn"] - places["reference_usd_bn"]
    assert change.to_numpy() == pytest.approx(model.loc[places.index, "change_usd_bn"].to_numpy(), abs=1e-9)
    assert places["instead_usd_bn"].sum() <= result.headline["diverted"].value


@pytest.mark.parametrize("share", [0.0, 0.2, 0.4, 0.45])
def test_opening_read_off_the_curve_is_what_a_new_solution_gives(share):
    assumptions = Assumptions(diverted_share=share)
    curve = beyond.by_opening(solved(opening=30.0, assumptions=assumptions))
    for percent in (0.0, 30.0, 100.0):
        again = solved(opening=percent, assumptions=assumptions).headline["diverted"].value
        assert curve[percent] == pytest.approx(again, abs=1e-9)


@each_preset
def test_opening_never_sells_less_and_never_more_than_is_lost(slug):
    result = solved(slug, assumptions=Assumptions(diverted_share=0.45))
    curve = beyond.by_opening(result)
    assert np.all(np.diff(curve) >= 0) and curve.max() <= result.headline["lost"].value


def test_a_setting_between_tens_stands_on_the_curve():
    result = simulate(Policy(opening=35.0), Assumptions(), BASE, reference=LAW_2024)
    figure = figures.opening(beyond.by_opening(result), 35.0, ("any", "own"), ("x", "y"))
    line, own = figure["data"]
    assert own["y"][0] == line["y"][line["x"].index(35.0)] == pytest.approx(result.headline["diverted"].value)


def test_the_months_of_the_year_add_up_to_the_headline():
    result = solved("july-deal")
    year = result.trade.months().loc["2025-07":].iloc[:12].sum()
    assert year["lost_usd_bn"] == pytest.approx(result.headline["lost"].value)
    assert year["diverted_usd_bn"] == pytest.approx(result.headline["diverted"].value)


def test_nothing_is_looking_for_buyers_when_nothing_is_lost():
    result = simulate(LAW_2024, Assumptions(), BASE, reference=LAW_2024)
    said = findings_beyond.beyond(result)
    assert text("beyond_page.answer_nothing_lost") in said and "hardly move" in said
    assert findings_beyond.opening(beyond.by_opening(result)) == text("beyond_page.opening_nothing")


def test_the_us_share_is_said_to_fall_when_it_falls():
    result = solved("escalation")
    places = beyond.destinations(result, NAMES)
    us = places.loc["united-states"]
    assert us["share_percent"] < us["reference_share_percent"]
    assert f"{us['share_percent']:.1f}%" in findings_beyond.dependence(result, places)
