"""What changed in a programme, and for whom."""

from __future__ import annotations

from dataclasses import replace

from tearoad.mission import LocalText
from tearoad.mission.programme import ItemChange, changes, explain
from tearoad.text import Ref, Text
from tests.mission.programme.trips import at, item

OPENING = item("P1", "10", "11", must=("D1",), may=("D2",), place="Stage")


def told(after: object, *ids: str) -> list[str]:
    change = ItemChange(OPENING, after)  # type: ignore[arg-type]  # an item or None
    return [text.code.removeprefix("programme.told_") for text in explain(change, frozenset(ids) if ids else None)]


def test_equal_programmes_have_no_changes() -> None:
    assert changes([OPENING], [OPENING]) == ()


def test_changes_are_found_by_id_in_order_of_time() -> None:
    moved, new = replace(OPENING, window=item("", "14", "15").window), item("P2", "9", "10")
    assert changes([OPENING], [moved, new]) == (ItemChange(None, new), ItemChange(OPENING, moved))
    assert changes([OPENING], []) == (ItemChange(OPENING, None),)


def test_from_when_to_when_is_said() -> None:
    moved = replace(OPENING, window=item("", "14", "15", day=1).window)
    assert explain(ItemChange(OPENING, moved), frozenset({"D1"})) == (
        Text("programme.told_moved", item=Ref("P1"), was=at(0, "10"), start=at(1, "14"), end=at(1, "15")),
    )


def test_only_who_is_concerned_is_told() -> None:
    assert told(None, "D1") == ["removed"]
    assert told(None, "D9") == []
    assert told(replace(OPENING, must=(), speaks=("D3",)), "D1") == ["removed"]
    assert told(replace(OPENING, must=("D1", "D3")), "D1") == []
    assert told(replace(OPENING, must=("D1", "D3")), "D3") == ["added"]


def test_every_difference_is_told() -> None:
    assert told(replace(OPENING, window=item("", "10", "12").window), "D1") == ["ends"]
    assert told(replace(OPENING, place="Hall 2"), "D1") == ["place"]
    assert told(replace(OPENING, place=""), "D1") == ["place_gone"]
    assert told(replace(OPENING, title=LocalText("Other (fictional)")), "D1") == ["title"]
    assert told(replace(OPENING, host="Somebody"), "D1") == ["details"]
    assert told(replace(OPENING, speaks=("D1",)), "D1") == ["now_speaks"]
    assert told(replace(OPENING, must=("D1", "D2")), "D2") == ["now_must"]
    assert told(replace(OPENING, must=("D1", "D2"))) == ["people"]
