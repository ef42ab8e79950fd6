"""Somebody is away: by what, and whether the firm has anybody else who speaks with the buyer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tearoad.text import Ref, Term, Text
from tearoad.timetable.explain import explain
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Engagement, MeetingInterpreter, Person, Problem
from tearoad.values import Language, PersonId
from tearoad.words import say
from tests.timetable.tiny import ALL, E0, I0, P0, RU, S0, ZH, ZH_RU, tiny, wish

RUSSIAN = Term(("Russian", "俄语", "русский"))
RECEPTION = Text("timetable.away_item", item=Ref("P7"))
NAMES = {"P7": "governor’s reception", P0: "Zhao Min", E0: "Tea House"}
P1 = PersonId("P1")


def told(problem: Problem) -> list[Text]:
    (found,) = explain(problem, Plan(()))
    return [obstacle.text for obstacle in found.obstacles]


def only_in_russian(*persons: Person, **changes: object) -> Problem:
    """Return a mission with one wish, in slot 1 alone, with a buyer who speaks Russian."""
    lone = replace(wish("W0"), starts=frozenset({1}), places=(S0,), direct=frozenset({RU}))
    problem = replace(tiny(lone), persons=persons, interpreters=())
    return replace(problem, **changes)  # type: ignore[arg-type]  # a test names the parts it changes


def test_the_only_speaker_is_away_and_the_item_of_the_programme_is_named() -> None:
    problem = only_in_russian(
        Person(P0, E0, frozenset({1, 2}), frozenset({RU, ZH})),
        Person(P1, E0, frozenset(), frozenset({ZH})),
        engagements=(
            Engagement(P0, frozenset({1}), RECEPTION),
            Engagement(P0, frozenset({2}), Text("timetable.away_item", item=Ref("P8"))),
            Engagement(P1, frozenset({1}), Text("timetable.away_item", item=Ref("P9"))),
        ),
    )
    (text,) = told(problem)
    assert (text.code, text["because"], text["languages"]) == (
        "timetable.why_only_speaker_away_for",
        (RECEPTION,),
        (RUSSIAN,),
    )
    said = {language: say(text, language, NAMES) for language in Language}
    assert said == {
        Language.EN: "In 1 of 1 ways Zhao Min is away, the only one of Tea House who speaks the buyer’s language "
        "(Russian): “governor’s reception” (first at Mon 6 Feb 10:30).",
        Language.ZH: "1 种安排中有 1 种：Tea House 唯一会对方语言（俄语）的 Zhao Min 不在场，"
        "因为“governor’s reception”（最早 2月6日周一 10:30）。",
        Language.RU: "В 1 из 1 вариантов отсутствует Zhao Min (причина: «governor’s reception»), а больше никто в "
        "компании (Tea House) не говорит на языке покупателя (русский) (впервые пн 6 февр. 10:30).",
    }


def test_one_of_two_speakers_is_not_called_the_only_one() -> None:
    both = [Person(person, E0, frozenset({1}), frozenset({RU})) for person in (P0, P1)]
    problem = only_in_russian(*both, engagements=(Engagement(P0, frozenset({1}), RECEPTION),))
    assert sorted(text.code for text in told(problem)) == [
        "timetable.why_speaker_away",
        "timetable.why_speaker_away_for",
    ]


def test_of_whose_absence_nothing_is_known_nothing_is_told() -> None:
    problem = only_in_russian(Person(P0, E0, frozenset({1}), frozenset({RU})))
    assert [text.code for text in told(problem)] == ["timetable.why_only_speaker_away"]


@pytest.mark.parametrize(
    ("who", "code"),
    [(P0, "timetable.why_person_absent_for"), (I0, "timetable.why_interpreter_off_for")],
)
def test_who_was_asked_for_and_who_interprets_are_told_alike(who: str, code: str) -> None:
    away = frozenset({1})
    lone = replace(wish("W0"), starts=away, places=(S0,))
    lone = replace(lone, person=P0) if who == P0 else replace(lone, interpreting=(ZH_RU,))
    problem = replace(
        tiny(lone),
        persons=(Person(P0, E0, away),),
        interpreters=(MeetingInterpreter(I0, ZH_RU, ALL - away),),
        engagements=(Engagement(who, away, RECEPTION),),
    )
    (text,) = told(problem)
    assert (text.code, text["because"]) == (code, (RECEPTION,))


def test_a_firm_whose_people_are_all_away_is_told_with_what_takes_them() -> None:
    lone = replace(wish("W0"), starts=frozenset({1}), places=(S0,))
    problem = tiny(lone)
    firm = replace(problem.parties[0], staff=(2, 0, 2, 2, 2, 2))
    problem = replace(
        problem, parties=(firm, *problem.parties[1:]), engagements=(Engagement(E0, frozenset({1}), RECEPTION),)
    )
    (text,) = told(problem)
    assert (text.code, text["because"]) == ("timetable.why_absent_for", (RECEPTION,))
