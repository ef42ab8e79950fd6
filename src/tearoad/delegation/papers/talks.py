"""Talks: a sheet a call, with the seats, both sides, what was asked and offered, what is to be said, and the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tearoad.companies import Buyer, Exporter, Quantity
from tearoad.companies.units import unit_in
from tearoad.delegation.papers.roster import Head, Roster, head, house_of, name_of, names, parted
from tearoad.delegation.rows import SeatRow, TwoRows, two_rows
from tearoad.delegation.seating import Chair, Side, Sitter, Voice
from tearoad.mission.mission import ItemKind, ProgrammeItem
from tearoad.mission.papers import spelling
from tearoad.mission.papers.glossary import Glossary, glossary
from tearoad.mission.people import Delegate
from tearoad.mission.talk import Talk
from tearoad.mission.where import Spots
from tearoad.paper import figures
from tearoad.text import Text
from tearoad.values import Language, LanguageCode
from tearoad.words import say

TEMPLATE = Path(__file__).parent / "talks.typ"
_CALLS = frozenset({ItemKind.COURTESY_CALL, ItemKind.SIGNING})
_THEY = "they:"


@dataclass(frozen=True, slots=True)
class TalkMember:
    """Somebody at the talks; `number` counts their side by rank."""

    number: str
    name: str
    others: tuple[str, ...]
    post: str


@dataclass(frozen=True, slots=True)
class Seat:
    """One chair as the plan shows it: `host`, `guest`, `interpreter`, or `free`."""

    kind: str
    number: str = ""
    name: str = ""
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The table from above."""

    guests: tuple[Seat, ...]
    hosts: tuple[Seat, ...]
    behind_guests: Seat | None
    behind_hosts: Seat | None
    guests_are: str
    hosts_are: str
    door: str
    without: tuple[str, ...]
    middle: int


@dataclass(frozen=True, slots=True)
class TalkSection:
    """A heading with its lines."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TalkSheet:
    """One call."""

    id: str
    title: str
    when: str
    place: str
    received_by: str
    table: Table
    ours: tuple[TalkMember, ...]
    theirs: tuple[TalkMember, ...]
    interpreters: tuple[str, ...]
    asked: TalkSection
    offered: TalkSection
    points: TalkSection
    words: Glossary


@dataclass(frozen=True, slots=True)
class Talks:
    """All calls, each from a page of its own."""

    head: Head
    labels: tuple[str, ...]
    """Our side, their side, interpreters, words, notes."""
    sheets: tuple[TalkSheet, ...]


def talks(of: Roster, language: Language) -> Talks | None:
    """Return the sheets of every call in a reader's language; None where there is nothing to talk about."""
    sheets = tuple(talk_sheet(item, of, language) for item in of.programme if is_talk(item) and _ours(item, of))
    labels = tuple(_say(code, language) for code in ("our_side", "their_side", "interpreters", "words", "notes"))
    return Talks(head(of, Text("delegation.paper_talks"), language), labels, sheets) if sheets else None


def talk_sheet(item: ProgrammeItem, of: Roster, language: Language) -> TalkSheet:
    """Return what is to be known of one call; what the officer left empty comes from counterparts and sheets."""
    known = names(of, language)
    spots = Spots(of.mission, known, language)
    zone = of.mission.fair_zone
    start, end = item.window.start_at.astimezone(zone), item.window.end_at.astimezone(zone)
    ours, theirs = _ours(item, of), _theirs(item, of, language)
    firms = _firms(item, of, ours)
    return TalkSheet(
        id=str(item.id),
        title=item.title.in_language(language) or str(item.id),
        when=f"{figures.full_day(start.date(), language)}, {start:%H:%M}\u2013{end:%H:%M}",
        place=spots.called(item.place),
        received_by=_say("talk_we_receive", language) if item.talk.we_host else spots.called(item.host),
        table=_table(item, of, ours, theirs, language),
        ours=tuple(_our_person(number, delegate, of, language) for number, delegate in enumerate(ours, start=1)),
        theirs=theirs,
        interpreters=tuple(known[text] for text in map(str, item.interpreters) if text in known),
        asked=TalkSection(_say("talk_asks", language), _requested_goods(item.talk, _buyer(item, of), language)),
        offered=TalkSection(_say("talk_offers", language), _offered(item.talk, firms, language)),
        points=TalkSection(_say("talk_points", language), item.talk.points.in_language(language)),
        words=glossary(firms, of.mission.paper_languages, language),
    )


def is_talk(item: ProgrammeItem) -> bool:
    """Whether an item has a sheet: a call, a signing, or whatever the officer wrote something down for."""
    return item.kind in _CALLS or item.talk != Talk()


def _buyer(item: ProgrammeItem, of: Roster) -> Buyer | None:
    """Return the buyer who receives us; None where somebody else does."""
    return next((of.buyers[text] for text in item.host.written if text in of.buyers), None)


def _ours(item: ProgrammeItem, of: Roster) -> tuple[Delegate, ...]:
    """Return our people at the item by protocol; a firm or an office that is named stands for all of its people."""
    called = set(item.bound)
    return tuple(delegate for delegate in of.delegates if called & delegate.called)


def _firms(item: ProgrammeItem, of: Roster, ours: Iterable[Delegate]) -> tuple[Exporter, ...]:
    ids = dict.fromkeys(
        (*(str(delegate.firm) for delegate in ours if delegate.firm), *(id_ for id_ in item.bound if id_ in of.firms))
    )
    return tuple(of.firms[id_] for id_ in ids if id_ in of.firms)


