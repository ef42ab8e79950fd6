"""What a copied mail says of itself, in whatever form it comes."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.orders.mail_copy import TOKEN_LENGTH, TOKEN_SIGNS, copy_address, read_copy, subject_mark

WRITTEN = "abcdefgh234567xy"


def mail(subject: str = "Offer of tea", *, cc: str = "", **more: str) -> EmailMessage:
    """Return a mail from a firm to a buyer; all is fictional."""
    made = EmailMessage()
    made["From"] = "Li Na <li.na@firm.example>"
    made["To"] = "Orlova <orlova@buyer.example>"
    if cc:
        made["Cc"] = cc
    made["Subject"] = subject
    made["Date"] = "Tue, 14 Feb 2023 10:30:00 +0800"
    made["Message-ID"] = "<1@firm.example>"
    for name, value in more.items():
        made[name.replace("_", "-")] = value
    made.set_content("Dear Ms Orlova, …")
    return made


@pytest.mark.parametrize(
    "copied",
    [
        mail(cc=f"office+tr-{WRITTEN}@bureau.example"),
        mail(cc=f"Office <OFFICE+TR-{WRITTEN.upper()}@bureau.example>, x@y.example"),
        mail(f"Offer of tea {subject_mark(WRITTEN)}"),
        mail(Delivered_To=copy_address("office@bureau.example", WRITTEN)),
    ],
)
def test_a_copy_is_known_by_address_or_subject(copied: EmailMessage) -> None:
    found = read_copy(bytes(copied))
    assert found is not None
    assert (found.tokens, found.sender, found.subject) == ((WRITTEN,), "li.na@firm.example", "Offer of tea")
    assert found.sent_at == datetime(2023, 2, 14, 2, 30, tzinfo=UTC)
    assert found.to[0] == "orlova@buyer.example"
    assert not any(WRITTEN in text.lower() for text in found.to)


def test_a_mail_that_was_forwarded_whole_is_the_one_inside() -> None:
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "officer@bureau.example", "Fwd: Предложение чая"
    outer["To"] = copy_address("office@bureau.example", WRITTEN)
    outer.set_content("see below")
    outer.add_attachment(mail("Предложение чая"))
    found = read_copy(bytes(outer))
    assert found is not None
    assert found.copied_by == "officer@bureau.example"
    assert found.note == "li.na@firm.example → orlova@buyer.example: Предложение чая"


def test_the_same_mail_read_twice_or_forwarded_again_is_the_same() -> None:
    once, again = mail(cc=f"a+tr-{WRITTEN}@b.example"), mail(f"{subject_mark(WRITTEN)} Offer of tea")
    digests = {found.digest for message in (once, again) if (found := read_copy(bytes(message)))}
    assert len(digests) == 1


@pytest.mark.parametrize(
    "mark", ["", "tr-short", f"xtr-{WRITTEN}", f"tr-{WRITTEN}z", f"tr-{WRITTEN[:-1]}1", "tr-" + "ü" * TOKEN_LENGTH]
)
def test_what_names_no_opportunity_is_no_copy(mark: str) -> None:
    assert read_copy(bytes(mail(f"Offer {mark}"))) is None


@pytest.mark.parametrize(
    ("head", "sent_at"),
    [
        (b"Date: yesterday", None),
        (b"Date: Tue, 99 Feb 2023 10:30:00 +0800", None),
        (b"Date: Tue, 14 Feb 2023 10:30:00", datetime(2023, 2, 14, 10, 30, tzinfo=UTC)),
        (b"Date: Fri, 31 Dec 9999 23:59:59 -2300", None),
        (b"From: =?no-such-charset?B?/////w==?=\r\nX: y", None),
        (b"Content-Type: multipart/mixed; boundary=", None),
        (b"Content-Type: message/rfc822; \xff\xfe", None),
    ],
)
def test_a_head_that_no_program_writes_is_read_as_far_as_it_goes(head: bytes, sent_at: datetime | None) -> None:
    found = read_copy(head + b"\r\nSubject: x " + subject_mark(WRITTEN).encode() + b"\r\n\r\nx")
    assert found is not None
    assert (found.subject, found.sent_at) == ("x", sent_at)


def test_signs_that_turn_or_break_a_line_are_not_kept() -> None:
    found = read_copy(bytes(mail(f"a\u202eb {subject_mark(WRITTEN)}")))
    assert found is not None
    assert found.subject == "a b"


def test_a_machine_s_reply_says_that_it_is_one() -> None:
    away = mail(f"Away {subject_mark(WRITTEN)}", Auto_Submitted="auto-replied; reason=away")
    found = read_copy(bytes(away))
    assert found is not None
    assert found.is_automatic


@given(st.binary(max_size=400))
def test_any_bytes_are_answered(content: bytes) -> None:
    copied = b"Subject: " + subject_mark(WRITTEN).encode() + b"\r\n" + content
    found = read_copy(copied)
    assert found is None or found.tokens == (WRITTEN,) or set(found.tokens[0]) <= set(TOKEN_SIGNS)
    assert read_copy(content) is None
