from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tearoad.journey.files import MissionFiles
from tearoad.mission.call import Answer, Decision, PastMission
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
    (one,) = files.call.applications
    assert (one.id, one.name.latin, one.decision, one.waiting_place) == ("A01", "Example Tea", Decision.DECLINED, 2)
    assert one.received_at == datetime(2026, 10, 1, 9, 30, tzinfo=files.mission.fair_zone)
    assert one.answers == (Answer("exports", "yes"), Answer("staff", "12"))
    assert (one.fee_paid_on, one.language) == (date(2026, 12, 1), Language.ZH)
    assert [str(product.hs) for product in one.products] == ["0902.10", "0902.30"]
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
