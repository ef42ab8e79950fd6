"""What delivery reports of several servers say, and that nothing else is taken for one."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.office.mail.delivery_reports import FailedDelivery, failed_deliveries

ID, TO = "<0190-abc@missions.example.org>", "buyer@example.com"


def report(
    *, action: str = "failed", to: str = TO, message_id: str = ID, whole: bool = True, status: str = "5.1.1"
) -> bytes:
    """Return a delivery report as a mail server writes it."""
    original = f"Message-ID: {message_id}\nTo: {to}\n"
    kept = f"message/rfc822\n\n{original}\nDear buyer\n" if whole else f"text/rfc822-headers\n\n{original}"
    said = "smtp; 550 5.1.1 <buyer@example.com>:\n Recipient address rejected: User unknown"
    about = f"Final-Recipient: rfc822; {to}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: {said}\n"
    parts = (
        "text/plain\n\nI am sorry to inform you.\n",
        f"message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\n{about}",
        kept,
    )
    head = "From: MAILER-DAEMON@example.com\nTo: tearoad@example.org\nSubject: Undelivered\nMIME-Version: 1.0\n"
    head += 'Content-Type: multipart/report; report-type=delivery-status; boundary="XX"\n\n'
    body = "".join(f"--XX\nContent-Type: {part}\n" for part in parts)
    return f"{head}{body}--XX--\n".encode()


SAID = "5.1.1 550 5.1.1 <buyer@example.com>: Recipient address rejected: User unknown"


@pytest.mark.parametrize("whole", [True, False])
def test_a_report_names_our_mail_its_receiver_and_the_reason(*, whole: bool) -> None:
    assert failed_deliveries(report(whole=whole)) == (FailedDelivery(ID, TO, SAID),)


def test_a_delay_is_no_failure() -> None:
    assert failed_deliveries(report(action="delayed", status="4.4.1")) == ()


def test_an_ordinary_mail_that_speaks_of_failure_is_none() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Undelivered Mail Returned to Sender"
    mail.set_content(f"Action: failed\nFinal-Recipient: rfc822; {TO}\nMessage-ID: {ID}\n")
    assert failed_deliveries(mail.as_bytes()) == ()
    assert failed_deliveries(report(message_id="")) == ()


@given(st.binary(max_size=300))
def test_no_mail_is_a_fault(content: bytes) -> None:
    assert failed_deliveries(content) == ()
    assert len(failed_deliveries(report().replace(b"Undelivered", content[:50], 1))) <= 1


@pytest.mark.parametrize("action", ["Failed", "failed ", " FAILED\t"])
def test_what_failed_is_known_however_it_is_written(action: str) -> None:
    """Finds a report that is passed by for a capital letter or a blank."""
    assert failed_deliveries(report(action=action)) == (FailedDelivery(ID, TO, SAID),)
