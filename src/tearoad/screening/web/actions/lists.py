"""Take a watch list into use, and out of it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePath

from django.db import transaction
from django.http import HttpRequest

from tearoad.errors import Conflict, InputError, TearoadError
from tearoad.office.files.ahead import Ahead
from tearoad.office.web.actions import files
from tearoad.paper.sheets import CellProblem, Severity
from tearoad.people import Actor, Policy, Role
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.screening.lists.completeness import kinds_of
from tearoad.screening.web.actions.standing import screen_again
from tearoad.screening.web.models import WatchList
from tearoad.screening.web.queries.lists import OWN_EMPTY, gaps, read_one
from tearoad.text import Text
from tearoad.web.clock import now

MOST_BYTES = 60_000_000


class ListRefusedError(InputError):
    """A file that cannot be used as a list; `problems` says why, row by row."""

    def __init__(self, name: str, problems: tuple[CellProblem, ...]) -> None:
        """Keep the problems."""
        self.problems = problems
        super().__init__(Text("screening.list_refused", file=name), Text("screening.list_refused_hint"))

    def __reduce__(self) -> tuple[type[ListRefusedError], tuple[str, tuple[CellProblem, ...]]]:  # type: ignore[override]  # made of other parts
        """Travel whole."""
        return type(self), (str(self.text["file"]), self.problems)


def _name_of(name: str) -> str:
    return PurePath(name.replace("\\", "/")).name.lstrip(".~$")[:200] or "list.csv"


_read = Ahead(lambda content, name: read_one(name, content), most=2)


def read_ahead(request: HttpRequest) -> None:
    """Read a list that a form brings before anything is locked: one of a government has tens of thousands of rows."""
    for file in request.FILES.getlist("file")[:1]:
        with suppress(TearoadError):  # the form itself says what is wrong with it
            _read.ahead(file.read(), _name_of(file.name or ""))
        file.seek(0)


def add_list(by: Actor, name: str, content: bytes, why: str = "") -> tuple[WatchList, tuple[CellProblem, ...]]:
    """Take a list into use; every company is screened anew. Returns the list and what should be looked at in it.

    Where it lacks what it is known to have, or had before, a manager says `why` it is whole all the same.

    Raises:
        ListRefusedError: the file is no list, a row of it cannot be read, or it lacks something without a reason.
        Conflict: a list of this name is in use.

    """
    require(by, Policy.DECIDE_SCREENING)
    name = _name_of(name)
    lists, form = _read(content, name)
    if not lists.whole or not form:
        raise ListRefusedError(name, lists.problems)
    lacking = gaps(name, form, lists) if form != OWN_EMPTY else ()
    if lacking and not (why and by.role is Role.MANAGER):
        hint = Text("screening.list_gap_reason")
        raise ListRefusedError(name, tuple(CellProblem(Severity.ERROR, gap, hint, name) for gap in lacking))
    with transaction.atomic():
        if WatchList.objects.filter(name=name, removed_at=None).exists():
            raise Conflict(Text("screening.list_there", file=name), Text("screening.list_there_hint"))
        file = files.keep(by, name=name, content=content, kind="watch_list", media_type="application/octet-stream")
        made: WatchList = WatchList.objects.create(
            file=file, name=name, form=form, entries=len(lists.entries) or len(lists.goods), why=why if lacking else "",
            kinds=dict(kinds_of(lists.entries, len(lists.goods))),
            added_at=now(), added_by=by.name,
        )  # fmt: skip
        ledger.append(
            by, "screening.list_added", "watch_list", made.pk,
            {"name": name, "entries": made.entries, "digest": file.digest, "why": made.why},
        )  # fmt: skip
        screen_again(by)
    return made, tuple(doubt for doubt in lists.problems if not _answered(doubt))


def state_no_list(by: Actor, name: str) -> WatchList:
    """Keep the statement that the organisation has nobody to look for, as the empty list that it is.

    Raises:
        Conflict: a list of this name is in use.

    """
    made, _none = add_list(by, name, b"id,kind,name\n")
    return made


def _answered(doubt: CellProblem) -> bool:
    """Whether another list in use answers a doubt: other names belong to entries that stand in a list of their own."""
    in_use = WatchList.objects.filter(removed_at=None, form="ofac_primary")
    return doubt.text.code == "screening.lone_aliases" and in_use.exists()


@transaction.atomic
def remove_list(by: Actor, row: WatchList) -> None:
    """Take a list out of use; its hits stay as history, and every company is screened anew."""
    require(by, Policy.DECIDE_SCREENING)
    if not WatchList.objects.filter(pk=row.pk, removed_at=None).update(removed_at=now()):
        return
    ledger.append(by, "screening.list_removed", "watch_list", row.pk, {"name": row.name})
    screen_again(by)
