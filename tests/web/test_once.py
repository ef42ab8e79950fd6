"""A form does its work once, however it is sent again: by two clicks, a reload, two threads at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import Client, RequestFactory
from django.urls import reverse

from tearoad.call.web import models as rows
from tearoad.errors import InputError
from tearoad.people import Actor
from tearoad.people.web.models import Allowance, Membership, Organisation, User
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.web.models import SentForm
from tearoad.web.saving.once import Repeat, SavedBefore, answer_once, done, forget_sent_forms, left_of
from tearoad.words import Words
from tests.waiting import PATIENCE_S
from tests.web.forms import form_of

CAMPAIGN = {"year": "2027", "title_en": "Tea year", "m0_title": "Almaty", "m0_firms": "6"}


class Quiet:
    """Takes messages and forgets them."""

    def add(self, *_told: object) -> None:
        """Forget."""


def request(path: str = "/costs/new/", user: str = "7", **sent: object) -> HttpRequest:
    made = RequestFactory().post(path, {"form_key": "k"} | sent)
    made.user, made.words = User(pk=user), Words(Language.EN)  # type: ignore[attr-defined]  # as the middleware does
    made._messages = Quiet()  # type: ignore[attr-defined]  # noqa: SLF001  # the key is its own business
    return made


class Work:
    """A view that counts how often it ran."""

    def __init__(self, answer: Callable[[], HttpResponse] = lambda: HttpResponseRedirect("/costs/7/")) -> None:
        self.answer, self.ran = answer, 0

    def __call__(self) -> HttpResponse:
        """Write something, and answer."""
        self.ran += 1
        Allowance.objects.create(key=str(self.ran), until=now())
        return self.answer()


def refuse() -> HttpResponse:
    raise InputError(Text("web.bad_request"))


pytestmark = pytest.mark.django_db


def test_the_same_form_sent_again_is_answered_as_before_and_does_nothing() -> None:
    work = Work()
    answers = [answer_once(request(amount="5"), work) for _ in range(3)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, "/costs/7/")] * 3
    assert (work.ran, Allowance.objects.count()) == (1, 1)


@pytest.mark.parametrize("other", [{"path": "/rates/"}, {"user": "8"}, {"form_key": "other"}])
def test_a_key_counts_for_one_form_at_one_address_by_one_sender(other: dict[str, str]) -> None:
    work = Work()
    answer_once(request(), work)
    answer_once(request(**other), work)
    assert work.ran == 2


def test_another_content_under_the_same_key_is_refused_and_leads_to_what_was_saved() -> None:
    work = Work()
    answer_once(request(amount="5"), work)
    with pytest.raises(SavedBefore) as refused:
        answer_once(request(amount="6"), work)
    assert (refused.value.made, work.ran) == ("/costs/7/", 1)


def test_another_file_is_another_content() -> None:
    work = Work()
    for content in (b"one", b"one", b"two"):
        sent = request(file=SimpleUploadedFile("a.pdf", content))
        answer_once(sent, work, Repeat.BY_CONTENT)
        assert [file.read() for file in sent.FILES.getlist("file")] == [content]
    assert work.ran == 2


def test_what_was_refused_may_be_mended_and_sent_with_the_same_key() -> None:
    refused = Work(lambda: HttpResponse(status=422))
    assert [answer_once(request(amount=""), refused).status_code for _ in range(2)] == [422, 422]
    assert answer_once(request(amount="5"), Work()).status_code == 302
    assert refused.ran == 2


def test_what_an_error_refused_leaves_no_key_and_what_it_counted_stays_counted() -> None:
    work = Work(refuse)
    for _ in range(2):
        with pytest.raises(InputError):
            answer_once(request(), work)
    assert (work.ran, Allowance.objects.count(), SentForm.objects.count()) == (2, 2, 0)


def test_a_page_that_shows_and_makes_nothing_runs_again() -> None:
    work = Work(lambda: HttpResponse("a preview"))
    assert [answer_once(request(), work).status_code for _ in range(2)] == [200, 200]
    assert work.ran == 2


def test_what_is_shown_once_is_shown_again_to_the_same_form_and_stands_nowhere_readable() -> None:
    work = Work(lambda: done(HttpResponse("the secret key")))
    answers = [answer_once(request(), work) for _ in range(2)]
    assert [getattr(answer, "content", b"") for answer in answers] == [b"the secret key"] * 2
    assert (work.ran, b"secret" in bytes(SentForm.objects.get().answer)) == (1, False)


def test_old_keys_are_forgotten() -> None:
    answer_once(request(), Work())
    assert forget_sent_forms() == 0
    SentForm.objects.update(until=now() - timedelta(seconds=1))
    assert forget_sent_forms() == 1


@pytest.mark.django_db(transaction=True)
def test_two_threads_that_send_the_same_form_make_one_row_and_get_the_same_answer(
    officer: Actor, signed_in: Client
) -> None:
    """Both have read the page, both are past the gate at the same moment; the database decides."""
    here = reverse("mission-campaign-new")
    sent = form_of(signed_in.get(here)) | {
        "year": "2027",
        "title_en": "Tea year",
        "m0_title": "Almaty",
        "m0_firms": "6",
    }
    start = threading.Barrier(2)

    def send() -> tuple[int, str]:
        client = Client()
        client.cookies.load({name: morsel.value for name, morsel in signed_in.cookies.items()})
        try:
            start.wait(timeout=PATIENCE_S)
            answer = client.post(here, sent)
            return answer.status_code, answer.headers["Location"]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = [future.result(timeout=PATIENCE_S) for future in [pool.submit(send) for _ in range(2)]]
    (made,) = rows.Campaign.objects.all()
    assert answers == [(302, reverse("mission-campaign", args=[made.pk]))] * 2
    assert (SentForm.objects.count(), officer.tenant) == (1, made.tenant_id)


@pytest.mark.django_db(transaction=True)
def test_a_visitor_and_a_rival_do_not_share_keys(officer: Actor, signed_in: Client) -> None:
    """A key that somebody else sends from another organisation is another key."""
    here = reverse("mission-campaign-new")
    sent = form_of(signed_in.get(here)) | {
        "year": "2027",
        "title_en": "Tea year",
        "m0_title": "Almaty",
        "m0_firms": "6",
    }
    assert signed_in.post(here, sent).status_code == 302
    house = Organisation.objects.create(name="Another (fictional)")
    user = User.objects.create_user("other@example.org", name="Other")
    Membership.objects.create(user=user, organisation=house, role=officer.role)
    rival = Client()
    rival.force_login(user)
    assert rival.post(here, sent).status_code == 302
    assert rows.Campaign.across_tenants.count() == 2


def test_what_a_page_asks_about_again_is_what_the_person_sent() -> None:
    """Finds a form sent once more with the key it had: it would be taken for the same one, and do nothing."""
    left = left_of(request("/costs/new/?a=1", what="Hall", form_key="0" * 32, csrfmiddlewaretoken="x"))
    assert (left.to, left.fields, left.has_files) == ("/costs/new/?a=1", (("what", "Hall"),), False)


def test_form_is_known_for_a_day() -> None:
    """Finds a form that is taken for a new one when the laptop was closed over lunch."""
    began = now()
    answer_once(request(), Work())
    kept = SentForm.objects.get().until - began
    assert timedelta(days=1) <= kept < timedelta(days=1, minutes=1)
