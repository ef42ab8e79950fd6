"""A worker's run for the tests of markets."""

from __future__ import annotations

import pytest

from tearoad.people import Actor
from tests.screening.web.conftest import Run


@pytest.fixture
def run(officer: Actor) -> Run:
    """A run of a job."""
    return Run(officer.tenant)
