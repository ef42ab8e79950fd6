from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.call import (
    FULL,
    Among,
    Answer,
    Application,
    Call,
    Criterion,
    Decision,
    Given,
    Measure,
    Option,
    PastMission,
    Question,
    QuestionKind,
    Scoring,
    apart,
    committee,
    decision_faults,
    faults,
    is_same_firm,
    largest_since,
    missing,
    next_in_line,
    propose,
    rank,
    readiness,
    scoring_faults,
    shares,
)
from tearoad.call.readiness import earned_percent
from tearoad.mission import LocalText
from tearoad.names import FirmName
from tearoad.text import Ref, Text
from tearoad.values import Language
from tearoad.words import say

AT = datetime(2022, 10, 1, 9, tzinfo=UTC)
CALL = Call(
    AT,
    AT + timedelta(days=30),
    "autumn-2022",
    cap=3,
    waiting=2,
    criteria=(Criterion("product", LocalText("Product"), 3), Criterion("export", LocalText("Export"), 1)),
    questions=(
        Question("exports", QuestionKind.YES_NO, LocalText("Do you export?"), 2),
        Question("staff", QuestionKind.NUMBER, LocalText("Staff"), 1, enough=10),
        Question(
            "label",
            QuestionKind.CHOICE,
            LocalText("Label"),
            1,
            (Option("ready", LocalText("ready"), 100), Option("soon", LocalText("soon"), 40)),
        ),
        Question("why", QuestionKind.TEXT, LocalText("Why?"), 5),
    ),
    purpose=LocalText("To choose the firms"),
)


def applied(id_: str, minutes: int = 0, **more: object) -> Application:
    made = Application(id_, FirmName(latin=f"Firm {id_}"), AT + timedelta(minutes=minutes), confirmed_at=AT)
    return replace(made, **more)  # type: ignore[arg-type]  # any of its fields


def scored(id_: str, *points: tuple[int, int]) -> list[Scoring]:
    return [
        Scoring(id_, f"Scorer {number}", (Given("product", product), Given("export", export)))
        for number, (product, export) in enumerate(points)
    ]


def test_a_good_call_has_no_fault() -> None:
    assert faults(CALL) == ()


def test_criteria_that_all_weigh_nothing_are_a_fault() -> None:
    weightless = tuple(replace(criterion, weight=0) for criterion in CALL.criteria)
    assert faults(replace(CALL, criteria=weightless)) == (Text("call.no_weights"),)
    assert faults(replace(CALL, criteria=(CALL.criteria[0], weightless[1]))) == ()


def test_every_fault_of_a_call_is_told_at_once() -> None:
    bad = replace(
        CALL,
        closes_at=AT,
        address="Осень",
        cap=0,
        readiness_percent=101,
        disagreement=11,
        purpose=LocalText(),
        criteria=(),
        questions=(
            Question("a", QuestionKind.CHOICE, LocalText(), -1),
            Question("a", QuestionKind.NUMBER, LocalText("n")),
        ),
    )
    assert [text.code for text in faults(bad)] == [
        "call.closes_first",
        "call.bad_address",
        "call.no_cap",
        "call.bad_percent",
        "call.bad_disagreement",
        "call.no_purpose",
        "call.no_criteria",
        "call.id_twice",
        "call.no_label",
        "call.below_nothing",
        "call.too_few_options",
        "call.no_enough",
    ]


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30))
def test_weights_are_brought_to_a_thousand_and_stay_in_order(weights: list[int]) -> None:
    found = shares(tuple(weights))
    assert sum(found) == FULL
    for weight, first in zip(weights, found, strict=True):
        for other, second in zip(weights, found, strict=True):
            assert first >= second - (1 if weight == other else 0) or weight < other


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.integers(2, 7))
def test_weights_times_a_number_are_the_same_weights(weights: list[int], times: int) -> None:
    assert shares(tuple(weights)) == shares(tuple(weight * times for weight in weights))


def test_readiness_says_what_each_question_gave() -> None:
    application = applied("A01", answers=(Answer("exports", "yes"), Answer("staff", "5"), Answer("label", "soon")))
    found = readiness(CALL, application)
    assert found.value == 500 + 125 + 100
    assert [reason.text for reason in found.reasons] == [
        Text("call.earned", question=Ref("exports"), earned=500, most=500),
        Text("call.earned", question=Ref("staff"), earned=125, most=250),
        Text("call.earned", question=Ref("label"), earned=100, most=250),
    ]


