"""What a result says of bilateral trade, in sentences: the answer of the trade page and the titles of its charts."""

import pandas as pd

from model.result import Result
from pages.ui import style
from pages.ui.figures.trade import TOTAL
from pages.ui.findings import reference
from pages.ui.text import text
from pages.ui.values import option_words

LITTLE_JPY_BN, LITTLE_USD_BN, LITTLE_PERCENT = 0.5, 0.0005, 0.005


def trade(result: Result, steps: pd.Series) -> str:
    """Say what the balance does in Japan's books and in those of the US, and what moves it since 2024."""
    yen, dollars = result.headline["balance_jpy"], result.headline["balance_usd"]
    answer = text(
        "trade_page.answer",
        reference=reference(result), moves=goes(yen.change, "JPY bn"), yen=style.amount(yen.value, "JPY bn"),
        moves_us=goes(dollars.change, "USD bn"), dollars=style.amount(dollars.value, "USD bn"),
    )  # fmt: skip
    return f"{answer} {text('trade_page.answer_cause', cause=most(steps))}"


def steps_of_balance(steps: pd.Series) -> str:
    """Say what changes the balance most since 2024."""
    return text("trade_page.steps", cause=most(steps))


def most(steps: pd.Series) -> str:
    """Return the step that changes the balance most and by how much, the sum left out."""
    name, value = max(((name, value) for name, value in steps.items() if name != TOTAL), key=lambda step: abs(step[1]))
    if abs(value) < LITTLE_JPY_BN:
        return text("trade_page.nothing")
    return text("trade_page.step", step=text(f"trade_cause.{name}"), amount=style.change(value, "JPY bn"))


def in_words(balance: pd.DataFrame) -> pd.DataFrame:
    """Return the steps of the balance as a reader knows them."""
    return balance.assign(
        step=[option_words("balance_step", option_words("product", step)) for step in balance["step"]],
        measure=[text(f"balance_measure.{measure}") for measure in balance["measure"]],
    )


def months_yen(months: pd.DataFrame) -> str:
    """Say how far the surplus of the last month is from the reference, in yen."""
    return _last(months, "balance_jpy_bn", "reference_balance_jpy_bn", "JPY bn", "trade_page.months_yen")


def months_usd(months: pd.DataFrame) -> str:
    """Say how far the US balance of the last month is from the reference, in dollars."""
    return _last(months, "us_balance_usd_bn", "reference_us_balance_usd_bn", "USD bn", "trade_page.months_usd")


def exports(result: Result, products: pd.DataFrame) -> str:
    """Say which product moves exports most; index the products' names."""
    change = products["change_usd_bn"]
    total = style.change(result.headline["exports"].change, "USD bn")
    return _largest(change, "USD bn", "trade_page.exports", LITTLE_USD_BN, total=total)


def quantity(products: pd.DataFrame) -> str:
    """Say whose quantity changes most."""
    return _largest(products["quantity_change_percent"], "%", "trade_page.quantity", LITTLE_PERCENT)


def revenue(result: Result, products: pd.DataFrame) -> str:
    """Say what the US collects on goods from Japan, and on which most."""
    by_product = products["revenue_usd_bn"]
    if by_product.max() < LITTLE_USD_BN:
        return text("trade_page.revenue_none")
    name = by_product.idxmax()
    total, largest = (style.amount(value, "USD bn") for value in (result.headline["revenue"].value, by_product[name]))
    return text("trade_page.revenue", total=total, product=inside(name), amount=largest)


def highest_rate(products: pd.DataFrame) -> str:
    """Say which product pays the highest rate."""
    rate = products["rate_percent"]
    return text("trade_page.highest_rate", product=inside(rate.idxmax()), rate=style.amount(rate.max(), "%"))


def pledges(us: pd.DataFrame) -> str:
    """Say how much of what is pledged is realised and how much of that is additional."""
    said = {name: us[f"{name}_usd_bn"].sum() for name in ("pledged", "realised", "added")}
    if max(said.values()) < LITTLE_USD_BN:
        return text("trade_page.pledges_none")
    return text("trade_page.pledges", **{name: style.amount(value, "USD bn") for name, value in said.items()})


def us_groups(us: pd.DataFrame) -> str:
    """Say which group of US exports moves most; index the groups' names."""
    total = style.change(us["change_usd_bn"].sum(), "USD bn")
    return _largest(us["change_usd_bn"], "USD bn", "trade_page.us_groups", LITTLE_USD_BN, total=total)


def record(table: pd.DataFrame) -> str:
    """Say how far the model run on history is from the customs statistics."""
    miss = table.set_index("series")["miss"]
    points = style.change(miss["exports_to_us_value_yoy"], "pp")
    return text("trade_page.record", points=points, surplus=style.change(miss["surplus_with_us_value"], "JPY bn"))


def goes(value: float, unit: str) -> str:
    """Return a change of a balance as words: falls by, rises by, hardly moves."""
    if abs(value) < (LITTLE_JPY_BN if unit == "JPY bn" else LITTLE_USD_BN):
        return text("trade_page.stays")
    return text("trade_page.falls" if value < 0 else "trade_page.rises", amount=style.amount(abs(value), unit))


def inside(name: str) -> str:
    """Return a product's name as it stands inside a sentence."""
    return name[0].lower() + name[1:]


def _last(months: pd.DataFrame, scenario: str, beside: str, unit: str, key: str) -> str:
    last = months.iloc[-1]
    gap = last[scenario] - last[beside]
    return text(key, now=style.amount(last[scenario], unit), gap=style.change(gap, unit))


def _largest(change: pd.Series, unit: str, key: str, little: float, **more: str) -> str:
    """Say which of several changes is largest, or that nothing moves."""
    name = change.abs().idxmax()
    if abs(change[name]) < little:
        return text("trade_page.nothing_moves")
    return text(key, name=name, change=style.change(change[name], unit), **more)


def economies(result: Result, name: str) -> str:
    """Say one number of the economies a year on, with its change against the reference; name as in the table."""
    number = result.headline[{"gdp_so_far": "gdp"}.get(name, name)]
    unit = "pp" if name == "us_growth" else "%"
    return text(f"economies.{name}", value=style.change(number.value, unit))
