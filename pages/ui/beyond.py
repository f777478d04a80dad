"""What becomes of exports the US no longer takes, as tables: in steps, by destination, by opening, month by month."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from model.bilateral import goods
from model.market.demand import Array
from model.outcome import OTHER, THIS
from model.result import Result
from model.tariffs import MONTHS, YEAR
from model.trade import diversion

OPENINGS = tuple(range(0, 101, 10))
UNITED_STATES = "united-states"


def steps(result: Result) -> pd.Series:
    """Return what changes Japan's exports against the reference, USD bn a year, and last the change they add up to.

    Goods the US buys less of, at the prices of 2024; lower prices of what it still buys; goods sold elsewhere instead,
    at the prices of 2024; the discount at which they go.
    """
    have, flows = goods(result.baseline), result.outcome.trade
    bought = _change(result, have.imports / YEAR * np.expm1(flows.quantity))
    to_us, elsewhere = _change(result, flows.exports), _change(result, flows.diverted)
    discount = _change(result, flows.diverted * np.expm1(flows.diverted_price))
    parts = {"bought": bought, "prices": to_us - bought, "elsewhere": elsewhere, "discount": discount}
    return pd.Series(parts | {"exports": sum(parts.values())}, name="usd_bn")


def destinations(result: Result, names: Mapping[str, str]) -> pd.DataFrame:
    """Return one row a destination: exports of 2024, of the reference and now, USD bn a year, and their shares.

    Elsewhere it is the exports of 2024 and the diverted goods at their discount, split by those exports.
    """
    have, flows = goods(result.baseline), result.outcome.trade
    sold = result.outcome.year(flows.diverted * np.exp(flows.diverted_price)).sum(axis=-1)
    to_us = result.outcome.year(flows.exports).sum(axis=-1)
    places = result.baseline.destinations.query("role == 'part'")
    usd = places["value_jpy_bn"].to_numpy(float) * have.imports.sum() / have.yen.sum()
    code = [*places["destination"], UNITED_STATES]
    table = pd.DataFrame({
        "destination": [names[one] for one in code],
        "exports_2024_usd_bn": [*usd, have.imports.sum()],
        "reference_usd_bn": [*(usd + have.destinations * sold[OTHER]), to_us[OTHER]],
        "value_usd_bn": [*(usd + have.destinations * sold[THIS]), to_us[THIS]],
        "reference_instead_usd_bn": [*(have.destinations * sold[OTHER]), 0.0],
        "instead_usd_bn": [*(have.destinations * sold[THIS]), 0.0],
    }, index=pd.Index(code, name="code"))  # fmt: skip
    return table.assign(
        share_2024_percent=_share(table["exports_2024_usd_bn"]),
        reference_share_percent=_share(table["reference_usd_bn"]),
        share_percent=_share(table["value_usd_bn"]),
    )


def by_opening(result: Result) -> pd.Series:
    """Return what is sold elsewhere by the opening lever in percent, USD bn a year at the prices of 2024.

    Opening moves nothing but diversion, so no market is solved again.
    """
    value, quantity = goods(result.baseline).imports / YEAR, result.outcome.trade.quantity
    share = np.array([[result.assumptions.diverted_share]])
    openings = sorted({*OPENINGS, result.policy.opening})
    sold = [diversion(quantity, value, share, np.array([[percent / 100]]))[1] for percent in openings]
    return pd.Series([_year(result, one) for one in sold], index=pd.Index(openings, name="opening"))


def months(result: Result) -> pd.DataFrame:
    """Return one row a month: what the US buys less than in 2024 and what is sold elsewhere, USD bn."""
    flows = result.outcome.trade
    columns = {"lost_usd_bn": flows.lost[THIS].sum(axis=-1), "diverted_usd_bn": flows.diverted[THIS].sum(axis=-1)}
    return pd.DataFrame(columns, index=pd.Index(MONTHS, name="month"))


def _change(result: Result, monthly: Array) -> float:
    """Return the change against the reference of a sum over products, in the year from the decision."""
    year = result.outcome.year(monthly).sum(axis=-1)
    return float(year[THIS] - year[OTHER])


def _year(result: Result, monthly: Array) -> float:
    return float(result.outcome.year(monthly).sum(axis=-1)[THIS])


def _share(values: pd.Series) -> pd.Series:
    return 100 * values / values.sum()
