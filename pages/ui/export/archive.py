"""The scenario as plain files: every table as CSV, its inputs as JSON, and a few lines of Python that compute it."""

import json
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from model import DATA_DATE, VERSION
from model.assumptions import Assumptions
from model.parameter import ParameterSet, Value
from model.result import Result
from pages.ui.export.cells import as_data
from pages.ui.export.content import Brief, Origin, query, reference_slug
from pages.ui.export.notes import notes
from pages.ui.text import text

MOMENT = (1980, 1, 1, 0, 0, 0)
SNIPPET = """# {title}, {stamp}
# {link}
from data.load import load
from model.assumptions import Assumptions
from model.scenarios import PRESETS, REFERENCES
from model.simulate import simulate

policy = PRESETS[{preset!r}].policy.but({policy})
assumptions = Assumptions({assumptions})
result = simulate(policy, assumptions, load(), reference=REFERENCES[{reference!r}])

if result.digest != {digest!r}:
    print({moved!r})
for name, number in result.headline.items():
    print(f"{{name:22}}{{number.value:14.6g}}  ({{number.change:+.6g}})  {{number.unit}} [{{number.kind}}]")
"""


def stamped(frame: pd.DataFrame, result: Result, link: str = "") -> str:
    """Return a table as CSV under lines that say which scenario, version and data it is from; no cell is a formula."""
    stamp = f"# Common Ground, model {VERSION}, data to {DATA_DATE}, scenario {result.digest}\n"
    sets = {"policy": result.policy, "reference": result.reference, "assumptions": result.assumptions}
    lines = [f"# {name}: " + ", ".join(f"{key}={value}" for key, value in held) for name, held in sets.items()]
    return stamp + "\n".join([*([f"# {link}"] if link else []), *lines, _safe(frame).to_csv(index=False)])


def tables(result: Result, brief: Brief) -> bytes:
    """Return every table of a result as a zip of CSV files, with a text that says what they are."""
    files = {f"{name}.csv": stamped(frame, result, brief.origin.words) for name, frame in result.tables.items()}
    files["headline.csv"] = stamped(_headline(result), result, brief.origin.words)
    files["README.txt"] = "\n\n\n".join(f"{message.title}\n\n{notes(message, brief)}" for message in brief.messages)
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name, words in files.items():
            archive.writestr(ZipInfo(name, MOMENT), words.encode("utf-8"), ZIP_DEFLATED)
    return held.getvalue()


def scenario(result: Result, origin: Origin) -> str:
    """Return the inputs of a result and its headline numbers as JSON."""
    document = {
        "version": VERSION, "data_date": DATA_DATE, "scenario": result.digest,
        "link": origin.link, "own_tables": origin.own, "query": query(result, origin.preset),
        "preset": origin.preset.slug, "reference_preset": reference_slug(result),
        "policy": _by_key(result.policy), "reference": _by_key(result.reference),
        "assumptions": _by_key(result.assumptions),
        "headline": {
            name: {"value": one.value, "reference": one.reference, "change": one.change, "unit": one.unit,
                   "kind": one.kind}
            for name, one in result.headline.items()
        },
    }  # fmt: skip
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def snippet(result: Result, origin: Origin) -> str:
    """Return Python that computes a result again and prints its headline numbers."""
    return SNIPPET.format(
        title=text("frame.name"), stamp=f"model {VERSION}, data to {DATA_DATE}, scenario {result.digest}",
        link=" ".join(origin.words.split()), preset=origin.preset.slug, reference=reference_slug(result),
        digest=result.digest,
        policy=_arguments(result.policy, origin.preset.policy), moved=text("export.moved"),
        assumptions=_arguments(result.assumptions, Assumptions()),
    )  # fmt: skip


def _arguments(chosen: ParameterSet, base: ParameterSet) -> str:
    """Return the values that differ from a base as arguments of a call."""
    return ", ".join(f"{name}={value!r}" for name, value in chosen if value != getattr(base, name))


def _by_key(values: ParameterSet) -> Mapping[str, Value]:
    return {lever.url: getattr(values, name) for name, lever in values.declared().items()}


def _headline(result: Result) -> pd.DataFrame:
    rows = [(name, one.value, one.reference, one.change, one.unit, one.kind) for name, one in result.headline.items()]
    return pd.DataFrame(rows, columns=["name", "value", "reference", "change", "unit", "kind"])


def _safe(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose texts no spreadsheet takes for formulas, nor for the start of a line."""

    def safe(value: Any) -> Any:
        return as_data(value).replace("\r", " ") if isinstance(value, str) else value

    texts = [column for column in frame if frame[column].dtype.kind not in "iufb"]
    return frame.assign(**{column: frame[column].map(safe) for column in texts})
