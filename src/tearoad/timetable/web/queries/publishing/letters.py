"""Who is told what of a published plan: only those whose day changed, each in their own language."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tearoad.companies import Standing
from tearoad.mission.papers import spelling
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import Parties, parties
from tearoad.mission.web.queries.links import revoked
from tearoad.mission.web.queries.programme.occasion import Letters
from tearoad.mission.web.queries.programme.reached import ToldState
from tearoad.mission.web.queries.receivers import is_address
from tearoad.office.web.models import Message
from tearoad.people import Role
from tearoad.text import Text
from tearoad.timetable.difference import Change, change_text
from tearoad.timetable.web.models import Meeting, Published, Told, ToldWay
from tearoad.timetable.web.queries.publishing.differences import Who, concerned
from tearoad.timetable.web.queries.publishing.everyone import Everyone, Person, companies, greeted
from tearoad.timetable.web.queries.publishing.in_force import changes_of, published_problem
from tearoad.timetable.web.queries.publishing.mails import Whom, mails_of, told_state
from tearoad.values import Language
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is told, and how they are reached."""

    person: Person
    name: str
    subject: str
    lines: tuple[str, ...]
    """One change of their own day a line."""
    first: bool
    held: bool
    """Whether screening holds them: no mail goes out, a person decides."""
    told: Told | None
    mails: Sequence[Message]
    """The mails written to them about this plan, the latest last."""
    revoked: bool
    """Whether the link they had was taken back: a letter brings them a new one."""

    @property
    def mail(self) -> Message | None:
        """The latest mail to them."""
        return self.mails[-1] if self.mails else None

    @property
    def state(self) -> ToldState:
        """How far they have been told."""
        return told_state(self.told, self.mail)

    @property
    def to_tell(self) -> bool:
        """Whether they are still to be told, or to be told again."""
        return self.state in (ToldState.WAITS, ToldState.NOT_SENT)

    @property
    def told_at(self) -> datetime | None:
        """When they were told: when a mail server took the mail, or a person said so."""
        if self.told is None or self.state is not ToldState.TOLD:
            return None
        return self.told.told_at if self.by_hand or self.mail is None else self.mail.sent_at

    @property
    def by_hand(self) -> bool:
        """Whether a person noted that they told them: that can be taken back."""
        return self.told is not None and self.told.way == ToldWay.HAND

    @property
    def role(self) -> Role:
        """What they are in the mission."""
        return self.person.role

    @property
    def party(self) -> str:
        """Their id."""
        return self.person.party

    @property
    def by_mail(self) -> bool:
        """Whether a mail can reach them and may be sent."""
        return not self.held and has_address(self.person)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the rows say of people: who was told, by which mails, whom screening holds, whose link was taken back."""

    told: Mapping[tuple[str, str], Told]
    mails: Mapping[Whom, Sequence[Message]]
    held: Collection[str]
    revoked: Collection[tuple[Role, str]]


@dataclass(frozen=True, slots=True)
class Telling(Letters[Letter]):
    """Everybody to be told of one plan."""

    @property
    def revoked(self) -> int:
        """How many of those to be written to had their link taken back."""
        return sum(one.revoked for one in self.waiting)


def has_address(person: Person) -> bool:
    """Whether what stands as their e-mail address is one."""
    return is_address(person.contact.email)


def telling(mission: Mission, row: Published) -> Telling:
    """Return everybody whose day a published plan changed, and what they are told; nine queries whatever the size."""
    found = parties(mission)
    everyone = Everyone(found, published_problem(row))
    by_person = concerned(changes_of(row), asked_for(mission, row), everyone)
    told = {(one.role, one.party): one for one in Told.objects.filter(published=row)}
    held = {one.id for one in companies(found) if one.standing is not Standing.CLEAR}
    kept, order = Kept(told, mails_of([row]), held, revoked(mission)), list(everyone.persons)
    letters = tuple(
        _letter(everyone, who, changed, row, kept)
        for who, changed in sorted(by_person.items(), key=lambda item: order.index(item[0]))
    )
    callers = {language: _callers(found, language) for language in Language}
    return Telling(letters, _names(found), callers)


def asked_for(mission: Mission, row: Published) -> dict[tuple[str, str], set[str]]:
    """Return whom each pair asked for by name, in this plan or the one before it."""
    found: dict[tuple[str, str], set[str]] = {}
    rows = Meeting.objects.filter(mission=mission, published__number__in=(row.number, row.number - 1)).exclude(
        person=""
    )
    for exporter, buyer, person in rows.values_list("exporter", "buyer", "person"):
        found.setdefault((exporter, buyer), set()).add(person)
    return found


def _letter(everyone: Everyone, who: Who, changed: list[Change], row: Published, kept: Kept) -> Letter:
    person = everyone.persons[who]
    words = Words(person.language, everyone.names(person.language))
    fair, first = everyone.roster.mission.fair.in_language(person.language), row.number == 1
    return Letter(
        person=person,
        name=words.names.get(person.party, person.party),
        subject=words(Text("publish_pages.mail_subject_first" if first else "publish_pages.mail_subject", fair=fair)),
        lines=tuple(words(change_text(one)) for one in changed),
        first=first,
        held=person.party in kept.held,
        told=kept.told.get((person.role.value, person.party)),
        mails=kept.mails.get((row.pk, person.role.value, person.party), ()),
        revoked=(person.role, person.party) in kept.revoked,
    )


def body(letter: Letter, all_of_it: Telling, address: str) -> str:
    """Return a letter's text; `address` is the link to their own day."""
    words = Words(letter.person.language)
    who = greeted(letter.person) or letter.name
    code = "publish_pages.mail_first" if letter.first else "publish_pages.mail_changed"
    return words(
        Text(
            "publish_pages.mail_body",
            hello=words(Text("publish_pages.mail_hello", who=who)),
            what=words(Text(code, count=len(letter.lines))),
            lines="\n".join(f"– {line}" for line in letter.lines),
            address=address,
            callers="\n".join(all_of_it.callers[letter.person.language]),
            mission=all_of_it.mission_name[letter.person.language],
        )
    )


def _names(found: Parties) -> Mapping[Language, str]:
    return {language: found.mission.name.in_language(language) for language in Language}


def _callers(found: Parties, language: Language) -> tuple[str, ...]:
    return tuple(
        " · ".join(filter(None, (spelling.person(one.person, language).main, one.phone, one.messenger)))
        for one in found.mission.contacts[:3]
    )
