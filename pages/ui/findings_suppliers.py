"""What a result says about suppliers, in sentences: the answer of the page and the titles of its charts."""

import pandas as pd

from model.result import Result
from model.supplier_tables import EVERYONE
from pages.ui import style
from pages.ui.figures.suppliers import whole
from pages.ui.findings import reference
from pages.ui.text import text

LITTLE_POINTS, LITTLE_JPY_BN, LITTLE_JOBS, LITTLE_MONTHS = 0.005, 0.05, 0.5, 5e-5


def suppliers(result: Result) -> str:
    """Say what share of firms is short of cash and how long the weakest tenth can pay."""
    short, end, weakest = (result.headline[name] for name in ("short", "end_short", "weakest"))
    moved = max(abs(short.change), abs(end.change)) >= LITTLE_POINTS
    return text(
        "suppliers.answer" if moved else "suppliers.answer_same",
        reference=reference(result), short=style.amount(short.value, "%"), end=style.amount(end.value, "%"),
        usual=style.amount(short.reference, "%"), weakest=style.amount(weakest.value, "months"),
        usual_weakest=style.amount(weakest.reference, "months"),
    )  # fmt: skip


def short(tiers: pd.DataFrame) -> str:
    """Say in which tier the share of firms short of cash moves most."""
    row = tiers.loc[tiers["excess_short_points"].abs().idxmax()]
    if abs(row["excess_short_points"]) < LITTLE_POINTS:
        return text("suppliers.short_same")
    return text(
        "suppliers.short" if row["excess_short_points"] > 0 else "suppliers.short_fewer",
        tier=f"{row['tier']:.0f}", share=style.amount(row["short_percent"], "%"),
        usual=style.amount(row["reference_short_percent"], "%"),
    )  # fmt: skip


def chains(points: pd.DataFrame) -> str:
    """Say whose chain has most firms more short of cash at the end; columns: a year on and at the end, points."""
    last = points.iloc[:, -1].drop(EVERYONE)
    name = last.abs().idxmax()
    if abs(last[name]) < LITTLE_POINTS:
        return text("suppliers.chains_same")
    key = "suppliers.chains" if last[name] > 0 else "suppliers.chains_fewer"
    return text(key, chain=name, change=style.change(last[name], "pp"))


def weakest(tiers: pd.DataFrame) -> str:
    """Say how many months of sales the weakest tenth of the last tier has left."""
    row = tiers.iloc[-1]
    return text("suppliers.weakest", tier=f"{row['tier']:.0f}", months=style.amount(row["weakest_months"], "months"))


def median(tiers: pd.DataFrame, held: float) -> str:
    """Say how far the cash of the average firm of the last tier moves, where half of them hold so many months of sales.

    The weakest tenth loses as much as the average firm, until it has nothing left.
    """
    now, usual = tiers[["weakest_months", "reference_weakest_months"]].iloc[-1]
    moved = now - usual
    form = "same" if abs(moved) < LITTLE_MONTHS else "more" if moved > 0 else "less" if now > 0 else "most"
    said = {"moved": style.amount(abs(moved), "months"), "median": style.amount(held, "months")}
    return text(f"suppliers.median_{form}", **said)


def orders(tiers: pd.DataFrame) -> str:
    """Say how orders to tier 1 move within a year."""
    return text("suppliers.orders", change=style.change(tiers["orders_change_percent"].iloc[0], "%"))


def carried(cascade: pd.DataFrame) -> str:
    """Say how much of the makers' loss their suppliers carry."""
    loss, makers = cascade["received_jpy_bn"].iloc[0], cascade["carried_jpy_bn"].iloc[0]
    if loss < LITTLE_JPY_BN:
        return text("suppliers.no_loss")
    share = style.amount(100 * (loss - makers) / loss, "%")
    return text("suppliers.carried", loss=style.amount(loss, "JPY bn"), share=share)


def asked(tiers: pd.DataFrame) -> str:
    """Say what the first tier is asked to give and what it keeps of that."""
    asked, kept = tiers[["price_down_jpy_bn", "kept_jpy_bn"]].iloc[0]
    if asked < LITTLE_JPY_BN:
        return text("suppliers.no_price_downs")
    return text("suppliers.asked", asked=style.amount(asked, "JPY bn"), kept=style.amount(kept, "JPY bn"))


