"""The makers' tables as figures: who pays, how the loss comes about, where vehicles are built."""

import numpy as np
import pandas as pd

from pages.ui.figures import Spec
from pages.ui.figures.steps import TOO_SMALL_TO_SEE
from pages.ui.style import (
    AS_IT_LASTS,
    JAPAN,
    LEGEND,
    MAKERS,
    NAMED,
    REFERENCE,
    UNITED_STATES,
    amount,
    axis,
    change,
    names_axis,
)

PARTS = {
    "by_price_usd_bn": "#2f7fc2", "by_duty_usd_bn": "#b06a1f", "by_currency_usd_bn": "#8a5fc2",
    "by_moving_usd_bn": "#83898f", "by_volume_usd_bn": "#5f8a3a",
}  # fmt: skip
PLACES = {"built_japan_thousand": JAPAN, "built_us_thousand": UNITED_STATES, "built_elsewhere_thousand": REFERENCE}
UNKNOWN_MAKER = "#6f7f8c"
MAKERS_BESIDE = NAMED | {"l": 96}
WIDE = MAKERS_BESIDE | {"r": 56}


def bars(values: pd.Series, unit: str, title: str) -> Spec:
    """Return one horizontal bar a maker, the largest loss on top, each with its number."""
    ordered = values.sort_values()
    return {
        "data": [{
            "type": "bar", "orientation": "h", "name": title, "x": ordered.to_list(), "y": ordered.index.to_list(),
            "marker": {"color": [MAKERS.get(name, UNKNOWN_MAKER) for name in ordered.index]},
            "text": [change(value, unit) for value in ordered], "textposition": "auto", "cliponaxis": False,
            "insidetextfont": {"color": "#ffffff"}, "hovertemplate": "%{y}: %{text}<extra></extra>",
        }],
        "layout": {
            "margin": WIDE, "xaxis": axis(title, zero=True, range=_room(ordered)), "yaxis": names_axis(),
            "showlegend": False,
        },
    }  # fmt: skip


def duty_on_two_bases(table: pd.DataFrame, names: tuple[str, ...], title: str) -> Spec:
    """Return the duty a maker pays and the cost as makers report it, JPY bn a year, largest on top."""
    own, reported = table["added_duty_jpy_bn"], table["reported_jpy_bn"]
    ordered = reported.sort_values(ascending=False).index

    def trace(values: pd.Series, name: str, marker: Spec) -> Spec:
        return {
            "type": "bar", "orientation": "h", "name": name, "x": values[ordered].to_list(), "y": ordered.to_list(),
            "marker": marker, "text": [amount(value, "JPY bn") for value in values[ordered]],
            "textposition": "outside", "cliponaxis": False, "hovertemplate": "%{y}: %{text}<extra>" + name + "</extra>",
        }  # fmt: skip

    colours = [MAKERS.get(name, UNKNOWN_MAKER) for name in ordered]
    return {
        "data": [
            trace(own, names[0], {"color": colours}),
            trace(reported, names[1], {"color": "rgba(0,0,0,0)", "line": {"color": colours, "width": 1.5}}),
        ],
        "layout": {
            "barmode": "group", "margin": WIDE, "yaxis": names_axis(), "legend": LEGEND,
            "xaxis": axis(title, range=_room(reported)),
        },
    }  # fmt: skip


def split(table: pd.DataFrame, names: dict[str, str], title: str) -> Spec:
    """Return the change of profit of each maker by what brought it about, USD bn a year, stacked."""
    ordered = table.sort_values("profit_change_usd_bn")
    present = [part for part in PARTS if table[part].abs().max() > TOO_SMALL_TO_SEE["USD bn"]]
    marks = [
        {
            "type": "bar", "orientation": "h", "name": names[part], "x": ordered[part].to_list(),
            "y": ordered.index.to_list(), "marker": {"color": PARTS[part]},
            "text": [change(value, "USD bn") for value in ordered[part]], "textposition": "none",
            "hovertemplate": "%{y}: %{text}<extra>" + names[part] + "</extra>",
        }
        for part in present
    ]  # fmt: skip
    total = {
        "type": "scatter", "mode": "markers", "name": names["profit_change_usd_bn"],
        "x": ordered["profit_change_usd_bn"].to_list(), "y": ordered.index.to_list(),
        "text": [change(value, "USD bn") for value in ordered["profit_change_usd_bn"]],
        "marker": {"symbol": "line-ns", "size": 16, "line": {"width": 3, "color": REFERENCE}},
        "hovertemplate": "%{y}: %{text}<extra>" + names["profit_change_usd_bn"] + "</extra>",
    }  # fmt: skip
    return {
        "data": [*marks, total],
        "layout": {
            "barmode": "relative", "margin": MAKERS_BESIDE, "xaxis": axis(title, zero=True), "yaxis": names_axis(),
            "legend": LEGEND,
        },
    }  # fmt: skip


def places(table: pd.DataFrame, names: dict[str, str], title: str) -> Spec:
    """Return the vehicles each maker sells in the US by where they are built, thousand a year, stacked."""
    ordered = table.assign(total=table[list(PLACES)].sum(axis=1)).sort_values("total", ascending=False)
    return {
        "data": [
            {
                "type": "bar", "orientation": "h", "name": names[place], "x": ordered[place].to_list(),
                "y": ordered.index.to_list(), "marker": {"color": colour},
                "hovertemplate": "%{y}: %{x:,.0f} thousand<extra>" + names[place] + "</extra>",
            }
            for place, colour in PLACES.items()
        ],
        "layout": {
            "barmode": "stack", "margin": MAKERS_BESIDE, "xaxis": axis(title), "yaxis": names_axis(),
            "legend": LEGEND,
        },
    }  # fmt: skip


