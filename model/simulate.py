"""The steps of the model, named and in order: from policies to what they do."""

from collections.abc import Callable, Sequence
from dataclasses import replace
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
from model.market.demand import Array, Flags, Labels
from model.market.fleet import Fleet, fleet
from model.market.path import Path, World, bertrand, buyers, final_costs, market_growth, path
from model.market.quota import Quota, marginal_rate
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
    if signed and policy.as_signed != policy:
        batch.append(policy.as_signed)
    outcome, course, base = run(batch, [assumptions], baseline, decisions=[policy.decision] * len(batch))
    both, deal = outcome.rows(slice(2)), outcome.rows(slice(2, 3) if len(batch) > 2 else slice(1))
    vehicles = by_vehicle(outcome, course, base)
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
        course, world = _kept_course(world, quota, sets, baseline)
    else:
        course, world = _course(world, quota, (base, content, cars), given)
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
            first=first, yen=np.array([policy.yen for policy in policies]), residual=course.residual,
            suppliers=suppliers(makers, policies, given, baseline), trade=flows,
            economy=economy(makers, flows, rates, effective, policies, given, baseline),
        ),
        course,
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
    return _course(world, quota, (base, content, fleet(baseline)), given)


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


def _course(
    world: World, quota: Quota, context: tuple[Calibrated, Array, Fleet], given: dict[str, Array]
) -> tuple[Path, World]:  # fmt: skip
    """Return the path, and the world with the rate on Japan's cars that counts at the margin under a quota.

    In the end that is the rate `marginal_rate` finds.  While prices are still moving a month may ship more than its
    share of the quota: then the full rate counts in that month.
    """
    base, content, cars = context
    if not quota.active.any():
        return path(world, base, given, content, cars), world
    marginal = marginal_rate(quota, _demand(world, context, given))
    eased = _with_rate(world, quota.active, marginal)
    first = path(eased, base, given, content, cars)
    shipped = ((1 - first.moved) * first.units)[..., cars.built("JP")].sum(axis=-1)
    beyond = quota.active & (marginal < quota.outside)[:, None] & (shipped > quota.volume[:, None] / YEAR)
    beyond[:, -1] = False
    if not beyond.any():
        return first, eased
    tightened = _with_rate(eased, beyond, quota.outside)
    return path(tightened, base, given, content, cars), tightened


def _with_rate(world: World, where: Flags, rate: Array) -> World:
    car = world.car.copy()
    car[..., JAPAN] = np.where(where, rate[:, None], car[..., JAPAN])
    return replace(world, car=car)


def _demand(
    world: World, context: tuple[Calibrated, Array, Fleet], given: dict[str, Array]
) -> Callable[[Array], Array]:  # fmt: skip
    """Return the lasting demand for Japan-built cars, thousand a year, as a function of the rate on them, [S]."""
    base, _, cars = context
    growth = market_growth(world, given, world.car.shape[1])
    size = base.market_size * np.take_along_axis(growth, world.year_end[:, None], axis=1)[:, 0]

    def demand(rate: Array) -> Array:
        car = world.car[:, -1:].copy()
        car[:, 0, JAPAN] = rate
        last = replace(world, car=car, parts_japan=world.parts_japan[:, -1:], parts_other=world.parts_other[:, -1:])
        price, _, _ = bertrand(final_costs(last, context, given).landed, base, cars)
        return np.asarray(size * buyers(price, base, cars)[:, 0].compress(cars.built("JP"), axis=1).sum(axis=-1))

    return demand


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
