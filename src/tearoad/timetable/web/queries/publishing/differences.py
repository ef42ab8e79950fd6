"""What a plan changes for whom, against the plan in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import core, parties
from tearoad.people import Role
from tearoad.text import Text
from tearoad.timetable.difference import Change, Changes, change_text, changes
from tearoad.timetable.web.models import Published
from tearoad.timetable.web.queries.publishing.candidates import Candidate, barred, faults
from tearoad.timetable.web.queries.publishing.displaced import displaced
from tearoad.timetable.web.queries.publishing.everyone import PAPER_ROLES, Everyone
from tearoad.timetable.web.queries.publishing.in_force import announced_meetings_of, in_force, meetings_of
from tearoad.values import Language
from tearoad.words import Words

Pair = tuple[str, str]
Who = tuple[Role, str]


@dataclass(frozen=True, slots=True)
class Affected:
    """Somebody whose day changes, and how, in sentences."""

    role: Role
    party: str
    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Everybody of one role whose day changes."""

    role: Role
    label: Text
    people: tuple[Affected, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything an officer weighs before publishing."""

    before: Published | None
    groups: tuple[RoleGroup, ...]
    kinds: tuple[Text, ...]
    """How many meetings are moved, dropped, added."""
    people: int
    total: int
    violations: tuple[str, ...]
    barred: tuple[str, ...]
    displaced: tuple[str, ...]
    """Meetings that cannot be held beside the programme as it stands; a person decides."""
    outdated: bool

    @property
    def number(self) -> int:
        """The number of the plan in force; 0 where there is none."""
        return self.before.number if self.before else 0

    @property
    def next_number(self) -> int:
        """The number the plan would get."""
        return self.number + 1

    @property
    def untouched(self) -> int:
        """How many would see nothing new."""
        return self.total - self.people

    @property
    def may_be_published(self) -> bool:
        """Whether no rule and no fact of today forbids it."""
        return not self.violations and not self.barred


def compared(mission: Mission, candidate: Candidate, before: Published | None) -> tuple[Changes, dict[Pair, set[str]]]:
    """Return what changes against the plan in force, and whom each pair asked for by name, before or after."""
    rows = meetings_of(before)
    persons: dict[Pair, set[str]] = defaultdict(set)
    for row in rows:
        persons[row.exporter, row.buyer].add(row.person)
    for pair, person in candidate.persons.items():
        persons[pair].add(person)
    return changes(announced_meetings_of(core(mission).fair_zone, rows), candidate.announced), persons


def difference(mission: Mission, candidate: Candidate, language: Language) -> Difference:
    """Return what publishing a candidate would change, in the officer's language; eleven queries whatever the size."""
    found, before = parties(mission), in_force(mission)
    everyone = Everyone(found, candidate.problem)
    changed, persons = compared(mission, candidate, before)
    by_person = concerned(changed.changes, persons, everyone)
    titles = {
        str(programme_item.id): programme_item.title.in_language(language) or str(programme_item.id)
        for programme_item in found.programme
    }
    words = Words(language, titles | dict(everyone.names(language)))
    return Difference(
        before=before,
        groups=grouped(by_person, words),
        kinds=_kinds(changed),
        people=len(by_person),
        total=len(everyone.persons),
        violations=tuple(map(words, faults(candidate))),
        barred=tuple(map(words, barred(candidate, mission, found))),
        displaced=tuple(words(meeting.text) for meeting in displaced(found, candidate.problem, candidate.plan)),
        outdated=candidate.mission_revision != mission.revision,
    )


def concerned(
    changed: Iterable[Change], persons: Mapping[Pair, Iterable[str]], everyone: Everyone
) -> dict[Who, list[Change]]:
    """Return the changes of each person's day, in order of time; officials are those who were asked for by name."""
    known: dict[str, list[Who]] = defaultdict(list)
    for who in everyone.persons:
        known[who[1]].append(who)
    found: dict[Who, list[Change]] = defaultdict(list)
    for change in changed:
        meeting = change.after or change.before
        people, requested = change.people, set(persons.get((meeting.exporter, meeting.buyer), ()) if meeting else ())
        for party in people | requested:
            for who in known[party]:
                if party in (requested if who[0] is Role.OFFICIAL else people):
                    found[who].append(change)
    return {who: found[who] for who in everyone.persons if who in found}


def grouped(by_person: Mapping[Who, Iterable[Change]], words: Words) -> tuple[RoleGroup, ...]:
    """Return those whose day changes, role by role, each change a sentence."""
    groups = []
    for role in PAPER_ROLES:
        people = tuple(
            Affected(
                who[0], who[1], words.names.get(who[1], who[1]), tuple(words(change_text(change)) for change in changed)
            )
            for who, changed in by_person.items()
            if who[0] is role
        )
        if people:
            label = Text(f"publish_pages.group_{role.value}", count=len(people))
            groups.append(RoleGroup(role, label, tuple(sorted(people, key=lambda affected: affected.party))))
    return tuple(groups)


def _kinds(changed: Changes) -> tuple[Text, ...]:
    counts: dict[str, int] = defaultdict(int)
    for change in changed.changes:
        counts[change.kind.value] += 1
    return tuple(Text(f"publish_pages.kind_{kind}", count=count) for kind, count in sorted(counts.items()))
