"""Read the committed tables and words; nothing downloads."""

import csv
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from data.agreements import faults_within
from data.references import faults_between
from data.schemas import Fault, faults, typed
from data.tables import SCHEMAS
from model.baseline import Baseline

HERE = Path(__file__).parent
TABLES = {
    "fleet": "fleet",
    "makers": "makers",
    "accounts": "maker_accounts",
    "products": "products",
    "history": "tariff_history",
    "exchange": "exchange_rate",
    "outcomes": "outcomes",
    "costs": "tariff_costs",
    "effective": "effective_rates",
    "suppliers": "suppliers",
    "surveys": "surveys",
    "prefectures": "prefectures",
    "sectors": "sectors",
    "input_output": "input_output",
    "us_exports": "us_exports",
    "destinations": "destinations",
    "constants": "constants",
    "published": "published_estimates",
    "concessions": "concessions",
    "limits": "limits",
    "threats": "threats",
    "precedents": "precedents",
    "politics": "politics",
}


class BrokenData(ValueError):
    """Say every fault of the tables, one a line."""

    def __init__(self, found: list[Fault]) -> None:
        """Keep the faults."""
        self.faults = found
        super().__init__("\n".join(map(str, found)))


def load(folder: Path = HERE) -> Baseline:
    """Return the base year and the record, or name every fault of every table."""
    given, found = {}, []
    for name in SCHEMAS:
        given[name], unreadable = read(folder / f"{name}.csv")
        found += unreadable
    return checked(given, found)


def checked(given: Mapping[str, pd.DataFrame], unreadable: list[Fault]) -> Baseline:
    """Return tables of texts as the base year, or name every fault of every table."""
    broken = {fault.table for fault in unreadable}
    found = [fault for name, table in given.items() if name not in broken for fault in faults(name, table)]
    if found := sorted({*unreadable, *found, *faults_between(given), *faults_within(given)}):
        raise BrokenData(found)
    return Baseline(**{field: typed(name, given[name])[0] for field, name in TABLES.items()})


@lru_cache(maxsize=4)
def sources(folder: Path = HERE) -> pd.DataFrame:
    """Return where each number came from, one row a source by its id, read once."""
    given, unreadable = read(folder / "sources.csv")
    if found := unreadable or faults("sources", given):
        raise BrokenData(found)
    return given.set_index("id")


def words(language: str = "en") -> dict[str, Any]:
    """Return labels, help and prose by key."""
    return tomllib.loads((HERE / "text" / f"{language}.toml").read_text(encoding="utf-8"))


def read(path: Path) -> tuple[pd.DataFrame, list[Fault]]:
    """Return a file as a table of texts, and what keeps it from being one."""
    name, nothing = path.stem, pd.DataFrame()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file, strict=True)
    except OSError as error:
        return nothing, [Fault(name, 1, "", "", f"cannot be read: {error.strerror}")]
    except (UnicodeDecodeError, csv.Error) as error:
        return nothing, [Fault(name, 1, "", "", f"cannot be read: {error}")]
    except ValueError:
        return nothing, [Fault(name, 1, "", "", "the file is empty")]
    found = [Fault(name, 1, column, "", "this column stands twice") for column in header if header.count(column) > 1]
    found += [
        Fault(name, number, "", "", f"has {len(row)} cells where the header has {len(header)}")
        for number, row in enumerate(rows, 2)
        if len(row) != len(header)
    ]
    return (nothing, found) if found else (pd.DataFrame(rows, columns=header, dtype=str), [])
