"""What a phone must know to work alone: for whom it writes, the firm's products, who follows up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tearoad.capture import digest_of
from tearoad.capture.web.models import Phone
from tearoad.companies.web.queries import exporter_of
from tearoad.mission import Delegate
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries import core
from tearoad.values import Language
from tearoad.values.document import from_document

CURRENCIES = ("USD", "EUR", "CNY", "RUB", "KZT")
"""Offered first; any other can be written."""


def briefing(phone: Phone) -> dict[str, Any]:
    """Return what a phone is told of its mission and firm, every name for readers of each language; three queries."""
    mission = core(phone.mission)
    taking = rows.Participation.objects.select_related("company")
    found = taking.get(mission=phone.mission, code=phone.party)
    firm, home = exporter_of(found.company, found.document), mission.home_language
    told = {
        "mission": _each(mission.name.in_language),
        "firm": _each(lambda language: spelling.firm(firm.name, language).main),
        "phone": phone.number,
        "products": [
            {"value": spelling.firm(one.name, home).main, "shown": _each(_namer(one.name))} for one in firm.products
        ],
        "owners": [
            {"value": one.id, "shown": _each(_person_namer(one))} for one in _delegates(phone) if one.firm == firm.id
        ],
        "currencies": list(CURRENCIES),
    }
    return told | {"digest": digest_of(told)}


def _delegates(phone: Phone) -> list[Delegate]:
    found = rows.Delegate.objects.filter(mission=phone.mission)
    return [from_document(Delegate, one.document) for one in found]


def _each(say: Callable[[Language], str]) -> dict[str, str]:
    return {language.value: say(language) for language in Language}


def _namer(name: Any) -> Callable[[Language], str]:  # noqa: ANN401  # a firm's or a product's name
    return lambda language: spelling.firm(name, language).main


def _person_namer(one: Delegate) -> Callable[[Language], str]:
    return lambda language: spelling.person(one.name, language).main
