from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tearoad.office.web.actions.jobs import ask, cancel
from tearoad.office.web.actions.periodic import turn_of
from tearoad.office.web.models import Job, JobState
from tearoad.web import registry
from tearoad.web.clock import now
from tests.office.web.conftest import Site, kill
from tests.waiting import PATIENCE_S

Until = Callable[..., None]
Kind = Callable[..., str]


def lines(site: Site) -> list[list[str]]:
    path: Path = site.data / "lines"
    return [line.split() for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def state() -> str:
    return str(Job.objects.exclude(key="every").get().state)


def told(_run: registry.JobRun) -> registry.Json:
    return {}


def test_two_hundred_jobs_are_done_once_by_four_workers(site: Site, kind: Kind, until: Until) -> None:
    kind(told, "line")
    for _ in range(4):
        site.start_worker("quick")
    for number in range(200):
        ask(site.officer, "office.line", str(number), {"number": number})
    until(lambda: not Job.objects.filter(kind="office.line").exclude(state=JobState.DONE).exists())
    assert sorted(int(line[0]) for line in lines(site)) == list(range(200))
    assert set(Job.objects.filter(kind="office.line").values_list("attempts", flat=True)) == {1}
    assert len({line[3] for line in lines(site)}) == 4


def test_a_killed_workers_job_is_done_once_in_effect_by_another(site: Site, kind: Kind, until: Until) -> None:
    kind(told, "slow", long=True)
    ask(site.officer, "office.slow", "a")
    first = site.start_worker("long")
    until(lambda: len(lines(site)) == 1)
    until(lambda: Job.objects.exclude(key="every").get().progress)
    kill(first)
    assert state() == JobState.RUNNING
    second = site.start_worker("long")
    until(lambda: state() == JobState.DONE)
    job = Job.objects.exclude(key="every").get()
    assert (job.attempts, job.result) == (2, {"written": True})
    assert (site.data / "effect").read_text("utf-8") == str(second.pid)


def test_two_workers_never_run_the_same_job_at_once(site: Site, kind: Kind, until: Until) -> None:
    kind(told, "slow", long=True)
    ask(site.officer, "office.slow", "a")
    for _ in range(2):
        site.start_worker("long", "quick")
    until(lambda: state() == JobState.DONE)
    assert len(lines(site)) == 1  # it took longer than its lease, and was not taken by the other


def test_a_worker_told_to_end_gives_its_job_back_uncounted(site: Site, kind: Kind, until: Until) -> None:
    kind(told, "patient", long=True)
    ask(site.officer, "office.patient", "a")
    worker = site.start_worker("long", "quick")
    until(lambda: len(lines(site)) == 1)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=PATIENCE_S) == 0
    job = Job.objects.exclude(key="every").get()
    assert (job.state, job.attempts) == (JobState.WAITING, 0)


def test_a_cancelled_job_stops(site: Site, kind: Kind, until: Until) -> None:
    kind(told, "patient", long=True)
    job = ask(site.officer, "office.patient", "a")
    site.start_worker("long")
    until(lambda: len(lines(site)) == 1)
    cancel(site.officer, job)
    until(lambda: state() == JobState.CANCELLED)


def test_a_periodic_job_is_asked_for_once_a_turn_though_several_workers_run(site: Site, until: Until) -> None:
    periodic = {name: kind for name, kind in registry.jobs().items() if kind.every_s}
    before = {name: turn_of(kind, now()) for name, kind in periodic.items()}
    for _ in range(3):
        site.start_worker("quick", "long")
    until(lambda: len(list(site.data.glob("began-*"))) == len(site.workers))
    until(lambda: Job.objects.filter(key="every", state=JobState.DONE).count() >= len(periodic))
    for worker in site.workers:
        worker.send_signal(signal.SIGTERM)
    assert [worker.wait(PATIENCE_S) for worker in site.workers] == [0, 0, 0]
    turns = {name: turn_of(kind, now()) - before[name] + 1 for name, kind in periodic.items()}
    jobs = Counter(Job.objects.filter(key="every").values_list("kind", flat=True))
    assert {name: count for name, count in jobs.items() if count > turns[name]} == {}
    assert jobs.keys() == periodic.keys()
