"""Two replicas behind nginx as the hosting guide sets them up: headers, one viewer one replica, a replica killed."""

import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from urllib.request import Request, urlopen

import pytest
from conftest import ROOT, watched
from playwright.sync_api import Page, expect
from reading import press, settled, stamp, visit
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.load.viewer import Viewer
from tests.serving import answers, free_port

TEMPLATE = ROOT / "deploy/nginx.conf.template"
START_SECONDS = 60
CROWD, CROWD_SECONDS, PAUSE_SECONDS = 8, 180, 0.5
CONNECTED = "[data-testid=stApp][data-test-connection-state=CONNECTED]"
HTTP = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types; access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
STATE = "/?preset=july-deal&car=17.5"


class Site:
    """Hold the proxy's address and the replicas, by port."""

    def __init__(self, address: str, replicas: dict[int, subprocess.Popen[bytes]]) -> None:
        self.address, self.replicas = address, replicas

    def serving(self) -> int:
        """Return the port of the replica that holds the one open websocket."""
        table = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
        for port in self.replicas:
            if re.search(rf":{port:04X} [0-9A-F]+:[0-9A-F]{{4}} 01 ", table):
                return port
        raise AssertionError("no replica holds a connection")


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    folder, port, ports = tmp_path_factory.mktemp("nginx"), free_port(), (free_port(), free_port())
    filled = TEMPLATE.read_text()
    values = {"LISTEN": f"127.0.0.1:{port}", "FRAME_ANCESTORS": "'self'"}
    values |= {f"REPLICA_{place}": f"127.0.0.1:{one}" for place, one in enumerate(ports, 1)}
    for name, value in values.items():
        filled = filled.replace(f"${{{name}}}", value)
    (folder / "site.conf").write_text(filled)
    (folder / "nginx.conf").write_text(HTTP.format(folder=folder))
    options = ["--server.headless=true", "--server.fileWatcherType=none", "--server.address=127.0.0.1"]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
    replicas = {one: subprocess.Popen([*command, f"--server.port={one}"], cwd=ROOT) for one in ports}
    nginx = shutil.which("nginx") or "/usr/sbin/nginx"
    proxy = subprocess.Popen([nginx, "-c", str(folder / "nginx.conf")])
    try:
        for one, replica in replicas.items():
            answers(f"http://127.0.0.1:{one}/_stcore/health", replica)
        answers(f"http://127.0.0.1:{port}/_stcore/health", proxy)
        yield Site(f"http://localhost:{port}", replicas)
    finally:
        for process in (proxy, *replicas.values()):
            process.terminate()
        for process in (proxy, *replicas.values()):
            process.wait()


def test_the_page_comes_with_its_headers_and_scripts_come_compressed_and_kept(site):
    with urlopen(site.address) as answer:
        headers, page = answer.headers, answer.read().decode()
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["Set-Cookie"].startswith("replica=") and headers["Cache-Control"] == "no-cache"
    script = re.search(r"static/js/index[\w.-]+\.js", page)
    assert script is not None
    with urlopen(Request(f"{site.address}/{script[0]}", headers={"Accept-Encoding": "gzip"})) as answer:
        assert answer.headers["Content-Encoding"] == "gzip" and "immutable" in answer.headers["Cache-Control"]


def test_a_viewer_with_the_cookie_gets_no_other(site):
    with urlopen(Request(site.address, headers={"Cookie": "replica=known"})) as answer:
        assert answer.headers["Set-Cookie"] is None


