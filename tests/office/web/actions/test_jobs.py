from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection

from tearoad.errors import Conflict, NotFoundError
from tearoad.office.web.actions.jobs import again, ask, cancel
from tearoad.office.web.models import Job, JobState
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry, acting_for
from tests.office.web.conftest import Site

Kind = Callable[..., str]


@pytest.fixture
def probe(kind: Kind) -> str:
    return kind(lambda _run: {})


def test_the_same_unfinished_job_is_asked_for_once(officer: Actor, probe: str) -> None:
    first = ask(officer, probe, "a", {"n": 1})
    assert ask(officer, probe, "a", {"n": 2}).pk == first.pk
    assert ask(officer, probe, "b").pk != first.pk
    Job.objects.filter(pk=first.pk).update(state=JobState.DONE)
    assert ask(officer, probe, "a").pk != first.pk


def test_many_who_ask_at_once_get_one_job(site: Site, probe: str) -> None:
    found: list[UUID] = []
    start = threading.Barrier(6)

    def one() -> None:
        with acting_for(site.officer.tenant):
            start.wait()
            found.append(ask(site.officer, probe, "a").pk)
        connection.close()

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found)), Job.objects.count()) == (6, 1, 1)


def test_an_unknown_kind_is_refused(officer: Actor) -> None:
    with pytest.raises(NotFoundError):
        ask(officer, "office.unheard_of", "a")


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_sees_the_wish(officer: Actor, probe: str) -> None:
    waiting, running = ask(officer, probe, "a"), ask(officer, probe, "b")
    Job.objects.filter(pk=running.pk).update(state=JobState.RUNNING)
    cancel(officer, waiting)
    cancel(officer, running)
    assert list(Job.objects.order_by("key").values_list("state", "cancel_requested")) == [
        (JobState.CANCELLED, False),
        (JobState.RUNNING, True),
    ]
    assert list(LedgerEntry.objects.values_list("code", flat=True)) == ["office.job_cancelled"] * 2
    with pytest.raises(Conflict):
        ask(officer, probe, "b")


def test_a_job_asked_for_anew_cannot_be_tried_again_beside_it(officer: Actor, probe: str) -> None:
    failed = ask(officer, probe, "a")
    Job.objects.update(state=JobState.FAILED)
    ask(officer, probe, "a")
    with pytest.raises(Conflict):
        again(officer, failed)
