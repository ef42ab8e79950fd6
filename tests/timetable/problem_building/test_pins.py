from dataclasses import replace
from datetime import datetime

from tearoad.paper.sheets import CellPlace
from tearoad.text import Text
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.timetable.problem_building import SoundPins, fair_slots, sound_pins
from tests.timetable.problem_building.missions import CHAIN, RICE, SHOP, TEA, at, mission

SLOTS = fair_slots(mission())
BUYER = CellPlace("pins.csv", "", 2, 2, "B02")
START = CellPlace("pins.csv", "", 2, 3, "2023-02-06 10:10")


def pinned(start: datetime | None = None) -> PinnedMeeting:
    return PinnedMeeting(TEA, SHOP, start, pair_at=BUYER, start_at_cell=START)


def test_a_pin_that_can_be_meant_is_kept() -> None:
    pins = (pinned(), pinned(at(7, 10, 30)))
    assert sound_pins(pins, SLOTS, {(TEA, CHAIN), (RICE, SHOP)}, {RICE}) == SoundPins(pins, ())


def test_a_pin_of_a_pair_that_may_not_meet_is_an_error_at_its_buyer() -> None:
    refused = Text("timetable.pin_refused", exporter=TEA, buyer=SHOP)
    assert sound_pins((pinned(),), SLOTS, {(TEA, SHOP)}, ()) == SoundPins(
        (), (BUYER.error(refused, Text("timetable.pin_refused_hint")),)
    )
    held = Text("timetable.pin_held", party=SHOP)
    assert sound_pins((pinned(),), SLOTS, {(TEA, SHOP)}, {SHOP}) == SoundPins(
        (), (BUYER.error(held, Text("timetable.pin_held_hint")),)
    )


def test_a_pin_at_a_time_at_which_no_slot_begins_is_told_the_nearest() -> None:
    for pin_at, near in ((at(6, 10, 10), at(6, 10)), (at(6, 12), at(6, 11, 30)), (at(9, 10), at(7, 10, 30))):
        text = Text("timetable.pin_between_slots", at=pin_at)
        wrong = START.error(text, Text("timetable.pin_between_slots_hint", near=near))
        assert sound_pins((pinned(pin_at),), SLOTS, (), ()) == SoundPins((), (wrong,))


def test_a_pin_that_stands_in_no_sheet_is_not_judged() -> None:
    bare = replace(pinned(at(6, 10, 10)), pair_at=None, start_at_cell=None)
    assert sound_pins((bare,), SLOTS, (), {SHOP}) == SoundPins((bare,), ())
