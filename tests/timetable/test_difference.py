from tearoad.timetable.difference import Difference, Moved, difference
from tests.timetable.tiny import B0, B1, B2, E0, E1, I0, I1, S0, at, tiny, wish

PROBLEM = tiny(wish("W0"), wish("W1", E0, B1), wish("W2", E1, B2))


def test_nobody_is_told_when_nothing_changed() -> None:
    assert difference([at("W0", 0)], [at("W0", 0)], PROBLEM) == Difference((), (), (), ())


def test_moved_dropped_and_added_meetings_with_all_they_concern() -> None:
    before = [at("W0", 0, S0, I0), at("W1", 1)]
    after = [at("W0", 0, S0, I1), at("W2", 2)]
    assert difference(before, after, PROBLEM) == Difference(
        moved=(Moved(before[0], after[0]),),
        dropped=(before[1],),
        added=(after[1],),
        people=tuple(sorted((E0, B0, B1, E1, B2, I0, I1))),
    )


def test_a_meeting_whose_wish_is_gone_is_dropped() -> None:
    assert difference([at("W9", 0, S0, I0)], [], PROBLEM) == Difference((), (at("W9", 0, S0, I0),), (), (I0,))
