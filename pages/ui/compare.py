"""Up to four scenarios beside one another: picked as presets or pasted as links, solved, and set against the first."""

import logging
from collections.abc import Mapping

import streamlit as st

from model.assumptions import Assumptions
from model.attribution import Attribution, attribution, differing
from model.baseline import Baseline
from model.market import NotConverged
from model.policy import Policy
from model.result import Result
from model.scenarios import PRESETS
from model.setting import Setting
from pages.ui.choice import Choice, Linkable, linked
from pages.ui.compared import Scenario
from pages.ui.draws import crew
from pages.ui.frame import answer, named
from pages.ui.session import Session, picked
from pages.ui.shelf import ONCE
from pages.ui.text import text
from pages.ui.uncertainty import RESULTS
from pages.ui.values import option_words

NONE, OWN = "none", "own"
SLOTS = ("second", "third", "fourth")
FIRST = "july-deal"
MENU = Linkable([FIRST, *(slug for slug in PRESETS if slug != FIRST)])
PATHS = ("six_profit", "japan_built", "short", "balance_jpy", "gdp", "orders")
# What the compare page hands to its frame, so that the link carries the scenarios and what is shown of them.
PICKS = {
    "second": MENU, "third": Linkable([NONE, *MENU]), "fourth": Linkable([NONE, *MENU]), "towards": SLOTS,
    "headline": RESULTS, "path": PATHS,
}  # fmt: skip


def scenarios(result: Result) -> list[Scenario]:
    """Return the reader's own scenario and those picked, all beside the same reference."""
    kept: Session = st.session_state["session"]
    found = [Scenario(OWN, text("compare.own"), result)]
    for slot in SLOTS:
        said = str(kept.held[slot])
        if said != NONE:
            chosen = setting_of(said, result)
            try:
                solved = answer(chosen.policy, chosen.assumptions, result.reference, result.baseline)
            except Exception as failure:
                if not isinstance(failure, NotConverged):
                    logging.getLogger(__name__).exception("the model failed for a scenario compared")
                st.warning(text("compare.failed", name=name_of(said)))
                continue
            found.append(Scenario(slot, name_of(said), solved))
    twice = [one.name for one in found]
    return [
        one._replace(name=text("compare.twice", name=one.name, place=text(f"compare.{one.slot}")))
        if twice.count(one.name) > 1
        else one
        for one in found
    ]


def setting_of(said: str, own: Result) -> Setting:
    """Return what a pick sets: a preset the tariffs and offers alone, a link everything."""
    if said in PRESETS:
        return Setting(own.policy.but(**PRESETS[said].tariffs_and_offers), own.assumptions)
    found = linked(said)
    assert found is not None
    return Setting(found[0].policy, found[0].assumptions)


def link_of(scenario: Scenario) -> Mapping[str, str]:
    """Return the query of the link to a scenario of the page, beside the reader's reference."""
    kept: Session = st.session_state["session"]
    held, said = str(kept.held.get(scenario.slot)), scenario.result
    pasted = linked(held)
    preset = pasted[0].preset if pasted else PRESETS.get(held, kept.choice.preset)
    return Choice(preset, kept.choice.reference, said.policy, said.assumptions, {}).shared


def name_of(said: str) -> str:
    """Return the name of what a pick holds."""
    if said == NONE or said in PRESETS:
        return option_words("compare" if said == NONE else "preset", said)
    found = linked(said)
    assert found is not None
    choice = found[0]
    count = len(choice.policy.address(choice.preset.policy)) + len(choice.assumptions.address(Assumptions()))
    return text(f"compare.linked_{min(count, 2)}", preset=option_words("preset", choice.preset.slug), count=count)


def slot(name: str) -> None:
    """Draw the choice of one scenario: a preset, or the link it holds."""
    kept: Session = st.session_state["session"]
    held = str(kept.held[name])
    options = [*kept.picks[name], *([held] if held not in kept.picks[name] else [])]
    key = kept.key(name)
    said = {"key": key, "on_change": picked, "args": (name, key), "format_func": name_of}
    st.selectbox(text(f"{name}.label"), options, options.index(kept.start[name]), **said)


def paste() -> None:
    """Draw the field that takes a link, and what came of the last one."""
    box = st.expander(text("compare.paste"), key="open.paste", on_change="rerun")
    if not box.open:
        return
    with box:
        st.text_input(text("compare.link"), key="pasted", placeholder=text("compare.link_placeholder"))
        columns = st.columns(len(SLOTS))
        for column, name in zip(columns, SLOTS, strict=True):
            label = text("compare.take", place=text(f"compare.{name}"))
            column.button(label, key=f"take-{name}", on_click=take, args=(name,), width="stretch")
        well, said = st.session_state.get("paste-said", (True, ""))
        if said:
            (st.success if well else st.warning)(said)


def take(name: str) -> None:
    """Put the scenario of the pasted link in a place, or say why not; only a callback may."""
    kept: Session = st.session_state["session"]
    given = str(st.session_state.get("pasted", "")).strip()
    found = linked(given) if given else None
    if found is None:
        st.session_state["paste-said"] = False, text("compare.not_ours" if given else "compare.nothing_pasted")
        return
    choice, faults = found
    kept.put({name: choice.scenario})
    taken = text("compare.taken", name=name_of(choice.scenario), place=text(f"compare.{name}"))
    ignored = f" {text('compare.ignored')} {named(faults)}." if faults else ""
    st.session_state["paste-said"] = not faults, taken + ignored
    st.rerun()


def towards(found: list[Scenario]) -> Scenario:
    """Return the scenario that the reader's own is compared with: the one picked, or the first there is."""
    picked = str(st.session_state["session"].held["towards"])
    return next((one for one in found[1:] if one.slot == picked), found[1])


def pick_towards(found: list[Scenario]) -> None:
    """Draw the choice of the scenario that the reader's own is compared with, where there are several."""
    kept: Session = st.session_state["session"]
    names = {one.slot: one.name for one in found[1:]}
    if len(names) < len(SLOTS) - 1:
        kept.start["towards"] = kept.held["towards"]
        return
    key, held = kept.key("towards"), towards(found).slot
    said = {"key": key, "on_change": picked, "args": ("towards", key), "format_func": names.__getitem__}
    st.selectbox(text("towards.label"), list(names), list(names).index(held), **said)


def attributed(own: Scenario, other: Scenario) -> Attribution:
    """Return what makes two scenarios differ, solved once per distinct pair."""
    result = own.result
    return _attributed(own.setting, other.setting, result.reference, result.baseline)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=ONCE)
def _attributed(first: Setting, last: Setting, reference: Policy, tables: Baseline) -> Attribution:
    with st.spinner(text("compare.working", count=len(differing(first, last)))):
        return attribution(first, last, reference, tables, crew().map)
