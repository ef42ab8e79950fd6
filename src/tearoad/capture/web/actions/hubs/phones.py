"""Phones and links as one server tells another of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from tearoad.capture.web.models import Phone
from tearoad.mission.web import models as rows
from tearoad.values.document import read_moment

Document = Mapping[str, Any]

_PHONE = ("role", "party", "number", "secret_digest", "device", "made", "waiting", "plan")
_PHONE_TIMES = ("enrolled_at", "seen_at", "ready_at", "revoked_at", "wiped_at")
_LINK = ("role", "party", "scope", "secret_digest")
_LINK_TIMES = ("made_at", "expires_at", "revoked_at")


def phones_of(mission: rows.Mission) -> list[dict[str, Any]]:
    """Return every phone of a mission; one query."""
    query = Phone.objects.filter(mission=mission)
    return [_document(phone, _PHONE, _PHONE_TIMES) | {"link": str(phone.link_id)} for phone in query]


def links_of(mission: rows.Mission) -> list[dict[str, Any]]:
    """Return every signed link of a mission; one query."""
    return [_document(link, _LINK, _LINK_TIMES) for link in rows.SignedLink.objects.filter(mission=mission)]


def take_links(mission: rows.Mission, documents: Iterable[Document]) -> None:
    """At a hub: have the links that home has. A link of another mission is left alone."""
    known = {signed_link.pk: signed_link for signed_link in rows.SignedLink.objects.filter(mission=mission)}
    for document in documents:
        values = _values(document, _LINK, _LINK_TIMES)
        link = known.get(UUID(document["id"]))
        if link is None:
            if not rows.SignedLink.across_tenants.filter(pk=document["id"]).exists():
                rows.SignedLink.objects.create(id=UUID(document["id"]), mission=mission, **values)
        elif (link.expires_at, link.revoked_at) != (values["expires_at"], values["revoked_at"]):
            link.expires_at, link.revoked_at = values["expires_at"], values["revoked_at"]
            link.save(update_fields=["expires_at", "revoked_at"])


def take_phones(mission: rows.Mission, documents: Iterable[Document]) -> None:
    """Have the phones that the other server has, and know of each what either knows; of other missions none."""
    links = set(rows.SignedLink.objects.filter(mission=mission).values_list("pk", flat=True))
    known = {phone.pk: phone for phone in Phone.objects.filter(mission=mission)}
    for document in documents:
        phone = known.get(UUID(document["id"]))
        if phone is not None:
            _merge(phone, document, links)
        elif UUID(document["link"]) in links and not Phone.across_tenants.filter(pk=document["id"]).exists():
            _add(mission, document)


def _add(mission: rows.Mission, document: Document) -> None:
    values = _values(document, _PHONE, _PHONE_TIMES)
    taken = Phone.objects.filter(mission=mission, role=values["role"], party=values["party"])
    numbers = set(taken.values_list("number", flat=True))
    if values["number"] in numbers:  # the two servers counted apart
        values["number"] = max(numbers) + 1
    Phone.objects.create(id=UUID(document["id"]), mission=mission, link_id=UUID(document["link"]), **values)


def _merge(phone: Phone, document: Document, links: set[UUID]) -> None:
    """Know what either server knows: who heard from the phone last knows what it holds.

    Where another phone was let in under its id at a server that did not know it yet, the first one is meant.
    """
    values = _values(document, _PHONE, _PHONE_TIMES)
    before = _document(phone, _PHONE, _PHONE_TIMES)
    if values["seen_at"] > phone.seen_at:
        for name in ("seen_at", "waiting", "plan", "device"):
            setattr(phone, name, values[name])
        if UUID(document["link"]) in links:
            phone.link_id = UUID(document["link"])
    if values["enrolled_at"] < phone.enrolled_at:
        phone.enrolled_at, phone.secret_digest = values["enrolled_at"], values["secret_digest"]
    phone.made = max(phone.made, values["made"])
    for name in ("ready_at", "revoked_at", "wiped_at"):
        setattr(phone, name, min(filter(None, (getattr(phone, name), values[name])), default=None))
    if _document(phone, _PHONE, _PHONE_TIMES) != before:
        phone.save()


def _document(row: Any, names: tuple[str, ...], times: tuple[str, ...]) -> dict[str, Any]:
    at = {name: found.isoformat() if (found := getattr(row, name)) else None for name in times}
    return {"id": str(row.pk)} | {name: getattr(row, name) for name in names} | at


def _values(document: Document, names: tuple[str, ...], times: tuple[str, ...]) -> dict[str, Any]:
    at = {name: read_moment(document[name]) if document[name] else None for name in times}
    return {name: document[name] for name in names} | at
