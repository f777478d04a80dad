"""A sweep on a Dask cluster is the sweep of one process, whoever dies on the way, or one line that says why not."""

import json
import os
import pickle
import signal
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import monotonic, sleep

import pandas as pd
import pytest
from distributed import Client

from model import sweep as sweeping
from model.__main__ import main
from model.pieces import of_piece, pieces
from model.plan import plan
from model.sweep import Proved, differences, over_cluster, sweep
from model.sweep_command import Progress

ROOT = Path(__file__).parents[2]
SECONDS = 60
PLAN = """
preset = "july-deal"
[grid]
car = { from = 5, to = 27.5, step = 2.5 }
yen = [130, 145, 160]
[draws]
count = 8
over = ["eps_own", "lambda_p"]
"""


class Cluster:
    """Hold a scheduler that does not know the model and its workers, each a process on a port nobody chose."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.start("scheduler", folder, "--host", "127.0.0.1", "--port", "0")
        self.wait(lambda: self.file.exists() and self.file.stat().st_size > 0)
        self.address = json.loads(self.file.read_text())["address"]

    def start_worker(self, folder: Path = ROOT) -> None:
        self.start("worker", folder, "--no-nanny", "--nthreads", "1", "--local-directory", str(self.file.parent))

    def start(self, what: str, folder: Path, *options: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--no-dashboard"]
        command += ["--scheduler-file", str(self.file), *options]
        with open(self.file.parent / "log", "ab") as log:
            self.processes.append(subprocess.Popen(command, cwd=folder, stdout=log, stderr=log))

    def wait(self, until: Callable[[], bool]) -> None:
        began = monotonic()
        while not until():
            assert monotonic() - began < SECONDS, (self.file.parent / "log").read_text()
            sleep(0.1)

    def end(self) -> None:
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait()


@pytest.fixture
def bare(tmp_path_factory) -> Iterator[Cluster]:
    """Lend a scheduler without workers."""
    cluster = Cluster(tmp_path_factory.mktemp("bare"))
    yield cluster
    cluster.end()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory) -> Iterator[Cluster]:
    """Lend a scheduler with two workers, of which a test may kill one."""
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    cluster.start_worker()
    cluster.start_worker()
    yield cluster
    cluster.end()


@pytest.fixture
def file(tmp_path) -> Path:
    (tmp_path / "plan.toml").write_text(PLAN)
    return tmp_path / "plan.toml"


def said(capsys) -> str:
    """Return the one line on standard error, and that there is nothing else."""
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1, err
    return err


def test_a_worker_killed_on_the_way_loses_nothing_and_the_bits_are_those_of_one_process(cluster, baseline):
    wanted, found = plan(tomllib.loads(PLAN)), []
    with Client(cluster.address, set_as_default=False) as observer:
        observer.wait_for_workers(2, timeout=SECONDS)
        processes = observer.run(os.getpid)
        for runs in sweep(wanted, baseline, partial(over_cluster, cluster.address)):
            if not found:
                under_way, done = observer.processing(), observer.has_what()
                most = max(processes, key=lambda worker: (bool(under_way[worker]), len(done[worker])))
                assert under_way[most] or done[most]  # pieces nobody has fetched yet die with it
                os.kill(processes[most], signal.SIGKILL)
            found.append(runs)
        assert len(observer.run(os.getpid)) == 1
    alone = pd.concat(sweep(wanted, baseline), ignore_index=True)
    assert len(alone) == wanted.runs == 240
    pd.testing.assert_frame_equal(pd.concat(found, ignore_index=True), alone, check_exact=True)


def test_a_worker_that_finds_other_numbers_is_refused(cluster, file, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(Proved, "proof", "what no worker finds")
    assert main(["sweep", str(file), "--out", str(tmp_path / "runs.csv"), "--scheduler", cluster.address]) == 2
    assert "finds other numbers" in said(capsys) and [one.name for one in tmp_path.iterdir()] == [file.name]


def test_a_scheduler_killed_on_the_way_ends_the_sweep_in_a_line_and_leaves_what_was_there(
    bare, file, tmp_path, capsys, monkeypatch
):
    bare.start_worker()
    out = tmp_path / "runs.csv"
    out.write_text("what was there")
    monkeypatch.setattr(Progress, "more", lambda *_: bare.processes[0].kill())
    assert main(["sweep", str(file), "--out", str(out), "--scheduler", bare.address]) == 2
    assert f"{bare.address} was lost" in said(capsys)
    assert out.read_text() == "what was there" and set(tmp_path.iterdir()) == {file, out}


def test_no_workers_and_workers_without_the_model_are_named(bare, file, tmp_path, capsys, monkeypatch):
    command = ["sweep", str(file), "--out", str(tmp_path / "runs.csv"), "--scheduler", bare.address]
    with monkeypatch.context() as impatient:
        impatient.setattr(sweeping, "SECONDS_TO_ANSWER", 1.0)
        assert main(command) == 2
    assert f"{bare.address} has no workers" in said(capsys)
    bare.start_worker(tmp_path)
    assert main(command) == 2
    assert "does not know the model" in said(capsys)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nobody://127.0.0.1:8786", "tcp://", "tcp://127.0.0.1:99999"])
def test_where_no_scheduler_answers_that_is_said(file, tmp_path, capsys, monkeypatch, address):
    monkeypatch.setattr(sweeping, "SECONDS_TO_CONNECT", 0.5)
    assert main(["sweep", str(file), "--out", str(tmp_path / "runs.csv"), "--scheduler", address]) == 2
    assert f"no Dask scheduler answers at {address}\n" in said(capsys)


def test_without_dask_the_command_says_what_to_install_and_its_own_cores_still_work(
    file, tmp_path, capsys, monkeypatch
):
    monkeypatch.setitem(sys.modules, "distributed", None)
    command = ["sweep", str(file), "--out", str(tmp_path / "runs.csv")]
    assert main([*command, "--scheduler", "tcp://127.0.0.1:1"]) == 2
    assert "pip install -r requirements-sweep.txt" in said(capsys)
    file.write_text("")
    assert main(command) == 0


def test_versions_that_decide_about_the_result_are_compared():
    ours = {
        "python": "3.11.2.final.0",
        "dask": "1",
        "distributed": "1",
        "numpy": "2.4.6",
        "pandas": "3.1.1",
        "lz4": "4",
    }
    same = {"packages": ours | {"python": "3.11.9.final.0", "lz4": "4"}}
    other = {"packages": ours | {"python": "3.12.2.final.0", "numpy": "2.4.5", "pandas": None}}
    found = differences(
        {"client": {"packages": ours}, "scheduler": other, "workers": {"tcp://a": same, "tcp://b": other}}
    )
    assert found == [
        "worker tcp://b has python 3.12.2.final.0, this machine 3.11.2.final.0",
        "worker tcp://b has numpy 2.4.5, this machine 2.4.6",
        "worker tcp://b has pandas missing, this machine 3.1.1",
    ]
    older = {"packages": {"dask": "0", "distributed": "1"}}
    found = differences({"client": {"packages": ours}, "scheduler": older, "workers": {}})
    assert found == ["the scheduler has dask 0, this machine 1"]


def test_each_process_proves_its_own_numbers(baseline):
    wanted = plan(tomllib.loads(PLAN))
    first, second, *_ = pieces(wanted)
    here, other = (Proved(partial(of_piece, wanted, baseline), one) for one in (first, second))
    assert here.proof != other.proof
    there = pickle.loads(pickle.dumps(here))
    assert "proof" not in vars(there) and there.proof == here.proof
    proof, runs = there(pickle.dumps(second))
    assert proof == here.proof
    pd.testing.assert_frame_equal(runs, of_piece(wanted, baseline, second), check_exact=True)
