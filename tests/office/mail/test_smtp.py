from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tearoad.office.mail import Letter, Outcome, ServerAnswer, SmtpServer, UnreachableError, mime_of
from tearoad.values import Language
from tests.office.conftest import Postbox, text_of

LETTER = Letter(
    "Tea Road <tearoad@example.org>",
    "buyer@example.com",
    Language.ZH,
    "您在莫斯科的洽谈日程",
    "您好!\n\n.以点开头的一行\n" + "很长的一行" * 200 + "\n",
    "<one@example.org>",
    datetime(2027, 2, 9, 7, 0, tzinfo=UTC),
)


def test_a_letter_is_taken_whole_in_chinese(postbox: Postbox) -> None:
    with SmtpServer(postbox.url) as server:
        assert server.send(LETTER) == ServerAnswer(Outcome.TAKEN, "250 OK queued as 4711")
    (found,) = postbox.letters()
    assert found["Subject"] == LETTER.subject
    assert found["Message-ID"] == "<one@example.org>"
    assert found["Date"] == "Tue, 09 Feb 2027 07:00:00 +0000"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["Content-Language"] == "zh-Hans"
    assert text_of(found) == LETTER.body
    assert max(len(line) for line in postbox.taken[0].split(b"\r\n")) <= 78


@pytest.mark.parametrize("body", ["Hello.\n..\n.\nEnd\n", "Здравствуйте!\n.\n", "no end of line", "a" * 2000])
def test_a_letter_arrives_as_it_was_written(postbox: Postbox, body: str) -> None:
    with SmtpServer(postbox.url) as server:
        server.send(replace(LETTER, body=body))
    assert text_of(postbox.letters()[0]).rstrip("\n") == body.rstrip("\n")


def test_the_same_letter_is_the_same_bytes() -> None:
    assert mime_of(LETTER) == mime_of(LETTER)


def test_a_line_break_in_a_subject_writes_no_header(postbox: Postbox) -> None:
    with SmtpServer(postbox.url) as server:
        server.send(replace(LETTER, subject="Hello\r\nBcc: all@example.com"))
    (found,) = postbox.letters()
    assert (found["Subject"], found["Bcc"]) == ("Hello Bcc: all@example.com", None)


def test_a_letter_says_who_reads_answers_and_how_a_click_ends_it(postbox: Postbox) -> None:
    ending = "https://missions.example.org/a/secret/end/now/"
    with SmtpServer(postbox.url) as server:
        server.send(replace(LETTER, reply_to="officer@例子.example", unsubscribe=ending))
        server.send(LETTER)
    first, second = postbox.letters()
    assert (first["Reply-To"], first["List-Unsubscribe"]) == ("officer@xn--fsqu00a.example", f"<{ending}>")
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not {"Reply-To", "List-Unsubscribe", "List-Unsubscribe-Post"} & set(second.keys())


def test_one_connection_carries_a_batch(postbox: Postbox) -> None:
    postbox.to_rcpt = ["", "550 5.1.1 no such user", "451 4.2.0 later"]
    with SmtpServer(postbox.url) as server:
        answers = [server.send(LETTER) for _ in range(4)]
    assert [answer.outcome for answer in answers] == [Outcome.TAKEN, Outcome.REFUSED, Outcome.LATER, Outcome.TAKEN]
    assert answers[1].said == "550 5.1.1 no such user"
    assert (postbox.connections, len(postbox.taken)) == (1, 2)


def test_a_connection_cut_after_the_letter_leaves_it_unknown(postbox: Postbox) -> None:
    postbox.to_data = ["cut"]
    with SmtpServer(postbox.url) as server:
        assert server.send(LETTER).outcome is Outcome.UNKNOWN
        assert server.send(LETTER).outcome is Outcome.TAKEN
    assert postbox.connections == 2


def test_an_address_that_no_mail_reaches_is_refused(postbox: Postbox) -> None:
    with SmtpServer(postbox.url) as server:
        assert server.send(replace(LETTER, to="покупатель@example.com")).outcome is Outcome.REFUSED
        assert server.send(replace(LETTER, to="buyer@пример.рф")).outcome is Outcome.TAKEN
    assert postbox.letters()[0]["To"] == "buyer@xn--e1afmkfd.xn--p1ai"


def test_a_server_that_is_not_there_is_unreachable() -> None:
    with SmtpServer("smtp://127.0.0.1:1") as server, pytest.raises(UnreachableError):
        server.send(LETTER)


def test_a_password_is_never_sent_in_the_open(postbox: Postbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tearoad.office.mail.smtp._LOOPBACK", ())
    address = postbox.url.replace("//", "//user:secret@")
    with SmtpServer(address) as server, pytest.raises(UnreachableError, match="no TLS"):
        server.send(LETTER)
