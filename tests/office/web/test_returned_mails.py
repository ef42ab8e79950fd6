"""Reports read from a real IMAP server: shown beside the message, once, and only of mails that we wrote there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tearoad.errors import SetupError
from tearoad.office.mail import UnreachableError
from tearoad.office.web.actions.messages import post
from tearoad.office.web.actions.retention import erase_messages
from tearoad.office.web.actions.returned_mails import read_returned_mails
from tearoad.office.web.models import Message, MessageState
from tearoad.office.web.queries.messages import mail_faults, returned_addresses
from tearoad.people import Actor
from tearoad.site.config import Config
from tearoad.site.desk.returned import read_mailbox
from tearoad.values import Language
from tests.office.mail.imap_server import ImapServer, served_mailbox
from tests.office.mail.test_delivery_reports import SAID, report


@pytest.fixture(scope="module")
def server() -> Iterator[ImapServer]:
    """A mailbox on a real server."""
    with served_mailbox() as made:
        yield made


@pytest.fixture
def mailbox(server: ImapServer) -> Iterator[ImapServer]:
    """The mailbox, set up."""
    with override_settings(CONFIG=Config(mailbox_url=server.url)):
        yield server


def write(by: Actor, to: str, key: str = "a") -> Message:
    made = post(by, key=key, kind="asking.invitation", to=to, language=Language.EN, subject="Hello", body="Dear buyer")
    Message.objects.filter(pk=made.pk).update(state=MessageState.SENT)
    return made


def test_what_came_back_stands_beside_its_message_and_address_once(
    officer: Actor, mailbox: ImapServer, signed_in: Client
) -> None:
    mine, other = write(officer, "Buyer@example.com"), write(officer, "else@example.com", "b")
    mailbox.put(
        b"Subject: hello\r\n\r\nnot a report\r\n",
        report(message_id=mine.message_id),
        report(message_id=other.message_id),  # a report of somebody else's address is not believed
        report(message_id="<forged@example.org>"),
    )
    assert read_returned_mails() == (4, 1)
    assert mailbox.unread() == 0
    assert read_returned_mails() == (0, 0)
    mine.refresh_from_db()
    assert mine.returned_said == SAID
    assert returned_addresses(["buyer@EXAMPLE.com".lower(), "Buyer@example.com"]) == {"buyer@example.com": SAID}
    page = signed_in.get(reverse("office-message", args=[mine.pk])).content.decode()
    assert "Recipient address rejected" in page
    assert erase_messages("buyer@example.com") == 1
    assert not Message.objects.exclude(returned_said="").exists()


def test_an_address_is_good_again_once_a_later_mail_stays_away(officer: Actor, mailbox: ImapServer) -> None:
    mine = write(officer, "buyer@example.com")
    mailbox.put(report(message_id=mine.message_id))
    assert read_returned_mails() == (1, 1)
    write(officer, "buyer@example.com", "later")
    assert returned_addresses(["buyer@example.com"]) == {}


def test_a_mailbox_that_cannot_be_read_is_told_and_nothing_is_lost(mailbox: ImapServer) -> None:
    mailbox.put(b"Subject: hello\r\n\r\nx\r\n")
    for wrong in (
        mailbox.url.replace("word", "wrong"),
        mailbox.url.replace("INBOX", "Nowhere"),
        "imap://u:p@127.0.0.1:1",
    ):
        with override_settings(CONFIG=Config(mailbox_url=wrong)):
            with pytest.raises(UnreachableError):
                read_returned_mails()
            with pytest.raises(SetupError) as refused:
                read_mailbox()
            assert "pass" not in str(refused.value.text.params)
    assert read_mailbox() == (1, 0)


def test_without_a_mailbox_the_command_says_what_to_set() -> None:
    with override_settings(CONFIG=Config()), pytest.raises(SetupError) as refused:
        read_mailbox()
    assert refused.value.text.code == "office.no_mailbox"


@pytest.mark.parametrize(
    ("config", "codes"),
    [
        (Config(), ["office.mails_would_wait", "office.mail_from_nowhere", "office.links_open_nowhere"]),
        (
            Config(mail_url="smtp://h", mail_from="a@example.org", address="https://m.example.org"),
            ["office.nobody_reads_returned"],
        ),
        (
            Config(
                mail_url="smtp://h",
                mail_from="a@example.org",
                address="https://m.example.org",
                mailbox_url="imaps://u:p@h/INBOX",
            ),
            [],
        ),
    ],
)
def test_what_is_wrong_with_the_set_up_is_said(config: Config, codes: list[str]) -> None:
    with override_settings(CONFIG=config):
        assert [fault.code for fault in mail_faults()] == codes
