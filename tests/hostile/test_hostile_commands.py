"""No command breaks the command line: it answers, or ends with code 2 and lines that say what is wrong."""

import contextlib
import io
import math
import os
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hostile import KEYS, NASTY, tried, words
from hypothesis import given
from hypothesis import strategies as st

from model import __main__ as command
from model import sweep_command
from model.parameter import Invalid
from model.plan import LEVERS, MOST_RUNS, plan
from model.scenarios import PRESETS

LONGEST_SAID = 6_000
URLS = {lever.url: lever for lever in LEVERS.values()}
FLAGS = (
    "--list", "--json", "--preset", "--reference", "--set", "--help", "-h", "--pre", "sweep", "--out", "--scheduler",
    "--", "-",
)  # fmt: skip
values = st.one_of(words, st.sampled_from(tuple(PRESETS)), st.tuples(st.sampled_from(KEYS), words).map("=".join))
arguments = st.lists(st.one_of(st.sampled_from(FLAGS), values), max_size=6)


def called(*given_arguments: str) -> tuple[int, str, str]:
    """Return the exit code of a command, what it said and what it said was wrong."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = command.main(given_arguments)
        except SystemExit as ended:
            code = ended.code
    return code, out.getvalue(), err.getvalue()


def went_well_or_said_why(code: int, out: str, err: str) -> None:
    assert code in (0, 2) and "Traceback" not in err
    if code == 2:
        assert out == "" and len(err) < LONGEST_SAID
        lines = err.split("\n")[:-1]
        assert lines[-1].startswith("python -m model: ")
        assert all(" moved to " in line for line in lines[:-1])
        assert err.endswith("\n") and all(sign.isprintable() for sign in err.replace("\n", ""))


@pytest.fixture(autouse=True)
def no_sweeps(monkeypatch):
    monkeypatch.setattr(sweep_command, "sweep", lambda *_: iter(()))


@tried(1500)
@given(arguments)
def test_whatever_is_typed_is_answered_or_refused_in_a_line(typed):
    went_well_or_said_why(*called(*typed))


numbers = st.one_of(st.integers(), st.floats(), st.sampled_from([10**400, -(10**30), 0, 1, 1e-320, math.inf, math.nan]))
leaves = st.one_of(words, numbers, st.booleans(), st.dates(), st.none())
anything = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=6,
)
ranges = st.fixed_dictionaries({"from": numbers, "to": numbers, "step": numbers})
known = st.sampled_from(KEYS)
plans = st.fixed_dictionaries(
    {},
    optional={
        "preset": st.one_of(st.sampled_from(tuple(PRESETS)), anything),
        "reference": anything,
        "set": st.one_of(st.dictionaries(known, leaves, max_size=4), anything),
        "grid": st.one_of(
            st.dictionaries(known, st.one_of(ranges, st.lists(leaves, max_size=4), anything), max_size=4), anything
        ),
        "draws": st.one_of(st.fixed_dictionaries({}, optional={
            "count": st.one_of(numbers, anything), "seed": st.one_of(numbers, anything),
            "over": st.one_of(st.lists(st.one_of(known, anything), max_size=4), anything),
        }), anything),
        "colour": anything,
    },
)  # fmt: skip


@tried(1500)
@given(plans)
def test_whatever_a_plan_says_is_a_plan_of_few_enough_runs_or_every_fault_is_named(said):
    try:
        assert 1 <= plan(said).runs <= MOST_RUNS
    except Invalid as invalid:
        assert invalid.faults and all(fault.reason for fault in invalid.faults)


def test_a_grid_whose_runs_no_machine_word_can_count_is_refused():
    ranged = [key for key, lever in URLS.items() if lever.control == "number"][:16]
    grid = {key: [URLS[key].low + at * URLS[key].step for at in range(16)] for key in ranged}
    assert len(grid) == 16 and all(URLS[key].allows(grid[key][-1]) for key in ranged)
    with pytest.raises(Invalid, match=r"18,446,744,073,709,551,616 runs"):
        plan({"grid": grid})


def test_a_full_disk_is_said_in_a_line(tmp_path, monkeypatch):
    monkeypatch.setattr(sweep_command, "sweep", lambda *_: iter([pd.DataFrame({"car": [15.0]})]))
    (tmp_path / "plan.toml").touch()
    (tmp_path / f"full.csv.{os.getpid()}.part").symlink_to("/dev/full")
    code, out, err = called("sweep", str(tmp_path / "plan.toml"), "--out", str(tmp_path / "full.csv"))
    went_well_or_said_why(code, out, err)
    assert code == 2 and "No space left" in err


lines = st.one_of(
    words,
    st.tuples(known, words).map(lambda both: f"{both[0]} = {both[1]}"),
    st.sampled_from([
        "[set]", "[grid]", "[draws]", "[[grid]]", 'preset = "july-deal"', "car = [10, 20]", "count = 3",
        "car = " + "9" * 5_000, "car = 0x" + "f" * 5_000, "car = " + "[" * 3_000, "car = 1979-05-27T07:32:00Z",
        "car = { from = 0, to = 100, step = 1e-320 }", "car = { from = -inf, to = inf, step = 1 }",
    ]),
)  # fmt: skip


@tried(750)
@given(st.one_of(st.lists(lines, max_size=6).map(lambda said: "\n".join(said).encode()), st.binary(max_size=60)))
def test_whatever_file_is_given_as_a_plan_is_run_or_refused_in_a_line(content):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "plan.toml")
        file.write_bytes(content)
        went_well_or_said_why(*called("sweep", str(file), "--out", str(Path(folder, "runs.csv"))))


@pytest.mark.parametrize("name", [*NASTY, "/", "/proc/self/mem", "a" * 300])
def test_a_plan_or_a_target_of_any_name_is_refused_in_a_line(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for typed in (["sweep", f"./{name}", "--out", "runs.csv"], ["sweep", "plan.toml", "--out", f"{name}/x\0.csv"]):
        code, out, err = called(*typed)
        went_well_or_said_why(code, out, err)
        assert code == 2