def now_and_lasting(table: pd.DataFrame, columns: tuple[str, str], names: tuple[str, ...], title: str) -> Spec:
    """Return two marks a maker, so far and if it lasts, joined by a dashed line; columns of either, in one unit."""
    now, lasting = (table[column] for column in columns)
    unit = "USD bn" if columns[0].endswith("usd_bn") else "%"
    ordered = lasting.sort_values().index
    joins = {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "showlegend": False, "name": "",
        "x": [x for name in ordered for x in (now[name], lasting[name], None)],
        "y": [y for name in ordered for y in (name, name, None)],
        "line": {"color": REFERENCE, "dash": AS_IT_LASTS, "width": 1.5},
    }  # fmt: skip

    def marks(values: pd.Series, name: str, symbol: str) -> Spec:
        colours = [MAKERS.get(maker, UNKNOWN_MAKER) for maker in ordered]
        return {
            "type": "scatter", "mode": "markers", "name": name, "x": values[ordered].to_list(), "y": ordered.to_list(),
            "marker": {"symbol": symbol, "size": 12, "color": colours, "line": {"width": 2, "color": colours}},
            "text": [change(value, unit) for value in values[ordered]],
            "hovertemplate": "%{y}: %{text}<extra>" + name + "</extra>",
        }  # fmt: skip

    return {
        "data": [joins, marks(now, names[0], "circle"), marks(lasting, names[1], "circle-open")],
        "layout": {
            "margin": MAKERS_BESIDE, "xaxis": axis(title, zero=True), "yaxis": names_axis(),
            "legend": LEGEND,
        },
    }  # fmt: skip


def months_by_maker(table: pd.DataFrame, title: str, everyone: str) -> Spec:
    """Return one line a maker that moves over the months; where none does, one at zero that is named `everyone`.

    Index months, columns makers.
    """
    moves = table.loc[:, table.abs().max() > 0]
    shown = moves if len(moves.columns) else pd.DataFrame({everyone: 0.0}, table.index)
    flat = {} if len(moves.columns) else {"range": [0, 1]}
    return {
        "data": [
            {
                "type": "scatter", "mode": "lines", "name": name, "x": shown.index.to_list(),
                "y": shown[name].to_list(), "line": {"color": MAKERS.get(name, UNKNOWN_MAKER), "width": 2},
                "hovertemplate": "%{x}: %{y:.3~g}<extra>" + str(name) + "</extra>",
            }
            for name in shown
        ],
        "layout": {
            "margin": MAKERS_BESIDE, "xaxis": axis(type="date"), "yaxis": axis(title, zero=True, **flat),
            "legend": LEGEND, "showlegend": True,
        },
    }  # fmt: skip


def nameplates(table: pd.DataFrame, names: tuple[str, ...], title: str) -> Spec:
    """Return the change in units of a maker's nameplates by plant, percent, so far and if it lasts."""
    ordered = table.sort_values("units_2024_thousand", ascending=False)
    labels = (ordered["nameplate"] + " · " + ordered["assembly"]).to_list()
    colours = [{"JP": JAPAN, "US": UNITED_STATES}.get(place, REFERENCE) for place in ordered["assembly"]]

    def trace(column: str, name: str, marker: Spec) -> Spec:
        return {
            "type": "bar", "orientation": "h", "name": name, "x": ordered[column].to_list(), "y": labels,
            "marker": marker, "text": [change(value, "%") for value in ordered[column]], "textposition": "none",
            "hovertemplate": "%{y}: %{text}<extra>" + name + "</extra>",
        }  # fmt: skip

    return {
        "data": [
            trace("units_change_percent", names[0], {"color": colours}),
            trace("lasting_units_change_percent", names[1],
                  {"color": "rgba(0,0,0,0)", "line": {"color": colours, "width": 1.5}}),
        ],
        "layout": {
            "barmode": "group", "margin": NAMED | {"l": 170}, "xaxis": axis(title, zero=True),
            "yaxis": names_axis(), "legend": LEGEND,
        },
    }  # fmt: skip


def published(table: pd.DataFrame, names: tuple[str, ...], title: str) -> Spec:
    """Return direct duty, reported basis and what the makers published, JPY bn, one row a maker and period."""
    labels = (table["maker"] + " · " + table["period"]).to_list()

    def marks(column: str, name: str, marker: Spec) -> Spec:
        return {
            "type": "scatter", "mode": "markers", "name": name, "x": table[column].to_list(), "y": labels,
            "marker": {"size": 12} | marker, "text": [amount(value, "JPY bn") for value in table[column]],
            "hovertemplate": "%{y}: %{text}<extra>" + name + "</extra>",
        }  # fmt: skip

    return {
        "data": [
            marks("direct_jpy_bn", names[0], {"symbol": "line-ns", "line": {"width": 3, "color": REFERENCE}}),
            marks("reported_jpy_bn", names[1], {"color": JAPAN}),
            marks("published_jpy_bn", names[2], {"color": "#8a5fc2", "symbol": "square"}),
        ],
        "layout": {
            "margin": NAMED | {"l": 190}, "xaxis": axis(title, rangemode="tozero"), "yaxis": names_axis(),
            "legend": LEGEND,
        },
    }  # fmt: skip


def _room(values: pd.Series) -> list[float]:
    """Return a range that leaves room for the numbers beside the bars and always holds zero."""
    low, high = min(float(np.nanmin(values)), 0.0), max(float(np.nanmax(values)), 0.0)
    spare = 0.22 * (high - low or 1.0)
    return [low - spare if low < 0 else 0.0, high + spare if high > 0 else spare / 4]
