"""A plan's meetings with everything a paper says about them: who, where, when, with whose help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from zoneinfo import ZoneInfo

from tearoad.companies import Buyer, Exporter
from tearoad.errors import NotFoundError
from tearoad.mission import Delegate, Interpreter, LanguagePair, LocalText, Place, PlaceKind
from tearoad.text import Text
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import MeetingPlace, Problem, Wish
from tearoad.timetable.roster import Roster
from tearoad.values import Language, LanguageCode, PartyId, PersonId, Window, WishId

_Id = TypeVar("_Id", bound=str)
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Appointment:
    """One meeting, looked up. `window` is told in the fair's time."""

    meeting: Meeting
    window: Window
    exporter: Exporter
    buyer: Buyer
    place: Place
    interpreter: Interpreter | None = None
    pair: LanguagePair | None = None
    """What is interpreted, where someone interprets; the direction back is meant too."""
    person: Delegate | None = None
    """The delegate who was asked for by name."""
    speaker: Delegate | None = None
    """The delegate who speaks the buyer's language, where no interpreter is needed for it."""
    language: LanguageCode | None = None
    """In which the speaker talks with the buyer."""
    reasons: tuple[Text, ...] = ()
    others: tuple[PartyId, ...] = ()
    """Who takes part besides the two sides."""

    @property
    def carried_by(self) -> Interpreter | Delegate | None:
        """Who carries the language: the interpreter, or a delegate in their stead."""
        return self.speaker or self.interpreter

    @property
    def at_stand(self) -> bool:
        """Whether the exporter stays at its own stand."""
        return self.place.kind is PlaceKind.STAND and self.place.owner == self.exporter.id


def appointments(roster: Roster, problem: Problem, plan: Plan) -> tuple[Appointment, ...]:
    """Return every meeting of the plan, looked up, in order of time, exporter and buyer.

    Raises:
        NotFoundError: the plan speaks of a wish, party, place or interpreter that roster and problem do not know.

    """
    book = _Book(roster, problem)
    found = (book.appointment(meeting) for meeting in plan.meetings)
    return tuple(sorted(found, key=lambda a: (a.window.start_at, a.exporter.id, a.buyer.id, a.meeting.wish)))


def places(roster: Roster, problem: Problem) -> dict[str, Place]:
    """Return every place of the problem by id, described by the mission or, failing that, by its owner."""
    return {place.id: described(place, roster) for place in problem.places}


class _Book:
    """Everything by id, once."""

    def __init__(self, roster: Roster, problem: Problem) -> None:
        self.zone: ZoneInfo = roster.mission.fair_zone
        self.wishes: Mapping[WishId, Wish] = {wish.id: wish for wish in problem.wishes}
        self.spoken = {person.id: person.languages for person in problem.persons}
        self.slots = {slot.index: slot for slot in problem.slots}
        self.exporters = {exporter.id: exporter for exporter in roster.exporters}
        self.buyers = {buyer.id: buyer for buyer in roster.buyers}
        self.delegates = {delegate.id: delegate for delegate in roster.delegates}
        self.interpreters = {interpreter.id: interpreter for interpreter in roster.interpreters}
        self.places = places(roster, problem)
        self.reasons = roster.reasons

    def appointment(self, meeting: Meeting) -> Appointment:
        wish = _get(self.wishes, meeting.wish)
        speaker = self._speaker(meeting)
        interpreter = _get(self.interpreters, meeting.interpreter) if meeting.interpreter and not speaker else None
        return Appointment(
            meeting=meeting,
            window=self._window(meeting.start, wish.slots),
            exporter=_get(self.exporters, wish.exporter),
            buyer=_get(self.buyers, wish.buyer),
            place=_get(self.places, meeting.place),
            interpreter=interpreter,
            pair=_pair(wish, interpreter) if interpreter else None,
            person=self.delegates.get(wish.person) if wish.person else None,
            speaker=speaker,
            language=self._language(wish, speaker),
            reasons=self.reasons.get(wish.id, ()),
            others=wish.others,
        )

    def _speaker(self, meeting: Meeting) -> Delegate | None:
        if meeting.interpreter is None or meeting.interpreter in self.interpreters:
            return None
        return self.delegates.get(PersonId(meeting.interpreter))

    def _language(self, wish: Wish, speaker: Delegate | None) -> LanguageCode | None:
        """Return the first language of the buyer's that the speaker speaks, in the buyer's order."""
        if speaker is None:
            return None
        spoken = wish.direct.intersection(self.spoken.get(speaker.id, ()))
        return next((code for code in (*self.buyers[wish.buyer].languages, *sorted(spoken)) if code in spoken), None)

    def _window(self, start: int, slots: int) -> Window:
        if start not in self.slots or start + slots - 1 not in self.slots:
            raise NotFoundError(Text("papers.unknown_slot", slot=start), Text("papers.unknown_hint"))
        first, last = self.slots[start], self.slots[start + slots - 1]
        return Window(first.window.start_at.astimezone(self.zone), last.window.end_at.astimezone(self.zone))


def _get(things: Mapping[_Id, _Found], wanted: _Id) -> _Found:
    if wanted not in things:
        raise NotFoundError(Text("papers.unknown_id", id=wanted), Text("papers.unknown_hint"))
    return things[wanted]


def _pair(wish: Wish, interpreter: Interpreter) -> LanguagePair | None:
    """Return the pair that is used: of the wish's alternatives the first this interpreter commands whole."""
    for alternative in wish.interpreting:
        if alternative and alternative <= interpreter.pairs:
            return min(alternative)
    return min(interpreter.pairs, default=None)


def described(place: MeetingPlace, roster: Roster) -> Place:
    """Return a place as papers know it: by its owner's stand, else by the mission, else by its owner's address."""
    known = next((candidate for candidate in roster.mission.places if candidate.id == place.id), None)
    exporter = next((firm for firm in roster.exporters if firm.id == place.owner), None)
    if exporter is not None and place.kind is PlaceKind.STAND:
        return _stand(place, exporter, known)
    if known is not None:
        return known
    buyer = next((house for house in roster.buyers if house.id == place.owner), None)
    name = buyer.address if buyer is not None and buyer.address else str(place.id)
    return Place(place.id, place.kind, LocalText.alike(name), zone=place.zone, owner=place.owner)


def _stand(place: MeetingPlace, exporter: Exporter, known: Place | None) -> Place:
    """Return a stand under its number; what the mission says of the way there is kept."""
    number = exporter.stand or (known.name.in_language(Language.EN) if known else str(place.id))
    return Place(
        place.id,
        place.kind,
        LocalText.alike(number),
        hall=exporter.hall or (known.hall if known else ""),
        zone=place.zone,
        owner=place.owner,
        how_to_get_there=known.how_to_get_there if known else LocalText(),
    )
