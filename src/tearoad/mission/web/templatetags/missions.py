"""A name in the reader's language, `{{ mission|named:language }}`; a time at home, `{% at_home mission at %}`."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tearoad.mission import LocalText
from tearoad.mission.web.models import Mission
from tearoad.text import Text
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
def breaking(address: str) -> SafeString:
    """Return the address of a page that may break behind each slash and before each dot."""
    parts = re.split(r"(?<=/)(?!/)|(?=\.)", address)
    return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in parts))


@register.filter
def named(mission: Mission, language: Language) -> str:
    """Return the name in a language, or the nearest one that is filled."""
    return from_document(LocalText, mission.document["name"]).in_language(language)


@register.simple_tag(takes_context=True)
def at_home(context: Context, mission: Mission, at: datetime) -> str:
    """Return when something was done, in the office's own time, which is named: every page of the staff says it so."""
    zone = mission.document["home_zone"]
    city = _city(zone, context["language"])
    said: str = context["words"](Text("mission_pages.home_time", at=at.astimezone(ZoneInfo(zone)), city=city))
    return said


@lru_cache(maxsize=256)
def _city(zone: str, language: Language) -> str:
    return str(get_timezone_location(ZoneInfo(zone), locale=language.value.replace("-", "_"), return_city=True))
