from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tearoad.call import Answer, Decision, PastMission
from tearoad.journey.files import MissionFiles
from tearoad.values import CountryCode, Language

Reader = Callable[..., MissionFiles]
HEAD = "id,name,received,answers,decision,waiting place,fee paid on,e-mail,product,hs code\n"


def told(files: MissionFiles) -> list[str]:
    return [problem.text.code for problem in files.problems]


def test_an_application_is_read_with_its_products(read_sheets: Reader) -> None:
    files = read_sheets(
        applications=HEAD
        + "A01,Example Tea,2026-10-01 09:30,exports = yes; staff=12,婉拒,2,2026-12-01,a@example.org,Tea,090210\n"
        + "A01,,,,,,,,Black tea,090230\n"
    )
    (application,) = files.call.applications
    assert (application.id, application.name.latin, application.decision, application.waiting_place) == (
        "A01",
        "Example Tea",
        Decision.DECLINED,
        2,
    )
    assert application.received_at == datetime(2026, 10, 1, 9, 30, tzinfo=files.mission.fair_zone)
    assert application.answers == (Answer("exports", "yes"), Answer("staff", "12"))
    assert (application.fee_paid_on, application.language) == (date(2026, 12, 1), Language.ZH)
    assert [str(product.hs) for product in application.products] == ["0902.10", "0902.30"]
    assert told(files) == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("A01,Tea,,,,,,,Tea,090210", "sheets.cell_missing"),
        ("A01,Tea,someday,,,,,,Tea,090210", "sheets.bad_moment"),
        ("A01,Tea,2026-10-01 09:30,only words,,,,,Tea,090210", "sheets.bad_answer"),
        ("A01,Tea,2026-10-01 09:30,,perhaps,,,,Tea,090210", "sheets.bad_choice"),
        ("A01,Tea,2026-10-01 09:30,,,first,,,Tea,090210", "sheets.bad_number"),
        ("A01,,2026-10-01 09:30,,,,,,Tea,090210", "sheets.cell_missing"),
    ],
)
def test_a_wrong_cell_of_an_application_is_told_and_holds_it_back(read_sheets: Reader, row: str, code: str) -> None:
    files = read_sheets(applications=HEAD + row + "\n")
    assert code in told(files)
    assert files.call.applications == ()


def test_a_call_whose_criteria_all_weigh_nothing_is_told(read_sheets: Reader) -> None:
    head = "part,id,value,weight,label\n"
    settings = "setting,opens_at,2026-10-01 09:00,,\nsetting,closes_at,2026-11-01 09:00,,\nsetting,cap,3,,\n"
    rest = "text,purpose,,,To choose the firms\ncriterion,product,,{},Product\n"
    files = read_sheets(call=head + settings + rest.format(0))
    assert (told(files), files.call.calls) == (["call.no_weights"], ())
    assert [call.cap for call in read_sheets(call=head + settings + rest.format(1)).call.calls] == [3]


POINTS = "application,scorer,criterion,points given,note\n"


def test_points_without_an_application_or_a_criterion_are_told(read_sheets: Reader) -> None:
    row = "A01,Example Tea,2026-10-01 09:30,,,,,,Green tea,090210\n"
    files = read_sheets(
        applications=HEAD + row, application_scores=POINTS + "A01,Lin,product,8,good\nA9,Lin,product,3,\n"
    )
    assert told(files) == ["sheets.unknown_criterion", "sheets.unknown_application"]
    assert files.call.scorings == ()


def test_a_seat_without_a_call_is_told(read_sheets: Reader) -> None:
    files = read_sheets(applications=HEAD + "A01,Example Tea,2026-10-01 09:30,,accepted,,,,Green tea,090210\n")
    assert told(files) == ["sheets.decided_without_call"]
    assert files.call.applications == ()


CALL = (
    "part,id,value,weight,label\nsetting,opens_at,{opens},,\nsetting,closes_at,2026-11-01 09:00,,\nsetting,cap,3,,\n"
    "text,purpose,,,To choose the firms\ncriterion,product,,1,Product\n"
)
TEA = ",Example Tea,2026-10-01 09:30,,{decision},,,,Green tea,090210\n"


def test_what_depends_on_a_call_that_was_held_back_waits_for_it(read_sheets: Reader) -> None:
    files = read_sheets(
        call=CALL.format(opens="never"),
        applications=HEAD
        + "A01"
        + TEA.format(decision="accepted")
        + "A02"
        + TEA.replace("Example", "Other").format(decision="waiting"),
        application_scores=POINTS + "A01,Lin,product,8,\nA01,Wei,product,7,\nA02,Lin,product,3,\nA9,Lin,product,3,\n",
    )
    told_ = [
        (problem.file, problem.cell, problem.text.code, dict(problem.text.params).get("count"))
        for problem in files.problems
    ]
    assert told_ == [
        ("applications.csv", "2", "sheets.rows_wait", 2),
        ("application_scores.csv", "2", "sheets.rows_wait", 3),
        ("application_scores.csv", "A5", "sheets.unknown_application", None),
        ("call.csv", "C2", "sheets.bad_moment", None),
    ]
    waits = [dict(problem.text.params) for problem in files.problems if problem.text.code == "sheets.rows_wait"]
    assert {(wait["found"], wait["where"]) for wait in waits} == {("opens_at", "call.csv:2")}
    assert (files.call.applications, files.call.scorings) == ((), ())


def test_points_of_an_application_that_was_held_back_wait_for_it(read_sheets: Reader) -> None:
    files = read_sheets(
        call=CALL.format(opens="2026-10-01 09:00"),
        applications=HEAD + "A01" + TEA.replace("2026-10-01", "some day").format(decision=""),
        application_scores=POINTS + "A01,Lin,product,8,\nA01,Wei,product,7,\n",
    )
    assert told(files) == ["sheets.bad_moment", "sheets.rows_wait"]


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ("A01,Lin,product,11,\n", "sheets.points_high"),
        ("A01,Lin,product,many,\n", "sheets.bad_number"),
        ("A01,Lin,product,,\n", "sheets.cell_missing"),
        ("A01,Lin,product,5,\nA01,Lin,product,6,\n", "sheets.scored_twice"),
    ],
)
def test_wrong_points_are_told(read_sheets: Reader, rows: str, code: str) -> None:
    files = read_sheets(application_scores="application,scorer,criterion,points given,note\n" + rows)
    assert code in told(files)


def test_a_past_mission_keeps_what_nobody_wrote_down_as_unknown(read_sheets: Reader) -> None:
    files = read_sheets(
        past_missions="代表团,年份,展会,国家,企业数,人数,洽谈场次,来源\n食品团,2019,莫斯科餐桌展,俄罗斯,12,,0,报告\n"
    )
    assert files.call.past_missions == (
        PastMission("P01", "食品团", 2019, "莫斯科餐桌展", CountryCode("RU"), 12, None, 0, "报告"),
    )


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",2019,,,,,,", "sheets.cell_missing"),
        ("Tea,,,,,,,", "sheets.cell_missing"),
        ("Tea,19,,,,,,", "sheets.bad_year"),
        ("Tea,2019,,Nowhere,,,,", "sheets.bad_country"),
        ("Tea,2019,,,a dozen,,,", "sheets.bad_number"),
    ],
)
def test_a_wrong_cell_of_a_past_mission_is_told(read_sheets: Reader, row: str, code: str) -> None:
    files = read_sheets(past_missions=f"mission,year,fair,country,firms,delegates,meetings,source\n{row}\n")
    assert code in told(files)
    assert files.call.past_missions == ()
