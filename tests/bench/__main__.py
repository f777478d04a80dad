"""Print how fast the dashboard is: `make bench`. A benchmark, not a test: it passes no verdict."""

import os
from datetime import UTC, datetime

from bargain import bargain_ms
from blocks import blocks_seconds, result_mb
from draws import drawn
from memory import batch_mb
from page import measure
from solver import compare_with_pyblp, simulate_ms

AIMS = {"one-chart app": "", "Negotiation, a tariff": "3.0"}


def report() -> None:
    """Measure everything in one run and print it beside what it is meant to reach."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{datetime.now(UTC):%d %B %Y}, {os.cpu_count()} cores, {memory:.0f} GiB")
    solved = compare_with_pyblp()
    line("1,000 equilibria of the fleet, one batch", f"{solved.seconds:.2f} s", "0.3 s")
    ratio = solved.ours_per_second / solved.pyblp_per_second
    line("equilibria a second, here", f"{solved.ours_per_second:,.0f}")
    line("equilibria a second, pyblp", f"{solved.pyblp_per_second:,.0f}")
    line("ratio", f"{ratio:.0f}", "at least 100")
    line("largest relative difference in price", f"{solved.difference:.0e}", "1e-9")
    alone, with_tables = simulate_ms()
    line("one full simulation", f"{alone:.1f} ms", "15 ms")
    line("  with its headline and every table", f"{with_tables:.1f} ms")
    line("suppliers and trade, 1,000 scenarios in one batch", f"{blocks_seconds():.2f} s", "1.5 s")
    line("memory of one result with all its tables", f"{result_mb():.1f} MB", "2 MB")
    line("memory of a batch of 1,000 draws", f"{batch_mb():.0f} MB", "500 MB")
    drawing = drawn()
    line("1,000 draws of scenario and reference, every core", f"{drawing.seconds:.2f} s", "4 s")
    line("  the longest wait for a word of progress", f"{drawing.longest_wait:.2f} s", "0.5 s")
    line("  memory of all processes", f"{drawing.memory_mb:.0f} MB", "1,500 MB")
    everything, settled, draws = bargain_ms()
    line("gains of 294,000 deals to both sides", f"{everything:.0f} ms", "50 ms")
    line("  the zone of agreement and its settlement", f"{settled:.1f} ms")
    line("400 draws of the weights", f"{draws / 1000:.2f} s", "3 s")
    pages = measure()
    floor = pages["one-chart app"].milliseconds
    for name, timing in pages.items():
        line(f"key press to last chart, {name}, charts drawn: {timing.charts}", f"{timing.milliseconds:.0f} ms")
        line("  as a multiple of the one-chart app", f"{timing.milliseconds / floor:.2f}", AIMS.get(name, "2.0"))
        line("  server processor time per change", f"{timing.server_ms:.0f} ms", "30 ms")


def line(what: str, measured: str, aim: str = "") -> None:
    """Print one measurement."""
    print(f"{what:<62}{measured:>12}   {aim and 'aim ' + aim}", flush=True)


if __name__ == "__main__":
    report()
