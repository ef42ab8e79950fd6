"""`{% standing "clear" %}`: a company's standing as a badge, in words and not by colour alone."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from tearoad.companies import Standing
from tearoad.text import Text

register = template.Library()
_LOOKS = {
    Standing.CLEAR: "good",
    Standing.OLDER: "warn",
    Standing.HELD: "warn",
    Standing.BLOCKED: "bad",
    Standing.UNKNOWN: "quiet",
}


@register.inclusion_tag("companies/parts/standing.html", takes_context=True)
def standing(context: Context, value: str) -> dict[str, Any]:
    """Return a badge."""
    found = Standing(value)
    return {
        "look": _LOOKS[found],
        "words": context["words"],
        "text": Text(f"company_pages.standing_{found.value}"),
    }
