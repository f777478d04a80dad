"""The supply chain of 2024 as arrays, and what reaches it in every scenario: the suppliers' block, step by step."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from model.automakers import Accounts
from model.baseline import Baseline
from model.market.demand import Array
from model.market.fleet import Fleet, fleet
from model.policy import YEN_2024, Policy
from model.suppliers import (
    Books,
    Cash,
    Chain,
    Suppliers,
    bankruptcies,
    burnt,
    kept,
    losses,
    margins,
    orders,
    price_downs,
    share_below,
    unpassed_duty,
    with_credit,
)
from model.tariffs import MONTHS

WEAKEST_TENTH = -1.2815515655446004


@lru_cache(maxsize=8)
def chain(baseline: Baseline) -> Chain:
    """Return the supply chain of a baseline; makers are the six, in the order of the fleet."""
    cars = fleet(baseline)
    tiers = baseline.suppliers.sort_values("tier")
    constants = baseline.constant
    accounts = baseline.accounts.pivot_table("value", index="maker", columns="figure")
    six = [name for name, japanese in zip(cars.makers, cars.home_japan, strict=True) if japanese]
    output = accounts.loc[six, "output_japan"].to_numpy(float)
    from_japan = cars.sum_by_maker(cars.units * cars.built("JP"))[cars.home_japan]
    stated = baseline.accounts.query("figure == 'own_savings_share' and kind != 'judgement'").set_index("maker")[
        "value"
    ]
    return Chain(
        firms=tiers["firms"].to_numpy(float), margin=tiers["margin_mean"].to_numpy(float),
        margin_sd=tiers["margin_sd"].to_numpy(float), staff=tiers["staff_per_firm"].to_numpy(float),
        first_sales=1000 * float(tiers["sales_jpy_trn"].iloc[0]), output=output,
        all_output=float(output.sum() + constants["other_makers_output"]), exposure=from_japan / output,
        own_savings=stated.reindex(six).to_numpy(float),
    )  # fmt: skip


def suppliers(
    makers: Accounts, policies: Sequence[Policy], given: dict[str, Array], baseline: Baseline, *, by_maker: bool = False
) -> Suppliers:
    """Return what reaches the suppliers; `by_maker` adds the chain of each maker to that of all together."""
    cars, have = fleet(baseline), chain(baseline)
    six = cars.home_japan
    yen, credit, subsidy, fair = (
        np.array([[getattr(policy, name)] for policy in policies])
        for name in ("yen", "supplier_credit", "employment_subsidy", "fair_trade")
    )
    change = orders(_volume(makers)[..., six], have)
    loss = _tariff_loss(makers, given, have, yen, cars)
    first = given["price_down_first"] * (1 - fair / 100)
    sales = _sales(given, have)
    asked = price_downs(loss.sum(axis=-1), first, given["price_down_onward"])
    cut = kept(asked)[:, :, None] / (sales / 12)[:, None, None]
    if by_maker:
        each = kept(price_downs(loss, first[..., None], given["price_down_onward"][..., None]))
        share = (have.output / have.all_output)[None, None, :, None]
        cut = np.concatenate([cut, each / (sales / 12)[:, None, None] / share], axis=2)
    else:
        change = change[:, :, :1]
    burden = losses(change, cut, given["fixed_cost_share"] * (1 - subsidy / 100), given["fixed_cost_half_life"])
    cash = _cash(given)
    burn = burnt(burden, margins(have), cash)
    decided = np.array([policy.decision for policy in policies])[:, None] <= np.array(MONTHS)
    available = np.where(decided, credit, 0.0)
    out = with_credit(cash.out_line, burn, available, cash)
    helped = np.minimum(burn, available[:, :, None, None, None]).mean(axis=-1)
    weakest = cash.median * np.exp(WEAKEST_TENTH * cash.spread)
    return Suppliers(
        orders=change, tariff_loss=loss, price_down=asked, kept=kept(asked), sales=sales, loss=burden,
        short=with_credit(cash.short_line, burn, available, cash), out=out,
        bankrupt=bankruptcies(out, given["exit_hazard"]),
        weakest=np.maximum(0, weakest[:, None, None] - burn.mean(axis=-1) + cash.take_up[:, None, None] * helped),
        drawn=(cash.take_up[:, None] * helped[:, :, 0] * (sales / 12)[:, None]).sum(axis=-1),
        usual_short=share_below(cash.short_line, np.zeros_like(burn[:, :1, :1]), cash)[:, 0, 0],
        usual_out=share_below(cash.out_line, np.zeros_like(burn[:, :1, :1]), cash)[:, 0, 0],
    )  # fmt: skip


def _volume(makers: Accounts) -> Array:
    """Return each maker's Japan-built US sales at the customs values of 2024 over those of 2024, [S, T, F]."""
    base = makers.japan_volume_2024[:, None]
    return np.divide(makers.japan_volume, base, out=np.ones_like(makers.japan_volume), where=base > 0)


def _tariff_loss(makers: Accounts, given: dict[str, Array], have: Chain, yen: Array, cars: Fleet) -> Array:
    """Return what each maker asks its suppliers to share, JPY bn a month, [S, T, F]."""
    saved = np.where(np.isnan(have.own_savings), given["own_savings"], have.own_savings)[:, None]
    added = makers.japan_added_duty + makers.duty_parts
    books = (added, makers.japan_price_gain, makers.by_currency, makers.profit_2024[:, None])
    six = Books(*(values[..., cars.home_japan] for values in books))
    return np.asarray(unpassed_duty(six, saved, yen[..., None] / YEN_2024) * yen[..., None] / 1000)


def _sales(given: dict[str, Array], have: Chain) -> Array:
    """Return the tiers' sales, JPY bn a year, [S, K]: the first from the accounts, the others what it buys."""
    second = have.first_sales * given["second_tier_sales"]
    return np.concatenate([np.full_like(second, have.first_sales), second, second * given["third_tier_sales"]], axis=1)


def _cash(given: dict[str, Array]) -> Cash:
    median = np.concatenate([given["cash_first"], given["cash_second"], given["cash_third"]], axis=1)
    names = ("cash_spread", "short_line", "out_line", "debt_service", "take_up")
    return Cash(median, *(given[name] for name in names))
