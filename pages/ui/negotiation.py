"""The talks as the page draws them: cards, zone and frontier, what is missing on each side, every weight."""

from typing import Any

import pandas as pd
import streamlit as st

from model.bargain import numbers
from model.negotiation.draws import Verdicts
from model.negotiation.talks import SIDES, Talks
from model.result import Result
from model.weights import Weights
from pages.ui import findings_negotiation as findings
from pages.ui import findings_package, sections
from pages.ui import zone as plane
from pages.ui.bargain_words import chance, level, share
from pages.ui.chart import beside, chart
from pages.ui.figures import negotiation as figures
from pages.ui.figures import package
from pages.ui.findings_negotiation import SAYS
from pages.ui.numbers import card
from pages.ui.say import say
from pages.ui.session import OPEN
from pages.ui.text import several, table, text, unbroken
from pages.ui.values import value_words

MAP_HEIGHT, SMALL_HEIGHT, WORTH_HEIGHT = 470, 420, 500
ENDS = (0.1, 0.5, 0.9)
JUDGEMENT = "judgement"
NO_DEAL, GAIN = "no_deal", "gain"


def cards_of(over: Talks, drawn: Verdicts) -> list[dict[str, str]]:
    """Return the page's numbers as cards: both gains, odds of red lines, share of draws, what they would settle on."""
    traced = {name: card(name, number) for name, number in numbers(over).items()}
    gains = [
        traced[f"gain_{name}"]
        | {"change": text(f"bargain_card.{'yes' if side.yes else 'no'}_{name}"), "tone": "good" if side.yes else "bad"}
        for name, side in _sides(over)
    ]
    lines = [
        traced[f"lines_{name}"]
        | {"value": chance(side.odds), "change": _crossed(len(side.crossed)),
           "tone": "bad" if side.crossed else "neutral"}
        for name, side in _sides(over)
    ]  # fmt: skip
    both = _card("both", share(drawn.both), text("bargain_card.of_draws", count=len(drawn.japan)), "neutral")
    return [*gains, *lines, both, _settlement(over)]


def who_says_yes(over: Talks, drawn: Verdicts) -> dict[str, str]:
    """Return the card that says who says yes to the package and in how many draws of the weights both do."""
    says = SAYS[over.japan.yes, over.us.yes]
    both = text("bargain_card.both_in", share=share(drawn.both))
    return _card("who", text(f"bargain_card.who_{says}"), both, "good" if over.agreed else "neutral")


def zone(over: Talks) -> None:
    """Show the zone over car tariff and pledge, and what the best packages are worth to both sides."""
    there = plane.ground(over)
    left, right = st.columns(2)
    with left:
        zone_map(over, there)
    with right:
        inside, beyond = plane.frontiers(over)
        words = {**names("inside", "beyond", of="frontier"), **names("japan", "us", of="axis")}
        figure = figures.frontier(inside, beyond, plane.gains(over), words)
        title, measure = findings.frontier_title(over), text("bargain.frontier_measure")
        chart(figure, "frontier", title, measure, text("bargain.zone_source"), height=MAP_HEIGHT)
    settled = text("bargain.equal_shares") if over.zone.open else ""
    limits = f"{findings.off_the_map(over)} {text('bargain.world')} {settled} {text('bargain.thinking')}"
    say("zone-limits", *(("line", clash) for clash in findings.contradictions(over)), ("note", limits))


def zone_map(over: Talks, there: figures.Ground, *, small: bool = False) -> None:
    """Show the zone over car tariff and pledge; small: with the reader's package and Japan's deal alone."""
    figure = figures.zone_map(
        there, plane.red_lines(over), plane.deals(over, few=small), plane_words(), small=small
    )  # fmt: skip
    title, measure = findings.zone_title(over, there), findings.zone_measure(over, there)
    chart(figure, "zone", title, measure, text("bargain.zone_source"), height=SMALL_HEIGHT if small else MAP_HEIGHT)


def plane_words() -> dict[str, str]:
    """Return the words of the plane's axes, areas and lines."""
    return {**names("car", "pledge", of="axis"), **names("zone", "both", of="area"), **names("japan", "us", of="line")}


def names(*which: str, of: str) -> dict[str, str]:
    """Return words of the table of the talks by their last part."""
    return dict(zip(which, several("bargain", *(f"{of}_{one}" for one in which)), strict=True))


