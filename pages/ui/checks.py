"""Identities that must hold in the reader's own scenario, run while the reader looks."""

from typing import NamedTuple

import numpy as np

from model.bilateral import goods
from model.maker_tables import SPLIT
from model.outcome import THIS
from model.policy import YEN_2024
from model.result import Result
from model.scenarios import REFERENCES
from model.simulate import simulate, simulate_batch

EXACT = 1e-9
STEP_PERCENT = 5.0
PLACES = ["built_japan_thousand", "built_us_thousand", "built_elsewhere_thousand"]


class Check(NamedTuple):
    """Name a claim, by how much it fails as a share of what it speaks of, and how much rounding may do."""

    claim: str
    error: float
    allowed: float = EXACT

    @property
    def holds(self) -> bool:
        """Tell whether the claim holds."""
        return self.error <= self.allowed


def checks(result: Result) -> list[Check]:
    """Return every check of one result."""
    return [
        Check("prices", float(result.outcome.residual[THIS]), 1e-8),
        Check("split", _split(result)),
        Check("units", _units(result)),
        Check("nothing", _nothing(result)),
        Check("alone", _alone(result), 0.0),
        Check("more_tariff", _more_tariff(result)),
        Check("cascade", _cascade(result)),
        Check("firms", _firms(result)),
        Check("revenue", _revenue(result)),
        Check("balance", _balance(result)),
        Check("diverted", _diverted(result), 0.0),
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


def _nothing(result: Result) -> float:
    """Return the largest change of sales, of trade and of suppliers short of cash when nothing changes after 2024."""
    law = REFERENCES["law-2024"]
    still = simulate(law, result.assumptions, result.baseline, reference=law)
    vehicles, block = still.products, still.outcome.suppliers
    cars = (vehicles["units_thousand"] / vehicles["units_2024_thousand"] - 1).abs().max()
    short = np.abs(block.short[THIS, :, 0] - block.usual_short[THIS]).max()
    return float(max(cars, short, np.abs(still.outcome.trade.quantity[THIS]).max()))


def _alone(result: Result) -> float:
    """Return the largest gap in profit between the scenario solved alone and beside its reference."""
    alone = simulate_batch([result.policy], result.assumptions, result.baseline)
    return float(np.abs(alone.makers.profit[0] / result.outcome.makers.profit[THIS] - 1).max())


def _more_tariff(result: Result) -> float:
    """Return by what share five points more on cars from Japan would raise their sales; never above zero."""
    highest = result.policy.declared()["car_tariff"].high
    higher = result.policy.but(car_tariff=min(result.policy.car_tariff + STEP_PERCENT, highest))
    outcome = simulate_batch([higher], result.assumptions, result.baseline)
    now, then = result.headline["japan_built"].value, float(outcome.year(outcome.makers.built_japan)[0].sum())
    return max(0.0, then / now - 1)


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