def margin(share: pd.Series) -> str:
    """Say which tier's operating margin the price cuts eat most; index tiers, percent of the margin."""
    name = share.idxmax()
    if share[name] < LITTLE_POINTS:
        return text("suppliers.no_price_downs")
    return text("suppliers.margin", tier=name, share=style.amount(share[name], "%"))


def failures(result: Result) -> str:
    """Say how many parts makers would file for bankruptcy a year where so many are usual."""
    return text(
        "suppliers.failures", index=f"{result.suppliers.failures()[0]:,.0f}",
        usual=f"{result.assumptions.usual_failures:.0f}",
    )  # fmt: skip


def counts(added: pd.DataFrame) -> str:
    """Say the three counts of firms against the reference, each under its own word."""
    total = added.sum()
    return text("suppliers.counts", **{name: whole(value) for name, value in total.items()})


def jobs(by_tier: pd.Series) -> str:
    """Say how many jobs there are more or fewer a year on, and how many of them at suppliers; persons."""
    total = by_tier.sum()
    if abs(total) < LITTLE_JOBS:
        return text("suppliers.jobs_same")
    parts = style.amount(100 * by_tier.iloc[:-1].sum() / total, "%")
    return text("suppliers.jobs", total=whole(total), parts=parts)


def surveys(answers: pd.DataFrame) -> str:
    """Say what surveys found: being hit is not graded by size."""
    small = answers[answers["group"].str.startswith("small and medium firms")].set_index("group")["value"]
    larger = small.filter(like="100 or more").iloc[0]
    return text(
        "suppliers.surveys", larger=style.amount(larger, "%"),
        small=style.amount(small["small and medium firms"], "%"),
    )  # fmt: skip


def places(prefectures: pd.DataFrame) -> str:
    """Say which prefecture's jobs move most for its size."""
    rate = prefectures.set_index("prefecture")["jobs_per_ten_thousand"]
    name = rate.abs().idxmax()
    if prefectures["jobs_thousand"].abs().sum() * 1000 < LITTLE_JOBS:
        return text("suppliers.places_same")
    key = "suppliers.places_lose" if rate[name] < 0 else "suppliers.places_gain"
    return text(key, place=name, rate=style.amount(abs(rate[name])))


def ten(prefectures: pd.DataFrame) -> str:
    """Say what part of all the jobs the ten prefectures hit hardest have; they come first."""
    jobs = prefectures["jobs_thousand"]
    share = 100 * jobs.iloc[:10].sum() / jobs.sum() if jobs.abs().sum() * 1000 >= LITTLE_JOBS else 0.0
    return text("suppliers.ten" if share else "suppliers.places_same", share=style.amount(share, "%"))


def sectors(exports: float, table: pd.DataFrame) -> str:
    """Say what the change of car exports does to the output of all sectors; JPY bn a year."""
    if abs(exports) < LITTLE_JPY_BN:
        return text("suppliers.sectors_same")
    output = style.change(table["output_jpy_bn"].sum(), "JPY bn")
    return text("suppliers.sectors", exports=style.change(exports, "JPY bn"), output=output)


def credit(table: pd.DataFrame) -> str:
    """Say what a credit line does to the share of firms short of cash at the end."""
    none, most = table["end_short_percent"].iloc[[0, -1]]
    key = "suppliers.credit" if none - most >= LITTLE_POINTS else "suppliers.credit_nothing"
    return text(key, none=style.amount(none, "%"), most=style.amount(most, "%"))


def drawn(table: pd.DataFrame) -> str:
    """Say how long a line must be for all that firms would draw."""
    drawn = table["drawn_jpy_bn"]
    if drawn.iloc[-1] < LITTLE_JPY_BN:
        return text("suppliers.drawn_nothing")
    enough = drawn[drawn > drawn.iloc[-1] - LITTLE_JPY_BN].index[0]
    line = text(f"supplier_line.{table['credit_months'][enough]:g}")
    return text("suppliers.drawn", line=line, amount=style.amount(drawn.iloc[-1], "JPY bn"))