@given(st.sampled_from(CALL.questions), st.text(max_size=20))
def test_whatever_is_answered_earns_between_nothing_and_all(question: Question, said: str) -> None:
    assert 0 <= earned_percent(question, said) <= 100


def test_missing_and_odd_answers_are_told() -> None:
    application = applied(
        "A01", answers=(Answer("exports", "perhaps"), Answer("staff", "many"), Answer("label", "ready"))
    )
    assert [text.code for text in missing(CALL, application)] == [
        "call.answer_odd",
        "call.answer_odd",
        "call.answer_missing",
    ]


def test_the_committee_is_the_mean_of_weighted_points() -> None:
    assert committee(CALL, scored("A01", (10, 10), (10, 10))) == 1000
    assert committee(CALL, scored("A01", (10, 0), (6, 4))) == (750 + 550) // 2
    assert committee(CALL, scored("A01", (10, 10))) is None


def test_people_far_apart_are_named() -> None:
    found = apart(CALL, scored("A01", (9, 5), (5, 5)))
    assert [difference.text for difference in found] == [
        Text("call.apart", criterion=Ref("product"), low=5, low_by="Scorer 1", high=9, high_by="Scorer 0")
    ]
    assert apart(CALL, scored("A01", (8, 5), (5, 5))) == ()


def test_points_that_cannot_be_are_told() -> None:
    bad = Scoring("A01", "Scorer", (Given("product", 11),))
    assert [text.code for text in scoring_faults(CALL, bad)] == ["call.points_missing", "call.points_range"]


POINTS = st.tuples(st.integers(0, 10), st.integers(0, 10))
FIELDS = st.lists(st.tuples(st.integers(0, 3), st.lists(POINTS, min_size=0, max_size=2)), min_size=1, max_size=12)


def field(found: Iterable[tuple[int, list[tuple[int, int]]]]) -> tuple[list[Application], list[Scoring]]:
    applications, scorings = [], []
    for number, (minutes, points) in enumerate(found):
        applications.append(applied(f"A{number:02d}", minutes))
        scorings += scored(f"A{number:02d}", *points)
    return applications, scorings


@given(FIELDS, st.randoms(use_true_random=False))
def test_the_ranking_does_not_depend_on_the_order_of_what_is_handed_in(found: list, random_: object) -> None:  # type: ignore[type-arg]  # as drawn
    applications, scorings = field(found)
    first = rank(CALL, applications, scorings)
    random_.shuffle(applications)  # type: ignore[attr-defined]  # a Random
    random_.shuffle(scorings)  # type: ignore[attr-defined]  # a Random
    assert rank(CALL, applications, scorings) == first
    totals = [ranked.total if ranked.total is not None else -1 for ranked in first]
    assert totals == sorted(totals, reverse=True)


@given(FIELDS)
def test_what_is_proposed_keeps_the_cap_and_the_waiting_list(found: list) -> None:  # type: ignore[type-arg]  # as drawn
    proposed = propose(CALL, rank(CALL, *field(found)))
    decisions = {proposal.application: proposal.decision for proposal in proposed}
    whole = frozenset(proposal.application for proposal in proposed if proposal.decision is not Decision.OPEN)
    assert decision_faults(CALL, decisions, whole) == ()
    waiting = [proposal.waiting_place for proposal in proposed if proposal.decision is Decision.WAITING]
    assert waiting == list(range(1, len(waiting) + 1))
    assert len(waiting) <= CALL.waiting


def test_what_is_not_confirmed_or_withdrawn_has_no_place() -> None:
    those = [applied("A01", confirmed_at=None), applied("A02", decision=Decision.WITHDRAWN), applied("A03")]
    assert [ranked.application for ranked in rank(CALL, those, [])] == ["A03"]


def test_a_tie_is_said_and_who_came_first_stands_first() -> None:
    those = [applied("A01", 5), applied("A02", 1)]
    found = rank(CALL, those, [*scored("A01", (5, 5), (5, 5)), *scored("A02", (5, 5), (5, 5))])
    assert [(ranked.application, ranked.place, ranked.tie) for ranked in found] == [("A02", 1, True), ("A01", 2, True)]


def test_too_many_or_too_early_is_refused() -> None:
    decisions = {f"A{number}": Decision.ACCEPTED for number in range(4)}
    found = decision_faults(CALL, decisions, frozenset({"A0", "A1", "A2"}))
    assert found == (Text("call.over_cap", count=4, cap=3), Text("call.decided_early", ids="A3", count=1))


