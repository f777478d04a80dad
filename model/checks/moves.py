"""Which way results must go when one lever moves: the scenario beside itself with one thing changed, in one batch."""

from typing import Any, NamedTuple

import numpy as np

from model.bilateral import goods
from model.checks.check import Check
from model.market.demand import Array
from model.market.fleet import fleet
from model.market.path import Path
from model.outcome import Outcome
from model.result import Result
from model.scenarios import REFERENCES
from model.simulate import run
from model.tariffs import schedule

# Lever -> how far it is moved, in its own unit.
STEPS: dict[str, float] = {
    "car_tariff": 5.0, "yen": 10.0, "supplier_credit": 1.0, "general_rate": 5.0, "general_rivals": 5.0,
}  # fmt: skip
NOW, UNTAXED, UNASKED, FIRST = 0, 1, 2, 3
PASS_THROUGH = (0.7, 1.2)


class Batch(NamedTuple):
    """Hold the scenario, 2024 law, the scenario without price cuts asked, and one with each lever moved.

    ends: the rows with less and with more of each lever, by name; the scenario itself is one of them.
    """

    result: Result
    outcome: Outcome
    path: Path
    ends: dict[str, tuple[int, int]]


def moves(result: Result) -> list[Check]:
    """Return the checks of directions of one result."""
    batch = _batch(result)
    found = [
        Check("market", "nothing", _nothing(batch)),
        Check("market", "more_tariff", _more_tariff(batch)),
        Check("market", "others_gain", _others_gain(batch)),
        Check("suppliers", "credit", _credit(batch)),
        Check("suppliers", "price_cuts", _price_cuts(batch)),
        Check("trade", "own_duty", _own_duty(batch)),
        Check("trade", "rivals_duty", _rivals_duty(batch)),
        Check("trade", "weak_yen", _weak_yen(batch)),
    ]
    if result.policy.quota:
        return found
    more = [Check("market", "yen_prices", _yen_prices(batch))]
    through = _pass_through(batch)
    return [*found, *more, *([] if through is None else [Check("market", "pass_through", through, 0.0)])]


def _batch(result: Result) -> Batch:
    policy, assumed = result.policy, result.assumptions
    policies, ends = [policy, REFERENCES["law-2024"], policy], {}
    for name, step in STEPS.items():
        now: Any = getattr(policy, name)
        up = now + step <= policy.declared()[name].high
        policies.append(policy.but(**{name: now + step if up else now - step}))
        row = len(policies) - 1
        ends[name] = (NOW, row) if up else (row, NOW)
    sets = [assumed.but(price_down_first=0.0) if row == UNASKED else assumed for row in range(len(policies))]
    outcome, path, _ = run(policies, sets, result.baseline, [policy.decision] * len(policies))
    return Batch(result, outcome, path, ends)


def _rise(less: Array, more: Array) -> float:
    """Return by what share any number rises from one end of a lever to the other."""
    return float(max(0.0, (more / np.where(less == 0, 1, less) - 1).max()))


def _nothing(batch: Batch) -> float:
    """Return the largest change of sales, of trade and of suppliers short of cash when nothing changes after 2024."""
    cars, outcome = fleet(batch.result.baseline), batch.outcome
    sold = outcome.makers.sold[UNTAXED] / (cars.sum_by_maker(cars.units) / 12) - 1
    block = outcome.suppliers
    short = np.abs(block.short[UNTAXED, :, 0] - block.usual_short[UNTAXED]).max()
    return float(max(np.abs(sold).max(), short, np.abs(outcome.trade.quantity[UNTAXED]).max()))


def _more_tariff(batch: Batch) -> float:
    """Return by what share five points more on Japan's cars raise their sales or lower their lasting prices."""
    less, more = batch.ends["car_tariff"]
    sold, price = batch.outcome.lasting.built_japan.sum(axis=-1), batch.outcome.lasting.japan_basket.sum(axis=-1)
    year = batch.outcome.year(batch.outcome.makers.built_japan).sum(axis=-1)
    return max(_rise(sold[less], sold[more]), _rise(price[more], price[less]), _rise(year[less], year[more]))


def _others_gain(batch: Batch) -> float:
    """Return by what share they would lower the lasting profit of a maker that builds no car in Japan."""
    less, more = batch.ends["car_tariff"]
    cars = fleet(batch.result.baseline)
    without = cars.sum_by_maker(cars.units * cars.built("JP")) == 0
    profit = batch.outcome.lasting.profit[:, 0, without]
    return _rise(profit[more], profit[less]) if without.any() else 0.0


def _yen_prices(batch: Batch) -> float:
    """Return by what share a yen weaker by ten raises the lasting prices of cars built in Japan."""
    strong, weak = batch.ends["yen"]
    price = batch.outcome.lasting.japan_basket.sum(axis=-1)
    return _rise(price[strong], price[weak])


def _pass_through(batch: Batch) -> float | None:
    """Return how far the lasting pass-through of five points lies off its band, dollars of price per dollar of duty.

    None where the tariffs are those of the record, so that the lever moves nothing.
    """
    less, more = batch.ends["car_tariff"]
    last, cars = batch.path.lasting, fleet(batch.result.baseline)
    assert last is not None
    weight = cars.units * cars.built("JP")
    duty, price = ((x[more, 0] - x[less, 0]) @ weight for x in (last.unit.duty, last.price))
    if not duty:
        return None
    ratio = float(price / duty)
    return max(0.0, PASS_THROUGH[0] - ratio, ratio - PASS_THROUGH[1])


def _credit(batch: Batch) -> float:
    """Return by how much a month more of credit raises the share of firms short of cash, of any tier in any month."""
    less, more = batch.ends["supplier_credit"]
    short = batch.outcome.suppliers.short
    return float(max(0.0, (short[more] - short[less]).max()))


def _price_cuts(batch: Batch) -> float:
    """Return by how much the price cuts that makers ask for lower the share of firms short of cash."""
    short = batch.outcome.suppliers.short
    return float(max(0.0, (short[UNASKED] - short[NOW]).max()))


def _own_duty(batch: Batch) -> float:
    """Return by what share five points more of the general duty on Japan raise its exports of any good but cars."""
    less, more = batch.ends["general_rate"]
    exports = np.delete(batch.outcome.trade.exports, goods(batch.result.baseline).cars, axis=-1)
    return _rise(exports[less], exports[more])


def _rivals_duty(batch: Batch) -> float:
    """Return by what share five points more on others lower Japan's exports of any good that competes with theirs.

    A good competes where the duty reaches it and buyers change its source more readily than they do without it.
    """
    less, more = batch.ends["general_rivals"]
    result, have = batch.result, goods(batch.result.baseline)
    step = STEPS["general_rivals"] * (1 if less == NOW else -1)
    other = result.policy.but(general_rivals=result.policy.general_rivals + step)
    rates = schedule([result.policy, other], result.baseline).rival_product
    reached = (rates[0] != rates[1]).any(axis=0) & (np.arange(len(have.names)) != have.cars)
    fixed = np.where(have.fixed_sigma > 0, have.fixed_sigma, result.assumptions.substitution_machinery)
    touched = reached & (fixed >= result.assumptions.import_demand)
    exports = batch.outcome.trade.exports[..., touched]
    return _rise(exports[more], exports[less]) if touched.any() else 0.0


def _weak_yen(batch: Batch) -> float:
    """Return by what share a yen weaker by ten lowers the yen that any good but cars earns."""
    strong, weak = batch.ends["yen"]
    earned = np.delete(batch.outcome.trade.exports_yen, goods(batch.result.baseline).cars, axis=-1)
    return _rise(earned[weak], earned[strong])
