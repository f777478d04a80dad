"""Many runs from one plan, the same bits on one core, on several, or on a Dask cluster."""

import operator
import pickle  # read by workers from the process that sweeps  # nosec B403
import warnings
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from hashlib import sha256
from itertools import chain
from logging import CRITICAL, getLogger, root
from typing import Any

import pandas as pd

from model.baseline import Baseline
from model.pieces import of_piece, pieces
from model.plan import Plan
from model.sensitivity import Mapped
from model.spread import in_order

LEAST_AHEAD, AHEAD_A_THREAD = 64, 4
SECONDS_TO_CONNECT, SECONDS_TO_ANSWER, SECONDS_BETWEEN_LOOKS, SECONDS_A_PIECE = 10.0, 30.0, 5.0, 900.0
ALIKE_ON_SCHEDULER = ("dask", "distributed")
ALIKE_ON_WORKERS = ("python", "dask", "distributed", "numpy", "pandas")
Runs = Callable[[Any], pd.DataFrame]


class NoCluster(Exception):
    """Say in one line why a cluster cannot do the work, or no longer can."""


class Proved:
    """Make of packed items what a function makes of them, and prove with each what this process makes of the first."""

    def __init__(self, function: Runs, first: Any) -> None:
        """Hold the function and the first item."""
        self.function, self.first = function, first

    @cached_property
    def proof(self) -> str:
        """Return a name for exactly the numbers this process finds."""
        return sha256(self.function(self.first).to_csv().encode()).hexdigest()

    def __call__(self, packed: bytes) -> tuple[str, pd.DataFrame]:
        """Return the proof and what the function makes of an item."""
        return self.proof, self.function(pickle.loads(packed))  # nosec B301

    def __reduce__(self) -> tuple[type["Proved"], tuple[Runs, Any]]:
        """Leave the proof behind: each process finds its own."""
        return Proved, (self.function, self.first)


def sweep(of: Plan, baseline: Baseline, mapped: Mapped = map) -> Iterator[pd.DataFrame]:
    """Yield the runs of a plan, some rows at a time, in order, with the columns of `of_piece`.

    mapped: like `map`, in order; one that hands the pieces to several processes gives the same bits.  Combinations of
    assumptions that do not go together are left out: fewer rows come than the plan asks for.
    """
    yield from (runs for runs in mapped(partial(of_piece, of, baseline), pieces(of)) if len(runs))


def over_cluster(address: str, function: Runs, items: Iterable[Any]) -> Iterator[pd.DataFrame]:
    """Yield what a function makes of items, one at least, in order, each on a worker of a Dask scheduler.

    What a worker that dies had under way is done by another.  Raise `NoCluster` where no scheduler or worker answers,
    where one has other versions or finds other numbers than this process, and where the scheduler is lost.
    """
    left = iter(items)
    first = next(left)
    with _client(address) as client:
        most = max(LEAST_AHEAD, AHEAD_A_THREAD * _threads(client, address))
        proved = Proved(function, first)
        # The scheduler unpacks tasks, but not what is packed in them: it may do without the model.
        ready = client.submit(pickle.loads, pickle.dumps(proved), pure=False)

        def submit(item: Any) -> Any:
            with _in_words(address):
                return _Answer(client, client.submit(operator.call, ready, pickle.dumps(item), pure=False), address)

        for proof, runs in in_order(submit, chain([first], left), most):
            if proof != proved.proof:
                raise NoCluster(
                    f"a worker of {address} finds other numbers than this machine; "
                    "give all workers this version of the project and one kind of processor"
                )
            yield runs


