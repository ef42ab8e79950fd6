"""The organisation's watch lists: their rows, and what stands in their files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.db.models import QuerySet

from tearoad.errors import Conflict, NotFoundError
from tearoad.office.web.actions.files import store
from tearoad.paper.sheets import CellProblem
from tearoad.people import Actor, Policy, allowed
from tearoad.screening.entry_index import EntryIndex
from tearoad.screening.lists import GoodsRow, Lists, read_lists
from tearoad.screening.lists.completeness import gaps_since, kinds_of, known_gaps, series
from tearoad.screening.lists.content import read_rows, read_text
from tearoad.screening.lists.headed import columns
from tearoad.screening.web.models import WatchList
from tearoad.text import Text

OWN_EMPTY = "own_empty"
"""The form of the organisation's own list without a single entry: its statement that there is nobody to look for."""
GOODS = "goods"


def lists(to: Actor) -> QuerySet[WatchList]:
    """Return the lists in use."""
    query: QuerySet[WatchList] = WatchList.objects.filter(removed_at=None).select_related("file")
    return query if allowed(to.role, Policy.SEE_SCREENING) else query.none()


def watch_list(to: Actor, list_id: UUID) -> WatchList:
    """Return a list in use.

    Raises:
        NotFoundError: it is not there, or not for them.

    """
    found = lists(to).filter(pk=list_id).first()
    if found is None:
        raise NotFoundError(Text("screening.no_such_list"), Text("screening.no_such_list_hint"))
    return found


def in_use() -> tuple[WatchList, ...]:
    """Return the lists against which companies are screened; goods lists say nothing about companies."""
    return tuple(WatchList.objects.filter(removed_at=None).exclude(form=GOODS).select_related("file"))


def read_one(name: str, content: bytes) -> tuple[Lists, str]:
    """Read one list by itself; returns what stands in it, and its form. Problems are told, nothing is passed over."""
    with TemporaryDirectory(prefix="tearoad-list-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        if _is_own_empty(path):
            return Lists(), OWN_EMPTY
        found = read_lists(Path(folder), is_judged=True)
    return found, found.sources[0].form if found.sources else ""


def gaps(name: str, form: str, read: Lists) -> tuple[Text, ...]:
    """Return what a new list lacks of what it is known to have, or had in the one before; one query."""
    count = read.sources[0].count if read.sources else 0
    known = known_gaps(form, name, read.entries)
    before = WatchList.objects.filter(form=form).order_by("-added_at")
    earlier = next((row for row in before if form == "un" or series(row.name) == series(name)), None)
    if earlier is None:
        return known
    kinds = earlier.kinds or {"": earlier.entries}
    return known + gaps_since(name, kinds_of(read.entries, count), kinds)


def _is_own_empty(path: Path) -> bool:
    """Whether a file is a table with the headers of an own list and not a row below them."""
    try:
        rows = read_rows(read_text(path), path)
    except ValueError:  # the reading tells what is wrong with it
        return False
    return len(rows) == 1 and columns(rows) is not None


@lru_cache(maxsize=1)
def _index(key: tuple[tuple[str, str], ...]) -> tuple[EntryIndex, tuple[CellProblem, ...]]:
    # Kept by digest: what a digest names never changes. One set of lists is kept; its index takes some 200 MB.
    with TemporaryDirectory(prefix="tearoad-lists-") as folder:
        for name, digest in key:
            (Path(folder) / name).write_bytes(store().get(digest))
        read = read_lists(Path(folder), is_judged=True)
    return EntryIndex(read.entries), () if read.whole else read.problems


def index_of(found: Sequence[WatchList]) -> tuple[EntryIndex, tuple[CellProblem, ...]]:
    """Return the entries of lists, findable, with the problems for which nobody may be called clear.

    Time linear in the names, some seconds for 35,000 of them; remembered until the lists change.
    """
    return _index(tuple((row.name, row.file.digest) for row in found if row.form != OWN_EMPTY))


@lru_cache(maxsize=16)
def _goods_of(name: str, digest: str) -> Lists:
    # Kept by digest: what a digest names never changes.
    return read_one(name, store().get(digest))[0]


def listed_goods() -> tuple[GoodsRow, ...]:
    """Return the goods of all goods lists in use; one query, and each file is read once.

    Raises:
        Conflict: a list cannot be read, so nobody may say that goods stand on none.

    """
    found: list[GoodsRow] = []
    for row in WatchList.objects.filter(removed_at=None, form=GOODS).select_related("file"):
        read = _goods_of(row.name, row.file.digest)
        if not read.whole:
            raise Conflict(Text("screening.goods_unread", name=row.name), Text("screening.goods_unread_hint"))
        found += read.goods
    return tuple(found)
