"""How it is computed, and how sure it is: equations, parameters, data, a worked entry, limits, terms."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from data.load import TABLES
from model import adjustment, attribution, automakers, economy, politics, sensitivity, suppliers, trade
from model.equations import OF_NUMBER
from model.law import duty_rates
from model.market import beliefs, calibration, costs, demand, equilibrium, path, quota
from model.negotiation import limits as limits_of_talks
from model.negotiation import payoffs, waiting, zone
from model.result import Result
from model.supplier_tables import SupplierTables
from model.trade_tables import TradeTables
from pages.ui import law
from pages.ui.checks import check_table
from pages.ui.controls import pick
from pages.ui.frame import baseline, show
from pages.ui.method import BADGES, data_table, data_tables, explained, parameters, place, sources_of
from pages.ui.own import own_numbers
from pages.ui.provenance import where_from
from pages.ui.sections import answer, linked_tabs
from pages.ui.text import table, text

EQUATIONS: dict[str, tuple[Callable[..., Any], ...]] = {
    "tariffs": (duty_rates, costs.customs_value),
    "market": (
        demand.shares, calibration.calibrate, calibration.markups, equilibrium.solve_prices, costs.unit_costs,
        beliefs.permanence, path.path, adjustment.adjusted, costs.moved_share, quota.marginal_rate, automakers.accounts,
    ),
    "suppliers": (
        suppliers.orders, suppliers.unpassed_duty, suppliers.price_downs, suppliers.losses, suppliers.burnt,
        suppliers.share_below, suppliers.with_credit, suppliers.bankruptcies, suppliers.job_change,
        SupplierTables.sectors,
    ),
    "trade": (
        trade.landed_prices, trade.wanted_quantity, trade.speed_of_adjustment, trade.diversion,
        trade.us_exports, TradeTables.balance,
    ),
    "economy": (economy.shock, economy.rule_of_thumb, economy.bottom_up, economy.us_prices, economy.pressure),
    "negotiation": (
        payoffs.japan_tariffs, payoffs.us_tariffs, payoffs.farm_cost, payoffs.investment_cost, payoffs.energy_cost,
        payoffs.us_offers, payoffs.us_deal, limits_of_talks.Limit.odds, waiting.chain_of_states,
        waiting.no_deal_values, waiting.value_of_waiting, zone.settlement, politics.groups,
    ),
    "analysis": (sensitivity.values, sensitivity.first_order, attribution.attribution),
}  # fmt: skip
CARD_PIXELS = 160
WIDTHS = {"low": 84, "high": 84, "unit": 150, "now": 140, "default": 140}


def equations(result: Result) -> None:
    """Show the functions of the model block by block, each by its docstring."""
    st.caption(text("method.equations_line"))
    for block, functions in EQUATIONS.items():
        st.header(text(f"block.{block}"), anchor=False, divider="gray")
        for function in functions:
            st.subheader(text(f"equation.{function.__name__}"), anchor=False)
            st.markdown(explained(function))
            st.markdown(f":small[`{place(function)}`]")


def parameter_table(result: Result) -> None:
    """Show every lever and assumption in one table."""
    st.caption(text("method.parameters_line"))
    st.caption(" · ".join(f"**{text(f'kind.{kind}')}**: {line}" for kind, line in table("kind_line").items()))
    rows = parameters(result.policy, result.assumptions)
    st.dataframe(rows, key="parameters", hide_index=True, height=720, column_config=_columns(rows) | _kinds())


def data(result: Result) -> None:
    """Show what each table of the data holds, then one of them with its sources."""
    st.caption(text("method.data_line"))
    summary = data_tables(result.baseline)
    st.dataframe(summary, key="data", hide_index=True, column_config=_columns(summary))
    name = pick("data")
    chosen = data_table(result.baseline, name)
    st.dataframe(chosen, key="table", hide_index=True, height=360)
    st.markdown(f"**{text('method.sources_of', table=text(f'data.{name}'))}**")
    named = sources_of(chosen)
    st.dataframe(named, key="sources", hide_index=True, column_config=_columns(named))


def entry(result: Result) -> None:
    """Show what one product pays; then the average rate by date and the legal steps behind it."""
    law.entry(result)
    law.rate_by_date(result)
    with st.expander(text("trade_page.legal_steps_table")):
        law.legal_steps_table(result)


def limits(result: Result) -> None:
    """Show what the model leaves out, and the terms."""
    st.subheader(text("method.limits_title"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in table("limits").values()))
    st.subheader(text("method.glossary_title"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in sorted(table("glossary").values(), key=str.lower)))


def _kinds() -> dict[str, Any]:
    """Return the column of kinds, each a badge in its colour."""
    kinds = [text(f"kind.{kind}") for kind in BADGES]
    label = text("method_column.kind")
    return {"kind": st.column_config.MultiselectColumn(label, options=kinds, color=list(BADGES.values()))}


def _columns(rows: Any) -> dict[str, Any]:
    """Return the words of the columns; an address is a link."""
    links = {name: st.column_config.LinkColumn(text(f"method_column.{name}"), display_text=text("method.open"))
             for name in ("link", "url") if name in rows}  # fmt: skip
    narrow = {name: st.column_config.Column(text(f"method_column.{name}"), width=WIDTHS[name])
              for name in WIDTHS if name in rows}  # fmt: skip
    return {name: text(f"method_column.{name}") for name in rows} | links | narrow


SECTIONS: dict[str, tuple[Callable[[Result], None], tuple[str, ...]]] = {
    "equations": (equations, ()),
    "provenance": (where_from, ("headline",)),
    "checks": (check_table, ()),
    "parameters": (parameter_table, ()),
    "data": (data, ("data",)),
    "entry": (entry, ("product",)),
    "own": (lambda result: own_numbers(), ()),
    "limits": (limits, ()),
}

picks = {
    "section": tuple(SECTIONS), "product": tuple(baseline().products["product"]), "data": tuple(TABLES.values()),
    "headline": tuple(OF_NUMBER),
}  # fmt: skip


def body(result: Result) -> None:
    """Draw the page below its title."""
    answer(text("method.answer"))
    kept = st.session_state["session"]
    for tab, (draw, picked) in zip(linked_tabs("method", SECTIONS), SECTIONS.values(), strict=True):
        if tab.open:
            with tab:
                draw(result)
            continue
        for name in picked:
            kept.start[name] = kept.held[name]


show("method", body, **picks)
