"""The tables the model needs."""

from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import sha256

import pandas as pd


@dataclass(frozen=True, eq=False, repr=False)
class Baseline:
    """Hold the base year 2024 and the record of 2025; every row names its source and its kind.

    fleet: US sales by nameplate and assembly country, units and list prices in USD.
    makers: home and average transaction price in USD.  accounts: a maker's figures, long.
    products: US imports from Japan, USD bn and JPY bn, with the item of the tariff history that rules each.
    history: every legal step by item and date, percent.  exchange: yen per dollar by month.
    outcomes: what happened.  costs: tariff costs the makers published, JPY bn.
    effective: published average effective rates on Japan by date, percent.
    suppliers: firms, sales JPY trn, margins and staff by tier.  surveys: what firms answered in 2025.
    prefectures: people, jobs, shipments of 2014 in JPY bn, place on the tile map.
    sectors: value added and output of 15 sectors.  input_output: domestic purchases per unit of output, long.
    us_exports: US exports to Japan, USD bn, with the pledge that raises each.
    destinations: where Japan sells, JPY bn.  constants: single numbers by name.
    published: effects on prices and growth that others published.  concessions: what Japan can offer.
    limits: the red lines of both sides by date.  threats: general rates threatened, percent, and when they fall due.
    precedents: what others got and gave, or had imposed; threat is the general rate threatened or in force before.
    politics: approval, elections, polls, lobbies and dated events; the unit is none where there is no number.
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
    suppliers: pd.DataFrame
    surveys: pd.DataFrame
    prefectures: pd.DataFrame
    sectors: pd.DataFrame
    input_output: pd.DataFrame
    us_exports: pd.DataFrame
    destinations: pd.DataFrame
    constants: pd.DataFrame
    published: pd.DataFrame
    concessions: pd.DataFrame
    limits: pd.DataFrame
    threats: pd.DataFrame
    precedents: pd.DataFrame
    politics: pd.DataFrame

    @cached_property
    def digest(self) -> str:
        """Return a name for exactly these numbers."""
        tables = (getattr(self, table.name) for table in fields(self))
        return sha256("".join(table.to_csv() for table in tables).encode()).hexdigest()[:12]

    def __repr__(self) -> str:
        """Name the baseline by its digest; its tables are too long to print."""
        return f"Baseline({self.digest})"

    @cached_property
    def constant(self) -> dict[str, float]:
        """Return the single numbers by name, in the units of their table."""
        return dict(zip(self.constants["name"], self.constants["value"].astype(float), strict=True))
