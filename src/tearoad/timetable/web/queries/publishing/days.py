"""One receiver's days out of the plan in force: their own rows and the few companies they meet, nothing else.

What comes out is what the paper says: the same agenda, the same wording, the same sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Q

from tearoad.companies import Buyer, Exporter
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.matching.web.queries.progress import SIDES, seen_called_off
from tearoad.mission import Delegate, Interpreter, LanguagePair, PlaceKind
from tearoad.mission import Mission as Trip
from tearoad.mission.naming import with_names
from tearoad.mission.stands import with_own_stands
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries import core
from tearoad.mission.where import ids_in
from tearoad.people import Role
from tearoad.programme.web import models as programme_rows
from tearoad.programme.web.queries.announced import every_revision, in_force, item_of
from tearoad.timetable.papers.agenda import AgendaDay, agenda
from tearoad.timetable.papers.appointments import Appointment, described
from tearoad.timetable.papers.receivers import Receiver, receivers
from tearoad.timetable.papers.sheet import Edition
from tearoad.timetable.papers.wording import Wording, names
from tearoad.timetable.plan import Meeting as Planned
from tearoad.timetable.problem import MeetingPlace
from tearoad.timetable.roster import Roster
from tearoad.timetable.web.models import Meeting, Published
from tearoad.timetable.web.queries.publishing.editions import Editions
from tearoad.timetable.web.queries.publishing.everyone import PAPER_ROLES
from tearoad.values import InterpreterId, Language, LanguageCode, PartyId, PlaceId, Window, WishId
from tearoad.values.document import from_document, text_from_document

COLUMN = {Role.EXPORTER: "exporter", Role.BUYER: "buyer", Role.INTERPRETER: "interpreter", Role.OFFICIAL: "person"}
"""In which column of a meeting someone of a role stands."""


@dataclass(frozen=True, slots=True)
class Own:
    """Somebody's days, looked up."""

    published: Published
    receiver: Receiver
    wording: Wording
    booked: tuple[Appointment, ...]
    days: tuple[AgendaDay, ...]
    edition: Edition
    meeting_ids: Mapping[str, UUID]
    """By wish, the rows of their meetings."""

    @property
    def is_changed_since(self) -> bool:
        """Whether a meeting of theirs was called off since the plan, which no paper made before says."""
        return any(map(self.wording.is_off, self.booked))

    @property
    def trip(self) -> Trip:
        """The mission's settings."""
        return self.wording.roster.mission


def own_days(
    mission: rows.Mission, published: Published, role: Role, party: str, language: Language | None = None
) -> Own | None:
    """Return somebody's days, in the language of their papers unless another is asked for. Six queries at least.

    None where they take no part, or where screening does not let them be met.
    """
    meetings = tuple(Meeting.objects.filter(published=published, **{COLUMN[role]: party}))
    revisions = every_revision(mission)
    roster = replace(
        _small_roster(mission, party, meetings, revisions), called_off=seen_called_off(mission, SIDES.get(role))
    )
    receiver = next(
        (receiver for receiver in receivers(roster) if receiver.role is PAPER_ROLES[role] and receiver.id == party),
        None,
    )
    if receiver is None:
        return None
    paper = Wording(receiver, roster, names(roster, receiver.language))
    edition = Editions(published, revisions).of(paper)  # as on the paper, in whatever language the page is read
    receiver = _named(receiver, roster, language or receiver.language)
    booked = _booked(meetings, roster)
    wording = Wording(receiver, roster, names(roster, receiver.language))
    return Own(
        published,
        receiver,
        wording,
        booked,
        agenda(receiver, roster, booked),
        edition,
        {meeting.wish: meeting.pk for meeting in meetings},
    )


def _named(receiver: Receiver, roster: Roster, language: Language) -> Receiver:
    """Return the receiver under the spelling that a reader of the language meets first."""
    known = names(roster, language).get(receiver.id, receiver.name.main)
    others = tuple(text for text in (receiver.name.main, *receiver.name.others) if text != known)
    return replace(receiver, language=language, name=replace(receiver.name, main=known, others=others))


