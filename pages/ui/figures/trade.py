"""Bilateral trade as figures: what moves the balance, exports by product, what the US sells, the legal steps."""

import pandas as pd

from pages.ui.figures import Spec
from pages.ui.style import JAPAN, LEGEND, MARGIN, NAMED, REFERENCE, UNITED_STATES, amount, axis, change, names_axis

GROUPS = {
    "exchange-rate": "currency", "cars": "cars", "light-trucks": "cars", "auto-parts": "parts",
    "engines-other-vehicles": "parts", "steel-aluminium": "metals", "metal-articles": "metals",
    "mobile-machinery": "machinery", "machine-tools": "machinery", "semiconductor-equipment": "machinery",
    "other-machinery": "machinery", "electrical-equipment": "electronics", "semiconductors": "electronics",
    "instruments": "electronics", "pharmaceuticals": "chemicals", "chemicals": "chemicals", "aircraft-parts": "other",
    "food": "other", "other-goods": "other", "us-exports": "us-exports",
}  # fmt: skip
TOTAL = "change"
LONGEST_LINE, LONG_BAR = 19, 0.5
SMALL = {"size": 11}
CLEAR, PALE = "rgba(0,0,0,0)", "rgba(216,73,42,0.4)"


def steps(balance: pd.DataFrame) -> pd.Series:
    """Return what changes the balance since 2024 by group, and last the change itself, JPY bn a year."""
    grouped: dict[str, float] = {}
    for step, measure, jpy_bn in zip(balance["step"], balance["measure"], balance["jpy_bn"], strict=True):
        if measure == "relative":
            grouped[GROUPS[step]] = grouped.get(GROUPS[step], 0.0) + jpy_bn
    return pd.Series(grouped | {TOTAL: sum(grouped.values())})


ECONOMIES = {"gdp_so_far": JAPAN, "us_prices": UNITED_STATES, "us_growth": UNITED_STATES}


def by_month(
    months: pd.DataFrame, columns: tuple[str, str], colour: str, decision: str, names: tuple[str, ...], title: str
) -> Spec:
    """Return one flow a month, of the scenario and of the reference; the dotted line is the decision."""
    x = months.index.to_list()
    scenario, reference = columns
    return {
        "data": [
            _line(x, months[reference], names[1], {"color": REFERENCE, "width": 2}),
            _line(x, months[scenario], names[0], {"color": colour, "width": 3}),
        ],
        "layout": {
            "margin": MARGIN, "xaxis": axis(type="date"), "yaxis": axis(title, zero=True, rangemode="tozero"),
            "legend": LEGEND,
            "shapes": [{
                "type": "line", "x0": f"{decision}-01", "x1": f"{decision}-01", "yref": "paper", "y0": 0, "y1": 1,
                "line": {"color": REFERENCE, "width": 1, "dash": "dot"},
            }],
        },
    }  # fmt: skip


def by_product(values: pd.Series, unit: str, title: str) -> Spec:
    """Return one bar a product in the order given, each with its change, inside it where it is long; index names."""
    words = [change(value, unit) if value else "0" for value in values]
    long = values.abs() > LONG_BAR * _span(values)
    places = ["inside" if one else "outside" for one in long]
    return {
        "data": [
            _bars(values, words, title, {"color": JAPAN})
            | {"textposition": places, "textangle": 0, "insidetextfont": {"color": "#ffffff"}}
        ],
        "layout": {
            "margin": NAMED | {"r": 24}, "xaxis": axis(title, zero=True, range=_reach(values, long)),
            "yaxis": names_axis(tickfont=SMALL), "showlegend": False,
        },
    }  # fmt: skip


def beside_reference(
    values: pd.Series, reference: pd.Series, unit: str, colour: str, names: tuple[str, ...], title: str
) -> Spec:
    """Return one bar a product in the order given, its level, and a tick where the reference stands."""
    labels = [wrapped(name) for name in reference.index]
    ticks = {
        "type": "scatter", "mode": "markers", "name": names[1], "x": reference.to_list(), "y": labels,
        "marker": {"symbol": "line-ns", "size": 13, "line": {"width": 3, "color": REFERENCE}},
        "text": [amount(value, unit) for value in reference],
        "hovertemplate": "%{y}: %{text}<extra>" + names[1] + "</extra>",
    }  # fmt: skip
    words = [amount(value, unit) if value else "0" for value in values]
    return {
        "data": [_bars(values, words, names[0], {"color": colour}), ticks],
        "layout": {
            "margin": NAMED | {"r": 62}, "xaxis": axis(title, range=_room(pd.concat([values, reference]))),
            "yaxis": names_axis(tickfont=SMALL), "legend": LEGEND,
        },
    }  # fmt: skip


