from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tearoad.errors import Denied
from tearoad.office.web.actions.jobs import ask
from tearoad.office.web.actions.messages import post
from tearoad.office.web.models import Job
from tearoad.office.web.queries import counts
from tearoad.office.web.queries.jobs import asker
from tearoad.office.web.tasks import run_waiting
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership
from tearoad.values import Language
from tearoad.web.registry import JobRun, Json


def test_what_waits_is_counted_over_all_organisations(
    officer: Actor, kind: Callable[..., str], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    name = kind(lambda _run: {})
    job = ask(officer, name, "a")
    ask(officer, name, "b")
    Job.objects.filter(pk=job.pk).update(not_before=job.not_before - timedelta(seconds=40))
    post(officer, key="a", kind="office.probe", to="a@example.com", language=Language.EN, subject="s", body="b")
    with django_assert_num_queries(6):
        found = counts()
    assert found.jobs == {"waiting": 2, "running": 0, "done": 0, "failed": 0, "cancelled": 0}
    assert found.messages == {"waiting": 1, "sending": 0, "sent": 0, "failed": 0}
    assert 40 <= found.oldest_waiting_s < 60
    assert found.ambiguous == 0


def test_a_job_acts_for_whoever_asked_as_far_as_they_may_today(officer: Actor, kind: Callable[..., str]) -> None:
    seen: list[Actor] = []

    def handler(run: JobRun) -> Json:
        seen.append(asker(run))
        return {}

    name = kind(handler)
    ask(officer, name, "a")
    run_waiting()
    Membership.objects.update(role=Role.AUDITOR)
    ask(officer, name, "b")
    ask(Actor(officer.tenant, Role.SYSTEM), name, "c")
    run_waiting()
    assert [actor.role for actor in seen] == [Role.OFFICER, Role.AUDITOR, Role.SYSTEM]
    Membership.objects.all().delete()
    ask(officer, name, "d")
    run_waiting()
    assert Job.objects.get(key="d").problem["text"]["code"] == "people.denied"
    with pytest.raises(Denied):
        asker(type("Run", (), {"by": officer.user, "tenant": officer.tenant})())
