"""The travel agent's lists: what they say, whom each row seems to mean, what would change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from tearoad.delegation.agent import TravelLine, TravelSheet, read_travel
from tearoad.delegation.fitting import Fit, fit, with_travel
from tearoad.delegation.web import models as rows
from tearoad.errors import NotFoundError
from tearoad.mission import Delegate, Mission
from tearoad.mission.web import models as mission_rows
from tearoad.paper.sheets import Grid
from tearoad.text import Text
from tearoad.values.document import from_document
from tearoad.web.registry import Json


@dataclass(frozen=True, slots=True)
class Proposal:
    """One row of the agent's list and what it would do."""

    line: TravelLine
    name: str
    fit: Fit
    changes: tuple[str, ...]
    """The fields of the proposed delegate that would be different."""

    @property
    def state(self) -> str:
        """`sure`, `doubtful` or `nobody`."""
        if self.fit.who is None:
            return "nobody"
        return "sure" if self.fit.sure else "doubtful"


def travel_lists(row: mission_rows.Mission) -> tuple[rows.TravelList, ...]:
    """Return a mission's lists, the latest first; one query."""
    return tuple(rows.TravelList.objects.filter(mission=row))


def travel_list(row: mission_rows.Mission, travel_id: UUID) -> rows.TravelList:
    """Return one list.

    Raises:
        NotFoundError: not in this mission.

    """
    found: rows.TravelList | None = rows.TravelList.objects.filter(mission=row, pk=travel_id).first()
    if found is None:
        raise NotFoundError(Text("delegation_pages.no_such_list"), Text("delegation_pages.no_such_list_hint"))
    return found


def delegates_of(row: mission_rows.Mission) -> tuple[Delegate, ...]:
    """Return a mission's delegates; one query."""
    return tuple(
        from_document(Delegate, delegate.document) for delegate in mission_rows.Delegate.objects.filter(mission=row)
    )


def grid_of(found: rows.TravelList) -> Grid:
    """Return the list's cells."""
    return Grid(
        found.name, found.document.get("sheet", ""), tuple(tuple(row) for row in found.document.get("rows", ()))
    )


def sheet_of(found: rows.TravelList, mission: Mission) -> TravelSheet:
    """Return what a list says, its headers meant as the officer said."""
    return read_travel(grid_of(found), mission, found.document.get("mapping", {}))


def fits_of(lines: Sequence[TravelLine], delegates: Sequence[Delegate]) -> list[Json]:
    """Return whom the rows seem to mean, to be kept: comparing names takes longer than showing a page."""
    return [
        {"row": guess.row, "who": guess.who, "likeness": guess.likeness, "sure": guess.sure}
        for guess in fit(lines, delegates)
    ]


def proposals(found: rows.TravelList, sheet: TravelSheet, delegates: Sequence[Delegate]) -> tuple[Proposal, ...]:
    """Return the rows with whom they seem to mean and what they would change; no query."""
    by_id = {delegate.id: delegate for delegate in delegates}
    known = {guess["row"]: from_document(Fit, guess) for guess in found.document.get("fits", ())}
    made = []
    for line in sheet.lines:
        guess = known.get(line.row, Fit(line.row, None, 0, sure=False))
        person = by_id.get(guess.who) if guess.who else None
        guess = guess if person else Fit(line.row, None, guess.likeness, sure=False)
        changes = changed(person, with_travel(person, line, delegates)) if person else ()
        made.append(Proposal(line, line.name.written[0], guess, changes))
    return tuple(made)


def changed(before: Delegate, after: Delegate) -> tuple[str, ...]:
    """Return which of the agent's fields differ."""
    fields: Iterable[str] = ("hotel", "room", "room_with", "arrives_at", "arrives_by", "leaves_at", "leaves_by")
    return tuple(field for field in fields if getattr(before, field) != getattr(after, field))
