from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2

from tearoad.mission.papers import booklet
from tearoad.values import Language, PartyId

if TYPE_CHECKING:
    from tests.mission.papers.conftest import Delegation


def _pages(delegation: Delegation) -> list[str]:
    (file,) = booklet.papers(delegation.mission, delegation.exporters, stamp=delegation.stamp)
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
    for words in (
        "ГуйчжоуЛюйлин", "GuizhouLyulingTea", "遵义", "A2", "HS0902.200000", "0902.200001", "500kg", "USD12.50/kg",
        "FOBShenzhen", "ISO22000№CN-77→2025-03-01", "英语/английский/English", "王伟", "WangWei", "+8613800000000",
        "w@tea.example",
    ):  # fmt: skip
        assert words in page


def test_standing_and_do_not_meet_are_not_in_the_booklet(delegation: Delegation) -> None:
    everything = "".join(_pages(delegation)).casefold()
    assert "secret" not in everything
    assert "held" not in everything


def test_the_missions_order_of_languages_decides_what_stands_first(delegation: Delegation) -> None:
    turned = replace(delegation.mission, paper_languages=(Language.RU, Language.EN))
    made = booklet.booklet(turned, delegation.exporters)
    assert made.firms[0].names[0] == "Гуйчжоу Люйлин"
    assert (made.labels.products.first, made.labels.products.more) == ("Продукция", ("Products",))


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
