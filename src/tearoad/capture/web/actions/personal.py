"""Hand out and erase what firms wrote down about a visitor."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tearoad.capture.fair import TOLD, keys_of
from tearoad.capture.files import Attached, named_in
from tearoad.capture.persons import without_person
from tearoad.capture.reading import sent_in
from tearoad.capture.web.actions.cards import Key, forget_readings
from tearoad.capture.web.actions.fair import badge_handles, erase_badges, find_badges, of_address
from tearoad.capture.web.actions.files import forget
from tearoad.capture.web.actions.streams import read_anew
from tearoad.capture.web.models import CardRead, Phone, Quarantined, SentRevision, Unread
from tearoad.mission.web.queries.personal import links_of
from tearoad.people.mentions import mentions
from tearoad.text import Text
from tearoad.values.document import text_to_document
from tearoad.web.registry import Json, PersonalData

_KEEP_DAYS = 730
_KEEP_LIST_DAYS = 180
"""Of most people on the fair's list nobody wrote anything down."""
_GONE = "…"


def declared() -> tuple[PersonalData, ...]:
    """Return what is kept about visitors, and about those who write them down."""
    visitors, phones = Text("capture_pages.why_visitors"), Text("capture_pages.why_phones")
    return (
        # Before what names them: afterwards nobody would know whose they are.
        PersonalData("capture.SentFile", ("whole", "small"), visitors, _KEEP_DAYS, _find_files, _erase_files),
        PersonalData("capture.Quarantined", ("payload", "reasons"), visitors, _KEEP_DAYS, _find_aside, _erase_aside),
        PersonalData("capture.Unread", ("content", "reason"), visitors, _KEEP_DAYS, _find_unread, _erase_unread),
        # Before the reports as well: an address may stand on the card only.
        PersonalData(
            "capture.CardRead",
            ("reading",),
            Text("capture_pages.why_cards"),
            _KEEP_DAYS,
            _find_cards,
            _erase_cards,
            tells_who=True,
        ),
        PersonalData(
            "capture.SentRevision",
            ("document",),
            visitors,
            _KEEP_DAYS,
            _find_sent,
            _erase_sent,
            _visitor_handles,
            tells_who=True,
        ),
        # After the reports: what a badge's code means is known by it alone.
        PersonalData(
            "capture.FairVisitor",
            ("code", *(column.field for column in TOLD)),
            Text("capture_pages.why_fair_list"),
            _KEEP_LIST_DAYS,
            find_badges,
            erase_badges,
            badge_handles,
            tells_who=True,
        ),
        PersonalData("capture.Phone", ("device", "seen_at"), phones, _KEEP_DAYS, _find_phones, _erase_phones),
    )


def _find_sent(address: str) -> Iterable[Json]:
    return [
        {
            "mission": str(revision.mission_id),
            "firm": revision.party,
            "report": str(revision.report),
            "name": revision.document["values"].get("person", ""),
            "said": revision.document["values"],
        }
        for revision in _sent_about(address)
    ]


def _visitor_handles() -> Iterator[tuple[str, str]]:
    for document in SentRevision.objects.order_by().values_list("document", flat=True).iterator():
        values = document["values"]
        for name in ("email", "phone", "messenger"):
            yield str(values.get(name, "")), str(values.get("person", ""))


@transaction.atomic
def _erase_sent(address: str) -> int:
    """Take the person out of every change of their reports; ids, digests and receipts stay.

    So a phone that sends a change again is still told that it was received, and nothing comes back by it. The phones
    of the firm read its stream anew, and put what is left in the place of what they hold.
    """
    reports = _reports_about(address)
    # Also what is just being read: it is not kept then.
    forget_readings(reports)
    return _take_out(reports)


