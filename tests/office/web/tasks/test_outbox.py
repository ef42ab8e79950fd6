from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from pytest_django import Settings

from tearoad.errors import Conflict
from tearoad.office.web.actions import delivery
from tearoad.office.web.actions.delivery import take_message
from tearoad.office.web.actions.messages import post, post_account, send_again
from tearoad.office.web.models import AccountMessage, Message, MessageState, Secret
from tearoad.office.web.tasks.outbox import MailInTransactionError, Outbox
from tearoad.values import Language
from tearoad.web.clock import now
from tests.office.conftest import Postbox, text_of
from tests.office.web.conftest import Site, kill

Until = Callable[..., None]


def write(site: Site, key: str = "a", *, secret: Secret = Secret.NONE) -> Message:
    return post(
        site.officer,
        key=key,
        kind="office.probe",
        to=f"{key}@example.com",
        language=Language.RU,
        subject="Ваши встречи",
        body="Добрый день!\n",
        secret=secret,
    )


def use(settings: Settings, url: str) -> None:
    settings.CONFIG = replace(settings.CONFIG, mail_url=url)


def only() -> Message:
    found: Message = Message.objects.get()
    return found


def deliver_until(outbox: Outbox, state: MessageState, until: Until) -> None:
    def reached() -> bool:
        outbox.deliver()
        return bool(only().state == state)

    until(reached)


def test_a_message_is_sent_with_the_servers_answer(site: Site, settings: Settings, postbox: Postbox) -> None:
    use(settings, postbox.url)
    write(site)
    assert Outbox().deliver() == 1
    found = only()
    assert (found.state, found.answer, found.attempts) == (MessageState.SENT, "250 OK queued as 4711", 1)
    assert (found.ambiguous, found.sent_at is not None) == (False, True)
    assert postbox.letters()[0]["Message-ID"] == found.message_id


