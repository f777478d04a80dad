"""Print the headline numbers of every preset as `headline.json` holds them.

`python -m tests.golden.headline` prints them; compare, understand each number that moved, and put it in by hand.
"""

import json

from data.load import load
from model.assumptions import Assumptions
from model.baseline import Baseline
from model.scenarios import PRESETS
from model.simulate import simulate

DIGITS = 6
DECIMALS = 9


def headlines(baseline: Baseline) -> dict[str, dict[str, dict[str, float]]]:
    """Return value and reference of every headline number by preset."""
    return {
        slug: {
            name: {"value": number.value, "reference": number.reference}
            for name, number in simulate(preset.policy, Assumptions(), baseline).headline.items()
        }
        for slug, preset in PRESETS.items()
    }


def as_text(found: dict[str, dict[str, dict[str, float]]]) -> str:
    """Return the numbers to six digits as JSON, a line each, so that a change shows as the lines it moves."""
    blocks = []
    for slug, numbers in found.items():
        lines = [
            f'    "{name}": {json.dumps({which: _short(value) for which, value in pair.items()})}'
            for name, pair in numbers.items()
        ]
        blocks.append(f'  "{slug}": {{\n' + ",\n".join(lines) + "\n  }")
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def _short(value: float) -> float:
    return float(f"{round(value, DECIMALS):.{DIGITS}g}") + 0.0


if __name__ == "__main__":
    print(as_text(headlines(load())), end="")
