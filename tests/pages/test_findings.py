"""No sentence is false or badly written, under every preset, beside both references and at the ends of the levers."""

import re
from functools import cache

import pandas as pd
import pytest

from data.load import load
from model.assumptions import Assumptions
from model.market.fleet import fleet
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate
from model.tariffs import MONTHS
from model.track_record import track_record, trade_record
from model.trade_tables import UNITED_STATES
from pages.ui import beyond, findings, findings_beyond, findings_overview, findings_suppliers, findings_trade, style
from pages.ui.figures import trade
from pages.ui.suppliers import by_chain, more_firms, share_of_margin, with_credit
from pages.ui.text import table, text
from pages.ui.values import option_words

BASE = load()
TARIFFS = ("car_tariff", "parts_tariff", "metal_tariff", "general_rate")
RIVALS = ("car_eu", "car_kr", "car_usmca", "general_rivals")
OFFERS = ("farm", "rice", "meat_access", "energy", "aircraft", "defence", "opening", "counter_tariff")
ENDS = {
    "as-it-is": {},
    "yen-80": {"yen": 80.0},
    "yen-250": {"yen": 250.0},
    "slump": {"us_growth": -10.0},
    "all-100": dict.fromkeys(TARIFFS, 100.0),
    "quota-10": {"quota": 10.0},
    "all-0": {"course": "as-set"} | dict.fromkeys(TARIFFS + RIVALS + OFFERS, 0.0),
    "late": {"decision": "2027-04"},
}
CASES = [(slug, beside, end) for slug in PRESETS for beside in REFERENCES for end in ENDS]
each_case = pytest.mark.parametrize(("slug", "beside", "end"), CASES, ids=["/".join(case) for case in CASES])
SIX, MAKERS = ("Toyota", "Honda", "Nissan", "Mazda", "Subaru", "Mitsubishi"), fleet(BASE).makers
BAD = (
    r"\b(nan|inf|None)\b", r"[{}]", style.NOT_KNOWN, r"most: [+−]?[$¥]?0(?![\d.])", r"[$¥]0\.000",
    r"−[$¥]?0(?![\d.])", r"(pays most:|saves most:|report|falls? by|rises? by|worth|collects) −", r"  ",
)  # fmt: skip
LEAST = 0.005  # USD bn: what a sentence calls no change


@cache
def solved(slug, beside, end="as-it-is"):
    return simulate(PRESETS[slug].policy.but(**ENDS[end]), Assumptions(), BASE, REFERENCES[beside])


@cache
def said(slug, beside, end="as-it-is"):
    """Return every sentence the pages say of a result, by page and name, from the frames the pages pass."""
    return {name: one for part in PARTS for name, one in part(solved(slug, beside, end)).items()}


def of_makers(result):
    own = ("automakers", "who_loses", "what_drives", "cars", "rates", "reported", "built", "holds_out", "lasting",
           "moving", "lasting_profit", "prices")  # fmt: skip
    makers = {f"makers.{name}": getattr(findings, name)(result) for name in own}
    makers["makers.worst_month"] = findings.worst_month(result.tables_of_makers.profit_by_month())
    return makers | {f"makers.nameplates.{m}": findings.nameplates(result, m) for m in MAKERS}


def of_overview(result):
    output = findings_overview.output(findings_overview.engines(result))
    return {"overview.overview": findings_overview.overview(result), "overview.output": output}


