"""A text read: every figure, date and place in it proposed as a fact, with its sentence and who says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tearoad.errors import InputError
from tearoad.market.facts.dates import DateInSentence, dates_of, places_of
from tearoad.market.facts.document import FactType, ProposedFact
from tearoad.market.facts.numbers import NumberInSentence, numbers_of
from tearoad.market.facts.speakers import speaker_of
from tearoad.market.facts.vocabulary import language_of, vocabulary
from tearoad.text import Text

MOST_CHARACTERS = 200_000
_OPENS, _CLOSES = "“«", "”»"


def read_facts(text: str, on: date | None = None) -> tuple[ProposedFact, ...]:
    """Return the facts that a text proposes, in its order; `on` is the day that it was written.

    Raises:
        InputError: the text is empty, or longer than an article is.

    """
    if not text.strip():
        raise InputError(Text("market.facts_empty"), Text("market.facts_empty_hint"))
    if len(text) > MOST_CHARACTERS:
        raise InputError(
            Text("market.facts_long", count=len(text), most=MOST_CHARACTERS), Text("market.facts_empty_hint")
        )
    sentences = tuple(sentences_of(text))
    return tuple(
        fact
        for sentence, (speaker, cites) in zip(sentences, _speakers_of(sentences), strict=True)
        for fact in _facts_of(ProposedFact(FactType.DATE, "", sentence, speaker=speaker, cites=cites), on)
    )


def _speakers_of(sentences: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return who says each sentence and whom they cite; what several sentences quote is said by the same person."""
    found: list[tuple[str, str]] = []
    left_open: list[bool] = []
    before, is_open = ("", ""), False
    for sentence in sentences:
        language = language_of(sentence)
        said = speaker_of(sentence, vocabulary(language), language, before[0])
        goes_on = is_open or sentence[0] in _OPENS
        is_open = _ends_open(sentence, is_open=is_open)
        before = before if goes_on and not said[0] else said
        found.append(before)
        left_open.append(is_open)
    for place in range(len(found) - 2, -1, -1):
        if left_open[place] and not found[place][0]:
            found[place] = found[place + 1]
    return found


def _ends_open(sentence: str, *, is_open: bool) -> bool:
    """Return whether somebody's words go on behind a sentence."""
    for sign in sentence:
        if sign in _OPENS or sign in _CLOSES:
            is_open = sign in _OPENS
    return is_open


def sentences_of(text: str) -> Iterator[str]:
    """Return the sentences of a text, each cut by the rules of the language that it is written in."""
    for paragraph in text.splitlines():
        pattern = vocabulary(language_of(paragraph)).patterns["sentence"]
        start = 0
        for match in pattern.finditer(paragraph):
            yield from _stripped(paragraph[start : match.end()])
            start = match.end()
        yield from _stripped(paragraph[start:])


def _stripped(sentence: str) -> Iterator[str]:
    if sentence.strip():
        yield sentence.strip()


def _facts_of(plain: ProposedFact, on: date | None) -> Iterator[ProposedFact]:
    sentence, language = plain.sentence, language_of(plain.sentence)
    words = vocabulary(language)
    dates = tuple(dates_of(sentence, words, on))
    since = next((date_in_sentence.date for date_in_sentence in dates if date_in_sentence.since), None)
    taken = tuple((date_in_sentence.start, date_in_sentence.end) for date_in_sentence in dates)
    placed: list[tuple[int, ProposedFact]] = []
    for dated in dates:
        written = sentence[dated.start : dated.end].strip()
        placed.append((dated.start, replace(plain, written=written, date=dated.date)))
    numbers = tuple(numbers_of(sentence, words, taken))
    begun = next((dated for dated in dates if dated.since), None)
    holding = None if begun is None else _nearest(begun, numbers)
    for number in numbers:
        type_ = FactType.PERCENTAGE if number.percentage else FactType.QUANTITY
        written = sentence[number.start : number.end].strip()
        fact = replace(
            plain,
            type=type_,
            written=written,
            number=number.number,
            unit=number.unit,
            since=since if number is holding else None,
        )
        placed.append((number.start, replace(fact, base=number.base)))
    for start, end in places_of(sentence, words, language):
        placed.append((start, replace(plain, type=FactType.PLACE, written=sentence[start:end])))
    yield from (fact for _, fact in sorted(placed, key=lambda each: each[0]))


def _nearest(dated: DateInSentence, numbers: tuple[NumberInSentence, ...]) -> NumberInSentence | None:
    """Return the number that holds since a day: what follows what was there before, else the nearest one."""
    known = [number for number in numbers if not number.base]
    before = next((number for number in numbers if number.base), None)
    if before is not None:
        known = [number for number in known if number.start > before.start][:1] or known
    return min(known, key=lambda number: max(dated.start - number.end, number.start - dated.end), default=None)
