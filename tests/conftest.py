"""The tables everyone reads once, and how hard the property tests try."""

import os

import pytest
from hypothesis import HealthCheck, settings

from data.load import load
from model.baseline import Baseline

settings.register_profile(
    "ci", derandomize=True, max_examples=13, deadline=None, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
settings.register_profile("thorough", settings.get_profile("ci"), derandomize=False, max_examples=325, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session")
def baseline() -> Baseline:
    """Return the committed tables."""
    return load()
