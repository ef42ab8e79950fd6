from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tearoad.companies import Contact, Quantity, Want
from tearoad.errors import NotFoundError
from tearoad.mission import LocalText
from tearoad.names import FirmName, PersonName
from tearoad.text import Ref, Text
from tearoad.timetable.papers import day_sheets
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Pauses
from tearoad.values import Language, PartyId, PlaceId, WishId
from tearoad.words import say
from tests.paper.seen import outside
from tests.timetable.papers.town import in_town

if TYPE_CHECKING:
    from tests.timetable.papers.conftest import SmallMission

LONG_RUSSIAN = "Государственное унитарное внешнеэкономическое предприятие «Продовольствие Севера»"
LONG_CHINESE = "贵州省黔东南苗族侗族自治州高原生态农产品综合开发集团股份有限公司"
LONG_PERSON = "Константинопольский-Переверзев Александр-Константин Вячеславович"


def _sheets(small: SmallMission, stamp: datetime) -> dict[str, bytes]:
    made = day_sheets.papers(small.roster, small.problem, small.plan, stamp=stamp)
    return {file.path.split("/")[-1][:3].rstrip("-"): file.content for file in made}


def _words(content: bytes) -> str:
    """Return a PDF's text without spaces and line ends: a wrapped name is still the name."""
    document = pypdfium2.PdfDocument(content)
    pages = (document[number].get_textpage().get_text_range() for number in range(len(document)))
    return re.sub(r"[\s\u200b\u00ad\ufffe\x02]", "", "".join(pages))


def _ink_at_the_edge(content: bytes) -> int:
    """Count dark pixels within 6 mm of a page's edge: there nothing may stand."""
    dark = 0
    document = pypdfium2.PdfDocument(content)
    for number in range(len(document)):
        picture = document[number].render(scale=1).to_pil().convert("L")
        wide, high = picture.size
        inner = picture.crop((17, 17, wide - 17, high - 17))
        dark += sum(picture.histogram()[:128]) - sum(inner.histogram()[:128])
    return dark


def test_only_those_who_have_something_get_a_sheet(small: SmallMission, stamp: datetime) -> None:
    made = [file.path for file in day_sheets.papers(small.roster, small.problem, small.plan, stamp=stamp)]
    assert made == [
        "day-sheets/exporters/E01-guizhou-lyuling-tea-co-ltd.pdf",
        "day-sheets/exporters/E02-guizhou-laxiang-foods.pdf",
        "day-sheets/buyers/B01-severny-chai-llc.pdf",
        "day-sheets/buyers/B02-baltic-grocers-ou.pdf",
        "day-sheets/buyers/B03-polyana-trading-house.pdf",
        "day-sheets/buyers/B04-alatau-dukken-llp.pdf",
        "day-sheets/interpreters/I1-anna-smirnova.pdf",
        "day-sheets/interpreters/I2-li-na.pdf",
        "day-sheets/officials/O1-zhao-qiang.pdf",
        "day-sheets/officials/O2-sun-hong.pdf",
    ]


def test_each_sheet_speaks_its_receivers_language_and_keeps_every_script(small: SmallMission, stamp: datetime) -> None:
    sheets = {who: _words(content) for who, content in _sheets(small, stamp).items()}
    expected = {
        "E01": ("每日日程", 'ООО"Северныйчай"', "SevernyChaiLLC", "ИвановаМарияПетровна", "在本展位", "国内16:00"),
        "E02": ("离开展位", "3号洽谈桌", "李娜(LiNa)", "“林间”连锁采购台"),
        "B01": ("РАСПИСАНИЕ", "ГуйчжоуЛюйлинЧа", "贵州绿岭茶业有限公司", "ВанВэй", "王伟", "СтендA12", "+7916000"),
        "B02": ("DAYSHEET", "GuizhouLyulingTeaCo.,Ltd.", "贵州绿岭茶业有限公司", "StandA12", "MoscowStandardTime"),
        "B04": ("ТОО«АлатауДүкен»", "РАСПИСАНИЕ"),
        "I1": ("АннаСмирнова", "русский↔китайский", "ӘселҚуанышқызы", "ПрикомпанииГуйчжоуЛюйлинЧа"),
        "O1": ("开幕式", "必须出席", "代表团当日一览", "8:40酒店门口上车"),
    }  # fmt: skip
    missing = {who: [word for word in words if word not in sheets[who]] for who, words in expected.items()}
    assert missing == {who: [] for who in expected}


