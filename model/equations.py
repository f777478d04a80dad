"""Which equations make each headline number and each number of the talks, from the law to the number itself."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from model import adjustment, economy, suppliers, trade
from model.automakers import accounts
from model.law import duty_rates
from model.market import beliefs, calibration, costs, demand, equilibrium, path, quota
from model.negotiation import payoffs, waiting
from model.negotiation.limits import Limit
from model.tariffs import effective_rate

Equations = tuple[Callable[..., Any], ...]

AT_ONCE: Equations = (beliefs.permanence, costs.moved_share, adjustment.adjusted)
PRICES: Equations = (
    calibration.calibrate, calibration.markups, costs.customs_value, costs.unit_costs, quota.marginal_rate,
    equilibrium.solve_prices, path.path,
)  # fmt: skip
SALES: Equations = (*AT_ONCE, *PRICES, demand.shares, accounts)
LASTING: Equations = (*PRICES, demand.shares, accounts)
ORDERS: Equations = (*SALES, suppliers.orders)
CASH: Equations = (
    *ORDERS, suppliers.unpassed_duty, suppliers.price_downs, suppliers.losses, suppliers.burnt,
)  # fmt: skip
SHORT: Equations = (*CASH, suppliers.with_credit, suppliers.share_below)
GOODS: Equations = (duty_rates, trade.landed_prices, trade.wanted_quantity, trade.speed_of_adjustment)
EXPORTS: Equations = (*SALES, *GOODS)
BALANCE: Equations = (*EXPORTS, trade.realised_share, trade.us_exports)
RATE: Equations = (duty_rates, effective_rate)
RULE: Equations = (economy.shock, economy.rule_of_thumb)
STRESS: Equations = (effective_rate, economy.us_prices, economy.pressure)
NO_DEAL: Equations = (waiting.chain_of_states, waiting.no_deal_values)

OF_NUMBER: Mapping[str, Equations] = MappingProxyType({
    **dict.fromkeys(("japan_built", "export_value", "six_duty", "six_profit", "us_sales"), SALES),
    **dict.fromkeys(("japan_price", "us_price"), (*AT_ONCE, *PRICES, accounts)),
    **dict.fromkeys(("lasting_japan_built", "lasting_six_profit"), LASTING),
    **dict.fromkeys(("effective_rate", "rate_gap", "us_growth"), RATE),
    **dict.fromkeys(("short", "end_short"), SHORT),
    "weakest": CASH, "orders": ORDERS, "failures": (*SHORT, suppliers.bankruptcies),
    "jobs": (*ORDERS, suppliers.job_change),
    **dict.fromkeys(("balance_jpy", "balance_usd"), BALANCE),
    **dict.fromkeys(("exports", "revenue"), EXPORTS),
    **dict.fromkeys(("lost", "diverted"), (*EXPORTS, trade.diversion)),
    "us_added": (trade.realised_share,), "gdp": (*EXPORTS, economy.bottom_up),
    **dict.fromkeys(("gdp_nri", "gdp_daiwa"), RULE),
    "us_prices": (*RATE, economy.us_prices), "hazard": (duty_rates, *STRESS),
    "gain_japan": (
        *EXPORTS, trade.diversion, economy.bottom_up, *RULE, *STRESS, *NO_DEAL, payoffs.farm_cost,
        payoffs.energy_cost, payoffs.investment_cost, payoffs.japan_tariffs,
    ),
    "gain_us": (*BALANCE, *STRESS, *NO_DEAL, payoffs.us_deal, payoffs.us_offers, payoffs.us_tariffs),
    **dict.fromkeys(("lines_japan", "lines_us"), (Limit.odds,)),
})  # fmt: skip
"""By number, in the order in which the model works: the last equation stands nearest to the number."""
