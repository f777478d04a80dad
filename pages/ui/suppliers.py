"""What the suppliers page adds to the tables: chains over all tiers, three counts, credit lines, ranges."""

import pandas as pd
import streamlit as st

from model.assumptions import Assumptions
from model.baseline import Baseline
from model.parameter import as_text
from model.policy import Policy
from model.result import Result
from model.simulate import simulate
from pages.ui.shelf import ONCE
from pages.ui.text import text

CREDIT_MONTHS = (0.0, 1.0, 2.0, 3.0, 6.0)
COUNTS = ("short", "exits", "filed")


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=ONCE)
def with_credit(policy: Policy, assumptions: Assumptions, reference: Policy, tables: Baseline) -> pd.DataFrame:
    """Return the share of firms short of cash and the credit drawn, one row a length of the credit line."""
    rows = []
    for months in CREDIT_MONTHS:
        result = simulate(policy.but(supplier_credit=months), assumptions, tables, reference)
        now, end = result.headline["short"], result.headline["end_short"]
        rows.append((months, now.value, end.value, now.reference, result.suppliers.help_costs()["credit_jpy_bn"]))
    columns = ["credit_months", "short_percent", "end_short_percent", "reference_short_percent", "drawn_jpy_bn"]
    return pd.DataFrame(rows, columns=columns)


def by_chain(chains: pd.DataFrame, tiers: pd.DataFrame) -> pd.DataFrame:
    """Return the points more firms of a chain are short of cash, all tiers by their firms, the hardest hit first."""
    weights = chains["tier"].map(tiers.set_index("tier")["firms"] / tiers["firms"].sum())
    columns = ["excess_short_points", "end_excess_short_points"]
    points = chains[columns].mul(weights, axis=0).groupby(chains["chain"]).sum()
    return points.sort_values(columns[1], key=abs, ascending=False)


def more_firms(tiers: pd.DataFrame) -> pd.DataFrame:
    """Return the three counts of firms against the reference, one row a tier."""
    filed = tiers["bankruptcies"] - tiers["reference_bankruptcies"]
    counts = (tiers["excess_short_firms"], tiers["excess_exits"], filed)
    return pd.DataFrame(dict(zip(COUNTS, counts, strict=True)))


def share_of_margin(tiers: pd.DataFrame, tables: Baseline) -> list[float]:
    """Return what each tier keeps of the price cuts, percent of its operating margin of 2024."""
    margin = tables.suppliers.sort_values("tier")["margin_mean"].to_numpy(float)
    return (100 * tiers["kept_jpy_bn"] / tiers["sales_jpy_bn"] / margin).to_list()


def rests_on(result: Result, names: tuple[str, ...]) -> None:
    """Say that what is drawn rests on assumptions; pointing at it shows each with its range."""
    levers, values = Assumptions.declared(), dict(result.assumptions)
    ranges = [
        text(
            "suppliers.range", name=text(f"{levers[name].url}.label"), now=as_text(values[name]),
            low=as_text(levers[name].low), high=as_text(levers[name].high), unit=levers[name].unit,
            kind=text(f"kind.{levers[name].kind}").lower(),
        )
        for name in names
    ]  # fmt: skip
    badge = f":orange-badge[{text('kind.judgement')}]"
    st.markdown(f"{badge} :small[{text('suppliers.rests_on', count=len(names))}]", help="\n\n".join(ranges))
