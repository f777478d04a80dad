"""The trade page answers under every preset and at the ends of the levers, and its figures add up to the result."""

import re
from functools import partial

import pandas as pd
import pytest
import screen
from screen import sentences

from data.load import load, words
from model.assumptions import Assumptions
from model.bilateral import goods
from model.policy import Policy
from model.scenarios import PRESETS
from model.simulate import simulate
from model.track_record import trade_record
from pages.ui import findings_trade, law
from pages.ui.figures import trade
from pages.ui.figures.steps import waterfall
from pages.ui.text import table, text

TABS = ("balance", "exports", "us_exports", "economies", "law")
EXACT = 1e-9
ALL_100 = {"car": "100", "parts": "100", "metal": "100", "general": "100"}
EXTREMES = {
    "yen-80": {"yen": "80"},
    "yen-250": {"yen": "250"},
    "slump": {"growth": "-10"},
    "all-100": ALL_100,
    "quota": {"quota": "10"},
    "counter": {"counter": "50"},
    "all-at-once": ALL_100 | {"yen": "80", "growth": "-10", "counter": "50"},
}
BASELINE = load()
RESULTS = {slug: simulate(preset.policy, Assumptions(), BASELINE) for slug, preset in PRESETS.items()} | {
    "yen-80": simulate(Policy(yen=80.0), Assumptions(), BASELINE),
    "all-at-once": simulate(
        Policy(
            car_tariff=100.0, parts_tariff=100.0, metal_tariff=100.0, general_rate=100.0, yen=80.0, us_growth=-10.0,
            counter_tariff=50.0,
        ),
        Assumptions(), BASELINE,
    ),
}  # fmt: skip
each_result = pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)
opened, shown = partial(screen.opened, "trade"), partial(screen.shown, "trade")


def said(app):
    return " ".join(sentences(app))


@pytest.mark.parametrize("query", [{"preset": slug} for slug in PRESETS] + list(EXTREMES.values()),
                         ids=[*PRESETS, *EXTREMES])  # fmt: skip
def test_every_tab_is_shown_whatever_the_levers(query):
    app = opened(**query)
    for tab in TABS:
        words_shown = said(shown(app, tab))
        assert not app.warning
        assert not re.search(r"\{\w+\}|\bnan\b|\binf\b", words_shown)


def test_the_table_of_the_balance_is_in_words_and_the_model_has_slugs():
    balance = RESULTS["july-deal"].trade.balance()
    said = findings_trade.in_words(balance)
    assert said["step"].iloc[[0, 1, 2, -2, -1]].to_list() == [
        "Balance of 2024", "Exchange rate", "Cars", "US exports", "Balance",
    ]  # fmt: skip
    assert said["step"].is_unique and all(step[0].isupper() for step in said["step"])
    assert all(re.fullmatch(r"[a-z0-9-]+", step) for step in balance["step"])
    assert set(said["measure"]) == {"step", "balance"} and said["jpy_bn"].equals(balance["jpy_bn"])


@each_result
def test_the_steps_of_the_balance_lead_from_2024_to_the_scenario(result):
    steps = trade.steps(result.trade.balance())
    have = goods(BASELINE)
    start = have.yen.sum() - have.imports_yen
    assert steps.drop(trade.TOTAL).sum() == pytest.approx(steps[trade.TOTAL], abs=EXACT)
    assert start + steps[trade.TOTAL] == pytest.approx(result.headline["balance_jpy"].value, abs=1e-6)
    drawn = waterfall(steps, table("trade_step"), "JPY bn", "")["data"][0]
    assert sum(drawn["x"][:-1]) == pytest.approx(drawn["x"][-1], abs=EXACT)
    assert drawn["measure"].count("total") == 1


def test_every_step_of_the_balance_stands_in_one_group_with_words():
    moves = RESULTS["no-deal"].trade.balance().query("measure == 'relative'")["step"]
    assert set(moves) == set(trade.GROUPS)
    assert {*trade.GROUPS.values(), trade.TOTAL} == set(table("trade_step"))
    assert set(trade.GROUPS.values()) == set(table("trade_cause"))


@each_result
def test_the_bars_of_exports_and_duty_add_up_to_the_headline_numbers(result):
    products = result.trade.products().set_index("product")
    drawn = trade.by_product(products["change_usd_bn"], "USD bn", "")["data"][0]["x"]
    assert sum(drawn) == pytest.approx(result.headline["exports"].change, abs=EXACT)
    paid = products["revenue_usd_bn"]
    bars, ticks = trade.beside_reference(
        paid, paid - products["added_revenue_usd_bn"], "USD bn", "#000000", ("a", "b"), ""
    )["data"]  # fmt: skip
    assert sum(bars["x"]) == pytest.approx(result.headline["revenue"].value, abs=EXACT)
    assert sum(ticks["x"]) == pytest.approx(result.headline["revenue"].reference, abs=EXACT)


