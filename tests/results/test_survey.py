"""Answers of a survey: nobody is recognised by them, and nothing that was left out is taken for nothing."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tearoad.errors import InputError
from tearoad.results import (
    LEAST_SHOWN,
    RATED,
    ComeAgain,
    MissionSurvey,
    ReportedAnswer,
    SurveyAnswer,
    may_remind,
    reported,
)
from tearoad.results.survey import LONGEST_COMMENT, average

ANSWER = SurveyAnswer(4, 5, 3, ComeAgain.YES, "Better signs", "Tea House (fictional)")


@pytest.mark.parametrize(
    "rated", [{"meetings": 0}, {"partners": 6}, {"organisation": -1}, {}, {"comment": "x" * (LONGEST_COMMENT + 1)}]
)
def test_what_is_no_answer_is_refused(rated: dict[str, int]) -> None:
    with pytest.raises(InputError):
        SurveyAnswer(**rated)  # type: ignore[arg-type]  # what a broken form could send


def test_few_answers_say_only_that_they_are_there() -> None:
    few = reported((str(place), ANSWER) for place in range(LEAST_SHOWN - 1))
    assert few == tuple(ReportedAnswer(str(place)) for place in range(LEAST_SHOWN - 1))


def test_enough_answers_say_what_was_tapped_and_neither_comment_nor_name() -> None:
    assert reported((str(place), ANSWER) for place in range(LEAST_SHOWN)) == tuple(
        ReportedAnswer(str(place), 4, 5, 3, ComeAgain.YES) for place in range(LEAST_SHOWN)
    )


def test_rate_is_of_those_who_were_asked_and_unknown_where_nobody_was() -> None:
    invited = tuple((str(place), f"E{place}") for place in range(3))
    assert [MissionSurvey(invited, reported([("a", ANSWER)])).rate, MissionSurvey().rate] == [Decimal("33.33"), None]


def test_mean_leaves_out_who_did_not_rate() -> None:
    survey = MissionSurvey((), (ReportedAnswer("a", meetings=5), ReportedAnswer("b"), ReportedAnswer("c", meetings=4)))
    assert [average(value for _id, value in survey.rated(text)) for text in RATED] == [Decimal("4.50"), None, None]


def test_silent_are_reminded_once_and_not_before_three_days() -> None:
    sent = date(2023, 2, 10)
    days = [may_remind(mails, sent, sent + timedelta(days=day)) for mails, day in ((1, 2), (1, 3), (2, 30))]
    assert days == [False, True, False]
