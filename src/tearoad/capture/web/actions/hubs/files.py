"""Photos and voice memos, as a hub brings them home: one after the other, behind all words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tearoad.capture.files import Attached, FileKind
from tearoad.capture.web.actions.files import Claim, forget, take_from_hub
from tearoad.capture.web.models import FileState, Phone, SentFile
from tearoad.errors import NotFoundError
from tearoad.mission.web import models as rows
from tearoad.office.web.actions.files import content_of
from tearoad.text import Text

Document = Mapping[str, Any]
_NAMED = ("party", "digest", "kind", "type", "size")


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file on its way home."""

    claim: Claim
    phone: UUID
    """Which phone sent it."""
    is_aside: bool
    content: bytes


def to_bring(mission: rows.Mission) -> Iterator[Parcel]:
    """At a hub: yield what home has not confirmed yet; one query, and the bytes of one file at a time."""
    here = SentFile.objects.filter(mission=mission, home_has=False).exclude(state=FileState.ERASED)
    for file in here.select_related("whole"):
        claim = Claim(file.digest, FileKind(file.kind))
        yield Parcel(claim, file.phone_id, file.is_aside, content_of(file.whole))


def mark_brought(mission: rows.Mission, parcel: Parcel) -> None:
    """At a hub: write down that home keeps it."""
    SentFile.objects.filter(mission=mission, phone=parcel.phone, digest=parcel.claim.digest).update(home_has=True)


def mark_not_brought(mission: rows.Mission, party: str) -> None:
    """At a hub: write down that home may have no file of a party."""
    SentFile.objects.filter(mission=mission, party=party).update(home_has=False)


def take_parcel(mission: rows.Mission, parcel: Parcel) -> SentFile:
    """At home: keep what a hub brings; brought again it is the one that is here.

    Raises:
        NotFoundError: no phone that home was told of sent it.
        InputError: it is neither picture nor sound that is taken.

    """
    phone = Phone.objects.filter(mission=mission, pk=parcel.phone).first()
    if phone is None:
        raise NotFoundError(Text("floor_pages.unknown_phone"), Text("floor_pages.unknown_phone_hint"))
    return take_from_hub(phone, parcel.claim, parcel.content, is_aside=parcel.is_aside)


def erased_of(mission: rows.Mission) -> list[dict[str, Any]]:
    """At home: return which files were erased with a person; one query."""
    erased = SentFile.objects.filter(mission=mission, state=FileState.ERASED).order_by("party", "digest")
    return [file | {"phone": str(file["phone"])} for file in erased.values("phone", *_NAMED)]


def forget_erased(mission: rows.Mission, erased: Iterable[Document]) -> None:
    """At a hub: forget what was erased at home, and take it in no more."""
    gone = SentFile.objects.filter(mission=mission, state=FileState.ERASED).values_list("party", "digest")
    known = frozenset(gone)
    new = [document for document in erased if (document["party"], document["digest"]) not in known]
    phones = Phone.objects.filter(mission=mission).in_bulk([UUID(document["phone"]) for document in new])
    for document in new:
        if UUID(document["phone"]) in phones:
            named = Attached(
                digest=document["digest"], kind=FileKind(document["kind"]), type=document["type"], size=document["size"]
            )
            forget(phones[UUID(document["phone"])], [named])
