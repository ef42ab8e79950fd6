"""What somebody asks back stands with its text wherever the office works on it, and every firm is a link there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.companies.web.models import Company
from tearoad.matching.asking import AskingRules, MayAsk
from tearoad.matching.web import models as rows
from tearoad.matching.web.views import answering, catalogue
from tearoad.mission.web.models import Mission, Participation
from tearoad.people import Role
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import to_document
from tearoad.words import say

Path = Callable[[Role, str], str]
ASKED = "Which harvest, and is it <organic>?"


def _page_of(mission: Mission, code: str) -> str:
    firm: Company = Participation.objects.get(mission=mission, code=code).company
    return f'href="{reverse("companies-company", args=[firm.pk])}"'


def test_a_question_stands_on_the_call_list_and_among_the_meetings_until_it_is_answered(
    mission: Mission, link: Path, stranger: Client, signed_in: Client
) -> None:
    address = link(Role.BUYER, "B001")
    stranger.post(address, {"party": "E01", "answer": "ask_back", "message": "An older question"})
    stranger.post(address, {"party": "E01", "answer": "ask_back", "message": ASKED})
    pages = [reverse(name, args=[mission.pk]) for name in ("asking-calls", "asking-meetings")]
    for page in pages:
        shown = signed_in.get(page).content.decode()
        assert shown.count("Which harvest, and is it &lt;organic&gt;?") == 1
        assert "An older question" not in shown
        assert _page_of(mission, "E01") in shown
        assert _page_of(mission, "B001") in shown
    stranger.post(address, {"party": "E01", "answer": "want"})
    assert not any("Which harvest" in signed_in.get(page).content.decode() for page in pages)


def test_the_same_answer_thrice_is_one_step_and_other_words_are_another(
    mission: Mission, link: Path, stranger: Client
) -> None:
    del mission
    address = link(Role.BUYER, "B001")
    for message in ("We come with two", "We come with two", "", "We come with three"):
        stranger.post(address, {"party": "E01", "answer": "want", "message": message})
    written = rows.MeetingStep.objects.filter(channel="link", move="want").order_by("id")
    assert list(written.values_list("message", flat=True)) == ["We come with two", "We come with three"]


@pytest.mark.parametrize(("role", "party"), [(Role.BUYER, "B001"), (Role.EXPORTER, "E01")])
def test_all_firms_are_reached_page_by_page(
    mission: Mission,
    link: Path,
    stranger: Client,
    monkeypatch: pytest.MonkeyPatch,
    role: Role,
    party: str,
) -> None:
    others = Participation.objects.filter(mission=mission).exclude(company__side=role.value).count()
    for where in (answering, catalogue):
        monkeypatch.setattr(where, "PER_PAGE", 1)
    rows.AskingSettings.objects.create(mission=mission, document=to_document(AskingRules(may_ask=MayAsk.BOTH)))
    address = f"{link(role, party)}firms/"
    found: set[str] = set()
    for page in range(1, others + 1):
        shown = stranger.get(address, {"all": "1", "page": str(page)}).content.decode()
        heading = Text("web.page_of", first=page, last=page, count=others)
        assert any(say(heading, language) in shown for language in Language)
        found |= {shown.partition('<h2 class="firm-name">')[2].partition("<")[0]}
    assert len(found) == others
