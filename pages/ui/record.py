"""What the track record shows: its tables in the reader's words, each computed once per tables and assumptions."""

from typing import NamedTuple

import pandas as pd
import streamlit as st

from data.load import sources
from model.assumptions import Assumptions
from model.baseline import Baseline
from model.result import Result
from model.scores import Score, outcomes, score
from model.shocks import GDP, SHOCKS, estimates
from pages.ui import findings_record as findings
from pages.ui import record_words as words
from pages.ui import style
from pages.ui.figures import Spec
from pages.ui.figures import record as figures
from pages.ui.sections import download
from pages.ui.shelf import ONCE
from pages.ui.text import several, table, text

TABLE_PIXELS = 520
WIDTHS = {"outcome": 210, "institution": 120, "quantity": 120, "scenario": 170, "estimate": 110, "differs": 240}


class Drawing(NamedTuple):
    """Hold a chart that no lever moves: its finding, its figure and its height in pixels."""

    title: str
    figure: Spec
    height: int


class Happened(NamedTuple):
    """Hold the score, every outcome as a table in words, and the charts."""

    score: Score
    rows: pd.DataFrame
    charts: dict[str, Drawing]


class Expected(NamedTuple):
    """Hold every published estimate as a table in words, the charts, and what the estimates say together.

    alike: how many estimates of GDP are alike, and than how many of them ours is nearer to zero.  spread: how far those
    of one shock lie apart, like or not.
    """

    rows: pd.DataFrame
    charts: dict[str, Drawing]
    alike: findings.Alike
    spread: str


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=ONCE)
def happened(assumptions: Assumptions, tables: Baseline) -> Happened:
    """Return the record of the model, by series, the longer periods first."""
    order = {series: at for at, series in enumerate(table("outcome"))}
    given = outcomes(assumptions, tables)
    ranked = given.assign(rank=given["series"].map(order), single=given["period"].map(words.is_month))
    found = ranked.sort_values(["rank", "maker", "single", "period"], kind="stable", ignore_index=True)
    marks = several("record", "observed", "within", "outside", "band")
    charts = {}
    for part, rows in groups(found).items():
        figure = figures.beside(drawn(rows), marks, text(f"record_axis.{part}"))
        charts[part] = Drawing(findings.chart(rows), figure, figures.height(len(rows)))
    return Happened(score(found), outcome_rows(found), charts)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs=ONCE)
def expected(assumptions: Assumptions, tables: Baseline) -> Expected:
    """Return what others expected, with our number for the same shock where the two are alike enough."""
    found = estimates(assumptions, tables)
    marks = several("record", "ours_now", "ours_lasting", "published", "not_alike")
    charts = {}
    for part, title, ranged in (
        ("gdp", findings.gdp(found), by_shock(found)), ("market", findings.market(found), by_measure(found)),
    ):  # fmt: skip
        figure = figures.ranges(*ranged, marks, text(f"record_axis.{part}"))
        charts[part] = Drawing(title, figure, figures.height(figures.lines(*ranged), figures.LINE))
    return Expected(estimate_rows(found), charts, findings.alike(found), findings.spread(found))


def groups(found: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return outcomes as charts show them: changes over longer periods, changes of single months, amounts."""
    amounts, single = found["unit"] != "percent", found["single"]
    return {"spans": found[~amounts & ~single], "months": found[~amounts & single], "amounts": found[amounts]}


def drawn(found: pd.DataFrame) -> pd.DataFrame:
    """Return outcomes ready to be drawn: changes as they are, amounts as their miss in percent of the published."""
    amounts = found["unit"] != "percent"
    named = [words.short(series, maker) for series, maker in zip(found["series"], found["maker"], strict=True)]
    labels = pd.Series(named) + "<br>" + found["period"].map(words.period_words).reset_index(drop=True)
    said = pd.Series([words.value(row.observed, row.unit) for row in found.itertuples()])
    model = [
        text("record.drawn", model=words.value(row.model, row.unit), observed=one, miss=words.miss(row.miss, row.unit))
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
    named = [text("record.of_maker", name=words.name(one), maker=maker) if maker else words.name(one)
             for one, maker in zip(found["series"], found["maker"], strict=True)]  # fmt: skip
    return pd.DataFrame({
        "outcome": named, "period": found["period"].map(words.period_words).to_numpy(),
        "observed": [words.value(row.observed, row.unit) for row in found.itertuples()],
        "model": [words.value(row.model, row.unit) for row in found.itertuples()],
        "miss": [words.miss(row.miss, row.unit) for row in found.itertuples()],
        "verdict": [words.verdict(row.met, row.tolerance, row.unit) for row in found.itertuples()],
        "used": [text(f"record_used.{used}") for used in found["used"]],
        **_sources(found["source"]),
    })  # fmt: skip


def estimate_rows(found: pd.DataFrame) -> pd.DataFrame:
    """Return published estimates as a table in words, those with a number of ours first."""
    rows = found.assign(alone=found["measure"] == "").sort_values("alone", kind="stable")
    return pd.DataFrame({
        "institution": rows["institution"], "quantity": rows["quantity"], "scenario": rows["scenario"],
        "horizon": rows["horizon"],
        "estimate": [words.published(row.least, row.most, row.unit) for row in rows.itertuples()],
        "ours": [style.change(value, "%") for value in rows["ours"]],
        "lasting": [style.change(value, "%") for value in rows["lasting"]],
        "off": [style.change(value, "pp") for value in rows["off"]], "published": rows["published"],
        **_sources(rows["source"]), "differs": rows["differs"],
    }, index=rows.index)  # fmt: skip


def show(rows: pd.DataFrame, name: str, result: Result) -> None:
    """Show a table, the page of each source as a link, with a download stamped with where it comes from."""
    heads = table("record_column")
    columns = {column: st.column_config.Column(heads[column], width=WIDTHS.get(column)) for column in rows}
    columns["link"] = st.column_config.LinkColumn(heads["link"], display_text=text("method.open"), width=64)
    st.dataframe(rows, key=f"record-{name}", hide_index=True, height=TABLE_PIXELS, column_config=columns)
    download(rows, name, result)


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


def _sources(ids: pd.Series) -> dict[str, list[str]]:
    """Return the page of the first source of each row, and its publisher and title."""
    known = sources().loc[[first.partition(";")[0] for first in ids]]
    return {"link": known["url"].to_list(), "source": (known["publisher"] + ": " + known["title"]).to_list()}


def _ranged(rows: pd.DataFrame, at: pd.Series, labels: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    said = [words.published(row.least, row.most, row.unit) for row in rows.itertuples()]
    under = [
        text("record.hover", estimate=one, scenario=row.scenario, horizon=row.horizon, differs=row.differs)
        for one, row in zip(said, rows.itertuples(), strict=True)
    ]
    shown = rows.assign(
        row=at, alike=rows["differs"] == "", said=said, under=under, short=rows["institution"].map(words.nickname)
    )
    own = shown.groupby("row")[["ours", "lasting"]].first()
    for column in ("ours", "lasting"):
        own[f"{column}_said"] = [style.change(value, "%") for value in own[column]]
    return shown.sort_values(["row", "least"], kind="stable"), own.assign(label=labels)
