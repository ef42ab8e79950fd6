from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2

from tearoad.mission.papers.delegation.press import Kind, papers
from tearoad.mission.papers.delegation.roster import Roster
from tearoad.values import Language

STAMP = datetime(2023, 2, 1, tzinfo=UTC)


def _text(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


def test_every_paper_is_made_in_every_language_of_the_mission(people: Roster) -> None:
    made = list(papers(people, stamp=STAMP))
    every = {(kind, language) for kind in Kind if kind is not Kind.BADGES for language in Language}
    assert {(one.kind, one.language) for one in made} == every | {(Kind.BADGES, None)}
    assert len({one.file.path for one in made}) == len(made)
    texts = {(one.kind, one.language): _text(one.file.content) for one in made}
    for name in ("赵示例", "Чжао Шили", "ZHAO Shili"):
        assert name in texts[Kind.NAMES, Language.RU]
        assert name in texts[Kind.BADGES, None]
    assert "Анна Примерова" in texts[Kind.SEATS, Language.ZH]
    assert "no pork" in texts[Kind.EMERGENCY, Language.ZH]


def test_the_same_people_give_the_same_bytes(people: Roster) -> None:
    small = replace(people, mission=replace(people.mission, paper_languages=(Language.ZH,)))
    assert list(papers(small, stamp=STAMP)) == list(papers(small, stamp=STAMP))


def test_nobody_is_no_paper(people: Roster) -> None:
    assert list(papers(replace(people, delegates=()), stamp=STAMP)) == []


def test_long_names_and_long_lines_stay_on_their_card(people: Roster) -> None:
    """Nothing a card holds is cut: the last line of each is found in the text that is inside the page."""
    long = replace(
        people.delegates[0],
        office="Department of Foreign Trade and Economic Cooperation of the Province of Somewhere Far Away " * 2,
        diet="no pork, no shellfish, no peanuts, no sesame, no lactose, please ask before cooking anything at all",
    )
    odd = replace(people, delegates=(long,), mission=replace(people.mission, paper_languages=(Language.ZH,)))
    made = {one.kind: one.file.content for one in papers(odd, stamp=STAMP)}
    assert "+86 138 0000 0009" in _text(made[Kind.EMERGENCY])
