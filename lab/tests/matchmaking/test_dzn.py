"""The public benchmark's form of an event."""

from __future__ import annotations

import pytest

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad_lab.matchmaking import Appointment, Event, read_dzn

WHOLE = """
nBusiness = 4; nMeetings = 3; nTables = 2; % a comment
nTotalSlots = 6;
nMorningSlots = 2;
requested = [|1, 2, 1,
| 3,4,2,
| 1,3,3, |];
forbidden = [{2},{0},{},{6}];
fixed = [0,0,5];
precedences = [{},{1},{}];
"""


def test_every_part_is_read() -> None:
    assert read_dzn(WHOLE, spread=2) == Event(
        4,
        6,
        2,
        (
            Appointment(0, 1, frozenset({0})),
            Appointment(2, 3, frozenset({2, 3, 4})),
            Appointment(0, 2, frozenset({4})),
        ),
        frozenset({(0, 1)}),
        2,
    )


def test_lists_may_be_left_out() -> None:
    text = WHOLE[: WHOLE.index("forbidden")]
    assert [sorted(appointment.slots) for appointment in read_dzn(text).appointments] == [
        [0, 1],
        [2, 3, 4, 5],
        list(range(6)),
    ]


@pytest.mark.parametrize(
    ("was", "is_now", "defects"),
    [
        ("nTables = 2;", "", (Text("matchmaking.dzn_missing", name="nTables"),)),
        ("nTables = 2", "nTables = two", (Text("matchmaking.dzn_number", name="nTables", found="two"),)),
        ("Slots = 6", "Slots = 99999", (Text("matchmaking.dzn_large", name="nTotalSlots", found=99999, most=1000),)),
        ("{},{6}]", "{6}]", (Text("matchmaking.dzn_length", name="forbidden", count=3, expected=4),)),
        ("1,3,3,", "1,3,4,", (Text("matchmaking.dzn_row", number=3, found="1, 3, 4"),)),
        ("nTables = 2;", "nTables = 2; nTables = 0;", (Text("matchmaking.dzn_twice", name="nTables"),)),
        ("fixed =", "fixd =", (Text("matchmaking.dzn_misspelt", name="fixd", meant="fixed"),)),
        ("nTables = 2;", "nTables = 2; Tables;", (Text("matchmaking.dzn_item", found="Tables"),)),
        ("[0,0,5]", "[0,0 5]", (Text("matchmaking.dzn_item", found="fixed = [0,0 5]"),)),
        (
            "[{2},{0},{},{6}];\nfixed = [0,0,5];\nprecedences = [{},{1},{}];",
            "[{2},{0},{",
            (Text("matchmaking.dzn_form", name="forbidden", found="[{2},{0},{"),),
        ),
        ("[0,0,5]", "[0,0,7]", (Text("matchmaking.dzn_slot", name="fixed", found=7, most=6),)),
        ("[0,0,5]", "[0,0,-1]", (Text("matchmaking.dzn_slot", name="fixed", found=-1, most=6),)),
        ("{},{6}]", "{},{6,-2}]", (Text("matchmaking.dzn_slot", name="forbidden", found=-2, most=6),)),
        ("[{2},", "[-3..2,", (Text("matchmaking.dzn_slot", name="forbidden", found=-3, most=6),)),
        ("Slots = 2;", "Slots = 9;", (Text("matchmaking.dzn_slot", name="nMorningSlots", found=9, most=6),)),
        ("{},{6}]", "{},{6,9}]", (Text("matchmaking.dzn_slot", name="forbidden", found=9, most=6),)),
        ("1,3,3,", "1,3," + "3" * 5000, (Text("matchmaking.dzn_form", name="requested", found="3" * 38 + "|]"),)),
    ],
)
def test_what_is_wrong_is_named(was: str, is_now: str, defects: tuple[Text, ...]) -> None:
    assert was in WHOLE
    with pytest.raises(InputError) as caught:
        read_dzn(WHOLE.replace(was, is_now))
    assert caught.value.text == Text("matchmaking.dzn_broken", count=len(defects), defects=defects)


def test_comments_are_no_data_and_sets_may_be_ranges() -> None:
    assert read_dzn("/* nTables = 0; */" + WHOLE.replace("{2}", "1..2")) == read_dzn(WHOLE.replace("{2}", "{1,2}"))


def test_strangers_and_wrong_orders_are_named_together() -> None:
    with pytest.raises(InputError) as caught:
        read_dzn(WHOLE.replace("1, 2, 1", "1, 9, 1").replace("{1}", "{7}"))
    assert caught.value.text == Text(
        "matchmaking.event_broken",
        count=2,
        defects=(
            Text("matchmaking.event_stranger", number=1, people="9", most=4),
            Text("matchmaking.event_order", before=7, after=2, most=3),
        ),
    )
