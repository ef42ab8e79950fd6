"""What products, people and meetings in reports are called for a reader: phones know them by name at home, or by id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.mission import Delegate
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.missions import core
from tearoad.timetable.web.models import Meeting
from tearoad.values import Language
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class Called:
    """Names in the reader's language."""

    products: Mapping[str, str]
    owners: Mapping[str, str]
    meetings: Mapping[str, str]
    """Wish -> the buyer who is met."""


def called(mission: rows.Mission, language: Language) -> Called:
    """Return what a mission's products, delegates and buyers are called; three queries."""
    home = core(mission).home_language
    taking = tuple(rows.Participation.objects.filter(mission=mission).select_related("company"))
    firms = (
        exporter_of(participation.company, participation.document)
        for participation in taking
        if participation.company.side == Side.EXPORTER
    )
    buyers = (
        buyer_of(participation.company, participation.document)
        for participation in taking
        if participation.company.side == Side.BUYER
    )
    names = tuple(product.name for firm in firms for product in firm.products)
    met = {str(buyer.id): spelling.firm(buyer.name, language).main for buyer in buyers}
    wishes = Meeting.objects.filter(mission=mission).order_by().values_list("wish", "buyer").distinct()
    people = (from_document(Delegate, delegate.document) for delegate in rows.Delegate.objects.filter(mission=mission))
    return Called(
        {spelling.firm(name, home).main: spelling.firm(name, language).main for name in names},
        {person.id: spelling.person(person.name, language).main for person in people},
        {wish: met.get(buyer, buyer) for wish, buyer in wishes},
    )
