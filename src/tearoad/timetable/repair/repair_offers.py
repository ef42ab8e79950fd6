"""What is kept of a repair: what went wrong, and the plans that mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tearoad.timetable.repair.reported import Reported
from tearoad.timetable.schema import plan_from_json


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to mend the plan."""

    plan: dict[str, Any]
    """As `timetable.schema` writes it."""
    people: int
    """Companies and interpreters to tell."""
    dropped: int
    """Meetings that people hold and that fall out."""
    holds_most: bool
    """Whether it is proved that no repair keeps more of what people hold."""
    fewest_so: bool
    """Whether it is proved that none which keeps as much tells fewer."""

    def __post_init__(self) -> None:
        """Refuse what is no plan."""
        plan_from_json(self.plan)


@dataclass(frozen=True, slots=True)
class Mended:
    """What went wrong, against which plan, and how it may be mended."""

    number: int
    """The published plan that is mended."""
    reported: Reported
    offers: tuple[Offer, ...] = ()
    chosen: int = 0
    fewest_people: int = 0
    """No repair tells fewer, whatever it gives up."""
    revision: int = 1
    """The draft's when the offer was taken; a later one says: edited on the board."""
