from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tearoad.cli.app import build
from tearoad.errors import InputError, TearoadError
from tearoad.market.facts.document import Exactness, FactType, ProposedFact, StatedDate
from tearoad.market.facts.reading import MOST_CHARACTERS, read_facts, sentences_of
from tearoad.market.facts.speakers import speaker_of
from tearoad.market.facts.vocabulary import language_of, vocabulary
from tearoad.values import Language
from tearoad.words import Words

NOTICE = "It moved 1.5 million tonnes in May, a nearly 83 per cent jump, the mission in Orsk said, citing customs."


def only(text: str, type_: FactType) -> ProposedFact:
    (found,) = [fact for fact in read_facts(text) if fact.type is type_]
    return found


@pytest.mark.parametrize(
    ("text", "value", "step", "exactness", "unit"),
    [
        ("about 1,800km", "1800", "100", Exactness.ROUNDED, "kilometre"),
        ("more than 1,800km", "1800", "100", Exactness.ABOVE, "kilometre"),
        ("почти 2,5 млн тонн", "2500000", "100000", Exactness.BELOW, "tonne"),
        ("1\u00a0800 км пути", "1800", "100", Exactness.ROUNDED, "kilometre"),
        ("出口近3.2亿美元", "320000000", "10000000", Exactness.BELOW, "dollar"),
        ("it cost $12.40", "12.40", "0.01", Exactness.ROUNDED, "dollar"),
    ],
)
def test_number_keeps_how_it_was_rounded_and_limited(
    text: str, value: str, step: str, exactness: Exactness, unit: str
) -> None:
    fact = only(text, FactType.QUANTITY)

    assert fact.number is not None
    assert (fact.number.value, fact.number.step) == (Decimal(value), Decimal(step))
    assert (fact.number.exactness, fact.unit) == (exactness, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Exports fell 9 per cent.", -9, "change"),
        ("Exports rose 9 per cent.", 9, "change"),
        ("The share is 9 per cent.", 9, "share"),
        ("Ввоз упал на 9 %.", -9, "change"),
        ("出口下降9%。", -9, "change"),
    ],
)
def test_percentage_says_whether_it_is_a_rise_or_a_fall(text: str, value: int, unit: str) -> None:
    fact = only(text, FactType.PERCENTAGE)

    assert fact.number is not None
    assert (int(fact.number.value), fact.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It reopened on January 8.", "2023-01-08"),
        ("Закрыто 30 декабря.", "2022-12-30"),
        ("2019年起停办。", "2019"),
        ("It runs until Friday.", "-W-5"),
    ],
)
def test_date_without_a_year_is_put_near_the_day_of_the_text(text: str, found: str) -> None:
    facts = read_facts(text, date(2023, 2, 6))

    assert [str(fact.date) for fact in facts if fact.type is FactType.DATE] == [found]


def test_what_holds_since_a_day_says_so() -> None:
    fact = only("Since 1 July 2024, the duty has been 5 per cent.", FactType.PERCENTAGE)

    assert fact.since == StatedDate(2024, 7, 1)


def test_who_says_it_and_whom_they_cite_are_two_steps() -> None:
    facts = read_facts(NOTICE)

    assert {(fact.speaker, fact.cites) for fact in facts} == {("mission in Orsk", "customs")}
    reported = "Igor Lemov said sales rose, according to a readout from the ministry."
    words = vocabulary(language_of(reported))
    assert speaker_of(reported, words, language_of(reported)) == ("a readout from the ministry", "Igor Lemov")


def test_sentences_are_cut_by_their_own_language() -> None:
    text = "It cost 1.5 million. Then it fell.\n出口增长。进口下降。\nРост на 1.5 млн. Потом спад."

    assert len(list(sentences_of(text))) == 6


@pytest.mark.parametrize(("text", "code"), [(" \n", "market.facts_empty"), ("a" * 200_001, "market.facts_long")])
def test_nothing_and_too_much_are_refused(text: str, code: str) -> None:
    with pytest.raises(InputError) as told:
        read_facts(text)

    assert told.value.code == code
    assert MOST_CHARACTERS == 200_000


def run(*arguments: str) -> Result:
    command = ["market", "facts", *arguments]
    return CliRunner().invoke(build(Language.EN), command, obj=Words(Language.EN), standalone_mode=False)


def test_command_prints_facts_with_speaker_and_what_follows(tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE, encoding="utf-8")

    said = run(str(file), "--on", "2023-02-06")
    report = json.loads(run(str(file), "--json").output)

    assert (said.return_value, said.exception) == (0, None)
    assert "Said by: mission in Orsk\n  Citing: customs" in said.output
    assert "before that it was about 820,000 (between 792,000 and 852,000)" in said.output
    assert "Low base" in said.output
    assert [one["warnings"] for one in report["implied"]] == [["low_base"]]
    assert [one["written"] for one in report["facts"] if one["type"] == "quantity"] == ["1.5 million tonnes"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe\x00", "market.facts_no_text"),
        (b"%PDF\0", "market.facts_no_text"),
        (b"", "market.facts_empty"),
        (None, "market.no_file"),
    ],
)
def test_what_is_no_article_is_refused_in_words(tmp_path: Path, content: bytes | None, code: str) -> None:
    file = tmp_path / "notice.txt"
    if content is not None:
        file.write_bytes(content)

    told = run(str(file)).exception

    assert isinstance(told, TearoadError)
    assert told.code == code
