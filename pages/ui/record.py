"""What the track record shows: its tables in the reader's words, each computed once per tables and assumptions."""

import pandas as pd
import streamlit as st

from data.load import sources
from model.assumptions import Assumptions
from model.baseline import Baseline
from model.result import Result
from model.scores import outcomes
from model.shocks import SHOCKS, estimates
from pages.ui import style
from pages.ui.export.archive import stamped
from pages.ui.text import has, month_words, table, text

ONCE = {Baseline: lambda tables: tables.digest}
GDP = "japan_gdp"
TABLE_PIXELS = 520
WIDTHS = {"outcome": 210, "institution": 120, "quantity": 120, "scenario": 170, "estimate": 110, "differs": 240}


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=ONCE)
def scored(assumptions: Assumptions, tables: Baseline) -> pd.DataFrame:
    """Return every outcome beside the model, by series, the longer periods first."""
    found = outcomes(assumptions, tables)
    order = {name: at for at, name in enumerate(table("outcome"))}
    ranked = found.assign(rank=found["series"].map(order), single=found["period"].map(is_month))
    return ranked.sort_values(["rank", "maker", "single", "period"], kind="stable", ignore_index=True)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=ONCE)
def estimated(assumptions: Assumptions, tables: Baseline) -> pd.DataFrame:
    """Return every published estimate with our number for the same shock where the two are alike enough."""
    return estimates(assumptions, tables)


