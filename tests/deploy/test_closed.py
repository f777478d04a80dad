"""What a stranger may send is bounded, nothing is drawn as raw HTML, and the server says nothing of itself."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from data.upload import LARGEST_FILE

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").rglob("*.py"))]
MEGABYTE = 1_000_000


def test_uploads_and_messages_are_bounded_by_the_server_and_before_it():
    server, proxy = SETTINGS["server"], (ROOT / "deploy/nginx.conf.template").read_text()
    assert LARGEST_FILE <= server["maxUploadSize"] * MEGABYTE <= 5 * MEGABYTE
    assert server["maxMessageSize"] <= 20
    (body,) = re.findall(r"client_max_body_size (\d+)m;", proxy)
    assert server["maxUploadSize"] <= int(body) <= server["maxUploadSize"] + 1


def test_the_server_shows_no_details_of_errors_and_counts_nobody():
    assert SETTINGS["client"]["showErrorDetails"] == "none" and SETTINGS["client"]["showErrorLinks"] is False
    assert SETTINGS["logger"]["enableRich"] is False and SETTINGS["browser"]["gatherUsageStats"] is False
    assert SETTINGS["client"]["toolbarMode"] == "minimal"


def test_no_message_refers_to_one_that_the_browser_may_have_dropped():
    """A browser referred to a message it has dropped stops for good: quick moves there and back made it do so."""
    assert SETTINGS["global"]["minCachedMessageSize"] > SETTINGS["server"]["maxMessageSize"] * MEGABYTE


@pytest.mark.parametrize("setting", ["enableXsrfProtection", "enableCORS", "enableAgentApi", "enableStaticServing"])
def test_no_protection_of_the_server_is_switched_off_and_no_door_opened(setting):
    assert setting not in SETTINGS["server"]


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_nothing_is_drawn_as_html_but_style_sheets_of_ours(file):
    for call in (node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)):
        name = ast.unparse(call.func)
        assert not {"unsafe_allow_html", "unsafe_allow_javascript"} & {word.arg for word in call.keywords}, name
        assert name not in ("st.iframe", "eval", "exec", "compile") and not name.endswith("components.v1.html"), name
        if name.rpartition(".")[2] == "html":
            assert re.fullmatch(r"HERE / '[a-z_]+\.css'", ast.unparse(call.args[0])), ast.unparse(call)


def test_the_proxy_keeps_no_log_of_visits():
    assert "access_log off;" in (ROOT / "deploy/nginx.conf.template").read_text()


def test_the_proxy_keeps_the_server_s_counters_and_its_name_to_itself():
    proxy = (ROOT / "deploy/nginx.conf.template").read_text()
    assert re.search(r"location /_stcore/metrics \{\s+return 404;\s+\}", proxy) and "server_tokens off;" in proxy
