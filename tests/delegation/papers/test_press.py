from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2

from tearoad.checklist import DiplomaticPost, PostId, PostKind
from tearoad.delegation.papers.badges import PostLine, badges, emergency
from tearoad.delegation.papers.press import PaperKind, papers
from tearoad.delegation.papers.roster import Roster, roster
from tearoad.values import CountryCode, Language, LocalText
from tests.paper.seen import inside, outside, squeezed

STAMP = datetime(2023, 2, 1, tzinfo=UTC)
ON = date(2023, 1, 9)


def _text(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def test_every_paper_is_made_in_every_language_of_the_mission(people: Roster) -> None:
    made = list(papers(people, stamp=STAMP))
    every = {
        (kind, language)
        for kind in PaperKind
        if kind not in {PaperKind.BADGES, PaperKind.TALKS}
        for language in Language
    }
    assert {(pdf.kind, pdf.language) for pdf in made} == every | {(PaperKind.BADGES, None)}
    assert len({pdf.file.path for pdf in made}) == len(made)
    texts = {(pdf.kind, pdf.language): _text(pdf.file.content) for pdf in made}
    for name in ("赵示例", "Чжао Шили", "ZHAO Shili"):
        assert name in texts[PaperKind.NAMES, Language.RU]
        assert name in texts[PaperKind.BADGES, None]
    assert "Анна Примерова" in texts[PaperKind.SEATS, Language.ZH]
    assert "不吃猪肉" in texts[PaperKind.EMERGENCY, Language.ZH]


def test_the_same_people_give_the_same_bytes(people: Roster) -> None:
    small = replace(people, mission=replace(people.mission, paper_languages=(Language.ZH,)))
    assert list(papers(small, stamp=STAMP)) == list(papers(small, stamp=STAMP))


def test_nobody_is_no_paper(people: Roster) -> None:
    assert list(papers(replace(people, delegates=()), stamp=STAMP)) == []


LONG = {
    "office": "Department of Foreign Trade and Economic Cooperation of the Province of Somewhere Far Away " * 2,
    "diet": "neither pork nor shellfish nor peanuts nor sesame nor lactose: please ask before cooking anything at all",
    "role": "Deputy director-general for the promotion of exports of agricultural goods and of everything else",
}


def test_long_names_and_long_lines_stay_on_their_card(people: Roster) -> None:
    """The card is filled to its last line, and the last line stands inside the card."""
    long = replace(
        people.delegates[0], office=LocalText(LONG["office"]), diet=LONG["diet"], role=LocalText(LONG["role"])
    )
    odd = replace(people, delegates=(long,), mission=replace(people.mission, paper_languages=(Language.ZH,)))
    made = {paper.kind: paper.file.content for paper in papers(odd, stamp=STAMP)}
    card = inside(made[PaperKind.EMERGENCY], 0, (15, 19.5, 90, 86))
    assert [
        text for text in ("+8613800000009", squeezed(LONG["diet"]), squeezed(LONG["office"])) if text not in card
    ] == []
    badge = inside(made[PaperKind.BADGES], 0, (15, 13.5, 90, 54))
    assert [text for text in (squeezed(LONG["office"]), squeezed(LONG["role"])) if text not in badge] == []


def test_an_emergency_card_names_the_posts_of_the_country(people: Roster) -> None:
    embassy = DiplomaticPost(
        PostId("P1"), LocalText("Embassy (fictional)", "大使馆（虚构）", "Посольство (вымышлено)"), CountryCode("RU"),
        PostKind.EMBASSY, LocalText("Moscow"), address=LocalText("Example lane 1"), phone="+74950000001",
        source="example", retrieved_on=ON,
    )  # fmt: skip
    doubtful = replace(embassy, id=PostId("P2"), kind=PostKind.CONSULATE, phone="+74950000002", source="")
    elsewhere = replace(embassy, id=PostId("P3"), country=CountryCode("KZ"), phone="+74950000003")
    of = roster(people.mission, people.delegates, (), (), posts=(doubtful, embassy, elsewhere))
    (first, *_) = emergency(of, Language.ZH).cards
    assert first.posts == (
        PostLine("大使馆（虚构）", "Посольство (вымышлено)", "+7 495 000-00-01", "Moscow, Example lane 1"),
        PostLine("大使馆（虚构） (未核实)", "Посольство (вымышлено)", "+7 495 000-00-02", "Moscow, Example lane 1"),
    )


def test_no_letter_leaves_its_page(people: Roster) -> None:
    """A missing letter cannot be there either: the archive's form of PDF refuses it."""
    made = papers(people, stamp=STAMP)
    assert {pdf.file.path: outside(pdf.file.content) for pdf in made if outside(pdf.file.content)} == {}


def test_a_badges_name_is_read_across_a_table(people: Roster) -> None:
    """A capital of the name is 8 mm high, where the name is short enough for one line."""
    made = {paper.kind: paper.file.content for paper in papers(people, stamp=STAMP)}
    text = pypdfium2.PdfDocument(made[PaperKind.BADGES])[0].get_textpage()
    at = text.get_text_range().index(badges(people).badges[0].name)
    _, bottom, _, top = text.get_charbox(at)
    assert round((top - bottom) * 25.4 / 72) == 8
