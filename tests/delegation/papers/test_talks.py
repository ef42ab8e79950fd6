from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tearoad.companies import Buyer, Product, Quantity, Want
from tearoad.delegation.papers.press import PaperKind, papers
from tearoad.delegation.papers.roster import Roster
from tearoad.delegation.papers.seats import we_receive
from tearoad.delegation.papers.talks import Seat, TalkMember, TalkSheet, talks
from tearoad.mission import ItemKind, ProgrammeItem, Talk, VoicePlace
from tearoad.names import FirmName
from tearoad.values import HSCode, InterpreterId, ItemId, Language, LocalLines, LocalText, PartyId, Window
from tests.delegation.papers.conftest import ZONE
from tests.paper.seen import outside, squeezed, words

CALL = ProgrammeItem(
    ItemId("P1"),
    ItemKind.COURTESY_CALL,
    LocalText("Call", "拜会", "Визит"),
    Window(datetime(2023, 2, 7, 10, tzinfo=ZONE), datetime(2023, 2, 7, 11, 30, tzinfo=ZONE)),
    must=("O1", "O2", "D1"),
    host=LocalText("City hall (fictional)"),
    interpreters=(InterpreterId("I1"),),
    talk=Talk(
        they=LocalLines(ru=("Иванов Пример, заместитель министра", "Петрова Образец, палата")),
        asks=LocalText("samples"),
        offers=LocalText("tea"),
        points=LocalLines(("thank them", "ask about labels")),
    ),
)


@pytest.fixture
def called(people: Roster) -> Roster:
    """Return the delegation with one call, and goods of its firm."""
    firm = people.firms["E01"]
    tea = Product(FirmName("绿茶", "Green tea", "Зелёный чай"), HSCode("090210"))
    return replace(people, programme=(CALL,), firms={"E01": replace(firm, products=(tea,))})


def sheet(of: Roster, language: Language = Language.EN, **changed: object) -> TalkSheet:
    item = replace(of.programme[0], talk=replace(of.programme[0].talk, **changed))  # type: ignore[arg-type]  # fields
    found = talks(replace(of, programme=(item,)), language)
    assert found is not None
    (talk_sheet,) = found.sheets
    return talk_sheet


def test_a_firm_is_parted_from_its_goods_as_the_reader_writes(called: Roster) -> None:
    offered = [sheet(called, language, offers=LocalText()).offered.lines for language in (Language.ZH, Language.RU)]
    assert offered == [("示例茶业：绿茶",), ("Чай «Пример»: Зелёный чай",)]


def test_a_sheet_tells_when_where_who_and_what(called: Roster) -> None:
    found = sheet(called)
    assert (found.title, found.when, found.received_by) == (
        "Call",
        "Tuesday 7 February, 10:00\u201311:30",
        "City hall (fictional)",
    )
    assert [member.name for member in found.ours] == ["ZHAO Shili", "QIAN Shili", "SUN Shili"]
    assert found.theirs[0] == TalkMember("1", "Иванов Пример", (), "заместитель министра")
    assert (found.asked.lines, found.offered.lines) == (("samples",), ("tea",))
    assert found.points.lines == ("thank them", "ask about labels")
    assert found.words.goods == (("Green tea", "绿茶", "Зелёный чай"),)


def test_the_interpreter_sits_at_our_principals_right_hand(called: Roster) -> None:
    table = sheet(called).table
    assert [seat.number for seat in table.guests] == ["3", "", "1", "2"]
    assert [seat.name for seat in table.guests if seat.kind == "interpreter"] == ["Anna Primerova"]
    assert [seat.name for seat in (*table.guests, *table.hosts) if seat.middle] == ["ZHAO Shili", "Иванов Пример"]
    assert (table.guests_are, table.hosts_are) == ("Our side", "Their side")


def test_behind_the_principal_where_the_officer_says_so(called: Roster) -> None:
    table = sheet(called, voices=VoicePlace.BEHIND).table
    assert table.behind_guests == Seat("interpreter", "", "Anna Primerova")
    assert [seat.number for seat in table.guests] == ["2", "1", "3"]


def test_where_we_receive_the_others_face_the_door(called: Roster) -> None:
    found = sheet(called, we_host=True)
    assert (found.table.guests_are, found.table.hosts_are) == ("Their side", "Our side")
    assert found.received_by == "Our side receives."
    assert [seat.name for seat in found.table.hosts if seat.middle] == ["ZHAO Shili"]


def test_what_is_left_empty_comes_from_counterparts_the_buyer_and_our_goods(called: Roster) -> None:
    want = Want("чай зелёный", HSCode("090210"), Quantity(Decimal(500), "kg"))
    buyer = Buyer(PartyId("B1"), FirmName("ООО «Пример»", "Primer LLC", "ООО «Пример»"), wants=(want,))
    item = replace(CALL, host=LocalText("B1"), talk=Talk())
    found = sheet(replace(called, programme=(item,), buyers={"B1": buyer}))
    assert [member.name for member in found.theirs] == ["Иванов Пример", "Петрова Образец"]
    assert found.received_by == "Primer LLC"
    assert found.asked.lines == ("чай зелёный · HS 0902.10 · 500 kg",)
    in_chinese = sheet(replace(called, programme=(item,), buyers={"B1": buyer}), Language.ZH)
    assert in_chinese.asked.lines == ("чай зелёный · HS 0902.10 · 500 公斤",)
    assert found.offered.lines == ("Example Tea: Green tea",)


def test_an_item_without_notes_that_is_no_call_has_no_sheet(called: Roster) -> None:
    seminar = replace(CALL, kind=ItemKind.SEMINAR, talk=Talk())
    assert talks(replace(called, programme=(seminar,)), Language.EN) is None


def test_who_receives_at_the_reception_is_host_at_the_head_table(called: Roster) -> None:
    reception = replace(CALL, kind=ItemKind.RECEPTION, talk=Talk(we_host=True))
    assert (we_receive(called), we_receive(replace(called, programme=(reception,)))) == (False, True)


@pytest.mark.parametrize("language", list(Language))
def test_the_paper_says_what_the_sheet_says(called: Roster, language: Language) -> None:
    made = papers(called, stamp=datetime(2023, 2, 1, tzinfo=UTC))
    (file,) = (pdf.file for pdf in made if (pdf.kind, pdf.language) == (PaperKind.TALKS, language))
    text = words(file.content)
    found = sheet(called, language)
    said = (found.title, found.when, *found.points.lines, *(member.name for member in (*found.ours, *found.theirs)))
    assert [part for part in said if squeezed(part) not in text] == []
    assert outside(file.content) == []
