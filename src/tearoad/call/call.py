"""The call: until when firms may apply, what they are asked, and by what they are judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tearoad.text import Text
from tearoad.values import LocalText, Money

FULL = 1000
"""What a whole score is made of; weights are brought to this sum."""
MOST_POINTS = 10
"""The most that one person gives an application by one criterion."""
SCORERS = 2
"""So many people score each application."""
_ADDRESS = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]")


class QuestionKind(StrEnum):
    """How a question of the readiness list is answered."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, and how much of the question's weight it earns, 0 to 100."""

    id: str
    label: LocalText
    percent: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the readiness list."""

    id: str
    kind: QuestionKind
    label: LocalText
    weight: int = 1
    """0 is asked and not counted; a text never counts."""
    options: tuple[Option, ...] = ()
    enough: int = 0
    """Of a number: from here on the whole weight is earned; below it in proportion."""
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Criterion:
    """By what the committee judges, and how much it weighs."""

    id: str
    label: LocalText
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Call:
    """A call for firms to one mission."""

    opens_at: datetime
    closes_at: datetime
    address: str
    """The last part of the public address: named by the organisation, or made up so that nobody guesses it."""
    cap: int
    """So many firms can go."""
    waiting: int = 5
    """So many more are kept on the waiting list."""
    fee: Money | None = None
    criteria: tuple[Criterion, ...] = ()
    questions: tuple[Question, ...] = ()
    readiness_percent: int = 20
    """How much of the whole score is the readiness list; the rest is the committee's."""
    disagreement: int = 3
    """Two people further apart than this by one criterion are named."""
    keep_months: int = 12
    """How long the applications of firms that do not go are kept after the call has closed."""
    intro: LocalText = LocalText()
    purpose: LocalText = LocalText()
    """What the firms' data is for, as the consent says it."""

    def is_open(self, at: datetime) -> bool:
        """Whether firms may apply at a moment."""
        return self.opens_at <= at < self.closes_at


def shares(weights: tuple[int, ...]) -> tuple[int, ...]:
    """Return weights brought to a sum of 1000, by largest remainders (Hamilton 1792); equal where all are nothing.

    The first of equal remainders gets the odd thousandth, so that the same weights always give the same shares.
    """
    if not weights:
        return ()
    whole = sum(weights) or len(weights)
    counted = weights if sum(weights) else (1,) * len(weights)
    floors = [weight * FULL // whole for weight in counted]
    left = FULL - sum(floors)
    by_remainder = sorted(range(len(counted)), key=lambda index: (-(counted[index] * FULL % whole), index))
    for index in by_remainder[:left]:
        floors[index] += 1
    return tuple(floors)


def faults(call: Call) -> tuple[Text, ...]:
    """Return everything that keeps a call from being opened, at once."""
    return (*_of_the_frame(call), *_of_the_lists(call))


def _of_the_frame(call: Call) -> Iterator[Text]:
    if call.closes_at <= call.opens_at:
        yield Text("call.closes_first", opens=call.opens_at, closes=call.closes_at)
    if not _ADDRESS.fullmatch(call.address):
        yield Text("call.bad_address", found=call.address)
    if call.cap < 1:
        yield Text("call.no_cap")
    if not 0 <= call.readiness_percent <= 100:
        yield Text("call.bad_percent", found=call.readiness_percent)
    if not 0 <= call.disagreement <= MOST_POINTS:
        yield Text("call.bad_disagreement", found=call.disagreement, most=MOST_POINTS)
    if not call.purpose.written:
        yield Text("call.no_purpose")


def _of_the_lists(call: Call) -> Iterator[Text]:
    yield from _of_the_criteria(call)
    entries: list[Criterion | Question] = [*call.criteria, *call.questions]
    for twice in _twice(entry.id for entry in entries):
        yield Text("call.id_twice", found=twice)
    for entry in entries:
        if not entry.label.written:
            yield Text("call.no_label", id=entry.id)
        if entry.weight < 0:
            yield Text("call.below_nothing", id=entry.id)
    for question in call.questions:
        if question.kind is QuestionKind.CHOICE and len(question.options) < 2:
            yield Text("call.too_few_options", id=question.id)
        if question.kind is QuestionKind.NUMBER and question.weight and question.enough < 1:
            yield Text("call.no_enough", id=question.id)


def _of_the_criteria(call: Call) -> Iterator[Text]:
    if not call.criteria:
        yield Text("call.no_criteria")
    elif not any(criterion.weight for criterion in call.criteria):
        yield Text("call.no_weights")


def _twice(ids: Iterator[str]) -> list[str]:
    return sorted(text for text, count in Counter(ids).items() if count > 1)
