"""Who can hold out: suppliers' orders and cash, who carries the tariff, firms, jobs, places and sectors."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from model import suppliers as equations
from model.result import Result
from model.supplier_tables import SupplierTables
from pages.ui import findings_suppliers as findings
from pages.ui import sections
from pages.ui.chart import beside, chart
from pages.ui.figures import places, suppliers
from pages.ui.frame import baseline, show
from pages.ui.numbers import numbers
from pages.ui.style import JAPAN, REFERENCE, TIERS, amount
from pages.ui.suppliers import CREDIT_MONTHS, by_chain, more_firms, rests_on, share_of_margin, with_credit
from pages.ui.tabs import tabs
from pages.ui.text import several, table, text

CASH = (
    "cash_first", "cash_second", "cash_third", "cash_spread", "short_line", "fixed_cost_share", "fixed_cost_half_life",
    "debt_service",
)  # fmt: skip
CASCADE = ("price_down_first", "price_down_onward", "own_savings", "second_tier_sales", "third_tier_sales")
FAILURES = ("out_line", "exit_hazard", "closures_per_failure", "usual_failures")
JOBS = ("auto_jobs", "job_elasticity", "reabsorbed")
FAILURES_COUNTED = "Teikoku Databank, failures"
TEN = 10


def cash(result: Result) -> None:
    """Show the share of firms short of cash by tier and by chain, the weakest tenth and the orders behind them."""
    tiers, months = result.suppliers.tiers(), result.suppliers.months()
    chains, decision = result.suppliers.chains(), result.policy.decision
    names = table("supplier_name")

    def lines(column: str, axis: str, title: str) -> None:
        figure = suppliers.lines_by_tier(months, column, names, decision, text(f"supplier_axis.{axis}"))
        source = "source_orders" if axis == "orders" else "source_cash"
        measure = text(f"suppliers.{axis}_measure", line=f"{result.assumptions.short_line:g}")
        chart(figure, f"supplier-{axis}", title, measure, text(f"suppliers.{source}"))

    with beside():
        lines("short_percent", "short", findings.short(tiers))
        points = by_chain(chains, tiers)
        colours = suppliers.colours_of(points.index)
        ends = several("supplier_name", "year", "end")
        figure = suppliers.pairs(points, "pp", ends, colours, text("supplier_axis.points"))
        title, measure = findings.chains(points), text("suppliers.chains_measure")
        chart(figure, "supplier-chains", title, measure, text("suppliers.source_cash"))
        lines("weakest_months", "weakest", findings.weakest(tiers))
        lines("orders_change_percent", "orders", findings.orders(tiers))
    st.caption(findings.median(tiers, result.assumptions.cash_third))
    rests_on(result, CASH)
    words = table("supplier_column")
    sections.table(tiers, "supplier_tiers", result, words)
    sections.table(months, "supplier_months", result, words)
    sections.table(chains, "chains", result, words)


def carried(result: Result) -> None:
    """Show who carries what the makers cannot pass on, and what that is of each tier's margin."""
    tiers, cascade = result.suppliers.tiers(), result.suppliers.cascade()
    names, source = table("supplier_name"), text("suppliers.source_cascade")
    labels = [names[f"tier {tier}"] for tier in tiers["tier"]]
    left, right = st.columns(2)
    with left:
        figure = suppliers.carried(cascade, names, text("axis.jpy_year"))
        chart(figure, "cascade", findings.carried(cascade), text("suppliers.carried_measure"), source)
    with right:
        asked = tiers.set_axis(labels)[["price_down_jpy_bn", "kept_jpy_bn"]]
        figure = suppliers.pairs(
            asked, "JPY bn", several("supplier_name", "asked", "kept"), TIERS[:3], text("axis.jpy_year")
        )
        chart(figure, "asked", findings.asked(tiers), text("suppliers.asked_measure"), source, height=140)
        share = pd.Series(share_of_margin(tiers, result.baseline), labels)
        words = [amount(value, "%") for value in share]
        figure = suppliers.bars(share, words, TIERS[:3], text("supplier_axis.margin"))
        chart(figure, "margin", findings.margin(share), text("suppliers.margin_measure"), source, height=116)
    sections.note("suppliers.carried_limits")
    rests_on(result, CASCADE)
    sections.table(cascade, "cascade", result, table("supplier_column"))


