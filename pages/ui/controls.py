"""A parameter set as controls, one expander a group, drawn only while it is open."""

from collections.abc import Iterable
from functools import partial
from itertools import groupby

import streamlit as st

from model.assumptions import Assumptions
from model.parameter import Lever, Value
from model.policy import Policy
from pages.ui.levers import levers
from pages.ui.reset import reset_assumptions
from pages.ui.session import OPEN, Session, picked
from pages.ui.text import text
from pages.ui.values import option_words, value_words

MOST_NAMED = 3
IN_FORCE_BY_HISTORY = ("tariffs", "rivals")


def policy_controls(kept: Session, topic: str) -> None:
    """Draw what governments choose, one expander a group, the page's topic open."""
    base = dict(kept.choice.preset.policy)
    history = kept.choice.policy.course == "history"
    for group, members in _groups(Policy.declared()):
        box = st.expander(text(f"group.{group}"), group == topic, key=OPEN + group, on_change="rerun")
        if not box.open:
            _closed(kept, members, base)
            continue
        overruled = history and group in IN_FORCE_BY_HISTORY
        with box:
            if overruled:
                st.caption(text("frame.history"))
            off = frozenset(members) - {"course"} if overruled else frozenset[str]()
            levers(group, members, kept, off=off, base=base)


def assumption_controls(kept: Session) -> None:
    """Draw what economists dispute in one expander, block by block, each with its kind."""
    members, central = Assumptions.declared(), dict(Assumptions())
    box = st.expander(text("frame.assumptions"), key=f"{OPEN}assumptions", on_change="rerun")
    if not box.open:
        _closed(kept, members, central)
        return
    with box:
        reset_assumptions(kept)
        for group, block in _groups(members):
            st.markdown(f"**{text(f'group.{group}')}**")
            levers(group, block, kept)


def pick(name: str) -> str:
    """Draw a choice that belongs to the page alone and return what the reader picked."""
    kept = st.session_state["session"]
    options, words = kept.picks[name], partial(option_words, name)
    key = kept.key(name)
    said = {"key": key, "on_change": picked, "args": (name, key)}
    return st.selectbox(text(f"{name}.label"), options, options.index(kept.start[name]), format_func=words, **said)


def _groups(members: dict[str, Lever]) -> Iterable[tuple[str, dict[str, Lever]]]:
    for group, block in groupby(members.items(), key=lambda item: item[1].group):
        yield group, dict(block)


def _closed(kept: Session, members: dict[str, Lever], base: dict[str, Value]) -> None:
    """Say in one line where a closed group departs from its base."""
    departs = {lever: kept.held[lever.url] for name, lever in members.items() if kept.held[lever.url] != base[name]}
    said = [f"{text(f'{lever.url}.label')} {value_words(lever, value)}" for lever, value in departs.items()]
    more = [text("frame.more", count=len(said) - MOST_NAMED)] if len(said) > MOST_NAMED else []
    if said:
        st.caption(", ".join([*said[:MOST_NAMED], *more]))
