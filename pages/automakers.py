"""Who pays: the duty and the lost sales, maker by maker."""

import streamlit as st

from model.automakers import accounts
from model.market.costs import moved_share, unit_costs
from model.market.equilibrium import solve_prices
from model.market.fleet import fleet
from model.result import Result
from model.track_record import track_record
from pages.ui import findings, sections
from pages.ui.chart import beside, chart
from pages.ui.controls import pick
from pages.ui.figures import automakers, market
from pages.ui.frame import baseline, show
from pages.ui.numbers import numbers
from pages.ui.tabs import tabs
from pages.ui.text import several, table, text


def body(result: Result) -> None:
    """Draw the page below its title, the open tab first: its charts take the browser longest."""
    top = st.container()
    six = result.six
    ends = several("line", "so-far", "lasting")
    now, lasts, months, record, nameplates = tabs(
        "automakers", ("now", "lasting", "months", "reported", "nameplates")
    )  # fmt: skip

    if now.open:
        with now:
            with beside():
                bases = several("basis", "own", "reported")
                figure = automakers.duty_on_two_bases(six, bases, text("axis.jpy_year"))
                chart(figure, "duty", findings.reported(result), text("automakers.duty_measure"), text("source.model"))
                figure = automakers.split(six, table("part"), text("axis.profit_change"))
                title, measure = findings.what_drives(result), text("automakers.split_measure")
                chart(figure, "split", title, measure, text("source.model"))
            with beside():
                figure = automakers.places(six, table("place"), text("axis.units_year"))
                chart(figure, "places", findings.built(result), text("automakers.places_measure"), text("source.fleet"))
                share = -six["share_of_operating_profit_percent"]
                figure = automakers.bars(share, "%", text("axis.share_of_profit"))
                title, measure = findings.holds_out(result), text("automakers.share_measure")
                chart(figure, "share", title, measure, text("source.accounts"))
            sections.note("automakers.limits")

    if lasts.open:
        with lasts:
            with beside():
                columns = ("built_japan_change_percent", "lasting_built_japan_change_percent")
                figure = automakers.now_and_lasting(six, columns, ends, text("axis.change_percent"))
                title, measure = findings.lasting(result), text("automakers.lasting_measure")
                chart(figure, "lasting", title, measure, text("source.model"))
                columns = ("price_change_percent", "lasting_price_change_percent")
                figure = automakers.now_and_lasting(six, columns, ends, text("axis.change_percent"))
                title, measure = findings.prices(result), text("automakers.prices_measure")
                chart(figure, "prices", title, measure, text("source.model"))
                columns = ("profit_change_usd_bn", "lasting_profit_change_usd_bn")
                figure = automakers.now_and_lasting(six, columns, ends, text("axis.profit_change"))
                title, measure = findings.lasting_profit(result), text("automakers.lasting_profit_measure")
                chart(figure, "lasting-profit", title, measure, text("source.model"))
                figure = automakers.months_by_maker(
                    result.tables_of_makers.moved_by_month(), text("axis.moved"), text("maker.everyone")
                )  # fmt: skip
                chart(figure, "moved", findings.moving(result), text("automakers.moving_measure"), text("source.model"))
            sections.note("automakers.lasting_limits")

    if months.open:
        with months:
            with beside():
                lines = several("line", "scenario", "reference", "lasting")
                figure = market.cars_from_japan(result.months, result.policy.decision, lines, text("axis.cars_month"))
                chart(figure, "cars", findings.cars(result), text("automakers.cars_measure"), text("source.model"))
                profit = result.tables_of_makers.profit_by_month()
                figure = automakers.months_by_maker(profit, text("axis.profit_month"), text("maker.everyone"))
                title, measure = findings.worst_month(profit), text("automakers.profit_months_measure")
                chart(figure, "profit-months", title, measure, text("source.model"))
            sections.note("automakers.months_limits")

    if record.open:
        with record:
            happened = track_record(result.assumptions, result.baseline)
            kinds = several("basis", "own", "reported", "published")
            figure = automakers.published(happened.costs, kinds, text("axis.jpy_period"))
            title, measure = findings.record(happened), text("automakers.record_measure")
            chart(figure, "record", title, measure, text("source.published"), height=420)
            sections.note("automakers.record_limits", factor=result.assumptions.reported_factor)
            sections.rows(happened.costs, table("result_column"))
            sections.note("automakers.exports_record")
            sections.rows(happened.exports, table("result_column"))

    if nameplates.open:
        with nameplates:
            maker = pick("maker")
            chosen = result.products.query("maker == @maker")
            figure = automakers.nameplates(chosen, ends, text("axis.change_percent"))
            title, measure = findings.nameplates(result, maker), text("automakers.nameplates_measure")
            chart(figure, "nameplates", title, measure, text("source.fleet"), height=90 + 34 * len(chosen))
            sections.note("automakers.nameplates_limits")
            sections.table(chosen.reset_index(), "products", result, table("result_column"))

    with top:
        sections.answer(findings.automakers(result))
        numbers(result, ("six_duty", "six_profit", "lasting_six_profit", "japan_built", "japan_price", "us_price"))
        sections.scope(result)

    sections.table(lambda: result.makers.reset_index(), "makers", result, table("result_column"))
    sections.computed("automakers", (solve_prices, unit_costs, moved_share, accounts))


show("automakers", body, maker=fleet(baseline()).makers)
