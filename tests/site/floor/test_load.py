"""A few seconds of what `lab/benchmarks/floor/load` does for a whole fair: phones come back, and all arrives once.

Where the suite runs on PostgreSQL, the site gets a server of its own, with its real, durable settings.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from lab.benchmarks.floor.load.run import Asked, Found, judged, loaded

DATABASE = "postgresql" if os.environ.get("TEAROAD_DATABASE_URL") else "sqlite"
PHONES, REPORTS, PHOTOS = 12, 20, 4


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Found]:
    """What came of three firms with twelve phones that came back within two seconds."""
    load = Asked(PHONES, REPORTS, within_s=2, database=DATABASE, processes=1, seed=1)
    with loaded(load, tmp_path_factory.mktemp("floor"), print) as made:
        yield made


def test_all_that_phones_hold_arrives_once_and_photos_are_painted_afterwards(found: Found) -> None:
    assert found.faults == ()
    figures = found.figures
    assert (figures["firms"], figures["statuses"].keys()) == (3, {"200"})
    assert (figures["files"], figures["all_in_s"] is not None) == (PHONES * PHOTOS, True)
    assert figures["letters"] >= PHONES * REPORTS // 20


def test_the_judge_sees_what_is_missing_or_other_than_it_was_sent(found: Found, tmp_path: Path) -> None:
    noted = json.loads(found.noted.read_text())
    party, documents = next(iter(noted["documents"].items()))
    lost = documents[0] | {"id": "01890000-0000-7000-8000-000000000000"}
    changed = documents[1] | {"values": {"notes": "other words"}}
    noted["documents"][party] = [*documents, lost]
    noted["documents"][party][1] = changed
    noted["photos"][party].append("0" * 64)
    store = next(path for path in (found.site.place.data / "files").glob("??/*") if path.stat().st_size > 100_000)
    store.write_bytes(b"something else")
    path = tmp_path / "noted.json"
    path.write_text(json.dumps(noted))
    faults = "\n".join(judged(found.site, path))
    for words in (
        f"{lost['id']} is there 0 times",
        f"{changed['id']} is there 1 times, or with other words",
        "photos of",
        "or has other bytes",
    ):
        assert words in faults
