"""What sheets may bring of decisions and points: the history of applications that are new here, never a change.

Decisions and points have their pages, with their rules; a sheet is no way round them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from tearoad.call.application import Application, Decision
from tearoad.call.call import Call
from tearoad.call.scores import Given, Scoring, by_application, is_whole
from tearoad.call.sheets.scores_sheet import PlacedPoints, together
from tearoad.paper.sheets import Kind, Reading, Record
from tearoad.text import Text

OF_THE_OFFICE = ("decision", "decided_on", "waiting_place", "party")
"""What follows from a decision."""
OF_THE_FIRM = ("received_at", "consent_at", "confirmed_at")
"""What only the firm's own form and link can say."""
_SEATED = frozenset({Decision.ACCEPTED, Decision.WAITING})


@dataclass(frozen=True, slots=True)
class PlacedApplication:
    """An application, and the cells that say so."""

    head: Record
    application: Application


@dataclass(frozen=True, slots=True)
class CallHere:
    """What a mission holds of its call before sheets are read; empty for a folder that stands alone."""

    call: Call | None = None
    applications: Mapping[str, Application] = field(default_factory=dict)
    scorings: tuple[Scoring, ...] = ()
    """Those that stand in the mission's own sheets: never what one person alone has given."""


@dataclass(frozen=True, slots=True)
class JudgedBy:
    """The call by which what is new is judged."""

    call: Call | None
    refused: Record | None = None
    """The first row of its sheet that was held back; nothing that is new can be judged then."""


def judge_applications(
    placed: Iterable[PlacedApplication],
    points: Iterable[PlacedPoints],
    here: CallHere,
    by: JudgedBy,
    reading: Reading,
) -> tuple[Application, ...]:
    """Return the applications whose decisions may stand here; the others' rows are held back with a problem.

    Of an application that is here already, an empty cell leaves what stands and another one than what stands is a
    problem. Of a new one, the decision is history: it must fit the cap, the confirmed mail, the points of two people
    and the firms of the mission.
    """
    given = by_application(together(points))
    seats = sum(application.decision is Decision.ACCEPTED for application in here.applications.values())
    kept, waiting = [], _Waiting()
    for application in placed:
        before = here.applications.get(application.application.id)
        made = application.application if before is None else _with_office_fields(application, before)
        if before is None and made.decision in _SEATED:
            if by.refused is None:
                _judge_history(application, given.get(made.id, ()), by.call, seats, reading)
            elif not application.head.held:
                waiting.hold(application.head, by.refused)
        if application.head.held:
            continue
        seats += before is None and made.decision is Decision.ACCEPTED
        kept.append(made)
    waiting.report()
    return tuple(kept)


class _Waiting:
    """Rows that depend on a row which was held back itself: one problem for all that wait for the same."""

    def __init__(self) -> None:
        self._rows: dict[Record, list[Record]] = {}

    def hold(self, row: Record, behind: Record) -> None:
        """Hold a row back; `tell` says why."""
        row.held = True
        self._rows.setdefault(behind, []).append(row)

    def report(self) -> None:
        """Say at the first row of each what it and the others wait for."""
        for behind, rows in self._rows.items():
            text = Text("sheets.rows_wait", count=len(rows), found=behind.text("id"), where=behind.where)
            rows[0].error(text, Text("sheets.rows_wait_hint"))


def _with_office_fields(placed: PlacedApplication, before: Application) -> Application:
    said, head = placed.application, placed.head
    for names, what in ((OF_THE_OFFICE, "decided_here"), (OF_THE_FIRM, "said_by_firm")):
        for name in names:
            if name in head and _minute(getattr(said, name)) != _minute(getattr(before, name)):
                expected = Text(f"sheets.{what}_expected")
                head.error(
                    Text(f"sheets.{what}", found=head.place(name).found, id=before.id),
                    Text(f"sheets.{what}_hint"),
                    name,
                    expected,
                )
    return replace(said, **{name: getattr(before, name) for name in (*OF_THE_OFFICE, *OF_THE_FIRM)})


