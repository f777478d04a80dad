"""What the tariffs of a deal do in a year, by pair of car and general rate: one batch of the market and the trade."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from model.assumptions import Assumptions, Economics
from model.automakers import Accounts, accounts
from model.baseline import Baseline
from model.bilateral import Trade, goods, trade
from model.economy import Economy, economy
from model.law import CAR_MFN, WHOLE_CAR_DUTY
from model.market.calibration import calibrate, repeated, stacked
from model.market.costs import duty_content
from model.market.demand import Array, Labels
from model.market.fleet import fleet
from model.market.path import World, path
from model.market.quota import Quota
from model.policy import YEN_2024, Policy
from model.scenarios import LAW_2024
from model.tariffs import MONTHS, YEAR, Schedule, effective_rate, schedule
from model.trade import diversion

CARS = (2.5, 5.0, 10.0, 12.5, 15.0, 17.5, 20.0, 22.5, 25.0, 27.5)
GENERALS = (
    (0.0, "on-top"), (10.0, "on-top"), (12.5, "including"), (15.0, "including"), (20.0, "including"), (24.0, "on-top"),
    (25.0, "on-top"),
)  # fmt: skip
STATES = ("june", "letter", "down")
BASE, FIRST_STATE, FIRST_PAIR = 0, 1, 1 + len(STATES)
NOTHING_OFFERED = (
    "investment", "farm", "rice", "meat_access", "energy", "aircraft", "defence", "standards", "security", "snap_back",
    "talks", "supplier_credit", "employment_subsidy", "fair_trade", "quota", "quota_rate",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Measures:
    """Hold what N tariff policies do in the twelve months from the decision, [N] each.

    gdp_nri, gdp_daiwa, gdp_bottom_up: Japan's GDP, percent.  industry_loss: the six makers' added duty less what
    higher prices bring; revenue, other_revenue: US duties, and those on goods other than cars; exports: Japan's goods
    exports to the US; us_exports: the other way, offers apart; us_output: vehicles built in the US at the wholesale
    prices of 2024; buyers_cost: what the vehicles of 2024 cost US buyers; rescued: value added of goods sold elsewhere
    because markets were opened: USD bn.  rate: the average on Japan, percent.
    """

    gdp_nri: Array
    gdp_daiwa: Array
    gdp_bottom_up: Array
    industry_loss: Array
    revenue: Array
    other_revenue: Array
    exports: Array
    us_exports: Array
    us_output: Array
    buyers_cost: Array
    rescued: Array
    rate: Array

    def rows(self, which: Labels | slice | int) -> "Measures":
        """Return chosen rows."""
        return Measures(*(np.asarray(getattr(self, one.name)[which]) for one in fields(self)))


@dataclass(frozen=True, eq=False)
class Table:
    """Hold the measures of 2024 law, of each state without a deal, and of every pair of car and general rate.

    pairs: [car x general].  hazard [T]: a month, that Washington gives way while the rates of June 2025 stand.
    """

    law_2024: Measures
    states: Measures
    pairs: Measures
    hazard: Array


def table(
    policy: Policy, threat: float, assumptions: Assumptions, baseline: Baseline, *, pairs: bool = True
) -> Table:  # fmt: skip
    """Return the measures of every tariff pair with the world, the rivals and the other duties of a policy.

    threat: the general rate of the state after the letter, percent.  pairs: without them the table has none.  What both
    sides offer and weigh moves nothing here, so policies that differ in that alone share one table.
    """
    return _table(without_offers(policy), threat, economics(assumptions), baseline, pairs)


def economics(assumptions: Assumptions) -> Economics:
    """Return what economists dispute of some assumptions, without the weights of both sides."""
    return Economics(**{name: getattr(assumptions, name) for name in Economics.model_fields})


def without_offers(policy: Policy) -> Policy:
    """Return a policy's world, rivals and other duties with the rates of June 2025 on Japan and nothing offered."""
    rates = {"car_tariff": CARS[-1], "parts_tariff": parts_rate(CARS[-1]), "general_rate": 10.0, "stacking": "on-top"}
    return policy.but(**rates, **Policy.usual(NOTHING_OFFERED), course="as-set", signed=False)


@lru_cache(maxsize=32)
def _table(world: Policy, threat: float, assumptions: Economics, baseline: Baseline, pairs: bool) -> Table:
    chosen = policies(world, threat)
    measures, hazard = measured(chosen if pairs else chosen[:FIRST_PAIR], assumptions, baseline)
    return Table(
        measures.rows(BASE), measures.rows(slice(FIRST_STATE, FIRST_PAIR)), measures.rows(slice(FIRST_PAIR, None)),
        hazard[FIRST_STATE],
    )  # fmt: skip


def policies(world: Policy, threat: float) -> list[Policy]:
    """Return the policies of a table in order: 2024 law for Japan, the states without a deal, the pairs signed.

    A counter-tariff stands only where there is no deal.
    """
    japan = ("car_tariff", "parts_tariff", "metal_tariff", "general_rate", "law")
    law_2024 = world.but(**{name: LAW_2024[name] for name in japan}, counter_tariff=0.0)
    peace = world.but(signed=True, counter_tariff=0.0)
    pairs = [
        peace.but(car_tariff=car, parts_tariff=parts_rate(car), general_rate=rate, stacking=rule)
        for car in CARS
        for rate, rule in GENERALS
    ]
    return [law_2024, *states_without_deal(world, threat), *pairs]


