"""What changed in a programme, and for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from tearoad.mission import ItemKind, LocalText
from tearoad.programme import ItemChange, Reader, changes, explain
from tearoad.text import Ref, Text
from tearoad.values import Language, Window
from tests.programme.trips import at, item

OPENING = item("P1", "10", "11", must=("D1",), may=("D2",), place="Stage")


def told(after: object, *ids: str) -> list[str]:
    change = ItemChange(OPENING, after)  # type: ignore[arg-type]  # an item or None
    return _codes(explain(change, reader(*ids) if ids else None))


def reader(*ids: str, people: tuple[str, ...] = ()) -> Reader:
    return Reader(frozenset(ids), Language.EN, frozenset(people))


def _codes(texts: Iterable[Text]) -> list[str]:
    return [text.code.removeprefix("programme.told_") for text in texts]


def test_equal_programmes_have_no_changes() -> None:
    assert changes([OPENING], [OPENING]) == ()


def test_changes_are_found_by_id_in_order_of_time() -> None:
    moved, new = replace(OPENING, window=item("", "14", "15").window), item("P2", "9", "10")
    assert changes([OPENING], [moved, new]) == (ItemChange(None, new), ItemChange(OPENING, moved))
    assert changes([OPENING], []) == (ItemChange(OPENING, None),)


def test_from_when_to_when_is_said() -> None:
    moved = replace(OPENING, window=item("", "14", "15", day=1).window)
    assert explain(ItemChange(OPENING, moved), reader("D1")) == (
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
    assert told(replace(OPENING, place=LocalText("Hall 2")), "D1") == ["place"]
    assert told(replace(OPENING, place=LocalText()), "D1") == ["place_gone"]
    assert told(replace(OPENING, title=LocalText("Other (fictional)")), "D1") == ["title"]
    assert told(replace(OPENING, host=LocalText("Somebody")), "D1") == ["host"]
    assert told(replace(OPENING, speaks=("D1",)), "D1") == ["now_speaks"]
    assert told(replace(OPENING, must=("D1", "D2")), "D2") == ["now_must"]
    assert told(replace(OPENING, must=("D1", "D2"))) == ["people"]


def test_what_a_reader_does_not_see_is_no_news_for_them() -> None:
    assert told(replace(OPENING, kind=ItemKind.RECEPTION), "D1") == []
    assert told(replace(OPENING, kind=ItemKind.RECEPTION)) == ["kind"]
    both = replace(OPENING, title=LocalText(OPENING.title["en"], "开幕（虚构）"))
    assert told(replace(OPENING, title=both.title), "D1") == []
    assert _codes(explain(ItemChange(OPENING, both), Reader(frozenset({"D1"}), Language.ZH))) == ["title"]


def test_who_speaks_is_not_told_also_to_attend() -> None:
    speaks = replace(OPENING, must=(), speaks=("D1",))
    change = ItemChange(speaks, replace(speaks, must=("D1",)))
    assert explain(change, reader("D1")) == ()
    assert _codes(explain(ItemChange(change.after, OPENING), reader("D1"))) == ["now_must", "no_more_speaks"]


def test_a_firm_is_told_who_of_its_people_goes() -> None:
    firm = reader("E1", "D1", "D7", people=("D1", "D7"))
    other = replace(OPENING, must=("D7",))
    (text,) = explain(ItemChange(OPENING, other), firm)
    assert text == Text("programme.told_who", item=Ref("P1"), start=at(0, "10"), who=(Ref("D7"),))
    assert explain(ItemChange(OPENING, replace(OPENING, may=())), firm) == ()


def test_the_order_in_which_people_are_named_is_no_change() -> None:
    both = replace(OPENING, must=("D1", "D7"))
    turned = replace(both, must=("D7", "D1"))
    assert changes([both], [turned]) == ()
    later = replace(turned, window=Window(both.window.start_at, both.window.end_at + timedelta(hours=1)))
    assert _codes(explain(ItemChange(both, later))) == ["ends"]


def test_whom_an_item_does_not_name_is_told_nothing_of_it() -> None:
    assert explain(ItemChange(OPENING, None), reader("D9")) == ()
    assert _codes(explain(ItemChange(OPENING, replace(OPENING, must=("D9",))), reader("D9"))) == ["added"]
    assert _codes(explain(ItemChange(OPENING, replace(OPENING, must=())), reader("D1"))) == ["removed"]
