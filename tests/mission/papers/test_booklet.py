from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw
import pytest
from PIL import Image

from tearoad.mission.papers import booklet
from tearoad.names import FirmName
from tearoad.values import Language, PartyId
from tests.paper.seen import outside, squeezed, words

if TYPE_CHECKING:
    from tests.mission.papers.conftest import Delegation


_UNTIL_ZH = "有效期至2025年3月1日"


def _pages(delegation: Delegation, language: Language = Language.ZH) -> list[str]:
    made = booklet.papers(delegation.mission, delegation.exporters, stamp=delegation.stamp)
    (file,) = (paper_file for paper_file in made if paper_file.path == booklet.path(language))
    document = pypdfium2.PdfDocument(file.content)
    texts = (document[number].get_textpage().get_text_range() for number in range(len(document)))
    return [re.sub(r"[\s\u200b]", "", text) for text in texts]


def test_cover_contents_and_a_page_a_firm_in_the_order_of_the_stands(delegation: Delegation) -> None:
    pages = _pages(delegation)
    assert len(pages) == 4
    assert "贵州食品经贸代表团（虚构）" in pages[0]
    assert pages[1].index("贵州绿岭茶业有限公司") < pages[1].index("贵州辣香食品")
    assert pages[2].startswith("贵州绿岭茶业有限公司")
    assert pages[3].startswith("贵州辣香食品")


def test_a_firms_page_holds_three_scripts_codes_price_and_contact(delegation: Delegation) -> None:
    page = _pages(delegation)[2]
    for said in (
        "ГуйчжоуЛюйлин", "GuizhouLyulingTea", "遵义", "A2", "HS0902.200000", "0902.200001", "500公斤", "USD12.50/公斤",
        "FOBShenzhen", "ISO22000", "№CN-77", "有效期至2025年3月1日", "中文·英语", "王伟", "WangWei", "+8613800000000",
        "w@tea.example",
    ):  # fmt: skip
        assert said in page


def test_standing_and_do_not_meet_are_not_in_the_booklet(delegation: Delegation) -> None:
    everything = "".join(_pages(delegation)).casefold()
    assert "secret" not in everything
    assert "held" not in everything


@pytest.mark.parametrize(
    ("language", "name", "others", "until", "spoken"),
    [
        (
            Language.ZH,
            "贵州绿岭茶业有限公司",
            ("Гуйчжоу Люйлин", "Guizhou Lyuling Tea"),
            "有效期至2025年3月1日",
            "英语",
        ),
        (
            Language.RU,
            "Гуйчжоу Люйлин",
            ("贵州绿岭茶业有限公司", "Guizhou Lyuling Tea"),
            "до 1 марта 2025\u202fг.",
            "английский",
        ),
        (
            Language.EN,
            "Guizhou Lyuling Tea",
            ("贵州绿岭茶业有限公司", "Гуйчжоу Люйлин"),
            "until 1 March 2025",
            "English",
        ),
    ],
)
def test_a_book_speaks_its_readers_language_with_the_original_beside(
    delegation: Delegation, language: Language, name: str, others: tuple[str, ...], until: str, spoken: str
) -> None:
    firm = booklet.booklet(delegation.mission, delegation.exporters, language).firms[0]
    assert (firm.name, firm.others) == (name, others)
    assert ([certificate.until for certificate in firm.certificates], firm.languages[1]) == ([until], spoken)


def test_a_book_in_each_language_of_the_mission_in_their_order(delegation: Delegation) -> None:
    turned = replace(delegation.mission, paper_languages=(Language.RU, Language.EN))
    made = booklet.papers(turned, delegation.exporters, stamp=delegation.stamp)
    assert [file.path for file in made] == ["booklet-ru.pdf", "booklet-en.pdf"]


def test_a_photo_stands_on_its_firms_page_and_nowhere_else(delegation: Delegation) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (300, 200), "grey").save(picture, "JPEG")
    (file,) = booklet.papers(
        replace(delegation.mission, paper_languages=(Language.EN,)),
        delegation.exporters,
        stamp=delegation.stamp,
        photos={PartyId("E01"): picture.getvalue()},
    )
    document = pypdfium2.PdfDocument(file.content)
    kinds = [[pdf_object.type for pdf_object in page.get_objects()] for page in document]
    pictured = [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE in kind for kind in kinds]
    assert pictured == [False, False, True, False]


def test_the_contents_of_twenty_firms_fit_on_one_page(delegation: Delegation) -> None:
    first = delegation.exporters[0]
    firms = tuple(replace(first, id=PartyId(f"E{number:02}"), stand=f"A{number}") for number in range(1, 21))
    pages = _pages(replace(delegation, exporters=firms))
    assert len(pages) == 22
    assert [f"A{number}" in pages[1] for number in range(1, 21)] == [True] * 20


def test_no_firm_no_booklet(delegation: Delegation) -> None:
    assert list(booklet.papers(delegation.mission, (), stamp=delegation.stamp)) == []


def test_the_booklet_is_the_same_each_time(delegation: Delegation) -> None:
    first, second = (
        list(booklet.papers(delegation.mission, delegation.exporters, stamp=delegation.stamp)) for _ in range(2)
    )
    assert first == second


def test_no_letter_leaves_its_page_and_none_of_a_long_name_is_cut(delegation: Delegation) -> None:
    first, second = delegation.exporters
    long = FirmName(
        "贵州省黔东南苗族侗族自治州高原生态农产品综合开发集团股份有限公司" * 2, "Guizhou " * 16, "Предприятие " * 14
    )
    made = tuple(booklet.papers(delegation.mission, (replace(first, name=long), second), stamp=delegation.stamp))
    assert len(made) == 3
    for file in made:
        assert (outside(file.content), [n for n in long.written if squeezed(n) not in words(file.content)]) == ([], [])


def test_names_on_cover_and_pages_stand_in_the_mission_s_order_of_languages(delegation: Delegation) -> None:
    said = []
    for order in ((Language.ZH, Language.RU, Language.EN), (Language.ZH, Language.EN, Language.RU)):
        mission = replace(delegation.mission, paper_languages=order)
        book = booklet.booklet(mission, delegation.exporters, Language.ZH)
        texts = {Language.RU: mission.name["ru"], Language.EN: mission.name["en"]}
        assert book.other_names == tuple(texts[language] for language in order[1:])
        said.append(next(firm for firm in book.firms if len(firm.others) > 1).others)
    assert said[0] == said[1][::-1]
