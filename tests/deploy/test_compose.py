"""Compose reads a dollar sign as the start of a name to fill in; one that is meant is written twice."""

import re
from pathlib import Path

COMPOSE = (Path(__file__).parents[2] / "deploy/compose.yaml").read_text()
FILLED_IN = r"\$\$|\$\{\w+(:-[^}]*)?\}"


def test_every_dollar_sign_is_filled_in_or_written_twice():
    assert re.search(FILLED_IN, COMPOSE)
    assert "$" not in re.sub(FILLED_IN, "", COMPOSE)
