"""What a search for a goal comes to, in sentences: the range of a lever that meets it, or why none does."""

from collections.abc import Sequence

from model.assumptions import Assumptions
from model.balanced import Balanced
from model.goal import Range
from model.negotiation.limits import POINTS, Limit
from model.negotiation.talks import Talks
from model.parameter import Lever
from model.policy import Policy
from pages.ui import style
from pages.ui.figures.suppliers import whole
from pages.ui.text import text
from pages.ui.values import option_words, with_unit

# Target of the goal seeker -> the unit in which an amount of it is written.
UNITS = {
    "yes": "%", "weakest": "months", "short": "%", "cars": "thousand", "profit": "USD bn", "surplus": "JPY bn",
}  # fmt: skip
SIGNED = ("profit",)
# Lever -> the terms on which a red line may stand that it moves.
MOVES = {
    "investment": ("investment", "fiscal"), "rice": ("rice",), "car_tariff": ("car",), "general_rate": ("general",),
}  # fmt: skip


def claim(goal: str, asked: float | None) -> str:
    """Return what is wanted as a clause, such as `both sides say yes to 15.0% on cars`."""
    if asked is None:
        return text(f"goal_claim.{goal}_alone")
    return text(f"goal_claim.{goal}", asked=amount(goal, asked))


def amount(goal: str, value: float) -> str:
    """Return an amount of a target with its unit."""
    return (style.change if goal in SIGNED else style.amount)(value, UNITS[goal])


def found(range_: Range, name: str, now: float, claimed: str, why: str) -> str:
    """Say where on a lever the claim holds and where the lever stands, or that it is not within its range, and why."""
    lever = Policy.declared()[name]
    ends = {"low": with_unit(lever, lever.low), "high": with_unit(lever, lever.high)}
    said = {"lever": text(f"{lever.url}.label"), "claim": claimed, "now": with_unit(lever, now)}
    if range_.low is None or range_.high is None:
        return text("goal_answer.none", why=why, **ends, **said).strip()
    low, high = with_unit(lever, range_.low), with_unit(lever, range_.high)
    if range_.low == range_.high:
        return text("goal_answer.one", value=low, **said)
    whole = (range_.low, range_.high) == (lever.low, lever.high) and not range_.gaps
    if whole:
        return text("goal_answer.all", **ends, **said)
    gaps = text("goal_answer.gaps") if range_.gaps else ""
    return text("goal_answer.range", low=low, high=high, gaps=gaps, end=_end(range_, lever), **said)


def at_the_ends(goal: str, name: str, values: Sequence[float]) -> str:
    """Say what a number comes to at both ends of a lever."""
    lever, (low, high) = Policy.declared()[name], (amount(goal, value) for value in values)
    key = "goal_answer.still" if low == high else "goal_answer.ends"
    ends = {"at_low": with_unit(lever, lever.low), "at_high": with_unit(lever, lever.high)}
    return text(key, low=low, high=high, **ends)


def in_the_way(talks: Talks, name: str) -> str:
    """Say which red lines the package crosses that a lever cannot move, or that no value leaves both with a gain."""
    sides = talks.japan.crossed + talks.us.crossed
    crossed = [line(limit) for limit in sides if limit.term not in MOVES.get(name, ())]
    if crossed:
        return text("goal_answer.crossed", lines="; ".join(crossed))
    return text("goal_answer.no_gain")


def line(limit: Limit) -> str:
    """Return a red line in words with its 50% point."""
    lever = Assumptions.declared()[POINTS[limit.name]]
    if limit.term == "fiscal":
        return text("goal_answer.line", name=text(f"{lever.url}.label"), point=style.amount(limit.point, "USD bn"))
    return text("goal_answer.line", name=text(f"{lever.url}.label"), point=with_unit(lever, limit.point))


def package(best: Balanced | None, talks: Talks) -> str:
    """Say which package the worst-off group minds least and which group that is, or that the zone is empty."""
    if best is None:
        return text("goal_answer.empty", day=option_words("talks", talks.policy.talks))
    deal, levers = best.deal, Policy.declared()
    terms = {
        name: with_unit(levers[lever], getattr(deal, name))
        for name, lever in (("car", "car_tariff"), ("general", "general_rate"), ("investment", "investment"),
                            ("farm", "farm"), ("rice", "rice"), ("energy", "energy"))
    }  # fmt: skip
    return text(
        "goal_answer.package", stacking=option_words("stacking", deal.stacking), group=text(f"group_of.{best.worst}"),
        meter=whole(best.meter), count=f"{talks.zone.count:,}", odds=style.amount(100 * deal.odds, "%"), **terms,
    )  # fmt: skip


def _end(range_: Range, lever: Lever) -> str:
    """Say that a range begins or stops only where the lever does."""
    if range_.low == lever.low:
        return text("goal_answer.from_the_end")
    return text("goal_answer.to_the_end") if range_.high == lever.high else ""
