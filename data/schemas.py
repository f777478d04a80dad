"""What every table must look like, and every fault of one that does not."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import pandas as pd
import pandera.pandas as pa

from data.columns import MONTH, choice, day, key, number, period, published, slug, table, text
from data.vocabulary import (
    ASSEMBLY,
    BASES,
    COST_MAKERS,
    FIGURES,
    HOMES,
    ITEMS,
    MAKER_UNITS,
    OUTCOME_UNITS,
    REGIMES,
    RULES,
    SEGMENTS,
    STATUS,
)

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Fault(NamedTuple):
    """Name one fault: the table, the line of its file (the header is line 1), the column, what is there, why not."""

    table: str
    row: int
    column: str
    given: str
    reason: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        where = ", ".join(filter(None, (f"{self.table}.csv", f"line {self.row}", self.column)))
        return f"{where}: {f'{self.given!r} ' if self.given else ''}{self.reason}"


SCHEMAS: Mapping[str, pa.DataFrameSchema] = {
    "fleet": table(
        ["product"],
        product=slug(),
        maker=text(),
        brand=text(),
        nameplate=text(),
        segment=choice(SEGMENTS),
        assembly=choice(ASSEMBLY),
        units=number(1, 2_000_000, whole=True),
        msrp_usd=number(10_000, 500_000, blank=True),
    ),
    "makers": table(["maker"], maker=text(), home=choice(HOMES), transaction_price_usd=number(10_000, 500_000)),
    "maker_accounts": table(
        ["maker", "figure", "period"],
        maker=text(),
        figure=choice(FIGURES),
        period=period(),
        value=number(-10_000, 100_000),
        unit=choice(MAKER_UNITS),
    ),
    "products": table(
        ["product"],
        product=slug(),
        name=text(),
        regime=choice(REGIMES),
        item=choice(ITEMS),
        imports_usd_bn=number(0, 1_000),
        exports_jpy_bn=number(0, 100_000),
        mfn_percent=number(0, 100),
        exempt_share=number(0, 1),
    ),
    "tariff_history": table(
        ["item", "date"],
        date=day(),
        item=choice(ITEMS),
        rate_percent=number(0, 200),
        rule=choice(RULES),
        instrument=text(),
    ),
    "exchange_rate": table(["month"], month=text(MONTH, "must be a month as YYYY-MM"), yen_per_usd=number(50, 300)),
    "outcomes": table(
        ["period", "series"],
        period=period(),
        series=key(),
        value=number(-1e6, 1e7),
        unit=choice(OUTCOME_UNITS),
    ),
    "tariff_costs": table(
        ["maker", "period", "basis", "status", "published"],
        maker=choice(COST_MAKERS),
        period=period(),
        basis=choice(BASES),
        status=choice(STATUS),
        value_jpy_bn=number(0, 10_000),
        published=published(),
    ),
    "effective_rates": table(
        ["date", "series"],
        date=day(),
        series=key(),
        basis=choice(("added", "total")),
        percent=number(0, 100),
    ),
    "sources": pa.DataFrameSchema(
        {
            "id": text("[A-Za-z0-9_]+", "must be letters, digits and _"),
            "publisher": text(),
            "title": text(),
            "url": text(r"(https?://\S+)?", "must be a web address or blank"),
            "published": published(),
            "licence": text(),
        },
        strict=True,
        unique=["id"],
        report_duplicates="exclude_first",
    ),
}


def faults(name: str, frame: pd.DataFrame) -> list[Fault]:
    """Return every fault of a table, in the order of its lines; no fault means that it may be used."""
    numbers, found = typed(name, frame)
    known = {(fault.row, fault.column) for fault in found}
    found += [fault for fault in violations(name, frame, numbers) if (fault.row, fault.column) not in known]
    if frame.empty:
        found.append(Fault(name, 1, "", "", "the table has no rows"))
    return sorted(found)


def typed(name: str, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Return the table with its numbers read strictly (a blank is NaN), and each text that is no number as a fault."""
    read, found = frame.copy(), []
    for column, declared in SCHEMAS[name].columns.items():
        if column in frame and str(declared.dtype) == "float64" and not pd.api.types.is_numeric_dtype(frame[column]):
            given = frame[column].astype(str)
            valid = given.str.fullmatch(NUMBER)
            read[column] = pd.to_numeric(given.where(valid)).astype(float)
            found += [
                Fault(name, line(row), column, given[row], "must be a number in plain digits, such as -12.5")
                for row in frame.index[~valid & (given != "")]
            ]
    return read, found


def violations(name: str, given: pd.DataFrame, read: pd.DataFrame) -> Iterator[Fault]:
    """Yield each breach of the schema by a table with numbers; `given` is the table as it was written."""
    schema = SCHEMAS[name]
    if not set(schema.unique or ()) <= set(given):
        schema = pa.DataFrameSchema(schema.columns, strict=True)
    try:
        schema.validate(read, lazy=True)
    except pa.errors.SchemaErrors as breach:
        for case in breach.failure_cases.itertuples():
            match case.check:
                case "column_in_dataframe":
                    yield Fault(name, 1, str(case.failure_case), "", "this column is missing")
                case "column_in_schema":
                    yield Fault(name, 1, str(case.failure_case), "", "this column is not known")
                case "multiple_fields_uniqueness":
                    if schema.unique and case.column == schema.unique[0]:
                        held = ", ".join(str(given.loc[case.index, column]) for column in schema.unique)
                        yield Fault(name, line(case.index), case.column, held, "stands in an earlier line already")
                case "not_nullable":
                    yield Fault(name, line(case.index), case.column, "", "must not be blank")
                case reason:
                    written = "" if case.index is None else str(given.loc[case.index, case.column])
                    yield Fault(name, line(case.index), str(case.column), written, str(reason))


def line(row: int | None) -> int:
    """Return the line of the file where a row of the table stands."""
    return 1 if row is None else int(row) + 2
