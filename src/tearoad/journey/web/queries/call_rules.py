"""Rows of the call that an import must leave as they are, whatever happened since its sheets were read."""

from __future__ import annotations

from tearoad.call import Application, Decision
from tearoad.call.sheets.applications_sheet import APPLICATIONS
from tearoad.call.sheets.history import OF_THE_FIRM, OF_THE_OFFICE
from tearoad.call.sheets.scores_sheet import SCORES
from tearoad.call.web.queries.calls import call_row, core_call
from tearoad.journey.web.queries.kinds import Documents
from tearoad.journey.web.queries.rows_now import RowsNow
from tearoad.mission.web import models as rows
from tearoad.values.document import from_document


def with_standing_points(now: RowsNow, said: Documents) -> Documents:
    """Return what sheets say, where the points of an application that is here are those of its rows.

    A sheet that was read without a problem can only repeat them; a row of one criterion that was left out, or held
    back, takes nothing away.
    """
    if SCORES.name not in said:
        return said
    here = now.documents[APPLICATIONS.name]
    new = {key: document for key, document in said[SCORES.name].items() if document["application"] not in here}
    named = {
        (document["application"], document["scorer"]) for key, document in said[SCORES.name].items() if key not in new
    }
    standing = {
        key: document
        for key, document in now.documents[SCORES.name].items()
        if (document["application"], document["scorer"]) in named
    }
    return {**said, SCORES.name: standing | new}


def goes_round_the_call(mission: rows.Mission, now: RowsNow, said: Documents) -> bool:
    """Whether writing what was read would change a decision or points, or take firms past the cap."""
    before = {key: from_document(Application, document) for key, document in now.documents[APPLICATIONS.name].items()}
    after = {key: from_document(Application, document) for key, document in said.get(APPLICATIONS.name, {}).items()}
    fields = (*OF_THE_OFFICE, *OF_THE_FIRM)
    if any(
        getattr(application, name) != getattr(before[key], name)
        for key, application in after.items()
        if key in before
        for name in fields
    ):
        return True
    points = said.get(SCORES.name, {})
    if any(
        document != now.documents[SCORES.name].get(key)
        for key, document in points.items()
        if document["application"] in before
    ):
        return True
    taken = sum(application.decision is Decision.ACCEPTED for application in before.values())
    new = sum(application.decision is Decision.ACCEPTED for key, application in after.items() if key not in before)
    row = call_row(mission)
    return bool(new and row and taken + new > core_call(row).cap)
