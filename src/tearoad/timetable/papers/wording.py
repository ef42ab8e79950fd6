"""From a receiver's stops to the words of their sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property

from tearoad.companies import Buyer, Exporter, Quantity, Want
from tearoad.companies.units import unit_in
from tearoad.mission import Delegate, Interpreter, Place, PlaceKind, ProgrammeItem
from tearoad.mission.papers import spelling
from tearoad.mission.stands import with_own_stands
from tearoad.mission.where import Spots
from tearoad.names import PersonName
from tearoad.paper import figures
from tearoad.programme import part_of
from tearoad.text import Text
from tearoad.timetable.papers.agenda import Stop
from tearoad.timetable.papers.appointments import Appointment
from tearoad.timetable.papers.receivers import Receiver, Role
from tearoad.timetable.papers.sheet import Block, Entry, Help, LabelledText
from tearoad.timetable.roster import Roster
from tearoad.values import Language, LanguageCode
from tearoad.words import say

_PARTS = {
    "must": "papers.must",
    "may": "papers.may",
    "speaks": "papers.part_speaks",
    "hosts": "papers.part_hosts",
    "interpreters": "papers.part_interpreters",
    "informed": "papers.informed",
}
"""What somebody is at an item of the programme, as their sheet says it."""
_NONE = ("informed",)
_SPEAKERS = 2
"""People of a firm named as those who speak a buyer's language."""
_SHOWN_GOODS = 6
"""Products or wants named on a sheet; the catalogue has the rest."""


def names(roster: Roster, language: Language) -> dict[str, str]:
    """Return, by id, how a reader of a language meets everyone, every place, product and want of the mission."""
    parties: tuple[Exporter | Buyer, ...] = (*roster.exporters, *roster.buyers)
    persons: tuple[Delegate | Interpreter, ...] = (*roster.delegates, *roster.interpreters)
    firms: dict[str, str] = {party.id: spelling.firm(party.name, language).in_line(language) for party in parties}
    people: dict[str, str] = {person.id: spelling.person(person.name, language).in_line(language) for person in persons}
    spots: dict[str, str] = {place.id: place.name.in_language(language) for place in roster.mission.places}
    goods: dict[str, str] = {
        exporter.product_id(number): spelling.goods(product.name, language).main
        for exporter in roster.exporters
        for number, product in enumerate(exporter.products)
    }
    wants = {
        buyer.want_id(number): want.in_language(language)
        for buyer in roster.buyers
        for number, want in enumerate(buyer.wants)
    }
    offices = {
        name: delegate.office.in_language(language) for delegate in roster.delegates for name in delegate.office.written
    }
    return {**goods, **wants, **offices, **spots, **people, **firms}


