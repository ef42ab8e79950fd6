from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw
import pytest

from tearoad.mission import Place, PlaceKind
from tearoad.mission.papers import signs
from tearoad.names import FirmName
from tearoad.values import Language, LocalText, PartyId, PlaceId
from tests.paper.seen import outside, squeezed, words

if TYPE_CHECKING:
    from tests.mission.papers.conftest import Delegation

A4_LANDSCAPE = (842, 595)
POINTS_A_MM = 72 / 25.4
ENOUGH = 25
SMALL = 6
"""The label beside a stand's number and the mission's name in the foot are read at arm's length."""
HIGH = re.compile(r"[A-ZА-Я0-9公司展洽采购]")


def _files(delegation: Delegation) -> dict[str, pypdfium2.PdfDocument]:
    made = signs.papers(delegation.mission, delegation.exporters, stamp=delegation.stamp)
    return {file.path: pypdfium2.PdfDocument(file.content) for file in made}


def test_a_sign_for_each_stand_table_and_desk_in_a4_landscape(delegation: Delegation) -> None:
    files = _files(delegation)
    assert {path: len(document) for path, document in files.items()} == {"signs/stands.pdf": 6, "signs/tables.pdf": 2}
    sizes = {tuple(map(round, document[0].get_size())) for document in files.values()}
    assert sizes == {A4_LANDSCAPE}


@pytest.mark.parametrize("order", [tuple(Language), tuple(reversed(Language))])
def test_every_name_in_every_script_is_high_enough_for_ten_metres(
    delegation: Delegation, order: tuple[Language, ...]
) -> None:
    """A reader needs capitals of 25 mm at ten metres: number and name of a stand or table, a desk's name."""
    turned = replace(delegation, mission=replace(delegation.mission, paper_languages=order))
    lowest = {
        (path, page): _lowest(document, page)
        for path, document in _files(turned).items()
        for page in range(len(document))
    }
    assert {page: low for page, low in lowest.items() if low < ENOUGH} == {}


@pytest.mark.parametrize(
    "name",
    [
        "Lanchuan Songtian Rosa Roxburghii Co., Ltd.",
        "Соки из шиповника Роксбурга «Сунтянь»",
        "岚川松田刺梨有限公司",
        "Lanchuan Plateau Ecological Agricultural Products Development Co., Ltd.",
        "Государственное унитарное предприятие «Продовольствие Севера»",
        "Сельскохозяйственный",
        "Торгпродовольствие-Поволжье",
        "Росвнешторгпродовольствие",
        "ООО «Межрегионсельхозпродовольствие»",
        "Lebensmittelgroßhandelsgesellschaft",
        "Межгосударственное сельскохозяйственное объединение",
    ],
)
def test_a_long_name_or_word_keeps_letters_for_ten_metres(delegation: Delegation, name: str) -> None:
    """Narrow letters first, a hyphen where even they are too wide; what is read stays whole and on the page."""
    firm = replace(delegation.exporters[0], name=FirmName(name))
    desk = Place(PlaceId("D1"), PlaceKind.DESK, LocalText(name), owner=PartyId("B1"))
    mission = replace(delegation.mission, places=(desk,))
    made = list(signs.papers(mission, (firm,), stamp=delegation.stamp))
    assert [paper_file.path for paper_file in made] == ["signs/stands.pdf", "signs/tables.pdf"]
    for file in made:
        assert _lowest(pypdfium2.PdfDocument(file.content), 0) >= ENOUGH
        assert [letter for _, letter in outside(file.content) if letter.strip()] == []  # a line ends in a blank
        assert "公司" in name or squeezed(name).replace("-", "") in words(file.content).replace("-", "")


def test_a_desk_with_long_names_has_a_sheet_for_each(delegation: Delegation) -> None:
    long = LocalText(
        "岚川松田刺梨有限公司采购洽谈专用服务台",
        "Purchasing desk of the Northern Trade House",
        "Стол закупок торгового дома «Северный»",
    )
    places = (Place(PlaceId("D1"), PlaceKind.DESK, long, owner=PartyId("B1")),)
    made = signs.papers(replace(delegation.mission, places=places), (), stamp=delegation.stamp)
    (document,) = (pypdfium2.PdfDocument(file.content) for file in made)
    assert [_lowest(document, page) >= ENOUGH for page in range(len(document))] == [True] * len(Language)


def _lowest(document: pypdfium2.PdfDocument, page: int) -> float:
    """Return the height of the lowest capital, digit or Han letter of a page in mm, small print aside."""
    text = document[page].get_textpage()
    seen = ((text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars()))
    high = [(top - bottom) / POINTS_A_MM for letter, (_, bottom, _, top) in seen if HIGH.fullmatch(letter)]
    return float(min(height for height in high if height > SMALL))


def test_the_missions_first_language_stands_first_and_largest(delegation: Delegation) -> None:
    for order in ((Language.RU, Language.EN, Language.ZH), (Language.EN, Language.ZH, Language.RU)):
        (sign, *_) = signs.stand_signs(replace(delegation.mission, paper_languages=order), (delegation.exporters[1],))
        names = {Language.ZH: "贵州绿岭茶业有限公司", Language.RU: "Гуйчжоу Люйлин", Language.EN: "Guizhou Lyuling Tea"}
        assert sign.names == tuple(names[language] for language in order)


def test_a_sign_carries_no_picture_and_so_no_flag(delegation: Delegation) -> None:
    kinds = {
        pdf_object.type
        for document in _files(delegation).values()
        for page in document
        for pdf_object in page.get_objects()
    }
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in kinds


def test_a_stand_sign_says_the_firm_in_three_scripts(delegation: Delegation) -> None:
    document = _files(delegation)["signs/stands.pdf"]
    text = "".join(document[page].get_textpage().get_text_range() for page in range(3))
    for said in ("A2", "贵州绿岭茶业有限公司", "Гуйчжоу Люйлин", "Guizhou Lyuling Tea", "Стенд", "展位"):
        assert said in "".join(text.split("\r\n")).replace("  ", " ")


def test_a_long_name_stays_on_the_sign(delegation: Delegation) -> None:
    long = FirmName(
        "贵州省黔东南苗族侗族自治州高原生态农产品综合开发集团股份有限公司",
        "Guizhou Qiandongnan Plateau Ecological Agricultural Products Comprehensive Development Group Co., Ltd.",
        "Государственное унитарное внешнеэкономическое предприятие «Продовольствие Севера»",
    )
    firm = replace(delegation.exporters[0], name=long)
    (file,) = (
        paper
        for paper in signs.papers(delegation.mission, (firm,), stamp=delegation.stamp)
        if paper.path == "signs/stands.pdf"
    )
    document = pypdfium2.PdfDocument(file.content)
    text = document[0].get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    assert len(document) == 3
    assert min(left for left, _, _, _ in boxes) >= 0
    assert max(right for _, _, right, _ in boxes) <= A4_LANDSCAPE[0]
    assert "".join(text.get_text_range().split()).count("股份有限公司") == 1


def test_a_mission_without_tables_has_no_table_signs(delegation: Delegation) -> None:
    bare = replace(delegation.mission, places=())
    made = signs.papers(bare, delegation.exporters, stamp=delegation.stamp)
    assert [file.path for file in made] == ["signs/stands.pdf"]


def test_no_letter_leaves_its_page(delegation: Delegation) -> None:
    made = signs.papers(delegation.mission, delegation.exporters, stamp=delegation.stamp)
    assert {file.path: found for file in made if (found := outside(file.content))} == {}
