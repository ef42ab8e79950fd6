"""Hand out, erase and forget what applications hold about people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from tearoad.call import Application, Decision
from tearoad.call.web import models as rows
from tearoad.call.web.actions.receiving import PROOF_LASTS, fill
from tearoad.call.web.queries import by_hand
from tearoad.call.web.queries.calls import core_call
from tearoad.call.web.queries.uploads import KINDS
from tearoad.companies import Contact
from tearoad.office.web.models import StoredFile
from tearoad.people.web.actions import ledger
from tearoad.text import Text
from tearoad.values.document import from_document, to_document
from tearoad.web.clock import fair_now, now
from tearoad.web.registry import Job, JobRun, Json, PersonalData

KEEP_DAYS = 365
DRAFT_LASTS = timedelta(days=2)
"""A file that came with a form which was never sent whole."""
_MONTH = timedelta(days=30)


def _reached(model: Any, address: str) -> QuerySet[Any]:
    bare = address.strip()
    query: QuerySet[Any] = model.objects.filter(
        Q(document__contact__email__iexact=bare) | Q(document__contact__phone=bare)
    )
    return query if bare else query.none()


def find_applications(address: str) -> Iterator[Json]:
    """Yield what applications hold about whoever has this address."""
    for application in _reached(rows.Application, address):
        yield {"application": application.code, "firm": application.name, "contact": application.document["contact"]}


def find_revisions(address: str) -> Iterator[Json]:
    """Yield what was sent from this address."""
    for revision in _reached(rows.Revision, address):
        yield {"sent_at": revision.sent_at.isoformat(), "contact": revision.document["contact"]}


@transaction.atomic
def erase_applications(address: str) -> int:
    """Forget the person of an application; the firm's facts stay."""
    found = list(_reached(rows.Application, address))
    for application in found:
        fill(application, replace(from_document(Application, application.document), contact=Contact())).save()
        ledger.erase(by_hand.owner(application))
    return len(found)


@transaction.atomic
def erase_revisions(address: str) -> int:
    """Forget the person of what was sent, with the files that came with it."""
    found = list(_reached(rows.Revision, address))
    for revision in found:
        revision.document = to_document(replace(from_document(Application, revision.document), contact=Contact()))
        revision.save()
        rows.ApplicationFile.objects.filter(revision=revision).delete()
    return len(found)


def find_scorings(address: str) -> Iterator[Json]:
    """Yield which applications whoever has this address has scored."""
    for scoring in rows.Scoring.objects.filter(by__email__iexact=address.strip()):
        yield {"application": scoring.application, "scorer": scoring.document.get("scorer", "")}


@transaction.atomic
def erase_scorings(address: str) -> int:
    """Take a scorer's name off their points; the points stay, so that a decision can be explained."""
    found = list(rows.Scoring.objects.filter(by__email__iexact=address.strip()))
    for number, scoring in enumerate(found, start=1):
        scoring.document = scoring.document | {"scorer": f"erased-{scoring.id.hex[-8:]}"}
        scoring.code, scoring.by = f"{scoring.application}/erased-{scoring.id.hex[-8:]}-{number}"[:80], None
        scoring.save()
    return len(found)


def declared() -> tuple[PersonalData, ...]:
    """Return what calls keep about people."""
    why = Text("call_pages.why_applications")
    of_scorers = Text("call_pages.why_scorings")
    return (
        PersonalData("call.Application", ("name", "document"), why, KEEP_DAYS, find_applications, erase_applications),
        PersonalData("call.Revision", ("document",), why, KEEP_DAYS, find_revisions, erase_revisions),
        PersonalData("call.Scoring", ("document",), of_scorers, KEEP_DAYS, find_scorings, erase_scorings),
    )


@transaction.atomic
def forget_applications() -> int:
    """Delete what was never confirmed, what the consent no longer covers, and files of forms that were never sent."""
    at = fair_now()  # as the call's own dates; a demo's call closed years ago
    stale = Q(confirmed_at=None, received_at__lt=at - PROOF_LASTS - DRAFT_LASTS)
    count: int = rows.Application.objects.filter(stale, _came_by_form()).delete()[0]  # nobody confirmed by hand
    unread = rows.Revision.objects.filter(confirmed_at=None, sent_at__lt=now() - PROOF_LASTS - DRAFT_LASTS)
    count += unread.exclude(application__confirmed_at=None).delete()[0]
    for call in rows.Call.objects.all():
        if call.closes_at + core_call(call).keep_months * _MONTH < at:
            past = rows.Application.objects.filter(mission=call.mission_id).exclude(decision=Decision.ACCEPTED.value)
            codes = list(past.values_list("code", flat=True))
            rows.Scoring.objects.filter(mission=call.mission_id, application__in=codes).delete()
            for application in past:
                ledger.erase(by_hand.owner(application))
            count += past.delete()[0]
    used = rows.ApplicationFile.objects.values("file_id")
    drafts = StoredFile.objects.filter(kind__in=list(KINDS.values()), kept_at__lt=now() - DRAFT_LASTS)
    count += drafts.exclude(pk__in=used).delete()[0]
    return count


def _came_by_form() -> Q:
    """Return the condition that an application came by the form: what a sheet brought is the officer's own."""
    return Q(pk__in=rows.Revision.objects.values("application_id"))


def forget(run: JobRun) -> Json:
    """Run the forgetting as a job."""
    del run
    return {"rows": forget_applications()}


_VERB = "forget_applications"
JOB = Job(f"mission.{_VERB}", Text(f"call_pages.job_{_VERB}"), forget, every_s=24 * 3600)
