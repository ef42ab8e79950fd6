"""Give points to an application."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from tearoad.call import Scoring, scoring_faults
from tearoad.call.web import models as rows
from tearoad.call.web.queries.calls import core_call
from tearoad.errors import Conflict, InputError
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values.document import from_document, to_document
from tearoad.web.saving import stale


@transaction.atomic
def give_points(
    by: Actor, call: rows.Call, application: rows.Application, scoring: Scoring, read: str | None = None
) -> rows.Scoring:
    """Keep what someone gave; their own points before are replaced, and the ledger says so.

    Args:
        by: who gives them.
        call: by whose criteria.
        application: to what.
        scoring: the points.
        read: the mark of their own points that the form showed; None where nobody looked.

    Raises:
        Stale: they gave others since, in another window.
        InputError: a criterion is left out, or points are out of range.
        Conflict: the application is not confirmed.

    """
    require(by, Policy.SCORE_CALL)
    if wrong := scoring_faults(core_call(call), scoring):
        raise InputError(wrong[0], Text("call_pages.mend_all"))
    if application.confirmed_at is None:
        raise Conflict(Text("call_pages.not_confirmed"), Text("call_pages.not_confirmed_hint"))
    rows.Application.objects.select_for_update().get(pk=application.pk)
    others = rows.Scoring.objects.filter(mission=application.mission_id, application=application.code)
    mine = others.filter(by_id=by.user).first()
    row = mine or rows.Scoring(mission_id=application.mission_id, application=application.code, by_id=by.user)
    theirs = others.exclude(pk=row.pk)
    scoring = _with_free_name(scoring, set(theirs.values_list("code", flat=True)))
    document = to_document(scoring)
    if mine is not None and mine.document == document:
        return row
    stale.require_unchanged(read, to_document(from_document(Scoring, mine.document)) if mine else {})
    row.code, row.document, row.by_id = scoring.id[:80], document, by.user
    row.save()
    # Never the points themselves: the ledger is read by people who have not given theirs.
    facts = {"application": application.code, "again": mine is not None, "others": theirs.count()}
    ledger.append(by, "mission.application_scored", "mission", application.mission_id, facts)
    return row


def _with_free_name(scoring: Scoring, taken: set[str]) -> Scoring:
    """Return it under a name that nobody else gave points with: two people may be called alike."""
    names = (scoring.scorer, *(f"{scoring.scorer} ({number})" for number in range(2, len(taken) + 3)))
    found = (replace(scoring, scorer=name) for name in names)
    return next(renamed for renamed in found if renamed.id[:80] not in taken)
