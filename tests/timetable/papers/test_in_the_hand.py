"""What helps at the fair: a day on one leaf, a plan of the halls, who speaks which language, names that can be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tearoad.companies import Contact
from tearoad.mission.mission import Walk
from tearoad.names import FirmName, PersonName
from tearoad.timetable.papers import day_sheets
from tearoad.timetable.papers.agenda import agenda
from tearoad.timetable.papers.appointments import appointments
from tearoad.timetable.papers.hall_plan import hall_plan
from tearoad.timetable.papers.receivers import receivers
from tearoad.timetable.papers.sheet import Hall, HallPlan, Tile
from tearoad.timetable.papers.wording import Wording, names
from tearoad.timetable.plan import Meeting, Plan
from tearoad.values import InterpreterId, LanguageCode, PartyId, PlaceId, WishId
from tests.paper.seen import cut, outside, squeezed, words

if TYPE_CHECKING:
    from tests.timetable.papers.conftest import SmallMission

LONG_HOUSE = "Общество с ограниченной ответственностью «Северная продовольственная компания №{}»"
LONG_PERSON = "Константинопольский-Переверзев Александр Вячеславович"


def sheet_of(small: SmallMission, stamp: datetime, who: str) -> bytes:
    made = day_sheets.papers(small.roster, small.problem, small.plan, stamp=stamp)
    return next(file.content for file in made if file.path.split("/")[-1].startswith(f"{who}-"))


def full_days(small: SmallMission) -> SmallMission:
    """Give an interpreter sixteen meetings a day on two days, with houses and people whose names are long."""
    wish, buyer, party = small.problem.wishes[0], small.roster.buyers[0], small.problem.parties[-1]
    ids = [f"X{number:02}" for number in range(32)]
    contact = Contact(PersonName(LONG_PERSON), buyer.contact.title)
    house = [
        replace(buyer, id=PartyId(text), name=FirmName(LONG_HOUSE.format(text), "", ""), contact=contact)
        for text in ids
    ]
    problem = replace(
        small.problem,
        wishes=tuple(replace(wish, id=WishId(text), buyer=PartyId(text)) for text in ids),
        parties=(*small.problem.parties, *(replace(party, id=PartyId(text)) for text in ids)),
    )
    meetings = tuple(
        Meeting(WishId(text), n, PlaceId("T3" if n % 3 else "S-A12"), InterpreterId("I1")) for n, text in enumerate(ids)
    )
    return replace(small, roster=replace(small.roster, buyers=tuple(house)), problem=problem, plan=Plan(meetings))


def test_an_interpreters_day_fits_on_one_leaf_however_full(small: SmallMission, stamp: datetime) -> None:
    content = sheet_of(full_days(small), stamp, "I1")
    pages = [squeezed(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(content)]
    days = [sum(day in page for page in pages) for day in ("Вторник,7февраля", "Среда,8февраля")]
    assert days == [2, 2]
    assert ["Словарик" in page for page in pages[:5]] == [False, False, False, False, True]
    everything = words(content)
    assert [n for n in range(32) if f"№X{n:02}" not in everything] == []
    assert everything.count(squeezed(LONG_PERSON)) + everything.count(squeezed(LONG_PERSON).replace("-", "")) == 32
    assert (outside(content), cut(content)) == ([], [])


def plan_of(small: SmallMission, who: str, day: int = 0) -> HallPlan | None:
    receiver = next(receiver for receiver in receivers(small.roster) if receiver.id == who)
    wording = Wording(receiver, small.roster, names(small.roster, receiver.language))
    days = agenda(receiver, small.roster, appointments(small.roster, small.problem, small.plan))
    return hall_plan(days[day], wording)


def test_a_plan_shows_the_halls_of_the_day_with_the_places_in_order(small: SmallMission) -> None:
    found = plan_of(small, "E02")
    assert found is not None
    assert squeezed(found.title) == "当日地点图·2月7日星期二"
    assert found.halls == (Hall("3 号馆", (Tile("A12"), Tile("A14", "own"), Tile("3号洽谈桌", "day", ("12:00",)))),)


def test_a_plan_tells_the_way_between_halls(small: SmallMission) -> None:
    mission = replace(small.roster.mission, walks=(Walk("D1", "3", 7), Walk("5", "T3", 4)))
    walking = replace(small, roster=replace(small.roster, mission=mission))
    found = plan_of(walking, "E02", day=1)
    assert found is not None
    assert [hall.name for hall in found.halls] == ["3 号馆", "5 号馆"]
    assert found.halls[1].tiles == (Tile("“林间”连锁采购台", "day", ("11:00",)),)
    assert found.walks == ("3 号馆 – 5 号馆：路程 7 分钟",)


def test_who_stays_at_their_own_place_needs_no_plan(small: SmallMission) -> None:
    assert plan_of(small, "E01") is None
    assert plan_of(small, "B03") is None


def test_the_plan_stands_on_the_sheet(small: SmallMission, stamp: datetime) -> None:
    said = words(sheet_of(small, stamp, "B01"))
    parts = ("Кудаидти·Вторник,7февраля", "Павильон3", "A1211:00", "Стол312:00")
    assert [part for part in parts if part not in said] == []


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        (("en", "ru"), "WangWeispeaksEnglish,Russianwithyou"),
        (("zh", "ru"), "WangWeispeaksRussianwithyou"),
        ((), "ThefirmspeaksEnglishwithyou"),
    ],
)
def test_a_buyers_sheet_says_who_speaks_which_language(
    small: SmallMission, stamp: datetime, spoken: tuple[str, ...], said: str
) -> None:
    manager = replace(small.roster.delegates[0], languages=tuple(map(LanguageCode, spoken)))
    roster = replace(small.roster, delegates=(manager, *small.roster.delegates[1:]))
    assert said in words(sheet_of(replace(small, roster=roster), stamp, "B02"))


def test_nobody_is_said_to_speak_what_they_do_not(small: SmallMission, stamp: datetime) -> None:
    manager = replace(small.roster.delegates[0], languages=(LanguageCode("zh"),))
    roster = replace(small.roster, delegates=(manager, *small.roster.delegates[1:]))
    assert "withyou" not in words(sheet_of(replace(small, roster=roster), stamp, "B02"))


def test_a_name_in_letters_that_a_reader_may_not_know_is_read_aloud_beside_it(
    small: SmallMission, stamp: datetime
) -> None:
    firm = replace(small.roster.exporters[0], name=FirmName("绿岭茶业"), contact=Contact(PersonName("欧阳丽华")))
    house = replace(small.roster.buyers[0], contact=Contact(PersonName("Щукин Юрий")))
    people = tuple(replace(delegate, name=PersonName("欧阳丽华")) for delegate in small.roster.delegates)
    roster = replace(
        small.roster,
        exporters=(firm, *small.roster.exporters[1:]), buyers=(house, *small.roster.buyers[1:]), delegates=people,
    )  # fmt: skip
    made = replace(small, roster=roster)
    for part in ("绿岭茶业LüLingChaYe", "欧阳丽华(OuyangLihua)"):
        assert part in words(sheet_of(made, stamp, "B01"))
    assert "ЩукинЮрий(ShchukinIurii)" in words(sheet_of(made, stamp, "E01"))
