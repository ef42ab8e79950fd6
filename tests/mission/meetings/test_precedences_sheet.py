from __future__ import annotations

from collections.abc import Callable

import pytest

from tearoad.journey.files import MissionFiles
from tearoad.mission.meetings import MeetingPrecedence
from tearoad.text import Text
from tearoad.values import PartyId

HEAD = "id,first exporter,first buyer,then exporter,then buyer\n"
E1, E2, B1 = PartyId("E1"), PartyId("E2"), PartyId("B1")


def test_a_precedence_names_the_meeting_before_and_the_one_after(read_sheets: Callable[..., MissionFiles]) -> None:
    files = read_sheets(precedences=f"{HEAD},E1,B1,E2,B1\n")
    assert (files.precedences, files.problems) == ((MeetingPrecedence("O01", E1, B1, E2, B1),), ())


def test_a_circle_is_told_at_the_row_that_closes_it(read_sheets: Callable[..., MissionFiles]) -> None:
    files = read_sheets(precedences=f"{HEAD},E1,B1,E2,B1\n,E2,B1,E1,B1\n,E1,B1,E1,B1\n")
    assert [precedence.id for precedence in files.precedences] == ["O01"]
    assert [(problem.cell, problem.text) for problem in files.problems] == [
        ("D3", Text("sheets.precedence_circle", orders="O02, O01")),
        ("D4", Text("sheets.precedence_itself", order="O03")),
    ]


def test_a_precedence_that_says_the_same_is_held_back(read_sheets: Callable[..., MissionFiles]) -> None:
    files = read_sheets(precedences=f"{HEAD},E1,B1,E2,B1\n,E2,B1,E1,B2\n,E1,B1,E2,B1\n")
    assert [precedence.id for precedence in files.precedences] == ["O01", "O02"]
    assert [(problem.cell, problem.text) for problem in files.problems] == [
        ("D4", Text("sheets.rule_twice", other="precedences.csv:2"))
    ]


def test_the_sides_of_a_precedence_are_told_apart(read_sheets: Callable[..., MissionFiles]) -> None:
    files = read_sheets(precedences=f"{HEAD},B1,E1,E2,\n")
    assert files.precedences == ()
    assert [problem.cell for problem in files.problems] == ["B2", "C2", "E2"]


@pytest.mark.parametrize(
    ("sheet", "headers"),
    [
        ("orders", "Order ID,First exporter,First buyer,Then exporter,Then buyer"),
        ("Order of meetings", "ID,Firm first,Buyer first,Exporter later,Buyer later"),
        ("会面顺序", "编号,先会面出口商,先会面采购商,后会面出口商,后会面采购商"),
        ("Порядок", "№,Сначала экспортёр,Сначала закупщик,Затем экспортёр,Затем закупщик"),
    ],
)
def test_a_sheet_with_its_former_name_is_read_too(
    read_sheets: Callable[..., MissionFiles], sheet: str, headers: str
) -> None:
    files = read_sheets(**{sheet: f"{headers}\nO07,E1,B1,E2,B1\n"})
    assert (files.precedences, files.problems) == ((MeetingPrecedence("O07", E1, B1, E2, B1),), ())
