"""Make a pro-forma offer, or its next version. Nothing is changed: every version stays as it was sent."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from tearoad import orders as core
from tearoad.errors import Conflict, InputError
from tearoad.mission.web.policies import open_mission
from tearoad.orders.web.models import Offer, Opportunity
from tearoad.orders.web.queries.offers import goods_questions, sides_of
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.models import Organisation
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.document import to_document
from tearoad.web.clock import now


@transaction.atomic
def make_offer(by: Actor, row: Opportunity, wanted: core.ProFormaOffer, replaces: Offer | None = None) -> Offer:
    """Keep an offer under the next number of the organisation's year, or as the next version of another.

    Raises:
        Conflict: the mission is archived, screening has not cleared one of the two sides, a goods list cannot be read,
            or there is a newer version than the one to be replaced.
        InputError: goods stand on a list, and no permit is named.

    """
    require(by, Policy.EDIT_ORDERS)
    open_mission(row.mission)
    Organisation.objects.select_for_update().get(pk=by.tenant)  # two at once would take the same number
    refuse_unscreened(row)
    questions = goods_questions(wanted)
    if questions and not wanted.permit:
        raise InputError(questions[0], Text("orders.offer_permit_hint"))
    year, number, version = wanted.issued_on.year, 0, 1
    if replaces is None:
        last = Offer.objects.filter(year=year).aggregate(last=Max("number"))["last"]
        number = (last or 0) + 1
    else:
        year, number, version = _next_version(replaces)
    made: Offer = Offer.objects.create(
        opportunity=row,
        year=year,
        number=number,
        version=version,
        document=to_document(wanted),
        made_at=now(),
        made_by=by.name,
    )
    facts = {"number": made.called, "firm": row.firm, "buyer": row.buyer, "permit": bool(wanted.permit)}
    ledger.append(by, "orders.offer_made", "opportunity", row.pk, facts)
    return made


def refuse_unscreened(row: Opportunity) -> None:
    """Refuse an offer between two of whom screening has not cleared both.

    Raises:
        Conflict: it has not.

    """
    questions = sides_of(row, Language.EN).open_questions
    if questions:
        raise Conflict(questions[0], Text("orders.offer_unscreened_hint"))


def _next_version(known: Offer) -> tuple[int, int, int]:
    same = Offer.objects.filter(year=known.year, number=known.number)
    last = int(same.aggregate(last=Max("version"))["last"])
    if last != known.version:
        called = core.offer_number(known.year, known.number, last)
        raise Conflict(Text("orders.offer_newer", found=known.called, newer=called), Text("orders.offer_newer_hint"))
    return known.year, known.number, last + 1
