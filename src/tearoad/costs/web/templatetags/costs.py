"""`{{ part|titled:language }}`, `{% hours 3/2 %}`: what pages of costs show."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django import template
from django.template.context import Context

from tearoad.costs.dossier import DossierPart
from tearoad.paper import figures
from tearoad.paper.sheets.written.numbers import plain
from tearoad.values import Language

register = template.Library()


@register.filter
def titled(part: DossierPart, language: Language) -> str:
    """Return a part's title in a language, or the nearest one that is filled."""
    return part.title.in_language(language)


@register.simple_tag(takes_context=True)
def hours(context: Context, number: Fraction) -> str:
    """Return hours as the reader writes them, which a form takes back: `1.5` or `1,5`, `4`."""
    rounded = (Decimal(number.numerator) / number.denominator).quantize(Decimal("0.01"))
    return figures.number(Decimal(plain(rounded)), context["language"])


@register.simple_tag(takes_context=True)
def day_text(context: Context, on: date) -> str:
    """Return a day as plain text, for a label."""
    return figures.full_day(on, context["language"])
