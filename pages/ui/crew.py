"""Processes that do long computations, so that the server keeps answering other readers and every core is used."""

import atexit
import os
import pickle  # read from processes we start, over pipes nobody else holds  # nosec B403
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from subprocess import PIPE, Popen  # for our own worker alone  # nosec B404
from typing import Any

from model.spread import AHEAD, in_order
from pages.ui import worker

ROOT = Path(__file__).parents[2]
MOST = 4


class Worker:
    """Hold one process, started anew where it has died, and the functions it knows."""

    def __init__(self) -> None:
        """Start the process."""
        self.start()

    def start(self) -> None:
        """Start the process; one thread of linear algebra, as there is one process a core."""
        own = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        command = [sys.executable, "-m", worker.__name__]
        self.process = Popen(command, stdin=PIPE, stdout=PIPE, cwd=ROOT, env=own)  # no word from outside  # nosec B603
        self.known: deque[str] = deque(maxlen=worker.KEPT)

    def ask(self, name: str, function: Callable[[Any], Any], item: Any) -> Any:
        """Return what a function makes of an item, or raise what it raised; a process that died is asked once more."""
        try:
            went_well, answer = self._answer(name, function, item)
        except (OSError, EOFError):
            self.stop()
            self.start()
            went_well, answer = self._answer(name, function, item)
        if went_well:
            return answer
        raise answer

    def _answer(self, name: str, function: Callable[[Any], Any], item: Any) -> tuple[bool, Any]:
        assert self.process.stdin is not None and self.process.stdout is not None
        news = name not in self.known
        pickle.dump((name, function if news else None, item), self.process.stdin)
        self.process.stdin.flush()
        went_well, answer = pickle.load(self.process.stdout)  # from our own worker  # nosec B301
        if news:
            self.known.append(name)
        return went_well, answer

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.communicate()


class Crew:
    """Hand work to as many processes as there are cores, at most four."""

    def __init__(self, size: int = 0) -> None:
        """Start the processes; they end with this one."""
        self.size = size or max(1, min(MOST, os.cpu_count() or 1))
        self.workers = [Worker() for _ in range(self.size)]
        self.idle: SimpleQueue[Worker] = SimpleQueue()
        for one in self.workers:
            self.idle.put(one)
        self.threads = ThreadPoolExecutor(self.size, thread_name_prefix="crew")
        atexit.register(self.close)

    def map(self, function: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
        """Yield what a function makes of items, in order; few are taken ahead, so a reader may stop at any time."""
        name = sha256(pickle.dumps(function)).hexdigest()
        yield from in_order(lambda item: self.threads.submit(self._one, name, function, item), items, AHEAD * self.size)

    def close(self) -> None:
        """End all processes."""
        atexit.unregister(self.close)
        self.threads.shutdown(cancel_futures=True)
        for one in self.workers:
            one.stop()

    def _one(self, name: str, function: Callable[[Any], Any], item: Any) -> Any:
        one = self.idle.get()
        try:
            return one.ask(name, function, item)
        finally:
            self.idle.put(one)
