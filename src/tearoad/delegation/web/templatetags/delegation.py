"""`{% room delegate.room %}`: what pages of the delegation show."""

from __future__ import annotations

from django import template
from django.template.context import Context

from tearoad.delegation.known_words import room_name

register = template.Library()


@register.simple_tag(takes_context=True)
def room(context: Context, written: str) -> str:
    """Return a room's number or kind as the reader calls it: `{% room delegate.room %}`."""
    return room_name(written, context["language"])
