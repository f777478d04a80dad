"""The model from the command line: `python -m model --preset july-deal --set car=20 --json`, and plans of many runs."""

import argparse
import json
import math
import signal
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np

from data.load import BrokenData, load
from model import DATA_DATE, VERSION
from model.assumptions import Assumptions
from model.bargain import negotiate
from model.command import Parser, Wrong
from model.market import NotConverged
from model.negotiation.talks import Talks
from model.parameter import Invalid, Lever, ParameterSet, as_text
from model.policy import Policy
from model.result import Result
from model.scenarios import PRESETS, REFERENCES
from model.setting import Setting
from model.simulate import simulate
from model.sweep_command import swept

WRONG, STOPPED, LONGEST_SAID = 2, 130, 4_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 2 with one line per fault on standard error, or 130 where a reader stops it."""
    try:
        words = list(sys.argv[1:] if arguments is None else arguments)
        if words[:1] == ["sweep"]:
            print(swept(words[1:], load))
            return 0
        given = _parser().parse_args(words)
        print(_listing() if given.list else _answer(given))
    except BrokenData as broken:
        print(f"python -m model: {broken}", file=sys.stderr)
        return WRONG
    except (Wrong, Invalid, NotConverged) as wrong:
        print(f"python -m model: {_in_a_line(str(wrong))}", file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        print("python -m model: stopped; nothing was written", file=sys.stderr)
        return STOPPED
    return 0


def _in_a_line(said: str) -> str:
    """Return what is said without line ends and without signs that would move the cursor, cut where it is endless."""
    plain = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in said[:LONGEST_SAID])
    return plain if len(said) <= LONGEST_SAID else f"{plain}…"


def _parser() -> Parser:
    more = "Many runs at once: python -m model sweep --help"
    parser = Parser(
        prog="python -m model", description="What a tariff policy does, from the command line.", epilog=more
    )
    parser.add_argument("--list", action="store_true", help="print the presets, levers and assumptions with ranges")
    parser.add_argument("--preset", default="no-deal", help="the named policy to start from")
    parser.add_argument("--reference", default="law-2024", help="what changes are measured against")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a lever or an assumption")
    parser.add_argument("--json", action="store_true", help="print everything, tables included, as JSON")
    return parser


def _listing() -> str:
    lines = [f"model {VERSION}, data of {DATA_DATE}", "", "presets"]
    lines += [f"  {preset.slug:22}{preset.date}" for preset in PRESETS.values()]
    lines += ["", "references", *(f"  {name}" for name in REFERENCES)]
    for title, kind in (("levers", Policy), ("assumptions", Assumptions)):
        lines += ["", title]
        for name, lever in kind.declared().items():
            default = as_text(kind.model_fields[name].default)
            lines.append(f"  {lever.url:18}{name:28}{lever.allowed}; default {default}; {lever.kind}")
    return "\n".join(lines)


def _answer(given: argparse.Namespace) -> str:
    preset, reference = _chosen(given.preset, PRESETS, "preset"), _chosen(given.reference, REFERENCES, "reference")
    query = _query(given.set)
    known = {lever.url for kind in (Policy, Assumptions) for lever in kind.declared().values()}
    unknown = [key for key in query if key not in known]
    if unknown:
        raise Wrong("; ".join(f"{key}: no such lever or assumption (--list shows them)" for key in unknown))
    chosen = _set(preset.policy, query)
    result = simulate(chosen.policy, chosen.assumptions, load(), reference)
    return json.dumps(document(result), allow_nan=False) if given.json else _summary(result)


def document(result: Result) -> dict[str, Any]:
    """Return a result as plain data: versions, inputs, headline numbers and tables."""
    return {
        "version": VERSION, "data_date": DATA_DATE, "scenario": result.digest,
        "policy": _by_key(result.policy), "reference": _by_key(result.reference),
        "assumptions": _by_key(result.assumptions),
        "headline": {
            name: {"value": number.value, "reference": number.reference, "change": number.change,
                   "unit": number.unit, "kind": number.kind}
            for name, number in result.headline.items()
        },
        "talks": _talks(negotiate(result.policy, result.assumptions, result.baseline, result.as_signed)),
        "tables": {name: _records(table.to_dict("records")) for name, table in result.tables.items()},
    }  # fmt: skip


def _talks(talks: Talks) -> dict[str, Any]:
    """Return what the package is worth to both sides, USD bn a year, whether they say yes, and the settlement."""
    sides = {
        name: {"gain": side.gain, "no_deal": side.no_deal, "odds": side.odds, "yes": side.yes,
               "parts": dict(side.parts), "crossed": [limit.name for limit in side.crossed]}
        for name, side in (("japan", talks.japan), ("us", talks.us))
    }  # fmt: skip
    nash = talks.zone.nash
    return {"day": talks.policy.talks, **sides, "zone_deals": talks.zone.count, "settlement": nash and nash._asdict()}


def _summary(result: Result) -> str:
    return "\n".join(
        f"{name:22}{number.value:12.3f}  ({number.change:+.3f} against the reference)  {number.unit}"
        for name, number in result.headline.items()
    )


def _chosen(name: str, options: Any, what: str) -> Any:
    if name not in options:
        raise Wrong(f"no {what} named {name}; there are {', '.join(options)}")
    return options[name]


def _query(texts: Sequence[str]) -> dict[str, str]:
    """Return the values given by key; one key twice is refused."""
    pairs = [_pair(text) for text in texts]
    query = dict(pairs)
    if len(query) < len(pairs):
        raise Wrong("--set gives a key more than once")
    return query


def _pair(text: str) -> tuple[str, str]:
    key, equals, value = text.partition("=")
    if not equals or not key:
        raise Wrong(f"--set takes KEY=VALUE, not {text}")
    return key, value


def _set(policy: Policy, query: dict[str, str]) -> Setting:
    """Return the policy and the central assumptions with the values given, or raise `Invalid` with all faults.

    A value between two steps is moved, as in a link, and said so.
    """
    levers: dict[str, Lever] = Policy.declared() | Assumptions.declared()
    values = {name: lever.parsed(query[lever.url]) for name, lever in levers.items() if lever.url in query}
    for name, value in values.items():
        lever = levers[name]
        if isinstance(value, float) and lever.allows(value) and lever.snapped(value) != value:
            values[name] = lever.snapped(value)
            print(f"{lever.url} moved to {as_text(values[name])}, the nearest step", file=sys.stderr)
    return Setting(policy, Assumptions()).taking(values)


def _by_key(values: ParameterSet) -> dict[str, Any]:
    return {lever.url: getattr(values, name) for name, lever in values.declared().items()}


def _records(rows: Sequence[Any]) -> list[dict[str, Any]]:
    """Return rows with numbers JSON can carry: what is not finite becomes null."""
    return [{str(key): _plain(value) for key, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    """Return a value JSON knows: a number of plain Python, nothing for what is not finite."""
    value = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(main())
