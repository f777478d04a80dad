"""A chart's data in words: every series is said, by its name and its places, without marks of type."""

import re

import numpy as np
import pytest
import screen
from plotly.graph_objects import Bar, Figure
from screen import opened, shown

from pages.ui.summary import summary
from pages.ui.text import text

BAD = re.compile(r"<|\de-\d|no values|\bnan\b|\binf\b|\bNone\b|  |\(\)|: \.|, ,")
PAGES = {
    "overview": (),
    "automakers": ("now", "lasting", "months", "reported", "nameplates"),
    "suppliers": ("cash", "carried", "firms", "places", "sectors", "credit"),
    "trade": ("balance", "exports", "us_exports", "economies", "law"),
    "beyond": ("destinations", "lost_goods"),
    "negotiation": ("zone", "enough", "episodes", "goals"),
    "politics": ("meters", "red_lines", "sign_or_wait", "rethink"),
    "compare": (),
    "brief": (),
    "track_record": ("happened", "expected"),
    "method": ("entry",),
}
WITHOUT = {"negotiation", "method"}  # tabs without a chart of their own
AXES = {"xaxis": {"title": {"text": "USD bn"}}, "yaxis": {"title": {"text": "percent"}}}


def said(*traces, **layout):
    return summary(traces, AXES | layout)


def charts(app):
    """Return the words of each chart on the page."""
    return {name: f"{given['alt']} {given['summary']}" for name, given in screen.charts(app).items()}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("preset", ["july-deal", "law-2024"])
def test_no_chart_of_any_page_says_marks_of_type_or_nothing(page, preset):
    app = opened(page, preset=preset)
    found = charts(app)
    for tab in PAGES[page]:
        found |= charts(shown(page, app, tab))
    assert len(found) >= len(PAGES[page]) - (page in WITHOUT)
    faults = {name: words for name, words in found.items() if BAD.search(words) or len(words) < 40}
    assert not faults


def test_bars_are_said_by_name_and_by_the_words_they_bear():
    bar = {"type": "bar", "orientation": "h", "x": [-5.819, 2], "y": ["Toyota", "Motor vehicles and<br>parts"]}
    named = bar | {"name": "Duty"}
    assert said(bar) == "Bars: Toyota −5.82, Motor vehicles and parts 2.00."
    assert said(named | {"text": ["−$5.82bn", "+$2.00bn"]}) == (
        "Duty: Toyota −$5.82bn, Motor vehicles and parts +$2.00bn."
    )
    assert said(named | {"name": "USD bn"}).startswith("Bars, USD bn: ")


def test_a_long_list_of_bars_is_said_by_its_ends():
    names = [f"Name {letter}" for letter in "ABCDEFGHIJKLM"]
    bar = {"type": "bar", "orientation": "h", "name": "Duty", "x": list(range(13)), "y": names}
    assert said(bar) == "Duty: 13 values; lowest 0 at Name A, highest 12.0 at Name M."
    assert said(bar | {"type": "waterfall"}).count("Name") == 13


def test_a_waterfall_is_said_step_by_step_without_saying_a_number_twice():
    labels = ["Exchange rate<br>0", "Cars<br>−¥1.66trn", "Change since 2024<br>−¥1.66trn"]
    fall = {"type": "waterfall", "orientation": "h", "name": "USD bn", "x": [3.6e-12, -1660, -1660], "y": labels}
    expected = "Steps, USD bn: Exchange rate 0, Cars −¥1.66trn, Change since 2024 −¥1.66trn."
    assert said(fall) == said(fall | {"text": ["0", "−¥1.66trn", "−¥1.66trn"]}) == expected


def test_a_line_is_said_by_its_ends_and_by_extremes_between_them():
    line = {"type": "scatter", "mode": "lines", "name": "Scenario", "x": ["2025-04", "2025-05", "2026-07-01"]}
    assert said(line | {"y": [1, 3, 2]}) == (
        "Scenario: 3 values; first 1.00 at April 2025, last 2.00 at 1 July 2026, highest 3.00 at May 2025."
    )
    assert said(line | {"y": [8.6e-16, 0, 0]}) == "Scenario: 3 values, all 0, from April 2025 to 1 July 2026."
    assert said(line | {"y": [None, 4, 5]}) == "Scenario: 2 values; first 4.00 at May 2025, last 5.00 at 1 July 2026."


def test_marks_beside_names_are_said_by_what_they_measure():
    marks = {"type": "scatter", "mode": "markers", "name": "If it lasts", "x": [-30.3, 1.2], "y": ["Toyota", "Honda"]}
    assert said(marks) == "If it lasts: Toyota −30.3, Honda 1.20."


def test_what_only_joins_marks_or_holds_a_place_in_the_legend_is_not_said():
    joins = {"type": "scatter", "mode": "lines", "hoverinfo": "skip", "x": [1, 2, None], "y": ["a", "a", None]}
    key = {"type": "scatter", "mode": "markers", "name": "Deal", "x": [None], "y": [None]}
    assert said(joins, key) == ""


def test_a_series_of_gaps_says_so():
    assert said({"type": "bar", "orientation": "h", "name": "Bought", "x": [None, None], "y": ["a", "b"]}) == (
        "Bought: nothing."
    )


def test_a_trace_may_say_what_it_is_called_and_where_it_lies():
    line = {"type": "bar", "orientation": "h", "name": "Reference", "x": [1.0], "y": [0]}
    assert said(line | {"meta": {"name": "Tier 1, reference", "places": ["all firms"]}}) == (
        "Tier 1, reference: all firms 1.00."
    )


def test_bars_that_do_not_start_at_zero_say_both_ends():
    band = {"type": "bar", "orientation": "h", "name": "Draws", "base": [-7.15], "x": [11.28], "y": ["Tokyo"]}
    assert said(band) == "Draws: Tokyo −7.15 to 4.13."


def test_an_area_and_a_map_are_said_by_their_reach():
    area = {"type": "scatter", "fill": "toself", "name": "Zone", "x": [12.5, 20, 12.5], "y": [200.0, 666.0, None]}
    assert said(area) == "Zone: an area from 12.5 to 20.0 across and from 200 to 666 up."
    tiles = {"type": "heatmap", "name": "Jobs", "z": [[None, 0.5], [2.0, None]],
             "customdata": [["", "<b>Iwate</b><br>0.5"], ["<b>Aichi</b><br>2", ""]]}  # fmt: skip
    assert said(tiles) == "Jobs: 2 values; from 0.500 to 2.00, the highest at Aichi."


def test_numbers_in_plotlys_own_form_are_read():
    spec = Figure(Bar(x=["a", "b"], y=np.array([1.0, 2.0]), name="Duty")).to_dict()
    assert summary(spec["data"], {}) == "Duty: a 1.00, b 2.00."
    assert text("summary.none", name="x") == "x: nothing."