def _minute(said: object) -> object:
    """Return a moment as sheets tell it."""
    return said.replace(second=0, microsecond=0) if isinstance(said, datetime) else said


def _judge_history(
    placed: PlacedApplication, given: tuple[Scoring, ...], call: Call | None, seats: int, reading: Reading
) -> None:
    application = placed.application
    if call is None:
        _refuse(placed.head, "decision", Text("sheets.decided_without_call", id=application.id))
    elif application.confirmed_at is None:
        _refuse(placed.head, "confirmed_at", Text("sheets.decided_unconfirmed", id=application.id))
    elif not is_whole(call, given):
        _refuse(placed.head, "decision", Text("sheets.decided_unscored", id=application.id))
    elif application.decision is Decision.ACCEPTED and seats >= call.cap:
        _refuse(placed.head, "decision", Text("sheets.decided_over_cap", id=application.id, cap=call.cap))
    elif application.decision is Decision.ACCEPTED and not _takes_part(application.party, reading):
        _refuse(
            placed.head, "party", Text("sheets.decided_not_here", id=application.id, party=application.party or "–")
        )


def _takes_part(party: str, reading: Reading) -> bool:
    return any(not known.held for known in reading.directory.with_id(party, frozenset({Kind.EXPORTER})))


def _refuse(head: Record, field_: str, text: Text) -> None:
    head.error(text, Text("sheets.decided_hint"), field_, Text("sheets.decided_expected"))


def judge_points(
    placed: Iterable[PlacedPoints],
    written: Sequence[Record],
    applications: Iterable[Application],
    here: CallHere,
    by: JudgedBy,
) -> tuple[Scoring, ...]:
    """Return the points that may stand here; the others' rows are held back with a problem.

    Of an application that is here already they say what stands, word for word; of a new one they are history. Those of
    an application that is `written` in its sheet and was not kept wait for it.
    """
    known = {application.id: application for application in applications}
    rows = {row.text("id"): row for row in reversed(written)}
    standing = {(scoring.application, scoring.scorer, each) for scoring in here.scorings for each in scoring.given}
    kept, waiting = [], _Waiting()
    for points in placed:
        behind = by.refused if points.application in known else rows.get(points.application)
        if points.application in here.applications:
            _judge_standing(points, standing)
        elif behind is not None:
            waiting.hold(points.record, by.refused or behind)
        else:
            _judge_new(points, known.get(points.application), by.call)
        if not points.record.held:
            kept.append(points)
    waiting.report()
    return together(kept)


def _judge_standing(points: PlacedPoints, standing: Collection[tuple[str, str, Given]]) -> None:
    if (points.application, points.scorer, points.given) not in standing:
        text = Text("sheets.scored_here", id=points.application, found=points.given.points)
        expected = Text("sheets.scored_here_expected")
        points.record.error(text, Text("sheets.scored_here_hint"), "points", expected)


def _judge_new(points: PlacedPoints, application: Application | None, call: Call | None) -> None:
    row = points.record
    criteria = {each.id for each in call.criteria} if call is not None else set()
    if application is None:
        text = Text("sheets.unknown_application", found=points.application)
        row.error(text, Text("sheets.unknown_application_hint"), "application", Text("sheets.application_expected"))
    elif points.given.criterion not in criteria:
        text = Text("sheets.unknown_criterion", found=points.given.criterion)
        expected = Text("sheets.criterion_expected", ids=", ".join(sorted(criteria)) or "–")
        row.error(text, Text("sheets.unknown_criterion_hint"), "criterion", expected)
    elif application.confirmed_at is None:
        text = Text("sheets.scored_unconfirmed", id=points.application)
        row.error(text, Text("sheets.scored_unconfirmed_hint"), "application")
