"""Put back what an import changed; nothing that others refer to by now is taken away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError

from tearoad.companies.web.actions.register import enter
from tearoad.companies.web.models import Company
from tearoad.companies.web.queries.register import current_company, participation_document, party_of
from tearoad.errors import Conflict
from tearoad.journey.web.actions.write_files import change_rows, delete_rows, is_referred, make_rows
from tearoad.journey.web.queries.differences import kinds_in_order_of_removal, referred
from tearoad.journey.web.queries.kinds import KINDS, PARTIES, Documents, label_of
from tearoad.journey.web.queries.rows_now import RowsNow, rows_now
from tearoad.matching.web.actions.following import followed_by_meetings
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.models import Mission, Participation
from tearoad.people import Actor
from tearoad.screening.web.models import Decision
from tearoad.text import Text
from tearoad.values.document import from_document
from tearoad.web.registry import Json

_NAMED = 5
"""So many reasons are told; the count tells the rest."""


def put_back(by: Actor, mission: Mission, said: Documents, written: Json) -> None:
    """Undo what `write_rows` said it did.

    Raises:
        Conflict: something changed since, or refers to what would go; every reason counts, the first few are named;
            or a meeting took place or was missed of which a request would say something else.

    """
    now = rows_now(mission)
    reasons = [*_changed_since(now, said, written), *_decided(now, written)]
    if reasons:
        _refuse(reasons)
    with followed_by_meetings(by, mission):
        _put_rows_back(by, mission, written)
    _leave_register(by, written)
    touch(mission)


def _put_rows_back(by: Actor, mission: Mission, written: Json) -> None:
    for kind in kinds_in_order_of_removal():
        _take_away(mission, kind, written["made"].get(kind, ()))
    now = rows_now(mission)
    for kind in KINDS:
        was = written["was"].get(kind, {})
        change_rows(by, mission, kind, was, now.rows[kind])
        _bring_back(by, mission, kind, written["removed"].get(kind, {}))


def _changed_since(now: RowsNow, said: Documents, written: Json) -> Iterator[Text]:
    """Name every row that no longer says what the import wrote."""
    for kind in said:
        for key in (*written["made"].get(kind, ()), *written["was"].get(kind, {})):
            document = now.documents[kind].get(key)
            if document != said[kind][key]:
                yield Text("journey_pages.changed_since", row=label_of(kind, key, said[kind][key]))
        for key in written["removed"].get(kind, {}):
            if key in now.documents[kind]:
                yield Text("journey_pages.there_again", row=key)


def _decided(now: RowsNow, written: Json) -> Iterator[Text]:
    """Name every new company about which somebody decided something."""
    made = {
        now.rows[kind][key].company_id: label_of(kind, key, now.documents[kind][key])
        for kind in PARTIES
        for key in written["made"].get(kind, ())
        if key in now.rows[kind]
    }
    entered = {company for company in made if str(company) in set(written["entered"])}
    for company in Decision.objects.filter(company_id__in=entered).values_list("company_id", flat=True).distinct():
        yield Text("journey_pages.has_decision", row=made[company])


def _take_away(mission: Mission, kind: str, keys: Any) -> None:
    if not keys:
        return
    now = rows_now(mission)
    needed = referred(mission, now)
    reasons = [
        Text("journey_pages.still_named", row=label_of(kind, key, now.documents[kind][key]), by=needed[key])
        for key in keys
        if is_referred(kind, key, needed)
    ]
    if reasons:
        _refuse(reasons)
    delete_rows(kind, [now.rows[kind][key] for key in keys])


def _bring_back(by: Actor, mission: Mission, kind: str, removed: Mapping[str, Json]) -> None:
    if kind not in PARTIES:
        make_rows(mission, kind, {key: row["document"] for key, row in removed.items()})
        return
    for key, json in removed.items():
        party = from_document(KINDS[kind].core, json["document"])
        company = enter(by, party, current_company(UUID(json["company"])))
        Participation.objects.create(
            mission=mission,
            code=key,
            company=company,
            position=json["position"],
            document=participation_document(party),
        )


def _leave_register(by: Actor, written: Json) -> None:
    """Take companies that came with the import out of the register, unless something else knows them by now."""
    for stored in written["companies"].values():
        company = Company.objects.get(pk=stored["id"])
        before = Company(side=company.side, standing=company.standing, document=stored["document"])
        enter(by, party_of(before), company)
    for company_id in written["entered"]:
        try:
            with transaction.atomic():
                Company.objects.filter(pk=company_id).delete()
        except ProtectedError:
            continue  # a likeness to a watch list, or another mission: it stays in the register


def _refuse(reasons: list[Text]) -> None:
    raise Conflict(
        Text("journey_pages.cannot_undo", count=len(reasons), reasons=tuple(reasons[:_NAMED])),
        Text("journey_pages.cannot_undo_hint"),
    )
