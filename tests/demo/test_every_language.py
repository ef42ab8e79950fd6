"""No paper of the demo's delegation says in another language what the demo has in its reader's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby

import pytest

from tearoad.companies.known_papers import paper_name
from tearoad.delegation.known_words import DIETS, ROOM_KINDS
from tearoad.delegation.papers.press import PaperKind, papers
from tearoad.delegation.papers.roster import roster
from tearoad.mission.papers import booklet
from tearoad.names.fold import has_han
from tearoad.paper.calendar import Event
from tearoad.paper.typeset import pdf
from tearoad.timetable.papers.agenda import agenda
from tearoad.timetable.papers.calendars import calendar
from tearoad.timetable.papers.day_sheets import TEMPLATE, day_sheet
from tearoad.timetable.papers.receivers import Role, receivers
from tearoad.timetable.papers.sheet import Edition
from tearoad.timetable.papers.wording import Wording, names
from tearoad.timetable.roster import Roster
from tearoad.values import Language, LocalText, script_of
from tests.demo.tongues import strange, texts, trip
from tests.paper.seen import squeezed, words

STAMP = datetime(2023, 2, 1, tzinfo=UTC)
LANGUAGES = (Language.ZH, Language.RU)


def test_the_demo_has_everything_in_three_languages() -> None:
    halves = [text for text in texts(trip()) if text and not all((text["en"], text["zh"], text["ru"]))]
    firms = {*(str(buyer.id) for buyer in trip().buyers), *(str(exporter.id) for exporter in trip().exporters)}
    assert [text.written for text in halves if text.written[0] not in firms] == []
    rooms = {delegate.room for delegate in trip().delegates} & {word.value for word in ROOM_KINDS.words}
    diets = {delegate.diet for delegate in trip().delegates if DIETS.read(delegate.diet)}
    assert (len(rooms) > 0, len(diets) > 1) == (True, True)


def test_papers_of_the_delegation_speak_their_reader_s_language() -> None:
    files = trip()
    people = roster(
        files.mission,
        files.delegates,
        files.exporters,
        files.interpreters,
        programme=files.programme,
        buyers=files.buyers,
        posts=files.posts,
    )
    made = [paper for paper in papers(people, stamp=STAMP) if paper.language in LANGUAGES]
    assert {kind for kind, _ in groupby(pdf.kind for pdf in made)} == set(PaperKind) - {PaperKind.BADGES}
    said = {(pdf.kind, pdf.language): words(pdf.file.content) for pdf in made}
    assert {key: found for key, text in said.items() if (found := _strange(text, key))} == {}


def _strange(text: str, of: tuple[PaperKind, Language | None]) -> list[str]:
    """An emergency card tells posts, and the hotel, in the hosts' language too: for whoever helps, for a driver."""
    kind, language = of
    if language is None:
        return []
    names_in_russian = [text["ru"] for post in trip().posts for text in (post.name, post.city, post.address)]
    names_in_russian += [delegate.hotel["ru"] for delegate in trip().delegates]
    hosts = {squeezed(spelling) for spelling in names_in_russian} if kind is PaperKind.EMERGENCY else set()
    return [word for word in strange(text, trip(), language) if word not in hosts]


def test_wishes_and_certificates_are_told_in_the_reader_s_language() -> None:
    wants = [want for buyer in trip().buyers for want in buyer.wants]
    said = {language: [want.in_language(language) for want in wants] for language in Language}
    assert len(wants) > 10
    assert all(has_han(text) for text in said[Language.ZH])
    assert all(script_of(text) is language for language in (Language.EN, Language.RU) for text in said[language])
    papers_ = {certificate.kind for firm in trip().exporters for certificate in firm.certificates} - {"ISO 22000"}
    assert [paper for paper in papers_ if paper_name(paper, Language.ZH) == paper] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_book_speaks_its_reader_s_language(language: Language) -> None:
    files = trip()
    mission = replace(files.mission, paper_languages=(language,))
    books = booklet.papers(mission, files.exporters, stamp=STAMP)
    (said,) = (words(book.content) for book in books)
    for fair in files.mission.fair.written:  # the first page names the fair in every language
        said = said.replace(squeezed(fair), "")
    assert strange(said, files, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_day_sheets_and_calendars_speak_their_reader_s_language(language: Language) -> None:
    files = trip()
    whole = Roster(
        files.mission, files.exporters, files.buyers, files.delegates, files.programme, files.interpreters, {}
    )
    known = names(whole, language)
    sheets, events = [], list[Event]()
    for receiver in receivers(whole):
        reader = replace(receiver, language=language)
        days = agenda(reader, whole, ())
        if days and receiver.role is not Role.BUYER:
            wording = Wording(reader, whole, known)
            sheets.append(day_sheet(wording, days, (), None, Edition(STAMP)))
            events += calendar(wording, days, STAMP).events
    said = "".join(words(pdf(TEMPLATE, sheet, STAMP)) for sheet in sheets[:1] + sheets[-4:])
    assert strange(said, files, language) == []
    assert (
        strange("".join(f"{event.summary}{event.location}{event.description}" for event in events), files, language)
        == []
    )
    assert strange(repr(sheets), files, language) == []


@pytest.mark.parametrize("written", ["Room for calls", "视频洽谈室", "Комната для звонков", "CALL"])
@pytest.mark.parametrize("language", list(Language))
def test_a_place_that_is_called_by_any_of_its_names_is_that_place_on_a_day_sheet(
    written: str, language: Language
) -> None:
    files = trip()
    where = tuple(replace(item, place=LocalText.by_letters(written)) for item in files.programme)
    whole = Roster(files.mission, files.exporters, files.buyers, files.delegates, where, files.interpreters, {})
    reader = replace(receivers(whole)[0], language=language)
    wording = Wording(reader, whole, names(whole, language))
    days = agenda(reader, whole, ())
    said = {wording.entry(stop).place for day in days for stop in day.stops if stop.item is not None}
    (room,) = (place.name for place in files.mission.places if place.id == "CALL")
    assert said == {room.in_language(language)}
