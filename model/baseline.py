"""The tables the model needs."""

from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import sha256

import pandas as pd


@dataclass(frozen=True, eq=False)
class Baseline:
    """Hold the base year 2024 and the record of 2025; every row names its source and its kind.

    fleet: US sales by nameplate and assembly country, units and list prices in USD.
    makers: home and average transaction price in USD.  accounts: a maker's figures, long.
    products: US imports from Japan, USD bn and JPY bn, with the item of the tariff history that rules each.
    history: every legal step by item and date, percent.  exchange: yen per dollar by month.
    outcomes: what happened.  costs: tariff costs the makers published, JPY bn.
    effective: published average effective rates on Japan by date, percent.
    """

    fleet: pd.DataFrame
    makers: pd.DataFrame
    accounts: pd.DataFrame
    products: pd.DataFrame
    history: pd.DataFrame
    exchange: pd.DataFrame
    outcomes: pd.DataFrame
    costs: pd.DataFrame
    effective: pd.DataFrame

    @cached_property
    def digest(self) -> str:
        """Return a name for exactly these numbers."""
        tables = (getattr(self, table.name) for table in fields(self))
        return sha256("".join(table.to_csv() for table in tables).encode()).hexdigest()[:12]
