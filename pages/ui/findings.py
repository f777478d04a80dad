"""What a result says, in sentences: the answer of a page and the titles of its charts."""

import pandas as pd

from model.result import Result
from model.scenarios import REFERENCES
from model.track_record import EVERYONE, Record
from pages.ui import style
from pages.ui.text import month_words, text

LITTLE_PERCENT, WHOLE_PERCENT = 0.05, 100
LITTLE_USD_BN, LITTLE_JPY_BN, LITTLE_THOUSAND = 0.005, 0.5, 0.005


def automakers(result: Result) -> str:
    """Say who pays or saves most duty, and who is hurt most for its size, against 2024."""
    share = result.six["share_of_operating_profit_percent"]
    hurt = share.idxmax()
    hurts = share[hurt] > LITTLE_PERCENT
    answer = duty(result.six["added_duty_usd_bn"], reference(result))
    ending = text(
        "automakers.answer_hurt" if hurts else "automakers.answer_unhurt",
        hurt=hurt,
        share=style.amount(share[hurt], "%"),
    )
    return f"{answer} {ending}"


def duty(added: pd.Series, beside: str) -> str:
    """Say who of the six pays or saves most duty, and of both where some pay more and some less; USD bn a year."""
    pays, saves = added >= LITTLE_USD_BN, added <= -LITTLE_USD_BN
    form = ("mixed" if saves.any() else "pays") if pays.any() else "saves" if saves.any() else "nothing"
    most, least = added.idxmax(), added.idxmin()
    return text(
        f"automakers.answer_{form}", reference=beside, most=most, duty=style.amount(abs(added[most]), "USD bn"),
        least=least, saved=style.amount(abs(added[least]), "USD bn"), payers=pays.sum(), savers=saves.sum(),
    )  # fmt: skip


def who_loses(result: Result) -> str:
    """Say which of the six loses or gains most."""
    change = result.six_profit
    if change.abs().max() < LITTLE_USD_BN:
        return text("automakers.nobody")
    name = change.abs().idxmax()
    verb = text("automakers.loses_most" if change[name] < 0 else "automakers.gains_most")
    return text("automakers.who", maker=name, verb=verb, amount=style.amount(abs(change[name]), "USD bn"))


def what_drives(result: Result) -> str:
    """Say which part explains most of the six makers' change of profit."""
    parts = result.profit_parts[:-1]
    if parts.abs().max() < LITTLE_USD_BN:
        return text("automakers.nobody")
    name = parts.abs().idxmax()
    return text("overview.drives", part=text(f"part.{name}"), amount=style.change(parts[name], "USD bn"))


def cars(result: Result) -> str:
    """Say how cars from Japan move within the year and if it lasts."""
    now, lasting = result.headline["japan_built"].percent, result.headline["lasting_japan_built"].percent
    return text("automakers.cars", now=style.change(now, "%"), lasting=style.change(lasting, "%"))


def worst_month(profit: pd.DataFrame) -> str:
    """Say in which month the six makers lose most, from their change of profit by month, USD million."""
    total = profit.sum(axis=1)
    if total.abs().max() < 1:
        return text("automakers.nothing_moves")
    month = total.abs().idxmax()
    return text("automakers.worst_month", month=month_words(str(month)), change=style.change(total[month], "USD m"))


def rates(result: Result) -> str:
    """Say what Japan pays on average and how that compares with its rivals."""
    rate, gap = result.headline["effective_rate"].value, result.headline["rate_gap"].value
    side = "level" if abs(gap) < LITTLE_PERCENT else "above" if gap > 0 else "below"
    return text(f"overview.rates_{side}", rate=style.amount(rate, "%"), gap=style.amount(abs(gap), "pp"))


def reported(result: Result) -> str:
    """Say how much more or less tariff cost the six would report, in yen."""
    total = result.six["reported_jpy_bn"].sum()
    if abs(total) < LITTLE_JPY_BN:
        return text("automakers.reported_same", reference=reference(result))
    form = "automakers.reported_more" if total > 0 else "automakers.reported_less"
    return text(form, amount=style.amount(abs(total), "JPY bn"), reference=reference(result))


def built(result: Result) -> str:
    """Say which of the six depends most on cars from Japan."""
    six = result.six
    total = six[["built_japan_thousand", "built_us_thousand", "built_elsewhere_thousand"]].sum(axis=1)
    share = 100 * six["built_japan_thousand"] / total
    name = share.idxmax()
    return text("automakers.built", maker=name, share=style.amount(share[name], "%"))


