"""A plan runs every combination once, as a single run would, and says all that is wrong with it."""

import os
import signal
import subprocess
import sys
import tomllib
import tracemalloc
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE
from time import sleep

import pandas as pd
import pyarrow.parquet as pq
import pytest

from model import DATA_DATE, VERSION
from model.__main__ import main
from model.assumptions import Assumptions
from model.headline import UNITS
from model.parameter import Invalid
from model.plan import MOST_DRAWS, MOST_RUNS, plan
from model.runs_file import runs_file
from model.scenarios import PRESETS, REFERENCES
from model.sensitivity import DRAWN
from model.simulate import SCENARIOS_AT_ONCE, simulate
from model.spread import in_order, over_cores
from model.sweep import sweep
from model.sweep_command import Progress, duration

ROOT = Path(__file__).parents[2]
LOOP = 1e-12  # the same sums; the batch may add them in another order
FEW_MEGABYTES = 100e6  # a batch takes some 10 MB; ten million policies would take tens of GB
PLAN = """
preset = "july-deal"
reference = "no-deal"
[set]
yen = 145
[grid]
car = { from = 10, to = 20, step = 5 }
signed = [true, false]
"""


def runs(text, baseline):
    return pd.concat(sweep(plan(tomllib.loads(text)), baseline), ignore_index=True)


def test_every_combination_is_the_single_run(baseline):
    found = runs(PLAN, baseline)
    assert found[["car", "signed"]].to_numpy().tolist() == [[c, s] for c in (10.0, 15.0, 20.0) for s in (True, False)]
    for _, row in found.iterrows():
        policy = PRESETS["july-deal"].policy.but(car_tariff=row["car"], signed=bool(row["signed"]), yen=145.0)
        for name, number in simulate(policy, Assumptions(), baseline, REFERENCES["no-deal"]).headline.items():
            scale = max(1.0, abs(number.value))
            assert row[name] == pytest.approx(number.value, rel=LOOP, abs=LOOP * scale), name
            assert row[f"{name}_reference"] == pytest.approx(number.reference, rel=LOOP, abs=LOOP * scale), name


def test_draws_are_numbered_and_carry_the_assumptions_they_drew(baseline):
    found = runs(PLAN + '[draws]\ncount = 5\nseed = 3\nover = ["eps_own", "lambda_p"]', baseline)
    assert len(found) == 5 * 6 and found["draw"].nunique() == 5
    for _, alike in found.groupby("draw"):
        assert alike["eps_own"].nunique() == alike["lambda_p"].nunique() == 1
    assert found["eps_own"].nunique() == 5 and (found["eps_own"] < 4.5).mean() == pytest.approx(0.5, abs=0.1)
    row = found.iloc[17]
    policy = PRESETS["july-deal"].policy.but(car_tariff=row["car"], signed=bool(row["signed"]), yen=145.0)
    chosen = Assumptions(own_price_elasticity=row["eps_own"], price_speed=row["lambda_p"])
    expected = simulate(policy, chosen, baseline, REFERENCES["no-deal"]).headline["six_profit"]
    assert (row["six_profit"], row["six_profit_reference"]) == pytest.approx((expected.value, expected.reference))


def test_an_assumption_may_be_swept_and_what_does_not_go_together_is_left_out(baseline):
    found = runs("[grid]\neps_agg = [0.8, 1.3]\nsigma = [0.6, 0.8]", baseline)
    assert found[["eps_agg", "sigma"]].to_numpy().tolist() == [[0.8, 0.6], [0.8, 0.8], [1.3, 0.6]]


def test_without_a_list_all_that_economists_dispute_is_drawn_but_what_the_grid_sets():
    wanted = plan({"grid": {"eps_own": [4.0, 5.0]}, "draws": {"count": 7}})
    assert set(wanted.draws.names) == set(DRAWN) - {"own_price_elasticity"}
    assert wanted.runs == 14


def test_an_empty_plan_is_the_default_scenario_alone(baseline):
    found = runs("", baseline)
    assert len(found) == 1 and set(found) == {name + end for name in UNITS for end in ("", "_reference")}


