"""Who is told what of a published plan: only those whose day changed, each in their own language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tearoad.companies import may_be_planned
from tearoad.mission.papers import spelling
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import Parties, parties
from tearoad.mission.web.queries.links import revoked
from tearoad.mission.web.queries.receivers import is_address
from tearoad.office.web.models import Message
from tearoad.people import Role
from tearoad.programme.web.queries.occasion import Letters
from tearoad.programme.web.queries.reached import NotificationState
from tearoad.text import Text
from tearoad.timetable.difference import Change, Changes, change_text, changes
from tearoad.timetable.web.models import Meeting, NotificationWay, Published, Told
from tearoad.timetable.web.queries.publishing.differences import Who, concerned
from tearoad.timetable.web.queries.publishing.everyone import Everyone, PersonWithDay, companies, greeted
from tearoad.timetable.web.queries.publishing.in_force import announced_meetings_of, published_problem
from tearoad.timetable.web.queries.publishing.mails import mails_of, notification_state
from tearoad.values import Language
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class Notice:
    """That somebody was told, or written to, of one plan."""

    number: int
    """The plan's."""
    told: Told
    mails: Sequence[Message] = ()
    """The mails written to them about it, the latest last."""

    @property
    def mail(self) -> Message | None:
        """The latest mail to them."""
        return self.mails[-1] if self.mails else None

    @property
    def state(self) -> NotificationState:
        """How far they have been told of it."""
        return notification_state(self.told, self.mail)


@dataclass(frozen=True, slots=True)
class PlanLetter:
    """What one person is told, and how they are reached."""

    person: PersonWithDay
    name: str
    subject: str
    lines: tuple[str, ...]
    """One change of their own day a line."""
    since: int
    """The last plan that they were told of before; 0 where this is their first."""
    held: bool
    """Whether screening holds them: no mail goes out, a person decides."""
    notice: Notice | None
    """What told them of all this, or is to."""
    revoked: bool
    """Whether the link they had was taken back: a letter brings them a new one."""
    read_name: str
    read_lines: tuple[str, ...]
    """Name and lines in the language of whoever reads the page; the letter itself stays in its receiver's."""

    @property
    def first(self) -> bool:
        """Whether they were told of no plan before."""
        return self.since == 0

    @property
    def mail(self) -> Message | None:
        """The latest mail to them."""
        return self.notice.mail if self.notice else None

    @property
    def state(self) -> NotificationState:
        """How far they have been told."""
        return self.notice.state if self.notice else NotificationState.WAITS

    @property
    def to_tell(self) -> bool:
        """Whether they are still to be told, or to be told again."""
        return self.state in (NotificationState.WAITS, NotificationState.NOT_SENT)

    @property
    def told_at(self) -> datetime | None:
        """When they were told: when a mail server took the mail, or a person said so."""
        if self.notice is None or self.state is not NotificationState.TOLD:
            return None
        return self.notice.told.told_at if self.by_hand or self.mail is None else self.mail.sent_at

    @property
    def by_hand(self) -> bool:
        """Whether a person noted that they told them: that can be taken back."""
        return self.notice is not None and self.notice.told.way == NotificationWay.HAND

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
class HoldsAndRevocations:
    """What the rows say of people: whom screening holds, whose link was taken back."""

    held: Collection[str]
    revoked: Collection[tuple[Role, str]]


@dataclass(frozen=True, slots=True)
class PlanNotifications(Letters[PlanLetter]):
    """Everybody to be told of the plans up to one."""

    overtaken: tuple[Notice, ...] = ()
    """Mails still waiting whose news a later plan has changed."""

    @property
    def revoked(self) -> int:
        """How many of those to be written to had their link taken back."""
        return sum(letter.revoked for letter in self.waiting)


def has_address(person: PersonWithDay) -> bool:
    """Whether what stands as their e-mail address is one."""
    return is_address(person.contact.email)


def plan_notifications(mission: Mission, row: Published, reader: Language | None = None) -> PlanNotifications:
    """Return everybody who is told of the plans up to one, and what; ten queries whatever the size.

    Changes pile up for each until they are told: the letter says what is another between the last plan that they were
    told of and this one. Who was told of none gets their whole plan.

    Args:
        mission: the mission.
        row: the plan.
        reader: in whose language names and lines are read on a page; None: in the receivers' own.

    """
    found = parties(mission)
    everyone = Everyone(found, published_problem(row))
    plans = tuple(Published.objects.filter(mission=mission, number__lte=row.number).only("number"))
    had = _notices(plans)
    held = {company.id for company in companies(found) if not may_be_planned(company)}
    read = {notice.told.published_id: notice.number for some in had.values() for notice in some}
    pile = _Pile(read | {row.pk: row.number}, row, everyone, HoldsAndRevocations(held, revoked(mission)), reader)
    letters = tuple(letter for who in everyone.persons if (letter := pile.letter(who, had.get(_key(who), ()))))
    callers = {language: _callers(found, language) for language in Language}
    return PlanNotifications(letters, _names(found), callers, _overtaken(had, letters, row.number))


