"""Badges, emergency cards and the seating plan print the people of the delegation's page, in each language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.delegation.papers.press import PaperKind, papers
from tearoad.delegation.papers.seats import SeatingPlan, seating_plan
from tearoad.delegation.web.queries.papers import roster_of
from tearoad.journey.example import example_files, example_mission
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission import Delegate
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission
from tearoad.names import PersonName
from tearoad.paper import figures
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values import Language, LocalText, PartyId, PersonId
from tearoad.words import say
from tests.paper.seen import inside, squeezed, words
from tests.paper.shown import cells, pieces

MOSCOW = ZoneInfo("Europe/Moscow")
LEAVES = datetime(2027, 2, 13, 20, 5, tzinfo=MOSCOW)
BADGE, CARD = (90, 54), (90, 86)


@dataclass(frozen=True, slots=True)
class Seen:
    """A delegate as a row of the delegation's page shows them."""

    name: str
    others: tuple[str, ...]
    house: str
    role: str
    rank: str
    phone: str
    bed: str
    home: tuple[str, ...]
    """When and by what they leave."""


@pytest.fixture
def travelling(officer: Actor) -> Mission:
    """The example mission with a firm's people before and behind the officials, each with a bed and a way home."""
    row = make(officer, example_mission())
    files = example_files(Language.EN)
    head, director = files.delegates[:2]
    lodged = [
        replace(head, hotel=LocalText("Hotel Example"), room="401", leaves_at=LEAVES, leaves_by="ZZ 206",
                phone="+8613800138001", counterpart=LocalText(ru="Иванов Пример, заместитель министра")),
        replace(director, rank=2, hotel=LocalText("Hotel Example"), room="402", leaves_at=LEAVES + timedelta(days=1),
                counterpart=LocalText(ru="Петрова Образец, палата")),
        _one("D03", PersonName("孙示例", "SUN Shili", "Сунь Шили"), "E02", hotel=LocalText("Hotel Other"),
             phone="+8613800138003"),
        _one("D11", PersonName("周示例", "", "Чжоу Шили"), "E02", leaves_at=LEAVES),
    ]  # fmt: skip
    write_files(officer, row, replace(files, delegates=tuple(lodged)))
    row.refresh_from_db()
    return row


def _one(id_: str, name: PersonName, firm: str, **facts: object) -> Delegate:
    return Delegate(PersonId(id_), name, firm=PartyId(firm), **facts)  # type: ignore[arg-type]  # facts of a delegate


def seen(client: Client, mission: Mission, language: Language) -> tuple[Seen, ...]:
    """Return the people of the delegation's page in the order in which it shows them."""
    client.cookies["language"] = language.value
    page = client.get(reverse("mission-delegation", args=[mission.id])).content.decode()
    found = []
    for section in page.split("<section")[1:]:
        house = pieces(section.partition("<h2")[2].partition("</h2>")[0].partition(">")[2])[0]
        found += [_seen(row, house, language) for row in cells(section)]
    return tuple(found)


def _seen(row: dict[str, list[str]], house: str, language: Language) -> Seen:
    def cell(column: str) -> list[str]:
        return row[say(Text(f"delegation_pages.column_{column}"), language)]

    name, *rest = cell("name")
    ranked = [
        text for text in rest if any(text == say(Text("delegation_pages.rank", rank=n), language) for n in (1, 2))
    ]
    phone = [text for text in rest if text.startswith("+")]
    others = [text for text in rest if text not in ranked + phone]
    role = "".join(cell("role")).strip("–")
    return Seen(
        name,
        tuple(others[0].split(" · ")) if others else (),
        house,
        role,
        "".join(ranked),
        "".join(phone),
        "".join(cell("bed")).strip("–").strip(),
        tuple(cell("journey")),
    )


def test_the_page_shows_every_delegate_once(signed_in: Client, travelling: Mission) -> None:
    names = {language: [person.name for person in seen(signed_in, travelling, language)] for language in Language}
    assert names == {
        Language.EN: ["LI Shili", "WANG Shili", "SUN Shili", "周示例"],
        Language.ZH: ["李示例", "王示例", "孙示例", "周示例"],
        Language.RU: ["Ли Шили", "Ван Шили", "Сунь Шили", "Чжоу Шили"],
    }


