"""A file of many runs, written as they come: whole under its name, or not there at all."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from model.command import Wrong, unusable

ROWS_A_GROUP = 10_000
Stamp = Mapping[str, str]


class Parquet:
    """Write runs in groups of rows; pandas finds the stamp in `attrs`."""

    def __init__(self, file: BinaryIO, stamp: Stamp) -> None:
        """Begin a file."""
        self.file, self.stamp = file, stamp
        self.held: list[pd.DataFrame] = []
        self.writer: pq.ParquetWriter | None = None

    def add(self, runs: pd.DataFrame) -> None:
        """Hold runs until there are enough for a group."""
        self.held.append(runs)
        if sum(map(len, self.held)) >= ROWS_A_GROUP:
            self.write()

    def write(self) -> None:
        """Write the runs held."""
        if not self.held:
            return
        table = pa.Table.from_pandas(pd.concat(self.held, ignore_index=True), preserve_index=False)
        self.held.clear()
        if self.writer is None:
            said = {**(table.schema.metadata or {}), b"PANDAS_ATTRS": json.dumps(dict(self.stamp)).encode()}
            self.writer = pq.ParquetWriter(self.file, table.schema.with_metadata(said))
        self.writer.write_table(table)

    def close(self) -> None:
        """Write what is left and the table of contents."""
        self.write()
        if self.writer is not None:
            self.writer.close()


class Csv:
    """Write runs as lines under one line with the stamp and one with the names."""

    def __init__(self, file: BinaryIO, stamp: Stamp) -> None:
        """Begin a file with its stamp."""
        self.file, self.named = file, False
        line = ", ".join(f"{name} {value}" for name, value in stamp.items())
        file.write(f"# Common Ground, {line}\n".encode())

    def add(self, runs: pd.DataFrame) -> None:
        """Write runs at once."""
        self.file.write(runs.to_csv(index=False, header=not self.named).encode())
        self.named = True

    def close(self) -> None:
        """Leave nothing in memory."""
        self.file.flush()


KINDS: Mapping[str, type[Parquet] | type[Csv]] = {".parquet": Parquet, ".csv": Csv}


@contextmanager
def runs_file(path: str, stamp: Stamp) -> Iterator[Callable[[pd.DataFrame], None]]:
    """Lend what adds runs to a file; it takes its name when all are in, and until then stands beside it as `.part`.

    stamp: what the file says of itself.  Raise `Wrong` where it cannot be written.
    """
    kind = KINDS.get(os.path.splitext(path)[1])
    if kind is None:
        raise Wrong(f"--out takes a {' or a '.join(KINDS)} file, not {path}")
    try:
        place = os.path.realpath(path)
    except (OSError, ValueError) as error:
        raise unusable(f"--out {path}", error) from None
    if os.path.exists(place) and not os.path.isfile(place):
        raise Wrong(f"--out {path}: is there already and no ordinary file")
    part = f"{place}.{os.getpid()}.part"
    try:
        with open(part, "wb") as file:
            writer = kind(file, stamp)
            yield writer.add
            writer.close()
        os.replace(part, place)
    except OSError as error:
        raise unusable(f"--out {path}", error) from None
    finally:
        with suppress(FileNotFoundError):
            os.remove(part)
