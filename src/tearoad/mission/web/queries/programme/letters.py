"""Who is told what of a changed programme: only those whose day it changes, each in their own language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tearoad.mission import Delegate
from tearoad.mission.papers import spelling
from tearoad.mission.programme import ItemChange, Reader, explain, explain_whole
from tearoad.mission.programme.changes import items_of
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.missions import Parties, parties
from tearoad.mission.web.queries.people import names_of, spots_of
from tearoad.mission.web.queries.programme.announced import changes_in, every_revision
from tearoad.mission.web.queries.receivers import Receiver, is_address, receivers
from tearoad.people import Role
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person is told, and how they are reached."""

    who: Receiver
    name: str
    subject: str
    lines: tuple[str, ...]
    """One change of their own day a line."""
    told: rows.ProgrammeTold | None
    items: tuple[str, ...] = ()
    """Ids of the items that changed for them."""

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
class Telling:
    """Everybody to be told of one announcement."""

    number: int
    letters: tuple[Letter, ...]
    mission_name: Mapping[Language, str]
    callers: Mapping[Language, tuple[str, ...]]
    """Whom to call, as it stands at the end of a letter."""

    @property
    def by_mail(self) -> tuple[Letter, ...]:
        """Those whom a mail reaches."""
        return tuple(one for one in self.letters if one.by_mail)

    @property
    def by_hand(self) -> tuple[Letter, ...]:
        """Those to be told by telephone, messenger or in person."""
        return tuple(one for one in self.letters if not one.by_mail)

    @property
    def waiting(self) -> tuple[Letter, ...]:
        """Mails that have not gone out."""
        return tuple(one for one in self.by_mail if one.told is None)

    @property
    def still_to_tell(self) -> int:
        """How many have not been told, by mail or otherwise."""
        return sum(one.told is None for one in self.letters)


def telling(mission: rows.Mission, number: int) -> Telling:
    """Return everybody whose day an announcement changed, and what they are told; a fixed number of queries.

    The first announcement is told with the plan and the link to their day, so it has no letters.
    """
    found = parties(mission)
    changed = changes_in(every_revision(mission), number) if number > 1 else ()
    told = {(one.role, one.party): one for one in rows.ProgrammeTold.objects.filter(mission=mission, number=number)}
    letters = concerned(changed, receivers(mission), found)
    return Telling(
        number,
        tuple(Letter(one.who, one.name, one.subject, one.lines, told.get(one.who.key), one.items) for one in letters),
        {language: found.mission.name.in_language(language) for language in Language},
        {language: _callers(found, language) for language in Language},
    )


def concerned(changed: Iterable[ItemChange], people: Iterable[Receiver], found: Parties) -> tuple[Letter, ...]:
    """Return a letter for each whose own day is another one."""
    changed = tuple(changed)
    known = {language: _known(found, changed, language) for language in Language}
    letters = []
    for who in people:
        words = Words(who.language, known[who.language])
        own = {change.id: own_lines(change, who, found.delegates) for change in changed}
        lines = tuple(words(text) for texts in own.values() for text in texts)
        if lines:
            fair = found.mission.fair.in_language(who.language)
            subject = words(Text("programme_pages.mail_subject", fair=fair))
            items = tuple(id_ for id_, texts in own.items() if texts)
            letters.append(Letter(who, who.name.main, subject, lines, None, items))
    return tuple(letters)


def _known(found: Parties, changed: Iterable[ItemChange], language: Language) -> dict[str, str]:
    """Return what a reader calls everyone, the items and where they are held."""
    names, changed = names_of(found, language), tuple(changed)
    places = spots_of(found, names, language).of(items_of(changed))
    return {**places, **names, **titles(changed, language)}


def own_lines(change: ItemChange, who: Receiver, delegates: Iterable[Delegate]) -> tuple[Text, ...]:
    """Return what a change means for somebody. An official sees the whole programme, so every change is theirs."""
    delegates = tuple(delegates)
    firm = frozenset(str(one.id) for one in delegates if who.role is Role.EXPORTER and one.firm == who.party)
    to = Reader(called_by(who, delegates), who.language, firm)
    return explain_whole(change, to) if who.role is Role.OFFICIAL else explain(change, to)


def called_by(who: Receiver, delegates: Iterable[Delegate]) -> frozenset[str]:
    """Return what an item may call somebody: their id, their people's, their office's."""
    if who.role is Role.EXPORTER:
        return frozenset({who.party, *(one.id for one in delegates if one.firm == who.party)})
    if who.role is Role.OFFICIAL:
        return frozenset({who.party}).union(*(one.called for one in delegates if one.id == who.party))
    return frozenset({who.party})


def titles(changed: Iterable[ItemChange], language: Language) -> dict[str, str]:
    """Return what a reader calls the items."""
    found = {}
    for change in changed:
        one = change.after or change.before
        if one is not None:
            found[str(one.id)] = one.title.in_language(language) or str(one.id)
    return found


def body(letter: Letter, all_of_it: Telling, address: str) -> str:
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
        " · ".join(filter(None, (spelling.person(one.person, language).main, one.phone, one.messenger)))
        for one in found.mission.contacts[:3]
    )
