"""The page that asks what would be gained if there were more of something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from tearoad.errors import InputError, NotFoundError
from tearoad.mission import Objective
from tearoad.mission.web.models import Mission
from tearoad.text import Text
from tearoad.timetable.plan import Level, Status
from tearoad.timetable.problem import Problem
from tearoad.timetable.rules import pair
from tearoad.timetable.web.models import Draft, DraftState, WhatIf
from tearoad.timetable.web.queries.loading import problem_of
from tearoad.timetable.web.queries.planning import drafts, levels
from tearoad.timetable.web.queries.planning.crowd import crowd
from tearoad.timetable.what_if import Verdict, change_code, change_of, changes_for
from tearoad.timetable.what_if.words import change_text, verdict_text
from tearoad.values import Language, WishId
from tearoad.words import Words

_COLOURS = {Verdict.PROVED: "good", Verdict.BETTER: "info", Verdict.WORSE: "warn"}
_SURE = frozenset({Verdict.PROVED, Verdict.NO_GAIN})


@dataclass(frozen=True, slots=True)
class GainLine:
    """One goal, today and then."""

    before: levels.LevelLine
    after: levels.LevelLine
    verdict: Text
    colour: str
    proved: bool


@dataclass(frozen=True, slots=True)
class WhatIfAnswer:
    """A question and what came of it."""

    id: UUID
    title: Text
    state: str
    standing: drafts.PlanningProgress | None
    failure: drafts.Failure | None
    levels: tuple[GainLine, ...]
    fits: tuple[tuple[str, Text], ...]
    """Left out today and held then: the wish as part of an address, and the two sides."""
    given_up: tuple[tuple[str, Text], ...]
    stopped_early: bool
    out_of_date: bool
    """Whether the board has been edited since."""


@dataclass(frozen=True, slots=True)
class Question:
    """What can be asked."""

    value: str
    text: Text


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """The page."""

    words: Words
    questions: tuple[Question, ...]
    answers: tuple[WhatIfAnswer, ...]
    is_waiting: bool
    """Whether some answer is still being made."""


def what_if_page(mission: Mission, draft: Draft, language: Language) -> WhatIfPage:
    """Return the page of a draft that holds a plan; three queries where the people are known to this process."""
    problem = problem_of(draft)
    rows = WhatIf.objects.filter(draft=draft).select_related("job")
    answers = tuple(_answer(row, draft, problem, language) for row in rows)
    waiting = {row.question for row in rows if drafts.state_of(row) is DraftState.PLANNING}
    can = ((change_code(change), change_text(change, problem, language)) for change in changes_for(problem))
    return WhatIfPage(
        words=Words(language, crowd(mission).names(language)),
        questions=tuple(Question(value, text) for value, text in can if value not in waiting),
        answers=answers,
        is_waiting=bool(waiting),
    )


def what_if(mission: Mission, number: int, what_if_id: UUID) -> WhatIf:
    """Return one question of a draft.

    Raises:
        NotFoundError: there is none.

    """
    found: WhatIf | None = WhatIf.objects.filter(pk=what_if_id, draft__mission=mission, draft__number=number).first()
    if found is None:
        raise NotFoundError(Text("board_pages.no_such_question"), Text("board_pages.no_such_question_hint"))
    return found


def _answer(row: WhatIf, draft: Draft, problem: Problem, language: Language) -> WhatIfAnswer:
    state = drafts.state_of(row)
    return WhatIfAnswer(
        id=row.pk,
        title=_title(row, problem, language),
        state=state.value,
        standing=drafts.standing(row) if state is DraftState.PLANNING else None,
        failure=drafts.failure_of(row),
        levels=tuple(_gain(level, len(problem.previous)) for level in row.answer.get("levels", ())),
        fits=tuple(_pairs(row.answer.get("fits", ()), problem)),
        given_up=tuple(_pairs(row.answer.get("given_up", ()), problem)),
        stopped_early=row.stopped_early,
        out_of_date=state is DraftState.READY and row.draft_revision != draft.revision,
    )


def _title(row: WhatIf, problem: Problem, language: Language) -> Text:
    """Return the question in words; as it was asked where a later pin has left no use for it."""
    try:
        return change_text(change_of(row.question, problem), problem, language)
    except InputError:
        return Text("timetable.what_if_said", what=row.question)


def _gain(document: Mapping[str, Any], people: int) -> GainLine:
    objective, verdict = Objective(document["objective"]), Verdict(document["verdict"])
    before, after = (_line(objective, people, *document[when]) for when in ("before", "after"))
    return GainLine(before, after, verdict_text(verdict), _COLOURS.get(verdict, "quiet"), verdict in _SURE)


def _line(objective: Objective, people: int, value: int, bound: int) -> levels.LevelLine:
    status = Status.OPTIMAL if value == bound else Status.FEASIBLE
    return levels.line(Level(objective, value, bound, status, 0), people)


def _pairs(wishes: Iterable[str], problem: Problem) -> Iterable[tuple[str, Text]]:
    for wish_id in wishes:
        wish = problem.lookup.wish.get(WishId(wish_id))
        if wish is not None:
            yield quote(wish_id, safe=""), pair(wish)
