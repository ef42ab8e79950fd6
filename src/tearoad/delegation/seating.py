"""Who sits beside whom at the head table: by rank, host and guest in turn, the interpreter beside the principal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from tearoad.delegation.ranks import natural
from tearoad.mission.people import LanguagePair
from tearoad.values import InterpreterId, LanguageCode


class Side(StrEnum):
    """Whose people they are."""

    HOST = "host"
    GUEST = "guest"


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody at the table."""

    id: str
    side: Side
    rank: int = 0
    """1 is the highest of their side; 0 stands behind all ranked ones."""
    languages: tuple[LanguageCode, ...] = ()
    principal: bool = False
    """Speaks for their side, so must be understood."""


@dataclass(frozen=True, slots=True)
class Voice:
    """An interpreter who can sit at the table."""

    id: InterpreterId
    pairs: frozenset[LanguagePair]


@dataclass(frozen=True, slots=True)
class Chair:
    """One chair; an interpreter's serves the principals beside it."""

    who: str
    side: Side | None
    serves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seating:
    """The chairs from the far left to the far right as the head of the hosts sees the room from the middle."""

    chairs: tuple[Chair, ...]
    without: tuple[str, ...] = ()
    """Principals who need an interpreter where none is left, the highest first."""


def seat(sitters: Sequence[Sitter], voices: Sequence[Voice]) -> Seating:
    """Return the head table: the first host in the middle, the first guest at the right hand, the second at the left.

    Outwards, hosts and guests take turns on each hand, in the order of their ranks; where one side has no more people,
    the other goes on. A principal who shares no language with the head of the other side has an interpreter beside;
    the two heads share one. Interpreters go to the highest first, as many as can be served at all (augmenting paths,
    Kuhn 1955). O(n log n + principals x interpreters).
    """
    hosts, guests = ranked(sitters, Side.HOST), ranked(sitters, Side.GUEST)
    middle = next(iter((*hosts, *guests)), None)
    if middle is None:
        return Seating(())
    right, left = _rays(hosts[1:], guests if hosts else guests[1:])
    both = bool(hosts and guests)  # where only one side sits, nobody has to be interpreted
    units = _units(middle, guests[0], [*chain.from_iterable(_by_distance(right, left))]) if both else []
    given = _assigned(units, voices, middle, guests)
    chairs = [
        *reversed(_outwards(left, given)),
        Chair(middle.id, middle.side),
        *_beside_head(middle, given),
        *_outwards(right, given),
    ]
    served = set(given)
    return Seating(tuple(chairs), tuple(sitter.id for unit in units for sitter in unit if sitter.id not in served))


def ranked(sitters: Sequence[Sitter], side: Side) -> list[Sitter]:
    """Return one side's people, the highest first."""
    return sorted(
        (sitter for sitter in sitters if sitter.side is side),
        key=lambda sitter: (sitter.rank == 0, sitter.rank, natural(sitter.id)),
    )


def needs_voice(sitter: Sitter, other_head: Sitter | None) -> bool:
    """Whether a principal must be interpreted to the head of the other side."""
    return sitter.principal and other_head is not None and not set(sitter.languages) & set(other_head.languages)


def _by_distance(right: Sequence[Sitter], left: Sequence[Sitter]) -> list[tuple[Sitter, ...]]:
    """Return who sits equally far from the middle, the right hand first."""
    return [(*right[at : at + 1], *left[at : at + 1]) for at in range(max(len(right), len(left)))]


def _rays(hosts: Sequence[Sitter], guests: Sequence[Sitter]) -> tuple[list[Sitter], list[Sitter]]:
    """Fill the right and the left hand from the middle outwards, guests first, then hosts, in turn."""
    waiting = {Side.HOST: list(hosts), Side.GUEST: list(guests)}
    right: list[Sitter] = []
    left: list[Sitter] = []
    turn = Side.GUEST
    while waiting[Side.HOST] or waiting[Side.GUEST]:
        for ray in (right, left):
            queue = waiting[turn] or waiting[Side.HOST] or waiting[Side.GUEST]
            if queue:
                ray.append(queue.pop(0))
        turn = Side.HOST if turn is Side.GUEST else Side.GUEST
    return right, left


def _units(head: Sitter, first: Sitter, others: Sequence[Sitter]) -> list[tuple[Sitter, ...]]:
    """Return who needs a voice, the highest first; the two heads sit side by side and share one."""
    heads = tuple(sitter for sitter, other in ((head, first), (first, head)) if needs_voice(sitter, other))
    rest = [
        (sitter,)
        for sitter in others
        if sitter is not first and needs_voice(sitter, head if sitter.side is not head.side else first)
    ]
    return [heads, *rest] if heads else list(rest)


def _assigned(
    units: Sequence[tuple[Sitter, ...]], voices: Sequence[Voice], head: Sitter, guests: Sequence[Sitter]
) -> dict[str, tuple[Voice, tuple[str, ...]]]:
    """Match voices with those who need one: whoever is served keeps a voice, whatever comes after."""
    held: dict[InterpreterId, int] = {}

    def other_of(sitter: Sitter) -> Sitter:
        return guests[0] if sitter.side is head.side else head

    def try_unit(number: int, seen: set[InterpreterId]) -> bool:
        for voice in sorted(voices, key=lambda voice: voice.id in held):  # who is free before who must be moved
            if voice.id in seen or not all(suits(voice, unit, other_of(unit)) for unit in units[number]):
                continue
            seen.add(voice.id)
            if voice.id not in held or try_unit(held[voice.id], seen):
                held[voice.id] = number
                return True
        return False

    for number in range(len(units)):
        try_unit(number, set())
    by_id = {voice.id: voice for voice in voices}
    found: dict[str, tuple[Voice, tuple[str, ...]]] = {}
    for voice_id, number in held.items():
        names = tuple(unit.id for unit in units[number])
        found.update(dict.fromkeys(names, (by_id[voice_id], names)))
    return found


def suits(voice: Voice, sitter: Sitter, other: Sitter) -> bool:
    """Whether an interpreter works between two people, in either direction."""
    return any(
        LanguagePair(a, b) in voice.pairs or LanguagePair(b, a) in voice.pairs
        for a in sitter.languages
        for b in other.languages
    )


def _outwards(ray: Sequence[Sitter], given: dict[str, tuple[Voice, tuple[str, ...]]]) -> list[Chair]:
    chairs = []
    for sitter in ray:
        chairs.append(Chair(sitter.id, sitter.side))
        voice, serves = given.get(sitter.id, (None, ()))
        if voice and serves == (sitter.id,):
            chairs.append(Chair(voice.id, None, serves))
    return chairs


def _beside_head(head: Sitter, given: dict[str, tuple[Voice, tuple[str, ...]]]) -> list[Chair]:
    """The chair between the two heads: theirs where both need it, the host's own where only the host does."""
    voice, serves = given.get(head.id, (None, ()))
    return [Chair(voice.id, None, serves)] if voice else []
