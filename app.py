"""Overview: what this deal does, on one screen."""

import streamlit as st

from model.automakers import accounts
from model.economy import bottom_up, rule_of_thumb
from model.market.path import path
from model.suppliers import orders
from model.tariffs import duty_rates
from model.trade import wanted_quantity
from pages.ui import findings, findings_overview, findings_suppliers, findings_trade, sections, style
from pages.ui.chart import chart
from pages.ui.figures import automakers, economy, suppliers, trade
from pages.ui.frame import closing, frame
from pages.ui.numbers import numbers
from pages.ui.text import table, text

result = frame("overview")

sections.answer(findings_overview.overview(result))
numbers(result, ("japan_built", "six_profit", "short", "balance_jpy", "gdp", "effective_rate"))

decision = result.policy.decision
balance, tiers, output = result.trade.balance(), result.suppliers.tiers(), findings_overview.engines(result)
steps = trade.steps(balance)
left, right = st.columns(2)
with left:
    figure = automakers.bars(result.six["profit_change_usd_bn"], "USD bn", text("axis.profit_change"))
    chart(figure, "profit-by-maker", findings.who_loses(result), text("overview.who_measure"), text("source.model"))
    figure = trade.waterfall(steps, table("trade_step"), text("axis.jpy_year"))
    ends = {"start": style.amount(balance["jpy_bn"].iloc[0], "JPY bn"),
            "end": style.amount(balance["jpy_bn"].iloc[-1], "JPY bn")}  # fmt: skip
    title, measure = findings_trade.steps_of_balance(steps), text("trade_page.steps_measure", **ends)
    chart(figure, "balance-steps", title, measure, text("source.trade"), height=420)
with right:
    months = result.suppliers.months()
    figure = suppliers.lines_by_tier(
        months, "short_percent", table("supplier_name"), decision, text("supplier_axis.short")
    )  # fmt: skip
    measure = text("suppliers.short_measure", line=f"{result.assumptions.short_line:g}")
    chart(figure, "suppliers-short", findings_suppliers.short(tiers), measure, text("suppliers.source_cash"))
    figure = economy.engines(output, table("engine"), text("line.reference"), text("axis.change_percent"))
    title, measure = findings_overview.output(output), text("overview.gdp_measure")
    chart(figure, "gdp", title, measure, text("overview.gdp_source"), height=420)

sections.note("overview.limits")
sections.table(result.months.reset_index(), "months", result, table("result_column"))
sections.computed("overview", (duty_rates, path, accounts, orders, wanted_quantity, bottom_up, rule_of_thumb))
closing(result)
