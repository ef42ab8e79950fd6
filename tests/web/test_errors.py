import logging
import re
from pathlib import Path

import pytest
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from tearoad import errors
from tearoad.errors import TearoadError
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web import handlers
from tearoad.web.documents import ReplacesUnread, Unreadable
from tearoad.web.errors import CODES, status_of
from tearoad.web.input import NulRefused
from tearoad.words import Words

CODES_PAGE = Path(__file__).parents[2] / "docs/reference/http-codes.md"
ROW = re.compile(r"^\| `(?P<kind>[A-Z]\w+)` \| (?P<code>\d{3}) \|", re.MULTILINE)


@pytest.fixture
def shown(settings: Settings) -> Settings:
    """The page of parts, and with it an error of every kind, is open."""
    settings.DEBUG = False
    settings.DESIGN_PAGE = True
    return settings


def kinds() -> list[type[TearoadError]]:
    own = [var for var in vars(errors).values() if isinstance(var, type) and issubclass(var, TearoadError)]
    return [*own, Unreadable, ReplacesUnread]


def test_the_page_of_codes_names_every_error_with_its_code() -> None:
    written = {found["kind"]: int(found["code"]) for found in ROW.finditer(CODES_PAGE.read_text(encoding="utf-8"))}
    assert written == {kind.__name__: status_of(kind.__new__(kind)) for kind in kinds()}


def test_a_narrower_kind_stands_before_the_wider() -> None:
    order = [kind for kind, _code in CODES]
    assert [
        (wide.__name__, narrow.__name__)
        for place, wide in enumerate(order)
        for narrow in order[place + 1 :]
        if issubclass(narrow, wide)
    ] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/design/denied/", 403),
        ("/design/nothing-of-the-kind/", 404),
        ("/nowhere/", 404),
        ("/design/conflict/", 409),
        ("/design/input/", 422),
        ("/design/many/", 429),
        ("/design/setup/", 503),
        ("/design/fault/", 500),
    ],
)
@pytest.mark.parametrize("language", list(Language))
def test_every_error_is_a_page_in_the_readers_language(
    shown: Settings, address: str, code: int, language: Language
) -> None:
    del shown
    client = Client()
    client.cookies["language"] = language.value
    answer = client.get(address)
    text = answer.content.decode()
    assert answer.status_code == code
    assert f'<html lang="{language.value}"' in text
    assert text.count("<h1>") == 1
    assert "Traceback" not in text


@pytest.mark.django_db
def test_all_that_is_wrong_is_told_at_once(shown: Settings) -> None:
    del shown
    text = Client().get("/design/input/").content.decode()
    assert "The sheet holds two problems" in text
    assert text.count("<li>") == 2


@pytest.mark.django_db
def test_who_came_too_often_hears_when_to_come_again(shown: Settings) -> None:
    del shown
    assert Client().get("/design/many/").headers["Retry-After"] == "90"


@pytest.mark.django_db
@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"Accept": "application/json"}])
def test_a_part_of_a_page_and_a_program_get_json(shown: Settings, headers: dict[str, str]) -> None:
    del shown
    answer = Client(headers=headers).get("/design/input/")
    assert answer.status_code == 422
    assert answer.json() == {
        "code": "design.two_problems",
        "message": "The sheet holds two problems",
        "hint": "Mend them in the spreadsheet and import it again.",
        "problems": [
            "“0902” has four digits; an HS code has six or more, such as 090210.",
            "Four companies are held, so they have no meetings.",
        ],
    }


@pytest.mark.django_db
def test_a_forged_form_is_refused_with_what_to_do() -> None:
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "ru"})
    assert answer.status_code == 403
    assert "The form could not be trusted, so nothing was changed" in answer.content.decode()
    assert "language" not in answer.cookies


def test_a_fault_is_told_without_asking_a_database() -> None:
    """No fixture opens the database here, so a query would fail the test."""
    answer = handlers.fault(request_in("ru"))
    assert answer.status_code == 500
    assert "Произошла ошибка на нашей стороне" in answer.content.decode()


def test_a_fault_speaks_the_browsers_language_where_none_was_chosen() -> None:
    request = RequestFactory().get("/", headers={"Accept-Language": "zh-CN,zh;q=0.9"})
    assert '<html lang="zh-Hans"' in handlers.fault(request).content.decode()


def test_a_broken_request_is_told_without_asking_a_database() -> None:
    assert handlers.bad_request(request_in("en")).status_code == 400
    nul = handlers.bad_request(request_in("en"), NulRefused("q"))
    assert (nul.status_code, "field: “q”" in nul.content.decode()) == (400, True)


def test_a_database_that_is_away_comes_back() -> None:
    try:
        raise OperationalError  # noqa: TRY301  # as the server would meet it
    except OperationalError:
        answer = handlers.fault(request_in("en"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "The database does not answer." in answer.content.decode()


@pytest.mark.django_db
def test_a_fault_of_the_program_shows_no_trace(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_request: HttpRequest, **_options: object) -> None:
        raise RuntimeError("secret of the house")  # stands for any fault

    monkeypatch.setattr("tearoad.web.handlers.answer_of", fail)
    with caplog.at_level(logging.CRITICAL, logger="django.request"):
        answer = Client(raise_request_exception=False).get("/nowhere/")
    assert answer.status_code == 500
    assert "secret of the house" not in answer.content.decode()


@pytest.mark.django_db
def test_the_page_of_parts_is_not_shown_at_work(settings: Settings) -> None:
    settings.DESIGN_PAGE = False
    assert Client().get("/design/").status_code == 404
    assert Client().get("/design/input/").status_code == 404


def request_in(language: str) -> HttpRequest:
    request = RequestFactory().get("/")
    request.COOKIES["language"] = language
    return request


def test_an_address_that_only_takes_forms_says_so(signed_in: Client) -> None:
    answer = signed_in.get(reverse("people-profile"))
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert Words(Language.EN)(Text("web.no_page")) in answer.content.decode()
    assert signed_in.get(reverse("people-profile"), headers={"Accept": "application/json"}).content == b""
