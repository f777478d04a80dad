"""The contract for everyone outside: `python -m model`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from model import DATA_DATE, VERSION
from model.__main__ import main
from model.assumptions import Assumptions
from model.parameter import as_text
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate

ROOT = Path(__file__).parents[2]


def document(capsys, *arguments):
    assert main([*arguments, "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == "" and said.out.count("\n") == 1

    def refuse(name):
        raise AssertionError(f"{name} is not JSON")

    return json.loads(said.out, parse_constant=refuse)


def test_the_list_names_every_preset_lever_and_assumption_with_its_range(capsys):
    assert main(["--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert VERSION in lines[0] and DATA_DATE in lines[0]
    for slug in (*PRESETS, *REFERENCES):
        assert any(line.split()[:1] == [slug] for line in lines), slug
    for kind in (Policy, Assumptions):
        for name, lever in kind.declared().items():
            (line,) = [line for line in lines if line.split()[:2] == [lever.url, name]]
            assert lever.allowed in line and as_text(kind.model_fields[name].default) in line


@pytest.mark.parametrize("slug", PRESETS)
def test_the_document_has_the_agreed_shape(capsys, slug):
    found = document(capsys, "--preset", slug)
    assert {"version", "data_date", "policy", "assumptions", "headline", "tables"} <= found.keys()
    assert found["version"] == VERSION and found["data_date"] == DATA_DATE
    assert set(found["policy"]) == {lever.url for lever in Policy.declared().values()}
    assert set(found["assumptions"]) == {lever.url for lever in Assumptions.declared().values()}
    for number in found["headline"].values():
        assert {"value", "unit", "kind"} <= number.keys() and isinstance(number["value"], float) and number["unit"]
        assert number["kind"] in ("fact", "estimate", "judgement")
    for name, rows in found["tables"].items():
        assert rows and all(isinstance(row, dict) and row.keys() == rows[0].keys() for row in rows), name


def test_the_numbers_are_those_of_the_model(capsys, baseline):
    found = document(capsys, "--preset", "july-deal", "--set", "car=20", "--set", "sigma=0.5")
    policy = PRESETS["july-deal"].policy.but(car_tariff=20.0)
    result = simulate(policy, Assumptions(nesting=0.5), baseline)
    assert {name: number["value"] for name, number in found["headline"].items()} == {
        name: number.value for name, number in result.headline.items()
    }
    assert found["policy"]["car"] == 20 and found["policy"]["signed"] is True and found["assumptions"]["sigma"] == 0.5
    assert len(found["tables"]["makers"]) == len(result.makers)


def test_a_reference_may_be_chosen(capsys):
    found = [document(capsys, "--reference", name)["headline"]["six_duty"] for name in REFERENCES]
    assert len({number["value"] for number in found}) == 1 and len({number["reference"] for number in found}) == 2


def test_without_json_it_prints_one_line_a_number(capsys):
    assert main(["--preset", "july-deal"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(document(capsys, "--preset", "july-deal")["headline"])


WRONG = {
    "an unknown preset": (["--preset", "deal"], ["deal", "july-deal"]),
    "an unknown reference": (["--reference", "never"], ["never", "law-2024"]),
    "an unknown key": (["--set", "cars=20"], ["cars", "--list"]),
    "a field name in place of the key": (["--set", "car_tariff=20"], ["car_tariff"]),
    "out of range": (["--set", "car=101"], ["car = 101", "from 0 to 100"]),
    "below the range": (["--set", "yen=79"], ["yen = 79", "from 80 to 250"]),
    "not a number": (["--set", "car=nan"], ["car = nan", "from 0 to 100"]),
    "infinity": (["--set", "car=inf"], ["car = inf", "from 0 to 100"]),
    "text": (["--set", "car=many"], ["car = many", "from 0 to 100"]),
    "nothing": (["--set", "car="], ["car", "from 0 to 100"]),
    "no equals sign": (["--set", "car"], ["KEY=VALUE", "car"]),
    "no key": (["--set", "=5"], ["KEY=VALUE"]),
    "a switch that is neither": (["--set", "signed=maybe"], ["signed = maybe", "no or yes"]),
    "a choice that is none": (["--set", "stacking=beside"], ["stacking = beside", "on-top or including"]),
    "a month out of range": (["--set", "decision=2024-12"], ["decision = 2024-12", "2025-04"]),
    "two wrong values": (["--set", "car=-1", "--set", "growth=9"], ["car = -1", "growth = 9"]),
    "a wrong assumption": (["--set", "sigma=0.9"], ["sigma = 0.9", "0.8"]),
    "assumptions that do not go together": (
        ["--set", "eps_own=3", "--set", "eps_agg=1.3"], ["eps_own", "eps_agg", "must stay below"]
    ),
    "an unknown option": (["--presets", "today"], ["--presets"]),
    "a missing argument": (["--preset"], ["--preset"]),
}  # fmt: skip


@pytest.mark.parametrize(("arguments", "says"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_in_a_line_with_exit_code_2(capsys, arguments, says):
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1 and "Traceback" not in said.err
    assert all(word in said.err for word in says), said.err


def test_wrong_values_of_levers_and_of_assumptions_are_named_together(capsys):
    assert main(["--set", "car=-1", "--set", "sigma=9"]) == 2
    said = capsys.readouterr().err
    assert "car = -1" in said and "sigma = 9" in said


def run(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "model", *arguments], cwd=ROOT, capture_output=True, text=True, check=False, **options
    )  # fmt: skip


def test_it_runs_as_a_module():
    assert run("--list").returncode == 0
    wrong = run("--set", "car=999")
    assert wrong.returncode == 2 and wrong.stdout == "" and "Traceback" not in wrong.stderr


def test_a_reader_that_closes_the_pipe_sees_no_traceback():
    command = f"{sys.executable} -m model --json | head -c 10"
    ended = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.stdout == '{"version"' and "Traceback" not in ended.stderr and "BrokenPipe" not in ended.stderr
