"""What the tables say of one another: names that must exist elsewhere, and the order of the tariff history."""

from collections.abc import Iterator, Mapping

import pandas as pd

from data.schemas import Fault, line
from data.vocabulary import ITEMS

BASE_DAY = "2024-12-31"
NAMES = (
    ("fleet", "maker", "makers", "maker"),
    ("maker_accounts", "maker", "makers", "maker"),
    ("products", "item", "tariff_history", "item"),
    ("input_output", "supplier", "sectors", "sector"),
    ("input_output", "user", "sectors", "sector"),
    ("sectors", "sector", "input_output", "user"),
)


def faults_between(tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Return every name that no other table holds, and every step of the history out of order."""
    return [*unknown_names(tables), *unknown_sources(tables), *disorder(tables["tariff_history"])]


def unknown_names(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Yield each maker, item and sector that its own table does not hold."""
    for name, column, other, there in NAMES:
        if column in tables[name] and there in tables[other]:
            known = set(tables[other][there])
            for row, given in enumerate(tables[name][column]):
                if given and given not in known:
                    yield Fault(name, line(row), column, given, f"is not in {other}.csv")


def unknown_sources(tables: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Yield each source id that the list of sources does not hold."""
    if "id" not in tables["sources"]:
        return
    known = set(tables["sources"]["id"])
    for name, table in tables.items():
        for row, given in enumerate(table.get("source", ())):
            for source in given.split(";"):
                if source and source not in known:
                    yield Fault(name, line(row), "source", source, "is not in sources.csv")


def disorder(history: pd.DataFrame) -> Iterator[Fault]:
    """Yield each item without steps, each that does not start at the law of 2024, each date that does not rise."""
    if not {"item", "date"} <= set(history):
        return
    for item in ITEMS:
        dates = history.loc[history["item"] == item, "date"]
        if dates.empty:
            yield Fault("tariff_history", 1, "item", item, "has no step")
            continue
        if dates.iloc[0] != BASE_DAY:
            yield Fault("tariff_history", line(dates.index[0]), "date", dates.iloc[0], f"must start at {BASE_DAY}")
        for row, earlier, later in zip(dates.index[1:], dates, dates.iloc[1:], strict=False):
            if later < earlier:
                yield Fault("tariff_history", line(row), "date", later, f"must come after {earlier}")
