"""What was cancelled, returned or credited takes away from what it takes back from, and from nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tearoad.orders.order_event import EventId, EventType, OrderEvent
from tearoad.values import HSCode


@dataclass(frozen=True, slots=True)
class BusinessEntry:
    """An entry with an amount at one rung, and whose business it is."""

    event: OrderEvent
    business: str
    """The opportunity at which it counts: another than its own where a person joined the two."""
    is_confirmed: bool

    @property
    def amount(self) -> Decimal:
        """Its amount in its own currency."""
        assert self.event.money is not None  # noqa: S101  # only entries with an amount are looked at
        return self.event.money.amount

    @property
    def key(self) -> tuple[str, object, str]:
        """What can take back from each other: one business, one rung, one currency."""
        assert self.event.money is not None  # noqa: S101  # only entries with an amount are looked at
        return self.business, self.event.rung, self.event.money.currency


@dataclass(slots=True)
class TakenBack:
    """What returns took."""

    left: dict[EventId, Decimal]
    """What is left of each entry that brought business, in its own currency."""
    took_from: dict[EventId, list[OrderEvent]]
    """From which entries each return took."""

    def goods(self, event: OrderEvent) -> tuple[HSCode, ...]:
        """Return the goods of an entry; those that it takes back where a return names none."""
        if event.hs or event.type is EventType.FORWARD:
            return event.hs
        codes = (code for taken in self.took_from.get(event.id, ()) for code in taken.hs)
        return tuple(dict.fromkeys(codes))


def taken_back(entries: Iterable[BusinessEntry]) -> TakenBack:
    """Return what returns take from which entries.

    A return takes from the entry of the same number; otherwise, and with what is left of it, from confirmed entries
    first, the latest first: what is confirmed is never more than it may be. What more came back than there was takes
    from nothing.
    """
    groups: Mapping[object, list[BusinessEntry]] = defaultdict(list)
    for entry in entries:
        groups[entry.key].append(entry)
    found = TakenBack({}, {})
    for group in groups.values():
        forward = [entry for entry in group if entry.event.type is EventType.FORWARD]
        found.left |= {entry.event.id: entry.amount for entry in forward}
        for back in group:
            if back.event.type is EventType.BACK:
                found.took_from[back.event.id] = list(_taken(back, forward, found.left))
    return found


def _taken(back: BusinessEntry, forward: Sequence[BusinessEntry], left: dict[EventId, Decimal]) -> Iterator[OrderEvent]:
    rest = back.amount
    for entry in sorted(forward, key=lambda entry: _nearness(back, entry), reverse=True):
        part = min(rest, left[entry.event.id])
        if part:
            left[entry.event.id] -= part
            rest -= part
            yield entry.event


def _nearness(back: BusinessEntry, entry: BusinessEntry) -> tuple[bool, bool, EventId]:
    same = bool(back.event.number) and back.event.number == entry.event.number
    return same, entry.is_confirmed, entry.event.id


def business_of_returns(
    entries: Sequence[tuple[str, OrderEvent]], counted_at: Mapping[EventId, str]
) -> Mapping[EventId, str]:
    """Return the opportunity at which each return counts, where it is another than its own.

    Args:
        entries: entries with an amount, each with its opportunity.
        counted_at: entries that tell again what another told, with the opportunity at which that one counts.

    A return is of what its own opportunity brought; where nothing that counts here is left to be taken, it follows
    what was told here and counts elsewhere.

    """
    own: dict[tuple[str, object, str], Decimal] = defaultdict(Decimal)
    elsewhere: dict[tuple[str, object], str] = {}
    for opportunity, event in entries:
        if event.type is EventType.FORWARD and event.money is not None:
            if event.id in counted_at:
                elsewhere.setdefault((opportunity, event.rung), counted_at[event.id])
            else:
                own[opportunity, event.rung, event.money.currency] += event.money.amount
    moved: dict[EventId, str] = {}
    for opportunity, event in entries if elsewhere else ():
        is_counted = event.type is EventType.BACK and event.id not in counted_at
        if is_counted and event.money is not None and (opportunity, event.rung) in elsewhere:
            key = opportunity, event.rung, event.money.currency
            if own[key] >= event.money.amount:
                own[key] -= event.money.amount
            else:
                moved[event.id] = elsewhere[opportunity, event.rung]
    return moved
