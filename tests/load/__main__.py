"""Print how the dashboard serves many viewers: `make load`. A benchmark, not a test: it passes no verdict."""

import asyncio
import os
from argparse import ArgumentParser
from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np
import psutil
from crowd import Load, load
from server import MB, served
from soak import FIRST_MINUTES, VIEWERS, Quarter, growth_mb, soak

CROWDS = (1, 10, 25, 50, 100)
HEAD = ("viewers", "p50 ms", "p95 ms", "changes/s", "CPU ms", "MB each", "open p95 ms", "load", "errors")
AIMS = (
    "aims: p95 under 500 ms at 50 viewers and 3,000 ms at 100, 25 ms of the server's processor a change, "
    "2 MB a viewer, no error"
)
NAMED = 5
ENOUGH = 10  # viewers; of fewer the memory is lost in what waits to be collected


def report() -> None:
    """Measure what the command line asks for and print it."""
    parser = ArgumentParser(prog="tests/load", description="Many viewers at once, over real websockets.")
    parser.add_argument("--viewers", type=int, nargs="*", default=CROWDS, help="sizes of the crowd, one after another")
    parser.add_argument("--seconds", type=float, default=40, help="how long each crowd is measured")
    parser.add_argument("--soak", type=int, default=0, help=f"minutes with {VIEWERS} viewers, memory by quarter hour")
    parser.add_argument("--replicas", type=int, default=1, help="servers the viewers are shared out among")
    asked = parser.parse_args()
    memory = psutil.virtual_memory().total / MB / 1024
    machine = f"{os.cpu_count()} cores, {memory:.0f} GiB, viewers on the same machine"
    print(f"{datetime.now(UTC):%d %B %Y}, {machine}; servers: {asked.replicas}")
    if asked.viewers:
        crowds(asked.viewers, asked.seconds, asked.replicas)
    if asked.soak:
        asyncio.run(soaked(asked.soak, asked.replicas))


def crowds(sizes: Sequence[int], seconds: float, replicas: int) -> None:
    """Measure crowds one by one, each on fresh servers, and print a line for each."""
    print(*(f"{name:>11}" for name in HEAD), sep="")
    for viewers in sizes:
        with served(replicas) as servers:
            measured = asyncio.run(load(servers, viewers, seconds))
        print(*(f"{shown:>11}" for shown in row(measured)), sep="", flush=True)
        errors(measured.crowd.errors)
    print(AIMS)


def row(measured: Load) -> list[str]:
    """Return what is printed of one crowd; `load` is the machine's load average of a minute, all its work included."""
    return [
        f"{measured.viewers}",
        *milliseconds(measured.answers),
        f"{len(measured.answers) / measured.seconds:.1f}",
        f"{measured.processor_ms:.0f}",
        f"{measured.viewer_mb:.1f}" if measured.viewers >= ENOUGH else "-",
        milliseconds(measured.crowd.opened)[1],
        f"{os.getloadavg()[0]:.1f}",
        f"{len(measured.crowd.errors)}",
    ]


async def soaked(minutes: int, replicas: int) -> None:
    """Print the memory of a long stay, quarter by quarter, and its growth."""
    print(f"{VIEWERS} viewers for {minutes} minutes, each followed by another after five")
    print(*(f"{name:>11}" for name in ("minute", "MB", "p50 ms", "p95 ms", "load", "errors")), sep="")
    quarters: list[Quarter] = []
    with served(replicas) as servers:
        async for quarter in soak(servers, minutes):
            quarters.append(quarter)
            shown = [f"{quarter.minute}", f"{np.median(quarter.memory_mb):.1f}", *milliseconds(quarter.answers)]
            load_average = f"{os.getloadavg()[2]:.1f}"
            print(*(f"{one:>11}" for one in [*shown, load_average, f"{len(quarter.errors)}"]), sep="", flush=True)
            errors(quarter.errors)
    if minutes < 2 * FIRST_MINUTES:
        print("too short to tell growth: an hour at least")
        return
    print(f"growth after the first half hour: {growth_mb(quarters):+.1f} MB an hour; aim none")


def milliseconds(seconds: Sequence[float]) -> list[str]:
    """Return the median and the 95th percentile in milliseconds, in words."""
    return [f"{1000 * np.percentile(seconds, share):,.0f}" if len(seconds) else "-" for share in (50, 95)]


def errors(found: Sequence[str]) -> None:
    """Print the first errors."""
    for one in found[:NAMED]:
        print(f"           {one}", flush=True)


if __name__ == "__main__":
    report()