def _key(who: Who) -> tuple[str, str]:
    return who[0].value, who[1]


def _notices(plans: Iterable[Published]) -> Mapping[tuple[str, str], Sequence[Notice]]:
    """Return by person of which plans they were told, or written to, in the plans' order; two queries."""
    numbers = {plan.pk: plan.number for plan in plans}
    mails = mails_of(plans)
    found: dict[tuple[str, str], list[Notice]] = {}
    for notification in sorted(Told.objects.filter(published__in=numbers), key=lambda row: numbers[row.published_id]):
        sent = mails.get((notification.published_id, notification.role, notification.party), ())
        found.setdefault((notification.role, notification.party), []).append(
            Notice(numbers[notification.published_id], notification, sent)
        )
    return found


def _known_until(had: Iterable[Notice]) -> int:
    """Return the last plan that somebody was told of; 0 where there is none."""
    return max((notice.number for notice in had if notice.state is NotificationState.TOLD), default=0)


def _overtaken(
    had: Mapping[tuple[str, str], Sequence[Notice]], letters: Iterable[PlanLetter], number: int
) -> tuple[Notice, ...]:
    """Return the mails still waiting whose news a later plan has changed: a new mail says all, or none is needed."""
    stands = {(letter.role.value, letter.party) for letter in letters if not letter.to_tell}
    kept = (notice for key, some in had.items() if key not in stands for notice in some)
    return tuple(notice for notice in kept if notice.number < number and notice.state is NotificationState.QUEUED)


class _Pile:
    """The changes of a plan since any earlier one, each looked up once."""

    def __init__(
        self,
        numbers: Mapping[UUID, int],
        row: Published,
        everyone: Everyone,
        kept: HoldsAndRevocations,
        reader: Language | None,
    ) -> None:
        self._row, self._everyone, self._kept, self._reader = row, everyone, kept, reader
        self._meetings: dict[int, list[Meeting]] = {}
        for meeting in Meeting.objects.filter(published__in=numbers).defer("facts"):
            self._meetings.setdefault(numbers[meeting.published_id], []).append(meeting)
        self._own: dict[int, Mapping[Who, Sequence[Change]]] = {}

    def letter(self, who: Who, had: Sequence[Notice]) -> PlanLetter | None:
        """Return what somebody does not know yet, or was just told; None where there is nothing."""
        number = self._row.number
        now = next(
            (notice for notice in had if notice.number == number and notice.state is NotificationState.TOLD), None
        )
        if now is not None:
            return self._letter(who, _known_until(notice for notice in had if notice.number < number), now)
        since = _known_until(had)
        last = had[-1] if had and had[-1].number > since else None
        # A mail that waits, or that was not sent, says it all only where nothing of theirs changed after it.
        says_all = last is not None and not self._since(last.number).get(who)
        return self._letter(who, since, last if says_all else None)

    def _since(self, number: int) -> Mapping[Who, Sequence[Change]]:
        """Return what changed for whom between an earlier plan and this one."""
        if number not in self._own:
            before, after = self._meetings.get(number, []), self._meetings.get(self._row.number, [])
            persons: dict[tuple[str, str], set[str]] = {}
            for meeting in (*before, *after):
                persons.setdefault((meeting.exporter, meeting.buyer), set()).update(filter(None, (meeting.person,)))
            zone = self._everyone.roster.mission.fair_zone
            found = (
                changes(announced_meetings_of(zone, before), announced_meetings_of(zone, after))
                if number != self._row.number
                else Changes(())
            )
            self._own[number] = concerned(found.changes, persons, self._everyone)
        return self._own[number]

    def _letter(self, who: Who, since: int, notice: Notice | None) -> PlanLetter | None:
        changed = self._since(since).get(who)
        if not changed:
            return None
        person, first = self._everyone.persons[who], since == 0
        words = Words(person.language, self._everyone.names(person.language))
        read = Words(self._reader, self._everyone.names(self._reader)) if self._reader else words
        fair = self._everyone.roster.mission.fair.in_language(person.language)
        code = "publish_pages.mail_subject_first" if first else "publish_pages.mail_subject"
        texts = tuple(map(change_text, changed))
        return PlanLetter(
            person=person,
            name=words.names.get(person.party, person.party),
            subject=words(Text(code, fair=fair)),
            lines=tuple(map(words, texts)),
            since=since,
            held=person.party in self._kept.held,
            notice=notice,
            revoked=(person.role, person.party) in self._kept.revoked,
            read_name=read.names.get(person.party, person.party),
            read_lines=tuple(map(read, texts)),
        )


def body(letter: PlanLetter, all_of_it: PlanNotifications, address: str) -> str:
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
        " · ".join(filter(None, (spelling.person(contact.person, language).main, contact.phone, contact.messenger)))
        for contact in found.mission.contacts[:3]
    )