def groups(found: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return outcomes as charts show them: changes over longer periods, changes of single months, amounts."""
    amounts, single = found["unit"] != "percent", found["single"]
    return {"spans": found[~amounts & ~single], "months": found[~amounts & single], "amounts": found[amounts]}


def drawn(found: pd.DataFrame) -> pd.DataFrame:
    """Return outcomes ready to be drawn: changes as they are, amounts as their miss in percent of the published."""
    amounts = found["unit"] != "percent"
    labels = pd.Series([f"{short(row.series, row.maker)}<br>{period_words(row.period)}" for row in found.itertuples()])
    said = pd.Series([_value(row.observed, row.unit) for row in found.itertuples()])
    model = [
        text("record.drawn", model=_value(row.model, row.unit), observed=one, miss=miss(row.miss, row.unit))
        for row, one in zip(found.itertuples(), said, strict=True)
    ]
    return pd.DataFrame({
        "label": labels.mask(labels.duplicated(keep=False), labels + ", " + said),
        "observed": found["observed"].mask(amounts, 0.0).to_numpy(), "tolerance": found["tolerance"].to_numpy(),
        "model": found["model"].mask(amounts, found["miss"]).to_numpy(), "met": found["met"].to_numpy(),
        "said": said.mask(amounts.to_numpy(), ""),
        "model_said": model,
    })  # fmt: skip


def outcome_rows(found: pd.DataFrame) -> pd.DataFrame:
    """Return outcomes as a table in words, with the source of each and its page."""
    named = [text("record.of_maker", name=name(one), maker=maker) if maker else name(one)
             for one, maker in zip(found["series"], found["maker"], strict=True)]  # fmt: skip
    return pd.DataFrame({
        "outcome": named, "period": found["period"].map(period_words).to_numpy(),
        "observed": [_value(row.observed, row.unit) for row in found.itertuples()],
        "model": [_value(row.model, row.unit) for row in found.itertuples()],
        "miss": [miss(row.miss, row.unit) for row in found.itertuples()],
        "verdict": [
            text(f"record.{'met' if row.met else 'missed'}", most=style.amount(row.tolerance, _miss_unit(row.unit)))
            for row in found.itertuples()
        ],
        "used": [text(f"record_used.{used}") for used in found["used"]],
        **_sources(found["source"]),
    })  # fmt: skip


def estimate_rows(found: pd.DataFrame) -> pd.DataFrame:
    """Return published estimates as a table in words, those with a number of ours first."""
    rows = found.assign(alone=found["measure"] == "").sort_values("alone", kind="stable")
    return pd.DataFrame({
        "institution": rows["institution"], "quantity": rows["quantity"], "scenario": rows["scenario"],
        "horizon": rows["horizon"], "estimate": [published(row) for row in rows.itertuples()],
        "ours": [style.change(value, "%") for value in rows["ours"]],
        "lasting": [style.change(value, "%") for value in rows["lasting"]],
        "off": [style.change(value, "pp") for value in rows["off"]], "published": rows["published"],
        **_sources(rows["source"]), "differs": rows["differs"],
    }, index=rows.index)  # fmt: skip


def show(rows: pd.DataFrame, name: str, result: Result) -> None:
    """Show a table, the page of each source as a link, with a download stamped with where it comes from."""
    words = table("record_column")
    columns = {column: st.column_config.Column(words[column], width=WIDTHS.get(column)) for column in rows}
    columns["link"] = st.column_config.LinkColumn(words["link"], display_text=text("method.open"), width=64)
    st.dataframe(rows, key=f"record-{name}", hide_index=True, height=TABLE_PIXELS, column_config=columns)
    file = f"common-ground-{name}-{result.digest}.csv"
    label = text("sections.download")
    st.download_button(label, stamped(rows, result), file, "text/csv", key=f"download-{name}", on_click="ignore")


def by_shock(found: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the estimates of Japan's GDP with the row of each, and our number for each shock, in the model's order."""
    rows = found[found["measure"] == GDP]
    order = [shock for shock in SHOCKS if shock in set(rows["shock"])]
    return _ranged(rows, rows["shock"].map(order.index), [text(f"shock.{shock}") for shock in order])


def by_measure(found: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the estimates of the vehicle market with the row of each, and our number for each measure."""
    rows = found[~found["measure"].isin(["", GDP])]
    order = list(dict.fromkeys(rows["measure"]))
    return _ranged(rows, rows["measure"].map(order.index), [text(f"estimate_measure.{measure}") for measure in order])


def published(row: object) -> str:
    """Return a published number, or the ends of a range, in the unit it was published in."""
    unit = {"percent": "%", "points": "pp", "share": ""}.get(row.unit, row.unit)
    if row.least == row.most:
        return style.change(row.least, unit)
    return text("record.range", low=style.change(row.least, unit), high=style.change(row.most, unit))


def name(series: str) -> str:
    """Return what an outcome is called."""
    return text(f"outcome.{series}")


def short(series: str, maker: str) -> str:
    """Return what an outcome is called beside a chart."""
    return maker or text(f"outcome_short.{series}")


def nickname(institution: str) -> str:
    """Return an institution as it stands in a chart."""
    key = f"nickname.{institution}"
    return text(key) if has(key) else institution


def period_words(period: str) -> str:
    """Return a period as `Apr–Sep 2025`, `Jun 2025` or as it is written."""
    first, dots, last = period.partition("..")
    if not is_month(first):
        return period
    if not dots:
        return month_words(period, short=True)
    start = month_words(first, short=True)
    return f"{start.split()[0] if first[:4] == last[:4] else start}–{month_words(last, short=True)}"


def is_month(period: str) -> bool:
    """Tell whether a period is one month."""
    return len(period) == len("2025-04")


def miss(value: float, unit: str) -> str:
    """Return a miss in points of a change or percent of an amount."""
    return style.change(value, _miss_unit(unit))


def _miss_unit(unit: str) -> str:
    return "pp" if unit == "percent" else "%"


def _value(value: float, unit: str) -> str:
    return style.change(value, "%") if unit == "percent" else style.amount(value, unit)


def _sources(ids: pd.Series) -> dict[str, list[str]]:
    """Return the page of the first source of each row, and its publisher and title."""
    known = sources().loc[[first.partition(";")[0] for first in ids]]
    return {"link": known["url"].to_list(), "source": (known["publisher"] + ": " + known["title"]).to_list()}


def _ranged(rows: pd.DataFrame, at: pd.Series, labels: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    said = [published(row) for row in rows.itertuples()]
    under = [
        text("record.hover", estimate=one, scenario=row.scenario, horizon=row.horizon, differs=row.differs)
        for one, row in zip(said, rows.itertuples(), strict=True)
    ]
    shown = rows.assign(
        row=at, alike=rows["differs"] == "", said=said, under=under, short=rows["institution"].map(nickname)
    )
    own = shown.groupby("row")[["ours", "lasting"]].first()
    for column in ("ours", "lasting"):
        own[f"{column}_said"] = [style.change(value, "%") for value in own[column]]
    return shown.sort_values(["row", "least"], kind="stable"), own.assign(label=labels)
