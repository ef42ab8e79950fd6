"""The table of requests and the meeting are one truth, whatever is changed where; the benchmark plays more."""

from __future__ import annotations

from django.db import transaction
from hypothesis import HealthCheck, given, settings

from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tests.matching.web.asking.table_histories import TABLE_HISTORIES, TableAct, play_table


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TABLE_HISTORIES)
def test_whatever_is_changed_where_row_and_meeting_say_the_same(
    officer: Actor, mission: Mission, history: list[TableAct]
) -> None:
    with transaction.atomic():
        play_table(officer, mission, history)
        transaction.set_rollback(True)
