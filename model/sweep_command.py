"""The command `python -m model sweep`: a plan in, a file of runs out, and a word on the way."""

import argparse
import sys
import tomllib
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from time import monotonic

from model import DATA_DATE, VERSION
from model.baseline import Baseline
from model.command import Parser, Wrong, unusable
from model.parameter import Invalid
from model.plan import Plan, plan
from model.runs_file import runs_file
from model.sensitivity import Mapped
from model.spread import over_cores
from model.sweep import NoCluster, over_cluster, sweep

FEW_RUNS = 64
SECONDS_ON_A_SCREEN, SECONDS_IN_A_LOG = 0.5, 30.0
MINUTE, HOUR = 60, 3600


def swept(words: Sequence[str], load: Callable[[], Baseline]) -> str:
    """Run the plan a command names, write its runs, and return in a line what was done; raise `Wrong` if it fails."""
    given = _parser().parse_args(words)
    stamp = {"model": VERSION, "data": DATA_DATE, "plan": given.plan}
    wanted = _plan(given.plan)
    progress = Progress(wanted.runs)
    try:
        with runs_file(given.out, stamp) as add:
            for some in sweep(wanted, load(), _way(given, wanted)):
                add(some)
                progress.more(len(some))
            if not progress.done:
                raise Wrong("no combination of the plan goes together")
    except NoCluster as error:
        raise Wrong(f"--scheduler: {error}") from None
    except BrokenProcessPool:
        raise Wrong("a process of the sweep was ended from outside; is there enough memory?") from None
    finally:
        progress.end()
    left = wanted.runs - progress.done
    apart = f"; {left:,} left out, whose assumptions do not go together" if left else ""
    return f"{progress.done:,} runs in {given.out}{apart}"


class Progress:
    """Say on standard error how far a sweep is: often on a screen, now and then in a log."""

    def __init__(self, runs: int) -> None:
        """Begin to count."""
        self.runs, self.done = runs, 0
        self.screen = sys.stderr.isatty()
        self.began = self.said = monotonic()

    def more(self, runs: int) -> None:
        """Count runs done, and say so if it is time."""
        self.done += runs
        now = monotonic()
        if now - self.said >= (SECONDS_ON_A_SCREEN if self.screen else SECONDS_IN_A_LOG):
            self.said = now
            self.say(now - self.began)

    def say(self, seconds: float) -> None:
        """Say how many runs are done, how fast, and how long the rest may take."""
        rest = duration(seconds / self.done * (self.runs - self.done))
        line = f"{self.done:,} of {self.runs:,} runs, {self.done / seconds:,.0f} a second, {rest} to go"
        print(f"\r{line:70}" if self.screen else line, end="" if self.screen else "\n", file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line on the screen, if there is one."""
        if self.screen and self.said > self.began:
            print(file=sys.stderr)


def duration(seconds: float) -> str:
    """Return a time in words that fit its length."""
    if seconds < MINUTE:
        return f"{seconds:.0f} s"
    if seconds < HOUR:
        return f"{seconds / MINUTE:.0f} min"
    return f"{seconds / HOUR:.1f} h"


def _way(given: argparse.Namespace, wanted: Plan) -> Mapped:
    """Return what hands out the pieces: to a cluster where one is named, to all cores, or, of few runs, to nobody."""
    if given.scheduler:
        return partial(over_cluster, given.scheduler)
    return over_cores if wanted.runs > FEW_RUNS else map


def _parser() -> Parser:
    about = "Run every combination of levers in a plan, under draws of the assumptions where it asks for them."
    parser = Parser(prog="python -m model sweep", description=about)
    parser.add_argument("plan", help="a TOML file: preset, reference, [set], [grid] and [draws], keys as in links")
    parser.add_argument("--out", required=True, metavar="FILE", help="where the runs go, a .parquet or a .csv file")
    cluster = "a Dask scheduler whose workers do the runs, such as tcp://host:8786; the cores of this machine if none"
    parser.add_argument("--scheduler", metavar="ADDRESS", help=cluster)
    return parser


def _plan(file: str) -> Plan:
    try:
        with open(file, "rb") as opened:
            return plan(tomllib.load(opened))
    except Invalid:
        raise
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Wrong(f"{file} is no TOML: {error}") from None
    except (OSError, ValueError, RecursionError) as error:
        raise unusable(file, error) from None
