from __future__ import annotations

import pytest
from django.test import Client

from tearoad.office.web.actions.messages import post
from tearoad.office.web.models import Message, MessageState, Secret
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership
from tearoad.values import Language
from tests.queries import queries_of

EN = {"Accept-Language": "en"}


def write(by: Actor, key: str = "a", *, secret: Secret = Secret.NONE, link: str = "") -> Message:
    return post(
        by,
        key=key,
        kind="office.probe",
        to=f"{key}@example.com",
        language=Language.RU,
        subject="Ваши <встречи>",
        body=f"Добрый день!\n<script>alert(1)</script>{link}",
        secret=secret,
        link=link,
    )


def test_without_a_mail_server_the_text_is_read_here(signed_in: Client, officer: Actor) -> None:
    message = write(officer)
    shown = signed_in.get("/office/messages/", headers=EN).content.decode()
    assert "No mail server is set up" in shown
    assert "Ваши &lt;встречи&gt;" in shown
    shown = signed_in.get(f"/office/messages/{message.pk}/", headers=EN).content.decode()
    assert "Добрый день!" in shown
    assert "<script>alert" not in shown


def test_a_secret_text_is_shown_to_nobody(signed_in: Client, officer: Actor) -> None:
    message = write(officer, secret=Secret.PROOF)
    shown = signed_in.get(f"/office/messages/{message.pk}/", headers=EN).content.decode()
    assert "Добрый день!" not in shown
    assert "shown to nobody else" in shown


LINK = "https://tea.example.org/v/s3cret-Ab_1/"


def test_a_text_with_a_link_is_shown_without_it(signed_in: Client, officer: Actor) -> None:
    message = write(officer, secret=Secret.LINK, link=LINK)
    shown = signed_in.get(f"/office/messages/{message.pk}/", headers=EN).content.decode()
    assert "[личная ссылка]" in shown
    assert "s3cret" not in shown
    assert "copy the person’s link" in shown
    Membership.objects.update(role=Role.AUDITOR)
    assert "Добрый день!" not in signed_in.get(f"/office/messages/{message.pk}/", headers=EN).content.decode()


def test_a_text_is_shown_by_what_was_said_of_it_and_never_by_its_words(signed_in: Client, officer: Actor) -> None:
    """What a name holds changes nothing: neither a link in it nor the lack of one."""
    message = write(officer, "proof", secret=Secret.PROOF)
    Message.objects.update(body=f"Hello {LINK}, your code is 1234 5678")
    assert "1234 5678" not in signed_in.get(f"/office/messages/{message.pk}/", headers=EN).content.decode()
    plain = write(officer, "plain", link="")
    Message.objects.filter(pk=plain.pk).update(body=f"Hello {LINK}")
    assert LINK in signed_in.get(f"/office/messages/{plain.pk}/", headers=EN).content.decode()


def test_an_auditor_reads_no_text_that_may_hold_a_link(signed_in: Client, officer: Actor) -> None:
    message = write(officer)
    Membership.objects.update(role=Role.AUDITOR)
    shown = signed_in.get(f"/office/messages/{message.pk}/", headers=EN).content.decode()
    assert "Добрый день!" not in shown
    assert "only officers and managers" in shown


def test_ambiguous_messages_say_so(signed_in: Client, officer: Actor) -> None:
    message = write(officer)
    Message.objects.update(state=MessageState.SENT, ambiguous=True, answer="250 OK")
    assert "maybe twice" in signed_in.get("/office/messages/?state=sent", headers=EN).content.decode()
    shown = signed_in.get(f"/office/messages/{message.pk}/", headers=EN).content.decode()
    assert "may have reached its receiver twice" in shown
    assert "250 OK" in shown
    assert "Send again" not in shown


def test_a_failed_message_is_sent_again_by_a_button(signed_in: Client, officer: Actor) -> None:
    message = write(officer)
    Message.objects.update(state=MessageState.FAILED, attempts=3)
    assert "Send again" in signed_in.get(f"/office/messages/{message.pk}/", headers=EN).content.decode()
    assert signed_in.post(f"/office/messages/{message.pk}/again/").status_code == 302
    assert (Message.objects.get().state, Message.objects.get().attempts) == (MessageState.WAITING, 0)
    Message.objects.update(state=MessageState.SENT)
    assert signed_in.post(f"/office/messages/{message.pk}/again/").status_code == 409
    Membership.objects.update(role=Role.AUDITOR)
    assert signed_in.post(f"/office/messages/{message.pk}/again/").status_code == 403


@pytest.mark.parametrize("query", ["?state=nonsense", "?page=nonsense", "?page=-1", "?page=99999"])
def test_a_bad_question_gets_an_answer(signed_in: Client, officer: Actor, query: str) -> None:
    write(officer)
    answer = signed_in.get(f"/office/messages/{query}")
    assert answer.status_code == 200
    assert "a@example.com" in answer.content.decode()


def test_more_messages_are_not_more_queries(signed_in: Client, officer: Actor) -> None:
    write(officer, "m1")
    assert queries_of(lambda: signed_in.get("/office/messages/")) == 6
    write(officer, "m2")
    write(officer, "m3")
    assert queries_of(lambda: signed_in.get("/office/messages/")) == 6
