from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tearoad.journey.files import MissionFiles
from tearoad.paper.sheets import Severity
from tearoad.screening import Decision, Ruling
from tearoad.values import PartyId


def test_a_decision_says_whom_which_entry_what_who_when_why(read_sheets: Callable[..., MissionFiles]) -> None:
    files = read_sheets(
        decisions="party,entry,ruling,by,date,why\nООО «Пример»,UN 7,放行,Officer,1 Feb 2027,other number\n"
    )
    assert files.decisions == (
        Decision(PartyId("B1"), "UN 7", Ruling.CLEAR, "Officer", date(2027, 2, 1), "other number"),
    )
    assert files.problems == ()


def test_a_decision_without_a_ruling_is_held_back_and_one_without_a_reason_warned_about(
    read_sheets: Callable[..., MissionFiles],
) -> None:
    files = read_sheets(decisions="party,entry,ruling,by,why\nB1,UN 7,,A,x\nB2,UN 8,block,A,\n")
    assert [(d.party, d.ruling) for d in files.decisions] == [("B2", Ruling.BLOCK)]
    assert [(p.severity, p.cell, p.text.code) for p in files.problems] == [
        (Severity.ERROR, "C2", "sheets.cell_missing"),
        (Severity.WARNING, "E3", "sheets.decision_bare"),
    ]
