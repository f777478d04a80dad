"""A parameter set as controls, one expander a group, drawn only while it is open."""

from collections.abc import Iterable
from functools import lru_cache, partial
from itertools import groupby

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.load import sources
from model.assumptions import Assumptions
from model.parameter import Lever, Value
from model.policy import Policy
from pages.ui.landmarks import landmarks
from pages.ui.parts import redrawn, slid
from pages.ui.session import OPEN, Session, move, moved, picked
from pages.ui.text import text
from pages.ui.values import option_words, value_words

MOST_NAMED = 3
MOST_BUTTONS = 4
IN_FORCE_BY_HISTORY = ("tariffs", "rivals")


def policy_controls(kept: Session, topic: str) -> None:
    """Draw what governments choose, one expander a group, the page's topic open."""
    base = dict(kept.choice.preset.policy)
    history, shown = kept.choice.policy.course == "history", list[str]()
    for group, members in _groups(Policy.declared()):
        box = st.expander(text(f"group.{group}"), group == topic, key=OPEN + group, on_change=redrawn)
        if not box.open:
            _closed(kept, members, base)
            continue
        overruled = history and group in IN_FORCE_BY_HISTORY
        if overruled:
            box.caption(text("frame.history"))
        off = frozenset(members) - {"course"} if overruled else frozenset[str]()
        for name, lever in members.items():
            control(lever, kept, box, off=name in off)
        with box:
            landmarks(group, members, kept, off=off)
        shown.append(group)
    kept.groups = shown


def assumption_controls(kept: Session) -> None:
    """Draw what economists dispute in one expander, block by block, each with its kind."""
    members, central = Assumptions.declared(), dict(Assumptions())
    box = st.expander(text("frame.assumptions"), key=f"{OPEN}assumptions", on_change=redrawn)
    if not box.open:
        _closed(kept, members, central)
        return
    differ = len(kept.choice.assumptions.address(Assumptions()))
    label = text("frame.reset_assumptions")
    box.button(label, key="reset-assumptions", on_click=move, args=(central,), type="tertiary", disabled=not differ)
    for group, block in _groups(members):
        box.markdown(f"**{text(f'group.{group}')}**")
        for lever in block.values():
            control(lever, kept, box, with_kind=True)


def control(lever: Lever, kept: Session, box: DeltaGenerator, *, off: bool = False, with_kind: bool = False) -> None:
    """Draw one lever."""
    start, key = kept.start[lever.url], kept.key(lever.url)
    label = f"{text(f'{lever.url}.label')}{f' ({lever.unit})' if lever.unit else ''}"
    if with_kind:
        label += f", {text(f'kind.{lever.kind}').lower()}"
    said = {"key": key, "help": about(lever), "on_change": moved, "args": (lever.url, key), "disabled": off}
    words = partial(option_words, lever.url)
    match lever.control:
        case "number":
            said |= {"on_change": slid, "args": (lever.url, key, lever.group)}
            shown = box.slider(label, lever.low, lever.high, start, lever.step, format="%g", **said)
        case "choice" if len(lever.options) > MOST_BUTTONS:
            shown = box.selectbox(label, lever.options, lever.options.index(start), format_func=words, **said)
        case "choice":
            place = lever.options.index(start)
            shown = box.radio(label, lever.options, place, format_func=words, horizontal=True, **said)
        case "switch":
            shown = box.toggle(label, start, **said)
        case "month":
            shown = box.select_slider(label, lever.positions, start, **said)
    kept.hear(lever.url, shown)


def pick(name: str) -> str:
    """Draw a choice that belongs to the page alone and return what the reader picked."""
    kept = st.session_state["session"]
    options, words = kept.picks[name], partial(option_words, name)
    key = kept.key(name)
    said = {"key": key, "on_change": picked, "args": (name, key)}
    return st.selectbox(text(f"{name}.label"), options, options.index(kept.start[name]), format_func=words, **said)


def about(lever: Lever) -> str:
    """Return what a lever means, how sure its value is and where it comes from."""
    return f"{text(f'{lever.url}.help')} {text(f'kind.{lever.kind}')}: {source_words(lever.source)}."


@lru_cache(maxsize=256)
def source_words(source: str) -> str:
    """Return the publishers and titles of sources."""
    rows = sources().loc[source.split(";")]
    return "; ".join(f"{row.publisher}, {row.title}" for row in rows.itertuples())


def _groups(levers: dict[str, Lever]) -> Iterable[tuple[str, dict[str, Lever]]]:
    for group, members in groupby(levers.items(), key=lambda item: item[1].group):
        yield group, dict(members)


def _closed(kept: Session, members: dict[str, Lever], base: dict[str, Value]) -> None:
    """Let a closed group start as it stands once it is opened, and say in one line where it departs from its base."""
    kept.rest([lever.url for lever in members.values()])
    departs = {lever: kept.held[lever.url] for name, lever in members.items() if kept.held[lever.url] != base[name]}
    said = [f"{text(f'{lever.url}.label')} {value_words(lever, value)}" for lever, value in departs.items()]
    more = [text("frame.more", count=len(said) - MOST_NAMED)] if len(said) > MOST_NAMED else []
    if said:
        st.caption(", ".join([*said[:MOST_NAMED], *more]))