def test_a_reason_names_the_product_in_each_readers_language(small: SmallMission, stamp: datetime) -> None:
    green_tea = Ref(small.roster.exporters[0].product_id(0))
    jasmine = Want("чай с жасмином", said=LocalText(zh="茉莉花茶"))
    house = replace(small.roster.buyers[0], wants=(jasmine,))
    roster = replace(small.roster, buyers=(house, *small.roster.buyers[1:]))
    reasons = (
        Text("matching.same_product", product=green_tea),
        Text("matching.near_good", product=green_tea, want=Ref(house.want_id(0))),
    )
    sheets = _sheets(replace(small, roster=replace(roster, reasons={WishId("W1"): reasons})), stamp)
    assert "“绿茶”正是所求购的商品。·“绿茶”不是“茉莉花茶”，但与之相近。" in _words(sheets["E01"])
    assert "«Зелёныйчай»—именното,чтоищут.·«Зелёныйчай»—не«чайсжасмином»,ноблизкийтовар." in _words(sheets["B01"])


def test_a_volume_is_counted_in_each_readers_words(small: SmallMission, stamp: datetime) -> None:
    wants = tuple(
        replace(small.roster.buyers[0].wants[0], volume=Quantity(Decimal(1200), unit))
        for unit in ("kgs", "箱", "pallet")
    )
    house = replace(small.roster.buyers[0], wants=wants)
    sheets = _sheets(replace(small, roster=replace(small.roster, buyers=(house, *small.roster.buyers[1:]))), stamp)
    assert [said for said in ("1,200公斤", "1,200箱", "1,200pallet") if said not in _words(sheets["E01"])] == []
    assert [said for said in ("1200кг", "1200кор.", "1200pallet") if said not in _words(sheets["I1"])] == []


def test_a_sheet_says_when_to_leave_and_when_one_is_back(small: SmallMission, stamp: datetime) -> None:
    """To an own stand or desk, else to the nearest place at the fair; at the fair nobody leaves."""
    sheets = _sheets(in_town(small), stamp)
    said = {
        "E01": "路程40分钟：09:20出发，11:10返回。",
        "B03": "Впути55мин:отправлениев09:05,возвращениев11:25.",
        "O1": "路程40分钟：09:20出发，11:10返回。",
    }
    assert {who: words for who, words in said.items() if words not in _words(sheets[who])} == {}
    assert [who for who, content in _sheets(small, stamp).items() if "出发" in _words(content)] == []


def test_nobody_is_told_the_way_to_their_own_place(small: SmallMission, stamp: datetime) -> None:
    by_bus = LocalText("By the mission's bus from gate 3", "从3号门乘代表团巴士", "Автобусом миссии от ворот 3")
    mission = small.roster.mission
    places = tuple(replace(place, how_to_get_there=by_bus) for place in mission.places)
    sheets = _sheets(replace(small, roster=replace(small.roster, mission=replace(mission, places=places))), stamp)
    shown = {who: by_bus["ru"].replace(" ", "") in _words(sheets[who]) for who in ("B01", "B03")}
    assert shown == {"B01": True, "B03": False}
    assert "从3号门乘代表团巴士" in _words(sheets["E02"])


def test_only_our_two_fonts_are_used_and_chinese_is_simplified(small: SmallMission, stamp: datetime) -> None:
    found: set[bytes] = set()
    for content in _sheets(small, stamp).values():
        found |= set(re.findall(rb"/FontName\s*/[A-Z]{6}\+([A-Za-z]+)", content))
    assert found == {b"NotoSans", b"NotoSansCJKsc"}


def test_nothing_private_stands_on_any_sheet(small: SmallMission, stamp: datetime) -> None:
    everything = "".join(_words(content) for content in _sheets(small, stamp).values())
    for secret in ("privateremark", "B99-secret", "W6", "+86138"):
        assert secret not in everything


def test_long_names_wrap_and_nothing_is_cut(small: SmallMission, stamp: datetime) -> None:
    roster = small.roster
    firm = replace(roster.exporters[0], name=FirmName(LONG_CHINESE, "Guizhou Plateau Development", LONG_RUSSIAN))
    contact = Contact(
        PersonName(LONG_PERSON), LocalText(ru="заместитель директора по внешнеэкономической деятельности")
    )
    house = replace(roster.buyers[0], name=FirmName(LONG_RUSSIAN), contact=contact)
    wide = replace(roster, exporters=(firm, *roster.exporters[1:]), buyers=(house, *roster.buyers[1:]))
    made = day_sheets.papers(wide, small.problem, small.plan, stamp=stamp)
    sheets = {file.path.split("/")[-1][:3]: file.content for file in made}
    for who, names in {"E01": (LONG_RUSSIAN, LONG_PERSON, LONG_CHINESE), "B01": (LONG_RUSSIAN, LONG_CHINESE)}.items():
        words = _words(sheets[who]).replace("-", "")
        assert [name for name in names if re.sub(r"[\s-]", "", name) not in words] == []
        assert _ink_at_the_edge(sheets[who]) == 0


