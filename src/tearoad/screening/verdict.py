"""What screening says of a party, and what a person decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tearoad.text import Text
from tearoad.values import PartyId


class EntryKind(StrEnum):
    """What a list entry is."""

    PERSON = "person"
    FIRM = "firm"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry of a watch list with every name it is known by."""

    id: str
    """The list's own number, such as `OFAC 36` or `UN CDi.001`."""
    source: str
    """The file it came from."""
    kind: EntryKind
    names: tuple[str, ...]
    """The primary name first."""
    countries: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    """Registration, tax and similar numbers."""
    programme: str = ""
    remark: str = ""
    weak_names: tuple[str, ...] = ()
    """Names that the list itself calls weak: only the very same name is a hit."""


class Status(StrEnum):
    """The outcome for one party. Absence of a hit is a value, not a silence."""

    NO_HIT = "no_hit"
    UNDECIDED = "undecided"
    CLEARED = "cleared"
    HELD = "held"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Hit:
    """A likeness between a party's name or number and a list entry, with the evidence."""

    entry: ListEntry
    ours: str
    """What we hold, as written."""
    theirs: str
    """What the list holds, as written."""
    score: int
    """0 to 1000."""
    evidence: tuple[Text, ...]


class Ruling(StrEnum):
    """What a person decided about a hit."""

    CLEAR = "clear"
    HOLD = "hold"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's ruling on one hit: who, when, why. It holds for this party and this entry only."""

    party: PartyId
    entry_id: str
    ruling: Ruling
    by: str
    decided_on: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What may be done with a party, and the evidence."""

    party: PartyId
    status: Status
    hits: tuple[Hit, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @property
    def may_be_met(self) -> bool:
        """Whether the party may enter a plan."""
        return self.status in {Status.NO_HIT, Status.CLEARED}
