"""From key press to last chart redrawn, and the server's processor time, in a real browser."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.serving import ROOT, Server, serving

TRIVIAL, QUIET = ROOT / "tests/bench/trivial_app.py", "--logger.level=error"
ROUNDS, WARM_UP, PRESSES = 3, 3, 10
QUIET_MS = 500
PAGES = {
    "Overview": ("/?car=2.5", "car", "tariffs"),
    "Automakers": ("/automakers?car=2.5", "car", "tariffs"),
    "Negotiation, an offer": ("/negotiation?preset=july-deal&invest=100", "invest", "offer"),
    "Negotiation, a tariff": ("/negotiation?preset=july-deal&car=10", "car", "tariffs"),
}

WATCH = """
() => {
  const seen = window.benchmark = {pressed: 0, drawn: 0, charts: new Set()};
  const chart = '.js-plotly-plot';
  const touched = change => change.target.closest?.(chart)
    ?? [...change.addedNodes].map(node => node.matches?.(chart) ? node : node.querySelector?.(chart)).find(Boolean);
  window.addEventListener('keydown', event => {
    seen.pressed = event.timeStamp; seen.drawn = 0; seen.charts.clear();
  }, true);
  new MutationObserver(changes => {
    const charts = changes.map(touched).filter(Boolean);
    if (!charts.length) return;
    charts.forEach(one => seen.charts.add(one));
    requestAnimationFrame(() => setTimeout(() => { seen.drawn = performance.now(); }));
  }).observe(document.body, {subtree: true, childList: true, attributes: true});
}
"""
SETTLED = "quiet => benchmark.drawn > benchmark.pressed && performance.now() - benchmark.drawn > quiet"
ANSWER = "() => [benchmark.drawn - benchmark.pressed, [...benchmark.charts].filter(one => one.isConnected).length]"


@dataclass
class Timing:
    """Hold what was measured on one page."""

    redraw_ms: list[float] = field(default_factory=list)
    processor_ms: list[float] = field(default_factory=list)
    charts: int = 0

    @property
    def milliseconds(self) -> float:
        """Return the median from key press to last chart redrawn."""
        return median(self.redraw_ms)

    @property
    def server_ms(self) -> float:
        """Return the server's processor time per change."""
        return fmean(self.processor_ms)


def measure() -> dict[str, Timing]:
    """Measure the one-chart app and our pages in turns, in one browser: a link, the lever, and its group."""
    timings = {"one-chart app": Timing()} | {name: Timing() for name in PAGES}
    with serving(TRIVIAL, QUIET) as trivial, serving(ROOT / "app.py", QUIET) as ours, chromium() as browser:
        for _ in range(ROUNDS):
            press_keys(browser, (trivial, "/"), ".st-key-lever input", timings["one-chart app"])
            for name, (link, lever, group) in PAGES.items():
                press_keys(browser, (ours, link), f"[class*=st-key-{lever}-] input", timings[name], group)
    return timings


def press_keys(browser: Browser, where: tuple[Server, str], lever: str, timing: Timing, group: str = "") -> None:
    """Open a server's link afresh, move the lever up key by key, and note each redraw; no value comes twice."""
    server, link = where
    context = browser.new_context(base_url=server.address, viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.goto(link)
    page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=30_000)
    page.wait_for_timeout(2_000)
    closed = page.locator(f".st-key-open-{group} details:not([open]) summary")
    if closed.count():
        closed.click()
        page.locator(lever).last.wait_for()
        page.wait_for_timeout(1_000)
    page.evaluate(WATCH)
    page.locator(lever).last.focus()
    for _ in range(WARM_UP):
        redraw(page)
    before = processor_ms(server.process.pid)
    for _ in range(PRESSES):
        milliseconds, charts = redraw(page)
        timing.redraw_ms.append(milliseconds)
        timing.charts = max(timing.charts, int(charts))
    timing.processor_ms.append((processor_ms(server.process.pid) - before) / PRESSES)
    context.close()


def redraw(page: Page) -> list[float]:
    """Press the key once; return the milliseconds until the last chart was redrawn, and how many charts were."""
    page.keyboard.press("ArrowRight")
    page.wait_for_function(SETTLED, arg=QUIET_MS, timeout=15_000)
    return page.evaluate(ANSWER)


def processor_ms(pid: int) -> float:
    """Return the processor time a process has used so far, user and system, in milliseconds (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the chromium found on the path."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()
