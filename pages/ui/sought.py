"""What a goal comes to: the lever's range that meets it in words, and what each button would set."""

from collections.abc import Mapping
from typing import NamedTuple

from model.balanced import balanced
from model.bargain import negotiate
from model.goal import TARGETS, Range, both_say_yes, meets
from model.negotiation.measures import parts_rate
from model.negotiation.talks import Talks
from model.parameter import Value
from model.policy import Policy
from model.result import Result
from model.simulate import simulate_batch
from pages.ui import findings_goals as findings
from pages.ui.bargain import talks
from pages.ui.text import text
from pages.ui.values import with_unit

YES, BALANCED = "yes", "balanced"


class Question(NamedTuple):
    """Name a goal, the lever that may move and the value asked for, where the goal takes one."""

    goal: str
    lever: str = ""
    asked: float | None = None


class Found(NamedTuple):
    """Hold the answer in words, the levers each button would set, and the inputs it was found for."""

    sentence: str
    sets: Mapping[str, Mapping[str, Value]]
    digest: str


def sought(question: Question, result: Result) -> Found:
    """Return what a question comes to with all other levers as a result has them."""
    if question.goal == BALANCED:
        return _package(talks(result), result.digest)
    if question.goal == YES:
        return _yes(question, result)
    goal, lever = question.goal, question.lever
    asked = 0.0 if question.asked is None else question.asked
    range_ = meets(result.policy, result.assumptions, result.baseline, lever, (goal, asked))
    why = "" if range_.met else findings.at_the_ends(goal, lever, _ends(question, result))
    return _on(range_, question, result, why, {})


def _yes(question: Question, result: Result) -> Found:
    """Return where on a lever both sides say yes, at the car tariff asked for, parts with it."""
    policy, also = result.policy, {}
    if question.asked is not None and question.asked != policy.car_tariff:
        also = {"car_tariff": question.asked, "parts_tariff": parts_rate(question.asked)}
    over = negotiate(policy.but(**also), result.assumptions, result.baseline) if also else talks(result)
    range_ = both_say_yes(over, question.lever)
    return _on(range_, question, result, "" if range_.met else findings.in_the_way(over, question.lever), also)


def _on(range_: Range, question: Question, result: Result, why: str, also: Mapping[str, Value]) -> Found:
    """Return a range of one lever in words, and a button for each end of it."""
    name, lever = question.lever, Policy.declared()[question.lever]
    claim = findings.claim(question.goal, question.asked)
    sentence = findings.found(range_, name, getattr(result.policy, name), claim, why)
    decides = (range_.low, range_.high, range_.gaps) != (lever.low, lever.high, False)
    ends = sorted({range_.low, range_.high} - {None}) if decides else []
    sets = {
        text("goals.set", lever=text(f"{lever.url}.label"), value=with_unit(lever, end)): {**also, name: end}
        for end in ends
        if also or end != getattr(result.policy, name)
    }
    return Found(sentence, sets, result.digest)


def _package(over: Talks, digest: str) -> Found:
    best = balanced(over)
    sentence = findings.package(best, over)
    if best is None:
        return Found(sentence, {}, digest)
    deal = best.deal
    levers: dict[str, Value] = {
        "car_tariff": deal.car, "parts_tariff": parts_rate(deal.car), "general_rate": deal.general,
        "stacking": deal.stacking, "quota": 0.0, "signed": True, "investment": deal.investment, "farm": deal.farm,
        "rice": deal.rice, "energy": deal.energy,
    }  # fmt: skip
    return Found(sentence, {text("goals.set_package"): levers}, digest)


def _ends(question: Question, result: Result) -> tuple[float, float]:
    """Return what the number asked for comes to at both ends of the lever."""
    lever = Policy.declared()[question.lever]
    policies = [result.policy.but(**{question.lever: float(end)}) for end in (lever.low, lever.high)]
    outcome = simulate_batch(policies, result.assumptions, result.baseline)
    low, high = TARGETS[question.goal].of(outcome, result.baseline)
    return float(low), float(high)
