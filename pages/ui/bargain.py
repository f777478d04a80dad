"""The talks over what a reader has set, solved once per distinct package and shared by the pages that show them."""

from model.assumptions import Assumptions
from model.bargain import TALK_UNITS, meters, negotiate, numbers
from model.baseline import Baseline
from model.headline import Headline
from model.negotiation.draws import Verdicts, verdicts
from model.negotiation.talks import Talks
from model.negotiation.timing import Timing, timing
from model.policy import Policy
from model.politics import Group
from model.result import Result
from pages.ui.turn import in_turn


@in_turn(kept=32)
def talks(result: Result) -> Talks:
    """Return the talks over the package that a result's policy says."""
    return negotiate(result.policy, result.assumptions, result.baseline, result.as_signed)


@in_turn(kept=32)
def talks_over(policy: Policy, assumptions: Assumptions, tables: Baseline) -> Talks:
    """Return the talks over the package that a policy says."""
    return negotiate(policy, assumptions, tables)


def number(result: Result, name: str) -> Headline:
    """Return a number by name, of what a result's policy does or of the talks over it."""
    return numbers(talks(result))[name] if name in TALK_UNITS else result.headline[name]


def drawn(result: Result) -> Verdicts:
    """Return the verdicts on a result's package in draws of the weights."""
    return drawn_over(talks(result))


@in_turn(kept=32)
def drawn_over(over: Talks) -> Verdicts:
    """Return the verdicts on the package of talks in draws of the weights."""
    return verdicts(over)


@in_turn(kept=32)
def timed(result: Result) -> Timing:
    """Return what signing is worth month by month."""
    return timing(talks(result))


@in_turn(kept=32)
def metered(result: Result) -> tuple[Group, ...]:
    """Return the meters of the groups on both sides."""
    return meters(talks(result))