def of_suppliers(result):
    own, tables, tiers = findings_suppliers, result.suppliers, result.suppliers.tiers()
    rows = tables.prefectures()
    names = [text(f"supplier_name.tier {tier}") for tier in tiers["tier"]]
    return {
        "suppliers.suppliers": own.suppliers(result), "suppliers.short": own.short(tiers),
        "suppliers.chains": own.chains(by_chain(tables.chains(), tiers)),
        "suppliers.weakest": own.weakest(tiers), "suppliers.orders": own.orders(tiers),
        "suppliers.median": own.median(tiers, 1.8),
        "suppliers.carried": own.carried(tables.cascade()), "suppliers.asked": own.asked(tiers),
        "suppliers.margin": own.margin(pd.Series(share_of_margin(tiers, BASE), names)),
        "suppliers.failures": own.failures(result), "suppliers.counts": own.counts(more_firms(tiers)),
        "suppliers.jobs": own.jobs(pd.Series(1000 * tables.jobs_by_tier())), "suppliers.places": own.places(rows),
        "suppliers.ten": own.ten(rows.sort_values("jobs_per_ten_thousand", key=abs, ascending=False)),
        "suppliers.sectors": own.sectors(tables.lost_car_exports(), tables.sectors()),
    }  # fmt: skip


def of_trade(result):
    own, steps, months = findings_trade, trade.steps(result.trade.balance()), result.trade.months()
    products, us = named_products(result), result.trade.us_exports()
    groups = us.set_axis([text(f"us_export.{name}") for name in us["group"]])
    return {
        "trade.trade": own.trade(result, steps), "trade.steps": own.steps_of_balance(steps),
        "trade.months_yen": own.months_yen(months), "trade.months_usd": own.months_usd(months),
        "trade.exports": own.exports(result, products), "trade.quantity": own.quantity(products),
        "trade.revenue": own.revenue(result, products), "trade.highest_rate": own.highest_rate(products),
        "trade.pledges": own.pledges(groups), "trade.us_groups": own.us_groups(groups),
    }  # fmt: skip


def of_beyond(result):
    own, places = findings_beyond, beyond.destinations(result, table("destination"))
    return {
        "beyond.beyond": own.beyond(result), "beyond.steps": own.steps(result.trade.steps()),
        "beyond.instead": own.instead(places), "beyond.dependence": own.dependence(result, places),
        "beyond.opening": own.opening(beyond.by_opening(result)), "beyond.goods": own.goods(named_products(result)),
        "beyond.months": own.months(result.trade.months()),
    }  # fmt: skip


def named_products(result):
    products = result.trade.products()
    return products.set_axis([option_words("product", name) for name in products["product"]])


PARTS = (of_makers, of_overview, of_suppliers, of_trade, of_beyond)


@each_case
def test_no_sentence_is_badly_written(slug, beside, end):
    faults = [
        f"{name}: {sentence} ({pattern})"
        for name, sentence in said(slug, beside, end).items() for pattern in BAD if re.search(pattern, sentence)
    ]  # fmt: skip
    assert not faults, "\n".join(faults)


@each_case
def test_the_maker_named_is_the_one_with_the_largest_sum_by_hand(slug, beside, end):
    result, sentences = solved(slug, beside, end), said(slug, beside, end)
    added, earned = ({m: by_hand(result, name, m) for m in SIX} for name in ("duty", "profit"))
    most, least = max(added, key=added.get), min(added, key=added.get)
    answer = sentences["makers.automakers"]
    if added[most] >= LEAST and added[least] <= -LEAST:
        up, down = (sum(sign * one >= LEAST for one in added.values()) for sign in (1, -1))
        assert f"rises at {up} of the six makers, most at {most} ({style.amount(added[most], 'USD bn')} a" in answer
        assert f"falls at {down}, most at {least} ({style.amount(-added[least], 'USD bn')} a year)" in answer
    elif added[most] >= LEAST:
        assert f"{most} pays most: {style.amount(added[most], 'USD bn')} more" in answer
    elif added[least] <= -LEAST:
        assert f"{least} saves most: {style.amount(-added[least], 'USD bn')} less" in answer
    else:
        assert "no Japanese maker pays more or less duty" in answer
    hit = max(SIX, key=lambda maker: abs(earned[maker]))
    if abs(earned[hit]) >= LEAST:
        verb, size = "loses" if earned[hit] < 0 else "gains", style.amount(abs(earned[hit]), "USD bn")
        assert sentences["makers.who_loses"] == f"{hit} {verb} most, {size} a year"


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ((0.1, -3.0, -2.0), "rises at 1 of the six makers, most at a ($0.100bn a year), and falls at 2, most at b"),
        ((4.0, 1.0, 0.0), "a pays most: $4.00bn more"),
        ((0.001, -3.0, -2.0), "b saves most: $3.00bn less"),
        ((0.001, -0.001, 0.0), "no Japanese maker pays more or less"),
    ],
)
def test_one_that_pays_more_is_not_the_answer_where_most_save(added, said):
    assert said in findings.duty(pd.Series(added, ["a", "b", "c"]), "the law of 2024")


