"""Hand pieces of work to several processes, a few ahead, and take the answers in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import cpu_count
from signal import SIG_DFL, SIG_IGN, SIGINT, SIGTERM, signal
from typing import Any

AHEAD = 2
Work = Callable[[Any], Any]


def over_cores(function: Work, items: Iterable[Any]) -> Iterator[Any]:
    """Yield what a function makes of items, in order, each on one of as many processes as there are cores."""
    cores = cpu_count()
    with ProcessPoolExecutor(cores, initializer=_begin, initargs=(function,)) as pool:
        yield from in_order(lambda item: pool.submit(_do, item), items, AHEAD * cores)


def in_order(submit: Callable[[Any], "Future[Any]"], items: Iterable[Any], most: int) -> Iterator[Any]:
    """Yield the answer to every item, in order; at most so many are under way, so that one may stop at any time."""
    ahead: deque[Future[Any]] = deque()
    try:
        for item in items:
            ahead.append(submit(item))
            if len(ahead) >= most:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()
    finally:
        for waiting in ahead:
            waiting.cancel()


def _begin(function: Work) -> None:
    """Keep the function in a process of the pool, so that it comes once and not with every item.

    A reader who stops the program stops the one that waits for the answers, which ends the others.
    """
    signal(SIGINT, SIG_IGN)
    signal(SIGTERM, SIG_DFL)
    _do.function = function  # type: ignore[attr-defined]


def _do(item: Any) -> Any:
    return _do.function(item)  # type: ignore[attr-defined]