def _small_roster(
    mission: rows.Mission,
    party: str,
    meetings: tuple[Meeting, ...],
    revisions: tuple[programme_rows.ProgrammeRevision, ...],
) -> Roster:
    trip = core(mission)
    interpreters = _interpreters(mission, {party, *(meeting.interpreter for meeting in meetings)})
    wanted = {party} | {code for meeting in meetings for code in (meeting.exporter, meeting.buyer)}
    wanted |= {
        interpreter.attached_to for interpreter in interpreters if interpreter.attached_to and interpreter.id == party
    }
    # A programme item may be at somebody's stand or name its host by id, and only their rows know what that is called.
    # What was announced before counts too: the edition compares how both read.
    at = frozenset().union(*map(ids_in, map(item_of, revisions)))
    query = rows.Participation.objects.filter(mission=mission).select_related("company")
    exporters, buyers = _companies(query.filter(Q(code__in=wanted | at) | Q(document__stand__in=at)))
    delegates = rows.Delegate.objects.filter(mission=mission)
    delegates = delegates.filter(Q(document__firm=party) | Q(code__in={party, *_people(meetings)}))
    return Roster(
        mission=with_names(with_own_stands(trip, exporters)),
        exporters=exporters,
        buyers=buyers,
        delegates=tuple(from_document(Delegate, delegate.document) for delegate in delegates),
        programme=in_force(revisions),
        interpreters=interpreters,
        reasons={},
    )


def _people(meetings: Iterable[Meeting]) -> set[str]:
    """Return the delegates whom meetings name."""
    return {who for meeting in meetings for who in (meeting.person, meeting.speaker)}


def _interpreters(mission: rows.Mission, codes: set[str]) -> tuple[Interpreter, ...]:
    query = rows.Interpreter.objects.filter(mission=mission, code__in=codes)
    return tuple(from_document(Interpreter, interpreter.document) for interpreter in query)


def _companies(found: Iterable[rows.Participation]) -> tuple[tuple[Exporter, ...], tuple[Buyer, ...]]:
    """Return those for whom meetings may be planned; the others are not there for anybody outside the office."""
    clear = [participation for participation in found if participation.may_be_planned]
    exporters = tuple(
        exporter_of(participation.company, participation.document)
        for participation in clear
        if participation.company.side == Side.EXPORTER
    )
    buyers = tuple(
        buyer_of(participation.company, participation.document)
        for participation in clear
        if participation.company.side == Side.BUYER
    )
    return exporters, buyers


def _booked(meetings: Iterable[Meeting], roster: Roster) -> tuple[Appointment, ...]:
    exporters = {str(exporter.id): exporter for exporter in roster.exporters}
    buyers = {str(buyer.id): buyer for buyer in roster.buyers}
    found = [
        _appointment(row, exporters[row.exporter], buyers[row.buyer], roster)
        for row in meetings
        if row.exporter in exporters and row.buyer in buyers
    ]
    return tuple(
        sorted(
            found, key=lambda appointment: (appointment.window.start_at, appointment.exporter.id, appointment.buyer.id)
        )
    )


_NO_FACTS: Mapping[str, Any] = {"kind": PlaceKind.TABLE.value, "zone": "", "reasons": ()}
"""Of a meeting of which nothing more is kept."""


def _appointment(row: Meeting, exporter: Exporter, buyer: Buyer, roster: Roster) -> Appointment:
    facts: Mapping[str, Any] = row.facts or _NO_FACTS
    zone = roster.mission.fair_zone
    owner = PartyId(facts["owner"]) if facts.get("owner") else None
    place = MeetingPlace(PlaceId(row.place), PlaceKind(facts["kind"]), zone=facts["zone"], owner=owner)
    interpreter = next((interpreter for interpreter in roster.interpreters if interpreter.id == row.interpreter), None)
    pair, carries = facts.get("pair"), row.speaker or row.interpreter
    return Appointment(
        meeting=Planned(WishId(row.wish), 0, place.id, InterpreterId(carries) if carries else None),
        window=Window(row.start_at.astimezone(zone), row.end_at.astimezone(zone)),
        exporter=exporter,
        buyer=buyer,
        place=described(place, roster),
        interpreter=interpreter,
        pair=LanguagePair(LanguageCode(pair[0]), LanguageCode(pair[1])) if pair and interpreter else None,
        person=next((delegate for delegate in roster.delegates if delegate.id == row.person), None),
        speaker=next((delegate for delegate in roster.delegates if delegate.id == row.speaker), None),
        language=LanguageCode(facts["language"]) if facts.get("language") else None,
        reasons=tuple(map(text_from_document, facts["reasons"])),
    )
