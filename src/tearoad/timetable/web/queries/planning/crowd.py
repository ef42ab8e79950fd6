"""Everybody of a mission and how a reader meets their names, kept by each process as long as nothing changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, Max

from tearoad.matching import Request as Wanted
from tearoad.matching.web.models import Request
from tearoad.mission.stands import with_own_stands
from tearoad.mission.web.models import Mission, Participation
from tearoad.mission.web.queries import Parties, parties
from tearoad.timetable.papers.wording import names
from tearoad.timetable.problem_building import with_online
from tearoad.timetable.roster import Roster
from tearoad.values import Language
from tearoad.values.document import from_document


@dataclass(slots=True)
class Crowd:
    """Everybody who takes part, whatever screening says of them: for the office only."""

    parties: Parties
    roster: Roster
    _names: dict[Language, Mapping[str, str]] = field(default_factory=dict)

    def names(self, language: Language) -> Mapping[str, str]:
        """Return the names that a reader of a language knows, by id; made once a language."""
        found = self._names.get(language)
        if found is None:
            items = {str(item.id): item.title.in_language(language) for item in self.roster.programme}
            found = self._names[language] = items | names(self.roster, language)
        return found


def crowd(mission: Mission) -> Crowd:
    """Return everybody of a mission: one query when nothing has changed since the last time, else nine."""
    state = Participation.objects.filter(mission=mission).aggregate(at=Max("company__changed_at"), of=Count("pk"))
    key = (mission.pk, mission.revision, str(mission.changed_at), str(state["at"]), state["of"])
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = _read(mission)
        while len(_kept) > _MOST:
            _kept.pop(next(iter(_kept)), None)
    return found


_MOST = 8
_kept: dict[tuple[UUID, int, str, str, int], Crowd] = {}
"""A mission's id is unlike any other's, so one organisation never meets what was kept for another."""


def _read(mission: Mission) -> Crowd:
    found = parties(mission)
    requests = tuple(from_document(Wanted, request.document) for request in Request.objects.filter(mission=mission))
    placed = with_online(with_own_stands(found.mission, found.exporters), requests)
    return Crowd(
        found,
        Roster(
            mission=placed,
            exporters=found.exporters,
            buyers=found.buyers,
            delegates=found.delegates,
            programme=found.programme,
            interpreters=found.interpreters,
            reasons={},
        ),
    )
