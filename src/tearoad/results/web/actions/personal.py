"""Hand out and erase what results hold about people: what somebody wrote in a survey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction

from tearoad.people.mentions import mentions
from tearoad.results.web.models import SurveyAnswer
from tearoad.text import Text
from tearoad.web.registry import Json, PersonalData

KEEP_DAYS = 1095
"""As long as firms are asked what came of the fair, and a year more for whoever checks the result."""


def declared() -> tuple[PersonalData, ...]:
    """Return what results keep about people."""
    return (
        PersonalData(
            "results.SurveyAnswer",
            ("document",),
            Text("results_pages.why_survey"),
            KEEP_DAYS,
            _find_answers,
            _erase_answers,
        ),
    )


def _answers(address: str) -> Iterator[SurveyAnswer]:
    return (answer for answer in SurveyAnswer.objects.all() if mentions(answer.document, address))


def _find_answers(address: str) -> Iterable[Json]:
    return [{"mission": str(answer.mission_id), **answer.document} for answer in _answers(address)]


@transaction.atomic
def _erase_answers(address: str) -> int:
    """The ratings stay, so that means still hold; what was written, and by whom, is gone."""
    erased = 0
    for answer in _answers(address):
        kept = {name: value for name, value in answer.document.items() if name not in {"comment", "signed_by"}}
        answer.document = kept or {"comment": "…"}
        answer.save()
        erased += 1
    return erased