def by_hand(result, name, maker):
    """Return a maker's change against the reference in the year from the decision, USD bn, month by month."""
    monthly, at, first = getattr(result.outcome.makers, name), MAKERS.index(maker), MONTHS.index(result.policy.decision)
    return sum(float(monthly[0, t, at] - monthly[1, t, at]) for t in range(first, first + 12)) / 1000


@each_case
def test_whoever_loses_against_2024_is_named_and_nobody_else(slug, beside, end):
    result, sentences = solved(slug, beside, end), said(slug, beside, end)
    accounts = BASE.accounts.set_index(["maker", "figure"])["value"]
    share = {
        maker: 100 * float(result.makers.loc[maker, "loss_jpy_bn"]) / accounts[maker, "operating_profit"]
        for maker in SIX
    }  # fmt: skip
    hurt = max(share, key=share.get)
    if share[hurt] > 0.05:
        assert f"{hurt} is hurt most for its size" in sentences["makers.automakers"]
    else:
        assert "No Japanese maker earns less in the US than in 2024" in sentences["makers.automakers"]
    over = {maker for maker in SIX if share[maker] > 100}
    assert {maker for maker in SIX if maker in sentences["makers.holds_out"]} == over


@each_case
def test_every_answer_names_its_reference(slug, beside, end):
    sentences, name = said(slug, beside, end), {"law-2024": "the law of 2024", "no-deal": "no deal"}[beside]
    other_world = " at 150.97 yen and trend growth" if {"yen", "us_growth"} & set(ENDS[end]) else ","
    for answer in ("makers.automakers", "overview.overview", "suppliers.suppliers", "trade.trade", "beyond.beyond"):
        assert sentences[answer].startswith(f"Compared with {name}{other_world}"), answer
    for title in ("makers.reported", "beyond.dependence"):
        assert f"under {name}" in sentences[title]


@each_case
def test_the_numbers_said_are_those_of_the_result(slug, beside, end):
    result, sentences = solved(slug, beside, end), said(slug, beside, end)
    head, tiers = result.headline, result.suppliers.tiers()
    near(r"Cars from Japan: (\S+) within", sentences["makers.cars"], head["japan_built"].percent)
    near(r"Japan pays (\S+) on average", sentences["makers.rates"], head["effective_rate"].value)
    near(r"A year on, (\S+) of suppliers", sentences["overview.overview"], head["short"].value)
    near(r"for (\S+) months", sentences["suppliers.weakest"], tiers["weakest_months"].iloc[-1])
    near(r"stand at (\S+) a year on", sentences["suppliers.orders"], 100 * (orders_of(result) - 1))
    near(r"The US takes (\S+) of", sentences["beyond.dependence"], share_of_the_us(result))
    verb = "rises" if head["balance_jpy"].change > 0 else "falls"
    if abs(head["balance_jpy"].change) >= 0.5:
        assert f"balance with the US {verb} by" in sentences["trade.trade"]


def near(pattern, sentence, value):
    """Check a percentage or a plain number of a sentence, said to three figures."""
    figure = re.search(pattern, sentence)[1].rstrip("%").replace("−", "-").replace(",", "")
    assert float(figure) == pytest.approx(value, rel=0.006, abs=1e-4), sentence


def orders_of(result):
    return 1 + float(result.outcome.suppliers.orders[0, MONTHS.index(result.policy.decision) + 11, 0, 0])


