"""A scenario's result and its brief, as the page and the files to take along have them."""

from typing import Any

from data.load import load
from model.assumptions import Assumptions
from model.result import Result
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate
from pages.ui.export.content import Brief
from pages.ui.export.messages import brief

BASE, PAGE = load(), "https://example.org/brief"
CENTRAL = Assumptions()


def told(
    slug: str = "july-deal", reference: str = "law-2024", assumptions: Assumptions = CENTRAL,
    *, page: str = PAGE, own: tuple[str, ...] = (), **levers: Any,
) -> tuple[Result, Brief]:  # fmt: skip
    """Return the result of a preset with some levers changed, and the brief of it."""
    result = simulate(PRESETS[slug].policy.but(**levers), assumptions, BASE, REFERENCES[reference])
    return result, brief(result, PRESETS[slug], page, own)


def briefed(*scenario: str, **more: Any) -> Brief:
    """Return the brief of a scenario alone."""
    return told(*scenario, **more)[1]
