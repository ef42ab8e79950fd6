"""Who wants to meet whom, and why they might fit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tearoad.mission import PlaceKind
from tearoad.text import Text
from tearoad.values import PartyId, PersonId, Score, Window, WishId


class Strength(StrEnum):
    """How strongly a meeting is wanted."""

    MUST = "must"
    WISH = "wish"
    NO = "no"
    """Stays secret for ever: no paper, message or page outside the office shows it."""


@dataclass(frozen=True, slots=True)
class Request:
    """One side asks to meet the other. Which side is which is seen from the ids."""

    id: WishId
    asker: PartyId
    asked: PartyId
    strength: Strength
    product: str = ""
    person: PersonId | None = None
    """A delegate who must be there in person."""
    format: PlaceKind | None = None
    """None leaves it to the plan."""
    window: Window | None = None
    agreed: Window | None = None
    """A time both sides settled already: the meeting stands there or nowhere."""
    slots: int = 1
    note: str = ""
    """Private to the office."""


@dataclass(frozen=True, slots=True)
class Match:
    """An exporter and a buyer who might do business."""

    exporter: PartyId
    buyer: PartyId
    score: Score


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a pair was not matched: a hard condition, for the office only."""

    exporter: PartyId
    buyer: PartyId
    why: Text
