from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest

from tearoad.checklist.letters import Inviter, letter, papers
from tearoad.mission import Delegate, Mission
from tearoad.names import PersonName
from tearoad.values import Language, LocalText, PartyId, PersonId

STAMP = datetime(2027, 1, 2, tzinfo=UTC)
OFFICE = LocalText("Office (fictional)")
HEAD, DIRECTOR = LocalText("Head"), LocalText("Director")
LI = Delegate(PersonId("D01"), PersonName("李示例", "LI Shili", "Ли Шили"), HEAD, 1, office=OFFICE)
WANG = Delegate(PersonId("D02"), PersonName("王示例", "WANG  Shili", "Ван Шили"), DIRECTOR, firm=PartyId("E01"))
NAMELESS = Delegate(PersonId("D03"), PersonName("张示例"))
FIRMS = {"E01": "Чайная компания (пример)"}


def text_of(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return re.sub(r"[\s\u200b]", "", "".join(page.get_textpage().get_text_range() for page in pages))


def test_names_stand_as_in_the_passport_and_in_the_hosts_script(trip: Mission) -> None:
    found = letter(trip, (LI, WANG), FIRMS, Inviter())
    assert [(person.passport, person.also, person.firm) for person in found.people] == [
        ("LI Shili", "Ли Шили", "Office (fictional)"),
        ("WANG Shili", "Ван Шили", "Чайная компания (пример)"),
    ]
    assert found.language == "ru"


def test_whose_passport_name_is_unknown_gets_no_letter(trip: Mission) -> None:
    files = list(papers(trip, (LI, WANG, NAMELESS), FIRMS, Inviter(), stamp=STAMP))
    assert [file.path for file in files] == [
        "letters/all.pdf", "letters/D01-li-shili.pdf", "letters/D02-wang-shili.pdf"
    ]  # fmt: skip
    assert list(papers(trip, (NAMELESS,), FIRMS, Inviter(), stamp=STAMP)) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [(Language.RU, "Приглашение"), (Language.ZH, "邀请函"), (Language.EN, "Letterofinvitation")],
)
def test_a_letter_is_in_the_hosts_language_and_holds_what_the_host_says(
    trip: Mission, language: Language, words: str
) -> None:
    host = replace(trip, host_language=language)
    inviter = Inviter("Example Expo (fictional)", "Consulate (fictional)", "A. Example")
    whole, own, _other = (text_of(paper.content) for paper in papers(host, (LI, WANG), FIRMS, inviter, stamp=STAMP))
    for said in (words, "ExampleExpo(fictional)", "Consulate(fictional)", "A.Example", "LIShili"):
        assert said in whole
        assert said in own
    assert "WANGShili" in whole
    assert "WANGShili" not in own


def test_what_people_wrote_is_printed_not_obeyed(trip: Mission) -> None:
    (_whole, own) = papers(trip, (LI,), FIRMS, Inviter("#panic(1) *x* @y"), stamp=STAMP)
    assert "#panic(1)*x*@y" in text_of(own.content)


def test_who_comes_after_the_last_day_stays_for_the_day_of_arrival(trip: Mission) -> None:
    """Finds a stay that ends before it begins: only days within the mission were tried."""
    last = trip.days[-1].on
    at = datetime(last.year, last.month, last.day, 12, tzinfo=UTC) + timedelta(days=2)
    stays = [
        letter(trip, (replace(LI, arrives_at=arrives, leaves_at=leaves),), FIRMS, Inviter()).people[0].stay
        for arrives, leaves in ((at, None), (at, at))
    ]
    assert stays[0] == stays[1]