def test_the_first_of_the_waiting_list_moves_up() -> None:
    those = [
        applied("A01", decision=Decision.ACCEPTED),
        applied("A02", decision=Decision.WAITING, waiting_place=2),
        applied("A03", decision=Decision.WAITING, waiting_place=1),
    ]
    assert next_in_line(those) == those[2]
    assert next_in_line(those[:1]) is None


@pytest.mark.parametrize(
    ("signed", "signed_again", "same"),
    [
        (("Tea Co", "9152-01"), ("Other name", "915201"), True),
        (("Tea Co", "9152-01"), ("Tea Co", "777"), False),
        (("Tea Co", "9152-01"), ("TEA  CO", ""), True),
        (("Tea Co", ""), ("Sauce Co", ""), False),
    ],
)
def test_one_firm_is_known_by_number_or_name(
    signed: tuple[str, str],
    signed_again: tuple[str, str],
    same: bool,  # noqa: FBT001  # a case
) -> None:
    first, second = (
        applied("A", name=FirmName(latin=name), registration_number=number) for name, number in (signed, signed_again)
    )
    assert is_same_firm(first, second) is same


PAST = st.builds(
    PastMission,
    id=st.uuids().map(str),
    name=st.sampled_from(["Tea", "Food"]),
    year=st.integers(2010, 2024),
    fair=st.sampled_from(["", "Moscow Table", "Almaty Food"]),
    firms=st.none() | st.integers(0, 6),
)


@given(st.lists(PAST, max_size=12), st.integers(0, 6), st.sampled_from([Among.ALL, Among.FAIR]))
def test_largest_since_equals_going_back_year_by_year(record: list[PastMission], value: int, among: Among) -> None:
    mission = PastMission("now", "Now", 2022, "Moscow Table", firms=value)
    found = largest_since(mission, record, Measure.FIRMS, among)
    fits = [past_mission for past_mission in record if among is Among.ALL or past_mission.fair == "Moscow Table"]
    year = next(
        (
            year
            for year in range(2021, 2009, -1)
            if any(fit.year == year and fit.firms is not None and fit.firms >= value for fit in fits)
        ),
        None,
    )
    assert (found.since.year if found.since else None) == year
    of_year = [fit.firms for fit in fits if fit.year == year and fit.firms is not None]
    assert found.is_tie == (bool(of_year) and max(of_year) == value)
    assert found.counted == sum(fit.firms is not None and fit.year < 2022 for fit in fits)
    start = year or min((fit.year for fit in fits if fit.year < 2022), default=2022)
    assert list(found.gaps) == [gap for gap in range(start + 1, 2022) if all(each.year != gap for each in fits)]


def test_what_the_claim_rests_on_is_said() -> None:
    record = [
        PastMission("a", "Tea 2012", 2012, firms=30),
        PastMission("b", "Food 2015", 2015, firms=20),
        PastMission("c", "Food 2018", 2018),
    ]
    found = largest_since(PastMission("now", "Now", 2020, firms=22), record, Measure.FIRMS, Among.ALL)
    measure = Text("call.claim_all", measure=Text("call.measure_firms"))
    assert found.text == Text("call.largest_since", measure=measure, value=22, name="Tea 2012", year=2012, found=30)
    assert [text.code for text in found.definition] == [
        "call.largest_means",
        "call.among_all",
        "call.largest_ties",
        "call.largest_unknown",
        "call.largest_gaps",
    ]
    assert found.gaps == (2013, 2014, 2016, 2017, 2019)
    assert found.unknown == ("Food 2018 (2018)",)


@pytest.mark.parametrize("record", [[], [PastMission("a", "Tea 2012", 2012, "Fair", firms=30)]])
@pytest.mark.parametrize("language", list(Language))
def test_claims_over_different_missions_read_differently(record: list[PastMission], language: Language) -> None:
    now = PastMission("now", "Now", 2020, "Fair", firms=30)
    said = {say(largest_since(now, record, Measure.FIRMS, among).text, language) for among in Among}
    assert len(said) == len(Among)


def test_a_mission_without_a_figure_makes_no_claim() -> None:
    with pytest.raises(ValueError, match="firms"):
        largest_since(PastMission("now", "Now", 2020), [], Measure.FIRMS, Among.ALL)
