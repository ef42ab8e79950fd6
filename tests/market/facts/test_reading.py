from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tearoad.cli.app import build
from tearoad.errors import InputError, TearoadError
from tearoad.market.facts.checking import check_numbers
from tearoad.market.facts.dates import places_of
from tearoad.market.facts.document import Exactness, FactType, ProposedFact, StatedDate
from tearoad.market.facts.numbers import numbers_of
from tearoad.market.facts.reading import MOST_CHARACTERS, read_facts, sentences_of
from tearoad.market.facts.speakers import speaker_of
from tearoad.market.facts.vocabulary import language_of, vocabulary
from tearoad.market.facts.wording import base_numbers, implied_line
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


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Transit takes 12 to 15 days.", "12", "15", "day"),
        ("They ask $4-5 a kilo.", "4", "5", "dollar"),
        ("Путь занимает 12–15 суток.", "12", "15", "day"),
        ("运输需12至15天。", "12", "15", "day"),
        ("首批货物重达300余吨。", "300", "400", "tonne"),
        ("It took six hours.", "5.5", "6.5", "hour"),
        ("Prices rose by 5 to 7 per cent.", "5", "7", "change"),
        ("Prices fell from 20 per cent to 15 per cent.", "14.5", "15.5", "share"),
        ("Sales doubled.", "95", "105", "change"),
        ("贸易额突破三百亿美元。", "30000000000", "40000000000", "dollar"),
        ("Exports grew 2.5 times as fast.", "145", "155", "change"),
        ("Sales halved.", "-55", "-45", "change"),
        ("Продажи сократились вдвое.", "-55", "-45", "change"),
        ("销售额翻了两番。", "295", "305", "change"),
        ("运费下降两成。", "-25", "-15", "change"),
        ("Exports came to $3bn (−7%).", "-7.5", "-6.5", "change"),
    ],
)
def test_number_of_any_wording_has_its_interval(text: str, low: str, high: str, unit: str) -> None:
    (*_, fact) = [fact for fact in read_facts(text) if fact.number is not None]

    assert fact.number is not None
    assert (fact.number.low, fact.number.high, fact.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Signed on 2024-03-18.", "2024-03-18"),
        ("Подписано 18.03.2024.", "2024-03-18"),
        ("From 1 Sept. 2025 it is lower.", "2025-09-01"),
        ("It grew in the first quarter of 2024.", "2024-Q1"),
        ("За I квартал 2024 г. вывоз вырос.", "2024-Q1"),
        ("2024年下半年增长。", "2024-H2"),
    ],
)
def test_date_of_any_wording_is_the_same(text: str, found: str) -> None:
    assert [str(fact.date) for fact in read_facts(text) if fact.type is FactType.DATE] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "“Costs rose. We pay 18% more,” said Maud Ferrier.",
        "“We wait,” said Maud Ferrier. “It costs 18% more.”",
        "Costs rose, Maud Ferrier said. She put the rise at 18%, she added.",
    ],
)
def test_speaker_of_several_sentences_says_each_of_them(text: str) -> None:
    assert only(text, FactType.PERCENTAGE).speaker == "Maud Ferrier"


def test_what_holds_since_a_day_says_so() -> None:
    fact = only("Since 1 July 2024, the duty has been 5 per cent.", FactType.PERCENTAGE)

    assert fact.since == StatedDate(2024, 7, 1)


def test_who_says_it_and_whom_they_cite_are_two_steps() -> None:
    facts = read_facts(NOTICE)

    assert {(fact.speaker, fact.cites) for fact in facts} == {("mission in Orsk", "customs")}
    reported = "Igor Lemov said sales rose, according to a readout from the ministry."
    words = vocabulary(language_of(reported))
    assert speaker_of(reported, words, language_of(reported)) == ("a readout from the ministry", "Igor Lemov")