def test_each_badge_prints_its_row_of_the_page_in_the_pages_order(signed_in: Client, travelling: Mission) -> None:
    pages = {language: seen(signed_in, travelling, language) for language in Language}
    ids = list(mission_rows.Delegate.objects.filter(mission=travelling).order_by("code").values_list("code", flat=True))
    (badges,) = (
        paper.file.content for paper in papers(roster_of(travelling), stamp=LEAVES) if paper.kind is PaperKind.BADGES
    )
    expected = []
    for n, person in enumerate(pages[Language.RU]):
        houses = dict.fromkeys(pages[language][n].house for language in (Language.RU, Language.EN, Language.ZH))
        said = (
            roster_of(travelling).mission.name["ru"],
            person.name,
            *person.others,
            *list(houses)[:2],
            person.role,
            ids[n],
        )
        expected.append(squeezed("".join(said)))
    assert [_card(badges, n, BADGE, 13.5) for n in range(len(expected))] == expected
    assert _card(badges, len(expected), BADGE, 13.5) == ""
    spelt = {language: [sorted((person.name, *person.others)) for person in page] for language, page in pages.items()}
    assert spelt[Language.EN] == spelt[Language.ZH] == spelt[Language.RU]


@pytest.mark.parametrize("language", list(Language))
def test_each_emergency_card_prints_its_row_of_the_page(
    signed_in: Client, travelling: Mission, language: Language
) -> None:
    of = roster_of(travelling)
    (content,) = (
        paper.file.content
        for paper in papers(of, stamp=LEAVES)
        if (paper.kind, paper.language) == (PaperKind.EMERGENCY, language)
    )
    people = seen(signed_in, travelling, language)
    plea = say(Text("delegation.card_plea", mission=of.mission.name["ru"]), Language.RU)
    title = say(Text("delegation.paper_emergency"), language)
    expected = [
        squeezed(
            "".join((title, person.name, " · ".join(person.others), plea, *_lines(person, of.delegates[n], language)))
        )
        for n, person in enumerate(people)
    ]
    call = squeezed(say(Text("delegation.card_call"), language))
    printed = [_card(content, n, CARD, 19.5).partition(call) for n in range(len(people))]
    assert [before for before, _, _ in printed] == expected
    assert {found for _, found, _ in printed} == {call}
    assert _card(content, len(people), CARD, 19.5) == ""


def _lines(person: Seen, delegate: Delegate, language: Language) -> tuple[str, ...]:
    """Return the lines of a card from what the page shows; only the day is written longer on paper."""
    at = delegate.leaves_at
    home = f"{figures.full_day(at.date(), language)} {at:%H:%M}" if at else ""
    if at:
        assert f"{at:%H:%M}" in " ".join(person.home)
    texts = {
        "house": person.house,
        "hotel": person.bed,
        "phone": person.phone,
        "home": " · ".join(filter(None, (home, delegate.leaves_by))),
    }
    return tuple(say(Text(f"delegation.card_{label}"), language) + text for label, text in texts.items() if text)


@pytest.mark.parametrize("language", list(Language))
def test_the_seating_plan_sits_those_whom_the_page_ranks(
    signed_in: Client, travelling: Mission, language: Language
) -> None:
    of = roster_of(travelling)
    plan = seating_plan(of, language)
    assert plan is not None
    ranked = [person for person in seen(signed_in, travelling, language) if person.rank]
    assert len(ranked) == 2
    ours = [(place.name, place.others, place.post) for place in plan.places if place.side == "guest"]
    assert sorted(ours) == sorted((person.name, person.others, f"{person.role} · {person.house}") for person in ranked)
    theirs = [f"{place.name}, {place.post}" for place in plan.places if place.side == "host"]
    assert sorted(theirs) == sorted(_counterparts(signed_in, travelling))
    (content,) = (
        paper.file.content
        for paper in papers(of, stamp=LEAVES)
        if (paper.kind, paper.language) == (PaperKind.SEATS, language)
    )
    assert words(content).endswith(_legend(plan))


def _legend(plan: SeatingPlan) -> str:
    """Return who is who as the plan prints it below the chairs."""
    said = (
        "".join((place.number, place.name, " · ".join(place.others), place.post, place.label)) for place in plan.places
    )
    return squeezed("".join((*said, *plan.without)))


def _counterparts(client: Client, mission: Mission) -> list[str]:
    """Return whom the forms of the delegates name as their counterparts."""
    forms = (
        client.get(reverse("mission-delegate", args=[mission.id, row.id])).context["form"]
        for row in mission_rows.Delegate.objects.filter(mission=mission)
    )
    return [form["counterpart_ru"].value() for form in forms if form["counterpart_ru"].value()]


def _card(content: bytes, n: int, size: tuple[int, int], top: float) -> str:
    """Return what stands on the n-th card of a page with two cards abreast."""
    wide, tall = size
    return inside(content, 0, (15 + wide * (n % 2), top + tall * (n // 2), wide, tall))
