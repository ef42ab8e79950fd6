"""People who are asked for at a table to which they do not belong, or instead of whom the firm sends another."""

from __future__ import annotations

from tearoad.matching import Request
from tearoad.paper.sheets import CellProblem, Severity
from tearoad.text import Ref, Text
from tearoad.timetable.roster import Roster
from tearoad.values import PartyId, PersonId


def requested_but_absent(roster: Roster, requests: tuple[Request, ...]) -> tuple[CellProblem, ...]:
    """Return a warning for each person asked for whom the firm did not send: their meeting is planned without them.

    At a table sit the firm's own people. Who belongs to an office, or to another firm, has a day of their own.
    """
    firms = {exporter.id for exporter in roster.exporters}
    of: dict[PersonId, PartyId | None] = {delegate.id: delegate.firm for delegate in roster.delegates}
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


def requested_differently(roster: Roster, requests: tuple[Request, ...]) -> tuple[CellProblem, ...]:
    """Return a warning for each pair whose two sides ask for different people of the firm: the firm's choice counts."""
    firms = {exporter.id for exporter in roster.exporters}
    of = {delegate.id: delegate.firm for delegate in roster.delegates}
    named = [(request.asker, request.asked, request.person) for request in requests if request.person is not None]
    by_firm = {(asker, party): person for asker, party, person in named if of.get(person) == asker}
    pairs = (((party, asker), person) for asker, party, person in named if party in firms and asker not in firms)
    return tuple(
        CellProblem(
            Severity.WARNING,
            Text(
                "timetable.asked_for_instead",
                firm=Ref(firm),
                buyer=Ref(buyer),
                sent=Ref(by_firm[firm, buyer]),
                wanted=Ref(wanted),
            ),
            Text("timetable.asked_for_instead_hint"),
            "requests",
        )
        for (firm, buyer), wanted in dict.fromkeys(pairs)
        if of.get(wanted) == firm and by_firm.get((firm, buyer), wanted) != wanted
    )
