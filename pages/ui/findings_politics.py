"""What the politics page says in sentences: who minds a package, whether red lines hold."""

from collections.abc import Mapping

import pandas as pd

from model.negotiation.talks import Talks
from model.negotiation.timing import Timing
from pages.ui import findings_waiting, style
from pages.ui.figures.suppliers import whole
from pages.ui.text import month_words, text

SEEN, LITTLE_ODDS, EVEN = 0.5, 0.05, 50


def politics(lowest: Mapping[str, pd.Series], over: Talks, when: Timing) -> str:
    """Say who minds the package most on each side, how likely red lines hold, and when each side would best sign."""
    said = {side: group_of(row["group"]) for side, row in lowest.items()}
    said |= {f"{side}_meter": meter(row["meter"]) for side, row in lowest.items()}
    odds = {"tokyo": percent(over.japan.odds), "washington": percent(over.us.odds)}
    return f"{text('politics.answer', **said, **odds)} {findings_waiting.best(over, when)}"


def groups(rows: pd.DataFrame, side: str) -> str:
    """Say which group of a side loses and which gains most."""
    mine = rows[rows["side"] == side].set_index("group")["meter"]
    lose, gain = mine.min() <= -SEEN, mine.max() >= SEEN
    key = {(True, True): "both", (True, False): "lose", (False, True): "gain", (False, False): "nobody"}[lose, gain]
    said = {"low": group_of(str(mine.idxmin())), "low_meter": meter(mine.min()),
            "high": group_of(str(mine.idxmax())), "high_meter": meter(mine.max())}  # fmt: skip
    return text(f"politics.groups_{key}", where=text(f"politics.in_{side}"), **said)


def across(rows: pd.DataFrame, over: Talks) -> str:
    """Say what the same package does to Japan's farmers before and after the election of 20 July 2025."""
    farmers = rows[rows["group"] == "farmers"].iloc[0]
    before = over.salience != 1.0 or over.weigh["farm_salience"] == 1.0
    own, other = meter(farmers["meter"]), meter(farmers["across_meter"])
    first, then = (own, other) if before else (other, own)
    key = "same" if first == then else "moves"
    return text(f"politics.election_{key}", before=first, after=then, salience=f"{over.weigh['farm_salience']:g}")


def red_lines(rows: pd.DataFrame, side: str, odds: float) -> str:
    """Say how likely all red lines of a side hold and which is the tightest; rows have names."""
    mine = rows[rows["side"] == side]
    tightest = mine.loc[mine["odds_percent"].idxmin()]
    key = "politics.lines_hold" if tightest["odds_percent"] >= EVEN else "politics.lines_crossed"
    return text(key, who=text(f"politics.capital_{side}"), odds=percent(odds), line=tightest["name"],
                tightest=percent(tightest["odds_percent"] / 100))  # fmt: skip


def by_day(days: pd.DataFrame) -> str:
    """Say between which odds the package would have passed by day."""
    parts = []
    for side in ("japan", "us"):
        low, high = days[side].min(), days[side].max()
        ends = {"low": percent(low / 100), "high": percent(high / 100), "who": text(f"politics.capital_{side}")}
        parts.append(text("politics.days_same" if high - low < LITTLE_ODDS else "politics.days", **ends))
    return text("politics.by_day", japan=parts[0], us=parts[1])


def polls(rows: pd.DataFrame) -> str:
    """Say when and with whom approval of the cabinet was lowest and highest."""
    low, high = rows.loc[rows["value"].idxmin()], rows.loc[rows["value"].idxmax()]
    said = {
        name: text("politics.poll", value=style.amount(one["value"], "%"), pollster=one["pollster"],
                   month=month_words(one["day"][:7]))
        for name, one in (("low", low), ("high", high))
    }  # fmt: skip
    return text("politics.polls", **said)


def cards(lowest: Mapping[str, pd.Series], over: Talks, rows: pd.DataFrame, when: Timing) -> list[dict[str, str]]:
    """Return the page's six cards in words: the lowest meters, the odds of the red lines, the best months."""
    of_groups = [
        (f"lowest_{side}", text(f"meter_group.{row['group']}"), text("politics.of_100", meter=meter(row["meter"])),
         "bad" if row["meter"] <= -SEEN else "neutral")
        for side, row in lowest.items()
    ]  # fmt: skip
    of_lines = []
    for name, side in (("japan", over.japan), ("us", over.us)):
        crossed = len(side.crossed)
        said = text(f"politics.crossed_{min(crossed, 2)}", count=crossed)
        of_lines.append((f"odds_{name}", percent(side.odds), said, "bad" if crossed else "good"))
    of_months = []
    for side in ("japan", "us"):
        day = when.best[side]
        value = text("politics.never") if day is None else month_words(day[:7], short=True)
        of_months.append((f"best_{side}", value, findings_waiting.over_now(rows, side, when), "neutral"))
    kind = {"kind": text("kind_letter.judgement"), "kindName": text("kind.judgement")}
    return [
        {"label": text(f"politics_card.{name}"), "value": value, "change": said, "tone": tone,
         "help": text(f"politics_card_help.{name}")} | kind
        for name, value, said, tone in (*of_groups, *of_lines, *of_months)
    ]  # fmt: skip


def driver(name: str, changed: float, scale: float) -> str:
    """Return what moves a meter in words: `Makers' profit +$3.38bn a year (scale $5.00bn)`."""
    unit = text(f"driver_unit.{name}")
    said = {"change": style.change(changed, unit), "scale": style.amount(scale, unit)}
    return text(f"driver.{name}", **said)


def group_of(name: str) -> str:
    """Return a group as a sentence names it."""
    return text(f"group_of.{name}")


def meter(value: float) -> str:
    """Return a meter as a whole number with its sign."""
    return whole(value)


def percent(odds: float) -> str:
    """Return odds from 0 to 1 in percent."""
    return text("politics.hardly") if 0 < 100 * odds < LITTLE_ODDS else style.amount(100 * odds, "%")
