"""What the rows of one table must say together: ranges and dates in order, shares that sum to one, a full square."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product

import pandas as pd

from data.schemas import Fault, line

RANGES = {
    "us_exports": ("low_usd_bn", "value_usd_bn", "high_usd_bn"),
    "published_estimates": ("low", "central", "high"),
    "concessions": ("low", "agreed", "high"),
}
DATES = {
    "limits": (("side", "term"), "since"),
    "precedents": (("partner",), "date"),
    "politics": (("topic", "item"), "date"),
}
SHARES = ("share_japan", "share_eu", "share_korea", "share_china", "share_usmca", "share_other")
ROUNDING = 0.02
PREFECTURES = tuple(f"{code:02d}" for code in range(1, 48))


def faults_within(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Yield each row that contradicts another of its table; a table that lacks the columns is passed over."""
    for name, (low, middle, high) in RANGES.items():
        yield from unordered(name, tables[name], low, middle, high)
    for name, (group, date) in DATES.items():
        yield from falling(name, tables[name], group, date)
    for name, check, columns in CHECKS:
        if set(columns) <= set(tables[name]) and not tables[name].empty:
            yield from check(tables[name])


def unordered(name: str, table: pd.DataFrame, low: str, middle: str, high: str) -> Iterator[Fault]:
    """Yield each range whose low end, middle and high end, where given, do not rise."""
    if not {low, middle, high} <= set(table):
        return
    for lower, upper in ((low, middle), (middle, high), (low, high)):
        for row in table.index[numbers(table, lower) > numbers(table, upper)]:
            yield Fault(name, line(row), lower, str(table.loc[row, lower]), f"must not be above {upper}")


def falling(name: str, table: pd.DataFrame, group: tuple[str, ...], date: str) -> Iterator[Fault]:
    """Yield each date that does not come after the one before it of the same group."""
    if not {*group, date} <= set(table) or table.empty:
        return
    earlier = table.groupby([*group], sort=False)[date].shift()
    for row in table.index[earlier.notna() & (table[date] < earlier)]:
        yield Fault(name, line(row), date, table.loc[row, date], f"must come after {earlier[row]}")


def shares(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each product whose shares of US imports do not sum to one."""
    total = table[[*SHARES]].apply(pd.to_numeric, errors="coerce").sum(axis=1, skipna=False)
    for row in table.index[(total - 1).abs() > ROUNDING]:
        yield Fault("products", line(row), "share_japan", "", f"the six shares sum to {total[row]:.3f}, not to 1")


def elasticities(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each product that is fixed without a number, or has a number though it is not fixed."""
    for row in table.index[(table["substitution"] == "fixed") == (table["sigma"].astype(str) == "")]:
        given = str(table.loc[row, "sigma"])
        yield Fault("products", line(row), "sigma", given, "must stand where the substitution is fixed, only there")


def tiles(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each prefecture that is missing, and each on the tile of another."""
    for code in PREFECTURES:
        if code not in set(table["code"]):
            yield Fault("prefectures", 1, "code", code, "is missing")
    for row in table.index[table.duplicated(["tile_row", "tile_column"])]:
        given = f"{table.loc[row, 'tile_row']}, {table.loc[row, 'tile_column']}"
        yield Fault("prefectures", line(row), "tile_row", given, "is the tile of an earlier line")


def square(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each pair of sectors without a coefficient, and each sector that buys its whole output or more."""
    given = set(zip(table["supplier"], table["user"], strict=True))
    for pair in product(sorted(set(table["user"])), repeat=2):
        if pair not in given:
            yield Fault("input_output", 1, "supplier", ", ".join(pair), "has no coefficient")
    bought = numbers(table, "coefficient").groupby(table["user"]).sum()
    for user in bought.index[bought >= 1]:
        yield Fault("input_output", 1, "user", str(user), f"buys {bought[user]:.3f} of its output: not below 1")


def destinations(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield a fault where the parts do not sum to the world less the United States."""
    value = numbers(table, "value_jpy_bn").groupby(table["destination"]).sum()
    if not {"world", "united-states"} <= set(value.index):
        yield Fault("destinations", 1, "destination", "", "world and united-states must both stand")
        return
    parts = numbers(table, "value_jpy_bn")[table["role"] == "part"].sum()
    if abs(value["world"] - value["united-states"] - parts) > ROUNDING:
        yield Fault("destinations", 1, "value_jpy_bn", f"{parts:.1f}", "must be the world less the United States")


def measured(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each row of politics with a unit and no number, or a number and no unit."""
    for row in table.index[(table["unit"] == "none") == (table["value"].astype(str) != "")]:
        given = str(table.loc[row, "unit"])
        yield Fault("politics", line(row), "unit", given, "must be none where there is no value, only there")


def periods(table: pd.DataFrame) -> Iterator[Fault]:
    """Yield each number of years of a precedent that buys nothing."""
    nothing = (table["energy_usd_bn"].astype(str) == "") & (table["farm_usd_bn"].astype(str) == "")
    for row in table.index[nothing & (table["purchase_years"].astype(str) != "")]:
        given = str(table.loc[row, "purchase_years"])
        yield Fault("precedents", line(row), "purchase_years", given, "must be blank where nothing is bought")


def numbers(table: pd.DataFrame, column: str) -> pd.Series:
    """Return a column as numbers; what is none is NaN."""
    return pd.to_numeric(table[column], errors="coerce")


CHECKS: tuple[tuple[str, Callable[[pd.DataFrame], Iterator[Fault]], tuple[str, ...]], ...] = (
    ("products", shares, SHARES),
    ("products", elasticities, ("substitution", "sigma")),
    ("prefectures", tiles, ("code", "tile_row", "tile_column")),
    ("input_output", square, ("supplier", "user", "coefficient")),
    ("destinations", destinations, ("destination", "role", "value_jpy_bn")),
    ("politics", measured, ("value", "unit")),
    ("precedents", periods, ("energy_usd_bn", "farm_usd_bn", "purchase_years")),
)
