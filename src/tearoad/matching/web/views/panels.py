"""What matching shows on other pages: cards of the mission, its places in the navigation, a company's missions."""

from __future__ import annotations

from typing import Any

from tearoad.companies.web.models import Company
from tearoad.matching.web import queries
from tearoad.matching.web.queries.cancellations import cancellations
from tearoad.matching.web.queries.participants import missions_of, standings
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.navigation import MissionPage, NavigationGroup, SubPage
from tearoad.people import Policy, allowed
from tearoad.text import Text
from tearoad.web.registry import Panel, PanelPlace


def screening(request: Any, row: Mission) -> dict[str, Any]:
    """Return how far a mission's companies are screened."""
    return {"mission": row, "standings": standings(request.actor, row)}


def matches(_request: object, row: Mission) -> dict[str, Any]:
    """Return how many pairs may fit, and whether that is still so."""
    return {"mission": row, "freshness": queries.freshness(row), "count": queries.matches(row).count()}


def missions(_request: object, company: Company) -> dict[str, Any] | None:
    """Return the missions a company takes part in; nothing where it takes part in none."""
    found = tuple(missions_of(company))
    return {"participations": found} if found else None


def cancelled(request: Any, row: Mission) -> dict[str, Any] | None:
    """Return the cancelled meetings that nobody in the office has acted on; nothing where there is none."""
    found = cancellations(row, request.language)
    may_plan = row.archived_at is None and allowed(request.actor.role, Policy.PLAN)
    return {"mission": row, "cancellations": found, "may_plan": may_plan} if found else None


PANELS = (
    Panel(PanelPlace.MISSION, "cancelled", 1, Policy.SEE_PLAN, "matching/asking/cancellations.html", cancelled),
    Panel(PanelPlace.MISSION, "screening", 30, Policy.SEE_SCREENING, "matching/parts/screening_card.html", screening),
    Panel(PanelPlace.MISSION, "matches", 40, Policy.SEE_MATCHES, "matching/parts/matches_card.html", matches),
    Panel(PanelPlace.COMPANY, "missions", 20, Policy.SEE_MISSIONS, "matching/parts/missions_card.html", missions),
)
_MEETINGS, _SEE = NavigationGroup.MEETINGS, Policy.SEE_MATCHES
PAGES = (
    MissionPage(
        NavigationGroup.PARTICIPANTS, 10, "matching-companies", Text("matching_pages.companies"), Policy.SEE_COMPANIES
    ),
    MissionPage(_MEETINGS, 10, "matching-requests", Text("matching_pages.requests"), _SEE),
    MissionPage(
        _MEETINGS,
        20,
        "matching-matches",
        Text("matching_pages.matches"),
        _SEE,
        sub_pages=(
            SubPage("matching-matches", Text("matching_pages.may_fit"), _SEE),
            SubPage("matching-refusals", Text("matching_pages.must_not"), _SEE),
        ),
    ),
    MissionPage(
        _MEETINGS,
        30,
        "asking-overview",
        Text("asking_pages.asking"),
        _SEE,
        sub_pages=(
            SubPage("asking-overview", Text("asking_pages.parties"), _SEE),
            SubPage("asking-meetings", Text("asking_pages.meetings"), _SEE),
            SubPage("asking-live", Text("asking_pages.live"), _SEE),
            SubPage("asking-office-catalogue", Text("asking_pages.catalogue"), _SEE),
            SubPage("asking-calls", Text("asking_pages.calls"), Policy.PLAN),
            SubPage("asking-rules", Text("asking_pages.rules"), Policy.PLAN),
        ),
    ),
)
