from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from tearoad.errors import Conflict, InputError, Interrupted
from tearoad.office.web.actions import work as rows
from tearoad.office.web.actions.jobs import again, ask, cancel
from tearoad.office.web.models import Job, JobState
from tearoad.office.web.queries.jobs import card, latest
from tearoad.office.web.tasks import run_waiting, work
from tearoad.people import Actor
from tearoad.people.web.models import Organisation, current_tenant
from tearoad.text import Text
from tearoad.web.clock import now
from tearoad.web.registry import JobRun, Json
from tests.office.web.conftest import Site
from tests.waiting import PATIENCE_S, wait_for

Until = Callable[..., None]
Kind = Callable[..., str]


@contextmanager
def worker(kinds: str = "quick") -> Iterator[threading.Event]:
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(kinds, stop))
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        thread.join(PATIENCE_S)
        assert not thread.is_alive()


def only() -> Job:
    found: Job = Job.objects.exclude(key="every").get()
    return found


def test_waiting_jobs_run_to_the_end_for_their_organisation(officer: Actor, kind: Kind) -> None:
    seen: list[object] = []

    def handler(run: JobRun) -> Json:
        run.step(Text("office.job_begins"))
        run.advance(1, 2)
        seen.append((run.tenant, run.by, run.payload, current_tenant()))
        return {"made": 1}

    ask(officer, kind(handler), "a", {"n": 1})
    assert run_waiting() == 1
    assert seen == [(officer.tenant, officer.user, {"n": 1}, officer.tenant)]
    found = only()
    assert (found.state, found.result, found.progress["done"]) == (JobState.DONE, {"made": 1}, 1)
    assert run_waiting() == 0


def test_a_job_that_finds_the_disk_full_waits_and_is_never_given_up(officer: Actor, kind: Kind) -> None:
    tries: list[int] = []

    def handler(_run: JobRun) -> Json:
        tries.append(len(tries))
        if len(tries) <= 20:
            raise OSError(errno.ENOSPC, "full")
        return {"made": 1}

    ask(officer, kind(handler), "a")
    for _ in range(20):
        assert run_waiting() == 1
        found = only()
        assert (found.state, found.attempts, found.problem["text"]["code"]) == (JobState.WAITING, 0, "office.job_disk")
        Job.objects.update(not_before=now())
    assert run_waiting() == 1
    assert (only().state, only().problem) == (JobState.DONE, {})


def test_no_job_is_begun_on_a_full_disk(site: Site, kind: Kind, monkeypatch: pytest.MonkeyPatch, until: Until) -> None:
    looked: list[bool] = []

    def is_short() -> bool:
        looked.append(len(looked) < 3)
        return looked[-1]

    monkeypatch.setattr("tearoad.office.web.tasks.worker.is_short", is_short)
    ask(site.officer, kind(lambda _run: {"made": 1}), "a")
    with worker():
        until(lambda: only().state == JobState.DONE)
    assert looked[:4] == [True, True, True, False]


def test_a_fault_is_tried_again_and_ends_with_an_error_number(site: Site, kind: Kind, until: Until) -> None:
    tries: list[int] = []

    def handler(run: JobRun) -> Json:
        tries.append(len(tries))
        raise KeyError(run.tenant)

    ask(site.officer, kind(handler), "a")
    with worker():
        until(lambda: only().state == JobState.FAILED)
    found = card(only())
    assert found.problem is not None
    assert (len(tries), found.problem.code) == (3, "office.job_fault")
    assert str(site.officer.tenant) not in str(only().problem)


def test_what_a_person_must_mend_fails_at_once_with_its_own_words(officer: Actor, kind: Kind) -> None:
    def handler(_run: JobRun) -> Json:
        raise InputError(Text("office.file_empty"), Text("office.file_empty_hint"))

    ask(officer, kind(handler), "a")
    run_waiting()
    found = latest(officer, "office.probe", "a")
    assert found is not None
    assert (found.state, found.attempts) == (JobState.FAILED, 1)
    assert (found.problem, found.hint) == (Text("office.file_empty"), Text("office.file_empty_hint"))


def test_a_failed_job_can_be_tried_again(officer: Actor, kind: Kind) -> None:
    outcomes: list[Json | None] = [None, {"made": 1}]

    def handler(_run: JobRun) -> Json:
        outcome = outcomes.pop(0)
        if outcome is None:
            raise InputError(Text("office.file_empty"))
        return outcome

    job = ask(officer, kind(handler), "a")
    run_waiting()
    again(officer, job)
    run_waiting()
    assert (only().state, only().problem) == (JobState.DONE, {})
    with pytest.raises(Conflict):
        again(officer, job)


def test_a_result_that_is_no_data_is_a_fault(officer: Actor, kind: Kind) -> None:
    ask(officer, kind(lambda _run: {"bad": object()}), "a")
    run_waiting()
    assert (only().state, only().problem["text"]["code"]) == (JobState.WAITING, "office.job_fault")


def test_a_long_handler_keeps_its_lease_and_lets_others_write(site: Site, kind: Kind, until: Until) -> None:
    runs: list[int] = []
    enough = threading.Event()

    def handler(run: JobRun) -> Json:
        runs.append(1)
        run.step(Text("office.job_begins"))
        done = 0
        while not enough.wait(0.1):
            run.advance(done := done + 1, 100)
        return {"made": done}

    ask(site.officer, kind(handler, long=True), "a")
    with worker("long"), worker("long"):
        until(lambda: only().state == JobState.RUNNING)
        lease, writes = only().lease_until, 0

        def lease_is_over() -> bool:
            nonlocal writes
            writes += Organisation.objects.filter(pk=site.officer.tenant).update(name="Example (fictional)")
            return lease is not None and now() > lease

        until(lease_is_over)
        assert (only().state, writes > 10) == (JobState.RUNNING, True), "others write while the job runs"
        enough.set()
        until(lambda: only().state != JobState.RUNNING)
    assert (runs, only().state, only().attempts) == ([1], JobState.DONE, 1)


