"""Many viewers at once: each opens the overview, then moves a lever on every beat of a clock of its own."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import repeat
from math import inf
from statistics import median
from time import perf_counter

from server import Servers
from viewer import Viewer

BEAT_SECONDS = 2.0
OPENING_SECONDS, SETTLING_SECONDS = 10.0, 6.0
WARMING, HELD = 80, 20


@dataclass
class Crowd:
    """Hold what happened to a crowd: moments and seconds of every answer, seconds of every opening, and errors."""

    opened: list[float] = field(default_factory=list)
    answered: list[tuple[float, float]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def seconds(self, since: float, until: float) -> list[float]:
        """Return the seconds of the answers that came between two moments."""
        return [seconds for moment, seconds in self.answered if since <= moment < until]


@dataclass(frozen=True)
class Load:
    """Hold what a crowd of one size did to the servers while it was measured."""

    viewers: int
    crowd: Crowd
    answers: list[float]
    seconds: float
    processor_seconds: float
    memory_mb: float
    warm_mb: float

    @property
    def processor_ms(self) -> float:
        """Return the servers' processor time per change."""
        return 1000 * self.processor_seconds / max(len(self.answers), 1)

    @property
    def viewer_mb(self) -> float:
        """Return the memory per viewer beyond what the servers held with their caches warm."""
        return (self.memory_mb - self.warm_mb) / self.viewers


async def load(servers: Servers, viewers: int, seconds: float) -> Load:
    """Warm the servers' caches, let so many viewers in, and measure for so many seconds once all are at it."""
    warm_mb, crowd = await warm(servers), Crowd()
    opening = min(OPENING_SECONDS, viewers * BEAT_SECONDS / 4)
    async with asyncio.TaskGroup() as group:
        everyone = [
            group.create_task(stay(crowd, servers.address(number), number, opening * number / viewers))
            for number in range(viewers)
        ]
        await until(lambda: len(crowd.opened) + len(crowd.errors) >= viewers)
        await asyncio.sleep(SETTLING_SECONDS)
        begun, processor = perf_counter(), servers.processor_seconds
        memory = []
        while (left := begun + seconds - perf_counter()) > 0:
            await asyncio.sleep(min(left, BEAT_SECONDS))
            memory.append(servers.memory_mb)
        ended, used = perf_counter(), servers.processor_seconds - processor
        for one in everyone:
            one.cancel()
    crowd.errors += servers.complaints
    return Load(viewers, crowd, crowd.seconds(begun, ended), ended - begun, used, median(memory), warm_mb)


async def warm(servers: Servers) -> float:
    """Fill the caches all viewers share: one viewer moves more often than they have room; return the memory in MB."""
    memory = []
    for replica in servers.replicas:
        async with Viewer(replica.address, WARMING) as viewer:
            await viewer.open()
            for _ in range(WARMING):
                await viewer.move()
                memory.append(servers.memory_mb)
    return median(memory[-HELD:])


async def stay(crowd: Crowd, address: str, number: int, delay: float, visits: Iterable[float] = repeat(inf)) -> None:
    """Come after a delay and stay for the seconds of each visit, every time as somebody else."""
    await asyncio.sleep(delay)
    for turn, seconds in enumerate(visits):
        try:
            async with Viewer(address, number + 1000 * turn) as viewer:
                crowd.opened.append(await viewer.open())
                await moves(crowd, viewer, seconds)
        except Exception as failure:
            crowd.errors.append(f"viewer {number}: {type(failure).__name__} {failure}")
            await asyncio.sleep(BEAT_SECONDS)


async def moves(crowd: Crowd, viewer: Viewer, visit: float) -> None:
    """Move a lever every two seconds for the seconds of a visit.

    Who has not been answered by the next beat waits for the answer and moves on the beat after.
    """
    begun = perf_counter()
    due = begun + BEAT_SECONDS * viewer.random.random()
    while due < begun + visit:
        await asyncio.sleep(due - perf_counter())
        seconds = await viewer.move()
        crowd.answered.append((perf_counter(), seconds))
        while due <= perf_counter():
            due += BEAT_SECONDS


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    while not holds():
        await asyncio.sleep(0.05)