def _take_out(reports: frozenset[Key]) -> int:
    erased = 0
    streams: set[tuple[UUID, str]] = set()
    for revision in _sent_of(reports):
        left = without_person(revision.document)
        if left != revision.document:
            revision.document = left
            revision.save(update_fields=["document"])
            streams.add((revision.mission_id, revision.party))
            erased += 1
    for mission_id, party in sorted(streams):
        read_anew(mission_id, party)
    return erased


def _find_cards(address: str) -> Iterable[Json]:
    return [
        {
            "mission": str(card.mission_id),
            "firm": card.party,
            "report": str(card.report),
            "read": {said["field"]: said["value"] for said in card.reading["suggestions"]},
        }
        for card in _cards_of(_reports_about(address))
    ]


@transaction.atomic
def _erase_cards(address: str) -> int:
    """Forget what was read from the cards of their reports; phones that were told of it are told so.

    Where the card alone tells the address, the report loses the person here: afterwards nothing would find it.
    """
    reports = _reports_about(address)
    _take_out(reports - _words_about(address))
    return forget_readings(reports)


def _find_files(address: str) -> Iterable[Json]:
    return [
        {"firm": phone.party, "digest": attached.digest, "kind": attached.kind.value, "size": attached.size}
        for phone, attached in _files_about(address)
    ]


@transaction.atomic
def _erase_files(address: str) -> int:
    """Forget the photos and voice memos of their reports, also those that are still on a phone."""
    return sum(forget(phone, [attached]) for phone, attached in _files_about(address))


def _files_about(address: str) -> list[tuple[Phone, Attached]]:
    """Return the files that only reports name in which an address stands, each with a phone that told of it."""
    about = [(revision, revision.document) for revision in _sent_about(address)]
    about += [(aside, sent_in(aside.payload)) for aside in _aside_about(address)]
    found = {
        (row.mission_id, row.party, file.digest): (row.phone, file)
        for row, document in about
        for file in named_in(document)
    }
    own = {row.pk for row, _ in about}
    others = {mission: _named_by_others(mission, own) for mission in {mission for mission, *_ in found}}
    return [phone_and_file for key, phone_and_file in found.items() if key not in others[key[0]]]


def _named_by_others(mission: UUID, own: set[UUID]) -> set[tuple[UUID, str, str]]:
    """Return the files of a mission that also something else names: another visitor, on the same photo."""
    sent = SentRevision.objects.filter(mission=mission).exclude(pk__in=own).order_by()
    documents = list(sent.values_list("party", "document"))
    aside = Quarantined.objects.filter(mission=mission).exclude(pk__in=own).order_by()
    documents += [(party, sent_in(payload)) for party, payload in aside.values_list("party", "payload")]
    return {(mission, party, file.digest) for party, document in documents for file in named_in(document)}


def _find_aside(address: str) -> Iterable[Json]:
    return [
        {"mission": str(aside.mission_id), "firm": aside.party, "sent": sent_in(aside.payload)}
        for aside in _aside_about(address)
    ]


@transaction.atomic
def _erase_aside(address: str) -> int:
    erased = 0
    for aside in _aside_about(address):
        aside.payload = json.dumps(_left_of(sent_in(aside.payload), address))
        aside.reasons = [_without_value(reason) for reason in aside.reasons]
        aside.save(update_fields=["payload", "reasons"])
        erased += 1
    return erased


def _find_unread(address: str) -> Iterable[Json]:
    return [
        {"mission": str(unread.mission_id), "hub": str(unread.hub_id), "sent": sent_in(unread.content)}
        for unread in _unread_about(address)
    ]


@transaction.atomic
def _erase_unread(address: str) -> int:
    """Leave nothing of what names somebody and cannot be read: nobody knows which part of it is about them."""
    erased = 0
    for unread in _unread_about(address):
        unread.content, unread.size, unread.reason = (
            "null",
            len("null"),
            text_to_document(Text("capture.part_unreadable")),
        )
        unread.save(update_fields=["content", "size", "reason"])
        erased += 1
    return erased