def firms_and_jobs(result: Result) -> None:
    """Show bankruptcies filed, exits and jobs by tier, each under its own word, and the published surveys."""
    tiers, published = result.suppliers.tiers(), result.baseline.surveys
    names, added = table("supplier_name"), more_firms(tiers)
    left, right = st.columns(2)
    with left:
        filed = published[published["survey"] == FAILURES_COUNTED].set_index("fieldwork")["value"].sort_index()
        index = result.suppliers.failures()[0]
        values = pd.Series([*filed, index], [*filed.index, names["scenario"]])
        colours = [*[REFERENCE] * len(filed), JAPAN]
        figure = suppliers.bars(values, [f"{value:,.0f}" for value in values], colours, text("supplier_axis.failures"))
        title, measure = findings.failures(result), text("suppliers.failures_measure")
        chart(figure, "failures", title, measure, text("suppliers.source_failures"), height=140)
        figure = suppliers.counts(
            added.set_axis([names[f"tier {tier}"] for tier in tiers["tier"]]), names, text("supplier_axis.firms")
        )
        title, measure = findings.counts(added), text("suppliers.counts_measure")
        chart(figure, "counts", title, measure, text("suppliers.source_cash"), height=250)
        labels = [*(names[f"tier {tier}"] for tier in tiers["tier"]), names["makers"]]
        jobs = pd.Series(1000 * result.suppliers.jobs_by_tier(), labels)
        words, colours = [suppliers.whole(value) for value in jobs], suppliers.gains_and_losses(jobs)
        figure = suppliers.bars(jobs, words, colours, text("supplier_axis.jobs"))
        title, measure = findings.jobs(jobs), text("suppliers.jobs_measure")
        chart(figure, "jobs", title, measure, text("suppliers.source_jobs"), height=170)
    with right:
        hit = published[published["question"].str.startswith("hit by the tariffs")].sort_values("value")
        figure = suppliers.answers(hit, text("supplier_axis.hit"))
        title, measure = findings.surveys(hit), text("suppliers.surveys_measure")
        chart(figure, "surveys", title, measure, text("suppliers.source_surveys"), height=768)
    usual = result.outcome.suppliers.usual_short
    firms = tiers["firms"] / tiers["firms"].sum()
    asked = published.loc[published["question"] == "short of funds now"].iloc[0]
    sections.note(
        "suppliers.calibrated", model=amount(100 * float((usual[0] * firms).sum()), "%"), survey=asked["survey"],
        published=f"{asked['value']:g}%",
    )  # fmt: skip
    sections.note("suppliers.firms_limits")
    rests_on(result, FAILURES + JOBS)
    words = table("supplier_column")
    sections.table(tiers, "supplier_tiers", result, words)
    sections.table(published, "surveys", result, words)


def prefectures(result: Result) -> None:
    """Show where the jobs are: a tile a prefecture, and the ten hit hardest."""
    rows = result.suppliers.prefectures()
    hardest = rows.sort_values("jobs_per_ten_thousand", key=abs, ascending=False)
    with beside():
        figure = places.tile_map(rows, table("prefecture"), table("supplier_name"))
        title, measure = findings.places(rows), text("suppliers.places_measure")
        chart(figure, "prefectures", title, measure, text("suppliers.source_places"), height=470)
        ten = hardest.head(TEN).set_index("prefecture")["jobs_thousand"] * 1000
        words, colours = [suppliers.whole(value) for value in ten], suppliers.gains_and_losses(ten)
        figure = suppliers.bars(ten, words, colours, text("supplier_axis.jobs"))
        title, measure = findings.ten(hardest), text("suppliers.ten_measure")
        chart(figure, "hardest-hit", title, measure, text("suppliers.source_places"), height=470)
    sections.note("suppliers.places_limits", estimated=int(rows["estimated"].sum()))
    rests_on(result, JOBS)
    sections.table(rows, "prefectures", result, table("supplier_column"))


