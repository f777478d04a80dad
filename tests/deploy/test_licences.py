"""A package whose licence is not on our list is named, and the list is asked about every package that is hosted."""

import re
from pathlib import Path

from licences import allowed, licences, refused

LOCK = (Path(__file__).parents[2] / "deploy/requirements.lock").read_text()


def test_a_licence_that_is_not_allowed_is_named():
    packages = {
        "free": "MIT", "either": "GPL-3.0-only OR MIT", "both": "MIT AND AGPL-3.0-only", "silent": "nothing said",
        "closed": "Proprietary", "nested": "(MIT AND GPL-2.0) OR LGPL-3.0",
    }  # fmt: skip
    named = [line.partition(":")[0] for line in refused(packages, {"MIT"})]
    assert named == ["both", "closed", "nested", "silent"]


def test_every_hosted_package_is_asked_for_its_licence():
    pinned = {re.sub(r"[-_.]+", "-", name).lower() for name in re.findall(r"^([\w.-]+)==", LOCK, re.MULTILINE)}
    assert len(pinned) > 20 and pinned <= set(licences())


def test_every_licence_is_allowed_and_none_asks_that_our_code_be_given_away():
    assert refused(licences(), allowed()) == []
    assert not [name for name in allowed() if re.search(r"\b[AL]?GPL|EUPL|SSPL|BUSL|Commercial", name)]
