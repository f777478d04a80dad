"""A Streamlit server of its own for a test, a benchmark or a crowd: on a free port, until it is not needed any more."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import IO, Any
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
START_SECONDS = 60
OPTIONS = ("--server.headless=true", "--server.fileWatcherType=none")


@dataclass(frozen=True)
class Server:
    """Hold where a server answers, and its process."""

    address: str
    process: subprocess.Popen[Any]


@contextmanager
def serving(
    script: Path, *more: str, folder: Path = ROOT, env: Mapping[str, str] | None = None, log: IO[str] | None = None
) -> Iterator[Server]:
    """Serve a script with the dashboard's own configuration and more options; what it complains of goes to a log."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), *OPTIONS, f"--server.port={port}", *more]
    process = subprocess.Popen(
        command, cwd=folder, env=os.environ | (env or {}), stdout=subprocess.DEVNULL, stderr=log
    )  # fmt: skip
    address = f"http://localhost:{port}"
    try:
        answers(f"{address}/_stcore/health", process)
        yield Server(address, process)
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])


def answers(address: str, process: subprocess.Popen[Any]) -> None:
    """Wait until a server answers, for a minute at most, and no longer than its process runs."""
    for _ in range(START_SECONDS * 5):
        try:
            urlopen(address).close()
            return
        except OSError:
            assert process.poll() is None, "the server ended before it answered"
            sleep(0.2)
    raise TimeoutError(f"nothing answers at {address} within {START_SECONDS} s")
