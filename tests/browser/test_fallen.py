"""A page that fails says one sentence in a real browser, its server one line, and the reader's levers stay."""

import json
import re
import shutil

from conftest import ROOT, watched
from playwright.sync_api import expect

from pages.ui.text import text
from tests.serving import serving

SECRET = "9f3a in /srv/secret/place.py"
FAILS = f"""
    if st.button("Fail later", on_click=lambda: {{}}["{SECRET}"]) or "fail" in st.query_params:
        raise LookupError("{SECRET}")
"""


def test_an_error_is_one_sentence_for_the_reader_and_one_line_for_the_server(browser, tmp_path):
    copy = tmp_path / "copy"
    for folder in ("data", "model", "pages", ".streamlit"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", copy)
    page_of = copy / "pages/automakers.py"
    begins = "\n    top = st.container()\n"
    assert begins in page_of.read_text()
    page_of.write_text(page_of.read_text().replace(begins, FAILS + begins))
    with (
        open(tmp_path / "log", "w") as log,
        serving(copy / "app.py", folder=copy, log=log) as server,
        watched(browser, server.address) as page,
    ):
        page.goto("/automakers?preset=july-deal&car=20&fail=1")
        expect(page.get_by_test_id("stException")).to_have_text(text("frame.fallen"), timeout=60_000)
        assert "9f3a" not in page.content() and "LookupError" not in page.content()
        page.get_by_role("link", name="Overview").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Does this deal hold?")
        assert "car=20" in page.url and page.get_by_test_id("stException").count() == 0
        page.get_by_role("link", name="Automakers").click()
        page.get_by_role("button", name="Fail later").click()
        expect(page.get_by_test_id("stException")).to_have_text(text("frame.fallen"))
        assert "9f3a" not in page.content() and "KeyError" not in page.content()
    lines = [json.loads(line) for line in (tmp_path / "log").read_text().splitlines() if line.startswith("{")]
    assert "Traceback" not in (tmp_path / "log").read_text()
    assert [line["error"] for line in lines] == ["LookupError", "KeyError"]
    assert all(re.fullmatch(r"automakers\?.*car=20.*", line["link"]) and SECRET in line["message"] for line in lines)
    assert all(str(tmp_path) not in json.dumps(line) and "session" not in json.dumps(line) for line in lines)
