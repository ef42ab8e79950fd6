from __future__ import annotations

from tearoad.office.files.ahead import Ahead


def test_what_was_looked_at_ahead_is_not_looked_at_again_and_is_told_once() -> None:
    looked: list[bytes] = []

    def look(content: bytes) -> int:
        looked.append(content)
        return len(content)

    known = Ahead(look)
    known.ahead(b"one")
    assert (known(b"one"), looked) == (3, [b"one"])
    assert (known(b"one"), known(b"four"), looked) == (3, 4, [b"one", b"one", b"four"])


def test_so_much_is_remembered_and_no_more() -> None:
    looked: list[bytes] = []
    known = Ahead(looked.append)
    for number in range(100):
        known.ahead(bytes([number]))
    known(bytes([0]))
    known(bytes([99]))
    assert looked[100:] == [bytes([0])]


def test_the_same_bytes_twice_in_a_form_are_looked_at_before_it_both_times() -> None:
    """The second copy was looked at inside the form's transaction."""
    looked: list[bytes] = []
    known = Ahead(looked.append)
    for ask in (known.ahead, known.ahead, known, known):
        ask(b"one")
    assert looked == [b"one", b"one"]
    known(b"one")
    assert looked == [b"one"] * 3
