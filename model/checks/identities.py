"""Sums and identities that a result must satisfy to the last digit."""

import numpy as np

from model.bilateral import goods
from model.checks.check import Check
from model.maker_tables import SPLIT
from model.outcome import THIS
from model.policy import YEN_2024
from model.result import Result
from model.trade import SOURCES, wanted_quantity

UNIFORM_DUTY = 0.1
PLACES = ["built_japan_thousand", "built_us_thousand", "built_elsewhere_thousand"]


def identities(result: Result) -> list[Check]:
    """Return the checks of sums of one result."""
    return [
        Check("market", "split", _split(result)),
        Check("market", "units", _units(result)),
        Check("suppliers", "cascade", _cascade(result)),
        Check("suppliers", "firms", _firms(result)),
        Check("suppliers", "sectors", _sectors(result)),
        Check("trade", "revenue", _revenue(result)),
        Check("trade", "balance", _balance(result)),
        Check("trade", "diverted", _diverted(result), 0.0),
        Check("trade", "uniform", _uniform(result)),
    ]


def _split(result: Result) -> float:
    """Return the largest gap between a maker's change of profit and the sum of its parts, share of its profit."""
    parts = result.makers[[f"{part}_usd_bn" for part in SPLIT]].sum(axis=1)
    gap = (parts - result.makers["profit_change_usd_bn"]) / result.makers["profit_usd_bn"]
    return float(gap.abs().max())


def _units(result: Result) -> float:
    """Return the gap between all vehicles counted by nameplate and by maker and place."""
    by_maker = float(result.makers[PLACES].to_numpy().sum())
    return abs(float(result.products["units_thousand"].sum()) / by_maker - 1)


def _cascade(result: Result) -> float:
    """Return by what share what makers and tiers carry differs from what the makers lose."""
    steps = result.suppliers.cascade()
    lost = steps["received_jpy_bn"].iloc[0]
    return float(abs(steps["carried_jpy_bn"].sum() - lost) / lost) if lost else 0.0


def _firms(result: Result) -> float:
    """Return by how much the shares of firms leave 0 to 1, or more are out of cash than short of it."""
    block = result.outcome.suppliers
    shares = np.stack([block.short, block.out, block.bankrupt])
    return float(max(0.0, -shares.min(), shares.max() - 1, (block.out - block.short).max()))


def _sectors(result: Result) -> float:
    """Return by how much the lost output of all sectors differs from rounds of purchases, added up one by one.

    Where the table's largest eigenvalue is not below one the rounds grow without end, and the check fails.
    """
    table, sectors = result.baseline.input_output, result.suppliers.sectors()
    order = sectors["sector"].tolist()
    wide = table.pivot_table("coefficient", index="supplier", columns="user")
    domestic = wide.reindex(index=order, columns=order).to_numpy(float)
    if np.abs(np.linalg.eigvals(domestic)).max() >= 1:
        return float("inf")
    output = sectors["output_jpy_bn"].to_numpy(float)
    lost = np.where(np.array(order) == "MOTOR", result.suppliers.lost_car_exports(), 0.0)
    return float(np.abs(output - lost - domestic @ output).max() / max(np.abs(output).max(), 1.0))


def _revenue(result: Result) -> float:
    """Return the largest gap between duty collected in the last month and the worked entry on the value, as a rate.

    Cars under a quota pay two rates and are left out.
    """
    flows, entries = result.outcome.trade, result.entries["total_percent"].to_numpy(float) / 100
    gap = np.abs(flows.revenue[THIS, -1] / flows.exports[THIS, -1] - entries)
    split = (result.entries["product"] == "cars") & (result.policy.quota > 0)
    return float(gap[~split].max())


def _balance(result: Result) -> float:
    """Return the largest gap, as a share of the balance of 2024, in its sum, its headline and its exchange rate.

    Exports in yen must be those in dollars, product by product, at the ratio of both books in 2024 and the yen.
    """
    steps, flows, have = result.trade.balance()["jpy_bn"], result.outcome.trade, goods(result.baseline)
    yen = result.policy.yen / YEN_2024
    ends = np.array([steps.iloc[:-1].sum(), result.headline["balance_jpy"].value]) - steps.iloc[-1]
    books = flows.exports_yen[THIS] - flows.exports[THIS] * have.yen / have.imports * yen
    return float(max(np.abs(ends).max(), np.abs(books).max()) / abs(steps.iloc[0]))


def _diverted(result: Result) -> float:
    """Return how much more is sold elsewhere than the US no longer buys, in any product and month, USD bn."""
    flows = result.outcome.trade
    return float(np.maximum(0, flows.diverted[THIS] - flows.lost[THIS]).max())


def _uniform(result: Result) -> float:
    """Return by how much Japan's share of any product moves where every source pays the same added duty, log points.

    Then buyers want less of all, by the elasticity of import demand alone.
    """
    have, demand = goods(result.baseline), result.assumptions.import_demand
    landed = np.full((1, 1, len(have.imports), len(SOURCES)), np.log1p(UNIFORM_DUTY))
    substitution = np.maximum(have.fixed_sigma, 1.0)[None]
    wanted = wanted_quantity(landed, have.share, substitution, np.array([[demand]]))
    return float(np.abs(wanted + demand * np.log1p(UNIFORM_DUTY)).max())
