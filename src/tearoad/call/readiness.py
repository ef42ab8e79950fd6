"""How ready a firm is: its answers, weighed by the call."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from tearoad.call.application import Application
from tearoad.call.call import Call, Question, QuestionKind, shares
from tearoad.text import Ref, Text
from tearoad.values import Reason, Score

YES, NO = "yes", "no"


def readiness(call: Call, application: Application) -> Score:
    """Return the readiness of a firm, 0 to 1000, with what each question gave; the heaviest first.

    A text is read by people and counts nothing. A question without an answer earns nothing. O(questions).
    """
    counted = [
        question for question in call.questions if question.weight > 0 and question.kind is not QuestionKind.TEXT
    ]
    reasons = []
    for question, share in zip(counted, shares(tuple(question.weight for question in counted)), strict=True):
        earned = share * earned_percent(question, application.answer(question.id)) // 100
        reasons.append(Reason(Text("call.earned", question=Ref(question.id), earned=earned, most=share), earned))
    ordered = sorted(reasons, key=lambda reason: -reason.points)
    return Score(sum(reason.points for reason in ordered), tuple(ordered))


def earned_percent(question: Question, said: str) -> int:
    """Return how much of a question's weight an answer earns, 0 to 100."""
    if question.kind is QuestionKind.YES_NO:
        return 100 if said == YES else 0
    if question.kind is QuestionKind.CHOICE:
        found = next((option.percent for option in question.options if option.id == said), 0)
        return max(0, min(100, found))
    if question.kind is QuestionKind.NUMBER:
        number = as_number(said)
        if number is None or number <= 0 or question.enough < 1:
            return 0
        return min(100, int(number * 100 / question.enough))
    return 0


def as_number(said: str) -> Decimal | None:
    """Return a number as people type it; None where it is none."""
    try:
        amount = Decimal(said.replace(" ", "").replace("\u00a0", "").replace(",", "."))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount) < Decimal(10) ** 12 else None


def missing(call: Call, application: Application) -> tuple[Text, ...]:
    """Return every answer that is missing or does not fit its question."""
    found = []
    for question in call.questions:
        said = application.answer(question.id)
        if not said:
            if question.needed:
                found.append(Text("call.answer_missing", question=Ref(question.id)))
        elif not _fits(question, said):
            found.append(Text("call.answer_odd", question=Ref(question.id), found=said[:40]))
    return tuple(found)


def _fits(question: Question, said: str) -> bool:
    if question.kind is QuestionKind.YES_NO:
        return said in {YES, NO}
    if question.kind is QuestionKind.CHOICE:
        return any(option.id == said for option in question.options)
    if question.kind is QuestionKind.NUMBER:
        number = as_number(said)
        return number is not None and number >= 0
    return True
