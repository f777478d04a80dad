"""What it does to the balance: exports, US exports and duties between Japan and the United States."""

import streamlit as st

from model.adjustment import adjusted
from model.bilateral import trade as bilateral_trade
from model.law import duty_rates
from model.result import Result
from model.track_record import trade_record
from model.trade import landed_prices, us_exports, wanted_quantity
from pages.ui import findings, findings_overview, findings_trade, law, sections, style
from pages.ui.chart import beside, chart
from pages.ui.figures import economy, market, trade
from pages.ui.figures.steps import waterfall
from pages.ui.frame import baseline, show
from pages.ui.numbers import numbers
from pages.ui.tabs import tabs
from pages.ui.text import several, table, text
from pages.ui.values import option_words

WATERFALL, PRODUCTS, BESIDE, GROUPS = 500, 660, 740, 600


def body(result: Result) -> None:
    """Draw the page below its title."""
    balance, months = result.trade.balance(), result.trade.months()
    steps = trade.steps(balance)

    sections.answer(findings_trade.trade(result, steps))
    numbers(result, ("balance_jpy", "balance_usd", "exports", "revenue", "us_added", "effective_rate"))
    sections.scope(result)

    of_balance, of_exports, of_us, of_economies, of_law = tabs(
        "trade", ("balance", "exports", "us_exports", "economies", "law")
    )
    decision, lines = result.policy.decision, several("line", "scenario", "reference")

    if of_balance.open:
        with of_balance:
            with beside():
                ends = {"start": style.amount(balance["jpy_bn"].iloc[0], "JPY bn"),
                        "end": style.amount(balance["jpy_bn"].iloc[-1], "JPY bn")}  # fmt: skip
                figure = waterfall(steps, table("trade_step"), "JPY bn", text("axis.jpy_year"))
                title, measure = findings_trade.steps_of_balance(steps), text("trade_page.steps_measure", **ends)
                chart(figure, "balance-steps", title, measure, text("source.trade"), height=WATERFALL)
                columns, axis = ("balance_jpy_bn", "reference_balance_jpy_bn"), text("axis.jpy_month")
                figure = trade.by_month(months, columns, style.JAPAN, decision, lines, axis)
                title, measure = findings_trade.months_yen(months), text("trade_page.months_yen_measure")
                chart(figure, "balance-months", title, measure, text("source.trade"), height=WATERFALL)
            left, right = st.columns(2)
            with left:
                columns, axis = ("us_balance_usd_bn", "reference_us_balance_usd_bn"), text("axis.usd_month")
                figure = trade.by_month(months, columns, style.UNITED_STATES, decision, lines, axis)
                title, measure = findings_trade.months_usd(months), text("trade_page.months_usd_measure")
                chart(figure, "us-balance-months", title, measure, text("source.trade"))
            with right:
                record = trade_record(result.assumptions, result.baseline)
                st.markdown(f"**{findings_trade.record(record)}**")
                sections.note("trade_page.record_measure")
                said = record.assign(series=[text(f"trade_record.{name}") for name in record["series"]])
                sections.rows(said[["series", "model", "fact", "miss"]], table("result_column"))
                sections.note("trade_page.record_limits")
            sections.note("trade_page.balance_limits")

    products = result.trade.products()
    products["product"] = [option_words("product", name) for name in products["product"]]
    named = products.set_index("product").sort_values("change_usd_bn")

    if of_exports.open:
        with of_exports:
            with beside():
                figure = trade.by_product(named["change_usd_bn"], "USD bn", text("axis.usd_year"))
                title, measure = findings_trade.exports(result, named), text("trade_page.exports_measure")
                chart(figure, "exports", title, measure, text("source.trade"), height=PRODUCTS)
                figure = trade.by_product(named["quantity_change_percent"], "%", text("axis.change_percent"))
                title, measure = findings_trade.quantity(named), text("trade_page.quantity_measure")
                chart(figure, "quantity", title, measure, text("source.trade"), height=PRODUCTS)
                paid = named.sort_values("revenue_usd_bn", ascending=False)
                usual = paid["revenue_usd_bn"] - paid["added_revenue_usd_bn"]
                figure = trade.beside_reference(
                    paid["revenue_usd_bn"], usual, "USD bn", style.UNITED_STATES, lines, text("axis.usd_year")
                )  # fmt: skip
                title, measure = findings_trade.revenue(result, named), text("trade_page.revenue_measure")
                chart(figure, "revenue", title, measure, text("source.trade"), height=BESIDE)
                usual = 100 * usual / paid["reference_usd_bn"]
                figure = trade.beside_reference(
                    paid["rate_percent"], usual, "%", style.UNITED_STATES, lines, text("axis.rate")
                )  # fmt: skip
                title, measure = findings_trade.highest_rate(named), text("trade_page.rate_measure")
                chart(figure, "rates-by-product", title, measure, text("source.law"), height=BESIDE)
            sections.note("trade_page.exports_limits")

    us = result.trade.us_exports().merge(result.baseline.us_exports[["group", "low_usd_bn", "high_usd_bn"]], on="group")
    us["group"] = [text(f"us_export.{name}") for name in us["group"]]

    if of_us.open:
        with of_us:
            by_group = us.set_index("group")
            with beside():
                figure = trade.pledges(
                    by_group[by_group["pledge"] != "none"], several("pledge_stage", "pledged", "realised", "added"),
                    text("axis.usd_year"),
                )  # fmt: skip
                title, measure = findings_trade.pledges(by_group), text("trade_page.pledges_measure")
                chart(figure, "pledges", title, measure, text("source.offers"), height=GROUPS)
                figure = trade.us_groups(by_group, several("line", "estimate-2024", "scenario"), text("axis.usd_year"))
                title, measure = findings_trade.us_groups(by_group), text("trade_page.us_groups_measure")
                chart(figure, "us-exports", title, measure, text("source.us_exports"), height=GROUPS)
            sections.note("trade_page.us_limits")

    if of_economies.open:
        with of_economies:
            with beside():
                output = findings_overview.engines(result)
                figure = economy.engines(output, table("engine"), text("line.reference"), text("axis.change_percent"))
                title, measure = findings_overview.output(output), text("overview.gdp_measure")
                chart(figure, "gdp", title, measure, text("overview.gdp_source"))
                for name, colour in trade.ECONOMIES.items():
                    columns, axis = (name, f"reference_{name}"), text(f"economies.{name}_axis")
                    figure = trade.by_month(result.economy, columns, colour, decision, lines, axis)
                    title, measure = findings_trade.economies(result, name), text(f"economies.{name}_measure")
                    chart(figure, f"economy-{name}", title, measure, text("economies.source"))
            sections.note("economies.limits")

    if of_law.open:
        with of_law:
            left, right = st.columns(2)
            with left:
                law.rate_by_date(result)
            with right:
                series = several("line", "japan", "eu", "reference")
                figure = market.rates(result.months, decision, series, text("axis.rate"))
                title, measure = findings.rates(result), text("overview.rates_measure")
                chart(figure, "effective-rate", title, measure, text("source.law"))
                st.markdown(f"**{text('trade_page.legal_steps_table')}**")
                law.legal_steps_table(result)
            law.entry(result)

    words = table("result_column")
    sections.table(products, "trade_products", result, words)
    sections.table(us, "us_exports", result, words)
    sections.table(findings_trade.in_words(balance), "balance", result, words)
    sections.table(months.reset_index(), "trade_months", result, words)
    sections.computed("trade", (landed_prices, wanted_quantity, adjusted, us_exports, bilateral_trade, duty_rates))


show("trade", body, product=tuple(baseline().products["product"]))
