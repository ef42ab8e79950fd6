"""People who are asked for at a table to which they do not belong."""

from __future__ import annotations

from tearoad.matching import Request
from tearoad.paper.sheets import CellProblem, Severity
from tearoad.text import Ref, Text
from tearoad.timetable.roster import Roster
from tearoad.values import PartyId, PersonId


def asked_for_elsewhere(roster: Roster, requests: tuple[Request, ...]) -> tuple[CellProblem, ...]:
    """Return a warning for each person asked for whom the firm did not send: their meeting is planned without them.

    At a table sit the firm's own people. Who belongs to an office, or to another firm, has a day of their own.
    """
    firms = {one.id for one in roster.exporters}
    of: dict[PersonId, PartyId | None] = {one.id: one.firm for one in roster.delegates}
    found: dict[tuple[PersonId, PartyId], None] = {}
    for request in requests:
        firm = request.asker if request.asker in firms else request.asked
        if request.person is not None and firm in firms and of.get(request.person) != firm:
            found[request.person, firm] = None
    return tuple(
        CellProblem(
            Severity.WARNING,
            Text("timetable.asked_for_elsewhere", who=Ref(who), firm=Ref(firm)),
            Text("timetable.asked_for_elsewhere_hint"),
            "requests",
        )
        for who, firm in found
    )
