"""The overview answers under every preset and at the ends of the levers, and its figures add up to the result."""

import re
from functools import partial

import pytest
import screen

import pages.ui.chart
import pages.ui.negotiation
from data.load import load
from model.assumptions import Assumptions
from model.bargain import negotiate
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate
from pages.ui import findings_overview
from pages.ui.figures import economy
from pages.ui.text import table, text

ALL_100 = {"car": "100", "parts": "100", "metal": "100", "general": "100"}
EXTREMES = {
    "yen-80": {"yen": "80"},
    "yen-250": {"yen": "250"},
    "slump": {"growth": "-10"},
    "all-100": ALL_100,
    "quota": {"quota": "10"},
    "counter": {"counter": "50"},
    "stress": {"stress": "3"},
    "all-at-once": ALL_100 | {"yen": "80", "growth": "-10", "counter": "50", "stress": "3"},
}
CHARTS = ["profit-by-maker", "suppliers-short", "balance-steps", "zone"]
BASELINE = load()
opened = partial(screen.opened, "overview")


def result_of(preset="no-deal", reference="law-2024"):
    return simulate(PRESETS[preset].policy, Assumptions(), BASELINE, reference=REFERENCES[reference])


@pytest.mark.parametrize("query", [{"preset": slug} for slug in PRESETS] + list(EXTREMES.values()),
                         ids=[*PRESETS, *EXTREMES])  # fmt: skip
@pytest.mark.parametrize("reference", REFERENCES)
def test_it_answers_whatever_the_levers(query, reference):
    app = opened(**query, reference=reference)
    assert not app.warning
    said = " ".join(screen.sentences(app))
    assert not re.search(r"\{\w+\}|\bnan\b|\binf\b", said)


def test_it_has_four_charts_each_with_a_finding_and_a_source(monkeypatch):
    drawn = {}

    def kept(figure, key, title, subtitle, source, **_):
        drawn[key] = (figure, title, subtitle, source)

    monkeypatch.setattr(pages.ui.chart, "chart", kept)
    monkeypatch.setattr(pages.ui.negotiation, "chart", kept)
    opened(preset="july-deal")
    assert list(drawn) == CHARTS
    for figure, *said in drawn.values():
        assert figure["data"] and all(said)


def test_its_answer_speaks_of_cars_makers_suppliers_and_the_balance():
    result = result_of()
    answer = findings_overview.overview(result)
    assert answer.count(". ") == 1
    for number in ("$", "¥", "short of cash", text("against.law-2024")):
        assert number in answer


@pytest.mark.parametrize(("slug", "said"), [("july-deal", "both"), ("no-deal", "neither"), ("full-removal", "japan")])
def test_it_says_which_governments_say_yes_and_why_not(slug, said):
    over = negotiate(PRESETS[slug].policy, Assumptions(), BASELINE)
    assert findings_overview.says(over) == text(f"overview.says_{said}")
    for side, verdict in zip((over.japan, over.us), findings_overview.verdicts(over), strict=True):
        assert (": yes**" in verdict) == side.yes
        assert side.yes or "line of" in verdict or "loses" in verdict


@pytest.mark.parametrize("slug", PRESETS)
@pytest.mark.parametrize("reference", REFERENCES)
def test_the_engines_of_gdp_are_those_of_the_headline_numbers(slug, reference):
    result = result_of(slug, reference)
    found = findings_overview.engines(result)
    for engine, name in ((economy.SO_FAR, "gdp"), ("gdp_nri", "gdp_nri"), ("gdp_daiwa", "gdp_daiwa")):
        number = result.headline[name]
        assert found.loc[engine].to_list() == pytest.approx([number.value, number.reference])
    bars, ticks = economy.engines(found, table("engine"), "", "")["data"]
    assert (bars["x"], ticks["x"]) == (found["scenario"].to_list(), found["reference"].to_list())


def test_the_forecasts_are_named_from_the_smaller_to_the_larger():
    said = findings_overview.output(findings_overview.engines(result_of()))
    now, low, high = (float(number.replace("−", "-")) for number in re.findall(r"[−+]?\d+\.\d+", said))
    assert high < low < now < 0


def test_where_the_rules_forecast_nothing_no_range_is_named():
    said = findings_overview.output(findings_overview.engines(result_of("full-removal")))
    assert len(re.findall(r"\d%", said)) == 1


def test_where_nothing_changes_it_says_so():
    nothing = Policy.of(dict(PRESETS["law-2024"].differences) | {"decision": "2025-04"})
    result = simulate(nothing, Assumptions(), BASELINE)
    assert findings_overview.output(findings_overview.engines(result)) == text("overview.gdp_same")
    assert text("overview.points_same") in findings_overview.overview(result)
