"""Every fault of a table that does not look as it must."""

import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd
import pandera.pandas as pa

from data.tables import SCHEMAS

NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,40})?")


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
