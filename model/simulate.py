"""The steps of the model, named and in order: from policies to what they do."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from model.assumptions import Assumptions
from model.automakers import accounts
from model.baseline import Baseline
from model.bilateral import trade
from model.chain import suppliers
from model.economy import economy
from model.market.calibration import Calibrated, calibrate, stacked
from model.market.costs import JAPAN, duty_content
from model.market.demand import Array
from model.market.fleet import Fleet, fleet
from model.market.path import Path, World, bertrand, buyers, final_costs, market_growth, path
from model.market.quota import Quota, marginal_rate
from model.outcome import Outcome, together
from model.policy import Policy
from model.result import Result, by_vehicle
from model.scenarios import REFERENCES
from model.tariffs import MONTHS, Schedule, effective_rate, schedule

YEN_2024 = float(Policy.model_fields["yen"].default)
SCENARIOS_AT_ONCE = 32


def simulate(
    policy: Policy, assumptions: Assumptions, baseline: Baseline, reference: Policy = REFERENCES["law-2024"]
) -> Result:  # fmt: skip
    """Return what one policy does beside its reference, as tables: a batch of two."""
    outcome, course, base = run([policy, reference], [assumptions], baseline)
    outcome = replace(outcome, first=outcome.first[[0, 0]])
    return Result(policy, reference, assumptions, baseline, outcome, by_vehicle(outcome, course, base))


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
    policies: Sequence[Policy], sets: Sequence[Assumptions], baseline: Baseline
) -> tuple[Outcome, Path, Calibrated]:
    """Return the outcome of a few policies, with the market's path by product and the calibration behind it."""
    cars = fleet(baseline)
    given = stacked(sets)
    content = duty_content(cars, given)
    base = calibrate(given, cars, content)
    if len(sets) != len(policies):
        everyone = np.zeros(len(policies), dtype=np.intp)
        base, content = base.rows(everyone), content[everyone]
        given = {name: column[everyone] for name, column in given.items()}
    rates = schedule(policies, baseline)
    quota = _quota(policies, rates, cars)
    world = _world(policies, rates)
    world = _with_quota(world, quota, (base, content, cars), given)
    course = path(world, base, given, content, cars)
    assert course.lasting is not None
    makers = accounts(course, world.car, quota, base, cars)
    product = _covered(rates.product, quota, baseline)
    effective = effective_rate(product, baseline)
    flows = trade(makers, rates, product, policies, given, baseline)
    return (
        Outcome(
            makers=makers,
            lasting=accounts(course.lasting, world.car[:, -1:], quota, base, cars),
            car_rate=world.car[..., JAPAN], effective=effective, rival=effective_rate(rates.rival_product, baseline),
            first=np.array([MONTHS.index(policy.decision) for policy in policies]),
            yen=np.array([policy.yen for policy in policies]), residual=course.residual,
            suppliers=suppliers(makers, policies, given, baseline), trade=flows,
            economy=economy(makers, flows, rates, effective, policies, given, baseline),
        ),
        course,
        base,
    )  # fmt: skip


def _world(policies: Sequence[Policy], rates: Schedule) -> World:
    return World(
        rates.car, rates.deal, rates.parts_japan, rates.parts_other,
        np.array([policy.yen for policy in policies]) / YEN_2024,
        np.array([policy.us_growth for policy in policies]) / 100,
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


def _with_quota(
    world: World, quota: Quota, context: tuple[Calibrated, Array, Fleet], given: dict[str, Array]
) -> World:  # fmt: skip
    """Return the world with the rate that counts at the margin in place of the full rate."""
    base, _, cars = context
    if not quota.active.any():
        return world
    size = base.market_size * market_growth(world, given, world.car.shape[1])[:, -1]

    def demand(rate: Array) -> Array:
        car = world.car[:, -1:].copy()
        car[:, 0, JAPAN] = rate
        last = replace(world, car=car, parts_japan=world.parts_japan[:, -1:], parts_other=world.parts_other[:, -1:])
        price, _, _ = bertrand(final_costs(last, context, given).landed, base, cars)
        return np.asarray(size * buyers(price, base, cars)[:, 0, cars.built("JP")].sum(axis=-1))

    marginal = marginal_rate(quota, demand)
    car = world.car.copy()
    car[..., JAPAN] = np.where(quota.active, marginal[:, None], car[..., JAPAN])
    return replace(world, car=car)


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
