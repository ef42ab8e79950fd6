"""What is wrong with a form of asking is said on its page, with what was chosen; nothing is offered that is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.matching.asking import AskingRules, MeetingMove
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions import answering
from tearoad.matching.web.actions.moves import NewMove, make_move
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now
from tearoad.words import say

As = Callable[[Role, str], Actor]
Path = Callable[[Role, str], str]


def said(code: str, language: Language = Language.EN, /, **params: str | int) -> str:
    return say(Text(code, **params), language)


def _over(mission: Mission) -> None:
    rules = AskingRules(deadline_at=fair_now() - timedelta(hours=1))
    rows.AskingSettings.objects.update_or_create(mission=mission, defaults={"document": to_document(rules)})


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"do": "must", "reason": "the ministry asks"}, "asking_pages.no_pair_chosen"),
        ({"do": "must_not", "pair": "E01/B001"}, "matching_pages.reason_wanted"),
        ({"do": "must_not", "pair": "E01/B001", "reason": "  "}, "matching_pages.reason_wanted"),
    ],
)
def test_a_decision_that_lacks_something_says_so_beside_the_list(
    mission: Mission, signed_in: Client, sent: dict[str, str], code: str
) -> None:
    answer = signed_in.post(reverse("matching-decide", args=[mission.pk]) + "?exporter=E01", sent)
    page = unescape(answer.content.decode())
    assert (answer.status_code, page.count(said(code)), rows.PairDecision.objects.count()) == (422, 2, 0)
    assert page.count("<meter") == rows.Match.objects.filter(exporter="E01").count(), "the list as it was narrowed"
    assert f'value="{sent.get("reason", "").strip()}"' in page
    assert f'<option value="{sent["do"]}" selected>' in page
    assert page.count('name="pair" value="E01/B001" checked') == ("pair" in sent)
    done = signed_in.post(answer.request["PATH_INFO"] + "?exporter=E01", sent | {"pair": "E01/B001", "reason": "kin"})
    assert done["Location"] == reverse("matching-matches", args=[mission.pk]) + "?exporter=E01"


def test_a_meeting_of_nobody_leads_to_the_list_and_says_who_is_meant(mission: Mission, signed_in: Client) -> None:
    page = reverse("asking-meeting", args=[mission.pk])
    for pair, wrong in (
        ({"exporter": "E01", "buyer": "B999"}, said("asking_pages.not_taking_part", found="B999")),
        ({"exporter": "B001", "buyer": "B001"}, said("asking_pages.not_taking_part", found="B001")),
    ):
        for answer, status in ((signed_in.get(page, pair), 404), (signed_in.post(page, pair | {"do": "keep"}), 422)):
            shown = unescape(answer.content.decode())
            assert (answer.status_code, shown.count(wrong), "<h1>" in shown) == (status, 1, True)


def test_undo_is_offered_where_it_can_be_done_and_tells_what_came_between(
    officer: Actor, mission: Mission, visiting: As, signed_in: Client
) -> None:
    page, pair = reverse("asking-meeting", args=[mission.pk]), {"exporter": "E01", "buyer": "B001"}
    undo = 'name="do" value="undo"'
    assert undo not in signed_in.get(page, pair).content.decode(), "what came from a sheet is changed there"
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.ACCEPT)
    shown = signed_in.get(page, pair).content.decode()
    assert undo in shown
    read = re.findall(r'name="read_version" value="(\w+)"', shown)[0]
    make_move(officer, mission, NewMove(exporter="E01", buyer="B001", move=MeetingMove.CANCEL))
    move = said("matching.move_cancel")
    for sent in ({"do": "undo"}, {"do": "invite/buyer"}):
        refused = signed_in.post(page, pair | sent | {"read_version": read})
        html = unescape(refused.content.decode())
        assert said("asking_pages.moved_meanwhile", move=move, by=officer.name) in html
        assert refused.status_code == 409
    assert not rows.MeetingStep.objects.exclude(undone_at=None).exists()


def test_a_late_answer_is_told_once_and_asked_to_send_nothing_again(
    mission: Mission, link: Path, stranger: Client
) -> None:
    address = link(Role.BUYER, "B001")
    _over(mission)
    answer = stranger.post(address, {"party": "E01", "answer": "want", "message": "Our boss comes"})
    page = unescape(answer.content.decode())
    assert (answer.status_code, page.count(said("asking_pages.deadline_over", Language.RU))) == (409, 1)
    assert page.count("Our boss comes") == 1
    assert stranger.get(address).content.decode().count(said("asking_pages.deadline_over", Language.RU)) == 1


def test_whom_one_may_ask_tells_how_many_are_left_and_that_the_time_is_over(
    mission: Mission, link: Path, stranger: Client
) -> None:
    firms = f"{link(Role.BUYER, 'B002')}firms/?all=1"
    page = unescape(stranger.get(firms).content.decode())
    language = Language(re.findall(r'<html lang="([\w-]+)"', page)[0])
    made = rows.MeetingStep.objects.filter(progress__buyer="B002", move="request", side="buyer").count()
    left = said("asking_pages.requests_left", language, left=15 - made, most=15)
    assert left in page
    offer = said("asking_pages.ask_for", language)
    assert offer in page
    _over(mission)
    page = unescape(stranger.get(firms).content.decode())
    assert (page.count(said("asking_pages.deadline_over", language)), offer in page, left in page) == (1, False, False)


def test_an_open_question_is_no_answer_to_everything(mission: Mission, visiting: As, link: Path) -> None:
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.ASK_BACK, "Which harvest?")
    for other in rows.MeetingProgress.objects.filter(buyer="B001", buyer_answer="waiting"):
        answering.answer(visiting(Role.BUYER, "B001"), mission, other.exporter, MeetingMove.ACCEPT)
    page = Client().get(link(Role.BUYER, "B001")).content.decode()
    assert said("asking_pages.all_answered", Language.RU) not in page
    assert 'class="notice info" role="status"' in page


def test_a_product_of_the_answers_stands_with_its_firm(mission: Mission, visiting: As, signed_in: Client) -> None:
    answering.answer(visiting(Role.BUYER, "B001"), mission, "E01", MeetingMove.WANT)
    page = signed_in.get(reverse("asking-live", args=[mission.pk])).content.decode()
    lines = re.findall(r'<th scope="row"[^>]*><div>([^<]+)<div class="small">\s*<a href="(/companies/[\w-]+/)">', page)
    assert lines, "each product has its firm below it"
    assert len(set(lines)) == len(lines)


def test_an_exporter_reads_of_its_own_products(mission: Mission, link: Path) -> None:
    del mission
    page = Client().get(f"{link(Role.EXPORTER, 'E01')}profile/").content.decode()
    assert said("asking_pages.profile_product", Language.ZH) in page
    assert said("asking_pages.profile_want", Language.ZH) not in page