def _theirs(item: ProgrammeItem, of: Roster, language: Language) -> tuple[TalkMember, ...]:
    """Return the other side by rank: who was written down, else our people's counterparts, else the buyer's contact."""
    faced = (delegate.counterpart.in_language(language) for delegate in _ours(item, of) if delegate.counterpart)
    written = item.talk.they.in_language(language) or tuple(faced)
    buyer = _buyer(item, of)
    if not written and buyer and buyer.contact.person.written:
        found = spelling.person(buyer.contact.person, language)
        return (TalkMember("1", found.main, found.others, buyer.contact.title.in_language(language)),)
    return tuple(_typed_member(number, text) for number, text in enumerate(written, start=1))


def _typed_member(number: int, written: str) -> TalkMember:
    name, post = parted(written)
    return TalkMember(str(number), name, (), post)


def _our_person(number: int, delegate: Delegate, of: Roster, language: Language) -> TalkMember:
    found = name_of(delegate, language)
    post = " · ".join(filter(None, (delegate.role.in_language(language), house_of(delegate, of, language))))
    return TalkMember(str(number), found.main, found.others, post)


def _requested_goods(talk: Talk, buyer: Buyer | None, language: Language) -> tuple[str, ...]:
    if talk.asks or buyer is None:
        return tuple(filter(None, (talk.asks.in_language(language),)))
    wants = ((want, want.volume) for want in buyer.wants)
    return tuple(
        " · ".join(
            filter(
                None,
                (
                    want.in_language(language),
                    f"HS {want.hs}" if want.hs else "",
                    _volume(volume, language) if volume else "",
                ),
            )
        )
        for want, volume in wants
    )


def _volume(volume: Quantity, language: Language) -> str:
    return f"{figures.number(volume.amount.normalize(), language)} {unit_in(volume.unit, language)}".strip()


def _offered(talk: Talk, firms: Iterable[Exporter], language: Language) -> tuple[str, ...]:
    if talk.offers:
        return (talk.offers.in_language(language),)
    comma, colon = language.habits.comma, language.habits.colon
    return tuple(
        f"{spelling.firm(firm.name, language).in_line(language)}{colon}"
        + comma.join(spelling.goods(product.name, language).main for product in firm.products)
        for firm in firms
        if firm.products
    )


def _table(
    item: ProgrammeItem, of: Roster, ours: tuple[Delegate, ...], theirs: tuple[TalkMember, ...], language: Language
) -> Table:
    we, they = (Side.HOST, Side.GUEST) if item.talk.we_host else (Side.GUEST, Side.HOST)
    home, host = _code(of.mission.home_language), _code(of.mission.host_language)
    sitters = [
        *(
            Sitter(delegate.id, we, rank, delegate.languages or (home,), rank == 1)
            for rank, delegate in enumerate(ours, start=1)
        ),
        *(Sitter(_THEY + member.number, they, int(member.number), (host,), member.number == "1") for member in theirs),
    ]
    rows = two_rows(sitters, _voices(item, of), we, item.talk.voices)
    people = {str(delegate.id): (str(n), name_of(delegate, language).main) for n, delegate in enumerate(ours, start=1)}
    people |= {_THEY + member.number: (member.number, member.name) for member in theirs}
    people |= {str(interpreter.id): ("", name_of(interpreter, language).main) for interpreter in of.interpreters}
    sides = (_say("our_side", language), _say("their_side", language))
    guests_are, hosts_are = reversed(sides) if item.talk.we_host else sides
    return Table(
        _seats(rows.guests, rows, people),
        _seats(rows.hosts, rows, people),
        _behind(rows.guests, people),
        _behind(rows.hosts, people),
        guests_are,
        hosts_are,
        _say("talk_door", language),
        tuple(say(Text("delegation.seat_without", name=people[text][1]), language) for text in rows.without),
        rows.middle,
    )


def _voices(item: ProgrammeItem, of: Roster) -> list[Voice]:
    """Return those the item names; where it names none, the pool before the stands', and only one of them."""
    named = [interpreter for interpreter in of.interpreters if interpreter.id in item.interpreters]
    spare = sorted(of.interpreters, key=lambda interpreter: interpreter.attached_to is not None)
    if named:
        return [Voice(interpreter.id, interpreter.pairs) for interpreter in named]
    home, host = _code(of.mission.home_language), _code(of.mission.host_language)
    fit = (
        interpreter
        for interpreter in spare
        if any({pair.source, pair.target} == {home, host} for pair in interpreter.pairs)
    )
    return [Voice(interpreter.id, interpreter.pairs) for interpreter in fit][:1]


def _seats(row: SeatRow, rows: TwoRows, people: Mapping[str, tuple[str, str]]) -> tuple[Seat, ...]:
    return tuple(_seat(chair, people, middle=n == rows.middle) for n, chair in enumerate(row.chairs))


def _seat(chair: Chair | None, people: Mapping[str, tuple[str, str]], *, middle: bool = False) -> Seat:
    if chair is None:
        return Seat("free")
    number, name = people[chair.who]
    return Seat(chair.side.value if chair.side else "interpreter", number, name, middle)


def _behind(row: SeatRow, people: Mapping[str, tuple[str, str]]) -> Seat | None:
    return _seat(row.behind, people) if row.behind else None


def _code(language: Language) -> LanguageCode:
    return LanguageCode(language.value.partition("-")[0])


def _say(code: str, language: Language) -> str:
    return say(Text(f"delegation.{code}"), language)
