"""Overview: what this deal does, on one screen."""

import streamlit as st

from model.automakers import accounts
from model.market.path import path
from model.tariffs import duty_rates
from pages.ui import findings, sections
from pages.ui.chart import chart
from pages.ui.figures import automakers, market
from pages.ui.frame import closing, frame
from pages.ui.numbers import numbers
from pages.ui.text import several, table, text

result = frame("overview")

sections.answer(findings.overview(result))
numbers(
    result, ("japan_built", "export_value", "six_duty", "six_profit", "japan_price", "effective_rate")
)  # fmt: skip

six, decision = result.six, result.policy.decision
left, right = st.columns(2)
with left:
    figure = automakers.bars(six["profit_change_usd_bn"], "USD bn", text("axis.profit_change"))
    chart(figure, "profit-by-maker", findings.who_loses(result), text("overview.who_measure"), text("source.model"))
    lines = several("line", "scenario", "reference", "lasting")
    figure = market.cars_from_japan(result.months, decision, lines, text("axis.cars_month"))
    chart(figure, "cars-from-japan", findings.cars(result), text("overview.cars_measure"), text("source.model"))
with right:
    figure = market.waterfall(result.profit_parts, table("part"), text("axis.profit_change"))
    chart(
        figure, "profit-by-cause", findings.what_drives(result), text("overview.drives_measure"), text("source.model")
    )
    figure = market.rates(result.months, decision, several("line", "japan", "eu", "reference"), text("axis.rate"))
    chart(figure, "effective-rate", findings.rates(result), text("overview.rates_measure"), text("source.law"))

sections.note("overview.limits")
sections.table(result.months.reset_index(), "months", result, table("result_column"))
sections.computed("overview", (duty_rates, path, accounts))
closing(result)