def pledges(table: pd.DataFrame, names: tuple[str, ...], title: str) -> Spec:
    """Return what is pledged, realised and additional by group of US exports, USD bn a year; index the names."""
    looks = {
        "pledged_usd_bn": ({"color": CLEAR, "line": {"color": UNITED_STATES, "width": 1.5}}, 0.78),
        "realised_usd_bn": ({"color": PALE}, 0.56),
        "added_usd_bn": ({"color": UNITED_STATES}, 0.34),
    }  # fmt: skip
    labels = [wrapped(name) for name in table.index]
    largest = max(float(table[list(looks)].to_numpy().max()), 0.1)
    return {
        "data": [
            {
                "type": "bar", "orientation": "h", "name": name, "y": labels,
                "x": [value or None for value in table[column]], "marker": marker, "width": width,
                "text": [amount(value, "USD bn") for value in table[column]],
                "textposition": "none", "hovertemplate": "%{y}: %{text}<extra>" + name + "</extra>",
            }
            for (column, (marker, width)), name in zip(looks.items(), names, strict=True)
        ],
        "layout": {
            "barmode": "overlay", "margin": NAMED, "xaxis": axis(title, range=[0, 1.08 * largest]),
            "yaxis": names_axis(), "legend": LEGEND,
        },
    }  # fmt: skip


def us_groups(table: pd.DataFrame, names: tuple[str, ...], title: str) -> Spec:
    """Return US exports by group, largest on top: the estimate of 2024 with its range, and the scenario, USD bn."""
    ordered = table.sort_values("exports_2024_usd_bn", ascending=False)
    labels, base = [wrapped(name) for name in ordered.index], ordered["exports_2024_usd_bn"]
    error = {
        "type": "data", "symmetric": False, "array": (ordered["high_usd_bn"] - base).to_list(),
        "arrayminus": (base - ordered["low_usd_bn"]).to_list(), "color": REFERENCE, "thickness": 2, "width": 4,
    }  # fmt: skip
    ranges = [f"{amount(low, 'USD bn')} to {amount(high, 'USD bn')}"
              for low, high in zip(ordered["low_usd_bn"], ordered["high_usd_bn"], strict=True)]  # fmt: skip

    def marks(values: pd.Series, name: str, marker: Spec, said: list[str]) -> Spec:
        return {
            "type": "scatter", "mode": "markers", "name": name, "x": values.to_list(), "y": labels,
            "marker": {"size": 10} | marker, "text": said,
            "hovertemplate": "%{y}: %{text}<extra>" + name + "</extra>",
        }  # fmt: skip

    said = [f"{amount(value, 'USD bn')} ({span})" for value, span in zip(base, ranges, strict=True)]
    now = ordered["value_usd_bn"]
    return {
        "data": [
            marks(base, names[0], {"symbol": "circle-open", "color": REFERENCE, "line": {"width": 2}}, said)
            | {"error_x": error},
            marks(now, names[1], {"color": UNITED_STATES, "size": 8}, [amount(value, "USD bn") for value in now]),
        ],
        "layout": {
            "margin": NAMED, "xaxis": axis(title, rangemode="tozero"), "yaxis": names_axis(),
            "legend": LEGEND,
        },
    }  # fmt: skip


def with_legal_steps(spec: Spec, law: pd.DataFrame, name: str) -> Spec:
    """Return a figure by date with numbered marks where the law changed; columns number, date, percent, said."""
    marks = {
        "type": "scatter", "mode": "markers+text", "name": name, "x": law["date"].to_list(),
        "y": law["percent"].to_list(), "text": law["number"].astype(str).to_list(), "textposition": "top left",
        "customdata": law["said"].to_list(), "marker": {"color": JAPAN, "size": 7}, "textfont": {"size": 11},
        "cliponaxis": False, "hovertemplate": "%{text}. %{customdata}<br>%{y:.1f}%<extra></extra>",
    }  # fmt: skip
    return {"data": [*spec["data"], marks], "layout": spec["layout"]}


def wrapped(name: str) -> str:
    """Return a name in lines short enough to stand beside bars on a phone."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(lines[-1]) + len(word) >= LONGEST_LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)


def _line(x: list[str], y: pd.Series, name: str, line: Spec) -> Spec:
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y.to_list(), "name": name, "line": line,
        "hovertemplate": "%{x|%b %Y}: %{y:.4~g}<extra>" + name + "</extra>",
    }  # fmt: skip


def _bars(values: pd.Series, words: list[str], name: str, marker: Spec) -> Spec:
    return {
        "type": "bar", "orientation": "h", "name": name, "x": values.to_list(),
        "y": [wrapped(name) for name in values.index], "marker": marker, "text": words, "textposition": "outside",
        "cliponaxis": False, "hovertemplate": "%{y}: %{text}<extra></extra>",
    }  # fmt: skip


def _reach(values: pd.Series, long: pd.Series) -> list[float]:
    """Return a range that holds all bars, with room for a number on a phone beside those that are not long."""
    room = LONG_BAR * _span(values)
    beside = [value + (room if value > 0 else -room) for value in values[~long] if value]
    ends = [0.0, *values, *beside]
    return [min(ends), max(ends) or (0.0 if min(ends) else room)]


def _room(values: pd.Series) -> list[float]:
    """Return a range that leaves room for the numbers beside the bars and always holds zero."""
    low, high = min(float(values.min()), 0.0), max(float(values.max()), 0.0)
    spare = 0.34 * _span(values)
    return [low - spare if low < 0 else 0.0, high + spare if high > 0 else spare / 4]


def _span(values: pd.Series) -> float:
    """Return how far values and zero lie apart, 1 where nothing does."""
    return float(max(values.max(), 0.0) - min(values.min(), 0.0)) or 1.0
