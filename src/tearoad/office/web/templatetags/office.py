"""`{% ago at %}`: how long ago something was; pointed at, when."""

from __future__ import annotations

from datetime import UTC, datetime

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tearoad.text import Text
from tearoad.web.clock import now
from tearoad.web.templatetags.formats import clocks
from tearoad.words.catalogue import on_clock

register = template.Library()
_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60))


@register.simple_tag(takes_context=True)
def ago(context: Context, at: datetime) -> SafeString:
    """Return how long ago a moment was, or in how long it will be; pointed at, it tells the moment itself."""
    seconds = int((now() - at).total_seconds())
    way = "ago" if seconds >= 0 else "in"
    unit, size = next((unit_and_size for unit_and_size in _UNITS if abs(seconds) >= unit_and_size[1]), ("second", 1))
    sentence = context["words"](Text(f"office.{way}_{unit}", count=abs(seconds) // size))
    here = clocks(context)[0] or UTC
    stamp, shown = at.astimezone(here).isoformat(timespec="seconds"), on_clock(at, here, context["language"])
    return format_html('<time datetime="{}" title="{}">{}</time>', stamp, shown, sentence)
