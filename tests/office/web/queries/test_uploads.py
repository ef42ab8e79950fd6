"""Files of a form are looked into before it is answered, but never by all threads of the site at once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from tearoad.errors import TooMany
from tearoad.office.files.judging import Flaw, look_inside
from tearoad.office.web.queries.uploads import COME_AGAIN_S, REFUSED, SLOW, look_ahead
from tearoad.people import Actor, Role
from tearoad.people.web.models import Allowance

pytestmark = pytest.mark.django_db


def test_files_over_what_is_looked_into_at_once_are_asked_to_come_again() -> None:
    """Five posts of a stranger, each with a PDF that takes long, held every thread: no page was answered."""
    seen: list[bytes] = []
    refused: list[int] = []

    def look(content: bytes) -> None:
        seen.append(content)
        if len(seen) < 4:
            try:
                look_ahead(request(len(seen)), look)
            except TooMany as many:
                refused.append(many.retry_after_s)

    look_ahead(request(), look)
    look_ahead(request(), seen.append)
    assert (len(seen), refused) == (4, [COME_AGAIN_S])


def test_the_files_of_one_sender_never_keep_another_out() -> None:
    """One address sent three forms with slow PDFs, and no firm could send any for minutes."""
    answers: list[str] = []

    def post(sender: int, look: Callable[[bytes], object]) -> None:
        try:
            look_ahead(request(sender), look)
        except TooMany:
            answers.append(f"{sender} come again")
        else:
            answers.append(f"{sender} taken")

    def slow(_content: bytes) -> None:
        for sender in (1, 1, 1, 2):
            post(sender, len)

    post(1, slow)
    assert answers == ["1 come again", "1 come again", "1 come again", "2 taken", "1 taken"]


def test_an_account_is_one_sender_from_wherever_and_two_behind_one_address_are_two() -> None:
    answers: list[bool] = []

    def sent(user: int, place: int) -> HttpRequest:
        post = request(place)
        post.actor = Actor(UUID(int=1), Role.OFFICER, user=UUID(int=user))  # type: ignore[attr-defined]  # as the gate does
        return post

    def slow(_content: bytes) -> None:
        for user, place in ((1, 2), (2, 1)):
            try:
                look_ahead(sent(user, place), len)
                answers.append(True)
            except TooMany:
                answers.append(False)

    look_ahead(sent(1, 1), slow)
    assert answers == [False, True]


@pytest.mark.parametrize(("flaw", "most"), [(Flaw.TOO_MUCH, SLOW), (Flaw.SCRIPT, REFUSED)])
def test_files_that_are_not_taken_use_up_what_their_sender_has(flaw: Flaw, most: int) -> None:
    seen: list[bytes] = []

    def look(content: bytes) -> Flaw:
        seen.append(content)
        return flaw

    for _ in range(most):
        look_ahead(request(), look)
    with pytest.raises(TooMany) as refused:
        look_ahead(request(), look)
    assert (refused.value.code, len(seen)) == ("people.too_many", most)
    look_ahead(request(1), look)
    assert len(seen) == most + 1


def test_files_that_are_taken_use_up_nothing() -> None:
    for _ in range(SLOW + 1):
        look_ahead(request(), look_inside.ahead)
    assert not Allowance.objects.exists()


def test_no_more_files_are_looked_into_than_a_form_takes() -> None:
    seen: list[bytes] = []
    sent = RequestFactory().post("/", {str(n): SimpleUploadedFile("a.pdf", b"%d" % n) for n in range(9)})
    look_ahead(sent, seen.append, most=6)
    assert (len(seen), [content(sent, str(n)) for n in range(9)]) == (6, [b"%d" % n for n in range(9)])


def test_a_file_that_cannot_be_looked_into_is_whole_for_its_form() -> None:
    """It was empty afterwards: a firm's photo was taken away by one that could not be read."""
    sent = request()

    def fail(_content: bytes) -> None:
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        look_ahead(sent, fail)
    assert content(sent, "file") == b"text"


def request(sender: int = 0) -> HttpRequest:
    file = SimpleUploadedFile("a.pdf", b"text")
    return RequestFactory().post("/", {"file": file}, REMOTE_ADDR=f"192.0.2.{sender}")


def content(sent: HttpRequest, name: str) -> bytes:
    file = sent.FILES[name]
    assert isinstance(file, UploadedFile)
    return bytes(file.read())
