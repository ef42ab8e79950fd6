from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tearoad.office.web.actions.jobs import ask
from tearoad.office.web.models import Job, JobState
from tearoad.office.web.queries.jobs import jobs_page
from tearoad.people import Actor
from tearoad.web.clock import now


def test_what_runs_stands_before_what_waits_and_the_newest_first(officer: Actor, kind: Callable[..., str]) -> None:
    name, at = kind(lambda _run: {}), now()
    states = {"early": JobState.WAITING, "runs": JobState.RUNNING, "late": JobState.WAITING, "done": JobState.DONE}
    rows = {}
    for minutes, (key, state) in enumerate(states.items()):
        rows[key] = ask(officer, name, key)
        Job.objects.filter(pk=rows[key].pk).update(state=state, asked_at=at + timedelta(minutes=minutes))

    found = [card.id for card in jobs_page(officer).unfinished]

    assert found == [rows[key].pk for key in ("runs", "late", "early")]