class Wording:
    """Says stops to one receiver in their language."""

    def __init__(self, receiver: Receiver, roster: Roster, known: Mapping[str, str]) -> None:
        """Keep who reads; `known` are the names in their language."""
        self.receiver = receiver
        self.language = receiver.language
        self.roster = roster
        self.known = known
        self.spots = Spots(roster.mission, known, receiver.language)

    def say(self, text: Text) -> str:
        """Say a text with the names the reader knows."""
        return say(text, self.language, self.known)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place of the mission, the firms' stands among them."""
        return with_own_stands(self.roster.mission, self.roster.exporters).places

    @cached_property
    def own_places(self) -> frozenset[str]:
        """Where the receiver is when nothing takes them elsewhere: at their own places, or their firm's."""
        firms = {
            str(interpreter.attached_to)
            for interpreter in self.roster.interpreters
            if interpreter.id == self.receiver.id
        }
        owners = firms | {self.receiver.id}
        return frozenset(str(place.id) for place in self.places if place.owner is not None and place.owner in owners)

    def entry(self, stop: Stop) -> Entry:
        """Return a stop in words."""
        if stop.appointment is not None:
            return self._meeting(stop, stop.appointment)
        return self._free(stop) if stop.free else self._item(stop)

    def home_time(self, at: datetime) -> str:
        """Return the moment on the clock at home, for those who come from there; empty where both clocks agree."""
        home = at.astimezone(self.roster.mission.home_zone)
        if self.receiver.role not in {Role.EXPORTER, Role.OFFICIAL} or home.utcoffset() == at.utcoffset():
            return ""
        return self.say(Text("papers.at_home", time=f"{home:%H:%M}"))

    def _meeting(self, stop: Stop, appointment: Appointment) -> Entry:
        hall, way, is_off = self.hall(appointment.place.hall), self._way(appointment), self.is_off(appointment)
        return Entry(
            kind="meeting",
            start=f"{stop.window.start_at:%H:%M}",
            end=f"{stop.window.end_at:%H:%M}",
            home=self.home_time(stop.window.start_at),
            blocks=self._blocks(appointment),
            badge=self.say(Text("papers.called_off")) if is_off else self._badge(appointment),
            strong=is_off or not appointment.at_stand,
            place=self._place(appointment),
            hall="" if _same(hall, way) else hall,
            way=way,
            help=() if is_off else self._interpreting(appointment),
            is_off=is_off,
        )

    def is_off(self, appointment: Appointment) -> bool:
        """Whether a meeting of the plan does not take place, as far as the receiver may know."""
        return (appointment.exporter.id, appointment.buyer.id) in self.roster.called_off

    def _blocks(self, appointment: Appointment) -> tuple[Block, ...]:
        firm, house = self._exporter(appointment.exporter, appointment.person), self._buyer(appointment.buyer)
        why = self._why(appointment)
        if self.receiver.role is Role.EXPORTER:
            return (_with_lines(house, why),)
        if self.receiver.role is Role.BUYER:
            return (_with_lines(firm, why),)
        return (firm, _with_lines(house, why if self.receiver.role is Role.OFFICIAL else ()))

    def _why(self, appointment: Appointment) -> tuple[LabelledText, ...]:
        if not appointment.reasons:
            return ()
        return (
            LabelledText(self.say(Text("papers.why")), " · ".join(self.say(reason) for reason in appointment.reasons)),
        )

    def _exporter(self, firm: Exporter, wanted: Delegate | None) -> Block:
        person, title = (wanted.name, wanted.role) if wanted else (firm.contact.person, firm.contact.title)
        goods = [spelling.goods(product.name, self.language).main for product in firm.products]
        return self._block(firm, person, title.in_language(self.language), "papers.offers", goods)

    def _buyer(self, buyer: Buyer) -> Block:
        goods = [self._want(want) for want in buyer.wants]
        return self._block(
            buyer, buyer.contact.person, buyer.contact.title.in_language(self.language), "papers.wants", goods
        )

    def _block(self, party: Exporter | Buyer, person: PersonName, title: str, code: str, goods: list[str]) -> Block:
        name, who = spelling.firm(party.name, self.language), spelling.person(person, self.language)
        shown = (" · ".join(filter(None, goods[:_SHOWN_GOODS])) + (" …" if len(goods) > _SHOWN_GOODS else "")).strip()
        lines = (LabelledText(self.say(Text(code)), shown),) if shown else ()
        return Block(name.main, name.others, who.main, who.others, title, lines)

    def _want(self, want: Want) -> str:
        volume = self._volume(want.volume) if want.volume else ""
        label = self.say(Text("papers.private_label")) if want.private_label else ""
        return ", ".join(part for part in (want.in_language(self.language), volume, label) if part)

    def _volume(self, volume: Quantity) -> str:
        return f"{figures.number(volume.amount, self.language)} {unit_in(volume.unit, self.language)}".strip()

    def _badge(self, appointment: Appointment) -> str:
        if self.receiver.role is not Role.EXPORTER:
            return ""
        return self.say(Text("papers.at_your_stand" if appointment.at_stand else "papers.away_from_stand"))

    def _place(self, appointment: Appointment) -> str:
        name = appointment.place.name.in_language(self.language)
        if appointment.place.kind is PlaceKind.STAND:
            return self.say(Text("papers.stand", stand=name))
        return name

    def hall(self, hall: str) -> str:
        """Return how the reader calls a hall."""
        # A hall may be written as a bare number or as a name that already says what it is.
        return self.say(Text("papers.hall", hall=hall)) if hall.isascii() and len(hall) <= 3 and hall else hall

    def _way(self, appointment: Appointment) -> str:
        """Return the way to a place, for all but those whose own stand, desk or office it is."""
        if appointment.place.owner == self.receiver.id:
            return ""
        return appointment.place.how_to_get_there.in_language(self.language)

    def _interpreting(self, appointment: Appointment) -> tuple[Help, ...]:
        if appointment.speaker is not None and appointment.language is not None:
            return (self._speaking(appointment.speaker, appointment.language),)
        if appointment.interpreter is None:
            return self._directly(appointment) if self.receiver.role is Role.BUYER else ()
        between = self._between(appointment)
        if self.receiver.role is Role.INTERPRETER:
            return (Help(self.say(Text("papers.you_interpret")), (between,)),) if between else ()
        who = spelling.person(appointment.interpreter.name, self.language)
        latin = next((other for other in who.others if spelling.script_of(other) is Language.EN), "")
        parts = (f"{who.main} ({latin})" if latin else who.main, figures.phone(appointment.interpreter.phone), between)
        return (Help(self.say(Text("papers.interpreter")), tuple(part for part in parts if part)),)

    def _directly(self, appointment: Appointment) -> tuple[Help, ...]:
        """Return who of the firm shares which language with the buyer; the firm as a whole where nobody is known to."""
        theirs = appointment.buyer.languages
        people = [person for person in self.roster.delegates if person.firm == appointment.exporter.id]
        people.sort(key=lambda person: appointment.person is not None and person.id != appointment.person.id)
        shared = [(person, [code for code in theirs if code in person.languages]) for person in people]
        said = [
            Text(
                "papers.speaks_with_you",
                who=spelling.person(person.name, self.language).in_line(self.language),
                language=self._languages(codes),
            )
            for person, codes in shared
            if codes
        ]
        codes = [code for code in theirs if code in appointment.exporter.languages]
        if not said and codes and not any(person.languages for person in people):
            said = [Text("papers.firm_speaks", language=self._languages(codes))]
        return (Help(self.say(Text("papers.spoken")), tuple(map(self.say, said[:_SPEAKERS]))),) if said else ()

    def _languages(self, codes: Iterable[LanguageCode]) -> str:
        return ", ".join(figures.language_name(code, self.language) for code in codes)

    def _speaking(self, speaker: Delegate, language: LanguageCode) -> Help:
        """Return who of the firm talks with the buyer in which language."""
        who = spelling.person(speaker.name, self.language)
        latin = next((other for other in who.others if spelling.script_of(other) is Language.EN), "")
        spoken = figures.language_name(language, self.language)
        code = "papers.speaks_with_you" if self.receiver.role is Role.BUYER else "papers.speaks_with_buyer"
        said = Text(code, who=f"{who.main} ({latin})" if latin else who.main, language=spoken)
        return Help(self.say(Text("papers.spoken")), (self.say(said),))

    def _between(self, appointment: Appointment) -> str:
        if appointment.pair is None:
            return ""
        first, second = (
            figures.language_name(code, self.language) for code in (appointment.pair.source, appointment.pair.target)
        )
        return self.say(Text("papers.pair", first=first, second=second))

    def _item(self, stop: Stop) -> Entry:
        item = stop.item
        if item is None:  # asked only of programme items
            return self._free(stop)
        transport = item.transport.in_language(self.language)
        return Entry(
            kind="item",
            start=f"{stop.window.start_at:%H:%M}",
            end=self._until(stop),
            home=self.home_time(stop.window.start_at),
            blocks=(Block(item.title.in_language(self.language), lines=self._about(stop)),),
            badge=" · ".join(self.say(Text(_PARTS[part])) for part in part_of(item, self.receiver.ids) or _NONE),
            strong=stop.must,
            place=self.spots.called(item.place),
            way=self._leaving(stop),
            help=(Help(self.say(Text("papers.transport")), (transport,)),) if transport else (),
        )

    def _leaving(self, stop: Stop) -> str:
        """Return when to leave for an item and when one is back; empty where its place has no way."""
        if stop.away is None:
            return ""
        minutes = int((stop.window.start_at - stop.away.start_at).total_seconds()) // 60
        leave, back = f"{stop.away.start_at:%H:%M}", f"{stop.away.end_at:%H:%M}"
        return self.say(Text("papers.leave", leave=leave, back=back, minutes=minutes))

    def _until(self, stop: Stop) -> str:
        end = stop.window.end_at
        same = end.date() == stop.window.start_at.date()
        return f"{end:%H:%M}" if same else self.say(Text("papers.next_day", time=f"{end:%H:%M}", on=end.date()))

    def _about(self, stop: Stop) -> tuple[LabelledText, ...]:
        item = stop.item
        if item is None:  # asked only of programme items
            return ()
        own = [d for d in self.roster.delegates if d.firm == self.receiver.id and d.id in item.called]
        lines = [
            ("papers.with", self._office(item)),
            ("papers.host", self.spots.called(item.host)),
            ("papers.goes", self._people(own)),
        ]
        for code, called in (("papers.speaks", item.speaks), ("papers.receives", item.hosts)):
            some = [delegate for delegate in own if delegate.id in called]
            if len(some) < len(own):  # who alone goes is the one who speaks
                lines.append((code, self._people(some)))
        return tuple(LabelledText(self.say(Text(code)), said) for code, said in lines if said)

    def _office(self, item: ProgrammeItem) -> str:
        """Return the office through which an official takes part, where the item does not name them themselves."""
        if self.receiver.role is not Role.OFFICIAL or self.receiver.id in item.called:
            return ""
        return next((self.known.get(text, text) for text in item.called if text in self.receiver.ids), "")

    def _people(self, people: Iterable[Delegate]) -> str:
        return ", ".join(spelling.person(person.name, self.language).in_line(self.language) for person in people)

    def _free(self, stop: Stop) -> Entry:
        firm = next((exporter for exporter in self.roster.exporters if exporter.id == self.receiver.id), None)
        code = "papers.free_at_stand" if firm is not None and firm.stand else "papers.free"
        return Entry(
            kind="free",
            start=f"{stop.window.start_at:%H:%M}",
            end=f"{stop.window.end_at:%H:%M}",
            blocks=(Block(self.say(Text(code))),),
        )


def _same(hall: str, way: str) -> bool:
    """Whether the way there already names the hall."""
    return hall.replace(" ", "").casefold() in way.replace(" ", "").casefold()


def _with_lines(block: Block, more: tuple[LabelledText, ...]) -> Block:
    return Block(block.main, block.others, block.person, block.person_others, block.title, (*block.lines, *more))
