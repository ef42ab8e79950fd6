"""Articles that come as PDF or Word give the words that their reader sees, and those that do more are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tearoad.errors import InputError
from tearoad.market.facts.articles import article_text
from tearoad.market.facts.reading import read_facts
from tearoad.office.files.pdf_words import PrintedLine, paragraphs
from tests.market.facts.made_files import pdf_file, word_file
from tests.office.files import pdfs

HEAD = "Rail by the border (fictional)"
ENGLISH = (
    "The line through the crossing moved 1.5 million tonnes in May 2023, a nearly 83 per cent jump, the mission in "
    "Orsk said, citing customs."
)
CHINESE = (
    "据奥尔斯克代表处援引海关数据称，二〇二三年五月该口岸铁路运输货物150万吨，"
    "同比增长近83%，创下口岸开通以来的最高纪录。"
)
RUSSIAN = (
    "В мае 2023 года через переход перевезли 1,5 млн тонн грузов, почти на 83 % больше, чем годом раньше, сообщило "
    "представительство в Орске со ссылкой на таможню."
)
ARTICLES = (ENGLISH, CHINESE, RUSSIAN)


@pytest.mark.parametrize("article", ARTICLES)
def test_the_words_of_a_pdf_are_joined_to_the_sentences_that_were_written(tmp_path: Path, article: str) -> None:
    text = article_text(pdf_file(tmp_path, HEAD, article), "a.pdf")

    assert text.split("\n") == [HEAD, article]


def test_the_facts_of_a_pdf_are_those_of_its_words(tmp_path: Path) -> None:
    read = read_facts(article_text(pdf_file(tmp_path, ARTICLES[0]), "a.pdf"), None)

    assert read == read_facts(ARTICLES[0], None)


def test_the_words_of_a_word_file_are_those_that_were_not_struck_out() -> None:
    assert article_text(word_file(HEAD, *ARTICLES, struck="7 tonnes"), "a.docx") == "\n".join((HEAD, *ARTICLES))


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (
            [("The line moved a mil-", 90, 99), ("lion tonnes", 80, 99), ("of goods.", 70, 40)],
            ["The line moved a million tonnes of goods."],
        ),
        (
            [("A heading", 90, 40), ("The line moved", 70, 99), ("5 tonnes.", 60, 40)],
            ["A heading", "The line moved 5 tonnes."],
        ),
        ([("It moved.", 90, 40), ("More", 80, 99), ("moved.", 70, 40)], ["It moved.", "More moved."]),
        ([("铁路运输", 90, 99), ("一百五十万吨", 80, 99)], ["铁路运输一百五十万吨"]),
        ([("铁路运输", 90, 99), ("150万吨", 80, 99)], ["铁路运输150万吨"]),
        ([], []),
    ],
)
def test_lines_of_a_page_make_paragraphs(lines: list[tuple[str, int, int]], joined: list[str]) -> None:
    assert list(paragraphs([PrintedLine(*line) for line in lines])) == joined


@pytest.mark.parametrize(
    ("name", "content", "code", "hint"),
    [
        ("a.pdf", pdfs.PLAIN, "market.facts_scanned", "market.facts_scanned_hint"),
        ("a.pdf", pdfs.SCRIPTED, "office.flaw_script", "market.facts_no_text_hint"),
        ("a.pdf", b"%PDF-1.7\xff\xfe", "office.flaw_broken", "market.facts_no_text_hint"),
        ("a.docx", word_file("a", more=("word/vbaProject.bin",)), "office.flaw_macros", "market.facts_no_text_hint"),
        ("a.docx", word_file(""), "market.facts_scanned", "market.facts_scanned_hint"),
        (
            "a.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "office.flaw_kind",
            "market.facts_old_word_hint",
        ),
    ],
)
def test_what_does_more_than_being_read_or_holds_no_words_is_refused(
    name: str, content: bytes, code: str, hint: str
) -> None:
    with pytest.raises(InputError) as refused:
        article_text(content, name)

    assert (refused.value.code, refused.value.hint and refused.value.hint.code) == (code, hint)
