from __future__ import annotations

from datetime import datetime

import pytest

from tearoad.delegation.agent import Heading, TravelLine, read_travel
from tearoad.mission import Mission
from tearoad.names import PersonName
from tearoad.paper.sheets import Grid
from tearoad.values import LocalText


def grid(*rows: tuple[str, ...]) -> Grid:
    return Grid("agent.xlsx", "List", rows)


def test_an_agents_list_is_read_in_any_language(trip: Mission) -> None:
    zone = trip.fair_zone
    found = read_travel(
        grid(
            ("Passenger list of the agency (fictional)",),
            ("Full name", "酒店", "Room type", "Дата прибытия", "ETA", "Arrival flight", "Departure", "Рейс отъезда"),
            ("WANG SHILI", "Example", "twin", "7 Feb 2027", "08:40", "su205", "2027-02-12 20:00", "SU 204"),
        ),
        trip,
        {},
    )
    assert found.lines == (
        TravelLine(
            3,
            PersonName(latin="WANG SHILI"),
            LocalText("Example"),
            "twin",
            (),
            datetime(2027, 2, 7, 8, 40, tzinfo=zone),
            "su205",
            datetime(2027, 2, 12, 20, tzinfo=zone),
            "SU 204",
        ),
    )
    assert found.problems == ()


def test_a_header_means_what_the_officer_says(trip: Mission) -> None:
    sheet = grid(("Client", "Hotel", "Bed"), ("WANG Shili", "Example", "412"))
    unread = read_travel(sheet, trip, {})
    assert (unread.lines, [problem.text.code for problem in unread.problems]) == ((), ["sheets.no_header"])
    assert unread.headings == (Heading("Client", ""), Heading("Hotel", ""), Heading("Bed", ""))
    found = read_travel(sheet, trip, {"Client": "name", "Bed": "room"})
    assert [(line.name.latin, line.room) for line in found.lines] == [("WANG Shili", "412")]
    assert found.headings == (Heading("Client", "name"), Heading("Hotel", "hotel"), Heading("Bed", "room"))


@pytest.mark.parametrize("header", ["Passenger", "Pax", "Traveller", "旅客", "乘客", "Пассажир", "Full name"])
def test_what_agents_call_a_passenger_is_the_name(trip: Mission, header: str) -> None:
    found = read_travel(grid((header, "Hotel"), ("WANG Shili", "Example")), trip, {})
    assert [(line.name.latin, line.hotel["en"]) for line in found.lines] == [("WANG Shili", "Example")]


def test_a_day_without_a_time_and_a_row_without_a_name_are_told(trip: Mission) -> None:
    found = read_travel(
        grid(("Full name", "Hotel", "Arrival date"), ("WANG Shili", "Example", "7 Feb 2027"), ("", "Example", "")),
        trip,
        {},
    )
    assert [line.arrives_at for line in found.lines] == [None]
    assert [(problem.row, problem.text.code) for problem in found.problems] == [
        (2, "delegation.no_time"),
        (3, "sheets.cell_missing"),
    ]


def test_a_journey_far_from_the_fair_is_told_and_left_out(trip: Mission) -> None:
    found = read_travel(
        grid(
            ("Full name", "Arrival date", "ETA", "Departure"),
            ("WANG Shili", "7 Feb 1990", "08:40", "2090-02-12 20:00"),
            ("LI Shili", "7 Feb 2027", "08:40", "2027-02-12 20:00"),
        ),
        trip,
        {},
    )
    assert [(bool(line.arrives_at), bool(line.leaves_at)) for line in found.lines] == [(False, False), (True, True)]
    assert [(problem.cell, problem.text.code) for problem in found.problems] == [
        ("B2", "programme.far_away"),
        ("D2", "programme.far_away"),
    ]


def test_passport_numbers_are_in_nothing_that_is_kept(trip: Mission) -> None:
    found = read_travel(grid(("Full name", "Passport No", "Hotel"), ("WANG Shili", "E12345678", "G87654321")), trip, {})
    assert "12345678" not in repr(found.grid) + repr(found.lines)
    assert "87654321" not in repr(found.grid) + repr(found.lines)
    assert [heading.label for heading in found.headings] == ["Full name", "Hotel"]


def test_a_name_as_on_a_ticket_is_told_plainly(trip: Mission) -> None:
    found = read_travel(
        grid(("Full name", "Hotel"), ("WANG/SHILI MR", "Example"), ("Drozd Misha", "Example")), trip, {}
    )
    assert [line.name.latin for line in found.lines] == ["WANG SHILI", "Drozd Misha"]
