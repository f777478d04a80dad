"""The law on screen: what one product pays, and the average rate on Japan by date; pages share it."""

import pandas as pd
import streamlit as st

from data.load import sources
from model import DATA_DATE, tariffs
from model.baseline import Baseline
from model.result import Result
from pages.ui import style
from pages.ui.chart import chart
from pages.ui.controls import pick
from pages.ui.figures import method as figures
from pages.ui.figures.trade import with_legal_steps
from pages.ui.text import text
from pages.ui.values import option_words

CARD_PIXELS, STEPS_PIXELS = 160, 460
ENTRY = ("mfn_percent", "section_232_percent", "general_percent", "total_percent", "added_percent")
LEAST_STEP_POINTS = 0.005
OF_OTHERS = ("_eu", "_kr", "_uk", "_usmca", "_other")


def entry(result: Result) -> None:
    """Show what one product pays and what it would pay had all duties been added."""
    st.caption(text("method.entry_line"))
    product = pick("product")
    row = result.entries.set_index("product").loc[product]
    said = {name: style.amount(row[name], "%") for name in ENTRY}
    same = "same" if said["total_percent"] == said["added_percent"] else "less"
    st.markdown(text(f"method.entry_{same}", product=option_words("product", product), **said))
    cards = st.container(horizontal=True, gap="small")
    for name in ENTRY:
        cards.metric(text(f"method_column.{name}"), said[name], width=CARD_PIXELS, border=True)
    shown = result.entries.assign(product=[option_words("product", one) for one in result.entries["product"]])
    with st.expander(text("method.entry_all")):
        words = {name: text(f"method_column.{name}") for name in shown}
        st.dataframe(shown, key="entries", hide_index=True, column_config=words)


def rate_by_date(result: Result) -> None:
    """Show the average rate on Japan at every step of the history beside two published series."""
    steps = tariffs.effective_by_date(result.baseline)
    rates = figures.compared(steps, result.baseline.effective)
    names = {name: text(f"rate_series.{name}") for name in (*figures.SHOWN, "computed")}
    gaps = {name: figures.largest_gap(rates, name) for name in figures.SHOWN}
    near = {name: style.amount(abs(gap.points), "pp") for name, gap in gaps.items()}
    spec = figures.effective_rates(steps, rates, DATA_DATE, names)
    chart(
        with_legal_steps(spec, legal_steps(result.baseline), text("trade_page.legal_steps")), "effective-rate-by-date",
        text("method.rate_title", **near), text("method.rate_subtitle"), text("method.rate_source"),
    )  # fmt: skip
    for name, gap in gaps.items():
        numbers = {"computed": style.amount(gap.computed, "%"), "published": style.amount(gap.published, "%")}
        st.markdown(text(f"method.gap_{name}", gap=near[name], day=gap.day, **numbers))


def legal_steps_table(result: Result) -> None:
    """Show the legal steps by their numbers in the chart, each with its instrument and its page."""
    steps = legal_steps(result.baseline).drop(columns="said")
    words = {name: text(f"legal_step.{name}") for name in steps}
    st.dataframe(
        steps, key="legal-steps", hide_index=True, height=STEPS_PIXELS,
        column_config=words | {
            "number": st.column_config.Column(words["number"], width=44),
            "date": st.column_config.Column(words["date"], width=96),
            "instrument": st.column_config.Column(words["instrument"], width=200),
            "percent": st.column_config.NumberColumn(words["percent"], format="%.1f", width=88),
            "link": st.column_config.LinkColumn(words["link"], display_text=text("method.open"), width=64),
        },
    )  # fmt: skip


def legal_steps(baseline: Baseline) -> pd.DataFrame:
    """Return the days on which the average rate on Japan changed, numbered: the instrument, the rate, its page."""
    steps = tariffs.effective_by_date(baseline)
    moved = steps[steps["effective_percent"].diff().abs() > LEAST_STEP_POINTS]
    ours = baseline.history[~baseline.history["item"].str.endswith(OF_OTHERS)]
    by_day = ours.groupby("date")
    instruments = by_day["instrument"].agg(lambda names: "; ".join(dict.fromkeys(names)))
    first = by_day["source"].first().str.partition(";")[0]
    table = pd.DataFrame({
        "number": range(1, len(moved) + 1), "date": moved["date"].to_list(),
        "instrument": instruments.loc[moved["date"]].to_list(), "percent": moved["effective_percent"].to_list(),
        "link": sources().loc[first.loc[moved["date"]], "url"].to_list(),
    })  # fmt: skip
    return table.assign(said=table["date"] + ": " + table["instrument"])