def states_without_deal(world: Policy, threat: float) -> list[Policy]:
    """Return the policies of the three states: the rates of June 2025, the threat come true, cars lowered to 15%."""
    return [world, world.but(general_rate=threat), world.but(car_tariff=15.0, parts_tariff=15.0)]


def parts_rate(car: float) -> float:
    """Return the rate on car parts that goes with a car rate, percent: the whole duty on top, a deal's all-in."""
    ordinary = LAW_2024["parts_tariff"]
    assert isinstance(ordinary, float)
    if car >= CAR_MFN + WHOLE_CAR_DUTY:
        return ordinary + WHOLE_CAR_DUTY
    return max(car, ordinary) if car > CAR_MFN else ordinary


def measured(chosen: Sequence[Policy], assumptions: Economics, baseline: Baseline) -> tuple[Measures, Array]:
    """Return the measures [N] and the hazard that Washington gives way, a month, [N, T], of policies without a quota.

    All share their decision; the market is solved once for policies that differ in other goods' duties alone, and no
    month later than the year from the decision.
    """
    first = MONTHS.index(chosen[0].decision)
    periods = first + YEAR
    rates = _until(schedule(chosen, baseline), periods)
    where = [rates.car, rates.deal[..., :1], rates.parts_japan, rates.parts_other]
    told_apart = np.concatenate([one.reshape(len(chosen), -1) for one in where], axis=1)
    _, index, inverse = np.unique(told_apart, axis=0, return_index=True, return_inverse=True)
    makers = _market(_world(rates, index, chosen[0]), assumptions, baseline)
    makers = Accounts(*(getattr(makers, one.name)[inverse] for one in fields(makers)))
    given = repeated(assumptions, len(chosen))
    flows = trade(makers, rates, rates.product, chosen, given, baseline)
    average = effective_rate(rates.product, baseline)
    output = economy(makers, flows, rates, average, chosen, given, baseline)
    return summed((makers, flows, output, average), given, (first, baseline)), output.hazard


def summed(
    blocks: tuple[Accounts, Trade, Economy, Array], given: dict[str, Array], when: tuple[int, Baseline]
) -> Measures:  # fmt: skip
    """Return the measures of the twelve months from the decision, [N], from the months [N, T] of the blocks.

    blocks: of makers, trade, economies, and the average rate on Japan as a share.
    """
    (makers, flows, output, average), (first, baseline) = blocks, when
    cars, have = fleet(baseline), goods(baseline)
    year = slice(first, first + YEAR)

    def total(values: Array, per: float = 1.0) -> Array:
        return np.asarray(values[:, year].sum(axis=tuple(range(1, values.ndim))) / per)

    six = cars.home_japan
    lost = makers.japan_added_duty + makers.duty_parts - makers.japan_price_gain
    others = np.arange(len(have.names)) != have.cars
    none = np.zeros_like(given["diverted_share"])
    usual = diversion(flows.quantity, have.imports / YEAR, given["diverted_share"], none)[1]
    more = (flows.diverted - usual) * np.exp(flows.diverted_price)
    return Measures(
        gdp_nri=total(output.gdp_nri, YEAR), gdp_daiwa=total(output.gdp_daiwa, YEAR),
        gdp_bottom_up=total(output.gdp_so_far, YEAR), industry_loss=total(lost[..., six], 1000),
        revenue=total(flows.revenue), other_revenue=total(flows.revenue[..., others]), exports=total(flows.exports),
        us_exports=total(flows.us_exports - flows.added), us_output=total(makers.us_output, 1000),
        buyers_cost=total(makers.basket, 1000), rescued=given["value_added_share"][:, 0] * total(more),
        rate=100 * total(average, YEAR),
    )  # fmt: skip


def _until(rates: Schedule, periods: int) -> Schedule:
    return Schedule(*(getattr(rates, one.name)[:, :periods] for one in fields(rates)))


def _world(rates: Schedule, index: Labels, policy: Policy) -> World:
    """Return what the market meets under chosen rows of the schedule."""
    count, periods = len(index), rates.car.shape[1]
    return World(
        rates.car[index], rates.deal[index], rates.parts_japan[index], rates.parts_other[index],
        np.full(count, policy.yen / YEN_2024), np.full(count, policy.us_growth / 100), np.full(count, periods - 1),
    )  # fmt: skip


@lru_cache(maxsize=16)
def _market(world: World, assumptions: Economics, baseline: Baseline) -> Accounts:
    """Return the makers' accounts in a world without a quota; the duties on other goods do not touch them."""
    count = len(world.yen_ratio)
    cars, rows = fleet(baseline), np.zeros(count, dtype=np.intp)
    given = stacked([assumptions])
    content = duty_content(cars, given)
    base = calibrate(given, cars, content).rows(rows)
    given = {name: column[rows] for name, column in given.items()}
    nothing = np.zeros(count)
    quota = Quota(nothing, nothing, nothing, np.zeros((count, 1), dtype=bool), nothing)
    return accounts(path(world, base, given, content[rows], cars), world.car, quota, base, cars)