def enough(over: Talks, drawn: Verdicts) -> None:
    """Show for each side what the package is worth, which red lines hold, how sure that is, and what is missing."""
    lines = (*findings_package.missing(over), findings_package.unlocking(over))
    say("enough", *(("line", unbroken(line)) for line in lines))
    source = text("bargain.zone_source")
    with beside():
        for name in SIDES:
            parts = steps(over, name)
            called = {**table("bargain_part"), NO_DEAL: text(f"bargain_part.no_deal_{name}")}
            figure = package.worth(parts, name, called, text("bargain.axis_worth"))
            title, measure = findings_package.worth_title(over, name), text(f"bargain.worth_measure_{name}")
            chart(figure, f"worth-{name}", title, measure, source, height=WORTH_HEIGHT)
        figure = package.odds(red_lines(over), text("bargain.lines_axis"), text("bargain.even"))
        chart(figure, "red-lines", findings_package.lines_title(over), text("bargain.lines_measure"), source)
        rows, called = gains(over, drawn), names_of_draws()
        figure = package.draws(rows, called, text("bargain.axis_worth"))
        measure = text("bargain.draws_measure", count=len(drawn.japan))
        chart(figure, "draws", findings_package.draws_title(drawn), measure, text("bargain.draws_source"))
    sections.note("bargain.thinking")


def steps(over: Talks, name: str) -> pd.Series:
    """Return what makes a side's gain, USD bn a year: no deal, which it leaves, the package in parts; last the gain."""
    side = getattr(over, name)
    return pd.Series({NO_DEAL: -side.no_deal} | dict(side.parts) | {GAIN: side.gain})


def red_lines(over: Talks) -> pd.DataFrame:
    """Return one row a red line: whose, its words with the package's value, its odds in percent and in words."""
    rows = []
    for name, side in _sides(over):
        for limit, odds in side.lines:
            words = "line_crossed" if limit in side.crossed else "line_held"
            said = text(f"bargain.{words}", odds=chance(odds))
            rows.append((name, findings_package.line_and_value(limit, over), 100 * odds, said))
    return pd.DataFrame(rows, columns=["side", "name", "odds_percent", "words"])


def gains(over: Talks, drawn: Verdicts) -> pd.DataFrame:
    """Return one row a side: what four draws in five gain by the package, the median, and the gain as chosen."""
    drawings = {"japan": drawn.gain_japan, "us": drawn.gain_us}
    rows = [(name, *(float(pd.Series(drawings[name]).quantile(end)) for end in ENDS), side.gain)
            for name, side in _sides(over)]  # fmt: skip
    return pd.DataFrame(rows, columns=["side", "low", "middle", "high", "chosen"])


def names_of_draws() -> dict[str, str]:
    """Return the words of the chart of draws."""
    sides = {side: text(f"bargain.{side}") for side in SIDES}
    return {**sides, **dict(zip(("band", "middle", "chosen"), several("bargain", "band", "middle", "chosen"),
                                strict=True))}  # fmt: skip


def weights(result: Result) -> None:
    """Show every weight with its value, range, kind and meaning, drawn when opened."""
    box = st.expander(text("bargain.weights"), key=f"{OPEN}weights", on_change="rerun")
    if box.open:
        box.caption(text("bargain.weights_line"))
        box.dataframe(all_weights(result), hide_index=True, height=460, column_config=dict(table("weight_column")))


def all_weights(result: Result) -> pd.DataFrame:
    """Return one row a weight: its group, name, value now, range, unit, kind and meaning."""
    rows = [
        {
            "group": text(f"group.{lever.group}"), "name": text(f"{lever.url}.label"),
            "now": value_words(lever, getattr(result.assumptions, name)),
            **{end: f"{getattr(lever, end):g}" if lever.control == "number" else "" for end in ("low", "high")},
            "unit": lever.unit, "kind": text(f"kind.{lever.kind}"), "help": text(f"{lever.url}.help"),
        }
        for name, lever in Weights.declared().items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _sides(over: Talks) -> tuple[tuple[str, Any], ...]:
    return tuple((name, getattr(over, name)) for name in SIDES)


def _crossed(count: int) -> str:
    return text(f"bargain_card.crossed_{min(count, 1)}", count=count)


def _settlement(over: Talks) -> dict[str, str]:
    deal = over.zone.nash
    if deal is None:
        return _card("nash", text("bargain_card.no_zone"), text("bargain_card.zone_empty"), "bad")
    pledge = text("bargain_card.for_pledge", pledge=level(deal.investment, "USD bn"))
    return _card("nash", text("bargain_card.on_cars", car=level(deal.car, "%")), pledge, "neutral")


def _card(name: str, value: str, change: str, tone: str) -> dict[str, str]:
    return {
        "label": text(f"bargain_card.{name}"), "value": value, "change": change, "tone": tone,
        "kind": text(f"kind_letter.{JUDGEMENT}"), "kindName": text(f"kind.{JUDGEMENT}"),
        "help": text(f"bargain_help.{name}"),
    }  # fmt: skip