SEVEN = ("car", "parts", "metal", "general", "eu", "korea", "usmca")
WRONG = {
    "an entry nobody knows": ("levels = 3", ["levels = 3", "no such entry"]),
    "an unknown preset": ('preset = "deal"', ["preset = deal", "july-deal"]),
    "a preset that is no text": ("preset = [1]", ["preset", "july-deal"]),
    "an unknown reference": ('reference = "never"', ["reference = never"]),
    "a table that is none": ("grid = 3", ["grid = 3", "must be a table"]),
    "an unknown lever": ("[grid]\ncars = [1]", ["cars", "no such lever"]),
    "a fixed value out of range": ("[set]\nyen = 10", ["yen = 10", "from 80 to 250"]),
    "a swept value out of range": ("[grid]\ncar = [5, 200]", ["car = 200", "from 0 to 100"]),
    "a text for a number": ('[grid]\ncar = ["many"]', ["car = many"]),
    "a nan": ("[grid]\ncar = [nan]", ["car = nan"]),
    "no values": ("[grid]\ncar = []", ["car", "must be a list"]),
    "a value that is no list": ("[grid]\ncar = 5", ["car = 5", "must be a list"]),
    "a range without a step": ("[grid]\ncar = {from = 0, to = 5}", ["car", "from = , to = , step ="]),
    "a range that goes nowhere": ("[grid]\ncar = {from = 5, to = 0, step = 1}", ["car"]),
    "a step of nothing": ("[grid]\ncar = {from = 0, to = 5, step = 0}", ["car"]),
    "a range of a switch": ("[grid]\nsigned = {from = 0, to = 1, step = 1}", ["signed"]),
    "a choice that is none": ('[grid]\nstacking = ["beside"]', ["stacking = beside", "on-top or including"]),
    "a lever both fixed and swept": ("[set]\ncar = 5\n[grid]\ncar = [5]", ["car = 5", "both in set and in grid"]),
    "no draws": ("[draws]\ncount = 0", ["draws.count = 0"]),
    "draws that are no number": ('[draws]\ncount = "many"', ["draws.count = many"]),
    "a seed below zero": ("[draws]\ncount = 5\nseed = -1", ["draws.seed = -1"]),
    "a drawn lever": ('[draws]\ncount = 5\nover = ["car"]', ["draws.over = car", "no assumption"]),
    "a drawn choice": ('[draws]\ncount = 5\nover = ["gdp_engine"]', ["draws.over = gdp_engine"]),
    "nothing to draw": ("[draws]\ncount = 5\nover = []", ["draws.over"]),
    "an assumption both swept and drawn": (
        '[grid]\nsigma = [0.5]\n[draws]\ncount = 5\nover = ["sigma"]', ["draws.over = sigma", "in grid"]
    ),
    "an entry of draws nobody knows": ("[draws]\ncount = 5\nmethod = 1", ["draws.method = 1"]),
    "more runs than anyone waits for": (
        "[grid]\ncar = {from = 0, to = 100, step = 0.1}\n[draws]\ncount = 100000", ["100,100,000", "10,000,000"]
    ),
    "more runs than 64 bits count": (
        "[grid]\n" + "\n".join(f"{key} = {{from = 0, to = 100, step = 0.02}}" for key in SEVEN), [f"{5001**7:,} runs"]
    ),
    "more draws than memory holds": ("[draws]\ncount = 200001", ["draws.count = 200,001", "200,000"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "says"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_plan_is_said(text, says):
    with pytest.raises(Invalid) as caught:
        plan(tomllib.loads(text))
    assert all(word in str(caught.value) for word in says), str(caught.value)


def test_all_that_is_wrong_is_said_at_once(capsys, tmp_path):
    file = tmp_path / "plan.toml"
    file.write_text('preset = "deal"\n[set]\nyen = 10\n[grid]\ncars = [1]\ncar = [200]\n[draws]\ncount = -1')
    assert main(["sweep", str(file), "--out", str(tmp_path / "runs.csv")]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1
    for word in ("preset = deal", "yen = 10", "cars = ", "car = 200", "draws.count = -1"):
        assert word in said.err
    assert not (tmp_path / "runs.csv").exists()


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_the_command_writes_the_runs_under_their_stamp(capsys, tmp_path, baseline, kind):
    file, out = tmp_path / "plan.toml", tmp_path / f"runs.{kind}"
    file.write_text(PLAN)
    assert main(["sweep", str(file), "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"6 runs in {out}\n"
    found = pd.read_parquet(out) if kind == "parquet" else pd.read_csv(out, comment="#")
    pd.testing.assert_frame_equal(found, runs(PLAN, baseline), check_exact=kind == "parquet", rtol=1e-14)
    if kind == "parquet":
        assert found.attrs == {"model": VERSION, "data": DATA_DATE, "plan": str(file)}
    else:
        assert VERSION in out.read_text().splitlines()[0] and DATA_DATE in out.read_text().splitlines()[0]


def test_runs_left_out_are_counted(capsys, tmp_path):
    file = tmp_path / "plan.toml"
    file.write_text("[grid]\neps_agg = [0.8, 1.3]\nsigma = [0.6, 0.8]")
    assert main(["sweep", str(file), "--out", str(tmp_path / "runs.csv")]) == 0
    assert "3 runs" in (said := capsys.readouterr().out) and "1 left out" in said


UNUSABLE = {
    "no such plan": ("none.toml", "runs.csv", ["none.toml", "No such file"]),
    "a plan that is no TOML": ("broken.toml", "runs.csv", ["broken.toml", "no TOML"]),
    "a plan that is no text": ("binary.toml", "runs.csv", ["binary.toml", "no TOML"]),
    "a place that does not exist": ("plan.toml", "nowhere/runs.csv", ["nowhere", "No such file"]),
    "a folder in place of a file": ("plan.toml", "folder.csv", ["folder.csv", "no ordinary file"]),
    "a kind of file nobody knows": ("plan.toml", "runs.xls", [".parquet or a .csv"]),
    "nothing that goes together": ("apart.toml", "runs.csv", ["no combination"]),
}


@pytest.mark.parametrize(("file", "out", "says"), UNUSABLE.values(), ids=UNUSABLE)
def test_files_that_cannot_be_used_are_named(capsys, tmp_path, monkeypatch, file, out, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.toml").write_text(PLAN)
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "broken.toml").write_text("[grid")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "apart.toml").write_text("[grid]\neps_agg = [1.3]\nsigma = [0.8]")
    assert main(["sweep", file, "--out", out]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1 and all(word in said.err for word in says), said.err


def test_the_command_needs_a_plan_and_a_file(capsys):
    assert main(["sweep"]) == 2
    assert "plan" in (said := capsys.readouterr().err) and "--out" in said


def squared(number):
    return number**2


def test_work_over_several_processes_is_the_work_of_one_in_order():
    assert list(over_cores(squared, range(20))) == [number**2 for number in range(20)]


def test_a_plan_over_several_processes_has_the_same_bits(baseline):
    wanted = plan(tomllib.loads("[grid]\ncar = {from = 0, to = 40, step = 0.5}"))
    alone, spread = (pd.concat(sweep(wanted, baseline, way)) for way in (map, over_cores))
    pd.testing.assert_frame_equal(alone, spread, check_exact=True)


class Later:
    def __init__(self, item, log):
        self.item, self.log = item, log

    def result(self):
        return self.item

    def cancel(self):
        self.log.append(self.item)


def test_few_pieces_are_under_way_and_those_not_begun_are_dropped_when_one_stops():
    submitted, dropped = [], []

    def submit(item):
        submitted.append(item)
        return Later(item, dropped)

    answers = in_order(submit, range(100), 3)
    assert [next(answers), next(answers)] == [0, 1] and submitted == [0, 1, 2, 3]
    answers.close()
    assert dropped == [2, 3] and submitted == [0, 1, 2, 3]


def test_the_most_runs_a_plan_may_ask_for_are_allowed():
    each = MOST_RUNS // MOST_DRAWS
    wanted = plan({"grid": {"car": [float(rate) for rate in range(each)]}, "draws": {"count": MOST_DRAWS}})
    assert wanted.runs == MOST_RUNS


MANY = "[grid]\ncar = {from = 0, to = 100, step = 0.1}\nyen = {from = 100, to = 200, step = 1}"


@pytest.mark.parametrize(("stop", "send"), [(signal.SIGINT, os.killpg), (signal.SIGTERM, os.kill)], ids=["key", "kill"])
def test_a_sweep_that_is_stopped_says_so_and_leaves_what_was_there(tmp_path, stop, send):
    (tmp_path / "plan.toml").write_text(MANY)
    out = tmp_path / "runs.csv"
    out.write_text("what was there")
    command = [sys.executable, "-m", "model", "sweep", str(tmp_path / "plan.toml"), "--out", str(out)]
    heard = ["env", "--default-signal=INT", *command]  # what runs behind a script may have been told to ignore it
    started = subprocess.Popen(heard, cwd=ROOT, stdout=PIPE, stderr=PIPE, text=True, start_new_session=True)
    try:
        while not any(part.stat().st_size for part in tmp_path.glob("runs.csv.*.part")):
            assert started.poll() is None
            sleep(0.05)
        send(started.pid, stop)  # a terminal sends its signal to every process of the sweep
        said, faults = started.communicate(timeout=60)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
    assert started.returncode == 130 and said == ""
    assert [line for line in faults.splitlines() if " to go" not in line] == [
        "python -m model: stopped; nothing was written"
    ]
    assert out.read_text() == "what was there" and set(tmp_path.iterdir()) == {tmp_path / "plan.toml", out}


def test_a_file_longer_than_a_group_of_rows_is_the_same_runs(tmp_path, monkeypatch):
    monkeypatch.setattr("model.runs_file.ROWS_A_GROUP", 5)
    whole = pd.DataFrame({"draw": range(12), "car": [0.5] * 12, "course": ["as-set"] * 12, "signed": [True] * 12})
    with runs_file(str(tmp_path / "runs.parquet"), {"model": "1"}) as add:
        for first in range(0, 12, 3):
            add(whole[first : first + 3])
    found = pd.read_parquet(tmp_path / "runs.parquet")
    pd.testing.assert_frame_equal(found, whole, check_exact=True)
    assert found.attrs == {"model": "1"} and pq.read_metadata(tmp_path / "runs.parquet").num_row_groups == 2


def test_a_sweep_that_fails_leaves_what_was_there(tmp_path):
    (tmp_path / "runs.parquet").write_text("what was there")
    with pytest.raises(ZeroDivisionError), runs_file(str(tmp_path / "runs.parquet"), {}) as add:
        add(pd.DataFrame({"car": [1.0]}))
        raise ZeroDivisionError
    assert [one.read_text() for one in tmp_path.iterdir()] == ["what was there"]


def test_progress_says_how_much_is_done_how_fast_and_how_long_it_will_take(capsys, monkeypatch):
    clock = iter([100.0, 110.0, 131.0, 150.0, 161.0])
    monkeypatch.setattr("model.sweep_command.monotonic", lambda: next(clock))
    progress = Progress(100_000)
    for runs in (1000, 5200, 100, 6000):
        progress.more(runs)
    progress.end()
    assert capsys.readouterr().err.splitlines() == [
        "6,200 of 100,000 runs, 200 a second, 8 min to go",
        "12,300 of 100,000 runs, 202 a second, 7 min to go",
    ]


@pytest.mark.parametrize(
    ("seconds", "says"), [(0.4, "0 s"), (59, "59 s"), (60, "1 min"), (5400, "1.5 h"), (90000, "25.0 h")]
)
def test_a_time_is_said_in_words_that_fit_it(seconds, says):
    assert duration(seconds) == says


def test_the_first_of_ten_million_runs_come_without_the_others(baseline):
    rates = {"from": 0, "to": 99.9, "step": 0.1}
    wanted = plan({"grid": {"car": rates, "parts": rates, "yen": [float(yen) for yen in range(140, 150)]}})
    assert wanted.runs == MOST_RUNS
    next(sweep(wanted, baseline))
    tracemalloc.start()
    try:
        assert len(next(sweep(wanted, baseline))) == SCENARIOS_AT_ONCE
        assert tracemalloc.get_traced_memory()[1] < FEW_MEGABYTES
    finally:
        tracemalloc.stop()