def test_progress_is_never_part_of_the_handlers_transaction(site: Site, kind: Kind, until: Until) -> None:
    def handler(run: JobRun) -> Json:
        with transaction.atomic():
            run.step(Text("office.job_begins"))
            run.advance(3, 7)
            transaction.set_rollback(True)
        return {"made": 1}

    ask(site.officer, kind(handler), "a")
    with worker():
        until(lambda: only().state == JobState.DONE)
    assert (only().progress["done"], only().progress["total"]) == (3, 7)


def test_a_long_job_does_not_hold_up_a_quick_one(site: Site, kind: Kind, until: Until) -> None:
    def long(run: JobRun) -> Json:
        wait_for(run.stop)
        return {}

    slow = ask(site.officer, kind(long, "long", long=True), "a")
    quick = ask(site.officer, kind(lambda _run: {"made": 1}), "b")
    with worker("long"), worker("quick"):
        until(lambda: Job.objects.get(pk=quick.pk).state == JobState.DONE)
        until(lambda: Job.objects.get(pk=slow.pk).state == JobState.RUNNING)


def test_a_handler_that_ignores_the_end_is_disowned(site: Site, kind: Kind, until: Until) -> None:
    release = threading.Event()

    def handler(_run: JobRun) -> Json:
        release.wait(PATIENCE_S)
        return {"made": 1}

    ask(site.officer, kind(handler), "a")
    with worker() as stop:
        until(lambda: only().state == JobState.RUNNING)
        stop.set()
        until(lambda: only().state == JobState.WAITING)
        release.set()
    assert (only().state, only().attempts, only().result) == (JobState.WAITING, 0, {})


def test_a_lost_lease_stops_the_handler_and_refuses_its_result(site: Site, kind: Kind, until: Until) -> None:
    stopped: list[bool] = []

    def handler(run: JobRun) -> Json:
        wait_for(run.stop)
        stopped.append(run.stop())
        return {"made": "late"}

    ask(site.officer, kind(handler), "a")
    with worker():
        until(lambda: only().state == JobState.RUNNING)
        Job.objects.filter(kind="office.probe").update(worker="another", attempts=2)
        until(lambda: stopped)
    assert (stopped, only().worker, only().state, only().result) == ([True], "another", JobState.RUNNING, {})


def test_a_cancelled_job_that_had_its_effect_is_done(officer: Actor, kind: Kind) -> None:
    def handler(run: JobRun) -> Json:
        cancel(officer, only())
        return {"made": 1} if run.payload["effect"] else {}

    ask(officer, kind(handler), "a", {"effect": True})
    run_waiting()
    assert only().state == JobState.DONE
    Job.objects.all().delete()
    ask(officer, "office.probe", "a", {"effect": False})
    run_waiting()
    assert only().state == JobState.CANCELLED


def test_an_interrupted_job_that_nobody_stopped_has_failed(officer: Actor, kind: Kind) -> None:
    def handler(_run: JobRun) -> Json:
        raise Interrupted(Text("journey.interrupted"))

    ask(officer, kind(handler), "a")
    run_waiting()
    assert only().state == JobState.FAILED


def test_a_forsaken_job_is_given_up_after_too_many_lost_workers(site: Site, kind: Kind) -> None:
    ask(site.officer, kind(lambda _run: {}), "a")
    for _ in range(12):
        held = rows.claim(["office.probe"])
        assert held is not None
        Job.objects.update(lease_until=only().asked_at)
    assert rows.claim(["office.probe"]) is None
    assert (only().state, only().problem["text"]["params"]) == (JobState.FAILED, {"count": 12})


def test_a_forsaken_job_that_was_to_stop_is_cancelled(site: Site, kind: Kind) -> None:
    job = ask(site.officer, kind(lambda _run: {}), "a")
    assert rows.claim(["office.probe"]) is not None
    cancel(site.officer, job)
    Job.objects.update(lease_until=only().asked_at)
    assert rows.claim(["office.probe"]) is None
    assert only().state == JobState.CANCELLED


def test_the_worker_outlives_a_database_that_is_away(site: Site, kind: Kind, until: Until) -> None:
    from tearoad.office.web.tasks.worker import Kinds, _Loop  # noqa: PLC0415  # its inner part

    loop = _Loop(Kinds.QUICK, threading.Event())
    ask(site.officer, kind(lambda _run: {"made": 1}), "a")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE office_job RENAME TO away")
    assert loop.turn() is False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE away RENAME TO office_job")
    with loop.companion:
        until(loop.turn)
    assert only().state == JobState.DONE


def test_a_claim_is_refused_once_it_is_settled(site: Site, kind: Kind) -> None:
    ask(site.officer, kind(lambda _run: {"made": 1}), "a")
    held = rows.claim(["office.probe"])
    assert held is not None
    assert rows.claim(["office.probe"]) is None
    assert rows.finish(held, {"made": 1})
    assert not rows.beat(held)
    assert not rows.fail(held, Text("office.file_empty"), None, again=True)
    assert not rows.stopped(held)
