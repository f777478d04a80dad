"""What every page shares: the menu, the controls, the link, and the one cached call of the model."""

import logging
from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path

import streamlit as st

from data.load import BrokenData, load, sources
from model import DATA_DATE, VERSION
from model.assumptions import Assumptions
from model.baseline import Baseline
from model.market import NotConverged
from model.parameter import Fault
from model.policy import Policy
from model.scenarios import PRESETS, REFERENCES
from model.simulate import Result, simulate
from pages.ui.controls import assumption_controls, policy_controls
from pages.ui.errors import watch
from pages.ui.link import copy_link
from pages.ui.menu import MENU, menu
from pages.ui.moves import moves
from pages.ui.numbers import lead
from pages.ui.outside import outside
from pages.ui.own import badge, own_baseline
from pages.ui.reset import labels, reset_levers
from pages.ui.say import say
from pages.ui.session import Session, move, moved, session
from pages.ui.text import sentence, text
from pages.ui.turn import in_turn
from pages.ui.values import option_words

Body = Callable[[Result], None]
HERE = Path(__file__).parent
MOST_NAMED = 5
LONGEST_VERSION = 10


def show(page: str, body: Body, **picks: tuple[str, ...]) -> None:
    """Draw a page: its frame, and its body of what the policy does beside its reference.

    A lever that moves draws the body anew and leaves the rest.  A pick is a choice of this page alone, by key and
    options: the link carries it, the page draws it.
    """
    watch()
    about = {"About": text("frame.about", version=VERSION, day=_day(date.fromisoformat(DATA_DATE)))}
    title = f"{text(f'menu.{page}')} · {text('frame.name')}"
    menu_at_first = "collapsed" if st.context.is_embedded else "auto"
    st.set_page_config(page_title=title, layout="wide", initial_sidebar_state=menu_at_first, menu_items=about)
    st.html(HERE / "frame.css")
    kept = session(page, picks)
    with st.sidebar:
        outside()
        st.markdown(f"**{text('frame.name')}**")
        menu(kept)
        scenario(kept)
        policy_controls(kept, MENU[page].topic)
        assumption_controls(kept)
    st.title(text(f"{page}.title"), anchor=False)
    drawn = st.fragment(_drawn, key="body") if MENU[page].body_alone else _drawn
    drawn(kept, body)
    copy_link()


def _drawn(kept: Session, body: Body) -> None:
    """Draw what stands below a page's title."""
    kept.resume()
    lead(kept.choice.shared)
    with st.container():
        moves(kept, labels(kept))
        notices(kept)
        result = solved(kept)
    body(result)
    closing(result)


def closing(result: Result) -> None:
    """Draw the foot of a page: the date of the data, the version, the scenario, and how to cite it."""
    said = {"version": VERSION, "digest": result.digest, "day": _day(date.fromisoformat(DATA_DATE))}
    say("closing", ("foot", text("frame.stamp", **said)), ("note", text("frame.citation", **said)))


def scenario(kept: Session) -> None:
    """Draw the preset, the reference, and how many levers differ from the preset."""
    preset, presets, words = kept.choice.preset, tuple(PRESETS), partial(option_words, "preset")
    key = kept.key("preset")
    said = {"format_func": words, "key": key, "on_change": apply_preset, "args": (key,)}
    st.selectbox(text("frame.preset"), presets, presets.index(kept.start["preset"]), **said)
    link = source_link(preset.source)
    origin = f" · [{text('frame.source')}]({link})" if link else ""
    st.markdown(f":small[{_day(preset.date)} · {text(f'preset_line.{preset.slug}')}{origin}]")
    reset_levers(kept)
    references = tuple(REFERENCES)
    key = kept.key("reference")
    said = {"format_func": words, "key": key, "on_change": moved, "args": ("reference", key)}
    st.radio(text("frame.reference"), references, references.index(kept.start["reference"]), horizontal=True, **said)


def apply_preset(key: str) -> None:
    """Set the tariffs and offers of the preset just chosen."""
    if moved("preset", key):
        move(PRESETS[st.session_state["session"].held["preset"]].tariffs_and_offers)


def notices(kept: Session) -> None:
    """Say whose tables are in use, which values of the link were not taken, how old it is, what does not combine."""
    badge()
    if kept.from_link:
        st.warning(f"{text('frame.ignored')} {named(kept.from_link)}.")
    given = kept.written.get("v", VERSION)
    if given != VERSION:
        shown = "".join(sign for sign in given[:LONGEST_VERSION] if sign.isprintable() and sign != "`")
        st.info(text("frame.older", given=f"`{shown or '?'}`", now=VERSION))
    if kept.refused:
        st.warning(f"{text('frame.invalid')} {named(kept.refused)}.")


def named(faults: list[Fault]) -> str:
    """Return the first faults in words and how many more there are."""
    more = [text("frame.more", count=len(faults) - MOST_NAMED)] if len(faults) > MOST_NAMED else []
    return "; ".join([*map(sentence, faults[:MOST_NAMED]), *more])


def solved(kept: Session) -> Result:
    """Return what the choice does; where the model cannot say, say so and return the last good result."""
    choice, tables = kept.choice, usable_tables()
    try:
        kept.good = answer(
            choice.policy, choice.assumptions, REFERENCES[choice.reference], tables, signed=MENU[kept.page].talks
        )  # fmt: skip
    except NotConverged as failure:
        st.warning(text("frame.not_converged", residual=f"{float(failure.residual.max()):.1e}"))
    except Exception:
        logging.getLogger(__name__).exception("the model failed")
        st.warning(text("frame.failed"))
    else:
        return kept.good
    if kept.good is None:
        st.stop()
    st.caption(text("frame.last_good"))
    return kept.good


def usable_tables() -> Baseline:
    """Return the base year, or stop the page with every fault of its tables."""
    try:
        return baseline()
    except BrokenData as broken:
        st.error(text("frame.broken"))
        st.code(str(broken), language=None, wrap_lines=True)
        st.stop()


def baseline() -> Baseline:
    """Return the base year, with the reader's own tables where some are in use."""
    return own_baseline() or committed()


@cache
def committed() -> Baseline:
    """Return the base year as committed, read once."""
    return load()


def source_link(source: str) -> str:
    """Return where a source stands on the web, or nothing where it has no address."""
    return str(sources().loc[source, "url"])


@in_turn(kept=64)
def answer(
    policy: Policy, assumptions: Assumptions, reference: Policy, tables: Baseline, *, signed: bool = False
) -> Result:  # fmt: skip
    """Return what one policy does beside its reference, solved once per distinct choice."""
    return simulate(policy, assumptions, tables, reference, signed=signed)


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
