"""What a draft that mends the plan in force keeps beside its plan."""

from __future__ import annotations

from datetime import datetime

from tearoad.errors import NotFoundError
from tearoad.mission.web.models import Mission
from tearoad.text import Text
from tearoad.timetable.repair import Scene
from tearoad.timetable.repair.repair_offers import Mended
from tearoad.timetable.web.models import Draft, Published
from tearoad.timetable.web.queries.planning import drafts
from tearoad.timetable.web.queries.publishing.in_force import published_plan, published_problem
from tearoad.values.document import from_document


def mended_of(draft: Draft) -> Mended:
    """Return what a repair keeps."""
    return from_document(Mended, draft.repair)


def repair_of(mission: Mission, number: int) -> Draft:
    """Return a draft that mends the plan in force.

    Raises:
        NotFoundError: there is none of that number, or it is no repair.

    """
    draft = drafts.draft(mission, number)
    if not draft.repair:
        raise NotFoundError(Text("repair_pages.no_such_repair", number=number), Text("repair_pages.begin_again_hint"))
    return draft


def scene_of(row: Published, at: datetime) -> Scene:
    """Return a published plan at a moment of the fair."""
    return Scene(published_problem(row), published_plan(row).meetings, at)
