"""Who is told what of a changed programme: only those whose day it changes, each in their own language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tearoad.mission import Delegate
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.missions import Parties, parties
from tearoad.mission.web.queries.people import names_of, spots_of
from tearoad.mission.web.queries.receivers import Receiver, is_address, receivers
from tearoad.people import Role
from tearoad.programme import ItemChange, Reader, explain
from tearoad.programme.changes import items_of
from tearoad.programme.web import models as rows
from tearoad.programme.web.queries.announced import changes_between, every_revision
from tearoad.programme.web.queries.occasion import Letters
from tearoad.programme.web.queries.reached import FIRST, Notice, NotificationState, Whom, known_until, notices
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class ProgrammeLetter:
    """What one person is told, and how they are reached."""

    who: Receiver
    name: str
    subject: str
    lines: tuple[str, ...]
    """One change of their own day a line."""
    items: tuple[str, ...] = ()
    """Ids of the items that changed for them."""
    told: Notice | None = None
    """What told them of all this, or is to."""
    read_name: str = ""
    read_lines: tuple[str, ...] = ()
    """Name and lines in the language of whoever reads the page; the letter itself stays in its receiver's."""

    @property
    def state(self) -> NotificationState:
        """How far they have been told."""
        return self.told.state if self.told else NotificationState.WAITS

    @property
    def to_tell(self) -> bool:
        """Whether they are still to be told, or to be told again."""
        return self.state in (NotificationState.WAITS, NotificationState.NOT_SENT)

    @property
    def role(self) -> Role:
        """What they are in the mission."""
        return self.who.role

    @property
    def party(self) -> str:
        """Their id."""
        return self.who.party

    @property
    def by_mail(self) -> bool:
        """Whether a mail can reach them and may be sent."""
        return is_address(self.who.email) and self.who.may_be_met


@dataclass(frozen=True, slots=True)
class ProgrammeNotifications(Letters[ProgrammeLetter]):
    """Everybody to be told of the announcements up to one."""

    number: int = 0
    overtaken: tuple[Notice, ...] = ()
    """Mails still waiting whose news a later announcement has changed: a new mail says all of it, or none is needed."""


def programme_notifications(
    mission: mission_rows.Mission, number: int, reader: Language | None = None
) -> ProgrammeNotifications:
    """Return everybody who is told of the announcements up to one, and what; a fixed number of queries.

    Changes pile up for each until they are told: what an earlier announcement changed and nobody told them stands
    beside what this one changed. The first is told with the plan and the link to their day, so it has no letters.

    Args:
        mission: the mission.
        number: the announcement.
        reader: in whose language names and lines are read on a page; None: in the receivers' own.

    """
    found, had = parties(mission), notices(mission)
    pile = _Pile(found, every_revision(mission), number)
    people = receivers(mission) if number > FIRST else ()
    letters = tuple(letter for who in people if (letter := pile.letter(who, had.get(who.key, ()), reader)))
    return ProgrammeNotifications(
        letters,
        {language: found.mission.name.in_language(language) for language in Language},
        {language: _callers(found, language) for language in Language},
        number,
        tuple(_overtaken(had, letters, number)),
    )


def _overtaken(
    had: Mapping[Whom, Sequence[Notice]], letters: Iterable[ProgrammeLetter], number: int
) -> Iterator[Notice]:
    stands = {letter.who.key for letter in letters if not letter.to_tell}
    for key, kept in had.items():
        if key not in stands:
            yield from (
                notice for notice in kept if notice.number < number and notice.state is NotificationState.QUEUED
            )


def concerned(
    changed: Iterable[ItemChange], people: Iterable[Receiver], found: Parties, reader: Language | None = None
) -> tuple[ProgrammeLetter, ...]:
    """Return a letter for each whose own day is another one."""
    desk = _Desk(found, changed)
    return tuple(letter for who in people if (letter := desk.letter(who, reader)))


