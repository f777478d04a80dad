"""Pick a goal and a lever, get the value: the goal seeker as a page draws it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import streamlit as st

from model.goal import OFFERS, RATES, TARGETS
from model.result import Result
from pages.ui import sections
from pages.ui.controls import pick
from pages.ui.session import move
from pages.ui.sought import BALANCED, YES, Found, Question, sought
from pages.ui.text import text

LEVERS = (
    "car_tariff", "general_rate", "parts_tariff", "metal_tariff", "quota", "car_usmca", "yen", "us_growth",
    "supplier_credit", "employment_subsidy", "fair_trade", "opening",
)  # fmt: skip
# What a page that draws the goal seeker hands to its frame, so that the link carries the goal and the lever.
PICKS = {"goal": (YES, *TARGETS, BALANCED), "goal_offer": (*OFFERS, *RATES), "goal_lever": LEVERS}


class Asked(NamedTuple):
    """Hold the value first asked for, the least and the most, and the step."""

    first: float
    low: float
    high: float
    step: float


ASKED: Mapping[str, Asked] = {
    YES: Asked(15.0, 0.0, 100.0, 0.5), "weakest": Asked(0.71, 0.0, 6.0, 0.01), "short": Asked(8.3, 0.0, 100.0, 0.1),
    "cars": Asked(1250.0, 0.0, 4000.0, 10.0), "profit": Asked(-9.0, -80.0, 80.0, 0.5),
    "surplus": Asked(6500.0, -20_000.0, 20_000.0, 100.0),
}  # fmt: skip


EXAMPLES = {
    "investment": Question(YES, "investment", 15.0),
    "cash": Question("weakest", "car_tariff", 0.71),
    "balanced": Question(BALANCED),
}


@dataclass
class Seeking:
    """Keep what a visitor asks for between runs; a value that an example sets gets a control with a new key."""

    asked: dict[str, float] = field(default_factory=lambda: {goal: one.first for goal, one in ASKED.items()})
    turn: int = 0
    pressed: bool = False
    question: Question | None = None
    found: Found | None = None


def goals(result: Result) -> None:
    """Draw the goal seeker; the page has handed `PICKS` to its frame."""
    kept = st.session_state.setdefault("goals", Seeking())
    sections.note("goals.intro")
    columns = st.columns(len(EXAMPLES))
    for column, (name, example) in zip(columns, EXAMPLES.items(), strict=True):
        column.button(text(f"goals.example_{name}"), key=f"goal-{name}", on_click=ask, args=(example,), width="stretch")
    question = asked_for(kept)
    if st.button(text("goals.find"), key="goal-find", type="primary") or kept.pressed:
        kept.pressed, kept.question = False, question
        with st.spinner(text("goals.searching")):
            kept.found = sought(question, result)
    if kept.found and kept.question == question:
        answered(kept.found, result)


def ask(question: Question) -> None:
    """Put a question as if the reader had picked it and pressed the button; only a callback may."""
    kept, session = st.session_state["goals"], st.session_state["session"]
    session.put({"goal": question.goal} | ({lever_key(question.goal): question.lever} if question.lever else {}))
    if question.asked is not None:
        kept.asked[question.goal] = question.asked
    kept.turn, kept.pressed = kept.turn + 1, True
    st.rerun()


def asked_for(kept: Seeking) -> Question:
    """Draw goal, lever and value, and return what they ask."""
    first, second, third = st.columns(3)
    with first:
        goal = pick("goal")
    if goal == BALANCED:
        return Question(goal)
    with second:
        lever = pick(lever_key(goal))
    if goal == YES and lever == "car_tariff":
        return Question(goal, lever)
    about, key = ASKED[goal], f"goal-asked-{goal}-{kept.turn}"
    with third:
        kept.asked[goal] = st.number_input(
            text(f"goal_asked.{goal}"), about.low, about.high, kept.asked[goal], about.step, format="%g", key=key
        )  # fmt: skip
    return Question(goal, lever, float(kept.asked[goal]))


def lever_key(goal: str) -> str:
    """Return the pick that says which lever may move."""
    return "goal_offer" if goal == YES else "goal_lever"


def answered(found: Found, result: Result) -> None:
    """Draw an answer and the buttons that set what was found, while the levers are those it was found for."""
    st.markdown(found.sentence)
    if found.digest != result.digest:
        sections.note("goals.moved")
        return
    row = st.container(horizontal=True)
    for label, levers in found.sets.items():
        row.button(label, key=f"goal-set-{label}", on_click=move, args=(levers,))
