"""Join the sides of a card: the native form first and the other beside it, what both sides say once and surer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tearoad.capture.cards.protocol import CardReader
from tearoad.capture.cards.sorting.persons import family_first, family_of
from tearoad.capture.cards.sorting.side import ReadValue, SideRead, read_side
from tearoad.text import Text

FIELDS = ("person", "title", "firm", "city", "phone", "email", "messenger")
"""The fields of a report that a card can fill."""
UNSURE = 70
"""Below this confidence a person is told to look twice."""
_IN_TWO_SCRIPTS = ("person", "title", "firm", "city")
_NATIVE_FIRST = ("zh", "ru", "en")


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Where a value was read: the side, counted from 0, and the line as it was read."""

    side: int
    line: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a field may be filled with, once a person has looked at it. Confidence is 0 to 100."""

    field: str
    value: str
    confidence: int
    evidence: tuple[ReadingPlace, ...]
    reasons: tuple[Text, ...]

    @property
    def is_sure(self) -> bool:
        """Whether it is mostly right."""
        return self.confidence >= UNSURE


@dataclass(frozen=True, slots=True)
class CardReading:
    """What was read from a card, field by field in the order of a report; a field nothing was found for is missing."""

    suggestions: tuple[Suggestion, ...]
    family: str = ""
    """The family name within the person's name, where its parts tell it."""

    def value(self, field: str) -> str:
        """Return what a field may be filled with; empty where nothing was found."""
        return next((suggestion.value for suggestion in self.suggestions if suggestion.field == field), "")


def read_card(reader: CardReader, photos: Sequence[bytes]) -> CardReading:
    """Read the photos of a card's sides and say what may be written down from it.

    Raises:
        InputError: one of the photos is no picture.

    """
    return joined([read_side(reader.lines(photo)) for photo in photos])


def joined(sides: Sequence[SideRead]) -> CardReading:
    """Say what the sides of one card tell together. The order of the sides makes no difference to the values."""
    ordered = sorted(enumerate(sides), key=lambda pair: _NATIVE_FIRST.index(pair[1].script))
    suggestions = tuple(suggestion for field in FIELDS if (suggestion := _suggestion(field, ordered)) is not None)
    reading = CardReading(suggestions)
    return CardReading(suggestions, family_of(reading.value("person").split(" / ")[0]))


def _suggestion(field: str, sides: Sequence[tuple[int, SideRead]]) -> Suggestion | None:
    read_values = [(place, side.script, side.found[field]) for place, side in sides if field in side.found]
    if not read_values:
        return None
    scripts = {script for _, script, _ in read_values}
    if field in _IN_TWO_SCRIPTS and len(scripts) > 1:
        return _beside(field, read_values)
    # Which of several numbers is the one to call, the native side tells best: it knows its own country.
    best = read_values[0][2] if field == "phone" else max(read_values, key=lambda candidate: candidate[2].confidence)[2]
    # Dots and strokes of an address get lost in reading, hardly ever come.
    alike = [value for _, _, value in read_values if field == "email" and _bare(value.value) == _bare(best.value)]
    best = max(alike, key=lambda value: len(value.value), default=best)
    agreeing = [candidate for candidate in read_values if _bare(candidate[2].value) == _bare(best.value)]
    doubt = 100
    for _, _, read_value in agreeing:
        doubt = doubt * (100 - read_value.confidence) // 100
    return _suggested(field, best.value, max(best.confidence, 100 - doubt), agreeing)


def _beside(field: str, read_values: Sequence[tuple[int, str, ReadValue]]) -> Suggestion:
    """Put the values of two scripts beside each other, the surest of each."""
    kept: dict[str, tuple[int, str, ReadValue]] = {}
    for candidate in read_values:
        if candidate[1] not in kept or kept[candidate[1]][2].confidence < candidate[2].confidence:
            kept[candidate[1]] = candidate
    values = {script: read_value.value for script, (_, _, read_value) in kept.items()}
    if field == "person" and {"zh", "en"} <= values.keys():
        values["en"] = family_first(values["en"], values["zh"])
    value = " / ".join(values.values())
    return _suggested(
        field, value, min(read_value.confidence for _, _, read_value in kept.values()), list(kept.values())
    )


def _suggested(field: str, value: str, confidence: int, values: Sequence[tuple[int, str, ReadValue]]) -> Suggestion:
    evidence = tuple(ReadingPlace(place, read_value.line) for place, _, read_value in values)
    reasons = tuple(dict.fromkeys(read_value.reason for _, _, read_value in values))
    return Suggestion(field, value, min(confidence, 99), evidence, reasons)


def _bare(value: str) -> str:
    digits = "".join(filter(str.isdigit, value))
    return digits[-10:] if len(digits) >= 7 and "@" not in value else re.sub(r"[.\-_ ]", "", value.casefold())