def test_what_was_sent_is_never_sent_again(
    site: Site, settings: Settings, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(settings, postbox.url)
    message = write(site)
    outbox = Outbox()
    outbox.deliver()
    monkeypatch.setattr(delivery, "now", lambda: now() + timedelta(hours=1))  # every lease is over
    assert outbox.deliver() == 0
    with pytest.raises(Conflict):
        send_again(site.officer, message)
    assert write(site).pk == message.pk
    assert outbox.deliver() == 0
    assert len(postbox.taken) == 1


def test_a_refused_message_fails_with_the_answer_and_can_be_sent_again(
    site: Site, settings: Settings, postbox: Postbox
) -> None:
    use(settings, postbox.url)
    postbox.to_rcpt = ["550 5.1.1 no such user"]
    message = write(site)
    outbox = Outbox()
    outbox.deliver()
    assert (only().state, only().answer) == (MessageState.FAILED, "550 5.1.1 no such user")
    assert outbox.deliver() == 0
    send_again(site.officer, message)
    outbox.deliver()
    assert (only().state, only().attempts) == (MessageState.SENT, 1)


def test_a_message_put_off_is_tried_again(site: Site, settings: Settings, postbox: Postbox, until: Until) -> None:
    use(settings, postbox.url)
    postbox.to_rcpt = ["451 4.7.1 greylisted"]
    write(site)
    outbox = Outbox()
    assert outbox.deliver() == 1
    assert (only().state, only().answer) == (MessageState.WAITING, "451 4.7.1 greylisted")
    assert outbox.deliver() == 0
    deliver_until(outbox, MessageState.SENT, until)
    assert (only().attempts, only().ambiguous) == (2, False)


def test_a_message_put_off_too_often_is_given_up(
    site: Site, settings: Settings, postbox: Postbox, until: Until
) -> None:
    use(settings, postbox.url)
    postbox.to_rcpt = ["451 4.7.1 greylisted"] * 9
    write(site)
    deliver_until(Outbox(), MessageState.FAILED, until)
    assert only().attempts == 4


def test_a_cut_connection_leaves_a_message_ambiguous(
    site: Site, settings: Settings, postbox: Postbox, until: Until
) -> None:
    use(settings, postbox.url)
    postbox.to_data = ["cut"]
    write(site)
    outbox = Outbox()
    outbox.deliver()
    assert (only().state, only().ambiguous) == (MessageState.WAITING, True)
    deliver_until(outbox, MessageState.SENT, until)
    assert only().ambiguous
    assert postbox.seen[0] == postbox.seen[1]


def test_a_worker_killed_before_it_wrote_the_answer_sends_again(site: Site, postbox: Postbox, until: Until) -> None:
    postbox.slow_s = 1
    write(site)
    first = site.start_worker("quick", mail_url=postbox.url)
    until(lambda: postbox.taken)
    kill(first)
    postbox.slow_s = 0
    assert only().state == MessageState.SENDING
    site.start_worker("quick", mail_url=postbox.url)
    until(lambda: only().state == MessageState.SENT)
    assert (only().ambiguous, only().attempts) == (True, 2)
    assert postbox.taken[0] == postbox.taken[1]


def test_a_batch_goes_by_one_connection(site: Site, settings: Settings, postbox: Postbox) -> None:
    use(settings, postbox.url)
    for n in range(15):
        write(site, f"m{n}")
    assert Outbox().deliver() == 15
    assert (len(postbox.taken), postbox.connections) == (15, 1)


def test_without_a_mail_server_messages_wait(site: Site) -> None:
    write(site)
    assert Outbox().deliver() == 0
    assert (only().state, only().attempts, only().body) == (MessageState.WAITING, 0, "Добрый день!\n")


def test_an_unreachable_server_is_no_attempt_and_makes_a_pause(site: Site, settings: Settings) -> None:
    use(settings, "smtp://127.0.0.1:1")
    write(site)
    outbox = Outbox()
    assert outbox.deliver() == 0
    found = only()
    assert (found.state, found.attempts, "refused" in found.answer) == (MessageState.WAITING, 0, True)
    Message.objects.update(next_try_at=found.written_at)
    assert outbox.deliver() == 0
    assert only().next_try_at == found.written_at


def test_a_secret_text_is_deleted_when_it_was_taken(site: Site, settings: Settings, postbox: Postbox) -> None:
    use(settings, postbox.url)
    write(site, secret=Secret.PROOF)
    Outbox().deliver()
    assert (only().body, only().subject) == ("", "Ваши встречи")
    assert text_of(postbox.letters()[0]) == "Добрый день!\n"


def write_account(key: str = "sign-in:a") -> AccountMessage:
    return post_account(
        key=key,
        kind="sign_in_code",
        to="li@example.com",
        language=Language.EN,
        subject="Your code",
        body="1234 5678\n",
        lasts=timedelta(minutes=10),
    )


def test_a_mail_of_an_account_goes_before_others_and_is_gone_once_it_was_taken(
    site: Site, settings: Settings, postbox: Postbox
) -> None:
    use(settings, postbox.url)
    write(site)
    write_account()
    assert Outbox().deliver() == 2
    assert [text_of(letter) for letter in postbox.letters()] == ["1234 5678\n", "Добрый день!\n"]
    assert not AccountMessage.objects.exists()


def test_an_expired_mail_of_an_account_is_not_sent(site: Site, settings: Settings, postbox: Postbox) -> None:
    del site
    use(settings, postbox.url)
    made = write_account()
    AccountMessage.objects.update(expires_at=made.written_at)
    assert Outbox().deliver() == 0
    assert postbox.letters() == []


def test_one_worker_takes_a_mail_of_an_account(site: Site) -> None:
    del site
    write_account("sign-in:a")
    write_account("sign-in:b")
    taken = [take_message(), take_message(), take_message()]
    assert [sending is not None for sending in taken] == [True, True, False]


def test_mail_inside_a_transaction_is_refused(site: Site) -> None:
    write(site)
    with transaction.atomic(), pytest.raises(MailInTransactionError):
        Outbox().deliver()


def test_one_worker_takes_what_another_has_not(site: Site) -> None:
    write(site, "a")
    write(site, "b")
    taken = [take_message(), take_message(), take_message()]
    assert [sending.letter.to for sending in taken if sending] == ["a@example.com", "b@example.com"]
