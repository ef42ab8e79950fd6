"""What a mission lacks before its plan is published, said while it can still be mended."""

from __future__ import annotations

from collections.abc import Iterator

from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import exporter_of
from tearoad.mission.web.models import MAY_BE_PLANNED, Mission, Participation
from tearoad.mission.web.queries import core
from tearoad.names import FirmName
from tearoad.office.web.queries.messages import mail_is_set_up
from tearoad.paper.figures import language_term
from tearoad.text import Text
from tearoad.values.language import script_of


def lacking(row: Mission) -> tuple[Text, ...]:
    """Return what letters and day sheets would be without; one query."""
    return tuple(_lacking(row))


def _lacking(row: Mission) -> Iterator[Text]:
    mission = core(row)
    if not mail_is_set_up():
        yield Text("publish_pages.lacks_mail")
    if not any(contact.phone for contact in mission.contacts):
        yield Text("publish_pages.lacks_contact")
    for language in mission.paper_languages:
        if not mission.fair[language]:
            yield Text("publish_pages.lacks_fair", language=language_term(language.code))
    names = tuple(_product_names(row))
    for language in mission.paper_languages:
        unnamed = sum(all(script_of(spelling) is not language for spelling in name.written) for name in names)
        if unnamed:
            yield Text("publish_pages.lacks_products", count=unnamed, language=language_term(language.code))


def _product_names(row: Mission) -> Iterator[FirmName]:
    """Yield the name of every product of the mission's exporters who may be met."""
    found = Participation.objects.filter(MAY_BE_PLANNED, mission=row, company__side=Side.EXPORTER)
    for participation in found.select_related("company"):
        yield from (product.name for product in exporter_of(participation.company, participation.document).products)
