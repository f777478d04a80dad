"""The charts of the brief, from the same marks that slides and paper draw."""

from typing import Any

from pages.ui.export.marks import Bars, Line, Lines
from pages.ui.figures import Spec
from pages.ui.style import REFERENCE, axis, change, names_axis

MARGIN = {"l": 8, "r": 16, "t": 8, "b": 36}
LONGEST = 18
ONE_SIDE, TWO_SIDES, APART, FEW = 0.4, 0.6, 0.06, 3


def drawn(marks: Bars | Lines, size: int = 12) -> Spec:
    """Return a chart as a figure, its words at a size in pixels."""
    spec = _bars(marks) if isinstance(marks, Bars) else _lines(marks, size)
    layout = spec["layout"]
    for name in ("xaxis", "yaxis"):
        layout[name] |= {"tickfont": {"size": size}}
    return spec | {"layout": layout | {"font": {"size": size}}}


def _bars(marks: Bars) -> Spec:
    words = [change(value, marks.unit) if value else "0" for value in marks.values]
    labels = [_wrapped(name) for name in marks.names]
    traces: list[Spec] = [{
        "type": "bar", "orientation": "h", "name": marks.series, "x": list(marks.values), "y": labels,
        "marker": {"color": list(marks.colours)}, "text": words, "textposition": "auto", "cliponaxis": False,
        "insidetextfont": {"color": "#ffffff"}, "textangle": 0, "hovertemplate": "%{y}: %{text}<extra></extra>",
    }]  # fmt: skip
    if marks.reference:
        traces.append({
            "type": "scatter", "mode": "markers", "name": marks.reference_series, "x": list(marks.reference),
            "y": labels, "marker": {"symbol": "line-ns", "size": 22, "line": {"width": 3, "color": REFERENCE}},
            "text": [change(value, marks.unit) for value in marks.reference],
            "hovertemplate": "%{y}: %{text}<extra>" + marks.reference_series + "</extra>",
        })  # fmt: skip
    room = {"range": _room((*marks.values, *marks.reference)), "tickformat": ",~g", "nticks": FEW, "tickangle": 0}
    layout = {
        "margin": MARGIN, "xaxis": axis(marks.axis, zero=True, **room), "yaxis": names_axis(), "showlegend": False,
    }  # fmt: skip
    return {"data": traces, "layout": layout}


def _lines(marks: Lines, size: int) -> Spec:
    own = [line for line in marks.lines if not line.reference]
    since = {
        "type": "line", "x0": f"{marks.decision}-01", "x1": f"{marks.decision}-01", "yref": "paper", "y0": 0, "y1": 1,
        "line": {"color": REFERENCE, "width": 1, "dash": "dot"},
    }  # fmt: skip
    return {
        "data": [
            {
                "type": "scatter", "mode": "lines", "name": line.name, "x": list(marks.months), "y": list(line.values),
                "line": {"color": line.colour, "width": 1.5 if line.reference else 3},
                "hovertemplate": "%{x|%b %Y}: %{y:.3~g}<extra>" + line.name + "</extra>",
            }
            for line in marks.lines
        ],
        "layout": {
            "margin": {"l": 56, "r": 5 * size, "t": 8, "b": 36}, "xaxis": axis(type="date"), "showlegend": False,
            "yaxis": axis(marks.axis, zero=True, rangemode="tozero"), "shapes": [since],
            "annotations": _ends(own, marks.months[-1], size),
        },
    }  # fmt: skip


def _ends(lines: list[Line], month: str, size: int) -> list[dict[str, Any]]:
    """Return the names of lines beside their last points, pushed apart where the lines end together."""
    values = [value for line in lines for value in line.values]
    apart, level, labels = APART * (max(values) - min(*values, 0.0) or 1.0), float("-inf"), []
    for line in sorted(lines, key=lambda one: one.values[-1]):
        level = max(line.values[-1], level + apart)
        labels.append({
            "x": month, "y": level, "text": line.name, "showarrow": False, "xanchor": "left", "xshift": 4,
            "font": {"color": line.colour, "size": size},
        })  # fmt: skip
    return labels


def _room(values: tuple[float, ...]) -> list[float]:
    """Return a range that leaves room for the numbers beside the bars and always holds zero."""
    low, high = min(*values, 0.0), max(*values, 0.0)
    spare = (TWO_SIDES if low < 0 < high else ONE_SIDE) * (high - low or 1.0)
    return [low - spare if low < 0 else 0.0, high + spare if high > 0 else spare / 4]


def _wrapped(name: str) -> str:
    """Return a name broken into lines that fit beside its bar."""
    lines = [""]
    for word in name.split():
        if lines[-1] and len(f"{lines[-1]} {word}") > LONGEST:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)
