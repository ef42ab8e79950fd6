from __future__ import annotations

import pytest
from django.test import RequestFactory

from tearoad.values import Language
from tearoad.web.context import page_of_form, reader
from tearoad.words import Words


def test_what_all_templates_of_a_page_know_is_found_once_and_anew_for_another_reader(rf: RequestFactory) -> None:
    request = rf.get("/help/?at=2")
    request.language, request.words = Language.RU, Words(Language.RU)  # type: ignore[attr-defined]  # the middleware's
    found = reader(request)
    assert reader(request) is found
    assert (found["language"], found["here"]) == (Language.RU, "/help/?at=2")
    request.language, request.words = Language.ZH, Words(Language.ZH)  # type: ignore[attr-defined]  # the middleware's
    other = reader(request)
    assert (other["language"], other["words"].language) == (Language.ZH, Language.ZH)
    assert {name for name in found if found[name] != other[name]} <= {"language", "words", "fair_now"}


@pytest.mark.parametrize("referer", ["http://[::1", "http://testserver]/x/", "//[", ""])
def test_a_page_that_nobody_can_have_come_from_is_none(rf: RequestFactory, referer: str) -> None:
    assert page_of_form(rf.post("/x/", headers={"referer": referer, "host": "testserver"})) == "/"
