"""`{{ mission|named:language }}`: a mission's name in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tearoad.mission import LocalText
from tearoad.mission.web.models import Mission
from tearoad.values import Language
from tearoad.values.document import from_document

register = template.Library()


@register.filter
def breakable(address: str) -> SafeString:
    """Return an e-mail address that may break behind its @ and before its dots, so that a phone shows it whole."""
    name, _, house = address.partition("@")
    dotted = format_html_join(mark_safe("<wbr>."), "{}", ((part,) for part in house.split(".")))
    return format_html("{}@<wbr>{}", name, dotted) if house else format_html("{}", name)


@register.filter
def named(mission: Mission, language: Language) -> str:
    """Return the name in a language, or the nearest one that is filled."""
    return from_document(LocalText, mission.document["name"]).in_language(language)
