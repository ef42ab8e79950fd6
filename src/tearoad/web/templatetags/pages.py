"""What every template may call: sentences, names, panels of later stages, time and figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tearoad.text import Text
from tearoad.values import Language
from tearoad.web import refused
from tearoad.web.documents import unread_now
from tearoad.web.registry import PanelPlace
from tearoad.web.registry import panels as panels_of
from tearoad.web.saving import once, stale
from tearoad.web.templatetags import formats
from tearoad.words import Words
from tearoad.words import say as say_text

register = template.Library()
_HIDDEN = '<input type="hidden" name="{}" value="{}">'
for tag in (
    formats.moment,
    formats.clock,
    formats.bare,
    formats.two_clocks,
    formats.day,
    formats.days,
    formats.figure,
    formats.money,
):
    register.simple_tag(tag, takes_context=True)
register.simple_tag(formats.phone)


@register.simple_tag(takes_context=True)
def say(context: Context, what: str | Text, **params: Any) -> str:
    """Return `{% say "mission.title" count=3 %}` or `{% say text %}` as a sentence; escaped like any variable."""
    text = Text(what, **params) if isinstance(what, str) else what
    words: Words = context["words"]
    return say_text(text, words.language, words.names, formats.clocks(context)[0])


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """Return what every form carries: Django's token, which proves that it is ours, and the key by which it works once.

    It stands in the place of Django's own tag, so that no form can have the one without the other.
    """
    token = context.get("csrf_token")
    if not token or token == "NOTPROVIDED":  # noqa: S105  # what Django says where there is no request
        return SafeString()
    return format_html(_HIDDEN, once.CSRF_FIELD, token) + form_key(str(context.get("own_key") or ""))


@register.filter
def pairs(found: object) -> list[tuple[object, object]]:
    """Return names and values of what was kept; unlike `.items` also where one of the names is `items`."""
    return list(found.items()) if isinstance(found, Mapping) else []


@register.simple_tag
def form_key(own: str = "") -> SafeString:
    """Return the key alone, for a form that is sent without a token; its own one where its address holds it."""
    return format_html(_HIDDEN, once.FIELD, own or once.new_key())


@register.simple_tag
def read_version(version: str) -> SafeString:
    """Return the mark of what a form shows, `{% read_version read %}`; nothing where the form makes something new."""
    return format_html(_HIDDEN, stale.FIELD, version) if version else SafeString()


@register.simple_tag(takes_context=True)
def refused_form(context: Context, **hidden: object) -> refused.RefusedForm | None:
    """Return what was refused of the form with these values, `{% refused_form party=firm.party as refused %}`."""
    form = refused.refused_in(context.get("request"))
    if form is None or any(form.typed.get(name) != str(value) for name, value in hidden.items()):
        return None
    form.is_shown = True
    return form


@register.simple_tag(takes_context=True)
def refused_page(context: Context) -> refused.RefusedForm | None:
    """Return what was refused of any form of the page, for its frame."""
    return refused.refused_in(context.get("request"))


@register.simple_tag
def counted(most: int) -> SafeString:
    """Return what a text field carries that takes `most` letters: a script counts them, nothing is cut in silence."""
    return format_html('data-most="{}"', most)


@register.simple_tag(takes_context=True)
def names(context: Context, known: Mapping[str, str]) -> str:
    """Let every `{% say %}` that follows tell firms and people by these names: `{% names mission_names %}`."""
    context["words"] = Words(context["language"], known)
    return ""


@register.simple_tag
def unread() -> tuple[Text, ...]:
    """Return what this page has read so far and could not be read; the frame tells it."""
    return unread_now()


@register.simple_tag
def endonym(language: Language) -> str:
    """Return a language's name in itself, so that its reader finds it: `{% endonym language %}`."""
    return language.own_name


@register.simple_tag
def page_numbers(page: Page[Any]) -> tuple[int | str, ...]:
    """Return the numbers of a list's pages around this one, with gaps where there are many."""
    return tuple(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


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
