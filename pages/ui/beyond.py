"""What the page on other markets adds to the model's tables: destinations in words, what opening markets buys."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from model.bilateral import goods
from model.outcome import THIS
from model.result import Result
from model.tariffs import YEAR
from model.trade import diversion

OPENINGS = tuple(range(0, 101, 10))
OF_THE_MODEL = ("name", "change_usd_bn", "change_percent")


def destinations(result: Result, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the model's destinations by their words; index their codes."""
    table = result.trade.destinations().drop(columns=list(OF_THE_MODEL))
    code = pd.Index(table["destination"], name="code")
    return table.assign(destination=[names[one] for one in code]).set_index(code)


def by_opening(result: Result) -> pd.Series:
    """Return what is sold elsewhere by the opening lever in percent, USD bn a year at the prices of 2024.

    Opening moves nothing but diversion, so no market is solved again.
    """
    value, quantity = goods(result.baseline).imports / YEAR, result.outcome.trade.quantity
    share = np.array([[result.assumptions.diverted_share]])
    openings = sorted({*OPENINGS, result.policy.opening})
    sold = [diversion(quantity, value, share, np.array([[percent / 100]]))[1] for percent in openings]
    year = [float(result.outcome.year(one).sum(axis=-1)[THIS]) for one in sold]
    return pd.Series(year, index=pd.Index(openings, name="opening"))
