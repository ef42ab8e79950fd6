"""What goes wrong with answers by link: nothing is lost or done twice, and people are told in their language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from tearoad.companies import Standing
from tearoad.companies.web.actions.merging import merge_companies
from tearoad.companies.web.actions.register import enter
from tearoad.companies.web.models import Company
from tearoad.companies.web.queries.register import buyer_of
from tearoad.matching.asking import AskingRules, MayAsk
from tearoad.matching.web import models as rows
from tearoad.matching.web.views.answering import PER_SECONDS, TRIES
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission, Participation
from tearoad.people import Actor, Role, Scope
from tearoad.people.web.actions.limits import spend
from tearoad.text import Text
from tearoad.values import Language, PartyId
from tearoad.values.document import to_document
from tearoad.web import registry
from tearoad.web.clock import fair_now
from tearoad.web.language import COOKIE
from tearoad.words import say

Path = Callable[[Role, str], str]
PAGES = ("", "firms/", "firms/?all=1", "times/", "order/", "end/", "with/E01/")


def _moves() -> list[str]:
    found = rows.MeetingStep.objects.filter(channel="link", undone_at=None).order_by("id")
    return list(found.values_list("move", flat=True))


def _answer_of_buyer() -> str:
    return str(rows.MeetingProgress.objects.get(exporter="E01", buyer="B001").buyer_answer)


def test_the_same_answer_twice_is_one_answer(mission: Mission, link: Path, stranger: Client) -> None:
    del mission
    address = link(Role.BUYER, "B001")
    for _ in range(2):
        assert stranger.post(address, {"party": "E01", "answer": "accept"}).status_code == 302
    assert (_moves(), _answer_of_buyer()) == (["accept"], "gladly")


def test_of_two_phones_the_later_answer_counts_and_the_earlier_is_kept(mission: Mission, link: Path) -> None:
    del mission
    address, first, second = link(Role.BUYER, "B001"), Client(), Client()
    first.get(address)
    second.get(address)
    first.post(address, {"party": "E01", "answer": "want", "message": "Our boss comes"})
    second.post(address, {"party": "E01", "answer": "decline"})
    assert (_moves(), _answer_of_buyer()) == (["want", "decline"], "not_this_time")
    assert rows.MeetingStep.objects.get(move="want").message == "Our boss comes"
    for phone in (first, second):
        shown = phone.get(f"{address}with/E01/").content.decode()
        assert say(Text("asking_pages.said_not_this_time"), Language.RU) in shown


def test_a_buyer_asks_for_no_more_than_the_rules_let_and_no_faster(
    mission: Mission, link: Path, stranger: Client
) -> None:
    rules = AskingRules(may_ask=MayAsk.BOTH, most_requests=1)
    rows.AskingSettings.objects.create(mission=mission, document=to_document(rules))
    address = f"{link(Role.EXPORTER, 'E02')}firms/"
    rows.MeetingStep.objects.all().delete()
    rows.MeetingProgress.objects.all().delete()
    assert stranger.post(address, {"party": "B001"}).status_code == 302
    refused = stranger.post(address, {"party": "B002"})
    assert refused.status_code == 409
    assert say(Text("asking_pages.enough_requests", most=1), Language.ZH) in refused.content.decode()
    for _ in range(TRIES - 2):  # two were sent already
        spend(f"answers:{mission.pk}/E02", TRIES, PER_SECONDS)
    assert stranger.post(address, {"party": "B002"}).status_code == 429
    assert _moves() == ["request"]


@pytest.mark.parametrize("message", ["x" * 100_000, "字" * 100_000])
def test_a_message_of_a_hundred_thousand_letters_is_refused_whole(
    mission: Mission, link: Path, stranger: Client, message: str
) -> None:
    del mission
    address = link(Role.BUYER, "B001")
    for page, sent in (("", {"answer": "ask_back"}), ("firms/", {})):
        answer = stranger.post(f"{address}{page}", {"party": "E01", "message": message} | sent)
        assert answer.status_code == 422
        assert say(Text("asking_pages.message_long_hint"), Language.RU) in answer.content.decode()
    assert (_moves(), _answer_of_buyer()) == ([], "waiting")


def test_a_program_that_opens_every_address_answers_and_ends_nothing(
    mission: Mission, link: Path, stranger: Client
) -> None:
    address = link(Role.BUYER, "B001")
    before = list(rows.MeetingStep.objects.values_list("pk", flat=True))
    for page in PAGES:
        for _ in range(2):
            assert stranger.get(f"{address}{page}").status_code == 200, page
            assert stranger.head(f"{address}{page}").status_code == 200, page
    assert list(rows.MeetingStep.objects.values_list("pk", flat=True)) == before
    assert not rows.InvitedParty.objects.filter(mission=mission).exclude(ended_at=None).exists()
    assert _answer_of_buyer() == "waiting"


def test_who_was_forwarded_a_link_answers_for_the_house_and_reads_what_it_said(mission: Mission, link: Path) -> None:
    del mission
    address, buyer, assistant = link(Role.BUYER, "B001"), Client(), Client()
    buyer.post(address, {"party": "E01", "answer": "accept"})
    assert say(Text("asking_pages.said_gladly"), Language.RU) in assistant.get(f"{address}with/E01/").content.decode()
    assistant.post(address, {"party": "E01", "answer": "other_time"})
    assert (_moves(), _answer_of_buyer()) == (["accept", "other_time"], "another_time")


def test_a_message_with_markup_is_read_as_it_was_written_and_does_nothing(
    mission: Mission, link: Path, stranger: Client, signed_in: Client
) -> None:
    written = '<script>x()</script><img src=x onerror=y()> & "so"'
    address = link(Role.BUYER, "B001")
    sent = {"party": "E01", "answer": "ask_back", "message": written}
    assert stranger.post(address, sent).status_code == 302
    assert rows.MeetingStep.objects.get(move="ask_back").message == written
    page = reverse("asking-meeting", args=[mission.pk])
    for answer in (stranger.get(f"{address}with/E01/"), signed_in.get(f"{page}?exporter=E01&buyer=B001")):
        shown = answer.content.decode()
        assert escape(written) in shown
        assert "<script>x" not in shown
        assert "<img src=x" not in shown


def test_the_link_of_a_merged_buyer_opens_for_the_company_that_stands_for_it(
    officer: Actor, mission: Mission, link: Path, stranger: Client
) -> None:
    address = link(Role.BUYER, "B001")
    stranger.post(address, {"party": "E01", "answer": "want"})
    part = Participation.objects.get(mission=mission, code="B001")
    kept = enter(officer, replace(buyer_of(part.company, part.document), id=PartyId("B900")))
    merge_companies(officer, kept, part.company, {})
    assert stranger.get(address).status_code == 404  # screening has not seen the merged company yet
    Company.objects.filter(pk=kept.pk).update(standing=Standing.CLEAR)
    part.refresh_from_db()
    assert part.company_id == kept.pk
    assert say(Text("asking_pages.said_wanted"), Language.RU) in stranger.get(f"{address}with/E01/").content.decode()
    assert stranger.post(address, {"party": "E01", "answer": "accept"}).status_code == 302
    assert (_moves(), _answer_of_buyer()) == (["want", "accept"], "gladly")


@pytest.mark.parametrize("language", list(Language))
def test_a_link_that_was_taken_back_answers_nothing_and_says_what_to_do(
    officer: Actor, mission: Mission, link: Path, language: Language
) -> None:
    address, visitor = link(Role.BUYER, "B001"), Client()
    visitor.cookies[COOKIE] = language.value
    links.revoke(officer, mission, Role.BUYER, "B001", Scope.ANSWER)
    for answer in (visitor.get(address), visitor.post(address, {"party": "E01", "answer": "want"})):
        assert answer.status_code in {404, 410}
        shown = answer.content.decode()
        assert f'lang="{language.value}"' in shown
        assert say(Text("people.link_unknown_hint"), language) in shown
    assert (_moves(), _answer_of_buyer()) == ([], "waiting")


def test_who_takes_part_no_longer_answers_nothing_and_asks_for_nobody(
    mission: Mission, link: Path, stranger: Client
) -> None:
    address = link(Role.BUYER, "B001")
    Participation.objects.filter(mission=mission, code="B001").delete()
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"party": "E01", "answer": "want"}).status_code == 404
    assert _moves() == []


def test_the_link_of_who_was_erased_opens_nothing_and_the_answers_stay(
    mission: Mission, link: Path, stranger: Client
) -> None:
    del mission
    address = link(Role.BUYER, "B001")
    stranger.post(address, {"party": "E01", "answer": "accept", "message": "Call Anna"})
    for data in sorted(registry.personal_data().values(), key=lambda data: data.tells_who):
        data.erase("b1@example.org")
    assert stranger.get(address).status_code in {404, 410}
    assert stranger.post(address, {"party": "E01", "answer": "decline"}).status_code in {404, 410}
    step = rows.MeetingStep.objects.get(move="accept")
    assert (step.message, step.made_by, _answer_of_buyer()) == ("", "", "gladly")


REFUSED = (
    ("", {"party": "E01", "answer": "plan"}, "asking_pages.no_such_answer"),
    ("", {"party": "E99", "answer": "want"}, "asking_pages.nobody_asks"),
    ("firms/", {"party": "B001"}, "asking_pages.no_such_party"),
    ("firms/", {"party": "B002"}, "asking_pages.no_such_party"),
    ("firms/", {"party": "E02' OR 1=1 --"}, "asking_pages.no_such_party"),
    ("times/", {"day": "2027-02-30/whole"}, "matching.no_half_day"),
    ("times/", {"half": "x"}, "matching.no_half_day"),
    ("order/", {"party": "E01", "direction": "sideways"}, "asking_pages.no_such_direction"),
    ("order/", {"party": "E01", "direction": "up"}, "asking_pages.only_exporters_order"),
)
"""What nobody means by itself, by page, and how each is answered."""


@pytest.mark.parametrize("language", list(Language))
def test_what_cannot_be_meant_is_answered_in_the_readers_language_and_changes_nothing(
    mission: Mission, link: Path, language: Language
) -> None:
    address, visitor = link(Role.BUYER, "B001"), Client()
    visitor.cookies[COOKIE] = language.value
    windows = Participation.objects.get(mission=mission, code="B001").document["windows"]
    for page, sent, code in REFUSED:
        answer = visitor.post(f"{address}{page}", sent)
        shown = answer.content.decode()
        assert answer.status_code == 422, (page, sent)
        assert escape(say(Text(code), language)) in shown, (page, sent)
        assert escape(say(Text(f"{code}_hint"), language)) in shown, (page, sent)
    rules = AskingRules(deadline_at=fair_now())
    rows.AskingSettings.objects.update_or_create(mission=mission, defaults={"document": to_document(rules)})
    over = escape(say(Text("asking_pages.deadline_over"), language))
    for page, sent in (("", {"party": "E01", "answer": "want"}), ("firms/", {"party": "E02"})):
        answer = visitor.post(f"{address}{page}", sent)
        assert (answer.status_code, over in answer.content.decode()) == (409, True)
    assert (_moves(), _answer_of_buyer()) == ([], "waiting")
    assert Participation.objects.get(mission=mission, code="B001").document["windows"] == windows
