"""Papers with somebody's name on them: what is held, and erasing it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q

from tearoad.mission.web.models import Delegate, Interpreter, Participation
from tearoad.office.web.models import StoredFile
from tearoad.timetable.web.models import Paper

SHARED = ("archive", "booklet", "signs", "workbook", "table")
"""Papers on which many people stand; made anew without the erased one by asking for the papers again."""


def _parties(address: str) -> Iterable[tuple[Any, str]]:
    """Return, by mission and id, whom an e-mail address or a telephone reaches."""
    company = Q(company__document__contact__email=address) | Q(company__document__contact__phone=address)
    yield from Participation.objects.filter(company).values_list("mission_id", "code")
    interpreter = Q(document__phone=address) | Q(document__email__iexact=address)
    yield from Interpreter.objects.filter(interpreter).values_list("mission_id", "code")
    yield from Delegate.objects.filter(document__phone=address).values_list("mission_id", "code")


def _own(address: str) -> Q:
    condition = Q(pk=None)
    for mission, code in _parties(address):
        condition |= Q(published__mission=mission, party=code)
    return condition


def find_papers(address: str) -> Iterable[dict[str, Any]]:
    """Return what papers are held of whoever an address reaches."""
    for paper in Paper.objects.filter(_own(address)).select_related("file", "published"):
        yield {
            "kind": paper.kind,
            "plan": paper.published.number,
            "file": paper.file.name,
            "kept_at": str(paper.file.kept_at),
        }


@transaction.atomic
def erase_papers(address: str) -> int:
    """Erase their own papers, and those on which they stand among others."""
    missions = {mission for mission, _ in _parties(address)}
    gone = Paper.objects.filter(_own(address) | Q(published__mission__in=missions, kind__in=SHARED))
    files = list(gone.values_list("file_id", flat=True))
    count: int = gone.delete()[0]
    still = Paper.objects.filter(file__in=files).values_list("file_id", flat=True)
    StoredFile.objects.filter(pk__in=files).exclude(pk__in=still).delete()
    return count