@pytest.mark.parametrize(
    ("text", "speaker", "cites"),
    [
        ("站长王强介绍，据海关数据，1月运量150万吨。", "站长王强", "海关"),
        ("Dina Orlova said that, according to customs, it moved 5 tonnes.", "Dina Orlova", "customs"),
        ("Dina Orlova said it moved 5 tonnes, according to customs.", "customs", "Dina Orlova"),
        ("Vietnamese customs, quoted by the News Agency, put it at 5 tonnes.", "News Agency", "Vietnamese customs"),
        ("По данным ФТС, которые приводит посольство, вывезено 5 тонн.", "посольство", "ФТС"),
        ("Вывезено 5 тонн, сообщил 3 февраля начальник станции со ссылкой на РЖД.", "начальник станции", "РЖД"),
        ("Вывезено на 40 млн долл. США, отметил эксперт ВШЭ, ссылаясь на Росстат.", "эксперт ВШЭ", "Росстат"),
    ],
)
def test_whoever_relays_a_figure_cites_the_one_who_has_it(text: str, speaker: str, cites: str) -> None:
    assert {(fact.speaker, fact.cites) for fact in read_facts(text)} == {(speaker, cites)}


@pytest.mark.parametrize(
    ("sentence", "held"),
    [
        ("The tax was lowered from 10% to 6.5% from 1 July 2023 on packages under 3 kg.", "6.5%"),
        ("From 1 July 2023 the tax on packages under 3 kg was lowered from 10% to 6.5%.", "6.5%"),
        ("自2023年7月1日起，3公斤以下包装茶叶的关税由10%降至6.5%。", "6.5%"),
        ("С 1 июля 2023 года ставка на упаковки до 3 кг снижена с 10% до 6,5%.", "6,5%"),
        ("С 1 июля 2023 года ставка на чай составляет 6,5%.", "6,5%"),
    ],
)
def test_only_the_new_rate_holds_since_a_day(sentence: str, held: str) -> None:
    assert [fact.written for fact in read_facts(sentence) if fact.since is not None] == [held]


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        (
            "Exports reached $2.58 bn, up 34.7% on the year.",
            "1,915,000,000 US dollars (between 1,911,000,000 and 1,920,000,000)",
        ),
        ("Volume was 225,000 tonnes, up 36.36 percent.", "165,000 t (between 164,600 and 165,400)"),
        ("The hall took 4,400 visitors, 10 percent more than a year ago.", "4,000 people (between 3,940 and 4,060)"),
    ],
)
def test_what_was_there_before_has_its_unit_and_ends_that_can_be_told_apart(sentence: str, says: str) -> None:
    (base,) = check_numbers(read_facts(sentence))

    assert f"before that it was about {says}." in Words(Language.EN)(implied_line(base, Words(Language.EN)))


def test_sentences_are_cut_by_their_own_language() -> None:
    text = "It cost 1.5 million. Then it fell.\n出口增长。进口下降。\nРост на 1.5 млн. Потом спад."

    assert len(list(sentences_of(text))) == 6


@pytest.mark.parametrize(("text", "code"), [(" \n", "market.facts_empty"), ("a" * 200_001, "market.facts_long")])
def test_nothing_and_too_much_are_refused(text: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read_facts(text)

    assert refused.value.code == code
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
    assert "before that it was about 820,000 t (between 792,000 and 852,000)" in said.output
    assert "Low base" in said.output
    assert [implied["warnings"] for implied in report["implied"]] == [["low_base"]]
    assert [fact["written"] for fact in report["facts"] if fact["type"] == "quantity"] == ["1.5 million tonnes"]


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

    error = run(str(file)).exception

    assert isinstance(error, TearoadError)
    assert error.code == code


def test_numbers_that_stand_side_by_side_are_two() -> None:
    """Finds a number that is lost where it begins just behind another."""
    found = numbers_of("10%两百万吨", vocabulary(Language.ZH), ())
    assert [(number.start, number.end, int(number.number.value)) for number in found] == [(0, 3, 10), (3, 7, 2_000_000)]


@pytest.mark.parametrize(
    ("apart", "shown"), [("1e-7", ("1.2345679", "1.234568", "1.2345681")), ("1e-8", ("1.23",) * 3)]
)
def test_ends_are_told_with_eight_digits_at_most(apart: str, shown: tuple[str, ...]) -> None:
    """Finds one digit more than anybody has rounded to."""
    low, middle, high = (Decimal("1.2345678901234") + place * Decimal(apart) for place in range(3))
    assert base_numbers((low, middle, high), Words(Language.EN)) == shown


def test_days_and_months_are_no_places() -> None:
    """Finds a weekday that is taken for a town."""
    sentence = "Imports in Monday trade, in March, in Moscow rose."
    places = [sentence[start:end] for start, end in places_of(sentence, vocabulary(Language.EN), Language.EN)]
    assert places == ["Moscow"]
