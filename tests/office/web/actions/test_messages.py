from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection

from tearoad.office.web.actions.messages import post
from tearoad.office.web.actions.retention import (
    KEEP_DAYS,
    erase_messages,
    find_messages,
    forget_account_messages,
    forget_old,
)
from tearoad.office.web.models import AccountMessage, Job, JobState, Message, MessageState, Secret
from tearoad.office.web.queries.messages import ERASED, last_to_account
from tearoad.people import Actor
from tearoad.people.web.models import acting_for
from tearoad.values import Language
from tearoad.web import registry
from tearoad.web.clock import now
from tests.office.web.conftest import Site


def write(by: Actor, key: str, to: str = "buyer@example.com", *, secret: Secret = Secret.NONE) -> Message:
    return post(
        by,
        key=key,
        kind="office.probe",
        to=to,
        language=Language.ZH,
        subject="您的\n日程",
        body="正文",
        secret=secret,
    )


def test_the_same_key_is_written_once_though_many_write(site: Site) -> None:
    start = threading.Barrier(5)
    found: list[object] = []

    def one() -> None:
        with acting_for(site.officer.tenant):
            start.wait()
            found.append(write(site.officer, "a").message_id)
        connection.close()

    threads = [threading.Thread(target=one) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found)), Message.objects.count()) == (5, 1, 1)
    assert Message.objects.get().subject == "您的 日程"


@pytest.mark.django_db
def test_a_mail_of_an_account_belongs_to_no_organisation_and_ends_with_its_secret() -> None:
    made = registry.ask(
        "account_mail",
        key="sign-in:a",
        kind="sign_in_code",
        to="manager@example.org",
        language=Language.EN,
        subject="Your\ncode",
        body="Code: 123456",
        lasts=timedelta(minutes=10),
    )
    assert isinstance(made, AccountMessage)
    assert (made.subject, Message.across_tenants.count()) == ("Your code", 0)
    assert last_to_account("Manager@example.org", "sign_in_code") == made
    assert last_to_account("manager@example.org", "another") is None
    assert forget_account_messages() == 0
    AccountMessage.objects.update(expires_at=now() - timedelta(seconds=1))
    assert last_to_account("manager@example.org", "sign_in_code") is None
    assert forget_account_messages() == 1


def test_old_texts_and_jobs_are_forgotten(officer: Actor) -> None:
    at = now()
    for key, age, secret in (("old", KEEP_DAYS + 1, Secret.NONE), ("new", 1, Secret.NONE), ("code", 3, Secret.PROOF)):
        write(officer, key, secret=secret)
        Message.objects.filter(key=key).update(written_at=at - timedelta(days=age))
    for key, age in (("a", 91), ("b", 1), ("every", 4)):
        Job.objects.create(
            kind="office.probe",
            key=key,
            state=JobState.DONE,
            asked_at=at,
            not_before=at,
            ended_at=at - timedelta(days=age),
        )
    assert forget_old() == (2, 2)
    assert forget_old() == (0, 0)
    assert list(Message.objects.order_by("key").values_list("key", "to", "body", "state")) == [
        ("code", "buyer@example.com", "", MessageState.FAILED),
        ("new", "buyer@example.com", "正文", MessageState.WAITING),
        ("old", ERASED, "", MessageState.FAILED),
    ]
    assert list(Job.objects.values_list("key", flat=True)) == ["b"]


def test_what_is_held_about_a_person_is_told_and_erased(officer: Actor) -> None:
    write(officer, "a", "Anna@example.com")
    write(officer, "b", "anna@example.com", secret=Secret.LINK)
    write(officer, "c", "other@example.com")
    assert [message["body"] for message in find_messages("anna@example.com")] == ["正文", ""]
    assert erase_messages("anna@example.com") == 2
    assert list(find_messages("anna@example.com")) == []
    assert Message.objects.filter(to="other@example.com", body="正文").count() == 1
    assert registry.personal_data()["office.Message"].keep_days == KEEP_DAYS
