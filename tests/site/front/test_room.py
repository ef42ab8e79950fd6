"""How much is on its way at once: counted by who sends, let go of at the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tearoad.site.front.room import Most, RefusedError, Room
from tearoad.web.limits.bodies import DISK_FULL, FULL, TOO_MANY


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path, 0, strangers=Most(2, 3, 1000, 2000), known=Most(1, 2, 5000, 5000))


def refused(room: Room, holder: str, *, known: bool = False) -> object:
    with pytest.raises(RefusedError) as found:
        room.let_in(holder, known=known)
    return found.value.refusal


def test_one_address_has_so_many_and_all_together_so_many(room: Room) -> None:
    guests = [room.let_in("a", known=False), room.let_in("a", known=False), room.let_in("b", known=False)]
    assert (refused(room, "a"), refused(room, "c")) == (TOO_MANY, FULL)
    guests.append(room.let_in("phone:1", known=True))  # it has room of its own
    assert refused(room, "phone:1", known=True) == TOO_MANY
    for guest in guests:
        room.let_out(guest)
    assert room.is_empty()


def test_strangers_fill_no_disk_that_belongs_to_who_is_known(room: Room) -> None:
    stranger, phone = room.let_in("a", known=False), room.let_in("phone:1", known=True)
    room.hold_disk(stranger, 1000)
    with pytest.raises(RefusedError) as found:
        room.hold_disk(stranger, 1)
    room.hold_disk(phone, 5000)
    assert found.value.refusal == FULL
    room.let_out(stranger)
    room.let_out(phone)
    assert room.is_empty()


def test_one_stranger_leaves_room_for_others(tmp_path: Path) -> None:
    """Seven transfers of one address took all the room that strangers have, and a firm's form was refused."""
    room = Room(tmp_path, 0, strangers=Most(9, 9, 1000, 400))
    greedy = [room.let_in("a", known=False) for _ in range(2)]
    room.hold_disk(greedy[0], 300)
    with pytest.raises(RefusedError) as found:
        room.hold_disk(greedy[1], 101)
    assert found.value.refusal == TOO_MANY
    room.hold_disk(room.let_in("b", known=False), 400)


def test_who_turns_out_to_be_known_takes_along_what_is_there(room: Room) -> None:
    guest = room.let_in("a", known=False)
    room.hold_disk(guest, 900)
    room.hold_memory(guest, 50)
    moved = room.move(guest, "phone:1")
    assert (moved.disk, moved.memory, moved.is_known) == (900, 50, True)
    room.hold_disk(room.let_in("a", known=False), 1000)
    room.let_out(moved)
    assert room.memory == 0


def test_the_disk_keeps_what_the_database_needs(tmp_path: Path) -> None:
    room = Room(tmp_path, 1 << 60)
    with pytest.raises(RefusedError) as found:
        room.hold_disk(room.let_in("a", known=True), 1)
    assert found.value.refusal == DISK_FULL
