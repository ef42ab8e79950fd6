"""What screening shows on other pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tearoad.companies.web.models import Company
from tearoad.people import Policy
from tearoad.screening.web.queries.overview import why_standing
from tearoad.text import Text
from tearoad.web.registry import Panel, PanelPlace


def link(request: Any, _subject: object) -> dict[str, Any]:
    """Return the link to the queue in the main navigation."""
    url = reverse("screening-queue")
    return {"url": url, "label": Text("screening_pages.screening"), "current": request.path.startswith(url)}


def standing(request: Any, company: Company) -> dict[str, Any]:
    """Return why a company stands as it does, for its page in the register."""
    return {"company": company, "found": why_standing(request.actor, company)}


NAVIGATION = Panel(PanelPlace.NAVIGATION, "screening", 30, Policy.SEE_SCREENING, "web/parts/tab.html", link)
COMPANY = Panel(
    PanelPlace.COMPANY, "screening", 10, Policy.SEE_SCREENING, "screening/parts/standing_card.html", standing
)
