"""`{% say %}`: a sentence of the catalogue in the reader's language; `{% panels %}`: what later stages show here."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.registry import PanelPlace
from tearoad.web.registry import panels as panels_of
from tearoad.words import Words

register = template.Library()


@register.simple_tag(takes_context=True)
def say(context: Context, what: str | Text, **params: Any) -> str:  # noqa: ANN401  # parameters of a Text
    """Return `{% say "mission.title" count=3 %}` or `{% say text %}` as a sentence; escaped like any variable."""
    text = Text(what, **params) if isinstance(what, str) else what
    return str(context["words"](text))


@register.simple_tag
def endonym(language: Language) -> str:
    """Return a language's name in itself, so that its reader finds it: `{% endonym language %}`."""
    return Words(language)(Text("web.endonym"))


@register.simple_tag(takes_context=True)
def panels(context: Context, place: str, subject: object = None) -> SafeString:
    """Return the panels of a place, one behind the other, each with its own context."""
    request = context["request"]
    found = []
    for panel in panels_of(PanelPlace(place)):
        if not request.may(panel.policy):
            continue
        content = panel.load(request, subject)
        if content is not None:
            found.append((render_to_string(panel.template, content | {"subject": subject}, request),))
    return format_html_join("", "{}", ((SafeString(html),) for (html,) in found))
