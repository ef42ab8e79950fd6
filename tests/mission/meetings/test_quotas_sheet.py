from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tearoad.journey.files import MissionFiles
from tearoad.mission.meetings import MeetingQuota
from tearoad.text import Text
from tearoad.values import PartyId, Window

E1, B1 = PartyId("E1"), PartyId("B1")


def test_a_quota_counts_in_a_stretch_or_in_the_whole_fair(read_sheets: Callable[..., MissionFiles]) -> None:
    files = read_sheets(quotas="id,who,when,at least,at most\nQ7,E1,Tue 10-13,2,\n,B1,,,5\n")
    zone = files.mission.fair_zone
    morning = Window(datetime(2027, 2, 9, 10, tzinfo=zone), datetime(2027, 2, 9, 13, tzinfo=zone))
    assert files.quotas == (MeetingQuota("Q7", E1, morning, 2), MeetingQuota("Q02", B1, None, 0, 5))
    assert files.problems == ()


def test_every_fault_of_a_quota_is_told_with_its_cell(read_sheets: Callable[..., MissionFiles]) -> None:
    files = read_sheets(
        quotas="id,who,when,at least,at most\n"
        "Q1,E9,,1,\nQ2,E1,,3,2\nQ3,E1,,,\nQ4,,,1,\nQ5,E1,,plenty,\nQ6,E1,Tue 10-12; Wed,1,\nQ6,E1,,1,\n"
    )
    assert files.quotas == ()
    assert [(problem.cell, problem.text.code) for problem in files.problems] == [
        ("B2", "sheets.unknown_reference"),
        ("D3", "sheets.quota_backwards"),
        ("D4", "sheets.cell_missing"),
        ("B5", "sheets.cell_missing"),
        ("D6", "sheets.bad_number"),
        ("C7", "sheets.several_windows"),
        ("A8", "sheets.id_twice"),
    ]


def test_what_repeats_or_contradicts_a_row_above_is_held_back(read_sheets: Callable[..., MissionFiles]) -> None:
    rows = ("E1,,,3", "E1,Tue 10-13,4,", "E1,,2,", "E1,,,3", "B1,,4,", "E1,Tue 10-13,3,", "E1,Tue 9-14,,2")
    files = read_sheets(quotas="\n".join(("who,when,at least,at most", *rows)) + "\n")
    assert [quota.id for quota in files.quotas] == ["Q01", "Q03", "Q05", "Q06"]
    assert [(problem.cell, problem.text) for problem in files.problems] == [
        ("C3", Text("sheets.quota_at_odds", least=4, most=3, other="quotas.csv:2")),
        ("A5", Text("sheets.rule_twice", other="quotas.csv:2")),
        ("D8", Text("sheets.quota_at_odds", least=3, most=2, other="quotas.csv:7")),
    ]
