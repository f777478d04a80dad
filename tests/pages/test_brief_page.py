"""The brief's page: every scenario can be shown, its charts and numbers are the brief's, its steps are its messages."""

from functools import partial

import pytest
import screen
from screen import collected, lines

import pages.ui.chart
from data.load import load
from model.assumptions import Assumptions
from model.scenarios import PRESETS
from model.simulate import simulate
from pages.ui import downloads, slide, style
from pages.ui.export.marks import Bars, Line, Lines
from pages.ui.export.messages import HEADLINE, MESSAGES, ON_SCREEN, brief
from pages.ui.figures.brief import drawn as figure_of
from pages.ui.headline import shown
from pages.ui.text import text

BASE = load()
NOTHING = {"preset": "law-2024", "decision": "2025-04"}
MOST_CHARTS = 4
opened = partial(screen.opened, "brief")


@pytest.fixture
def seen(monkeypatch):
    """Collect what reaches the screen: charts by key, the cards, and what stands in large type."""
    found = collected(monkeypatch)
    found["large"] = []
    monkeypatch.setattr(slide, "chart", pages.ui.chart.chart)
    monkeypatch.setattr(slide, "_element", lambda key, data: found["large"].append(data))
    return found


def told(slug="july-deal", **levers):
    preset = PRESETS[slug]
    result = simulate(preset.policy.but(**levers), Assumptions(), BASE)
    return result, brief(result, preset)


@pytest.mark.parametrize("link", [*({"preset": slug} for slug in PRESETS), NOTHING], ids=[*PRESETS, "nothing"])
def test_it_shows_every_scenario(link, seen):
    app = opened(**link)
    assert not app.warning and 1 <= len(seen["charts"]) <= MOST_CHARTS


@pytest.mark.parametrize("step", MESSAGES)
def test_it_shows_every_step_where_nothing_changes(step, seen):
    assert not opened(**NOTHING, step=step).warning
    assert seen["large"][0]["title"]


def test_its_charts_answer_and_cards_are_those_of_the_brief(seen):
    app = opened(preset="july-deal", car="20")
    result, said = told(car_tariff=20.0)
    with_chart = {f"brief-{one.key}": one for one in said.messages if one.key in ON_SCREEN}
    assert list(seen["charts"]) == list(with_chart)
    for key, one in with_chart.items():
        assert seen["charts"][key]["figure"] == figure_of(one.chart)
        assert (seen["charts"][key]["title"], seen["charts"][key]["measure"]) == (one.title, one.measure)
    assert lines(app, "answer")[0] == said.messages[0].said.replace("−", "−\u2060")
    assert [(card["value"], card["change"]) for card in seen["cards"]] == [
        shown(name, result.headline[name]) for name in HEADLINE
    ]


def test_every_file_can_be_asked_for_and_none_is_made_before(monkeypatch, seen):
    def refuse(*given):
        raise AssertionError("made before it was asked for")

    for maker in ("deck", "paper", "workbook", "tables", "scenario", "snippet"):
        monkeypatch.setattr(downloads, maker, refuse)
    app = opened()
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels == [text(f"brief.{name}") for name in downloads.FILES]


def test_its_steps_are_the_messages_in_order_and_the_link_holds_the_step(seen):
    app = opened(preset="july-deal")
    said = told()[1]
    app.button(key="present").click().run()
    for place, one in enumerate(said.messages, 1):
        assert app.query_params["step"] == one.key
        assert seen["large"][-1 if one.chart is None else -2]["title"].replace("\u2060", "") == one.title
        assert text("brief.step", now=place, count=len(said.messages)) in [line.value for line in app.markdown]
        if place < len(said.messages):
            app.button(key="next").click().run()
    app.button(key="next").click().run()
    assert app.query_params["step"] == said.messages[-1].key
    app.button(key="previous").click().run()
    assert app.query_params["step"] == said.messages[-2].key
    app.button(key="close").click().run()
    assert app.query_params["step"] == "page" and app.button(key="present")


def test_a_step_shows_the_numbers_and_the_chart_of_its_message(seen):
    opened(preset="july-deal", step="suppliers")
    one = next(each for each in told()[1].messages if each.key == "suppliers")
    title, numbers = seen["large"]
    assert title["title"] == one.title and not title["numbers"]
    assert [(each["value"], each["kind"]) for each in numbers["numbers"]] == [
        (each.value, text(f"kind_letter.{each.kind}")) for each in one.numbers
    ]
    assert list(seen["charts"]) == ["step-suppliers"] and one.title in seen["charts"]["step-suppliers"]["alt"]


def test_a_step_there_is_none_of_shows_the_page_and_says_so(seen):
    app = opened(step="applause")
    assert "applause" in app.warning[0].value and len(seen["charts"]) == MOST_CHARTS


def test_the_snippet_on_the_page_is_that_of_the_download(seen):
    app = opened(preset="july-deal", car="20")
    app.session_state["open.snippet"] = True
    app.run()
    assert "PRESETS['july-deal'].policy.but(car_tariff=20.0)" in app.code[0].value


def test_a_bar_carries_its_number_and_the_reference_stands_as_a_tick():
    bars = Bars(("One", "Two"), (-1.5, 0.0), (style.JAPAN, style.GAIN), "s", "USD bn", "USD bn a year", (0.5, 0.0), "R")
    drawn, ticks = figure_of(bars)["data"]
    assert (drawn["x"], drawn["text"]) == ([-1.5, 0.0], ["−$1.50bn", "0"])
    assert ticks["x"] == [0.5, 0.0] and ticks["marker"]["line"]["color"] == style.REFERENCE
    low, high = figure_of(bars)["layout"]["xaxis"]["range"]
    assert low < -1.5 and high > 0.5


def test_lines_that_end_together_are_named_apart():
    lines = tuple(Line(name, (0.0, 10.0), style.JAPAN) for name in ("Tier 1", "Tier 2"))
    layout = figure_of(Lines(("2025-04", "2025-05"), lines, "%", "percent", "2025-05"))["layout"]
    first, second = (label["y"] for label in layout["annotations"])
    assert second - first >= 0.5 and layout["shapes"][0]["x0"] == "2025-05-01"
