"""A few histories; `lab/benchmarks/asking_histories.py` plays two thousand, on both databases at night."""

from __future__ import annotations

from django.db import transaction
from hypothesis import HealthCheck, given, settings

from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tests.matching.web.asking.histories import HISTORIES, Act, play


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HISTORIES)
def test_whatever_both_sides_and_the_office_do_a_meeting_stands_as_it_must(
    officer: Actor, mission: Mission, history: list[Act]
) -> None:
    with transaction.atomic():
        play(officer, mission, history)
        transaction.set_rollback(True)