class _Pile:
    """The changes of a programme since any earlier announcement, each looked up once."""

    def __init__(self, found: Parties, revisions: Iterable[rows.ProgrammeRevision], number: int) -> None:
        self._found, self._revisions, self._number = found, tuple(revisions), number
        self._desks: dict[int, _Desk] = {}

    def letter(self, who: Receiver, had: Sequence[Notice], reader: Language | None) -> ProgrammeLetter | None:
        """Return what somebody does not know yet, or was just told; None where there is nothing."""
        now = next(
            (notice for notice in had if notice.number == self._number and notice.state is NotificationState.TOLD), None
        )
        if now is not None:
            letter = self._since(known_until(notice for notice in had if notice.number < now.number)).letter(
                who, reader
            )
            return replace(letter, told=now) if letter else None
        since = known_until(had)
        letter = self._since(since).letter(who, reader)
        last = had[-1] if had and had[-1].number > since else None
        # A mail that waits, or that was not sent, says it all only where nothing of theirs changed after it.
        says_all = last is not None and not any(self._since(last.number).own(who).values())
        return replace(letter, told=last if says_all else None) if letter else None

    def _since(self, number: int) -> _Desk:
        if number not in self._desks:
            self._desks[number] = _Desk(self._found, changes_between(self._revisions, number, self._number))
        return self._desks[number]


class _Desk:
    """Writes letters about some changes; what a language calls things is looked up once."""

    def __init__(self, found: Parties, changed: Iterable[ItemChange]) -> None:
        self._found, self._changed = found, tuple(changed)
        self._words: dict[Language, Words] = {}

    def own(self, who: Receiver) -> dict[str, tuple[Text, ...]]:
        """Return by item what changed for somebody."""
        return {change.id: own_lines(change, who, self._found.delegates) for change in self._changed}

    def letter(self, who: Receiver, reader: Language | None) -> ProgrammeLetter | None:
        """Return somebody's letter; None where their day stays as it is."""
        own = self.own(who)
        texts = tuple(text for some in own.values() for text in some)
        if not texts:
            return None
        words, read = self._in(who.language), self._in(reader or who.language)
        fair = self._found.mission.fair.in_language(who.language)
        return ProgrammeLetter(
            who,
            who.name.main,
            words(Text("programme_pages.mail_subject", fair=fair)),
            tuple(map(words, texts)),
            tuple(id_ for id_, some in own.items() if some),
            read_name=read.names.get(who.party, who.name.main) if reader else who.name.main,
            read_lines=tuple(map(read, texts)),
        )

    def _in(self, language: Language) -> Words:
        if language not in self._words:
            self._words[language] = Words(language, _known(self._found, self._changed, language))
        return self._words[language]


def _known(found: Parties, changed: Iterable[ItemChange], language: Language) -> dict[str, str]:
    """Return what a reader calls everyone, the items and where they are held."""
    names, changed = names_of(found, language), tuple(changed)
    places = spots_of(found, names, language).of(items_of(changed))
    return {**places, **names, **titles(changed, language)}


def own_lines(change: ItemChange, who: Receiver, delegates: Iterable[Delegate]) -> tuple[Text, ...]:
    """Return what a change means for somebody; nothing where no item names them, their office or their people."""
    delegates = tuple(delegates)
    firm = frozenset(
        str(delegate.id) for delegate in delegates if who.role is Role.EXPORTER and delegate.firm == who.party
    )
    return explain(change, Reader(called_by(who, delegates), who.language, firm))


def called_by(who: Receiver, delegates: Iterable[Delegate]) -> frozenset[str]:
    """Return what an item may call somebody: their id, their people's, their office's."""
    if who.role is Role.EXPORTER:
        return frozenset({who.party, *(delegate.id for delegate in delegates if delegate.firm == who.party)})
    if who.role is Role.OFFICIAL:
        return frozenset({who.party}).union(*(delegate.called for delegate in delegates if delegate.id == who.party))
    return frozenset({who.party})


def titles(changed: Iterable[ItemChange], language: Language) -> dict[str, str]:
    """Return what a reader calls the items."""
    found = {}
    for change in changed:
        programme_item = change.after or change.before
        if programme_item is not None:
            found[str(programme_item.id)] = programme_item.title.in_language(language) or str(programme_item.id)
    return found


def body(letter: ProgrammeLetter, all_of_it: ProgrammeNotifications, address: str) -> str:
    """Return a letter's text; `address` is the link to their own day."""
    words = Words(letter.who.language)
    return words(
        Text(
            "programme_pages.mail_body",
            who=letter.name,
            lines="\n".join(f"– {line}" for line in letter.lines),
            address=address,
            callers="\n".join(all_of_it.callers[letter.who.language]),
            mission=all_of_it.mission_name[letter.who.language],
        )
    )


def _callers(found: Parties, language: Language) -> tuple[str, ...]:
    return tuple(
        " · ".join(filter(None, (spelling.person(contact.person, language).main, contact.phone, contact.messenger)))
        for contact in found.mission.contacts[:3]
    )
