from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.capture import Revision, report_of
from tearoad.capture.fields import BY_NAME
from tearoad.capture.meetings import Held, became, report_of_meeting
from tests.capture.histories import revision, revision_id

MISSION = UUID("0191f3c0-0000-7000-8000-00000000cccc")
AT = datetime(2027, 2, 9, 10, tzinfo=UTC)


def test_every_answer_of_the_table_means_something() -> None:
    assert sorted(BY_NAME["held"].choices) == sorted(held.value for held in Held)


def test_every_phone_finds_the_same_report_and_another_time_or_firm_another() -> None:
    here = report_of_meeting(MISSION, "E01", "E01|B001", AT)
    there = AT.astimezone(timezone(timedelta(hours=8)))
    assert report_of_meeting(MISSION, "E01", "E01|B001", there) == here
    others = [
        report_of_meeting(MISSION, "E01", "E01|B001", AT + timedelta(minutes=30)),
        report_of_meeting(MISSION, "E02", "E01|B001", AT),
        report_of_meeting(MISSION, "E01", "E01|B002", AT),
        report_of_meeting(UUID(int=7), "E01", "E01|B001", AT),
    ]
    assert len({here, *others}) == 5


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ([revision(1, {"notes": "x"})], None),
        ([revision(1, {"held": "no_show"})], Held.NO_SHOW),
        ([revision(1, {"held": "no_show"}), revision(2, {"held": "late"}, {"held": (revision_id(1),)})], Held.LATE),
        ([revision(1, {"held": "kept"}), revision(2, {"held": ""}, {"held": (revision_id(1),)})], None),
    ],
)
def test_a_meeting_became_what_was_said_last(written: list[Revision], held: Held | None) -> None:
    assert became(report_of(written)) == held


@given(st.lists(st.sampled_from(Held), min_size=1, max_size=4))
def test_of_notes_that_differ_the_surest_counts(said: list[Held]) -> None:
    written = [revision(number, {"held": held.value}) for number, held in enumerate(said, start=1)]
    assert became(report_of(written)) == min(said, key=list(Held).index)
