"""Items of the programme with their table."""

from __future__ import annotations

from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.stored_kinds import StoredKind
from tearoad.programme.programme_sheet import PROGRAMME
from tearoad.programme.web import models as rows


def _used_ids(mission: mission_rows.Mission) -> set[str]:
    """Return every id that an item has had, so that no calendar takes a new item for an old one; two queries."""
    changes = mission_rows.RowChange.objects.filter(mission=mission, kind=PROGRAMME.name)
    announced = rows.ProgrammeRevision.objects.filter(mission=mission)
    return {code for query in (changes, announced) for code in query.values_list("code", flat=True)}


STORED_ITEMS = StoredKind(
    kind=PROGRAMME,
    noun="item",
    model=mission_rows.ProgrammeItem,
    list_page="mission-programme",
    touches_plans=True,
    used_ids=_used_ids,
)
