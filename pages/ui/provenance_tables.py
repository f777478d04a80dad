"""What a headline number rests on, as tables in the reader's words and units."""

from collections.abc import Callable

import pandas as pd

from data.load import TABLES
from model.assumptions import Assumptions
from model.policy import Policy
from model.provenance import KINDS, Provenance
from pages.ui import style
from pages.ui.findings_provenance import quantity_words
from pages.ui.headline import known, shows_change
from pages.ui.levers import source_words
from pages.ui.method import parameters
from pages.ui.text import text
from pages.ui.values import value_words


def written(name: str, unit: str) -> Callable[[float], str]:
    """Return how a headline number is written large: its change where it shows that, else its level."""
    write = style.change if shows_change(name) else style.amount
    return lambda value: write(*known(value, unit.partition(" a ")[0]))


def assumed(found: Provenance, name: str, unit: str) -> pd.DataFrame:
    """Return one row an assumption that moves a number, the one that moves it most first; index their labels.

    Columns: name, kind; low, high, most: of the number in the reader's unit; ..._number: that in words;
    ..._said: with the end.
    """
    write, declared = written(name, unit), Assumptions.declared()
    rows = found.assumptions(name, change=shows_change(name))
    factor = known(1.0, unit.partition(" a ")[0])[0]
    numbers = {end: [write(value) if pd.notna(value) else "" for value in rows[end]] for end in ("low", "high")}
    said = {
        f"{end}_said": [
            text("provenance.at_end", end=_end(key, end), number=number) if number else ""
            for key, number in zip(rows.index, numbers[end], strict=True)
        ]
        for end in numbers
    }
    return pd.DataFrame(
        {
            "name": rows.index.to_list(), "kind": rows["kind"].to_list(),
            **{end: (factor * rows[end]).to_list() for end in ("low", "high", "most")},
            **{f"{end}_number": numbers[end] for end in numbers}, **said,
        },
        index=pd.Index([text(f"{declared[key].url}.label") for key in rows.index], name="assumption"),
    )  # fmt: skip


def inputs(found: Provenance, name: str, unit: str) -> pd.DataFrame:
    """Return the assumptions that move a number as the parameter table shows them, with the number at either end."""
    rows = assumed(found, name, unit)
    listed = _listed(found, rows["name"].to_list())
    ends = {f"at_{end}": rows[f"{end}_number"].to_list() for end in ("low", "high")}
    return listed[["label", "kind", "now", "low", "high", "unit"]].assign(**ends, **listed[["source", "link"]])


def levers(found: Provenance, name: str) -> pd.DataFrame:
    """Return the levers that move a number, with the values they have."""
    return _listed(found, list(found.levers(name)))[["label", "group", "now", "unit", "source", "link"]]


def figures(found: Provenance, name: str) -> pd.DataFrame:
    """Return one row a quantity of the tables that moves a number: how many figures of which kind, their sources."""
    rows = found.figures(name)
    return pd.DataFrame(
        {
            "table": [text(f"data.{TABLES[table]}") for table in rows["table"]],
            "quantity": [quantity_words(row.column, row.word, row.table) for row in rows.itertuples()],
            "count": rows["count"],
            **{kind: rows[kind] for kind in KINDS},
            "source": [source_words(given) for given in rows["sources"]],
        }
    )


def kinds(found: Provenance, name: str) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, float]]:
    """Return the kinds of a number's inputs as shares in percent and in words, and how far those of each kind move it.

    Rows: its figures, its assumptions, and the assumptions by how far each moves it alone; none where there are none.
    """
    counts, rows = found.budget(name), found.assumptions(name, change=shows_change(name))
    moved = {kind: float(rows.loc[rows["kind"] == kind, "most"].sum()) for kind in KINDS}
    bars = {what: counts[what].to_dict() for what in ("figures", "assumptions")} | {"moved": moved}
    shares, said = {}, {}
    for what, of_kind in bars.items():
        whole = sum(of_kind.values())
        if not whole:
            continue
        label = text(f"provenance.bar_{what}", count=f"{whole:,.0f}")
        shares[label] = {kind: 100 * part / whole for kind, part in of_kind.items()}
        said[label] = {
            kind: style.amount(shares[label][kind], "%") if what == "moved" else f"{part:,.0f}"
            for kind, part in of_kind.items()
        }
    return (*(pd.DataFrame.from_dict(one, orient="index", columns=list(KINDS)) for one in (shares, said)), moved)


def _listed(found: Provenance, names: list[str]) -> pd.DataFrame:
    """Return rows of the parameter table by the names of parameters, in their order."""
    declared = Policy.declared() | Assumptions.declared()
    every = parameters(found.setting.policy, found.setting.assumptions).set_index("key")
    return every.loc[[declared[name].url for name in names]].reset_index()


def _end(name: str, end: str) -> str:
    lever = Assumptions.declared()[name]
    return value_words(lever, lever.positions[0 if end == "low" else -1])