@each_result
def test_what_is_drawn_as_new_us_exports_adds_up_and_never_exceeds_what_is_pledged(result):
    us = result.trade.us_exports().set_index("group")
    pledged, realised, added = trade.pledges(us, ("a", "b", "c"), "")["data"]
    assert sum(value or 0 for value in added["x"]) == pytest.approx(result.headline["us_added"].value, abs=EXACT)
    for most, some in ((pledged, realised), (realised, added)):
        assert all((less or 0) <= (more or 0) + EXACT for more, less in zip(most["x"], some["x"], strict=True))


@each_result
def test_the_months_drawn_from_the_decision_add_up_to_both_balances(result):
    months = result.trade.months()
    first = list(months.index).index(result.policy.decision)
    year = months.iloc[first : first + 12]
    assert year["balance_jpy_bn"].sum() == pytest.approx(result.headline["balance_jpy"].value, rel=EXACT)
    assert year["us_balance_usd_bn"].sum() == pytest.approx(result.headline["balance_usd"].value, rel=EXACT)


def test_the_answer_names_both_bases_apart_and_what_moves_the_balance():
    result = RESULTS["no-deal"]
    answer = findings_trade.trade(result, trade.steps(result.trade.balance()))
    assert "¥" in answer and "$" in answer and text("trade_cause.cars") in answer


def test_without_new_tariffs_or_offers_nothing_is_said_to_move():
    result = simulate(
        Policy.of(dict(PRESETS["law-2024"].differences) | {"decision": "2025-04"}), Assumptions(), BASELINE
    )
    steps = trade.steps(result.trade.balance())
    assert findings_trade.most(steps) == text("trade_page.nothing")
    assert text("trade_page.stays") in findings_trade.trade(result, steps)
    assert findings_trade.pledges(result.trade.us_exports()) == text("trade_page.pledges_none")


def test_the_record_is_within_what_was_asked_and_said_to_be_used_to_calibrate():
    record = trade_record(Assumptions(), BASELINE).set_index("series")
    assert record.loc["exports_to_us_value_yoy", "fact"] == -10.2
    assert record.loc["surplus_with_us_value", "fact"] == 3322.2
    assert abs(record.loc["exports_to_us_value_yoy", "miss"]) <= 3
    assert abs(record.loc["surplus_with_us_value", "miss"] / 3322.2) <= 0.15
    assert "Used to calibrate" in said(shown(opened(), "balance"))


def test_each_legal_step_is_numbered_on_the_line_and_has_its_instrument_and_page():
    steps = law.legal_steps(BASELINE)
    assert list(steps["number"]) == list(range(1, len(steps) + 1))
    assert (
        steps["date"].is_monotonic_increasing
        and steps["instrument"].all()
        and steps["link"].str.startswith("http").all()
    )
    assert {"2025-04-03", "2025-04-05", "2025-09-16", "2026-02-24"} <= set(steps["date"])
    assert (steps["percent"].diff().abs().dropna() > law.LEAST_STEP_POINTS).all()


def test_the_picked_product_is_kept_while_another_tab_is_open():
    app = shown(opened(product="food"), "law")
    shown(shown(app, "balance"), "law")
    assert "**Food**" in said(app)


def test_every_group_of_us_exports_and_every_column_has_words():
    assert set(BASELINE.us_exports["group"]) == set(table("us_export"))
    tables = RESULTS["no-deal"].trade
    columns = {*tables.products(), *tables.us_exports(), *tables.balance(), *tables.months(), "low_usd_bn"}
    assert columns <= set(words()["result_column"])


@pytest.mark.parametrize("values", [[-7.0, -1.0, 0.0], [2.0, 0.1, -0.05], [0.0, 0.0, 0.0], [3.0, 2.9, 1.0]])
def test_the_number_of_a_bar_has_half_of_the_span_of_all_bars_to_stand_in(values):
    """On a phone that is more than the widest number takes."""
    drawn = trade.by_product(pd.Series(values, ["a", "b", "c"]), "USD bn", "")
    low, high = drawn["layout"]["xaxis"]["range"]
    span = max(0.0, *values) - min(0.0, *values)
    assert low < high and low <= min(values) and max(values) <= high
    for value, place in zip(values, drawn["data"][0]["textposition"], strict=True):
        spare = (high - value if value > 0 else value - low) if value else high - low
        assert (abs(value) if place == "inside" else spare) >= 0.5 * span - EXACT
