"""The steps of the model, named and in order: from policies to what they do."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from model.assumptions import Assumptions
from model.automakers import accounts
from model.baseline import Baseline
from model.bilateral import trade
from model.chain import suppliers
from model.economy import economy
from model.maker_tables import by_vehicle
from model.market.calibration import Calibrated, calibrate, stacked
from model.market.costs import JAPAN, duty_content
from model.market.course import course
from model.market.demand import Array, Labels
from model.market.fleet import Fleet, fleet
from model.market.path import Path, World
from model.market.quota import Quota
from model.outcome import Outcome, together
from model.policy import YEN_2024, Policy
from model.result import Result
from model.scenarios import REFERENCES
from model.tariffs import MONTHS, YEAR, Schedule, effective_rate, schedule

SCENARIOS_AT_ONCE, FEW = 32, 4


def simulate(
    policy: Policy, assumptions: Assumptions, baseline: Baseline, reference: Policy = REFERENCES["law-2024"],
    *, signed: bool = True,
) -> Result:  # fmt: skip
    """Return what one policy does beside its reference, as tables.

    signed: also, in the same batch, what it does as both would sign it; without that, talks work it out themselves.
    """
    batch = [policy, reference]
    if signed and (agreed := policy.as_signed) != policy:
        batch.append(agreed)
    outcome, along, base = run(batch, [assumptions], baseline, decisions=[policy.decision] * len(batch))
    both, deal = outcome.rows(slice(2)), outcome.rows(slice(2, 3) if len(batch) > 2 else slice(1))
    vehicles = by_vehicle(outcome, along, base)
    return Result(policy, reference, assumptions, baseline, both, deal if signed else None, vehicles)


def simulate_batch(
    policies: Sequence[Policy], assumptions: Assumptions | Sequence[Assumptions], baseline: Baseline
) -> Outcome:
    """Return what every policy does: one set of assumptions for all, or one for each."""
    sets = [assumptions] if isinstance(assumptions, Assumptions) else list(assumptions)
    parts = []
    for start in range(0, len(policies), SCENARIOS_AT_ONCE):
        some = slice(start, start + SCENARIOS_AT_ONCE)
        parts.append(run(policies[some], sets if len(sets) == 1 else sets[some], baseline)[0])
    return parts[0] if len(parts) == 1 else together(parts)


def run(
    policies: Sequence[Policy], sets: Sequence[Assumptions], baseline: Baseline, decisions: Sequence[str] = ()
) -> tuple[Outcome, Path, Calibrated]:
    """Return the outcome of a few policies, with the market's path by product and the calibration behind it.

    The year that outcomes are summed over starts at each policy's decision, or in the months `decisions`, one for each.
    """
    first = np.array([MONTHS.index(month) for month in decisions or [policy.decision for policy in policies]])
    cars = fleet(baseline)
    sets = tuple(sets)
    base, content, given = _known(sets, len(policies), baseline)
    rates = schedule(policies, baseline)
    quota = _quota(policies, rates, cars)
    world = _world(policies, rates, first)
    if len(policies) <= FEW:
        along, world = _kept_course(world, quota, sets, baseline)
    else:
        along, world = course(world, quota, (base, content, cars), given)
    assert along.lasting is not None
    makers = accounts(along, world.car, quota, base, cars)
    product = _covered(rates.product, quota, baseline)
    effective = effective_rate(product, baseline)
    flows = trade(makers, rates, product, policies, given, baseline)
    return (
        Outcome(
            makers=makers,
            lasting=accounts(along.lasting, world.car[:, -1:], quota, base, cars),
            car_rate=world.car[..., JAPAN], effective=effective, rival=effective_rate(rates.rival_product, baseline),
            first=first, yen=np.array([policy.yen for policy in policies]), residual=along.residual,
            suppliers=suppliers(makers, policies, given, baseline), trade=flows,
            economy=economy(makers, flows, rates, effective, policies, given, baseline),
        ),
        along,
        base,
    )  # fmt: skip


@lru_cache(maxsize=8)
def _known(
    sets: tuple[Assumptions, ...], count: int, baseline: Baseline
) -> tuple[Calibrated, Array, dict[str, Array]]:  # fmt: skip
    """Return what `_calibrated` does, one row a policy; one set of assumptions serves all."""
    base, content, given = _calibrated(sets, baseline)
    if len(sets) == count:
        return base, content, given
    everyone = np.zeros(count, dtype=np.intp)
    return base.rows(everyone), content[everyone], {name: column[everyone] for name, column in given.items()}


@lru_cache(maxsize=32)
def _kept_course(
    world: World, quota: Quota, sets: tuple[Assumptions, ...], baseline: Baseline
) -> tuple[Path, World]:  # fmt: skip
    """Return the course of a few policies, solved once for all that differ in what the market does not meet."""
    base, content, given = _known(sets, len(world.yen_ratio), baseline)
    return course(world, quota, (base, content, fleet(baseline)), given)


@lru_cache(maxsize=8)
def _calibrated(sets: tuple[Assumptions, ...], baseline: Baseline) -> tuple[Calibrated, Array, dict[str, Array]]:
    """Return the calibration to 2024, the dutiable share of every product, and the assumptions, one row a set."""
    given = stacked(sets)
    content = duty_content(fleet(baseline), given)
    return calibrate(given, fleet(baseline), content), content, given


def _world(policies: Sequence[Policy], rates: Schedule, first: Labels) -> World:
    return World(
        rates.car, rates.deal, rates.parts_japan, rates.parts_other,
        np.array([policy.yen for policy in policies]) / YEN_2024,
        np.array([policy.us_growth for policy in policies]) / 100, first + YEAR - 1,
    )  # fmt: skip


def _quota(policies: Sequence[Policy], rates: Schedule, cars: Fleet) -> Quota:
    """Return the quotas the policies set; customs count shipments, the fleet counts sales, so the volume is scaled."""
    volume = np.array([policy.quota for policy in policies])
    inside, outside = (np.array([getattr(p, name) for p in policies]) / 100 for name in ("quota_rate", "car_tariff"))
    after = np.arange(rates.car.shape[1]) >= np.array([MONTHS.index(policy.decision) for policy in policies])[:, None]
    chosen = np.array([policy.course == "as-set" for policy in policies])
    from_japan = cars.units * cars.built("JP")
    return Quota(
        volume=volume * from_japan.sum() / cars.shipments, inside=inside, outside=outside,
        active=after & (chosen & (volume > 0) & (inside < outside))[:, None],
        share=np.bincount(cars.maker, from_japan) / from_japan.sum(),
    )  # fmt: skip


def _covered(product: Array, quota: Quota, baseline: Baseline) -> Array:
    """Return the product rates with the cars inside the quota at its rate, on the imports of 2024."""
    if not quota.active.any():
        return product
    at = baseline.products["product"].tolist().index("cars")
    inside = np.minimum(quota.volume / _from_japan(baseline), 1)
    mixed = inside * quota.inside + (1 - inside) * quota.outside
    product = product.copy()
    product[..., at] = np.where(quota.active, mixed[:, None], product[..., at])
    return product


def _from_japan(baseline: Baseline) -> float:
    cars = fleet(baseline)
    return float(cars.units[cars.built("JP")].sum())