def sectors(result: Result) -> None:
    """Show what the change of car exports does to the output and value added of every sector."""
    rows, exports = result.suppliers.sectors(), result.suppliers.lost_car_exports()
    columns = {"output_jpy_bn": "output", "value_added_jpy_bn": "added"}
    ordered = rows.sort_values("output_jpy_bn", key=abs, ascending=False).set_index("name")[list(columns)]
    colours = suppliers.gains_and_losses(ordered["output_jpy_bn"])
    figure = suppliers.pairs(
        ordered, "JPY bn", several("supplier_name", *columns.values()), colours, text("axis.jpy_year")
    )
    title, measure = findings.sectors(exports, rows), text("suppliers.sectors_measure")
    chart(figure, "sectors", title, measure, text("suppliers.source_sectors"), height=620)
    if abs(exports) >= findings.LITTLE_JPY_BN:
        ratios = {column: amount(rows[name].sum() / exports) for name, column in columns.items()}
        sections.note("suppliers.multipliers", **ratios)
    groups, constants = ("auto", "trade", "manufacturing", "services"), result.baseline.constant
    bounds = {group: suppliers.whole(exports / 1000 * constants[f"jobs_{group}"]) for group in groups}
    sections.note("suppliers.upper_bound", **bounds)
    sections.table(rows, "sectors", result, table("supplier_column"))


def credit(result: Result) -> None:
    """Show what a credit line buys at the reader's other levers, and what is drawn."""
    with st.spinner(text("suppliers.solving")):
        rows = with_credit(result.policy, result.assumptions, result.reference, baseline())
    names, source = table("supplier_name"), text("suppliers.source_cash")
    with beside():
        figure = suppliers.credit(rows, names, text("supplier_axis.short"))
        chart(figure, "credit", findings.credit(rows), text("suppliers.credit_measure"), source)
        values = rows.set_axis(several("supplier_line", *(f"{m:g}" for m in CREDIT_MONTHS)))["drawn_jpy_bn"]
        words = [amount(value, "JPY bn") for value in values]
        figure = suppliers.bars(values, words, [JAPAN] * len(values), text("supplier_axis.drawn"))
        chart(figure, "drawn", findings.drawn(rows), text("suppliers.drawn_measure"), source)
    cost = result.suppliers.help_costs()
    said = {name: amount(value, "JPY bn") for name, value in cost.items()}
    sections.note("suppliers.credit_limits", share=f"{100 * result.assumptions.take_up:g}%")
    sections.note("suppliers.help", subsidy=f"{result.policy.employment_subsidy:g}", **said)
    rests_on(result, ("take_up", *CASH))
    sections.table(rows, "credit", result, table("supplier_column"))


TABS: dict[str, Callable[[Result], None]] = {
    "cash": cash, "carried": carried, "firms": firms_and_jobs, "places": prefectures, "sectors": sectors,
    "credit": credit,
}  # fmt: skip


def body(result: Result) -> None:
    """Draw the page below its title."""
    sections.answer(findings.suppliers(result))
    numbers(result, ("short", "end_short", "weakest", "orders", "failures", "jobs"))
    sections.scope(result)
    for tab, draw in zip(tabs("suppliers", tuple(TABS)), TABS.values(), strict=True):
        if tab.open:
            with tab:
                draw(result)
    sections.computed("suppliers", (
        equations.orders, equations.price_downs, equations.kept, equations.losses, equations.burnt,
        equations.share_below, equations.with_credit, equations.bankruptcies, SupplierTables.jobs,
        SupplierTables.sectors,
    ))  # fmt: skip


show("suppliers", body)
