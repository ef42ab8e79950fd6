from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2

from tearoad.mission.papers import signs
from tearoad.names import FirmName

if TYPE_CHECKING:
    from tests.mission.papers.conftest import Delegation

A4_LANDSCAPE = (842, 595)
POINTS_A_MM = 72 / 25.4


def _files(delegation: Delegation) -> dict[str, pypdfium2.PdfDocument]:
    made = signs.papers(delegation.mission, delegation.exporters, stamp=delegation.stamp)
    return {file.path: pypdfium2.PdfDocument(file.content) for file in made}


def _height_mm(document: pypdfium2.PdfDocument, page: int, letter: str) -> float:
    """Return how high the largest such letter is drawn, in mm."""
    text = document[page].get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars()) if text.get_text_range(n, 1) == letter]
    return max(float(top - bottom) / POINTS_A_MM for _, bottom, _, top in boxes)


def test_a_sign_for_each_stand_table_and_desk_in_a4_landscape(delegation: Delegation) -> None:
    files = _files(delegation)
    assert {path: len(document) for path, document in files.items()} == {"signs/stands.pdf": 2, "signs/tables.pdf": 2}
    sizes = {tuple(map(round, document[0].get_size())) for document in files.values()}
    assert sizes == {A4_LANDSCAPE}


def test_numbers_are_high_enough_for_ten_metres(delegation: Delegation) -> None:
    """A reader needs letters of about 3 mm a metre of distance, so 30 mm; these are well above."""
    files = _files(delegation)
    assert _height_mm(files["signs/stands.pdf"], 0, "A") > 40
    assert _height_mm(files["signs/tables.pdf"], 0, "1") > 80


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
