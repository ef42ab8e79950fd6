"""Workers as a site keeps them: forked, replaced when a job left them large, ended with their keeper."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import psutil
import pytest

from tearoad.office.web.actions.jobs import ask, cancel
from tearoad.office.web.models import Job, JobState
from tearoad.site.serve.worker import MOST_GROWN
from tearoad.web import registry
from tests.office.web.conftest import Site
from tests.waiting import PATIENCE_S

Until = Callable[..., None]
Kind = Callable[..., str]


def lines(site: Site) -> list[list[str]]:
    path = site.data / "lines"
    return [line.split() for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def job() -> Job:
    found: Job = Job.objects.exclude(key="every").get()
    return found


def told(_run: registry.JobRun) -> registry.Json:
    return {}


@pytest.mark.parametrize(("size", "is_replaced"), [(3 * MOST_GROWN, True), (MOST_GROWN // 8, False)])
def test_a_worker_is_replaced_when_a_job_left_it_large(
    site: Site, kind: Kind, until: Until, size: int, *, is_replaced: bool
) -> None:
    """Finds a worker that keeps an engine's memory, and one that starts anew for nothing."""
    kind(told, "large", long=True)
    keeper = site.start_worker("kept", "long")
    for number in range(2):
        ask(site.officer, "office.large", str(number), {"bytes": size})
        until(lambda: len(lines(site)) == number + 1)  # noqa: B023  # waited for at once
    (first, before), (second, after) = lines(site)
    assert (first != second) is is_replaced
    assert abs(int(after) - int(before)) < MOST_GROWN // 2
    until(lambda: not Job.objects.filter(kind="office.large").exclude(state=JobState.DONE).exists())
    assert set(Job.objects.filter(kind="office.large").values_list("attempts", flat=True)) == {1}
    assert keeper.poll() is None


def test_the_job_of_a_killed_child_is_done_once_in_effect_by_the_next(site: Site, kind: Kind, until: Until) -> None:
    """Finds a keeper that does not notice a killed process, or a claim that outlives it."""
    kind(told, "slow", long=True)
    ask(site.officer, "office.slow", "a")
    keeper = site.start_worker("kept", "long")
    until(lambda: job().progress)
    os.kill(int(lines(site)[0][1]), signal.SIGKILL)
    until(lambda: job().state == JobState.DONE)
    assert (job().attempts, job().result, keeper.poll()) == (2, {"written": True}, None)
    assert (site.data / "effect").read_text("utf-8") == lines(site)[1][1] != lines(site)[0][1]


def test_a_wish_to_stop_reaches_a_job_in_a_child(site: Site, kind: Kind, until: Until) -> None:
    """Finds a child whose companion keeps no connection of its own after the fork."""
    kind(told, "patient", long=True)
    asked = ask(site.officer, "office.patient", "a")
    site.start_worker("kept", "long")
    until(lambda: lines(site))
    cancel(site.officer, asked)
    until(lambda: job().state == JobState.CANCELLED)


def test_a_keeper_told_to_end_ends_its_children_and_their_jobs_wait(site: Site, kind: Kind, until: Until) -> None:
    """Finds a child that goes on alone, or a job that counts as tried."""
    kind(told, "patient", long=True)
    ask(site.officer, "office.patient", "a")
    keeper = site.start_worker("kept", "long", "quick")
    until(lambda: lines(site))
    family = psutil.Process(keeper.pid).children(recursive=True)
    keeper.send_signal(signal.SIGTERM)
    assert keeper.wait(timeout=PATIENCE_S) == 0
    assert [process for process in family if process.is_running()] == []
    assert (job().state, job().attempts, len(family)) == (JobState.WAITING, 0, 2)
