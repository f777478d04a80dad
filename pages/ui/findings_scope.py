"""What the figures of a page cover, in sentences: which months they count, and what levers in use leave out."""

from model.parameter import as_text
from model.result import Result
from model.tariffs import MONTHS, YEAR
from pages.ui.text import month_words, text


def scope(result: Result) -> str:
    """Say which twelve months count as a year, who takes credit up, and what a counter-tariff leaves out."""
    policy, first = result.policy, MONTHS.index(result.policy.decision)
    ends = {"first": month_words(MONTHS[first]), "last": month_words(MONTHS[first + YEAR - 1])}
    said = [text("scope.year", **ends)]
    if policy.supplier_credit > 0:
        said.append(text("scope.credit", share=f"{100 * result.assumptions.take_up:g}%"))
    if policy.counter_tariff > 0:
        said.append(text("scope.counter", rate=f"{as_text(policy.counter_tariff)}%"))
    return " ".join(said)
