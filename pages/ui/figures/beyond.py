"""Beyond the US as figures: shares of Japan's exports, what opening markets buys, what is lost and sold elsewhere."""

import pandas as pd

from pages.ui.figures import Spec
from pages.ui.figures.trade import beside_reference, wrapped
from pages.ui.style import JAPAN, LEGEND, MARGIN, NAMED, REFERENCE, UNITED_STATES, amount, axis, names_axis

THE_US, HALF_WAY = "united-states", 50
MOST_PRODUCTS, ROOM = 10, 1.25


def shares(places: pd.DataFrame, names: tuple[str, ...], title: str) -> Spec:
    """Return each destination's share of Japan's exports, percent, the US in its own colour; index the codes."""
    ordered = places.sort_values("reference_share_percent", ascending=False)
    named = ordered.set_index(ordered["destination"] + [f" {amount(share, '%')}" for share in ordered["share_percent"]])
    spec = beside_reference(named["share_percent"], named["reference_share_percent"], "%", JAPAN, names, title)
    bars, ticks = spec["data"]
    colours = [UNITED_STATES if code == THE_US else JAPAN for code in ordered.index]
    said = {"meta": {"places": ordered["destination"].to_list()}}
    bars = bars | said | {"marker": {"color": colours}, "textposition": "none"}
    return {"data": [bars, ticks | said], "layout": spec["layout"]}


def opening(sold: pd.Series, own: float, names: tuple[str, ...], titles: tuple[str, ...]) -> Spec:
    """Return what is sold elsewhere by the opening lever, USD bn a year, the reader's own setting marked."""
    words = [amount(value, "USD bn") for value in sold]
    beside = "bottom right" if own < HALF_WAY else "top left"
    shown = {"type": "scatter", "hovertemplate": "%{x}%: %{text}<extra></extra>"}
    return {
        "data": [
            shown | {"mode": "lines", "name": names[0], "x": sold.index.to_list(), "y": sold.to_list(), "text": words,
                     "line": {"color": JAPAN, "width": 3}},
            shown | {"mode": "markers+text", "name": names[1], "x": [own], "y": [float(sold[own])],
                     "text": [amount(float(sold[own]), "USD bn")], "textposition": beside,
                     "marker": {"color": JAPAN, "size": 13}},
        ],
        "layout": {
            "margin": MARGIN, "xaxis": axis(titles[0], range=[-6, 106]), "yaxis": axis(titles[1], rangemode="tozero"),
            "legend": LEGEND,
        },
    }  # fmt: skip


def lost_goods(named: pd.DataFrame, names: tuple[str, ...], title: str) -> Spec:
    """Return what the US no longer buys and, inside it, what is sold elsewhere, USD bn a year; index the products."""
    shown = named.sort_values("lost_usd_bn", ascending=False).head(MOST_PRODUCTS)
    looks = {"lost_usd_bn": (REFERENCE, 0.7, "outside"), "diverted_usd_bn": (JAPAN, 0.36, "none")}
    largest = float(shown["lost_usd_bn"].max()) or 1.0
    return {
        "data": [
            {
                "type": "bar", "orientation": "h", "name": name, "x": shown[column].to_list(), "width": width,
                "y": [wrapped(product) for product in shown.index], "marker": {"color": colour}, "cliponaxis": False,
                "text": [amount(value, "USD bn") for value in shown[column]], "textposition": place,
                "hovertemplate": "%{y}: %{text}<extra>" + name + "</extra>",
            }
            for name, (column, (colour, width, place)) in zip(names, looks.items(), strict=True)
        ],
        "layout": {
            "barmode": "overlay", "margin": NAMED, "xaxis": axis(title, range=[0, ROOM * largest]),
            "yaxis": names_axis(), "legend": LEGEND,
        },
    }  # fmt: skip
