"""Two replicas behind nginx as the hosting guide sets them up: headers, one viewer one replica, a replica killed."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from urllib.request import Request, urlopen

import pytest
from conftest import ROOT, watched

TEMPLATE = ROOT / "deploy/nginx.conf.template"
START_SECONDS = 60
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


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])


def answers(address: str) -> None:
    for _ in range(START_SECONDS * 5):
        try:
            urlopen(address).close()
            return
        except OSError:
            sleep(0.2)
    raise TimeoutError(f"no answer from {address}")


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
        for one in ports:
            answers(f"http://127.0.0.1:{one}/_stcore/health")
        answers(f"http://127.0.0.1:{port}/_stcore/health")
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


def test_a_replica_killed_takes_no_viewer_with_it(browser, site):
    """The page goes on with the other replica, its state as the link has it, and the next key press counts."""
    with watched(browser, site.address) as page:
        page.goto(STATE)
        page.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=60_000)
        before = page.locator("[data-testid=stMain] .numbers").first.inner_text()
        killed = site.serving()
        os.kill(site.replicas[killed].pid, signal.SIGKILL)
        site.replicas[killed].wait()
        other = next(port for port in site.replicas if port != killed)
        for _ in range(100):
            page.wait_for_timeout(200)
            try:
                if site.serving() == other:
                    break
            except AssertionError:
                continue
        assert site.serving() == other
        assert page.locator("[data-testid=stMain] .numbers").first.inner_text() == before
        page.locator("[class*=st-key-car-] input").last.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_url(re.compile(r"car=18(&|$)"), timeout=30_000)
        assert "preset=july-deal" in page.url
