"""A minute of what `lab/benchmarks/killed_site.py` and `lab/benchmarks/backed_up_site.py` do for longer.

Where the suite runs on PostgreSQL, the site gets a server of its own: it is killed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from lab.benchmarks.endurance.backing_up import compare, take
from lab.benchmarks.endurance.run import Setting, judge, killed, setting

KILLS = 4
"""With this seed: everything, a web process, a worker and the keeper; on PostgreSQL the server and two workers."""
PATIENCE_S = 60
"""A machine that runs other tests meanwhile is slow; the benchmark holds restarts to 15 seconds."""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setting]:
    """A site with a small mission, being served."""
    database = "postgresql" if os.environ.get("TEAROAD_DATABASE_URL") else "sqlite"
    with setting(tmp_path_factory.mktemp("endurance"), database, seed=1) as made:
        yield made


def test_a_backup_under_load_is_whole_in_either_kind_of_database(here: Setting, tmp_path: Path) -> None:
    (taken,) = take(here, 1, pause_s=2)
    assert taken.during > 0, "nobody wrote while the backup was made"
    places = [compare(taken, tmp_path, None)]
    if here.cluster:
        places.append(compare(taken, tmp_path, here.cluster))
    assert [place.faults for place in places] == [()] * len(places)
    assert all(place.acknowledged and place.rows and place.files for place in places)


def test_whatever_is_killed_nothing_is_lost_or_done_twice(here: Setting) -> None:
    reports: list[str] = []
    found = killed(here, KILLS, reports.append)
    assert found["faults"] == []
    assert found["figures"]["whole_max_s"] < PATIENCE_S
    assert found["figures"]["acknowledged"] > KILLS
    assert len(reports) == KILLS


def test_the_judge_sees_what_is_lost_or_sent_twice(here: Setting) -> None:
    """The site was stopped by the test before; where that one did not run here, it is stopped now."""
    here.place.stop()
    noted, kept = here.world.notes, dict(here.mailbox.taken)
    noted.fact("published", 999)
    noted.state("contact", here.world.told["companies"][0], "never written", acked=True)
    (first, times), *_ = kept.items()
    here.mailbox.taken[first] = [times[0], times[0] + 3600]
    lost = next(path for path in (here.place.data / "files").glob("??/*") if path.is_file())
    lost.write_bytes(b"something else")
    found = "\n".join(judge(here)["faults"])
    for words in (
        "published 999: there 0 times",
        "'never written'",
        "taken again after",
        "not in the store as its row",
    ):
        assert words in found
