from collections import Counter

from tearoad.mission import PlaceKind
from tearoad_lab.timetable.fairs import fair


def test_a_fair_has_so_many_wishes_in_all_formats_and_parts_that_hang_together() -> None:
    problem = fair(6000, 3)
    assert problem == fair(6000, 3)
    assert len(problem.wishes) == 6000
    assert {place.kind for place in problem.places} == {
        PlaceKind.STAND,
        PlaceKind.TABLE,
        PlaceKind.DESK,
        PlaceKind.OFFSITE,
    }
    parts = Counter(wish.exporter[:2] == wish.buyer[:2] for wish in problem.wishes)
    assert 0.02 < parts[False] / 6000 < 0.125
    assert len({interpreter.pairs for interpreter in problem.interpreters}) == 5
    assert len({(wish.exporter, wish.buyer) for wish in problem.wishes}) == 6000
