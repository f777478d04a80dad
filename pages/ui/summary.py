"""A chart's data in words, for a reader who cannot see it: one plain sentence a series."""

import base64
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pages.ui.style import amount
from pages.ui.text import day_words, month_words, text

MOST_LISTED, LONGEST_NUMBER = 12, 40
NAMED = ("bar", "waterfall")
DATE, TAG, DIGITS = re.compile(r"\d{4}-\d{2}(-\d{2})?"), re.compile(r"<[^>]*>"), re.compile(r"[\d.]+")
MONTH_LENGTH = len("2025-07")

Trace = Mapping[str, Any]
Values = NDArray[Any]


class Series(NamedTuple):
    """Hold what a trace shows: values, the places where they lie, and the words it has for them, if any."""

    values: NDArray[np.float64]
    places: Sequence[Any]
    words: Sequence[str] = ()

    def word(self, at: int) -> str:
        """Return a value in words."""
        return self.words[at] if self.words else amount(float(self.values[at]))


def summary(traces: Sequence[Trace], layout: Mapping[str, Any]) -> str:
    """Return one plain sentence a series; lines that only join marks and keys of a legend are no series.

    A trace may say in `meta` what a sentence calls it (`name`) and its places (`places`), where what is drawn is short;
    one that names each of its points, or of its stretches between gaps (`names`), has a sentence for each.
    """
    shown = (one for trace in traces if trace.get("hoverinfo") != "skip" for one in _each(trace))
    said = (_sentence(trace, layout) for trace in shown)
    return " ".join(dict.fromkeys(one for one in said if one))


def numbers(values: Any) -> Values:
    """Return a trace's array, whether a list, an array or Plotly's base64 form; gaps become NaN."""
    if isinstance(values, Mapping) and "bdata" in values:
        flat = np.frombuffer(base64.b64decode(values["bdata"]), dtype=values["dtype"])
        return flat.reshape([int(length) for length in values["shape"].split(",")]) if "shape" in values else flat
    array = np.asarray([] if values is None else values)
    if array.dtype == object and not any(issubclass(kind, str) for kind in set(map(type, array.flat))):
        return array.astype(float)
    return array


def plain(words: Any) -> str:
    """Return words without line breaks and marks of type."""
    return TAG.sub("", re.sub(r"\s*<br>\s*", " ", str(words))).strip()


def _each(trace: Trace) -> Iterable[Trace]:
    """Return a trace, or each of its points or stretches as one where they have names of their own."""
    names = trace.get("meta", {}).get("names")
    if names is None:
        return [trace]
    points = list(zip(trace["x"], trace["y"], strict=True))
    stretches = [list(part) for there, part in groupby(points, lambda point: point[1] is not None) if there]
    parts = stretches if None in trace["y"] else [[point] for point in points]
    look = {"type": trace["type"], "mode": trace["mode"]}
    return [
        look | {"name": name, "x": [x for x, _ in part], "y": [y for _, y in part]}
        for name, part in zip(names, parts, strict=True)
    ]


def _sentence(trace: Trace, layout: Mapping[str, Any]) -> str:
    """Return what a trace shows, or nothing where it holds a legend's key alone."""
    if "z" in trace:
        return _map(trace)
    x, y = numbers(trace.get("x")), numbers(trace.get("y"))
    sideways = trace.get("orientation") == "h" or not _measures(y)
    name = _name(trace, layout, "x" if sideways else "y")
    if trace.get("fill") == "toself":
        return _area(x, y.astype(float), name)
    series = _series(trace, *((x, y) if sideways else (y, x)))
    there = np.flatnonzero(np.isfinite(series.values))
    if not len(there):
        return text("summary.none", name=name) if len(series.places) else ""
    if len(there) < len(series.values):
        words = [series.words[at] for at in there] if series.words else ()
        series = Series(series.values[there], [series.places[at] for at in there], words)
    along = not isinstance(series.places[0], str) or _dated(series.places[0])
    return text("summary.series", name=name, said=_course(series) if along else _listed(series, trace))


def _name(trace: Trace, layout: Mapping[str, Any], measured: str) -> str:
    """Return what a series is called; one that only bears the title of its axis is called by its sort too."""
    drawn = trace.get(f"{measured}axis", measured)
    title = layout.get(f"{measured}axis{drawn[1:]}", {}).get("title", {})
    axis = title.get("text", "") if isinstance(title, Mapping) else title
    given = trace.get("meta", {}).get("name") or trace.get("name") or ""
    sort = text(f"summary.{'lines' if 'lines' in trace.get('mode', '') else trace.get('type', 'scatter')}")
    return sort if not given else f"{sort}, {plain(given)}" if given == axis else plain(given)


