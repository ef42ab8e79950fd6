"""Screening as a worker's job: whoever is not screened, batch by batch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from tearoad.companies.web.models import Company
from tearoad.companies.web.queries.register import party_of
from tearoad.errors import InputError
from tearoad.people import Actor, Role
from tearoad.screening.entry_index import EntryIndex
from tearoad.screening.screen import hits
from tearoad.screening.web.actions.standing import Compared, keep
from tearoad.screening.web.queries.lists import in_use, index_of
from tearoad.screening.web.queries.overview import SCREEN
from tearoad.text import Text
from tearoad.web.registry import Job, JobRun

BATCH = 25


def screen_register(run: JobRun) -> dict[str, Any]:
    """Compare every company that is not screened with the lists in use.

    Works through the register in batches, each kept in a short transaction; killed and started again it goes on where
    it was. Where lists change meanwhile it begins again with the new ones.

    Raises:
        InputError: a list can no longer be read whole; nobody is called clear by the others alone.

    """
    return compare_waiting(run, _to_screen())


def compare_waiting(run: JobRun, companies: QuerySet[Company]) -> dict[str, Any]:
    """Compare some companies with the lists in use, as `screen_register` does with all that wait.

    Raises:
        InputError: a list can no longer be read whole; nobody is called clear by the others alone.

    """
    by, done, waiting = Actor(run.tenant, Role.SYSTEM, run.by), 0, companies.count()
    while lists := in_use():
        run.step(Text("screening_pages.step_read", count=len(lists)))
        index, problems = index_of(lists)
        if problems:
            raise InputError(problems[0].text, problems[0].hint)
        used = frozenset(watch_list.pk for watch_list in lists)
        run.step(Text("screening_pages.step_compare"))
        last = UUID(int=0)
        while batch := tuple(companies.filter(pk__gt=last).order_by("pk")[:BATCH]):
            if run.stop():
                return {}  # not done: the office takes it up again, or says that it was cancelled
            if not keep(by, compare(batch, index), used):
                break
            last = batch[-1].pk
            done += len(batch)
            run.advance(min(done, waiting), waiting)
        else:
            break
    return {"screened": done}


def compare(companies: Sequence[Company], index: EntryIndex) -> tuple[Compared, ...]:
    """Return what the lists hold that is like each company."""
    return tuple(Compared(row.pk, row.revision, hits(party_of(row), index)) for row in companies)


def _to_screen() -> QuerySet[Company]:
    """Return the companies that were not compared since they or the lists changed; merged ones by the one they are."""
    query: QuerySet[Company] = Company.objects.filter(screened_at=None, merged_into=None)
    return query


JOB = Job(SCREEN, Text("screening.screen"), screen_register, long=True)
