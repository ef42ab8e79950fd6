"""What the register shows on other pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tearoad.people import Policy
from tearoad.text import Text
from tearoad.web.registry import Panel, PanelPlace


def link(request: Any, _subject: object) -> dict[str, Any]:
    """Return the link to the register in the main navigation."""
    url = reverse("companies-list")
    return {"url": url, "label": Text("company_pages.companies"), "current": request.path.startswith(url)}


NAVIGATION = Panel(PanelPlace.NAVIGATION, "companies", 20, Policy.SEE_COMPANIES, "web/parts/tab.html", link)
