"""Which delegate a row of the agent's sheet means, across scripts; what is doubtful a person decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tearoad.delegation.agent import TravelLine
from tearoad.mission.people import Delegate
from tearoad.names import PersonName, closest_persons, fold
from tearoad.values import PersonId

SURE = 900
"""From this likeness on, and with nobody else near, a row is taken to mean the person."""
LIKELY = 600
_APART = 100
"""So much better than the second best."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Whom a row means: the best guess, how alike the names are (0 to 1000), and whether a person must decide."""

    row: int
    who: PersonId | None
    likeness: int
    sure: bool


def fit(lines: Sequence[TravelLine], delegates: Sequence[Delegate]) -> tuple[Fit, ...]:
    """Return for every row whom it means, in the rows' order. Deterministic; O(rows x people) where names differ.

    Two rows that mean the same person are both doubtful.
    """
    exact = _exact(delegates)
    found = [_fit(line, delegates, exact) for line in lines]
    claims = Counter(guess.who for guess in found if guess.who)
    return tuple(replace(guess, sure=guess.sure and claims[guess.who] == 1) if guess.who else guess for guess in found)


def _exact(delegates: Sequence[Delegate]) -> Mapping[str, set[PersonId]]:
    found: dict[str, set[PersonId]] = {}
    for delegate in delegates:
        for name in delegate.name.written:
            found.setdefault(fold(name), set()).add(delegate.id)
    found.pop("", None)
    return found


def _fit(line: TravelLine, delegates: Sequence[Delegate], exact: Mapping[str, set[PersonId]]) -> Fit:
    same: set[PersonId] = set().union(*(exact.get(fold(name), set()) for name in line.name.written))
    if len(same) == 1:
        return Fit(line.row, next(iter(same)), 1000, sure=True)
    pool = [delegate for delegate in delegates if not same or delegate.id in same]
    scored = sorted(
        ((closest_persons(delegate.name, line.name).value, delegate.id) for delegate in pool),
        key=lambda s: (-s[0], s[1]),
    )
    if not scored or scored[0][0] < LIKELY:
        return Fit(line.row, None, scored[0][0] if scored else 0, sure=False)
    best, who = scored[0]
    second = scored[1][0] if len(scored) > 1 else 0
    return Fit(line.row, who, best, sure=best >= SURE and best - second >= _APART)


def with_travel(delegate: Delegate, line: TravelLine, delegates: Sequence[Delegate]) -> Delegate:
    """Return the delegate with what the agent's row says; what it leaves empty stays as it was."""
    said = {
        "hotel": line.hotel.as_known(person.hotel for person in (delegate, *delegates)),
        "room": line.room,
        "room_with": tuple(dict.fromkeys(_roommate(name, delegates) for name in line.room_with)),
        "arrives_at": line.arrives_at,
        "arrives_by": line.arrives_by,
        "leaves_at": line.leaves_at,
        "leaves_by": line.leaves_by,
    }
    changed = replace(delegate, **{field: value for field, value in said.items() if value})  # type: ignore[arg-type]  # fields by name
    if changed.arrives_at and changed.leaves_at and changed.leaves_at <= changed.arrives_at:
        return replace(changed, arrives_at=delegate.arrives_at, leaves_at=delegate.leaves_at)
    return changed


def _roommate(written: str, delegates: Sequence[Delegate]) -> str:
    """Return the id of whom a name means; the name itself where it is doubtful."""
    if any(delegate.id == written for delegate in delegates):
        return written
    found = fit((TravelLine(0, PersonName(written)),), delegates)[0]
    return found.who if found.who and found.sure else written
