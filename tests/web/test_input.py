from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tearoad.web.input import InputMiddleware, read_at_most

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/missions/a%00b/", "/account/profile/"])
def test_the_letter_nul_is_refused(signed_in: Client, address: str) -> None:
    post = address.endswith("profile/")
    answer = signed_in.post(address, {"name": "a\0b"}) if post else signed_in.get(address)
    assert answer.status_code in ({400} if "missions" not in address else {400, 404})


def test_a_search_is_made_without_the_letter_nul(signed_in: Client) -> None:
    answer = signed_in.get("/companies/?q=te%00a")
    assert (answer.status_code, answer.wsgi_request.GET["q"]) == (200, "tea")


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
