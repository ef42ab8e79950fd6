"""What a page shows and what its paper prints are the same rows, in each language."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.delegation.papers import lists, press
from tearoad.delegation.papers.lists import ListPaper
from tearoad.delegation.web.queries.papers import roster_of
from tearoad.journey.example import example_files, example_mission
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission
from tearoad.names import PersonName
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership
from tearoad.values import Language, LocalText, PersonId
from tests.paper.seen import squeezed, words

LANDS = datetime(2027, 2, 7, 8, 40, tzinfo=ZoneInfo("Europe/Moscow"))


@pytest.fixture
def lodged(officer: Actor) -> Mission:
    """The example mission; its two delegates share a room, arrive together and leave a day apart."""
    row = make(officer, example_mission())
    files = example_files(Language.EN)
    delegate, other = files.delegates[:2]
    shared: dict[str, Any] = {
        "hotel": LocalText("Hotel Example"),
        "room": "401",
        "arrives_at": LANDS,
        "arrives_by": "ZZ 205",
    }
    people = (
        replace(
            delegate, **shared, room_with=(str(other.id),), leaves_at=LANDS + timedelta(days=6), leaves_by="ZZ 206"
        ),
        replace(other, **shared, leaves_at=LANDS + timedelta(days=7), leaves_by="ZZ 208"),
    )
    write_files(officer, row, replace(files, delegates=people))
    row.refresh_from_db()
    return row


@pytest.mark.parametrize("language", list(Language))
def test_rooms_and_buses_are_the_same_on_the_page_and_on_paper(
    signed_in: Client, lodged: Mission, language: Language
) -> None:
    signed_in.cookies["language"] = language.value
    shown = signed_in.get(reverse("mission-delegation-rooms", args=[lodged.id])).context
    of = roster_of(lodged)
    rooms, buses = lists.rooms(of, language), lists.buses(of, language)
    on_page = [
        (hotel.name.in_language(language), room.label, names)
        for hotel, found in shown["hotels"]
        for room, names in found
    ]
    on_paper = [
        (part.title, label.main, tuple(line.partition(" · ")[0] for line in (guests.main, *guests.more)))
        for part in rooms.sections
        for label, guests, _ in part.rows
    ]
    assert on_paper == on_page == [("Hotel Example", "401", on_page[0][2])]
    zone = of.mission.fair_zone
    rides = [
        (by, f"{at.astimezone(zone):%H:%M}", name)
        for bus in shown["lodging"].buses
        for by, at, names in bus.legs
        for name in names
    ]
    printed = [(by.main, by.more[0], who.main) for part in buses.sections for who, by, _ in part.rows]
    assert printed == rides
    assert len(rides) == 4


@pytest.mark.parametrize("role", [Role.OFFICER, Role.AUDITOR])
def test_the_office_reads_whom_to_ask_and_the_hotel_reads_no_name_of_who_did_not_agree(
    officer: Actor, signed_in: Client, role: Role
) -> None:
    """One has no bed and the other's room is contradicted; nobody agreed that travel data is handed on."""
    row = make(officer, example_mission())
    files = example_files(Language.EN)
    delegate, other = (replace(person, consents=()) for person in files.delegates[:2])
    third = replace(delegate, id=PersonId("D03"), name=PersonName(latin="ZHOU Shili"), hotel=LocalText("Hotel Example"))
    bedded = replace(third, room_with=(str(other.id),))
    asks = replace(other, hotel=LocalText("Hotel Example"), room_with=(str(delegate.id),))
    write_files(officer, row, replace(files, delegates=(replace(delegate, hotel=LocalText()), asks, bedded)))
    Membership.objects.filter(user=officer.user).update(role=role)
    shown = signed_in.get(reverse("mission-delegation-rooms", args=[row.id])).context
    names = tuple(shown["found"].names[person.id] for person in (delegate, asks, bedded))
    assert (shown["without"], sorted(shown["unnamed"])) == ((names[0],), sorted(names))
    assert {name for _hotel, found in shown["hotels"] for _room, guests in found for name in guests}.isdisjoint(names)
    assert shown["lodging"].rooming.problems
    paper = lists.rooms(roster_of(row), Language.EN)
    assert [part.title for part in paper.sections[1:]] == ["No hotel yet", "To be settled"]
    said = str(paper.sections)
    assert [name for person in (delegate, asks, bedded) for name in person.name.written if name in said] == []


@pytest.mark.parametrize("language", list(Language))
def test_the_pdf_prints_the_rows_in_their_order(lodged: Mission, language: Language) -> None:
    of = roster_of(lodged)
    made = {paper.kind: paper.file.content for paper in press.papers(of, stamp=LANDS) if paper.language is language}
    said = {
        press.PaperKind.NAMES: lists.name_list(of, language),
        press.PaperKind.ROOMS: lists.rooms(of, language),
        press.PaperKind.BUSES: lists.buses(of, language),
    }
    assert {kind: _in_order(paper, words(made[kind])) for kind, paper in said.items()} == {kind: [] for kind in said}


def _in_order(paper: ListPaper, text: str) -> list[str]:
    """Return the cells that do not stand in a PDF's text behind the cell before them."""
    at, missing = 0, []
    for cell in (cell for part in paper.sections for row in part.rows for cell in row):
        found = text.find(squeezed(cell.main), at)
        if found < 0:
            missing.append(cell.main)
        at = max(at, found)
    return missing