def share_of_the_us(result):
    places = beyond.destinations(result, table("destination"))["value_usd_bn"]
    return 100 * places[UNITED_STATES] / sum(places)


@pytest.mark.parametrize("slug", REFERENCES)
def test_a_reference_beside_itself_moves_nothing(slug):
    result = simulate(REFERENCES[slug], Assumptions(), BASE, REFERENCES[slug])
    sentences = {name: one for part in PARTS for name, one in part(result).items()}
    same = {
        "makers.automakers": "pays more or less duty", "makers.who_loses": "No maker's profit moves",
        "makers.what_drives": "No maker's profit moves", "makers.reported": "the same tariff cost",
        "makers.lasting": "nothing here differs", "makers.prices": "nothing here differs",
        "makers.lasting_profit": "nothing here differs", "makers.worst_month": "Nothing moves",
        "overview.overview": "hardly move within a year (0% if it lasts)",
        "suppliers.suppliers": "no more suppliers are short", "suppliers.short": "In no tier",
        "suppliers.chains": "In no maker's chain", "suppliers.counts": "0 firms short of cash, 0 exits, 0 bankrupt",
        "suppliers.jobs": "No jobs move", "suppliers.places": "No prefecture's jobs move",
        "suppliers.ten": "No prefecture's jobs move", "suppliers.sectors": "do not move",
        "trade.exports": "Nothing moves", "trade.quantity": "Nothing moves", "trade.pledges": "Nothing is offered",
        "beyond.beyond": "hardly move", "beyond.steps": "do not move", "beyond.dependence": ", as under",
    }  # fmt: skip
    assert {name: sentences[name] for name, words in same.items() if words not in sentences[name]} == {}
    assert "hardly moves to" in sentences["trade.trade"]
    assert not [one for one in sentences.values() for pattern in BAD if re.search(pattern, one)]
    assert {one for name, one in sentences.items() if "nameplates" in name} == {text("automakers.nothing_moves")}


def test_what_moves_within_the_year_alone_is_not_said_to_move_nothing():
    late = said("no-deal", "no-deal", "late")
    assert "+6." in late["makers.cars"] and late["makers.lasting"] == text("automakers.nothing_lasts")


def test_where_the_makers_gain_nobody_is_said_to_carry_a_loss():
    assert "no loss to hand on" in said("law-2024", "law-2024")["suppliers.carried"]
    assert "gain" in said("law-2024", "no-deal")["suppliers.places"]


@pytest.mark.parametrize("slug", ["no-deal", "law-2024"])
def test_credit_is_said_to_help_only_where_it_does(slug):
    rows = with_credit(PRESETS[slug].policy, Assumptions(), REFERENCES["law-2024"], BASE)
    none, most = (style.amount(rows["end_short_percent"].iloc[row], "%") for row in (0, -1))
    helps = rows["end_short_percent"].iloc[0] - rows["end_short_percent"].iloc[-1] >= 0.005
    expected = f"from {none} to {most}" if helps else f"{none} are short"
    assert expected in findings_suppliers.credit(rows)
    drawn = rows["drawn_jpy_bn"].max()
    expected = style.amount(drawn, "JPY bn") if drawn >= 0.05 else "Nothing would be drawn"
    assert expected in findings_suppliers.drawn(rows)


def test_the_records_name_the_smallest_and_the_largest_miss_of_all_seven():
    costs = track_record(Assumptions(), BASE).costs
    misses = sorted(costs[costs["maker"] == "Seven makers"]["miss_percent"])
    low, high = style.change(misses[0], "%"), style.change(misses[-1], "%")
    assert f"{low} to {high} off" in findings.record(track_record(Assumptions(), BASE))
    record = trade_record(Assumptions(), BASE).set_index("series")["miss"]
    said_of_trade = findings_trade.record(trade_record(Assumptions(), BASE))
    assert style.change(record["exports_to_us_value_yoy"], "pp") in said_of_trade
