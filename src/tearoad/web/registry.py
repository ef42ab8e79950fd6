"""How an earlier stage causes or shows something of a later one: five typed extension points, nothing else.

A stage fills them in its `web/apps.py` (method `ready`). Each point has a completeness test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeAlias, TypeVar
from uuid import UUID

from tearoad.text import Text

Json: TypeAlias = "dict[str, Any]"


# Event: something happened; told inside the transaction in which it happened.


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a stage; later stages may have a say. Subclasses are frozen, slotted dataclasses."""


_E = TypeVar("_E", bound=Event)
_handlers: dict[type[Event], list[Callable[[Any], None]]] = {}


def on(kind: type[_E], handler: Callable[[_E], None]) -> None:
    """Let a handler hear of every event of a kind, in the transaction of the action that emits it."""
    _handlers.setdefault(kind, []).append(handler)


def handlers() -> Mapping[type[Event], tuple[Callable[[Any], None], ...]]:
    """Return who listens to which event."""
    return {kind: tuple(those) for kind, those in _handlers.items()}


def emit(event: Event) -> None:
    """Tell everyone who listens; a handler that fails undoes the action."""
    for handler in _handlers.get(type(event), ()):
        handler(event)


# Job: work that a worker does.


class JobRun(Protocol):
    """A job while it runs: shown each step, asked whether to stop. Also a `Watch` of the journey and the engine."""

    job_id: UUID
    tenant: UUID
    by: UUID | None
    """The user who asked; None for the system."""
    payload: Any
    """What was asked for: the `TypedDict` of this kind of job, which the action writes and the handler reads."""

    def step(self, text: Text) -> None:
        """Begin a step; saved in the job's row."""

    def advance(self, done: int, total: int, note: Text | None = None) -> None:
        """Tell how far the step is; saved in the job's row, at most twice a second."""

    def stop(self) -> bool:
        """Whether somebody asked to cancel, the worker is told to end, or the lease was lost."""


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of work: a handler that may run twice and has its effect once. Its return value is kept in the row."""

    kind: str
    """`timetable.plan`: stage, then verb; the catalogue has a label under `<stage>.job_<verb>`."""
    label: Text
    handler: Callable[[JobRun], Json]
    long: bool = False
    """Whether it takes more than a few seconds: it then does not hold up the quick ones."""
    every_s: int | None = None
    """For a job that the system itself starts again and again."""
    system: bool = False
    """A periodic job that runs once for the whole system, not once for every organisation."""


_jobs: dict[str, Job] = {}


def add_job(job: Job) -> None:
    """Make a kind of job known."""
    _jobs[job.kind] = job


def jobs() -> Mapping[str, Job]:
    """Return every kind of job by its name."""
    return _jobs


# Panel: a part of a page that a later stage fills.


class PanelPlace(StrEnum):
    """Where a panel stands."""

    MISSION = "mission"
    """A card on the mission's page; the subject is the mission's row."""
    ANSWERS = "answers"
    """A card on the page of a mission's answers; the subject is the mission's row."""
    COMPANY = "company"
    """A card on a company's page in the register; the subject is the company's row."""
    BRIEF = "brief"
    """A card on the page of a market brief; the subject is the brief's row."""
    PORTAL = "portal"
    """A part of a visitor's page; the subject is the mission's row."""
    PORTAL_MORE = "portal_more"
    """What stands on a visitor's page below their day; the subject is the mission's row."""
    NAVIGATION = "navigation"
    """A link in the main navigation; the subject is None."""
    ACCOUNT = "account"
    """A link in the menu of one's own account; the subject is None."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A template with what it needs; `load` returns None where there is nothing to show."""

    place: PanelPlace
    name: str
    order: int
    policy: StrEnum
    template: str
    load: Callable[[Any, Any], Json | None]
    """From the request and the subject to the template's context."""


_panels: list[Panel] = []


def add_panel(panel: Panel) -> None:
    """Add a panel to its place."""
    _panels.append(panel)
    _panels.sort(key=lambda panel: (panel.place, panel.order, panel.name))


def panels(place: PanelPlace) -> tuple[Panel, ...]:
    """Return a place's panels in their order."""
    return tuple(panel for panel in _panels if panel.place is place)


