"""The dashboard's server under load: started on a free port, its processor time, its memory, what it complains of."""

import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep
from typing import IO
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).parents[2]
MB = 2**20


@dataclass(frozen=True)
class Server:
    """Hold where a server answers, its process, and the file of its log."""

    address: str
    process: psutil.Process
    log: IO[str]

    @property
    def processes(self) -> list[psutil.Process]:
        """Return the server and the processes it started."""
        return [self.process, *self.process.children(recursive=True)]

    @property
    def processor_seconds(self) -> float:
        """Return the processor time used so far, user and system."""
        return sum(one.cpu_times().user + one.cpu_times().system for one in self.processes)

    @property
    def memory_mb(self) -> float:
        """Return the memory that would be free again if the server ended (USS), in MB."""
        return sum(one.memory_full_info().uss for one in self.processes) / MB

    @property
    def complaints(self) -> list[str]:
        """Return the lines of the log."""
        self.log.seek(0)
        return self.log.read().splitlines()


@contextmanager
def served(*options: str) -> Iterator[Server]:
    """Serve the dashboard with its own configuration on a free port."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true", f"--server.port={port}"]
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [*command, "--server.fileWatcherType=none", "--logger.level=error", *options],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=log,
        )  # fmt: skip
        try:
            answers(f"http://localhost:{port}/_stcore/health")
            yield Server(f"http://localhost:{port}", psutil.Process(process.pid), log)
        finally:
            process.terminate()
            process.wait()


def answers(address: str) -> None:
    """Wait until a server answers, at most 30 seconds."""
    for _ in range(150):
        try:
            urlopen(address).close()
            return
        except OSError:
            sleep(0.2)
    raise TimeoutError(f"nothing answers at {address}")
