from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tearoad.office.web.actions.jobs import ask
from tearoad.office.web.models import Job, JobState
from tearoad.office.web.tasks import run_waiting
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership, Organisation, acting_for
from tearoad.text import Text
from tearoad.values.document import text_to_document
from tearoad.web.clock import now
from tests.queries import queries_of

Kind = Callable[..., str]


@pytest.fixture
def job(officer: Actor, kind: Kind) -> Job:
    made = ask(officer, kind(lambda _run: {}), "a")
    step = text_to_document(Text("office.job_begins"))
    Job.objects.update(state=JobState.RUNNING, started_at=now(), progress={"step": step, "done": 3, "total": 7})
    return made


def follow(client: Client, job: Job, query: str = "", **headers: str) -> object:
    return client.get(f"/office/jobs/{job.pk}/{query}", headers={"HX-Request": "true"} | headers)


def test_the_page_shows_what_goes_on_what_failed_and_what_ended(signed_in: Client, officer: Actor, kind: Kind) -> None:
    name = kind(lambda _run: {})
    for key, state in (("a", JobState.RUNNING), ("b", JobState.FAILED), ("c", JobState.DONE)):
        row = ask(officer, name, key)
        problem = {"text": text_to_document(Text("office.file_empty")), "hint": None}
        Job.objects.filter(pk=row.pk).update(state=state, problem=problem if key == "b" else {}, ended_at=now())
    shown = signed_in.get("/office/", headers={"Accept-Language": "en"}).content.decode()
    for words in ("running", "The file is empty.", "Try again", "done", "Cancel"):
        assert words in shown


def test_a_running_job_is_followed_until_it_ends(signed_in: Client, job: Job) -> None:
    first = signed_in.get(f"/office/jobs/{job.pk}/", headers={"HX-Request": "true"})
    shown = first.content.decode()
    assert first.status_code == 200
    assert "<html" not in shown
    assert "3 / 7" in shown
    assert 'hx-trigger="every 1s"' in shown
    seen = shown.split("seen=")[1].split('"')[0]
    unchanged = signed_in.get(f"/office/jobs/{job.pk}/?seen={seen}", headers={"HX-Request": "true"})
    assert (unchanged.status_code, unchanged.content) == (204, b"")
    headers = {"HX-Request": "true", "If-None-Match": first.headers["ETag"]}
    assert signed_in.get(f"/office/jobs/{job.pk}/", headers=headers).status_code == 304
    Job.objects.update(state=JobState.DONE, ended_at=now())
    last = signed_in.get(f"/office/jobs/{job.pk}/?seen={seen}&reload=1", headers={"HX-Request": "true"})
    assert (last.status_code, last.headers["HX-Refresh"]) == (286, "true")
    assert "hx-get" not in last.content.decode()


def test_without_script_there_is_a_page_with_a_link_to_refresh(signed_in: Client, job: Job) -> None:
    shown = signed_in.get(f"/office/jobs/{job.pk}/", headers={"Accept-Language": "en"})
    assert "<html" in shown.content.decode()
    assert "Refresh" in shown.content.decode()
    again = signed_in.get(f"/office/jobs/{job.pk}/", headers={"If-None-Match": shown.headers["ETag"]})
    assert again.status_code == 304


def test_the_longer_it_runs_the_less_often_it_is_asked_for(signed_in: Client, job: Job) -> None:
    Job.objects.update(started_at=now().replace(year=now().year - 1))
    assert 'hx-trigger="every 5s"' in signed_in.get(f"/office/jobs/{job.pk}/").content.decode()


def test_a_button_cancels_and_leads_back(signed_in: Client, job: Job) -> None:
    answer = signed_in.post(f"/office/jobs/{job.pk}/cancel/", headers={"Referer": "http://testserver/missions/1/plan/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "http://testserver/missions/1/plan/")
    assert Job.objects.get().cancel_requested
    answer = signed_in.post(f"/office/jobs/{job.pk}/cancel/", headers={"Referer": "http://elsewhere.example/"})
    assert answer.headers["Location"] == f"/office/jobs/{job.pk}/"


def test_a_button_tries_again(signed_in: Client, job: Job) -> None:
    assert signed_in.post(f"/office/jobs/{job.pk}/again/").status_code == 409
    Job.objects.update(state=JobState.FAILED)
    assert signed_in.post(f"/office/jobs/{job.pk}/again/").status_code == 302
    assert run_waiting() == 1


def test_only_a_post_changes_anything(signed_in: Client, job: Job) -> None:
    assert signed_in.get(f"/office/jobs/{job.pk}/cancel/").status_code == 405
    assert not Job.objects.get().cancel_requested


def test_an_auditor_sees_and_has_no_buttons(signed_in: Client, job: Job) -> None:
    del job
    Membership.objects.update(role=Role.AUDITOR)
    assert "<form" not in signed_in.get("/office/").content.decode().split('id="main"')[1]


def test_another_organisations_job_is_not_in_the_list(signed_in: Client, kind: Kind) -> None:
    other = Organisation.objects.create(name="Example Two (fictional)")
    with acting_for(other.pk):
        theirs = ask(Actor(other.pk, Role.OFFICER), kind(lambda _run: {}), "a")
    assert str(theirs.pk) not in signed_in.get("/office/").content.decode()


def test_more_jobs_are_not_more_queries(signed_in: Client, officer: Actor, kind: Kind) -> None:
    name = kind(lambda _run: {})
    ask(officer, name, "1")
    assert queries_of(lambda: signed_in.get("/office/")) == 6
    ask(officer, name, "2")
    ask(officer, name, "3")
    assert queries_of(lambda: signed_in.get("/office/")) == 6
