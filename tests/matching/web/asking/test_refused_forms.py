"""A form of a link that is refused comes again on its page: with what was typed and the reason at its field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.matching.asking import AskingRules
from tearoad.matching.web import models as rows
from tearoad.mission.web.models import Mission
from tearoad.people import Role
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now
from tearoad.words import say

Path = Callable[[Role, str], str]
LONG = "Wir kommen gern. 谢谢！ " * 125
"""More letters than a message may have, the first and the last of them easily recognised."""


def said(code: str, language: Language = Language.RU, /, **params: str | int) -> str:
    return say(Text(code, **params), language)


def _again(stranger: Client, address: str, sent: dict[str, str], status: int = 422) -> str:
    answer = stranger.post(address, sent)
    page = unescape(answer.content.decode())
    assert answer.status_code == status, page
    assert said("web.typed_is_kept") in page
    assert 'href="/"' not in page, "nobody who came by a link is led to the sign-in"
    return page


def test_a_message_that_is_too_long_comes_back_whole_with_the_reason_at_it(
    mission: Mission, link: Path, stranger: Client
) -> None:
    del mission
    page = _again(stranger, link(Role.BUYER, "B001"), {"party": "E01", "answer": "want", "message": LONG})
    assert f">\n{LONG}</textarea>" in page
    reason = said("asking_pages.message_long", found=len(LONG.strip()), most=2000)
    assert page.count(reason) == 2, "above the page and at the field"
    assert 'data-most="2000"' in page
    assert "maxlength" not in page
    assert not rows.MeetingStep.objects.filter(channel="link").exists()


def test_new_lines_count_as_one_letter_each(mission: Mission, link: Path, stranger: Client) -> None:
    del mission
    message = "\r\n".join(["x" * 99] * 20)
    sent = {"party": "E01", "answer": "want", "message": message}
    assert stranger.post(link(Role.BUYER, "B001"), sent).status_code == 302
    assert len(rows.MeetingStep.objects.get(channel="link").message) == 1999


def test_an_empty_question_is_refused(mission: Mission, link: Path, stranger: Client) -> None:
    del mission
    sent = {"party": "E01", "answer": "ask_back", "message": " \r\n "}
    assert said("asking_pages.question_empty") in _again(stranger, link(Role.BUYER, "B001"), sent)


def test_the_letter_nul_is_named_and_taken_out_of_what_was_typed(
    mission: Mission, link: Path, stranger: Client
) -> None:
    del mission
    sent = {"party": "E01", "answer": "ask_back", "message": "Which\0 harvest?"}
    page = _again(stranger, link(Role.BUYER, "B001"), sent)
    assert page.count(said("web.nul_in_field")) == 2
    assert "Which harvest?</textarea>" in page


def test_what_was_typed_is_not_lost_where_its_form_is_gone(mission: Mission, link: Path, stranger: Client) -> None:
    address = link(Role.BUYER, "B001")
    rules = AskingRules(deadline_at=fair_now() - timedelta(hours=1))
    rows.AskingSettings.objects.update_or_create(mission=mission, defaults={"document": to_document(rules)})
    page = _again(stranger, address, {"party": "E01", "answer": "want", "message": "Our boss comes"}, 409)
    assert said("asking_pages.deadline_over") in page
    assert "Our boss comes</textarea>" in page


@pytest.mark.parametrize(
    ("name", "email", "code", "found"),
    [
        ("Anna", "anna(at)example.org", "asking_pages.no_mail_address", {"found": "anna(at)example.org"}),
        ("", "anna@example.org", "asking_pages.colleague_nameless", {}),
        ("Anna", " ", "asking_pages.address_missing", {}),
        ("A" * 121, "anna@example.org", "asking_pages.colleague_name_long", {"found": 121, "most": 120}),
    ],
)
def test_a_colleague_is_refused_with_the_sentence_that_fits(
    mission: Mission, link: Path, stranger: Client, name: str, email: str, code: str, found: dict[str, Any]
) -> None:
    del mission
    address = link(Role.BUYER, "B001")
    page = _again(stranger, f"{address}colleagues/", {"colleague": "new", "name": name, "email": email})
    assert page.count(said(code, **found)) == 2
    assert f'value="{name}"' in page
    assert f'value="{email}"' in page
    assert f'action="{address}profile/"' in page, "the profile's own form goes to its own address"


def test_a_note_of_a_call_comes_again_with_its_day(
    mission: Mission, signed_in: Client, link: Path, stranger: Client
) -> None:
    stranger.post(link(Role.BUYER, "B001"), {"party": "E01", "answer": "ask_back", "message": "Which harvest?"})
    address = reverse("asking-calls", args=[mission.pk])
    for note, day, code in (
        (LONG, "", "asking_pages.message_long_hint"),
        ("Nobody there", "2001-01-01", "asking_pages.no_such_day_hint"),
        ("Nobody there", "tomorrow", "asking_pages.no_such_day_hint"),
    ):
        answer = signed_in.post(address, {"role": "buyer", "party": "B001", "note": note, "next": day})
        page = unescape(answer.content.decode())
        assert (answer.status_code, page.count(said(code, Language.EN))) == (422, 2)
        assert f'value="{note}"' in page


def test_a_dead_link_leads_nobody_to_the_sign_in(mission: Mission, stranger: Client) -> None:
    del mission
    for path in ("/a/guess/", "/v/guess/", "/a/guess/profile/", "/v/guess/orders/"):
        answer = stranger.get(path)
        assert answer.status_code in {403, 404}
        assert 'href="/"' not in answer.content.decode()


def test_a_day_that_another_phone_changed_is_shown_as_it_stands_with_the_reason(
    mission: Mission, link: Path, stranger: Client
) -> None:
    del mission
    address = f"{link(Role.BUYER, 'B001')}times/"
    shown = stranger.get(address).content.decode()
    day, read = (re.findall(found, shown)[0] for found in (r'value="(\S+)/none"', r'name="read_version" value="(\w+)"'))
    first = stranger.post(address, {"day": f"{day}/morning", "read_version": read})
    assert first["Location"] == f"{address}#day-1", "the page stays where it was tapped"
    answer = stranger.post(address, {"day": f"{day}/afternoon", "read_version": read})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert said("asking_pages.times_changed") in page
    assert "afternoon</textarea>" not in page
    assert re.search(rf'primary" name="day" value="{day}/morning"', page), "the day as the other phone left it"
