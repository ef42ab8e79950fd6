from itertools import groupby

import pytest

from tearoad.timetable.problem import Side
from tearoad_lab.timetable.missions import LARGEST, SMALLEST, Format, mission, sizes


@pytest.mark.parametrize("kind", list(Format))
@pytest.mark.parametrize("firms", [SMALLEST, LARGEST])
def test_every_format_is_sound_at_both_ends(kind: Format, firms: int) -> None:
    made = mission(kind, firms, 3)  # a problem that contradicts itself cannot be made
    assert sum(party.side is Side.EXPORTER for party in made.parties) == firms
    assert {wish.exporter for wish in made.wishes} == {
        party.id for party in made.parties if party.side is Side.EXPORTER
    }
    assert len({wish.parties for wish in made.wishes}) == len(made.wishes)
    assert sum(wish.must for wish in made.wishes) == len(made.wishes) // 20
    assert {wish.slots for wish in made.wishes} == {2 if kind is Format.OFF_SITE else 1}


@pytest.mark.parametrize("kind", list(Format))
def test_the_same_numbers_make_the_same_mission_and_another_seed_another(kind: Format) -> None:
    assert mission(kind, 12, 5) == mission(kind, 12, 5)
    assert mission(kind, 12, 5) != mission(kind, 12, 6)


@pytest.mark.parametrize("kind", list(Format))
def test_a_meeting_begins_where_its_buyer_is_there_to_its_end(kind: Format) -> None:
    made = mission(kind, 15, 2)
    assert made.wishes
    for wish in made.wishes:
        there = made.lookup.party[wish.buyer].staff
        for start in wish.starts:
            assert {slot.day for slot in made.slots[start : start + wish.slots]} == {made.slots[start].day}
            assert all(there[start : start + wish.slots])


def test_formats_come_in_turn_with_sizes_between_the_ends() -> None:
    requested = list(sizes(200, 1))
    assert [kind for kind, _ in groupby(kind for kind, _, _ in requested)] == list(Format) * 50
    assert (min(firms for _, firms, _ in requested), max(firms for _, firms, _ in requested)) == (SMALLEST, LARGEST)
    assert len({seed for _, _, seed in requested}) == 200


def test_fewer_missions_are_the_first_of_more_and_another_seed_makes_others() -> None:
    assert list(sizes(5, 1)) == list(sizes(9, 1))[:5]
    assert list(sizes(5, 1)) != list(sizes(5, 2))
