"""Overview: what this deal does, on one screen."""

import streamlit as st

from model.automakers import accounts
from model.law import duty_rates
from model.market.path import path
from model.negotiation.payoffs import japan_tariffs, us_tariffs
from model.negotiation.waiting import no_deal_values
from model.result import Result
from model.suppliers import orders
from model.trade import wanted_quantity
from pages.ui import findings, findings_overview, findings_suppliers, findings_trade, sections, style, zone
from pages.ui.bargain import drawn, talks
from pages.ui.chart import beside, chart
from pages.ui.figures import automakers, suppliers, trade
from pages.ui.figures.steps import waterfall
from pages.ui.findings_scope import scope
from pages.ui.frame import show
from pages.ui.negotiation import who_says_yes, zone_map
from pages.ui.numbers import numbers
from pages.ui.say import say
from pages.ui.text import table, text


def body(result: Result) -> None:
    """Draw the page below its title: first the charts on the screen, which take the browser longest."""
    top = st.container()
    balance = result.trade.balance()
    with beside():
        figure = automakers.bars(result.six_profit, "USD bn", text("axis.profit_change"))
        chart(figure, "profit-by-maker", findings.who_loses(result), text("overview.who_measure"), text("source.model"))
        figure = suppliers.lines_by_tier(
            result.suppliers.months(), "short_percent", table("supplier_name"), result.policy.decision,
            text("supplier_axis.short"),
        )  # fmt: skip
        measure = text("suppliers.short_measure", line=f"{result.assumptions.short_line:g}")
        title = findings_suppliers.short(result.suppliers.short())
        chart(figure, "suppliers-short", title, measure, text("suppliers.source_cash"))
    over = talks(result)
    with top:
        sections.answer(f"{findings_overview.says(over)} {findings_overview.overview(result)}")
        numbers(result, ("japan_built", "six_profit", "short", "balance_jpy", "gdp"), who_says_yes(over, drawn(result)))
        verdicts = findings_overview.verdicts(over)
        say("verdicts", ("note", scope(result)), *(("beside", verdict) for verdict in verdicts))
    with beside():
        steps = trade.steps(balance)
        figure = waterfall(steps, table("trade_step"), "JPY bn", text("axis.jpy_year"))
        ends = {"start": style.amount(balance["jpy_bn"].iloc[0], "JPY bn"),
                "end": style.amount(balance["jpy_bn"].iloc[-1], "JPY bn")}  # fmt: skip
        title, measure = findings_trade.steps_of_balance(steps), text("trade_page.steps_measure", **ends)
        chart(figure, "balance-steps", title, measure, text("source.trade"), height=420)
        zone_map(over, zone.ground(over), small=True)

    sections.note("overview.limits")
    sections.table(lambda: result.months.reset_index(), "months", result, table("result_column"))
    sections.computed("overview", (duty_rates, path, accounts, orders, wanted_quantity, japan_tariffs, us_tariffs,
                                     no_deal_values))  # fmt: skip


show("overview", body)
