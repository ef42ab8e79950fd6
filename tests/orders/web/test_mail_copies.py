"""Copies of mails, read from a real IMAP server, are written down once beside the opportunity that they name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tearoad import orders as core
from tearoad.mission.web.models import Mission
from tearoad.office.mail.mailbox import MOST_BYTES
from tearoad.office.web.actions.returned_mails import read_returned_mails
from tearoad.office.web.models import Message
from tearoad.orders.mail_copy import copy_address, subject_mark
from tearoad.orders.web.actions import mail_copies
from tearoad.orders.web.actions.mail_copies import open_copy_address
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import opportunity, today_of
from tearoad.people import Actor
from tearoad.people.web.models import User, acting_for_nobody
from tearoad.site.config import Config
from tearoad.values import Language
from tearoad.web.clock import now
from tests.office.mail.imap_server import ImapServer, served_mailbox

OFFICE = "office@bureau.example"
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[ImapServer]:
    """A mailbox on a real server."""
    with served_mailbox() as made:
        yield made


@pytest.fixture
def mailbox(server: ImapServer) -> Iterator[ImapServer]:
    """The mailbox, set up."""
    with override_settings(CONFIG=Config(mailbox_url=server.url, mail_from=OFFICE)):
        yield server


def mail(row: Opportunity, to: str, *, by: str = "li.na@firm.example", number: int = 1) -> EmailMessage:
    """Return a mail of yesterday to a buyer and, as a copy, to an address; all is fictional."""
    made = EmailMessage()
    made["From"], made["To"], made["Cc"] = by, "orlova@buyer.example", to
    made["Subject"], made["Message-ID"] = "Offer of tea", f"<{number}@firm.example>"
    made["Date"] = now().astimezone(row.mission.home_zone) - timedelta(days=1)
    made.set_content("Dear Ms Orlova, …")
    return made


def read(mailbox: ImapServer, *mails: EmailMessage) -> None:
    """Put mails into the mailbox and read it, as the worker does: for no organisation."""
    mailbox.put(*map(bytes, mails))
    with acting_for_nobody():
        assert read_returned_mails() == (len(mails), 0)


def written(row: Opportunity) -> list[tuple[str, str, int]]:
    """Return type, note and age in days of what stands beside an opportunity."""
    today, found = today_of(row.mission), opportunity(row.mission, row.pk).history.events
    return [(event.type.value, event.note, (today - event.on).days) for event in found]


SENT = ("message", "li.na@firm.example → orlova@buyer.example: Offer of tea", 1)


def test_a_copy_is_written_down_once_however_often_it_comes(
    officer: Actor, opened: Opportunity, mailbox: ImapServer
) -> None:
    token = open_copy_address(officer, opened)
    assert open_copy_address(officer, opened) == token
    copied, again = mail(opened, copy_address(OFFICE, token)), mail(opened, copy_address(OFFICE, token), number=2)
    evidence = b"MZ" + b"\0" * 50
    again.add_attachment(evidence, maintype="application", subtype="octet-stream", filename="invoice.exe")
    read(mailbox, copied, copied)
    read(mailbox, copied, again)
    assert written(opened) == [SENT, SENT]
    row = OpportunityEvent.objects.first()
    assert row is not None
    assert (row.recorded_by, row.file) == ("li.na@firm.example", None)


def test_a_huge_mail_is_taken_by_its_head(officer: Actor, opened: Opportunity, mailbox: ImapServer) -> None:
    huge = mail(opened, copy_address(OFFICE, open_copy_address(officer, opened)))
    huge.set_content("x" * 70 + "\n" + ("y" * 70 + "\n") * (MOST_BYTES // 70))
    read(mailbox, huge)
    assert written(opened) == [SENT]


def test_a_day_on_which_nobody_can_have_written_is_the_day_it_came(
    officer: Actor, opened: Opportunity, mailbox: ImapServer
) -> None:
    early = mail(opened, copy_address(OFFICE, open_copy_address(officer, opened)))
    early.replace_header("Date", "Mon, 01 May 1989 10:00:00 +0800")
    read(mailbox, early)
    assert written(opened) == [(*SENT[:2], 0)]


@pytest.mark.parametrize("language", list(Language))
def test_who_has_an_account_is_told_why_a_copy_is_not_taken_and_nobody_else_is(
    language: Language, officer: Actor, opened: Opportunity, mailbox: ImapServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    User.objects.update(language=language.value)
    account = User.objects.values_list("email", flat=True)[0]
    token, unknown = open_copy_address(officer, opened), "a" * 16
    read(mailbox, mail(opened, copy_address(OFFICE, unknown)))
    assert Message.objects.count() == 0
    read(mailbox, *(mail(opened, copy_address(OFFICE, unknown), by=account, number=number) for number in (1, 2)))
    monkeypatch.setattr(mail_copies, "MOST_A_DAY", 1)
    read(mailbox, *(mail(opened, copy_address(OFFICE, token), by=account, number=number) for number in (3, 4)))
    Mission.objects.update(archived_at=now())
    monkeypatch.undo()
    read(mailbox, mail(opened, copy_address(OFFICE, token), by=account, number=5))
    messages = Message.objects.order_by("written_at")
    assert [(message.to, message.key.split(":")[1], message.language) for message in messages] == [
        (account, "orders_pages.copy_unknown", language.value),
        (account, "orders_pages.copy_too_many", language.value),
        (account, "orders_pages.copy_archived", language.value),
    ]
    assert len(written(opened)) == 1


@pytest.mark.usefixtures("mailbox")
def test_the_office_makes_the_address_and_the_firm_sees_it(signed_in: Client, opened: Opportunity) -> None:
    at = {"mission_id": opened.mission_id, "opportunity_id": opened.pk}
    page = reverse("orders-opportunity", kwargs=at)
    assert signed_in.get(page).context["copies"].token == ""
    assert signed_in.post(reverse("orders-copy-address", kwargs=at)).status_code == 302
    opened.refresh_from_db()
    shown = signed_in.get(page).content.decode()
    assert f"office+tr-{opened.copy_token}@bureau.example" in shown
    assert subject_mark(opened.copy_token) in shown
    with override_settings(CONFIG=Config()):
        assert signed_in.get(page).context["copies"] is None


def test_a_copy_speaks_for_nobody_and_moves_no_rung(officer: Actor, opened: Opportunity, mailbox: ImapServer) -> None:
    read(mailbox, mail(opened, copy_address(OFFICE, open_copy_address(officer, opened))))
    history = opportunity(opened.mission, opened.pk).history
    assert (history.rung, [event.said_by for event in history.events]) == (core.Rung.TALKED, [core.Informant.OFFICER])
