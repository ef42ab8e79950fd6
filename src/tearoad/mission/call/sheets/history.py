"""What sheets may bring of decisions and points: the history of applications that are new here, never a change.

Decisions and points have their pages, with their rules; a sheet is no way round them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tearoad.mission.call.application import Application, Decision
from tearoad.mission.call.call import Call
from tearoad.mission.call.scores import Scoring, by_application, is_whole
from tearoad.mission.call.sheets.applications_sheet import PlacedApplication
from tearoad.mission.call.sheets.scores_sheet import PlacedPoints, together
from tearoad.paper.sheets import Kind, Reading, Record
from tearoad.text import Text

OF_THE_OFFICE = ("decision", "decided_on", "waiting_place", "party")
"""What follows from a decision."""
OF_THE_FIRM = ("received_at", "consent_at", "confirmed_at")
"""What only the firm's own form and link can say."""
_SEATED = frozenset({Decision.ACCEPTED, Decision.WAITING})


@dataclass(frozen=True, slots=True)
class CallHere:
    """What a mission holds of its call before sheets are read; empty for a folder that stands alone."""

    call: Call | None = None
    applications: Mapping[str, Application] = field(default_factory=dict)
    scorings: tuple[Scoring, ...] = ()
    """Those that stand in the mission's own sheets: never what one person alone has given."""


def judge_applications(
    placed: Iterable[PlacedApplication],
    points: Iterable[PlacedPoints],
    here: CallHere,
    call: Call | None,
    reading: Reading,
) -> tuple[Application, ...]:
    """Return the applications whose decisions may stand here; the others' rows are held back with a problem.

    Of an application that is here already, an empty cell leaves what stands and another one than what stands is a
    problem. Of a new one, the decision is history: it must fit the cap, the confirmed mail, the points of two people
    and the firms of the mission.
    """
    given = by_application(together(points))
    seats = sum(one.decision is Decision.ACCEPTED for one in here.applications.values())
    kept = []
    for one in placed:
        before = here.applications.get(one.application.id)
        made = one.application if before is None else _as_it_stands(one, before)
        if before is None and made.decision in _SEATED:
            _judge_history(one, given.get(made.id, ()), call, seats, reading)
        if one.head.held:
            continue
        seats += before is None and made.decision is Decision.ACCEPTED
        kept.append(made)
    return tuple(kept)


def _as_it_stands(placed: PlacedApplication, before: Application) -> Application:
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
    one = placed.application
    if call is None:
        _refuse(placed.head, "decision", Text("sheets.decided_without_call", id=one.id))
    elif one.confirmed_at is None:
        _refuse(placed.head, "confirmed_at", Text("sheets.decided_unconfirmed", id=one.id))
    elif not is_whole(call, given):
        _refuse(placed.head, "decision", Text("sheets.decided_unscored", id=one.id))
    elif one.decision is Decision.ACCEPTED and seats >= call.cap:
        _refuse(placed.head, "decision", Text("sheets.decided_over_cap", id=one.id, cap=call.cap))
    elif one.decision is Decision.ACCEPTED and not _takes_part(one.party, reading):
        _refuse(placed.head, "party", Text("sheets.decided_not_here", id=one.id, party=one.party or "–"))


def _takes_part(party: str, reading: Reading) -> bool:
    return any(not known.held for known in reading.directory.with_id(party, frozenset({Kind.EXPORTER})))


def _refuse(head: Record, field_: str, text: Text) -> None:
    head.error(text, Text("sheets.decided_hint"), field_, Text("sheets.decided_expected"))


def judge_points(
    placed: Iterable[PlacedPoints], applications: Iterable[Application], here: CallHere, call: Call | None
) -> tuple[Scoring, ...]:
    """Return the points that may stand here; the others' rows are held back with a problem.

    Of an application that is here already they say what stands, word for word; of a new one they are history.
    """
    known = {**here.applications, **{one.id: one for one in applications}}
    criteria = {one.id for one in call.criteria} if call is not None else set()
    standing = {(one.application, one.scorer, each) for one in here.scorings for each in one.given}
    kept = []
    for one in placed:
        row, application = one.record, known.get(one.application)
        if application is None:
            text = Text("sheets.unknown_application", found=one.application)
            row.error(text, Text("sheets.unknown_application_hint"), "application", Text("sheets.application_expected"))
        elif one.application in here.applications:
            if (one.application, one.scorer, one.given) not in standing:
                text = Text("sheets.scored_here", id=one.application, found=one.given.points)
                row.error(text, Text("sheets.scored_here_hint"), "points", Text("sheets.scored_here_expected"))
        elif one.given.criterion not in criteria:
            text = Text("sheets.unknown_criterion", found=one.given.criterion)
            expected = Text("sheets.criterion_expected", ids=", ".join(sorted(criteria)) or "–")
            row.error(text, Text("sheets.unknown_criterion_hint"), "criterion", expected)
        elif application.confirmed_at is None:
            text = Text("sheets.scored_unconfirmed", id=one.application)
            row.error(text, Text("sheets.scored_unconfirmed_hint"), "application")
        if not row.held:
            kept.append(one)
    return together(kept)
