"""The kinds of rows that are said once, each with its table and what belongs to it on the site."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar
from uuid import UUID

from tearoad.errors import InputError
from tearoad.mission.meetings.precedences_sheet import PRECEDENCES
from tearoad.mission.meetings.quotas_sheet import QUOTAS
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as rows
from tearoad.names import FirmName, PersonName
from tearoad.people import Policy
from tearoad.rows import RowKind
from tearoad.values import Language, LocalText
from tearoad.values.document import Document, from_document

R = TypeVar("R")


@dataclass(frozen=True, kw_only=True)
class StoredKind(Generic[R]):
    """A kind of row with its table."""

    kind: RowKind[R]
    noun: str
    """What one row is called in the ledger and in the texts of its pages: `sample`."""
    model: Any
    """Its table: `code`, `position` and `document` beside what `belongs_to` says."""
    list_page: str
    """The page that lists its rows."""
    belongs_to: Callable[[rows.Mission], Mapping[str, Any]] = lambda mission: {"mission": mission}
    """The columns by which a mission's rows are found."""
    touches_plans: bool = False
    """Whether a change makes plans out of date."""
    planned_with: frozenset[str] | None = None
    """The fields a change of which does so; None: each of them."""
    policy: Policy = Policy.EDIT_MISSION
    """Who may change its rows."""
    columns: Callable[[R], Mapping[str, Any]] = lambda _entry: {}
    """What its table has beside a row's document."""
    used_ids: Callable[[rows.Mission], Collection[str]] = lambda _mission: ()
    """Ids that no new row gets, beside those of the rows that are there."""
    before_removal: Callable[[rows.Mission, str], None] = lambda _mission, _code: None
    """Asked before a row goes; raises `Conflict` where something still names it."""

    def rows_of(self, mission: rows.Mission) -> Any:
        """Return a mission's rows."""
        return self.model.objects.filter(**self.belongs_to(mission))

    def read(self, row: Any) -> R:
        """Return what a row says."""
        return self.core_of(row.document)

    def core_of(self, document: Document) -> R:
        """Return what a document of its rows says."""
        return from_document(self.kind.core, document)

    def new_row(self, mission: rows.Mission, code: str, position: int) -> Any:
        """Return a row that is not written yet."""
        return self.model(**self.belongs_to(mission), code=code, position=position)

    def fill(self, row: Any, document: Document) -> None:
        """Let a row say what a document says."""
        row.document = document
        for name, value in self.columns(self.read(row)).items():
            setattr(row, name, value)

    def free_id(self, mission: rows.Mission) -> str:
        """Return an id that none of a mission's rows has; one query where no other ids are kept free."""
        taken = {*self.rows_of(mission).values_list("code", flat=True), *self.used_ids(mission)}
        numbered = (f"{self.kind.prefix}{number:02d}" for number in range(1, len(taken) + 2))
        return next(code for code in numbered if code not in taken)


STORED_QUOTAS = StoredKind(
    kind=QUOTAS, noun="quota", model=rows.MeetingQuota, list_page="mission-plan-rules", touches_plans=True
)
STORED_PRECEDENCES = StoredKind(
    kind=PRECEDENCES,
    noun="precedence",
    model=rows.MeetingPrecedence,
    list_page="mission-plan-rules",
    touches_plans=True,
)
_STORED: dict[str, StoredKind[Any]] = {}
STORED_KINDS: Mapping[str, StoredKind[Any]] = MappingProxyType(_STORED)
"""Every kind with a table by the name of its sheet, as soon as every app is ready."""


def add_stored_kinds(*kinds: StoredKind[Any]) -> None:
    """Make kinds known; a stage does so in its `web/apps.py`."""
    _STORED.update({stored.kind.name: stored for stored in kinds})


def last_change(mission: rows.Mission, kinds: Collection[StoredKind[Any]]) -> rows.RowChange | None:
    """Return the last change of rows of some kinds that can still be undone; one query."""
    query = rows.RowChange.objects.filter(mission=mission, kind__in=[stored.kind.name for stored in kinds])
    last: rows.RowChange | None = query.filter(undone_at=None).first()
    return last


def called_in_change(change: rows.RowChange, language: Language) -> str:
    """Return how the row of a change is called: by its title or name, by those whom it names, else by its id."""
    stored = STORED_KINDS[change.kind]
    try:
        entry: Any = stored.core_of(change.before if change.after is None else change.after)
    except InputError:  # what was kept cannot be read
        return change.code
    for name in (stored.kind.titled_by, *_TITLES):
        title = getattr(entry, name, None) if name else None
        if isinstance(title, LocalText) and title.written:
            return title.in_language(language)
        if isinstance(title, PersonName) and title.written:
            return spelling.person(title, language).main
    named = [text for name in stored.kind.naming if isinstance(text := getattr(entry, name), str) and text]
    return " – ".join(_firms_called(change.mission_id, named, language)) if named else change.code


_TITLES = ("title", "name", "what", "item")
"""What a row of a kind that declares no title may be called by."""


def _firms_called(mission_id: UUID, named: Sequence[str], language: Language) -> list[str]:
    query = rows.Participation.objects.filter(mission=mission_id, code__in=named)
    documents = dict(query.values_list("code", "company__document__name"))
    firms = {code: from_document(FirmName, document) for code, document in documents.items()}
    return [spelling.firm(firms[text], language).main if text in firms else text for text in named]


def removed_rows(mission: rows.Mission, stored: StoredKind[Any], there: Collection[str]) -> tuple[rows.RowChange, ...]:
    """Return by which change each row that is not there went and can be put back, the last first; one query."""
    changes = rows.RowChange.objects.filter(mission=mission, kind=stored.kind.name, undone_at=None, after__isnull=True)
    latest = {change.code: change for change in reversed(changes)}
    return tuple(change for change in reversed(latest.values()) if change.code not in there)
