"""Check that every package the dashboard and its tests stand on has a licence we may use: run by `make lint`."""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
WANTED = "requirements-dev.txt"


def refused(packages: dict[str, str], allowed: set[str]) -> list[str]:
    """Return a line for each package whose licence, as it says it, is not allowed; of several with `OR` one must be."""
    return [f"{name}: {licence}" for name, licence in sorted(packages.items()) if not _is_allowed(licence, allowed)]


def licences() -> dict[str, str]:
    """Return what every package says of its licence, those included that our packages ask for themselves."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["licences"]
    left, found = list(_requirements(ROOT / WANTED)), dict[str, str]()
    seen = set[tuple[str, str]]()
    while left:
        wanted = left.pop()
        name, extras = _plain(wanted.name), tuple(sorted(wanted.extras))
        if (name, str(extras)) in seen or not _here(wanted):
            continue
        seen.add((name, str(extras)))
        try:
            package = distribution(name)
        except PackageNotFoundError:
            sys.exit(f"{name} is not installed")
        found[name] = settings["read"].get(name) or said(package)
        asked = map(Requirement, package.requires or ())
        left += [one for one in asked if any(_here(one, extra) for extra in ("", *extras))]
    return found


def said(package: Distribution) -> str:
    """Return the licence a package names: as an expression, as classifiers, or as a word of its own."""
    if expression := package.metadata.get("License-Expression"):
        return str(expression)
    classifiers = [
        one.rpartition(" :: ")[2] for one in package.metadata.get_all("Classifier", []) if "License ::" in one
    ]
    return " AND ".join(classifiers) or str(package.metadata.get("License") or "nothing said")


def allowed() -> set[str]:
    """Return the licences we may use, by the names packages give them."""
    return set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["licences"]["allowed"])


def _is_allowed(licence: str, allowed: set[str]) -> bool:
    choices = [re.split(r"\s+AND\s+", choice) for choice in re.split(r"\s+OR\s+", licence)]
    return any(all(one in allowed or one.strip("() ") in allowed for one in choice) for choice in choices)


def _requirements(file: Path) -> Iterator[Requirement]:
    for line in file.read_text().splitlines():
        if line.startswith("-r "):
            yield from _requirements(file.parent / line.removeprefix("-r ").strip())
        elif line.strip() and not line.startswith(("-", "#")):
            yield Requirement(line)


def _here(wanted: Requirement, extra: str = "") -> bool:
    return wanted.marker is None or wanted.marker.evaluate({"extra": extra})


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    wrong = refused(licences(), allowed())
    print("\n".join(wrong) or "every licence is allowed", file=sys.stderr if wrong else sys.stdout)
    sys.exit(bool(wrong))