def _unread_about(address: str) -> Iterator[Any]:
    for unread in Unread.objects.order_by().iterator():
        if mentions(sent_in(unread.content), address):
            yield unread


def _find_phones(address: str) -> Iterable[Json]:
    return [
        {
            "mission": str(phone.mission_id),
            "firm": phone.party,
            "number": phone.number,
            "device": phone.device,
            "seen_at": phone.seen_at.isoformat(),
        }
        for phone in _phones_of(address)
    ]


@transaction.atomic
def _erase_phones(address: str) -> int:
    """Forget what kind of phone somebody has and when they last used it; their links are stopped with them."""
    erased = 0
    for phone in _phones_of(address):
        phone.device, phone.seen_at = "", phone.enrolled_at
        phone.save(update_fields=["device", "seen_at"])
        erased += 1
    return erased


def _sent_about(address: str) -> Iterator[Any]:
    """Yield every change of the reports that name an address."""
    return _sent_of(_reports_about(address))


def _sent_of(reports: frozenset[Key]) -> Iterator[Any]:
    for revision in SentRevision.objects.filter(report__in={report for *_, report in reports}).select_related("phone"):
        if (revision.mission_id, revision.party, revision.report) in reports:
            yield revision


def _reports_about(address: str) -> frozenset[Key]:
    """Return the reports that name an address, in words or on their card."""
    return _words_about(address) | _cards_about(address)


def _words_about(address: str) -> frozenset[Key]:
    """Return the reports that name an address in words, or by a badge that the fair's list says is theirs."""
    badges = {(visitor.mission_id, visitor.key) for visitor in of_address(address)}
    sent: Any = SentRevision.objects.order_by()
    if "@" in address:
        named, scanned = Q(document__icontains=address.strip()), Q(document__values__has_key="code")
        sent = sent.filter(named | scanned if badges else named)

    def is_about(mission: UUID, values: Json) -> bool:
        codes = keys_of([values.get("code", "")])
        return mentions(values, address) or any((mission, key) in badges for key in codes)

    found = sent.values_list("mission_id", "party", "report", "document").iterator()
    return frozenset(
        (mission, party, report) for mission, party, report, document in found if is_about(mission, document["values"])
    )


def _cards_about(address: str) -> frozenset[Key]:
    """Return the reports on whose card an address was read."""
    read: Any = CardRead.objects.order_by().exclude(reading={})
    if "@" in address:
        read = read.filter(reading__icontains=address.strip())
    found = read.values_list("mission_id", "party", "report", "reading").iterator()
    return frozenset((*key, report) for *key, report, reading in found if mentions(reading, address))


def _cards_of(reports: frozenset[Key]) -> list[CardRead]:
    query = CardRead.objects.filter(report__in={report for *_, report in reports}).exclude(reading={})
    return [card_read for card_read in query if (card_read.mission_id, card_read.party, card_read.report) in reports]


def _aside_about(address: str) -> Iterator[Any]:
    """Yield what was kept aside that names an address, or is a change of a report that does."""
    reports = {str(report) for *_, report in _reports_about(address)}
    for quarantined in Quarantined.objects.select_related("phone").order_by().iterator():
        document = sent_in(quarantined.payload)
        named = document.get("report") if isinstance(document, dict) else None
        if mentions(document, address) or (isinstance(named, str) and named in reports):
            yield quarantined


def _left_of(document: Any, address: str) -> Any:
    """Return what is left of something that was kept aside; nothing where the person could still be in it."""
    parts = ("values", "replaces")
    if not isinstance(document, dict) or not all(isinstance(document.get(part), dict) for part in parts):
        return None
    left = without_person(document)
    return None if mentions(left, address) else left


def _without_value(reason: Json) -> Json:
    params = {name: _GONE if name == "found" else value for name, value in reason["params"].items()}
    return {**reason, "params": params}


def _phones_of(address: str) -> list[Any]:
    return list(Phone.objects.filter(link__in=[link.pk for link in links_of(address)]))
