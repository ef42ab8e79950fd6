"""The survey at the end of the fair: a few questions, and answers without a name unless somebody puts theirs to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from tearoad.errors import InputError
from tearoad.office.reach import Delivery, Reach
from tearoad.text import Text

RATED = ("meetings", "partners", "organisation")
"""What is rated: how useful the meetings were, whether they were with the right firms, how all was organised."""
LOWEST, HIGHEST = 1, 5
LEAST_SHOWN = 3
"""With fewer answers somebody could tell whose they are: until then what they say is shown to nobody."""
MOST_MAILS = 2
REMIND_AFTER = timedelta(days=3)
LONGEST_COMMENT = 1000
_PLACES = Decimal("0.01")


class ComeAgain(StrEnum):
    """Whether somebody would take part again."""

    YES = "yes"
    PERHAPS = "perhaps"
    NO = "no"


@dataclass(frozen=True, slots=True)
class SurveyAnswer:
    """What somebody answered. Every question may be left out, not all of them."""

    meetings: int | None = None
    partners: int | None = None
    organisation: int | None = None
    again: ComeAgain | None = None
    comment: str = ""
    signed_by: str = ""
    """Who says so, if they want the office to know; empty for an answer without a name."""

    def __post_init__(self) -> None:
        """Refuse what is no answer."""
        rated = (self.meetings, self.partners, self.organisation)
        for rating in rated:
            if rating is not None and not LOWEST <= rating <= HIGHEST:
                raise InputError(Text("results.rating_bounds", found=rating), Text("results.rating_bounds_hint"))
        if len(self.comment) > LONGEST_COMMENT:
            raise InputError(
                Text("results.comment_too_long", found=len(self.comment), most=LONGEST_COMMENT),
                Text("results.comment_too_long_hint"),
            )
        if self.again is None and not self.comment and rated == (None, None, None):
            raise InputError(Text("results.nothing_answered"), Text("results.nothing_answered_hint"))


@dataclass(frozen=True, slots=True)
class ReportedAnswer:
    """An answer as results know it: an id that leads to nobody, and what was said. No comment, no name."""

    id: str
    meetings: int | None = None
    partners: int | None = None
    organisation: int | None = None
    again: ComeAgain | None = None


@dataclass(frozen=True, slots=True)
class MissionSurvey:
    """Who was asked, and what came back."""

    asked: tuple[tuple[str, str], ...] = ()
    """The id of each to whom the survey was sent, and the firm or buyer."""
    answers: tuple[ReportedAnswer, ...] = ()
    unreached: tuple[tuple[str, str, Delivery], ...] = ()
    """The same of those to whom it is written and was not sent, each with how far the mails got."""

    @property
    def rate(self) -> Decimal | None:
        """How many of a hundred who were reached answered; None where the survey was sent to nobody."""
        return self.reach.rate if self.asked else None

    @property
    def reach(self) -> Reach:
        """How many it was written to, how far the mails got, how many answered; who answered, however, was reached."""
        sent, answered = len(self.asked), len(self.answers)
        failed = len(self.not_sent(Delivery.FAILED))
        waiting, reached = len(self.unreached) - failed, max(sent, answered) if sent else 0
        return Reach(sent + len(self.unreached), waiting, sent, failed, reached, answered)

    def not_sent(self, why: Delivery) -> tuple[str, ...]:
        """Return the ids of those whose mails wait, or failed."""
        return tuple(key for key, _party, delivery in self.unreached if delivery is why)

    def rated(self, question: str) -> Iterator[tuple[str, int]]:
        """Return the answers to one question, each with its id."""
        for answer in self.answers:
            value: int | None = getattr(answer, question)
            if value is not None:
                yield answer.id, value


def may_remind(mails: int, sent_on: date, today: date) -> bool:
    """Whether somebody who did not answer is written to once more."""
    return mails < MOST_MAILS and today >= sent_on + REMIND_AFTER


def average(ratings: Iterable[int]) -> Decimal | None:
    """Return the mean with two decimals; None of nothing."""
    every = tuple(ratings)
    return (Decimal(sum(every)) / len(every)).quantize(_PLACES, ROUND_HALF_UP) if every else None


def reported(answers: Iterable[tuple[str, SurveyAnswer]]) -> tuple[ReportedAnswer, ...]:
    """Return answers as results may know them: that they are there, and from three on what they say."""
    every = tuple(answers)
    if len(every) < LEAST_SHOWN:
        return tuple(ReportedAnswer(id_) for id_, _answer in every)
    return tuple(
        ReportedAnswer(id_, answer.meetings, answer.partners, answer.organisation, answer.again)
        for id_, answer in every
    )
