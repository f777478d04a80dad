"""The talks over what a reader has set, solved once per distinct package and shared by the pages that show them."""

import streamlit as st

from model.assumptions import Assumptions
from model.bargain import meters, negotiate
from model.baseline import Baseline
from model.negotiation.draws import Verdicts, verdicts
from model.negotiation.talks import Talks
from model.negotiation.timing import Timing, timing
from model.outcome import Outcome
from model.policy import Policy
from model.politics import Group
from model.result import Result

ONCE = {Baseline: lambda tables: tables.digest}


def talks(result: Result) -> Talks:
    """Return the talks over the package that a result's policy says."""
    return _talks(result.policy, result.assumptions, result.baseline, result.outcome)


def talks_over(policy: Policy, assumptions: Assumptions, tables: Baseline) -> Talks:
    """Return the talks over the package that a policy says."""
    return _talks(policy, assumptions, tables, None)


def drawn(result: Result) -> Verdicts:
    """Return the verdicts on a result's package in draws of the weights."""
    return drawn_over(talks(result))


def drawn_over(over: Talks) -> Verdicts:
    """Return the verdicts on the package of talks in draws of the weights."""
    return _drawn(over.policy, over.assumptions, over.baseline, over)


def timed(result: Result) -> Timing:
    """Return what signing is worth month by month."""
    return _timed(result.policy, result.assumptions, result.baseline, result)


def metered(result: Result) -> tuple[Group, ...]:
    """Return the meters of the groups on both sides."""
    return _metered(result.policy, result.assumptions, result.baseline, result)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=ONCE)
def _talks(policy: Policy, assumptions: Assumptions, tables: Baseline, _outcome: Outcome | None) -> Talks:
    return negotiate(policy, assumptions, tables, _outcome)


@st.cache_resource(max_entries=32, show_spinner=False, hash_funcs=ONCE)
def _drawn(policy: Policy, assumptions: Assumptions, tables: Baseline, _over: Talks) -> Verdicts:
    return verdicts(_over)


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=ONCE)
def _timed(policy: Policy, assumptions: Assumptions, tables: Baseline, _result: Result) -> Timing:
    return timing(talks(_result))


@st.cache_resource(max_entries=64, show_spinner=False, hash_funcs=ONCE)
def _metered(policy: Policy, assumptions: Assumptions, tables: Baseline, _result: Result) -> tuple[Group, ...]:
    return meters(talks(_result))
