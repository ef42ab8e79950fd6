"""A name in the reader's language, `{{ mission|named:language }}`; a time at home, `{% at_home mission at %}`."""

from __future__ import annotations

import re
from datetime import datetime

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tearoad.companies.units import unit_in
from tearoad.mission import LocalText
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.navigation import MissionNavigation, navigation
from tearoad.mission.web.queries.stored_kinds import STORED_KINDS, called_in_change, last_change
from tearoad.names import FirmName, PersonName, spelling
from tearoad.values import Language
from tearoad.values.document import from_document
from tearoad.words.catalogue import two_times

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
def local(context: Context, text: LocalText) -> str:
    """Return a text in the reader's language, or the nearest one that is filled: `{% local post.city %}`."""
    return text.in_language(context["language"])


@register.simple_tag(takes_context=True)
def spelt(context: Context, name: PersonName | FirmName) -> str:
    """Return every spelling of a name, the reader's own first: `{% spelt contact.person %}`."""
    language = context["language"]
    found = spelling.person(name, language) if isinstance(name, PersonName) else spelling.firm(name, language)
    return " · ".join((found.main, *found.others))


@register.simple_tag(takes_context=True)
def unit(context: Context, written: str) -> str:
    """Return a unit as the reader's language calls it: `{% unit quantity.unit %}`."""
    return unit_in(written, context["language"])


@register.simple_tag(takes_context=True)
def mission_navigation(context: Context) -> SafeString:
    """Return the two levels of a mission's navigation, and the bar that stands in their place on a phone."""
    known = {"navigation": _navigation(context), "mission": context["mission"]}
    return render_to_string("mission/parts/navigation.html", known, context["request"])


@register.simple_tag(takes_context=True)
def sub_pages(context: Context) -> SafeString:
    """Return the line of pages that belong to the one that is open: `{% sub_pages %}`."""
    return render_to_string("mission/parts/sub_pages.html", {"navigation": _navigation(context)}, context["request"])


def _navigation(context: Context) -> MissionNavigation:
    return navigation(context["request"], context["mission"])


@register.simple_tag(takes_context=True)
def undo_last(context: Context, *kinds: str) -> SafeString:
    """Return a form that undoes the last change of some kinds, `{% undo_last "quotas" "precedences" %}`; one query."""
    mission = context["mission"]
    change = last_change(mission, [STORED_KINDS[kind] for kind in kinds])
    row = called_in_change(change, context["language"]) if change else ""
    shown = {"change": change, "row": row, "mission": mission}
    return render_to_string("mission/parts/undo.html", shown, context["request"])


@register.simple_tag(takes_context=True)
def at_home(context: Context, mission: Mission, at: datetime) -> str:
    """Return when something was done: the fair's time, and the office's own beside it, both with their cities."""
    return two_times(at, mission.fair_zone, mission.home_zone, context["language"])
