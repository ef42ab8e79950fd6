from __future__ import annotations

from collections.abc import Callable

from tearoad.journey.files import MissionFiles
from tearoad.matching import Strength
from tearoad.mission import PlaceKind
from tearoad.paper.sheets import Severity

Reader = Callable[..., MissionFiles]
HEADER = "id,who asks,whom,strength,product,note\n"


def told(files: MissionFiles) -> list[tuple[Severity, str, str]]:
    return [(problem.severity, problem.cell, problem.text.code) for problem in files.problems]


def test_a_request_may_name_companies_by_id_or_name(read_sheets: Reader) -> None:
    files = read_sheets(requests="who asks,whom\nE1,ООО «ПРИМЕР»\nexample sauce,b2\n")
    assert [(r.id, r.asker, r.asked, r.strength) for r in files.requests] == [
        ("E1-B1", "E1", "B1", Strength.WISH),
        ("E2-B2", "E2", "B2", Strength.WISH),
    ]
    assert files.problems == ()


def test_an_unknown_company_is_an_error_with_the_nearest(read_sheets: Reader) -> None:
    files = read_sheets(requests="who asks,whom\nE1,ООО «Примерр»\nE1,Zzzzzzz\n")
    assert files.requests == ()
    assert told(files) == [
        (Severity.ERROR, "B2", "sheets.unknown_reference_near"),
        (Severity.ERROR, "B3", "sheets.unknown_reference"),
    ]
    assert files.problems[0].text["near"] == "B1 ООО «Пример»"


def test_a_name_that_two_companies_bear_is_ambiguous(read_sheets: Reader) -> None:
    files = read_sheets(buyers="id,name\nB1,Пример\nB2,ПРИМЕР\n", requests="who asks,whom\nE1,Пример\nE1,B2\n")
    assert told(files) == [(Severity.ERROR, "B2", "sheets.ambiguous")]
    assert [request.asked for request in files.requests] == ["B2"]


def test_must_beats_wish_without_a_word(read_sheets: Reader) -> None:
    files = read_sheets(requests=HEADER + "R1,E1,B1,wish,tea,first\nR2,E1,B1,must,sauce,second\n")
    (request,) = files.requests
    assert (request.id, request.strength, request.product, request.note) == (
        "R2",
        Strength.MUST,
        "tea; sauce",
        "first; second",
    )
    assert files.problems == ()


def test_no_beats_all_and_the_other_row_is_told(read_sheets: Reader) -> None:
    files = read_sheets(requests=HEADER + "R1,E1,B1,must,,\nR2,E1,B1,no,,\n")
    assert [(r.id, r.strength) for r in files.requests] == [("R2", Strength.NO)]
    assert told(files) == [(Severity.WARNING, "D2", "sheets.no_beats_all")]


def test_a_no_from_the_other_side_silences_a_must(read_sheets: Reader) -> None:
    files = read_sheets(requests=HEADER + "R1,E1,B1,must,,\nR2,B1,E1,no,,\nR3,B2,E2,wish,,\nR4,E2,B2,must,,\n")
    assert [(r.id, r.strength) for r in files.requests] == [
        ("R2", Strength.NO),
        ("R3", Strength.WISH),
        ("R4", Strength.MUST),
    ]
    assert told(files) == [(Severity.WARNING, "D2", "sheets.no_beats_all")]


def test_two_of_one_side_cannot_ask_for_each_other(read_sheets: Reader) -> None:
    files = read_sheets(requests="who asks,whom\nE1,E2\nB1,B1\n")
    assert told(files) == [(Severity.ERROR, "B2", "sheets.same_side"), (Severity.ERROR, "B3", "sheets.same_side")]


def test_a_repeated_request_id_is_an_error(read_sheets: Reader) -> None:
    files = read_sheets(requests=HEADER + "R1,E1,B1,,,\nR1,E1,B2,,,\n")
    assert [request.asked for request in files.requests] == ["B1"]
    assert told(files) == [(Severity.ERROR, "A3", "sheets.id_twice")]


def test_two_agreed_times_of_one_pair_are_told(read_sheets: Reader) -> None:
    files = read_sheets(requests="who asks,whom,agreed\nE1,B1,Tue 14:00\nE1,B1,Wed 14:00\n")
    assert [r.agreed.start_at.day for r in files.requests if r.agreed] == [9]
    assert told(files) == [(Severity.WARNING, "C3", "sheets.agreed_twice")]


def test_words_for_strength_and_format_in_three_languages(read_sheets: Reader) -> None:
    files = read_sheets(
        requests="who asks,whom,strength,format\nE1,B1,必须,洽谈桌\nE1,B2,желательно,стенд\nE2,B1,No,online\n"
    )
    assert [(r.strength, r.format) for r in files.requests] == [
        (Strength.MUST, PlaceKind.TABLE),
        (Strength.WISH, PlaceKind.STAND),
        (Strength.NO, PlaceKind.ONLINE),
    ]


def test_an_agreed_moment_lasts_one_slot(read_sheets: Reader) -> None:
    files = read_sheets(requests="who asks,whom,agreed\nE1,B1,Tue 14:00\n")
    agreed = files.requests[0].agreed
    assert agreed is not None
    assert (agreed.end_at - agreed.start_at).total_seconds() == files.mission.slot_minutes * 60


def test_a_strength_that_cannot_be_read_may_have_been_a_no(read_sheets: Reader) -> None:
    files = read_sheets(requests=f"{HEADER}R1,E1,B1,nnot,tea,\nR2,B1,E1,must,,\nR3,E1,B2,,tea,\n")
    assert [(r.id, r.strength) for r in files.requests] == [("R1", Strength.NO), ("R3", Strength.WISH)]
    assert told(files) == [
        (Severity.ERROR, "D2", "sheets.bad_choice"),
        (Severity.WARNING, "D3", "sheets.no_beats_all"),
    ]


def test_an_agreed_time_between_two_meetings_is_told_with_both(read_sheets: Reader) -> None:
    files = read_sheets(
        requests="who asks,whom,agreed time\n"
        "E1,B1,2027-02-09 14:40\nE1,B2,2027-02-09 14:30\nE2,B1,2027-02-09 14:40-16:00\n"
    )
    assert told(files) == [(Severity.WARNING, "C2", "sheets.between_slots")]
    wrong = files.problems[0].text
    assert [f"{at:%H:%M}" for at in (wrong["before"], wrong["after"])] == ["14:30", "15:00"]


def test_of_two_people_the_first_that_is_known_is_asked_for(read_sheets: Reader) -> None:
    files = read_sheets(
        delegates="id,name,firm\nD1,李明,E1\n", requests="who asks,whom,person\nE1,B1,王伟、李明\nE1,B2,王伟、赵敏\n"
    )
    assert [(request.asked, request.person) for request in files.requests] == [("B1", "D1"), ("B2", None)]
