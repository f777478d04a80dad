"""What a result says of markets other than the US, in sentences."""

import pandas as pd

from model.result import Result
from pages.ui import style
from pages.ui.figures.beyond import THE_US
from pages.ui.findings import LITTLE_PERCENT, LITTLE_USD_BN, reference
from pages.ui.text import text


def beyond(result: Result) -> str:
    """Say how exports to the US move, and how much of what the US no longer buys is sold elsewhere."""
    to_us, lost, sold = result.headline["exports"].change, result.headline["lost"], result.headline["diverted"]
    form = "stay" if abs(to_us) < LITTLE_USD_BN else "fall" if to_us < 0 else "rise"
    first = text(
        f"beyond_page.answer_{form}", reference=reference(result), amount=style.amount(abs(to_us), "USD bn")
    )  # fmt: skip
    if lost.value < LITTLE_USD_BN:
        return f"{first} {text('beyond_page.answer_nothing_lost')}"
    share = style.amount(100 * sold.value / lost.value, "%")
    said = {"lost": style.amount(lost.value, "USD bn"), "sold": style.amount(sold.value, "USD bn"), "share": share}
    return f"{first} {text('beyond_page.answer_lost', **said)}"


def steps(parts: pd.Series) -> str:
    """Say how much of the change of exports is goods not bought, lower prices, and sales elsewhere."""
    if parts.abs().max() < LITTLE_USD_BN:
        return text("beyond_page.nothing_moves")
    said = {name: style.change(value, "USD bn") for name, value in parts.items()}
    return text("beyond_page.steps", **said)


def instead(places: pd.DataFrame) -> str:
    """Say how much is sold in all other places."""
    sold = float(places["instead_usd_bn"].sum())
    if sold < LITTLE_USD_BN:
        return text("beyond_page.instead_nothing")
    return text("beyond_page.instead", amount=style.amount(sold, "USD bn"))


def dependence(result: Result, places: pd.DataFrame) -> str:
    """Say which share of Japan's exports the US takes, and took in the reference."""
    now, before = places.loc[THE_US, "share_percent"], places.loc[THE_US, "reference_share_percent"]
    form = "same" if abs(now - before) < LITTLE_PERCENT else "moves"
    said = {"now": style.amount(now, "%"), "before": style.amount(before, "%"), "reference": reference(result)}
    return text(f"beyond_page.dependence_{form}", **said)


def opening(sold: pd.Series) -> str:
    """Say what opening other markets fully would buy."""
    gain = float(sold.iloc[-1] - sold.iloc[0])
    if gain < LITTLE_USD_BN:
        return text("beyond_page.opening_nothing")
    ends = {"closed": style.amount(sold.iloc[0], "USD bn"), "open": style.amount(sold.iloc[-1], "USD bn")}
    return text("beyond_page.opening", gain=style.amount(gain, "USD bn"), **ends)


def goods(named: pd.DataFrame) -> str:
    """Say which product loses most US sales; index the products' names."""
    lost = named["lost_usd_bn"]
    if lost.max() < LITTLE_USD_BN:
        return text("beyond_page.answer_nothing_lost")
    name = lost.idxmax()
    sold = style.amount(named.loc[name, "diverted_usd_bn"], "USD bn")
    return text("beyond_page.goods", name=name, lost=style.amount(lost[name], "USD bn"), sold=sold)


def months(by_month: pd.DataFrame) -> str:
    """Say how much of what is lost is sold elsewhere in the last month."""
    last = by_month.iloc[-1]
    if last["lost_usd_bn"] < LITTLE_USD_BN:
        return text("beyond_page.months_nothing")
    share = style.amount(100 * last["diverted_usd_bn"] / last["lost_usd_bn"], "%")
    return text("beyond_page.months", lost=style.amount(last["lost_usd_bn"], "USD bn"), share=share)
