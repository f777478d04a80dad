"""What happened in June and July 2025, run as it comes out: the deal of 22 July on the table of four days."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from model.negotiation.talks import Talks
from model.parameter import Value
from model.result import Result
from model.scenarios import PRESETS
from model.weights import Weights
from pages.ui import findings_episodes as findings
from pages.ui import sections, style
from pages.ui import zone as plane
from pages.ui.bargain import drawn_over, talks_over
from pages.ui.bargain_words import day_of, gain, share
from pages.ui.chart import chart
from pages.ui.figures import negotiation as figures
from pages.ui.negotiation import plane_words
from pages.ui.session import move
from pages.ui.text import table, text, unbroken

DAYS = ("2025-06-16", "2025-07-07", "2025-07-08", "2025-07-22")
HEIGHT = 330


def deal_on(day: str) -> dict[str, Value]:
    """Return the levers of the deal of 22 July as if it were on the table of a day."""
    return PRESETS["july-deal"].tariffs_and_offers | {"course": "as-set", "talks": day}


def run(result: Result) -> dict[str, Talks]:
    """Return the talks over the deal of 22 July on each of the four days, with the reader's weights and world."""
    return {
        day: talks_over(result.policy.but(**deal_on(day)), result.assumptions, result.baseline) for day in DAYS
    }  # fmt: skip


def episodes(result: Result) -> None:
    """Show the four days: what changes, whether a zone opens, what both sides gain, and how sure that is."""
    found = run(result)
    st.markdown(unbroken(findings.story(found)))
    for pair in (DAYS[:2], DAYS[2:]):
        for column, day in zip(st.columns(2), pair, strict=True):
            with column:
                panel(day, found[day])
                st.markdown(unbroken(findings.changed(day, found)))
                label = text("episode.set", day=day_of(day))
                st.button(label, key=f"episode-{day}", on_click=move, args=(deal_on(day),))
    last = found[DAYS[-1]]
    st.markdown(unbroken(findings.honest(last, drawn_over(last))))
    with st.spinner(text("episode.drawing")):
        days = by_day(found)
    side_by_side(days, "day")
    engines = by_engine(result)
    st.markdown(unbroken(findings.engines(engines)))
    side_by_side(engines, "engine")
    sections.note("episode.limits")
    sections.note("bargain.thinking")


def side_by_side(rows: pd.DataFrame, heading: str) -> None:
    """Show rows as columns under their heading, what they hold named in front."""
    named = rows[heading].str[0].str.upper() + rows[heading].str[1:]
    turned = rows.drop(columns=heading).set_axis(named).T.rename(index=dict(table("episode_row")))
    st.table(turned.rename_axis("").rename_axis("", axis="columns"))


def panel(day: str, over: Talks) -> None:
    """Show the zone of one day with the deal of 22 July and what the two would have settled on."""
    marks = [*plane.struck(over.baseline, few=True), *(mark for mark in plane.settlements(over) if mark.sort == "nash")]
    figure = figures.zone_map(plane.ground(over), plane.red_lines(over), marks, plane_words(), small=True)
    title, measure = findings.title(day, over), findings.measure(over)
    chart(figure, f"zone-{day}", title, measure, text("bargain.zone_source"), height=HEIGHT)


def by_day(found: Mapping[str, Talks]) -> pd.DataFrame:
    """Return one row a day, in words: the zone, the red lines the deal crosses, both sides' values, shares of draws."""
    rows = []
    for day, over in found.items():
        drawn = drawn_over(over)
        rows.append({
            "day": day_of(day), "zone": f"{over.zone.count:,}", "crosses": findings.crosses(over),
            "unlock": findings.unlocked_by(over), "no_deal_japan": _money(over.no_deal[0]),
            "no_deal_us": _money(over.no_deal[1]), "gain_japan": gain(over.japan), "gain_us": gain(over.us),
            "nash": findings.settled(over), "draws_open": share(drawn.open), "draws_japan": share(drawn.japan),
            "draws_us": share(drawn.us), "draws_both": share(drawn.both),
        })  # fmt: skip
    return pd.DataFrame(rows)


def by_engine(result: Result) -> pd.DataFrame:
    """Return one row an estimate of Japan's GDP, in words: what the deal of 22 July is worth, and shares of draws."""
    rows = []
    policy = result.policy.but(**deal_on(DAYS[-1]))
    for engine in Weights.declared()["gdp_engine"].options:
        over = talks_over(policy, result.assumptions.but(gdp_engine=engine), result.baseline)
        drawn = drawn_over(over)
        rows.append({
            "engine": text(f"episode_engine.{engine}"), "says": text(f"episode.{'yes' if over.japan.yes else 'no'}"),
            "gain_japan": gain(over.japan), "gain_us": gain(over.us), "zone": f"{over.zone.count:,}",
            "nash": findings.settled(over), "draws_japan": share(drawn.japan), "draws_both": share(drawn.both),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _money(value: float) -> str:
    return style.change(value, "USD bn")