def _series(trace: Trace, measured: Values, along: Values) -> Series:
    if not _measures(measured) or (_measures(along) and not np.isfinite(along).any()):
        return Series(np.array([]), [])
    values, places = measured.astype(float), along.tolist()
    if written := _written(trace):
        places = [_unsaid(place, word) for place, word in zip(places, written, strict=True)]
    return Series(values, trace.get("meta", {}).get("places", places), written or _spans(trace, values))


def _written(trace: Trace) -> list[str]:
    """Return the words a trace has for its values, if any; whole sentences under the pointer are none."""
    worded = trace.get("type") in NAMED or trace.get("mode") == "markers"
    given = trace.get("text") if worded else None
    words = [plain(word) for word in given] if isinstance(given, list | tuple) else []
    return words if max(map(len, words), default=0) <= LONGEST_NUMBER else []


def _spans(trace: Trace, values: NDArray[np.float64]) -> list[str]:
    """Return the words of steps, whose places say their numbers, and of bars that do not start at zero."""
    if trace.get("type") == "waterfall" and any("<br>" in str(place) for place in trace.get("y", ())):
        return [""] * len(values)
    if "base" not in trace:
        return []
    base = numbers(trace["base"]).astype(float)
    return [text("summary.span", low=amount(low), high=amount(low + more))
            for low, more in zip(base, values, strict=True)]  # fmt: skip


def _unsaid(place: Any, word: str) -> Any:
    """Return a place without the number that is drawn beside its name."""
    if not isinstance(place, str) or not word:
        return place
    return next((place.removesuffix(end) for end in (f"<br>{word}", f" {word}") if place.endswith(end)), place)


def _listed(series: Series, trace: Trace) -> str:
    """Return each place with its value, or the ends of a long list."""
    places = [_said(place) for place in series.places]
    if len(places) > MOST_LISTED and trace.get("type") != "waterfall":
        return _ends(series, {"lowest": int(series.values.argmin()), "highest": int(series.values.argmax())})
    pairs = [(place, series.word(at)) for at, place in enumerate(places)]
    return ", ".join(
        text("summary.at", value=word, place=place) if DIGITS.fullmatch(place) else f"{place} {word}".strip()
        for place, word in pairs
    )


def _course(series: Series) -> str:
    """Return where a line starts and ends, and its extremes where they lie between; or the one value it has."""
    first, last = _said(series.places[0]), _said(series.places[-1])
    end = len(series.places) - 1
    if not end:
        return text("summary.at", value=series.word(0), place=first)
    extremes = {"lowest": int(series.values.argmin()), "highest": int(series.values.argmax())}
    if series.word(extremes["lowest"]) == series.word(extremes["highest"]):
        return text("summary.same", count=end + 1, value=series.word(0), first=first, last=last)
    between = {which: at for which, at in extremes.items() if series.values[at] not in series.values[[0, end]]}
    return _ends(series, {"first": 0, "last": end} | between)


def _ends(series: Series, ends: Mapping[str, int]) -> str:
    said = (f"{text(f'summary.{which}')} {text('summary.at', value=series.word(at), place=_said(series.places[at]))}"
            for which, at in ends.items())  # fmt: skip
    return text("summary.many", count=len(series.places), said=", ".join(said))


def _area(x: Values, y: Values, name: str) -> str:
    across = x.tolist()
    ends = {"left": min(across), "right": max(across), "low": np.nanmin(y), "high": np.nanmax(y)}
    return text("summary.area", name=name, **{end: _said(value) for end, value in ends.items()})


def _map(trace: Trace) -> str:
    """Return the range of a map and its darkest place, the first line of what is said there."""
    z, name = numbers(trace["z"]).astype(float), plain(trace.get("name") or text("summary.heatmap"))
    if not np.isfinite(z).any():
        return text("summary.none", name=name)
    top = np.unravel_index(np.nanargmax(z), z.shape)
    place = str(np.asarray(trace.get("customdata", trace["z"]), dtype=object)[top]).partition("<br>")[0]
    ends = {"low": amount(float(np.nanmin(z))), "high": amount(float(z[top])), "place": plain(place)}
    said = text("summary.many", count=int(np.isfinite(z).sum()), said=text("summary.map", **ends))
    return text("summary.series", name=name, said=said)


def _said(place: Any) -> str:
    """Return a place in words: a month, a day, a number, or its name."""
    if not isinstance(place, str):
        return amount(float(place))
    if not _dated(place):
        return plain(place)
    return month_words(place) if len(place) == MONTH_LENGTH else day_words(place)


def _measures(values: Values) -> bool:
    return values.dtype.kind in "iuf"


def _dated(place: Any) -> bool:
    return isinstance(place, str) and bool(DATE.fullmatch(place))
