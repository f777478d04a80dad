"""What is hosted is what is tested: the pinned versions, and the one inline script the security policy allows."""

import base64
import hashlib
import re
from pathlib import Path

import streamlit
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "deploy/requirements.lock").read_text()
PINNED = dict(re.findall(r"^([\w.-]+)==([\w.]+)", LOCK, re.MULTILINE))


def test_the_lock_satisfies_the_requirements():
    wanted = [Requirement(line) for line in (ROOT / "requirements.txt").read_text().splitlines() if line.strip()]
    assert wanted
    for one in wanted:
        name = one.name.lower()
        assert name in PINNED and one.specifier.contains(Version(PINNED[name])), one


def test_every_pinned_package_has_its_hashes():
    blocks = re.split(r"(?m)^(?=[\w.-]+==)", LOCK)[1:]
    assert len(blocks) == len(PINNED)
    for block in blocks:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block.partition("\n")[0]


def test_the_security_policy_names_the_inline_scripts_of_the_pinned_streamlit():
    page = (Path(streamlit.__file__).parent / "static/index.html").read_text()
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    policy = (ROOT / "deploy/nginx.conf.template").read_text()
    assert scripts
    for script in scripts:
        named = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{named}'" in policy, f"deploy/nginx.conf.template must allow 'sha256-{named}'"
