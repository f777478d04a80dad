"""When the URL sets the controls, and when the controls set the URL."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from model.parameter import Fault, Invalid, Value
from model.scenarios import PRESETS, REFERENCES
from pages.ui.choice import LEVERS, Choice, Picks

OPEN = "open."
BY_URL = {lever.url: lever for lever in LEVERS.values()}


@dataclass
class Session:
    """Keep the value of every control of one visitor between runs, drawn or not.

    A control that anything but the reader sets gets a new key and starts at its new value. Setting the old key would
    not do: the browser never hears of it if the next run comes soon, and a control that is gone brings back old values.
    """

    page: str
    picks: Picks
    choice: Choice
    written: dict[str, str] = field(default_factory=dict)
    held: dict[str, Value] = field(default_factory=dict)
    start: dict[str, Value] = field(default_factory=dict)
    turn: Counter[str] = field(default_factory=Counter)
    from_link: list[Fault] = field(default_factory=list)
    refused: list[Fault] = field(default_factory=list)
    good: Any = None
    next: str = ""
    asked: int = 0
    tabs: dict[str, str] = field(default_factory=dict)
    token: str = field(default_factory=lambda: token_hex(8))

    def key(self, name: str) -> str:
        """Return the key of the control as it is drawn now."""
        return f"{name}-{self.turn[name]}"

    def put(self, values: Mapping[str, Value]) -> None:
        """Set controls by name, whatever the browser still sends; the page on the screen then shows old ones."""
        self.held |= values
        self.start |= values
        self.turn.update(values.keys())

    def move(self, key: str, value: Any) -> bool:
        """Take over what the reader did to the control of a key and tell whether its value changed.

        A control that has been replaced may still report, after the page it stood on is gone; what it says no longer
        counts. Nor does what no such control can say.
        """
        name = key.rpartition("-")[0]
        if name not in self.held or key != self.key(name) or not self._can_hold(name, value):
            return False
        before = self.held[name]
        self.held[name] = float(value) if isinstance(before, float) else value
        return bool(self.held[name] != before)

    def _can_hold(self, name: str, value: Any) -> bool:
        """Tell whether the reader can set a control to a value: one of its range, or one of its options."""
        held = self.held[name]
        if type(value) is not type(held) and not (isinstance(held, float) and type(value) is int):
            return False
        menus = {"preset": tuple(PRESETS), "reference": tuple(REFERENCES), **self.picks}
        return BY_URL[name].allows(value) if name in BY_URL else value in menus.get(name, ())

    def resume(self) -> None:
        """Let every control that was not on the screen start at the value it holds."""
        departed = {name: value for name, value in self.held.items() if value != self.start[name]}
        self.start |= {name: value for name, value in departed.items() if self.key(name) not in st.session_state}

    def arrive(self, page: str, picks: Picks, *, keeping: bool) -> None:
        """Let the URL set the controls, or with `keeping` only what the page alone lets the reader pick.

        The URL stays as it came, or rewriting it would catch the Back button.
        """
        shared = {name: value for name, value in self.held.items() if name not in self.picks}
        stale = self.held if page == self.page else {}
        self.page, self.picks, self.written, self.refused = page, picks, st.query_params.to_dict(), []
        given = {key: st.query_params.get_all(key) for key in st.query_params}
        self.choice, self.from_link = Choice.read(given, picks)
        said = self.choice.held | (shared if keeping else {})
        self.put({name: value for name, value in said.items() if stale.get(name) != value})

    def choose(self) -> None:
        """Let the controls make the choice, and write the URL if that is a new one."""
        try:
            choice, self.refused = Choice.of(self.held, self.picks), []
        except Invalid as invalid:
            self.refused = invalid.faults
            return
        if choice != self.choice:
            self.choice, self.written, self.from_link = choice, choice.address, []
            st.query_params.from_dict(choice.address)


def session(page: str, picks: Picks) -> Session:
    """Return the visitor's session: set by the URL on arrival, by the controls otherwise."""
    kept = st.session_state.get("session")
    by_menu = kept is not None and page == kept.next
    arriving = kept is None or (went_back_or_forward() and not by_menu)
    if kept is None:
        kept = st.session_state["session"] = Session(page, picks, Choice.read({}, picks)[0])
    if by_menu:
        kept.next = ""
    if arriving:
        kept.arrive(page, picks, keeping=False)
    elif page != kept.page:
        kept.arrive(page, picks, keeping=by_menu)
        kept.choose()
    else:
        kept.choose()
    kept.resume()
    return kept


def went_back_or_forward() -> bool:
    """Tell whether the browser's Back or Forward asked for this run."""
    context = get_script_run_ctx()
    return bool(context and context.is_history_navigation)


def moved(name: str, key: str) -> bool:
    """Take over what the reader did to a control and tell whether its value changed.

    It runs before anything is drawn, so no later click can overtake it.
    """
    return key in st.session_state and st.session_state["session"].move(key, st.session_state[key])


def picked(name: str, key: str) -> None:
    """Take over what the reader picked within a page's body and draw the whole page anew: its frame says it too."""
    if moved(name, key):
        st.rerun()


def move(values: Mapping[str, Value]) -> None:
    """Set levers by their names in the model and draw the whole page anew; only a callback may."""
    st.session_state["session"].put({LEVERS[name].url: value for name, value in values.items()})
    st.rerun()
