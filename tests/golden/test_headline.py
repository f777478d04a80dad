"""The numbers the pages open with do not move unless someone means them to."""

import json
from pathlib import Path

import pytest
from headline import as_text, headlines

HELD = Path(__file__).parent / "headline.json"
SAME = 1e-6 + 5e-6  # relative: what is asked, and half a unit of the last of the six digits that the file keeps
NOTHING = 1e-9  # what rounding makes of a difference that is zero

EXPECTED = json.loads(HELD.read_text(encoding="utf-8"))
MOVED = "understand why, then put in by hand what `python -m tests.golden.headline` prints"


@pytest.fixture(scope="module")
def found(baseline):
    return headlines(baseline)


def test_every_preset_and_every_headline_number_is_held(found):
    assert {slug: list(numbers) for slug, numbers in found.items()} == {
        slug: list(numbers) for slug, numbers in EXPECTED.items()
    }


@pytest.mark.parametrize("slug", EXPECTED)
def test_the_headline_numbers_of_a_preset_have_not_moved(found, slug):
    moved = [
        f"{name} {which}: {EXPECTED[slug][name][which]} -> {value}"
        for name, pair in found[slug].items()
        for which, value in pair.items()
        if value != pytest.approx(EXPECTED[slug][name][which], rel=SAME, abs=NOTHING)
    ]
    assert not moved, f"{MOVED}: {'; '.join(moved)}"


def test_the_file_is_written_as_the_command_prints_it():
    assert HELD.read_text(encoding="utf-8") == as_text(EXPECTED)
