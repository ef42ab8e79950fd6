from __future__ import annotations

import sqlite3
from contextlib import closing
from tempfile import TemporaryDirectory

import pytest
from django.db import DatabaseError, DataError, OperationalError, ProgrammingError, connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tearoad.web.handlers import fault
from tearoad.web.input import MOST_LOOKED_FOR, InputMiddleware, NulRefused, read_at_most

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("address", "code"), [("/missions/a%00b/", 404), ("/account/profile/", 400)])
def test_the_letter_nul_is_refused(signed_in: Client, address: str, code: int) -> None:
    post = address.endswith("profile/")
    answer = signed_in.post(address, {"name": "a\0b"}) if post else signed_in.get(address)
    assert answer.status_code == code


def test_a_search_is_made_without_the_letter_nul(signed_in: Client) -> None:
    answer = signed_in.get("/companies/?q=te%00a")
    assert (answer.status_code, answer.wsgi_request.GET["q"]) == (200, "tea")


def test_a_letter_nul_that_a_view_compared_with_what_is_stored_is_refused_too() -> None:
    """PostgreSQL fails over it; of a view that tells of the letter in its own form nothing else is looked at before."""
    middleware = InputMiddleware(lambda _request: HttpResponse())
    with pytest.raises(NulRefused):
        middleware.process_exception(RequestFactory().post("/", {"code": "a\0b"}), DataError("NUL"))
    middleware.process_exception(RequestFactory().post("/", {"code": "a\0b"}), ValueError("another fault"))
    middleware.process_exception(RequestFactory().post("/", {"code": "ab"}), DataError("another"))


def test_of_what_is_too_long_one_byte_more_is_read() -> None:
    request = RequestFactory().post("/", b"x" * 3_000_000, content_type="application/json")
    assert read_at_most(request, 10) == b"x" * 11
    assert read_at_most(RequestFactory().post("/", b"whole", content_type="application/json"), 5) == b"whole"


def test_what_nobody_sees_is_taken_out_of_every_form_and_marks_are_composed() -> None:
    sent = {"title_en": ["Open\u202eing\x07", "A\nB"], "name_ru": "Андреи\u0306 Cafe\u200d\u0301", "other": "as it is"}
    request = RequestFactory().post("/", sent)
    InputMiddleware(lambda _request: HttpResponse()).process_view(request, object())
    assert dict(request.POST.lists()) == {
        "title_en": ["Opening", "A\nB"],
        "name_ru": ["Андре\u0439 Caf\u00e9"],
        "other": ["as it is"],
    }


@pytest.mark.parametrize(("address", "code"), [("/companies/?q=", 200), ("/ledger/?kind=", 403), ("/healthz?a=", 200)])
def test_a_text_of_so_many_letters_is_looked_for_and_no_longer_one(signed_in: Client, address: str, code: int) -> None:
    assert signed_in.get(address + "茶" * MOST_LOOKED_FOR).status_code == code
    answer = signed_in.get(address + "茶" * (MOST_LOOKED_FOR + 1))
    assert (answer.status_code, f"has {MOST_LOOKED_FOR + 1} letters" in answer.content.decode()) == (414, True)


@pytest.mark.parametrize(
    ("language", "said"), [("en", "The address is too long"), ("zh", "网址太长"), ("ru", "Слишком длинный адрес")]
)
def test_an_address_that_is_too_long_is_told_in_three_languages(client: Client, language: str, said: str) -> None:
    for address in ("/companies/?q=" + "a" * 70_000, "/" + "a" * 9_000, "/?" + "a=1&" * 2_500):
        answer = client.get(address, headers={"accept-language": language})
        assert (answer.status_code, said in answer.content.decode()) == (414, True)


def test_an_address_to_go_back_to_may_be_longer(client: Client) -> None:
    assert client.get("/sign-in/?next=/missions/" + "a" * 1_000).status_code == 200


def _refused(sql: str, *params: str) -> Exception:
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
    return refused.value


def test_a_query_that_cannot_be_carried_out_is_no_database_that_is_away() -> None:
    deep = "SELECT 1" + "+1" * 200_000
    long = ("SELECT %s LIKE %s", "a", "%" * 60_000)
    for refused in (_refused(deep), *((_refused(*long),) if connection.vendor == "sqlite" else ())):
        assert isinstance(refused, OperationalError | ProgrammingError)
        assert _answer_to(refused) == 500
    assert _answer_to(OperationalError("the connection is lost")) == 503
    away = OperationalError("database is locked")
    away.__cause__ = _locked()
    assert _answer_to(away) == 503


def _answer_to(error: Exception) -> int:
    try:
        raise error
    except DatabaseError:
        return fault(RequestFactory().get("/")).status_code


def _locked() -> sqlite3.OperationalError:
    """Return what SQLite says where another one writes."""
    with TemporaryDirectory() as folder:
        first, other = (sqlite3.connect(f"{folder}/a", timeout=0, isolation_level=None) for _ in range(2))
        with closing(first), closing(other):
            first.execute("BEGIN IMMEDIATE")
            with pytest.raises(sqlite3.OperationalError) as locked:
                other.execute("BEGIN IMMEDIATE")
    return locked.value