def test_a_day_too_full_for_a_page_runs_on_and_loses_nothing(small: SmallMission, stamp: datetime) -> None:
    wish = small.problem.wishes[2]
    wishes = tuple(replace(wish, id=WishId(f"X{n}")) for n in range(16))
    names = [f"Grocer number {n}" for n in range(16)]
    buyers = tuple(
        replace(small.roster.buyers[1], id=PartyId(f"X{n}"), name=FirmName(name)) for n, name in enumerate(names)
    )
    wishes = tuple(replace(wish, buyer=buyers[n].id) for n, wish in enumerate(wishes))
    parties = tuple(replace(small.problem.parties[-1], id=buyer.id) for buyer in buyers)
    problem = replace(small.problem, wishes=wishes, parties=(*small.problem.parties, *parties))
    plan = Plan(tuple(Meeting(wish.id, n, PlaceId("S-A12")) for n, wish in enumerate(wishes)))
    roster = replace(small.roster, buyers=buyers, programme=())
    made = next(day_sheets.papers(roster, problem, plan, stamp=stamp))
    document = pypdfium2.PdfDocument(made.content)
    words = _words(made.content)
    assert [name for name in names if name.replace(" ", "") not in words] == []
    assert len(document) > 1
    assert words.count("2月7日星期二") >= 2  # the day's head is repeated
    assert _ink_at_the_edge(made.content) == 0


def test_a_short_fair_shares_one_page(small: SmallMission, stamp: datetime) -> None:
    """All days stand on the first; behind it an interpreter's words and goods begin on a page of their own."""
    document = pypdfium2.PdfDocument(_sheets(small, stamp)["I1"])
    assert ["Словарик" in page.get_textpage().get_text_range() for page in document] == [False, True]


def test_the_same_plan_gives_the_same_bytes(small: SmallMission, stamp: datetime) -> None:
    assert _sheets(small, stamp) == _sheets(small, stamp)
    assert _sheets(small, stamp) != _sheets(small, stamp + timedelta(days=1))


def test_a_plan_of_another_mission_is_refused(small: SmallMission, stamp: datetime) -> None:
    stranger = Plan((Meeting(WishId("W99"), 0, PlaceId("T3")),))
    with pytest.raises(NotFoundError) as raised:
        next(day_sheets.papers(small.roster, small.problem, stranger, stamp=stamp))
    assert raised.value.text["id"] == "W99"


def test_an_interpreters_sheet_holds_words_and_goods_of_the_firms_they_work_for(
    small: SmallMission, stamp: datetime
) -> None:
    sheets = {who: _words(content) for who, content in _sheets(small, stamp).items()}
    for words in (
        "Словарик",
        "Зелёныйчай",
        "绿茶",
        "Greentea",
        "минимальныйзаказ",
        "最低起订量",
        "Чтопредлагаютфирмы",
        "HS0902.200000",
    ):
        assert words in sheets["I1"]
    assert [who for who, said in sheets.items() if "最低起订量" in said] == ["I1", "I2"]


def test_no_letter_leaves_its_page(small: SmallMission, stamp: datetime) -> None:
    made = _sheets(small, stamp)
    assert {who: outside(content) for who, content in made.items() if outside(content)} == {}


def test_who_has_no_pause_in_a_plan_that_may_do_without_reads_it(small: SmallMission, stamp: datetime) -> None:
    first = min(small.plan.meetings, key=lambda meeting: meeting.start)
    taken = small.problem.lookup.wish[first.wish]
    alone = replace(small.plan, meetings=(first,))
    said = {language: say(Text("papers.no_pause"), language) for language in (Language.ZH, Language.RU)}

    def restless(*, soft: bool) -> set[str]:
        pauses = Pauses(1, frozenset({first.start}), 99, soft=soft)
        staff = (1,) * len(small.problem.slots)
        parties = tuple(
            replace(party, staff=staff) if party.id in taken.parties else party for party in small.problem.parties
        )
        problem = replace(small.problem, pauses=pauses, parties=parties)
        made = _sheets(replace(small, problem=problem, plan=alone), stamp)
        return {
            name for name, sheet in made.items() for words in said.values() if re.sub(r"\s", "", words) in _words(sheet)
        }

    assert restless(soft=True) == set(taken.parties)
    assert restless(soft=False) == set()
