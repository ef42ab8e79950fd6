"""Whether a company may be met: only here is it written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from tearoad import screening
from tearoad.companies import MAY_BE_MET, Standing
from tearoad.companies.web.actions.register import CompanyChanged
from tearoad.companies.web.models import Company
from tearoad.office.web.actions.jobs import ask
from tearoad.office.web.models import Job, JobState
from tearoad.people import Actor, Policy, Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import current_tenant
from tearoad.people.web.policies import require
from tearoad.screening import Ruling, Status
from tearoad.screening.screen import decide, same_entry
from tearoad.screening.web.models import Decision, Hit, WatchList
from tearoad.screening.web.queries.hits import decision_of, in_force, opened
from tearoad.screening.web.queries.lists import GOODS
from tearoad.screening.web.queries.overview import SCREEN
from tearoad.values import PartyId
from tearoad.values.document import to_document
from tearoad.web.clock import now
from tearoad.web.registry import Event, emit

SCREENED = frozenset({"name", "country", "registration_number", "contact", "contact.person"})
"""The facts that are compared with lists: a change of any other reopens nothing."""
_STANDINGS = {
    Status.NO_HIT: Standing.CLEAR,
    Status.CLEARED: Standing.CLEAR,
    Status.UNDECIDED: Standing.HELD,
    Status.HELD: Standing.HELD,
    Status.BLOCKED: Standing.BLOCKED,
}


@dataclass(frozen=True, slots=True)
class StandingChanged(Event):
    """Whether a company may be met has changed."""

    company_id: UUID


@dataclass(frozen=True, slots=True)
class Compared:
    """A company, as it was read, with what the lists hold that is like it."""

    company_id: UUID
    revision: int
    hits: tuple[screening.Hit, ...]


def ask_to_screen(by: Actor) -> Job | None:
    """Ask a worker to screen whoever is not screened; None where there is no list to screen against.

    One that runs may have passed the company in question already, so it does not count: another one waits behind it.
    """
    if Job.objects.filter(kind=SCREEN, state=JobState.WAITING).exists():
        return None
    if not WatchList.objects.filter(removed_at=None).exclude(form=GOODS).exists():
        return None
    running = set(Job.objects.filter(kind=SCREEN, state=JobState.RUNNING).values_list("key", flat=True))
    key = next(key for number in range(len(running) + 1) if (key := f"register-{number}") not in running)
    return ask(by, SCREEN, key)


@transaction.atomic
def screen_again(by: Actor) -> None:
    """Screen every company anew, because the lists are others; what is clear is so by an older list until then."""
    Company.objects.update(screened_at=None)
    Company.objects.filter(standing=Standing.CLEAR).update(standing=Standing.OLDER)
    if ask_to_screen(by) is None and not WatchList.objects.filter(removed_at=None).exclude(form=GOODS).exists():
        _nobody_is_clear()


def _nobody_is_clear() -> None:
    """Without a list nobody can be called clear."""
    for company in list(Company.objects.filter(standing__in=MAY_BE_MET)):
        _stand(company, Standing.UNKNOWN)


def company_changed(event: CompanyChanged) -> None:
    """Reopen a company whose name, number, country or contact is another: it is not clear until it is compared."""
    if not event.fields & SCREENED:
        return
    company = Company.objects.only("standing", "screened_at", "tenant").get(pk=event.company_id)
    if company.screened_at is not None:
        company.screened_at = None
        company.save(update_fields=["screened_at"])
    if company.standing in MAY_BE_MET:
        _stand(company, Standing.UNKNOWN)
    ask_to_screen(Actor(current_tenant(), Role.SYSTEM))


@transaction.atomic
def keep(by: Actor, compared: Sequence[Compared], used: frozenset[UUID]) -> bool:
    """Keep what a comparison found; False, and nothing kept, where the lists were changed meanwhile.

    A company that changed meanwhile is passed over: it is still to be screened.
    """
    require(by, Policy.DECIDE_SCREENING)
    if used != frozenset(WatchList.objects.filter(removed_at=None).exclude(form=GOODS).values_list("pk", flat=True)):
        return False
    rows = {
        row.pk: row
        for row in Company.objects.select_for_update().filter(pk__in=[screened.company_id for screened in compared])
    }
    known: dict[UUID, dict[str, Hit]] = {}
    for hit in Hit.objects.filter(company__in=rows.values()):
        known.setdefault(hit.company_id, {})[hit.entry_id] = hit
    ruled: dict[UUID, list[Decision]] = {}
    for decision in Decision.objects.filter(company__in=rows.values(), replaced_at=None):
        ruled.setdefault(decision.company_id, []).append(decision)
    for screened in compared:
        row = rows.get(screened.company_id)
        if row is not None and row.revision == screened.revision:
            _keep_one(by, row, screened.hits, known.get(row.pk, {}), ruled.get(row.pk, []))
    return True


def _keep_one(
    by: Actor, row: Company, found: Sequence[screening.Hit], known: Mapping[str, Hit], ruled: Sequence[Decision]
) -> None:
    at = now()
    standing_rulings = {decision.entry_key: decision for decision in ruled}
    for hit in found:
        key, old = same_entry(hit.entry.id), known.get(hit.entry.id)
        cleared = standing_rulings.get(key)
        if old is not None and cleared is not None and cleared.ruling == Ruling.CLEAR and _other_question(old, hit):
            _reopen(by, row, cleared)
            del standing_rulings[key]
        _write(row, hit, key, old)
    here = {hit.entry.id for hit in found}
    gone = [old.pk for entry_id, old in known.items() if entry_id not in here and old.gone_at is None]
    if gone:
        Hit.objects.filter(pk__in=gone).update(gone_at=at)
    row.screened_at = at
    row.save(update_fields=["screened_at"])
    verdict = decide(PartyId(str(row.pk)), tuple(found), [decision_of(ruling) for ruling in standing_rulings.values()])
    _stand(row, _STANDINGS[verdict.status])


def _other_question(old: Hit, new: screening.Hit) -> bool:
    """Whether a cleared likeness is now one of other names or numbers: then nobody has answered it yet."""
    before = opened(old).hit
    return (before.ours, before.theirs, before.entry.numbers) != (new.ours, new.theirs, new.entry.numbers)


def _reopen(by: Actor, row: Company, decision: Decision) -> None:
    decision.replaced_at = now()
    decision.reopened = True
    decision.save(update_fields=["replaced_at", "reopened"])
    ledger.append(by, "screening.reopened", "company", row.pk, {"entry": decision.entry_id})


def _write(row: Company, hit: screening.Hit, key: str, old: Hit | None) -> None:
    document = to_document(hit)
    if old is None:
        Hit.objects.create(
            company=row, entry_id=hit.entry.id, entry_key=key, score=hit.score, document=document, found_at=now()
        )
    elif old.document != document or old.gone_at is not None:
        old.score, old.document, old.gone_at = hit.score, document, None
        old.save(update_fields=["score", "document", "gone_at"])


def stand_by_rulings(row: Company) -> None:
    """Bring a company's standing up to its hits and the rulings on them; part of the caller's transaction."""
    found = tuple(opened(hit).hit for hit in Hit.objects.filter(company=row, gone_at=None))
    verdict = decide(PartyId(str(row.pk)), found, [decision_of(decision) for decision in in_force(row)])
    standing = _STANDINGS[verdict.status]
    if standing is Standing.CLEAR and row.screened_at is None:
        standing = Standing.UNKNOWN  # it has changed, or the lists have: what it is like now is not known
    _stand(row, standing)


def _stand(row: Company, standing: Standing) -> None:
    if row.standing == standing:
        return
    may_be_met_as_before = {row.standing, standing} <= MAY_BE_MET
    row.standing = standing
    row.save(update_fields=["standing"])
    if not may_be_met_as_before:
        emit(StandingChanged(row.pk))
