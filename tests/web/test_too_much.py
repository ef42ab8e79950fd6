"""What a page says where more was sent in one form than is read at all."""

from __future__ import annotations

import html
from urllib.parse import urlencode

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from tearoad.values import Language
from tearoad.web import handlers
from tearoad.web import input as web_input

PLAIN = "application/x-www-form-urlencoded"
KB = 1024


def post(body: bytes, kind: str = PLAIN, language: Language = Language.EN) -> HttpRequest:
    request = RequestFactory().generic("POST", "/", body, kind)
    request.COOKIES["language"] = language.value
    return request


def answered(request: HttpRequest, kind: type[SuspiciousOperation]) -> tuple[int, str]:
    """Return the code and the page as it is read."""
    answer = handlers.bad_request(request, kind())
    return answer.status_code, html.unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            Language.EN,
            "2560 KB together; 2931 KB were sent, 2930 KB of them in the largest field, “intro_zh”. Nothing",
        ),
        (Language.ZH, "最多 2560 KB，本次提交了 2931 KB，其中最大的一栏“intro_zh”占 2930 KB。未作任何更改。"),
        (Language.RU, "2560 КБ, а отправлено 2931 КБ, из них 2930 КБ — в самом большом поле «intro_zh»."),
    ],
)
def test_too_much_text_names_limit_size_and_largest_field(language: Language, said: str) -> None:
    body = urlencode({"title": "x" * 500, "intro_zh": "x" * 3_000_000}).encode()
    code, page = answered(post(body, language=language), RequestDataTooBig)
    assert (code, said in page) == (413, True)


def test_nothing_that_was_typed_is_lost_and_the_page_says_so() -> None:
    _code, page = answered(post(b"a=" + b"x" * 3_000_000), RequestDataTooBig)
    assert "Go back with your browser: it keeps what you typed. Then shorten the longest text" in page


def test_of_what_is_too_large_to_look_into_the_size_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_input, "READ_BYTES", 100 * KB)
    code, page = answered(post(b"a=" + b"x" * (3000 * KB - 2)), RequestDataTooBig)
    assert (code, "may hold 2560 KB together; 3000 KB were sent. Nothing" in page) == (413, True)


def test_fields_that_nobody_typed_are_not_looked_into() -> None:
    _code, page = answered(post(b"a&" * 1500 * KB), RequestDataTooBig)
    assert "may hold 2560 KB together; 3000 KB were sent. Nothing" in page


def test_the_size_of_a_form_with_files_is_not_told_as_that_of_its_fields() -> None:
    request = post(b"x" * 3000 * KB, "multipart/form-data; boundary=b")
    _code, page = answered(request, RequestDataTooBig)
    assert "may hold 2560 KB together, and these hold more. Nothing" in page


def test_too_many_fields_are_counted(settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    body = urlencode({f"f{number}": "1" for number in range(12)}).encode()
    request = post(body)
    with pytest.raises(TooManyFieldsSent):
        _ = request.POST
    assert answered(request, TooManyFieldsSent)[1].count("A form may have 10 fields; 12 were sent. Nothing") == 1
    sent = RequestFactory().get("/?" + body.decode())
    assert "A form may have 10 fields; 12 were sent." in answered(sent, TooManyFieldsSent)[1]
    with_files = post(b"x", "multipart/form-data; boundary=b")
    assert "A form may have 10 fields, and this one has more." in answered(with_files, TooManyFieldsSent)[1]


def test_too_many_files_name_the_limit() -> None:
    request = post(b"x" * 10_000, "multipart/form-data; boundary=b")
    code, page = answered(request, TooManyFilesSent)
    assert (code, "A form takes 100 files, and more were sent." in page) == (413, True)