def holds_out(result: Result) -> str:
    """Say whose profit of fiscal 2024 does not cover the loss against 2024."""
    share = result.six["share_of_operating_profit_percent"]
    if share.max() < LITTLE_PERCENT:
        return text("automakers.nobody_loses")
    over = share[share > WHOLE_PERCENT].sort_values(ascending=False)
    if over.empty:
        return text("automakers.all_covered")
    return text("automakers.not_covered", makers=listed(list(over.index)))


def lasting(result: Result) -> str:
    """Say whose sales of Japan-built cars would change most if it lasts."""
    return _changes_most("automakers.lasting", result.six["lasting_built_japan_change_percent"])


def moving(result: Result) -> str:
    """Say how much production would move to the US in the end."""
    six = result.six
    share = float(
        (six["lasting_moved_percent"] * six["built_japan_thousand"]).sum() / six["built_japan_thousand"].sum()
    )
    return text(
        "automakers.moving" if share > LITTLE_PERCENT else "automakers.moving_none", share=style.amount(share, "%")
    )


def lasting_profit(result: Result) -> str:
    """Say what the six makers' profit does if it lasts."""
    change = float(result.six["lasting_profit_change_usd_bn"].sum())
    if abs(change) < LITTLE_USD_BN:
        return text("automakers.nothing_lasts")
    return text("automakers.lasting_profit", change=style.change(change, "USD bn"))


def prices(result: Result) -> str:
    """Say whose prices move most if it lasts."""
    return _changes_most("automakers.prices", result.six["lasting_price_change_percent"])


def record(happened: Record) -> str:
    """Say how far the reported basis is from what all seven makers published."""
    everyone = happened.costs[happened.costs["maker"] == EVERYONE]["miss_percent"]
    return text(
        "automakers.record", low=style.change(everyone.min(), "%"), high=style.change(everyone.max(), "%")
    )  # fmt: skip


def nameplates(result: Result, maker: str) -> str:
    """Say which nameplate of a maker loses or gains most units."""
    rows = result.products[result.products["maker"] == maker]
    change = rows["units_thousand"] - rows["reference_units_thousand"]
    product = change.abs().idxmax()
    if abs(change[product]) < LITTLE_THOUSAND:
        return text("automakers.nothing_moves")
    name = f"{rows.loc[product, 'nameplate']} ({rows.loc[product, 'assembly']})"
    return text("automakers.nameplate", name=name, change=style.change(change[product], "thousand"))


def reference(result: Result) -> str:
    """Return the name of the reference as a sentence uses it; it keeps the yen and the growth of 2024."""
    slug = next(slug for slug, policy in REFERENCES.items() if policy == result.reference)
    name, own, kept = text(f"against.{slug}"), result.policy, result.reference
    if (own.yen, own.us_growth) == (kept.yen, kept.us_growth):
        return name
    return text("against.world", reference=name, yen=f"{kept.yen:g}")


def _changes_most(key: str, change: pd.Series) -> str:
    """Say whose change is largest in the end, in percent, or that nothing moves."""
    if not change.abs().max() > LITTLE_PERCENT:
        return text("automakers.nothing_lasts")
    name = change.abs().idxmax()
    return text(key, maker=name, change=style.change(change[name], "%"))


def moves(value: float, unit: str) -> str:
    """Return a change as words: fall by, rise by, hardly move."""
    if abs(value) < LITTLE_PERCENT:
        return text("verb.stay")
    return text("verb.fall" if value < 0 else "verb.rise", amount=style.amount(abs(value), unit))


def less_or_more(value: float, unit: str) -> str:
    """Return a change of a flow as words: less, more, as much."""
    if abs(value) < LITTLE_USD_BN:
        return text("verb.same")
    return text("verb.less" if value < 0 else "verb.more", amount=style.amount(abs(value), unit))


def dearer_or_cheaper(value: float, unit: str) -> str:
    """Return a change of a price as words."""
    if abs(value) < 1:
        return text("verb.same_price")
    return text("verb.cheaper" if value < 0 else "verb.dearer", amount=style.amount(abs(value), unit))


def listed(names: list[str]) -> str:
    """Return names as a sentence lists them."""
    return names[0] if len(names) == 1 else text("verb.and", first=", ".join(names[:-1]), last=names[-1])
