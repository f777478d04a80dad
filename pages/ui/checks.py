"""Identities that must hold in the reader's own scenario, run while the reader looks."""

from typing import NamedTuple

import numpy as np

from model.result import SPLIT, THIS, Result
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
    """Return the largest change of a vehicle's sales when nothing changes after 2024."""
    law = REFERENCES["law-2024"]
    still = simulate(law, result.assumptions, result.baseline, reference=law).products
    return float((still["units_thousand"] / still["units_2024_thousand"] - 1).abs().max())


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
