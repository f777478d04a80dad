"""What a headline number rests on, in sentences."""

from collections.abc import Mapping

import pandas as pd

from model.provenance import KINDS
from pages.ui import style
from pages.ui.text import has, text

MOST_TABLES = 3


def rests_on(budget: pd.DataFrame, figures: pd.DataFrame) -> str:
    """Say how many assumptions and figures a number rests on, of which kinds, and in which tables the figures stand."""
    assumed, read = int(budget["assumptions"].sum()), int(budget["figures"].sum())
    if not assumed and not read:
        return text("provenance.rests_on_nothing")
    names = list(dict.fromkeys(figures.sort_values("count", ascending=False, kind="stable")["table"]))
    tables = ", ".join(f"*{name}*" for name in names[:MOST_TABLES])
    more = len(names) - MOST_TABLES
    said = {
        "assumptions": counted("assumptions", assumed, dict(budget["assumptions"])),
        "figures": counted("figures", read, dict(budget["figures"])),
        "tables": tables + (f" {text('frame.more', count=more)}" if more > 0 else ""),
    }
    return text("provenance.rests_on" if read else "provenance.rests_on_no_figure", **said)


def counted(what: str, count: int, kinds: Mapping[str, int]) -> str:
    """Return a count and its kinds in words: `16 assumptions (1 fact, 6 estimates, 9 judgements)`."""
    whole = text(f"provenance.{what}_{min(count, 2)}", count=f"{count:,}")
    parts = [(kind, int(kinds[kind])) for kind in KINDS if kinds[kind]]
    if not parts:
        return whole
    if len(parts) == 1:
        form = "one" if count == 1 else "all"
        return f"{whole} ({text(f'provenance.{form}_{parts[0][0]}')})"
    said = ", ".join(text(f"provenance.{kind}_{min(some, 2)}", count=f"{some:,}") for kind, some in parts)
    return f"{whole} ({said})"


def mover(rows: pd.DataFrame) -> str:
    """Say which assumption moves a number most and between which values; rows: those of `provenance_tables.assumed`."""
    top = rows.iloc[0]
    ends = {end: top[f"{end}_number"] for end in ("low", "high") if top[f"{end}_number"]}
    form = "mover" if len(ends) > 1 else f"mover_{next(iter(ends))}"
    return text(f"provenance.{form}", assumption=rows.index[0], **ends)


def weight(moved: Mapping[str, float]) -> str:
    """Say which kind of assumption moves a number most, as a share of what all do one by one."""
    whole = sum(moved.values())
    if not whole:
        return text("provenance.weight_none")
    kind = max(moved, key=lambda one: moved[one])
    share = style.amount(100 * moved[kind] / whole, "%")
    return text(f"provenance.weight_{kind}", share=share)


def quantity_words(column: str, word: str, table: str) -> str:
    """Return a quantity of the tables in words."""
    key = "_".join(part for part in (table, column, word) if part)
    return text(f"quantity.{key}") if has(f"quantity.{key}") else (word or column).replace("_", " ").replace("-", " ")
