"""Programs are told in order, again until they take it, each notice once in effect; nothing undone is told."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import zip_longest
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from tearoad.errors import InputError
from tearoad.office.web.actions.webhooks import add_endpoint, announce, deliver_due, forget_taken, rotate_secret
from tearoad.office.web.models import WebhookEndpoint, WebhookNotice
from tearoad.office.web.queries.webhooks import notices
from tearoad.office.webhooks.client import NoAnswer, WebhookAnswer, send
from tearoad.office.webhooks.kinds import NoticeKind
from tearoad.office.webhooks.signing import signature
from tearoad.office.webhooks.trying import MOST_TRIES
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.words.catalogue import say
from tests.office.webhooks.receiver import LATE, OK, REFUSE, WebhookReceiver, receiving

DOCS = Path(__file__).parents[3] / "docs"
SOON = partial(send, most_seconds=0.3)


@pytest.fixture
def receiver() -> Iterator[WebhookReceiver]:
    """A program on this machine that an operator named."""
    with receiving() as found:
        named = (f"127.0.0.1:{found.port}",)
        with override_settings(CONFIG=replace(settings.CONFIG, webhook_hosts=named)):
            yield found


@pytest.fixture
def endpoint(officer: Actor, receiver: WebhookReceiver) -> WebhookEndpoint:
    """The program as an officer added it."""
    return add_endpoint(officer, f"http://127.0.0.1:{receiver.port}/in")


def ids() -> list[str]:
    return [str(pk) for pk in WebhookNotice.objects.order_by("number").values_list("pk", flat=True)]


def try_now() -> int:
    """Deliver as if every wait were over."""
    WebhookEndpoint.objects.update(next_try_at=now())
    return deliver_due(sender=SOON)


@pytest.mark.usefixtures("endpoint")
def test_order_is_kept_and_nothing_lost_while_a_receiver_fails_and_answers_late(receiver: WebhookReceiver) -> None:
    for number in range(12):
        announce(NoticeKind.ORDER_EVENT_WRITTEN, {"number": number})
    receiver.behave = lambda number: (OK, REFUSE, LATE)[number % 3]
    for _ in range(40):
        try_now()
        if not WebhookNotice.objects.filter(taken_at=None).exists():
            break
        receiver.behave = (lambda number: (OK, REFUSE)[number % 2]) if len(receiver.requests) > 20 else receiver.behave
    assert (receiver.effects, len(receiver.requests) > 12) == (ids(), True)
    numbers = [json.loads(body)["data"]["number"] for _headers, body in receiver.requests]
    assert numbers == sorted(numbers)


def test_notice_is_signed_and_named_and_the_old_secret_signs_as_well(
    officer: Actor, endpoint: WebhookEndpoint, receiver: WebhookReceiver
) -> None:
    before = endpoint.secret
    after = rotate_secret(officer, endpoint)
    announce(NoticeKind.EDITION_FROZEN, {"edition": 1})
    assert deliver_due(sender=SOON) == 1
    (headers, body), at = receiver.requests[0], int(receiver.requests[0][0]["webhook-timestamp"])
    signed = [signature(key, headers["webhook-id"], at, body) for key in (after, before)]
    assert (headers["webhook-signature"], before != after) == (" ".join(signed), True)
    assert json.loads(body) == WebhookNotice.objects.get().body


@pytest.mark.usefixtures("endpoint")
def test_what_is_undone_is_told_to_nobody(receiver: WebhookReceiver) -> None:
    with transaction.atomic():
        announce(NoticeKind.OPPORTUNITY_OPENED, {"id": "x"})
        transaction.set_rollback(True)
    assert (deliver_due(sender=SOON), receiver.requests) == (0, [])


def test_after_too_many_tries_a_person_is_needed_and_nothing_is_dropped(
    signed_in: Client, endpoint: WebhookEndpoint, receiver: WebhookReceiver
) -> None:
    announce(NoticeKind.EDITION_FROZEN, {})
    for _ in range(MOST_TRIES):
        WebhookEndpoint.objects.update(next_try_at=now())
        deliver_due(sender=lambda *_sent: WebhookAnswer(500))
    endpoint.refresh_from_db()
    assert (endpoint.paused_at is not None, try_now(), receiver.requests) == (True, 0, [])
    address = reverse("office-webhook-change", args=[endpoint.pk])
    assert signed_in.post(address, {"what": "again"}).status_code == 302
    assert (deliver_due(sender=SOON), receiver.effects) == (1, ids())


def test_host_that_is_no_longer_named_is_not_written_to(endpoint: WebhookEndpoint, receiver: WebhookReceiver) -> None:
    announce(NoticeKind.EDITION_FROZEN, {})
    with override_settings(CONFIG=replace(settings.CONFIG, webhook_hosts=())):
        assert deliver_due(sender=SOON) == 0
    assert (receiver.requests, WebhookNotice.objects.get().answer) == ([], "host_not_named"), endpoint.pk


def test_failing_program_holds_up_no_other(
    officer: Actor, endpoint: WebhookEndpoint, receiver: WebhookReceiver
) -> None:
    other = add_endpoint(officer, f"http://127.0.0.1:{receiver.port}/other")
    announce(NoticeKind.EDITION_FROZEN, {})
    refused = str(WebhookNotice.objects.get(endpoint=endpoint).pk)
    receiver.behave = lambda _number: REFUSE if receiver.requests[-1][0]["webhook-id"] == refused else OK
    assert (deliver_due(sender=SOON), len(receiver.effects)) == (1, 1)
    assert WebhookNotice.objects.get(endpoint=other).taken_at is not None


def test_page_adds_shows_the_secret_once_and_removes(signed_in: Client, receiver: WebhookReceiver) -> None:
    page = reverse("office-webhooks")
    made = signed_in.post(page, {"address": f"http://127.0.0.1:{receiver.port}/in"})
    row = WebhookEndpoint.objects.get()
    assert (made.status_code, row.secret in made.content.decode()) == (200, True)
    for address in (page, reverse("office-webhook", args=[row.pk])):
        assert row.secret not in signed_in.get(address).content.decode()
    change = reverse("office-webhook-change", args=[row.pk])
    assert signed_in.post(change, {"what": "rotate"}).status_code == 200
    assert [signed_in.post(change, {"what": what}).status_code for what in ("pause", "remove", "dance")] == [
        302,
        302,
        422,
    ]
    announce(NoticeKind.EDITION_FROZEN, {})
    assert (WebhookNotice.objects.count(), LedgerEntry.objects.filter(code="office.webhook_removed").count()) == (0, 1)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ru"])
@pytest.mark.usefixtures("receiver")
def test_host_that_nobody_named_is_refused_on_the_page(signed_in: Client, language: str) -> None:
    signed_in.cookies["language"] = language
    answer = signed_in.post(reverse("office-webhooks"), {"address": "https://erp.example.org/in"})
    assert (answer.status_code, "erp.example.org" in answer.content.decode()) == (422, True)
    assert WebhookEndpoint.objects.count() == 0


def test_address_that_is_too_long_is_refused(officer: Actor, signed_in: Client) -> None:
    assert signed_in.post(reverse("office-webhooks"), {"address": "https://" + "a" * 600}).status_code == 422
    with pytest.raises(InputError):
        add_endpoint(officer, "https://")


@pytest.mark.usefixtures("endpoint", "receiver")
def test_what_was_taken_long_ago_leaves_the_log_and_what_waits_does_not() -> None:
    announce(NoticeKind.EDITION_FROZEN, {})
    announce(NoticeKind.EDITION_FROZEN, {})
    WebhookNotice.objects.filter(number=1).update(taken_at=now().replace(year=2020))
    assert (forget_taken(), list(WebhookNotice.objects.values_list("number", flat=True))) == (1, [2])


def test_log_has_words_for_what_happened_and_why_nothing_came_back(
    signed_in: Client, endpoint: WebhookEndpoint
) -> None:
    """Its page alone shows these words; of a kind or an answer that this version does not know it shows the code."""
    kinds, answers = [*NoticeKind], [*NoAnswer, "HTTP 500", "<as of old>"]
    for kind, answer in zip_longest(kinds, answers, fillvalue=kinds[0]):
        announce(NoticeKind(kind), {})
        WebhookNotice.objects.filter(number=WebhookNotice.objects.count()).update(answer=answer)
    WebhookNotice.objects.filter(number=len(answers)).update(kind="mission.renamed")
    found = list(notices(endpoint, "1"))
    assert [notice.answer for notice in found] == ["<as of old>", "HTTP 500", *[""] * len(NoAnswer)]
    page = signed_in.get(reverse("office-webhook", args=[endpoint.pk])).content.decode()
    assert (found[0].kind, "mission.renamed" in page, "&lt;as of old&gt;" in page) == (None, True, True)
    words = {text for notice in found for text in (notice.kind, notice.no_answer) if text is not None}
    assert len(words) == len(NoticeKind) + len(NoAnswer)
    assert [text for text in words if html.escape(say(text, Language.EN)) not in page] == []


def test_kinds_of_notices_are_those_of_the_documentation() -> None:
    documented = (DOCS / "operate" / "other-programs.md").read_text(encoding="utf-8")
    assert re.findall(r"`(\w+\.\w+)`(?=.*\|)", documented) == [*NoticeKind]
