"""The dashboard's server under load: started on a free port, its processor time, its memory, what it complains of."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import IO

import psutil

from tests.serving import ROOT, serving

MB, QUIET = 2**20, "--logger.level=error"
AS_HOSTED = {"MALLOC_ARENA_MAX": "2"}


@dataclass(frozen=True)
class Replica:
    """Hold where one server answers, its process, and the file of its log."""

    address: str
    process: psutil.Process
    log: IO[str]


@dataclass(frozen=True)
class Servers:
    """Hold the replicas viewers are shared out among; each keeps its viewers, as behind the proxy."""

    replicas: tuple[Replica, ...]

    def address(self, viewer: int) -> str:
        """Return where a viewer, by number, is served."""
        return self.replicas[viewer % len(self.replicas)].address

    @property
    def processes(self) -> list[psutil.Process]:
        """Return the servers and the processes they started."""
        return [one for each in self.replicas for one in [each.process, *each.process.children(recursive=True)]]

    @property
    def processor_seconds(self) -> float:
        """Return the processor time used so far, user and system."""
        return sum(one.cpu_times().user + one.cpu_times().system for one in self.processes)

    @property
    def memory_mb(self) -> float:
        """Return the memory that would be free again if the servers ended (USS), in MB."""
        return sum(one.memory_full_info().uss for one in self.processes) / MB

    @property
    def complaints(self) -> list[str]:
        """Return the lines of the logs."""
        for one in self.replicas:
            one.log.seek(0)
        return [line for one in self.replicas for line in one.log.read().splitlines()]


@contextmanager
def served(replicas: int = 1) -> Iterator[Servers]:
    """Serve the dashboard so many times over."""
    with ExitStack() as each:
        servers = Servers(tuple(each.enter_context(replica()) for _ in range(replicas)))
        if replicas > 1:
            for number, one in enumerate(servers.replicas):
                hold(one.process, number)
        yield servers


def hold(server: psutil.Process, number: int) -> None:
    """Hold every thread of a replica to one core of its own, as the unit in `deploy/` does."""
    cores = sorted(os.sched_getaffinity(0))
    for thread in server.threads():
        os.sched_setaffinity(thread.id, {cores[number % len(cores)]})


@contextmanager
def replica() -> Iterator[Replica]:
    """Serve the dashboard with its own configuration on a free port."""
    with tempfile.TemporaryFile("w+") as log, serving(ROOT / "app.py", QUIET, env=AS_HOSTED, log=log) as server:
        yield Replica(server.address, psutil.Process(server.process.pid), log)
