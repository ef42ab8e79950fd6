from tearoad.matching import Request, Strength
from tearoad.mission import Delegate, LanguagePair, PlaceKind
from tearoad.names import PersonName
from tearoad.paper.sheets import Severity
from tearoad.text import Ref, Text
from tearoad.timetable.problem import Pin
from tearoad.timetable.problem_building.build import build_problem
from tearoad.timetable.problem_building.days import fair_slots
from tearoad.timetable.problem_building.desires import Desire
from tearoad.timetable.problem_building.online import ONLINE, with_online
from tearoad.timetable.problem_building.spoken import languages_unknown, taken_to_speak
from tearoad.timetable.problem_building.wishing import Wishing
from tearoad.values import LanguageCode, PartyId, PersonId, PlaceId, Window, WishId
from tests.timetable.problem_building.missions import CHAIN, DESK, EN, RICE, RU, SHOP, TEA, ZH, at, hours, roster

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


def speaking(*people: Delegate) -> Wishing:
    found = roster(delegates=people)
    return Wishing(found, fair_slots(found.mission), found.mission.places)


def person(name: str, *languages: LanguageCode, firm: PartyId = RICE) -> Delegate:
    return Delegate(PersonId(name), PersonName(latin=name), firm=firm, languages=languages)


BOTH = frozenset({LanguagePair(ZH, RU), LanguagePair(RU, ZH)})
ENGLISH = frozenset({LanguagePair(ZH, EN), LanguagePair(EN, ZH)})


def test_what_the_firms_row_says_counts_no_more_once_its_people_are_known() -> None:
    # The firm's row says English; of the two who come, nobody speaks it.
    wish = speaking(person("D1", ZH), person("D2")).wish(Desire(RICE, SHOP, 1))
    assert (wish.direct, set(wish.interpreting)) == (frozenset(), {BOTH, ENGLISH})


def test_one_of_the_firm_who_speaks_the_buyers_language_may_stand_in_for_an_interpreter() -> None:
    wish = speaking(person("D1", ZH, RU), person("D2", ZH)).wish(Desire(RICE, SHOP, 1))
    assert (wish.direct, set(wish.interpreting)) == (frozenset({RU}), {BOTH, ENGLISH})


def test_who_is_asked_for_by_name_speaks_for_themselves() -> None:
    found = speaking(person("D1", ZH, RU), person("D2", ZH))
    assert found.wish(Desire(RICE, SHOP, 1, person=PersonId("D1"))).direct == {RU}
    assert found.wish(Desire(RICE, SHOP, 1, person=PersonId("D2"))).direct == frozenset()


def test_an_interpreter_speaks_a_language_that_all_of_the_firm_speak() -> None:
    wish = speaking(person("D1", EN, ZH), person("D2", ZH)).wish(Desire(RICE, CHAIN, 1))
    assert wish.interpreting == (BOTH,)
    nothing_in_common = speaking(person("D1", EN), person("D2", ZH)).wish(Desire(RICE, CHAIN, 1))
    assert nothing_in_common.interpreting == (BOTH,)


def test_of_firms_whose_people_are_not_known_it_is_said_what_is_taken_for_granted() -> None:
    desired = (Desire(RICE, SHOP, 1), Desire(TEA, CHAIN, 1))
    unknown = build_problem(roster(delegates=()), desired)
    assert taken_to_speak(unknown) == Text("timetable.taken_to_speak", count=1, firms=(Ref(RICE),))
    assert [problem.severity for problem in languages_unknown(unknown)] == [Severity.WARNING]
    known = build_problem(roster(delegates=(person("D1", ZH, EN),)), desired)
    assert languages_unknown(known) == ()


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