class _Answer:
    """Hold what a worker is to answer."""

    def __init__(self, client: Any, future: Any, address: str) -> None:
        self.client, self.future, self.address = client, future, address

    def result(self) -> Any:
        """Wait for the answer, and look now and then whether it can still come."""
        waited = 0.0
        while True:
            try:
                with _in_words(self.address):
                    return self.future.result(timeout=SECONDS_BETWEEN_LOOKS)
            except TimeoutError:
                waited += SECONDS_BETWEEN_LOOKS
            workers = _asked(self.client, self.address, lambda: self.client.scheduler.identity(n_workers=0))
            if not workers["n_workers"] and waited >= SECONDS_TO_ANSWER:
                raise NoCluster(f"no worker is left at {self.address}")
            if waited >= SECONDS_A_PIECE:
                raise NoCluster(f"no worker of {self.address} has answered for {waited:.0f} seconds")

    def cancel(self) -> None:
        """Tell the scheduler that nobody waits any more, and do not wait for its word."""
        self.future.release()


@contextmanager
def _client(address: str) -> Iterator[Any]:
    """Lend a connection; what Dask logs about it is said by `NoCluster`."""
    try:
        from distributed import Client  # no other command needs it
    except ModuleNotFoundError:
        raise NoCluster("a cluster needs Dask: pip install -r requirements-sweep.txt") from None
    for name in filter(lambda name: name.startswith(("distributed", "asyncio")), root.manager.loggerDict):
        getLogger(name).setLevel(CRITICAL)
    try:
        with warnings.catch_warnings(action="ignore"):
            client: Any = Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, ImportError):
        raise NoCluster(f"no Dask scheduler answers at {address}") from None
    try:
        yield client
    finally:
        with suppress(OSError):
            client.close(timeout=SECONDS_TO_CONNECT)


def _threads(client: Any, address: str) -> int:
    """Return how many pieces the cluster can do at once, or raise what stands against it."""
    try:
        client.wait_for_workers(1, timeout=SECONDS_TO_ANSWER)
    except TimeoutError:
        raise NoCluster(f"the scheduler at {address} has no workers") from None
    found = _asked(client, address, lambda: client.get_versions(check=False))
    if differ := differences(found):
        raise NoCluster("; ".join(differ))
    return int(_asked(client, address, lambda: client.scheduler.identity(n_workers=0))["total_threads"])


def differences(versions: Mapping[str, Any]) -> list[str]:
    """Return in which packages scheduler and workers differ from this process, of those that matter to the result."""
    ours = versions["client"]["packages"]
    others: list[tuple[str, Any, Sequence[str]]] = [("the scheduler", versions["scheduler"], ALIKE_ON_SCHEDULER)]
    others += [(f"worker {name}", found, ALIKE_ON_WORKERS) for name, found in versions["workers"].items()]
    return [
        f"{who} has {package} {found['packages'].get(package) or 'missing'}, this machine {ours[package]}"
        for who, found, packages in others
        for package in packages
        if _release(found["packages"].get(package)) != _release(ours[package])
    ]


def _release(version: str | None) -> str:
    """Return a version; of Python's, such as 3.11.2.final.0, what decides whether code can travel."""
    return ".".join((version or "").split(".")[:2]) if "final" in (version or "") else version or ""


def _asked(client: Any, address: str, question: Callable[[], Awaitable[Any]]) -> Any:
    async def ask() -> Any:
        return await question()

    try:
        return client.sync(ask, callback_timeout=SECONDS_TO_ANSWER)
    except (OSError, AttributeError):  # a client that has given up has no scheduler to ask
        raise NoCluster(f"the scheduler at {address} answers no more") from None


@contextmanager
def _in_words(address: str) -> Iterator[None]:
    """Turn what Dask raises into words."""
    from distributed import KilledWorker
    from distributed.client import ClosedClientError

    try:
        yield
    except TimeoutError:
        raise
    except (CancelledError, ClosedClientError, OSError):
        raise NoCluster(f"the scheduler at {address} was lost") from None
    except KilledWorker:
        raise NoCluster("a piece has ended several workers one after the other; do they have enough memory?") from None
    except (ImportError, AttributeError):
        raise NoCluster(f"a worker of {address} does not know the model; start it in this project's folder") from None
