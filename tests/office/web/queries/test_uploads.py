"""Files of a form are looked into before it is answered, but never by all threads of the site at once."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.http import HttpRequest
from django.test import RequestFactory

from tearoad.errors import TooMany
from tearoad.office.web.queries.uploads import COME_AGAIN_S, look_ahead


def test_files_over_what_is_looked_into_at_once_are_asked_to_come_again() -> None:
    """Five posts of a stranger, each with a PDF that takes long, held every thread: no page was answered."""
    seen: list[bytes] = []
    refused: list[int] = []

    def look(content: bytes) -> None:
        seen.append(content)
        if len(seen) < 4:
            try:
                look_ahead(request(), look)
            except TooMany as many:
                refused.append(many.retry_after_s)

    look_ahead(request(), look)
    look_ahead(request(), seen.append)
    assert (len(seen), refused) == (4, [COME_AGAIN_S])


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


def request() -> HttpRequest:
    return RequestFactory().post("/", {"file": SimpleUploadedFile("a.pdf", b"text")})


def content(sent: HttpRequest, name: str) -> bytes:
    file = sent.FILES[name]
    assert isinstance(file, UploadedFile)
    return bytes(file.read())