# PersonalData: what is kept about people, why, how long, and how it is handed out and erased.


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One model's (or document's) personal data."""

    model: str
    """`app.Model`"""
    fields: tuple[str, ...]
    purpose: Text
    keep_days: int
    """After the mission's end, or after the last use where there is no mission."""
    find: Callable[[str], Iterable[Json]]
    """From an e-mail address or phone to what is held, as JSON data."""
    erase: Callable[[str], int]
    """Erase it for that address; returns how many rows were changed."""
    handles: Callable[[], Iterable[tuple[str, str]]] = tuple
    """Each mail, telephone or messenger that its rows keep, as it is kept, with the name of whom it reaches."""
    tells_who: bool = False
    """By these rows others find whom an address reaches: they are erased last, or the others would find nobody."""


_personal: dict[str, PersonalData] = {}


def add_personal_data(data: PersonalData) -> None:
    """Declare personal data."""
    _personal[data.model] = data


def personal_data() -> Mapping[str, PersonalData]:
    """Return what is declared, by model."""
    return _personal


# Provider: a value that an earlier stage asks for and a later one knows.


_providers: dict[str, Callable[..., Any]] = {}
PROVIDERS = frozenset(
    {
        "visitor",
        "link_language",
        "link_home",
        "link_closed",
        "link_start",
        "outbox",
        "account_mail",
        "booked_hours",
        "displaced_meetings",
        "calendar_mails",
        "named_by",
        "changed_sheets",
        "planned_at",
        "last_change",
        "sheets",
        "rows_to_change",
        "mission_exporters",
        "mission_names",
        "call_applicants",
        "amounts_by_rung",
    }
)
"""Every value that may be asked for. `visitor`: from a link's token to an Actor or None (people asks, mission answers).
`link_language`: from the path of a page to the Language of whom its signed link belongs to, or None (web asks, mission
answers). `link_home`: from the path of a page to the address of the own page that its link opens, None where it
stands under no link, empty where that opens nothing; `link_start`: with what such a path begins, without the database
(the same two). `link_closed`: from such a path to why its link opens nothing now and what to do, or None (people asks,
mission answers). `outbox`: post one mail of an organisation; `account_mail`: post one that lets its receiver into
their account (people asks, office answers).
`booked_hours`: from a mission's row to the hours that the plan in force books (mission asks, timetable answers).
`displaced_meetings`: from a mission's row, its parties and a programme to a DisplacedPlan (the same two).
`calendar_mails`: from a mission's row, a role, an id, an address and the ids of changed items to the files for their
calendar (the same two).
`planned_at`: from a mission's row, a role, a party's id and the other side's to when the two meet by the plan in force,
on the fair's clock, or None (matching asks, timetable answers).
`named_by`: from a mission's row and a party's code to what names it there, or None (mission asks, journey answers).
`changed_sheets`: from a mission's row to the address where changed day sheets are printed, or None (mission asks,
timetable answers). `last_change`: from a `stale.Changed` to the `LastChange` that the ledger keeps, or None (web asks,
people answers). `sheets`: the sheets of a mission folder (mission asks, journey answers).
`rows_to_change`: from a mission's row, a kind of row, an id and columns to the address where such a row is changed
(timetable asks, journey answers). `mission_exporters`: from an actor and a mission's id to the `FirmProducts` of its
exporters (market asks, mission answers); `call_applicants`: to those of the firms that apply to its call (market asks,
call answers). `mission_names`: the id and name of every mission, the latest first (people asks, mission answers).
`amounts_by_rung`: from an actor, a mission's row and the states of its opportunities to their `AmountsByRung` (orders
asks, results answers)."""


def provide(name: str, answer: Callable[..., Any]) -> None:
    """Answer a question that an earlier stage asks."""
    if name not in PROVIDERS or name in _providers:
        raise ValueError(name)
    _providers[name] = answer


def ask(name: str, *args: object, **options: object) -> Any:
    """Ask a later stage; KeyError where nobody answers."""
    return _providers[name](*args, **options)


def providers() -> frozenset[str]:
    """Return the questions that have an answer."""
    return frozenset(_providers)
