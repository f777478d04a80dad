"""Ten viewers for hours, each followed by another after five minutes, and the server's memory minute by minute."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from time import perf_counter

import numpy as np
from crowd import Crowd, stay, warm
from server import Servers

VIEWERS, VISIT_SECONDS = 10, 300.0
QUARTER_MINUTES, FIRST_MINUTES = 15, 30


@dataclass
class Quarter:
    """Hold a quarter of an hour: its last minute, the memory by minute in MB, the seconds of answers, the errors."""

    minute: int = 0
    memory_mb: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def soak(servers: Servers, minutes: int) -> AsyncIterator[Quarter]:
    """Keep ten viewers on servers with warm caches and read their memory every minute; yield quarter by quarter."""
    await warm(servers)
    crowd, minute = Crowd(), 0
    everyone = [
        asyncio.create_task(stay(crowd, servers.address(number), number, 0, visits(number)))
        for number in range(VIEWERS)
    ]
    while minute < minutes:
        quarter, begun = Quarter(), perf_counter()
        for _ in range(min(QUARTER_MINUTES, minutes - minute)):
            await asyncio.sleep(60)
            quarter.memory_mb.append(servers.memory_mb)
        minute += len(quarter.memory_mb)
        quarter.minute, quarter.answers = minute, crowd.seconds(begun, perf_counter())
        quarter.errors, crowd.errors, crowd.answered = crowd.errors, [], []
        yield quarter
    for one in everyone:
        one.cancel()
    await asyncio.gather(*everyone, return_exceptions=True)


def visits(number: int) -> chain[float]:
    """Return the seconds of a viewer's visits: the first differ, so that somebody leaves every half minute."""
    return chain([VISIT_SECONDS * (number + 1) / VIEWERS], repeat(VISIT_SECONDS))


def growth_mb(quarters: Sequence[Quarter]) -> float:
    """Return by how many MB an hour memory grows after the first half hour of an hour or more, by least squares."""
    memory = [one for quarter in quarters for one in quarter.memory_mb]
    late = memory[FIRST_MINUTES:]
    return float(60 * np.polyfit(np.arange(len(late)), late, 1)[0])
