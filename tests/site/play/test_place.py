from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tearoad.demo.make import make_mission
from tearoad.errors import Conflict
from tearoad.site.play.few import few
from tearoad.site.play.place import (
    Stage,
    Wanted,
    begin,
    clock_offset,
    finish,
    is_there,
    note_clock,
    stage_day,
    stopped_at,
)


def test_the_same_demo_is_not_played_twice(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert not is_there(data, Wanted())
    begin(data)
    finish(data, Wanted())
    assert is_there(data, Wanted())


@pytest.mark.parametrize("other", [Wanted(Stage.PLANNED), Wanted(seed=1), Wanted(two_organisations=True)])
def test_another_demo_takes_the_place_of_the_first(tmp_path: Path, other: Wanted) -> None:
    data = tmp_path / "data"
    begin(data)
    finish(data, Wanted())
    assert not is_there(data, other)
    assert not data.exists()


def test_half_a_demo_is_cleared_away(tmp_path: Path) -> None:
    begin(tmp_path / "data")
    assert not is_there(tmp_path / "data", Wanted())
    assert not (tmp_path / "data").exists()


def test_a_folder_that_is_no_demo_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tearoad.sqlite3").write_text("real data")
    with pytest.raises(Conflict):
        is_there(tmp_path, Wanted())
    assert (tmp_path / "tearoad.sqlite3").exists()


def test_today_is_the_first_day_of_the_fair_unless_another_is_named() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    mission = make_mission().mission
    assert now + clock_offset(mission, None, now) == datetime(2023, 2, 6, 10, tzinfo=UTC)
    assert now + clock_offset(mission, date(2023, 2, 8), now) == datetime(2023, 2, 8, 10, tzinfo=UTC)


def test_a_demo_goes_on_where_it_was_stopped_unless_a_day_is_named(tmp_path: Path) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    mission = make_mission().mission
    assert stopped_at(tmp_path) is None
    note_clock(tmp_path, datetime(2023, 1, 17, 9, tzinfo=UTC))
    last = stopped_at(tmp_path)
    assert now + clock_offset(mission, None, now, Stage.MATCHED) == datetime(2023, 1, 16, 10, tzinfo=UTC)
    assert now + clock_offset(mission, None, now, Stage.MATCHED, last) == datetime(2023, 1, 17, 9, tzinfo=UTC)
    assert now + clock_offset(mission, None, now, Stage.PUBLISHED, last) == datetime(2023, 2, 6, 10, tzinfo=UTC)
    named = clock_offset(mission, date(2023, 1, 10), now, Stage.MATCHED, last)
    assert now + named == datetime(2023, 1, 10, 10, tzinfo=UTC)


def test_stages_are_played_on_days_in_their_order_and_asking_before_the_fair() -> None:
    mission = make_mission().mission
    days = [stage_day(mission, stage) for stage in Stage]
    assert days == sorted(days)
    assert stage_day(mission, Stage.MATCHED) == date(2023, 1, 16)


def test_a_small_mission_names_nobody_who_is_not_in_it() -> None:
    files = few(make_mission())
    ids = {exporter.id for exporter in files.exporters} | {buyer.id for buyer in files.buyers}
    assert len(files.exporters) == 3
    assert len(files.buyers) == 12
    assert files.requests
    assert {party for request in files.requests for party in (request.asker, request.asked)} <= ids
    assert {delegate.firm for delegate in files.delegates if delegate.firm} <= ids
