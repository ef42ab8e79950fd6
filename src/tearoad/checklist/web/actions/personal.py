"""Hand out and erase what checklists hold about a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Q

from tearoad.checklist.sheets.checklist_sheet import CHECKLIST
from tearoad.checklist.web import models as rows
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.personal import people_of, plain
from tearoad.text import Text
from tearoad.web.registry import Json, PersonalData

_KEEP_DAYS = 365
_PROOF = frozenset({"note", "file"})
"""What tells of the person whom a task was for; the other personal fields tell whose it was."""


def declared() -> tuple[PersonalData, ...]:
    """Return what checklists keep about people."""
    return (
        PersonalData(
            "checklist.ChecklistTask",
            ("document", "file"),
            Text("checklist_pages.why_tasks"),
            _KEEP_DAYS,
            _find_tasks,
            _erase_tasks,
        ),
        PersonalData(
            "checklist.InvitationLetter",
            ("delegate", "file"),
            Text("checklist_pages.why_letters"),
            _KEEP_DAYS,
            _find_letters,
            _erase_letters,
        ),
    )


def _tasks(address: str) -> Iterator[rows.ChecklistTask]:
    """Yield the tasks that name an address, and those that were for a delegate with a phone."""
    wanted = plain(address)
    if not wanted:
        return
    named = Q(document__owner=wanted) | Q(document__escalate_to=wanted) | Q(document__done_by=wanted)
    for mission, code in _delegates(address):
        named |= Q(mission_id=mission, document__whom=code, document__about="delegate")
    yield from rows.ChecklistTask.objects.filter(named).select_related("file")


def _delegates(address: str) -> list[tuple[object, str]]:
    return (
        [(person.mission_id, person.code) for person in people_of(mission_rows.Delegate, address)]
        if plain(address)
        else []
    )


def _find_tasks(address: str) -> Iterable[Json]:
    return [{"mission": str(task.mission_id), **task.document} for task in _tasks(address)]


@transaction.atomic
def _erase_tasks(address: str) -> int:
    """The task stays, so that the list still adds up; who owned or ticked it, its note and its file are gone."""
    wanted, erased = plain(address), 0
    for task in _tasks(address):
        own = {name for name in (CHECKLIST.personal or frozenset()) - _PROOF if task.document.get(name) == wanted}
        drop = own or _PROOF
        task.document = {key: value for key, value in task.document.items() if key not in drop}
        if not own:
            task.file = None
        task.save()
        erased += 1
    return erased


def _letters(address: str) -> Iterator[rows.InvitationLetter]:
    for mission, code in _delegates(address):
        yield from rows.InvitationLetter.objects.filter(mission_id=mission, delegate__in=(code, "")).select_related(
            "mission"
        )


def _find_letters(address: str) -> Iterable[Json]:
    return [{"mission": str(letter.mission.pk), "delegate": letter.delegate} for letter in _letters(address)]


@transaction.atomic
def _erase_letters(address: str) -> int:
    """A person's letter goes, and the list of all, which names them too; both can be made again without them."""
    found = list(_letters(address))
    for letter in found:
        letter.delete()
    return len(found)
