"""What an officer notes for a talk: in the form, on its page, in what is held about people."""

from __future__ import annotations

import pytest
from django.test import Client

from tearoad.delegation.papers.talks import talk_sheet
from tearoad.delegation.web.queries.papers import roster_of
from tearoad.mission import Talk, VoicePlace
from tearoad.mission.web.models import Delegate, Mission, ProgrammeItem
from tearoad.programme.web.actions.personal import declared
from tearoad.programme.web.queries.announced import item_of
from tearoad.values import Language, LocalLines, LocalText
from tests.programme.web.test_programme import added, address
from tests.queries import queries_of

NOTES = {
    "kind": "courtesy_call",
    "they_ru": "Иван Примеров, заместитель министра\nАнна Образцова, директор",
    "asks_en": "labels",
    "offers_en": "samples until March",
    "offers_ru": "образцы до марта",
    "points_en": "thank them\n\n ask about labels ",
    "points_zh": "感谢支持",
    "we_host": "we",
    "voices": "behind",
    "must": ["D01", "D02"],
}


def test_the_form_keeps_what_is_to_be_said(signed_in: Client, mission: Mission) -> None:
    row = added(signed_in, mission, **NOTES)
    assert item_of(row).talk == Talk(
        LocalLines(ru=("Иван Примеров, заместитель министра", "Анна Образцова, директор")),
        LocalText("labels"),
        LocalText("samples until March", ru="образцы до марта"),
        LocalLines(("thank them", "ask about labels"), ("感谢支持",)),
        we_host=True,
        voices=VoicePlace.BEHIND,
    )
    shown = signed_in.get(address("item", mission, row.pk)).content.decode()
    assert ("thank them\nask about labels" in shown, 'value="behind" selected' in shown) == (True, True)


@pytest.mark.parametrize("language", [Language.EN, Language.ZH, Language.RU])
def test_the_page_shows_what_the_paper_prints(signed_in: Client, mission: Mission, language: Language) -> None:
    row = added(signed_in, mission, **NOTES)
    signed_in.cookies["language"] = language.value
    answer = signed_in.get(address("talk", mission, row.pk))
    assert answer.status_code == 200
    assert answer.context["sheet"] == talk_sheet(item_of(row), roster_of(mission), language)
    page = answer.content.decode()
    sheet = answer.context["sheet"]
    said = [*sheet.points.lines, *(person.name for person in (*sheet.ours, *sheet.theirs)), sheet.table.door]
    assert [text for text in said if text not in page] == []


def test_the_programme_leads_to_the_talks_and_to_no_seminar_s(signed_in: Client, mission: Mission) -> None:
    call, seminar = added(signed_in, mission, **NOTES), added(signed_in, mission)
    page = signed_in.get(address("programme", mission)).content.decode()
    assert [address("talk", mission, programme_item.pk) in page for programme_item in (call, seminar)] == [True, False]


def test_the_form_of_an_item_that_is_no_talk_offers_no_talk_sheet(signed_in: Client, mission: Mission) -> None:
    call, seminar = added(signed_in, mission, kind="courtesy_call"), added(signed_in, mission)
    pages = [
        signed_in.get(address("item", mission, programme_item.pk)).content.decode()
        for programme_item in (call, seminar)
    ]
    assert [
        address("talk", mission, programme_item.pk) in page
        for programme_item, page in zip((call, seminar), pages, strict=True)
    ] == [
        True,
        False,
    ]


def test_seats_are_shown_of_talks_alone(signed_in: Client, mission: Mission) -> None:
    call, seminar = added(signed_in, mission, **NOTES), added(signed_in, mission)
    for delegate in Delegate.objects.all():
        delegate.document |= {"counterpart": {"ru": "Примеров Иван, министр"}}
        delegate.save()
    pages = [
        signed_in.get(address("talk", mission, programme_item.pk)).content.decode()
        for programme_item in (call, seminar)
    ]
    assert ['id="seats"' in page for page in pages] == [True, False]


def test_the_page_asks_the_database_as_often_for_many_people_as_for_few(signed_in: Client, mission: Mission) -> None:
    row = added(signed_in, mission, **NOTES)
    assert queries_of(lambda: signed_in.get(address("talk", mission, row.pk))) <= 22


def test_an_item_that_is_not_there_is_told(signed_in: Client, mission: Mission) -> None:
    assert signed_in.get(address("talk", mission, mission.pk)).status_code == 404


def test_notes_that_hold_an_address_are_handed_out_and_erased(signed_in: Client, mission: Mission) -> None:
    row = added(signed_in, mission, **NOTES | {"offers_en": "write to ivan@example.com"})
    kept = declared()
    assert [found["offers"]["en"] for found in kept.find("Ivan@example.com")] == ["write to ivan@example.com"]
    assert (kept.erase("other@example.com"), kept.erase("ivan@example.com")) == (0, 1)
    assert item_of(ProgrammeItem.objects.get(pk=row.pk)).talk == Talk()
