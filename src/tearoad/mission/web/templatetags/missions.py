"""`{{ mission|named:language }}`: a mission's name in the reader's language."""

from __future__ import annotations

from django import template

from tearoad.mission import LocalText
from tearoad.mission.web.models import Mission
from tearoad.values import Language
from tearoad.values.document import from_document

register = template.Library()


@register.filter
def named(mission: Mission, language: Language) -> str:
    """Return the name in a language, or the nearest one that is filled."""
    return from_document(LocalText, mission.document["name"]).in_language(language)
