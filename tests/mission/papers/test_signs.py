from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw
import pytest

from tearoad.mission.papers import signs
from tearoad.names import FirmName
from tearoad.values import Language
from tests.paper.seen import outside

if TYPE_CHECKING:
    from tests.mission.papers.conftest import Delegation

A4_LANDSCAPE = (842, 595)
POINTS_A_MM = 72 / 25.4


def _files(delegation: Delegation) -> dict[str, pypdfium2.PdfDocument]:
    made = signs.papers(delegation.mission, delegation.exporters, stamp=delegation.stamp)
    return {file.path: pypdfium2.PdfDocument(file.content) for file in made}


def test_a_sign_for_each_stand_table_and_desk_in_a4_landscape(delegation: Delegation) -> None:
    files = _files(delegation)
    assert {path: len(document) for path, document in files.items()} == {"signs/stands.pdf": 2, "signs/tables.pdf": 2}
    sizes = {tuple(map(round, document[0].get_size())) for document in files.values()}
    assert sizes == {A4_LANDSCAPE}


@pytest.mark.parametrize("order", [tuple(Language), tuple(reversed(Language))])
def test_the_main_line_of_every_sign_is_high_enough_for_ten_metres(
    delegation: Delegation, order: tuple[Language, ...]
) -> None:
    """A reader needs letters of 25 to 30 mm at ten metres: the stand's or table's number, or the desk's name."""
    turned = replace(delegation, mission=replace(delegation.mission, paper_languages=order))
    highest = {
        (path, page): max(top - bottom for bottom, top in _extents(document, page)) / POINTS_A_MM
        for path, document in _files(turned).items()
        for page in range(len(document))
    }
    assert {one: high for one, high in highest.items() if high < 25} == {}
    stands = [high for (path, _), high in highest.items() if path == "signs/stands.pdf"]
    assert min(stands) > 40


def _extents(document: pypdfium2.PdfDocument, page: int) -> list[tuple[float, float]]:
    text = document[page].get_textpage()
    boxes = (text.get_charbox(at) for at in range(text.count_chars()))
    return [(bottom, top) for _, bottom, _, top in boxes]


def test_the_missions_first_language_stands_first_and_largest(delegation: Delegation) -> None:
    for order in ((Language.RU, Language.EN, Language.ZH), (Language.EN, Language.ZH, Language.RU)):
        (sign, *_) = signs.stand_signs(replace(delegation.mission, paper_languages=order), (delegation.exporters[1],))
        names = {Language.ZH: "贵州绿岭茶业有限公司", Language.RU: "Гуйчжоу Люйлин", Language.EN: "Guizhou Lyuling Tea"}
        assert sign.names == tuple(names[one] for one in order)


def test_a_sign_carries_no_picture_and_so_no_flag(delegation: Delegation) -> None:
    kinds = {one.type for document in _files(delegation).values() for page in document for one in page.get_objects()}
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE not in kinds


def test_a_stand_sign_says_the_firm_in_three_scripts(delegation: Delegation) -> None:
    text = _files(delegation)["signs/stands.pdf"][0].get_textpage().get_text_range()
    for words in ("A2", "贵州绿岭茶业有限公司", "Гуйчжоу Люйлин", "Guizhou Lyuling Tea", "Стенд", "展位"):
        assert words in text


def test_a_long_name_stays_on_the_sign(delegation: Delegation) -> None:
    long = FirmName(
        "贵州省黔东南苗族侗族自治州高原生态农产品综合开发集团股份有限公司",
        "Guizhou Qiandongnan Plateau Ecological Agricultural Products Comprehensive Development Group Co., Ltd.",
        "Государственное унитарное внешнеэкономическое предприятие «Продовольствие Севера»",
    )
    firm = replace(delegation.exporters[0], name=long)
    (file,) = (
        one
        for one in signs.papers(delegation.mission, (firm,), stamp=delegation.stamp)
        if one.path == "signs/stands.pdf"
    )
    document = pypdfium2.PdfDocument(file.content)
    text = document[0].get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    assert len(document) == 1
    assert min(left for left, _, _, _ in boxes) >= 0
    assert max(right for _, _, right, _ in boxes) <= A4_LANDSCAPE[0]
    assert "".join(text.get_text_range().split()).count("股份有限公司") == 1


def test_a_mission_without_tables_has_no_table_signs(delegation: Delegation) -> None:
    bare = replace(delegation.mission, places=())
    made = signs.papers(bare, delegation.exporters, stamp=delegation.stamp)
    assert [file.path for file in made] == ["signs/stands.pdf"]


def test_no_letter_leaves_its_page(delegation: Delegation) -> None:
    made = signs.papers(delegation.mission, delegation.exporters, stamp=delegation.stamp)
    assert {one.path: found for one in made if (found := outside(one.content))} == {}
