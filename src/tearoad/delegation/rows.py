"""Two rows at a long table: principals face each other in the middle, their people by rank to both hands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tearoad.delegation.seating import Chair, Side, Sitter, Voice, ranked, suits
from tearoad.mission.talk import VoicePlace


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One side of the table, from the left of the plan to its right; None is a free chair that keeps rows level."""

    side: Side
    chairs: tuple[Chair | None, ...]
    behind: Chair | None = None
    """The interpreter who sits behind the principal."""


@dataclass(frozen=True, slots=True)
class TwoRows:
    """The table seen from above, the door below: guests face it, the hosts turn their backs to it."""

    guests: SeatRow
    hosts: SeatRow
    middle: int
    """Which chair of both rows is the principal's, counted from 0."""
    without: tuple[str, ...] = ()
    """The principals nobody interprets for though they share no language; our side's only, others bring their own."""


def two_rows(
    sitters: Sequence[Sitter], voices: Sequence[Voice], ours: Side, place: VoicePlace = VoicePlace.BESIDE
) -> TwoRows:
    """Return both rows: the first of each side in the middle, the second at the right hand, the third at the left.

    The first voice that works between the two principals sits with ours, a second one with theirs: behind, or beside
    at the principal's right hand; then the second sits at the left hand, the third beyond the voice. Whoever shares a
    language needs none. Both rows are equally long and the principals opposite each other. Deterministic; O(n log n).
    """
    guests, hosts = ranked(sitters, Side.GUEST), ranked(sitters, Side.HOST)
    given = _given(guests, hosts, voices, ours)
    seated = {
        side: _hands(people, given.get(side) if place is VoicePlace.BESIDE else None)
        for side, people in ((Side.GUEST, guests), (Side.HOST, hosts))
    }
    # Guests look down the plan, so what is at their right hand stands at its left; hosts look up.
    right, left = seated[Side.GUEST]
    drawn = {Side.GUEST: (right, left), Side.HOST: tuple(reversed(seated[Side.HOST]))}
    before = max(len(hands[0]) for hands in drawn.values())
    after = max(len(hands[1]) for hands in drawn.values())
    rows = {
        side: SeatRow(
            side,
            _level(people, side, drawn[side], before, after),
            given.get(side) if place is VoicePlace.BEHIND else None,
        )
        for side, people in ((Side.GUEST, guests), (Side.HOST, hosts))
    }
    return TwoRows(rows[Side.GUEST], rows[Side.HOST], before, _unserved(guests, hosts, given, ours))


def _needed(guests: Sequence[Sitter], hosts: Sequence[Sitter]) -> bool:
    """Whether the principals share no language."""
    return bool(guests and hosts) and not set(guests[0].languages) & set(hosts[0].languages)


def _given(guests: Sequence[Sitter], hosts: Sequence[Sitter], voices: Sequence[Voice], ours: Side) -> dict[Side, Chair]:
    if not _needed(guests, hosts):
        return {}
    heads = {Side.GUEST: guests[0], Side.HOST: hosts[0]}
    fit = [voice for voice in voices if suits(voice, guests[0], hosts[0])]
    theirs = Side.HOST if ours is Side.GUEST else Side.GUEST
    pairs = zip((ours, theirs), fit, strict=False)
    return {side: Chair(voice.id, None, (heads[side].id,)) for side, voice in pairs}


def _unserved(
    guests: Sequence[Sitter], hosts: Sequence[Sitter], given: dict[Side, Chair], ours: Side
) -> tuple[str, ...]:
    own = guests if ours is Side.GUEST else hosts
    return (own[0].id,) if _needed(guests, hosts) and ours not in given else ()


def _hands(people: Sequence[Sitter], voice: Chair | None) -> tuple[list[Chair], list[Chair]]:
    """Return who sits at the principal's right hand and at the left, the nearest first."""
    others = [*([voice] if voice else []), *(Chair(person.id, person.side) for person in people[1:])]
    return others[0::2], others[1::2]


def _level(
    people: Sequence[Sitter], side: Side, drawn: tuple[list[Chair], ...], before: int, after: int
) -> tuple[Chair | None, ...]:
    first, last = drawn
    middle = Chair(people[0].id, side) if people else None
    return (
        *(None for _ in range(before - len(first))),
        *reversed(first),
        middle,
        *last,
        *(None for _ in range(after - len(last))),
    )
