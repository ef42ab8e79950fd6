"""A slice of the attack: what a hostile tester would try, on a real served site, on whichever database is tested.

It finds what no test of one room can: a fault in how the front, the rooms, the worker and the database stand together.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lab.benchmarks.attack.run import SIZES, attack


@pytest.mark.skipif(os.geteuid() != 0 and "CI" not in os.environ, reason="only who may mount can try a full disk")
def test_nothing_of_a_slice_of_the_attack_gets_through(tmp_path: Path) -> None:
    database = "postgresql" if "TEAROAD_DATABASE_URL" in os.environ else "sqlite"
    outcome = attack(database, SIZES["slice"], tmp_path)
    assert outcome.findings == []
    assert set(outcome.seconds) == SIZES["slice"].plays
