from tearoad.matching import Request, Strength
from tearoad.mission import LanguagePair, PlaceKind
from tearoad.timetable.posing.days import fair_slots
from tearoad.timetable.posing.desires import Desire
from tearoad.timetable.posing.online import ONLINE, with_online
from tearoad.timetable.posing.wishing import Wishing
from tearoad.timetable.problem import Pin
from tearoad.values import PlaceId, Window, WishId
from tests.timetable.posing.missions import CHAIN, DESK, EN, RICE, RU, SHOP, TEA, ZH, at, hours, roster

ONLINE_REQUEST = Request(WishId("R1"), TEA, SHOP, Strength.WISH, format=PlaceKind.ONLINE)
STAND, TABLE = PlaceId("A1"), PlaceId("T1")


def wishing() -> Wishing:
    found = roster()
    return Wishing(found, fair_slots(found.mission), with_online(found.mission, [ONLINE_REQUEST]).places)


def test_a_firm_with_a_stand_receives_there_and_one_without_at_a_table() -> None:
    assert wishing().wish(Desire(TEA, SHOP, 1)).places == (STAND,)
    assert wishing().wish(Desire(RICE, SHOP, 1)).places == (TABLE,)


def test_a_buyer_with_a_desk_receives_there() -> None:
    assert wishing().wish(Desire(TEA, CHAIN, 1)).places == (DESK,)


def test_an_asked_format_is_kept_even_where_there_is_no_such_place() -> None:
    assert wishing().wish(Desire(TEA, CHAIN, 1, format=PlaceKind.STAND)).places == (STAND,)
    assert wishing().wish(Desire(TEA, SHOP, 1, format=PlaceKind.ONLINE)).places == (ONLINE,)
    assert wishing().wish(Desire(TEA, SHOP, 1, format=PlaceKind.OFFSITE)).places == ()


def test_a_meeting_lies_on_one_day_and_in_every_window() -> None:
    assert wishing().wish(Desire(TEA, SHOP, 1, slots=2)).starts == {0, 1, 2, 4}
    assert wishing().wish(Desire(TEA, SHOP, 1, windows=(hours(6, 10, 11), hours(6, 10, 12)))).starts == {0, 1}


def test_an_agreed_time_is_the_only_start() -> None:
    agreed = Window(at(6, 10, 30), at(6, 11))
    assert wishing().wish(Desire(TEA, SHOP, 1, agreed=agreed)).starts == {1}


def test_people_who_share_a_language_need_no_interpreter() -> None:
    assert wishing().wish(Desire(RICE, SHOP, 1)).interpreting == ()
    both = frozenset({LanguagePair(ZH, RU), LanguagePair(RU, ZH)})
    english = frozenset({LanguagePair(ZH, EN), LanguagePair(EN, ZH)})
    assert wishing().wish(Desire(TEA, CHAIN, 1)).interpreting == (both,)
    assert wishing().wish(Desire(TEA, SHOP, 1)).interpreting == (english, both)


def test_a_pin_opens_its_start_and_place_whatever_was_asked() -> None:
    desire = Desire(TEA, SHOP, 1, format=PlaceKind.STAND, windows=(hours(6, 10, 11),))
    assert wishing().wish(desire, Pin(desire.id, 4, TABLE)).starts == {0, 1, 4}
    assert wishing().wish(desire, Pin(desire.id, 4, TABLE)).places == (STAND, TABLE)


def test_a_pin_opens_its_start_against_an_agreed_time() -> None:
    desire = Desire(TEA, SHOP, 1, agreed=Window(at(6, 10, 30), at(6, 11)))
    assert wishing().wish(desire, Pin(desire.id, 3)).starts == {1, 3}


def test_a_pin_adds_nothing_that_was_open_already() -> None:
    desire = Desire(TEA, SHOP, 1)
    assert wishing().wish(desire, Pin(desire.id, 1, STAND)) == wishing().wish(desire)


def test_a_long_meeting_pinned_to_the_last_slot_of_a_day_does_not_run_into_the_next() -> None:
    desire = Desire(TEA, SHOP, 1, slots=2)
    assert wishing().wish(desire, Pin(desire.id, 3)) == wishing().wish(desire)
    assert wishing().wish(desire, Pin(desire.id, 5)) == wishing().wish(desire)
