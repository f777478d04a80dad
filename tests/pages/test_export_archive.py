"""Plain files: CSV a parser reads and no spreadsheet runs, JSON that names the scenario, Python that computes it."""

import csv
import json
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pandas as pd
import pytest

from data.load import load
from model import DATA_DATE, VERSION
from model.__main__ import document
from model.assumptions import Assumptions
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate
from pages.ui.export.archive import scenario, snippet, stamped, tables
from pages.ui.export.cells import as_data
from pages.ui.export.messages import brief
from pages.ui.text import text

ROOT, BASE, PAGE = Path(__file__).parents[2], load(), "https://example.org/brief"
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\r=1", "＝1+1")


def solved(slug="july-deal", reference="no-deal", **levers):
    policy = PRESETS[slug].policy.but(**levers)
    return simulate(policy, Assumptions(own_price_elasticity=5.1), BASE, REFERENCES[reference])


@pytest.fixture(scope="module")
def result():
    return solved(car_tariff=20.0, decision="2025-09", signed=False)


@pytest.fixture(scope="module")
def said(result):
    return brief(result, PRESETS["july-deal"], PAGE)


def body(words):
    return "\n".join(line for line in words.splitlines() if not line.startswith("#"))


def test_the_zip_holds_every_table_as_it_is(result, said):
    held = ZipFile(BytesIO(tables(result, said)))
    assert set(held.namelist()) == {f"{name}.csv" for name in (*result.tables, "headline")} | {"README.txt"}
    for name, table in result.tables.items():
        read = pd.read_csv(StringIO(body(held.read(f"{name}.csv").decode())))
        pd.testing.assert_frame_equal(read, pd.read_csv(StringIO(table.to_csv(index=False))), rtol=1e-12)
    headline = pd.read_csv(StringIO(body(held.read("headline.csv").decode()))).set_index("name")
    for name, number in result.headline.items():
        assert headline.loc[name, "value"] == pytest.approx(number.value, rel=1e-12)
        assert headline.loc[name, "kind"] == number.kind


def test_every_file_of_the_zip_says_scenario_link_version_and_day(result, said):
    held = ZipFile(BytesIO(tables(result, said)))
    for name in held.namelist():
        words = held.read(name).decode()
        assert result.digest in words and said.origin.link in words and VERSION in words
        assert (DATA_DATE if name.endswith(".csv") else "9 November 2026") in words


def test_the_same_scenario_gives_the_same_zip(result, said):
    assert tables(result, said) == tables(result, said)


@pytest.mark.parametrize("words", FORMULAS)
def test_text_that_looks_like_a_formula_is_data(words, result):
    table = pd.DataFrame({"maker": [words, "Toyota"], "change": [-1.5, 2.0], "six": [True, False]})
    written = stamped(table, result)
    head, first, second = csv.reader(StringIO(written[written.index("maker,change") :], newline=""))
    assert head == ["maker", "change", "six"]
    assert first == [f"'{words}".replace("\r", " "), "-1.5", "True"] and second == ["Toyota", "2.0", "False"]


def test_no_text_of_a_cell_starts_a_line_of_its_own(result):
    written = stamped(pd.DataFrame({"maker": ["a\r=1+1", "b\n=1+1"]}), result)
    rows = list(csv.reader(StringIO(written[written.index("maker\n") :], newline="")))
    assert rows == [["maker"], ["a =1+1"], ["b\n=1+1"]]


@pytest.mark.parametrize("words", ["Toyota", "−1%", "a=b", "'=1", "", "5"])
def test_other_text_stays_as_it_is(words):
    assert as_data(words) == words


def test_the_json_names_every_input_by_its_key_and_the_headline(result, said):
    read, whole = json.loads(scenario(result, said.origin)), document(result)
    shared = ("version", "data_date", "scenario", "policy", "reference", "assumptions")
    assert {name: read[name] for name in shared} == {name: whole[name] for name in shared}
    assert (read["link"], read["preset"], read["query"]["car"]) == (said.origin.link, "july-deal", "20")
    for name, number in result.headline.items():
        assert read["headline"][name]["value"] == number.value and read["headline"][name]["kind"] == number.kind


def run(code, tmp_path):
    """Run code in an interpreter of its own that knows the project by its path alone."""
    environment = {"PYTHONPATH": str(ROOT), "PATH": "", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True,
                          encoding="utf-8")  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_snippet_runs_as_pasted_and_prints_the_headline(result, said, tmp_path):
    printed = run(snippet(result, said.origin), tmp_path)
    lines = {line.split()[0]: line for line in printed.splitlines()}
    assert list(lines) == list(result.headline)
    for name, number in result.headline.items():
        assert f"{number.value:.6g}" in lines[name] and f"({number.change:+.6g})" in lines[name]
        assert lines[name].endswith(f"{number.unit} [{number.kind}]")


def test_the_snippet_says_so_where_the_data_are_not_those_of_the_scenario(result, said, tmp_path):
    code = snippet(result, said.origin).replace(result.digest, "000000000000")
    assert run(code, tmp_path).startswith(text("export.moved"))


def test_the_snippet_names_version_day_and_link_and_nothing_in_it_can_break_out(result, said):
    odd = SimpleNamespace(preset=said.origin.preset, link="x", words='https://x/"""\nimport os\rprint(1)', own=())
    first, second, third, *_ = snippet(result, odd).splitlines()
    assert VERSION in first and DATA_DATE in first and result.digest in first
    assert second.startswith("# https://x/") and third.startswith("from data.load")