def test_a_replica_killed_under_load_takes_no_viewer_with_it(browser, site):
    """Every viewer goes on with the other replica and its own levers, the page among them, its downloads too."""
    with watched(browser, site.address) as page:
        visit(page, STATE)
        before = page.locator("[data-testid=stMain] .numbers").first.inner_text()
        stamped = stamp(page)
        killed = site.serving()
        (cookie,) = [one["value"] for one in page.context.cookies() if one["name"] == "replica"]
        with moving(site.address, cookie) as crowd:
            crowd.all_have(moves=2)
            os.kill(site.replicas[killed].pid, signal.SIGKILL)
            site.replicas[killed].wait()
            crowd.all_have(moves=2)
            expect(page.locator(CONNECTED)).to_be_visible(timeout=60_000)
            settled(page)
            assert page.locator("[data-testid=stMain] .numbers").first.inner_text() == before and stamp(page) == stamped
            assert downloaded(page).count(stamped.split()[-1]) == 1
            press(page, "car")
            assert "preset=july-deal" in page.url and "car=18" in page.url
        assert crowd.lost >= CROWD // 2, "half of the crowd was on the replica that was killed"


def downloaded(page: Page) -> str:
    """Return the text of the page's table as a file."""
    table = page.locator(".st-key-open-table-months")
    table.locator("summary").click()
    with page.expect_download(timeout=60_000) as waiting:
        table.get_by_test_id("stDownloadButton").get_by_role("button").click()
    return waiting.value.path().read_text()


class Behind(Viewer):
    """A viewer who reaches a replica as a browser does, by a cookie, and goes on where the replica ended."""

    def __init__(self, address: str, number: int, cookie: str) -> None:
        super().__init__(address, number, "preset=july-deal&v=0.1")
        self.cookie, self.moves, self.lost = {"Cookie": f"replica={cookie}"}, 0, 0

    async def __aenter__(self):
        self.socket = await connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream",
            origin=self.address, subprotocols=["streamlit"], max_size=None, additional_headers=self.cookie,
        )  # fmt: skip
        return self

    async def stay(self, leave: Event) -> None:
        """Move a lever now and then; where the replica ends, connect anew with the link alone."""
        while not leave.is_set():
            self.widgets, self.levers, self.page, self.cached, self.last = {}, {}, "", {}, {}
            self.held, self.moved = {}, {}
            try:
                async with self:
                    await self.open()
                    linked = {key: self.linked(key) for key in ("car", "general") if self.linked(key) is not None}
                    assert {key: self.shown(key) for key in linked} == linked
                    while not leave.is_set():
                        await self.move()
                        self.moves += 1
                        await asyncio.sleep(PAUSE_SECONDS)
            except (ConnectionClosed, OSError, InvalidHandshake):
                self.lost += 1
                await asyncio.sleep(PAUSE_SECONDS)


class Moving:
    """Hold a crowd that moves levers in a thread of its own, every other one on the replica of a cookie."""

    def __init__(self, address: str, cookie: str) -> None:
        cookies = [cookie if number % 2 else f"viewer-{number}" for number in range(CROWD)]
        self.viewers = [Behind(address, number, cookies[number]) for number in range(CROWD)]
        self.leave, self.failure = Event(), None

    @property
    def lost(self) -> int:
        return sum(viewer.lost for viewer in self.viewers)

    def run(self) -> None:
        try:
            asyncio.run(self._all())
        except BaseException as failure:
            self.failure = failure

    async def _all(self) -> None:
        await asyncio.gather(*(viewer.stay(self.leave) for viewer in self.viewers))

    def all_have(self, moves: int) -> None:
        """Wait until every viewer has moved a lever so many times more."""
        aims, until = [viewer.moves + moves for viewer in self.viewers], monotonic() + CROWD_SECONDS
        while any(viewer.moves < aim for viewer, aim in zip(self.viewers, aims, strict=True)):
            assert self.failure is None, self.failure
            assert monotonic() < until, [viewer.moves for viewer in self.viewers]
            sleep(0.1)


@contextmanager
def moving(address: str, cookie: str) -> Iterator[Moving]:
    """Yield a crowd at its levers."""
    crowd = Moving(address, cookie)
    thread = Thread(target=crowd.run)
    thread.start()
    try:
        yield crowd
    finally:
        crowd.leave.set()
        thread.join(CROWD_SECONDS)
    assert crowd.failure is None, crowd.failure
