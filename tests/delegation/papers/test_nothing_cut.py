"""However long what people write, no letter of a paper leaves its page or the box it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tearoad.companies import Exporter
from tearoad.delegation.papers.press import PaperKind, papers
from tearoad.delegation.papers.roster import Roster
from tearoad.mission import ItemKind, LocalText, Place, PlaceKind, ProgrammeItem, Talk, VoicePlace
from tearoad.mission.papers import booklet, signs
from tearoad.names import FirmName, PersonName
from tearoad.names.spelling import person
from tearoad.paper import PaperFile, typeset
from tearoad.values import InterpreterId, ItemId, Language, LocalLines, PartyId, PersonId, PlaceId, Window
from tests.delegation.papers.conftest import ZONE
from tests.paper.seen import cut, outside, squeezed, words

STAMP = datetime(2023, 2, 1, tzinfo=UTC)
FIRM = FirmName(
    "贵州省黔东南苗族侗族自治州高原生态农产品综合开发集团股份有限公司",
    "Guizhou Qiandongnan Plateau Ecological Agricultural Products Comprehensive Development Group Co., Ltd.",
    "Государственное унитарное внешнеэкономическое предприятие «Продовольствие Севера и Дальнего Востока»",
)
PERSON = PersonName(
    "阿卜杜热合曼·买买提伊明江·示例",
    "ABDURAHMAN Muhammatyiminjan Example-Longname",
    "Константинопольский-Переверзев Александр-Константин Вячеславович",
)
FACED = f"{PERSON.local}, первый заместитель председателя правления торгово-промышленной палаты"
PLACE = LocalText(
    "The great round negotiation table beside the northern entrance of the pavilion",
    "展馆北入口旁大型圆桌洽谈区一号洽谈桌（靠近翻译休息室）",
    "Большой круглый стол переговоров у северного входа в павильон «Продовольствие»",
)
POINT = (
    "Ask whether the laboratory's protocols of 2022 are accepted for the declaration of conformity, 是否认可二〇二二年"
    "检测报告, and who pays the freight from Qinzhou to Saint Petersburg, кто платит за хранение на таможенном складе. "
)


@pytest.fixture
def wordy(people: Roster) -> Roster:
    """Return a delegation in which everything is long, with a call to sit down to."""
    of_all = tuple(
        replace(
            delegate,
            name=PERSON,
            rank=number,
            counterpart=LocalText(ru=FACED),
            hotel=LocalText("Grand Hotel of the Fairgrounds North and Congress Centre, Northern Tower, Entrance Four"),
            arrives_by="ZZ 205 / ZZ 7719 with a long change at the other airport",
            messengers=("WeChat: a-name-of-thirty-letters-or-so",),
        )
        for number, delegate in enumerate(people.delegates, start=1)
    )
    voices = tuple(
        replace(interpreter, name=PersonName(PERSON.local or "", PERSON.latin)) for interpreter in people.interpreters
    )
    call = ProgrammeItem(
        ItemId("P1"), ItemKind.COURTESY_CALL, PLACE,
        Window(datetime(2023, 2, 7, 10, tzinfo=ZONE), datetime(2023, 2, 7, 11, 30, tzinfo=ZONE)),
        must=tuple(PersonId(delegate.id) for delegate in of_all), host=LocalText(ru=FIRM.local or ""),
        interpreters=(InterpreterId("I1"),),
        talk=Talk(LocalLines(ru=(FACED,) * len(of_all)), points=LocalLines((POINT,) * 9), voices=VoicePlace.BESIDE),
    )  # fmt: skip
    firms: dict[str, Exporter] = {id_: replace(exporter, name=FIRM) for id_, exporter in people.firms.items()}
    return replace(people, delegates=of_all, interpreters=voices, programme=(call,), firms=firms)


Faults = tuple[list[tuple[int, str]], list[tuple[int, str]]]


def faults(made: Iterator[PaperFile | typeset.PaperDraft]) -> dict[str, Faults]:
    """Return, by paper, the letters outside their page and those outside their box."""
    found = {file.path: (outside(file.content), cut(file.content)) for file in made}
    return {path: fault for path, fault in found.items() if fault != ([], [])}


def test_every_kind_holds_long_names_and_long_points(wordy: Roster) -> None:
    made = list(papers(wordy, stamp=STAMP))
    languages = set(Language)
    kinds = {(kind, language) for kind in PaperKind if kind is not PaperKind.BADGES for language in languages}
    assert {(delegation_pdf.kind, delegation_pdf.language) for delegation_pdf in made} == kinds | {
        (PaperKind.BADGES, None)
    }
    assert faults(delegation_pdf.file for delegation_pdf in made) == {}
    for pdf in made:
        text = words(pdf.file.content).replace("-", "")
        short = pdf.kind in {PaperKind.ROOMS, PaperKind.BUSES}  # a list to tick names everybody once
        spelt = (person(PERSON, pdf.language or Language.RU).main,) if short else PERSON.written
        names = [squeezed(name).replace("-", "") for name in spelt]
        assert [name for name in names if name not in text] == [], pdf.file.path


@pytest.mark.parametrize("order", [(first, *(set(Language) - {first})) for first in Language])
def test_signs_hold_long_names_whichever_script_stands_first(wordy: Roster, order: tuple[Language, ...]) -> None:
    places = (
        Place(PlaceId("T1"), PlaceKind.TABLE, PLACE, hall="Pavilion of the northern gallery"),
        Place(PlaceId("D1"), PlaceKind.DESK, PLACE, owner=PartyId("B1")),
    )
    mission = replace(wordy.mission, name=PLACE, fair=PLACE, places=places, paper_languages=order)
    firms = tuple(replace(firm, stand="A-12/14-16") for firm in wordy.firms.values())
    made = list(signs.papers(mission, firms, stamp=STAMP))
    assert [file.path for file in made] == ["signs/stands.pdf", "signs/tables.pdf"]
    assert faults(iter(made)) == {}
    stands, tables = (words(file.content).replace("-", "") for file in made)
    assert [name for name in FIRM.written if squeezed(name).replace("-", "") not in stands] == []
    assert [name for name in PLACE.written if squeezed(name).replace("-", "") not in tables] == []


def test_the_book_holds_them(wordy: Roster) -> None:
    assert faults(booklet.papers(wordy.mission, tuple(wordy.firms.values()), stamp=STAMP)) == {}


def test_what_is_cut_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wordy: Roster) -> None:
    """The check sees a line that is wider than its box."""
    template = tmp_path / "cut.typ"
    template.write_text(
        '#let facts = json(bytes(sys.inputs.page))\n#set document(title: "x")\n#set text(font: "Noto Sans")\n'
        "#set page(width: 100mm, height: 100mm)\n#block(width: 20mm, height: 10mm, clip: true)[abc]\n"
        "#block(width: 20mm, height: 10mm, clip: true, box(width: 90mm, facts.head.mission))",
        encoding="utf-8",
    )
    monkeypatch.setattr(typeset, "PACKAGE", tmp_path)
    made = typeset.compiled(template, '{"head": {"mission": "Wider than the box by far"}}', STAMP)
    assert "".join(letter for _, letter in cut(made)).replace(" ", "").endswith("theboxbyfar")
    assert outside(made) == []
    del wordy
