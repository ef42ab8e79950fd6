"""Take in photos and voice memos, paint them anew, and forget them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypedDict

from django.db import IntegrityError, transaction

from tearoad.capture.files import MOST_BYTES, PICTURE_TYPES, Attached, FileKind, types_of
from tearoad.capture.web.models import FileState, Phone, SentFile
from tearoad.capture.web.queries.phones import hindrances
from tearoad.errors import InputError, TooLarge, UnsafeFile
from tearoad.mission.web import models as rows
from tearoad.office.files.pictures import Picture, repainted
from tearoad.office.web.actions.files import content_of, keep_as_sent, lay_down
from tearoad.office.web.actions.jobs import ask
from tearoad.office.web.models import StoredFile
from tearoad.people import Actor, Role
from tearoad.text import Text
from tearoad.web.clock import fair_now, now

REPAINT = "capture.repaint"
"""The job that paints photos anew."""
RAW, SHOWN = "floor_raw", "floor_file"
"""Kinds of kept file: as it came, for the job alone; as it is shown."""
LONGEST, SMALL = 2400, 320
"""Pixels of the longer side: nothing on a card is smaller than is still read at that; and in lists."""
_UNSAID = "application/octet-stream"


class RepaintWanted(TypedDict):
    """Which photo is painted anew."""

    file: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What a phone says of the bytes that it sends."""

    digest: str
    kind: FileKind


def take_in(phone: Phone, claim: Claim, content: bytes) -> SentFile:
    """Keep a file that a phone sends; sent again, also by another phone of the firm, it is the one that is here.

    No revision needs to name it yet, as none of those that do needs it. Nothing is painted here: a job does that.

    Raises:
        TooLarge: there are more bytes than this kind may have.
        InputError: they are not what their digest says, or neither picture nor sound that is taken.

    """
    file = _here(phone, claim)
    if file is not None:
        return file
    most = MOST_BYTES[claim.kind]
    if len(content) > most:
        raise TooLarge(Text("floor_pages.file_large", most=most // 1000), Text("floor_pages.file_hint"))
    digest = hashlib.sha256(content).hexdigest()
    if digest != claim.digest:
        raise InputError(Text("floor_pages.file_other", found=digest[:12]), Text("floor_pages.file_hint"))
    return _keep(phone, claim, content, is_aside=any(hindrances(phone, fair_now())))


def take_from_hub(phone: Phone, claim: Claim, content: bytes, *, is_aside: bool) -> SentFile:
    """At home: keep a file that a phone sent to a hub; there a photo may have been painted anew, and is once more here.

    Raises:
        InputError: it is neither picture nor sound that is taken.

    """
    return _here(phone, claim) or _keep(phone, claim, content, is_aside=is_aside)


def _here(phone: Phone, claim: Claim) -> SentFile | None:
    file: SentFile | None = SentFile.objects.filter(**_named(phone, claim)).first()
    return file


def _named(phone: Phone, claim: Claim) -> dict[str, Any]:
    return {"mission": phone.mission, "party": phone.party, "digest": claim.digest}


def _keep(phone: Phone, claim: Claim, content: bytes, *, is_aside: bool) -> SentFile:
    media_type = _media_type(claim, content)
    is_voice = claim.kind is FileKind.VOICE
    by = Actor(phone.tenant_id, Role.SYSTEM)
    lay_down(content)  # the disk is slow: no other phone waits for it
    try:
        with transaction.atomic():
            whole = keep_as_sent(
                by,
                name=f"{claim.kind.value}-{claim.digest[:12]}",
                content=content,
                kind=SHOWN if is_voice else RAW,
                media_type=media_type if is_voice else _UNSAID,
            )
            made: SentFile = SentFile.objects.create(
                **_named(phone, claim),
                phone=phone,
                kind=claim.kind.value,
                type=media_type,
                size=len(content),
                received_at=now(),
                is_aside=is_aside,
                state=FileState.READY if is_voice else FileState.WAITING,
                whole=whole,
            )
            if not is_voice:
                ask(by, REPAINT, str(made.pk), RepaintWanted(file=str(made.pk)))
    except IntegrityError:  # another phone of the firm sent it at the same moment
        made = SentFile.objects.get(**_named(phone, claim))
    return made


def repaint(by: Actor, file: SentFile) -> bool:
    """Paint a photo anew: upright, without place, camera or comment, and once more small; say whether it was done.

    Its name stays the digest of what the phone sent. Run twice, it has its effect once.
    """
    raw = file.whole
    if file.state != FileState.WAITING or raw is None:
        return False
    content = content_of(raw)
    try:
        whole, small = repainted(content, LONGEST), repainted(content, SMALL)
    except (InputError, UnsafeFile):
        SentFile.objects.filter(pk=file.pk, state=FileState.WAITING).update(state=FileState.UNREADABLE)
        return False
    for picture in (whole, small):
        lay_down(picture.content)
    with transaction.atomic():
        locked = SentFile.objects.select_for_update().get(pk=file.pk)
        if locked.state != FileState.WAITING:
            return False
        locked.whole, locked.small = _store_picture(by, locked, whole), _store_picture(by, locked, small)
        locked.state = FileState.READY
        locked.save(update_fields=["whole", "small", "state"])
        raw.delete()
    return True


def take_over_files(mission: rows.Mission, party: str, named: Iterable[Attached]) -> None:
    """Let files stand as any other whose note was taken over."""
    digests = [attached.digest for attached in named]
    SentFile.objects.filter(mission=mission, party=party, digest__in=digests).update(is_aside=False)


@transaction.atomic
def forget(phone: Phone, named: Iterable[Attached]) -> int:
    """Delete what is held of some files of a phone's party, and refuse those that have not come yet.

    What is left is that they came: a phone that sends one again is told so, and nothing comes back.
    """
    forgotten = 0
    for attached in named:
        row, is_new = SentFile.objects.get_or_create(
            mission=phone.mission,
            party=phone.party,
            digest=attached.digest,
            defaults={
                "phone": phone,
                "kind": attached.kind.value,
                "type": attached.type,
                "size": attached.size,
                "received_at": now(),
                "state": FileState.ERASED,
            },
        )
        if is_new or row.state != FileState.ERASED:
            kept = [pk for pk in (row.whole_id, row.small_id) if pk is not None]
            row.whole, row.small, row.state = None, None, FileState.ERASED
            row.save(update_fields=["whole", "small", "state"])
            StoredFile.objects.filter(pk__in=kept).delete()
            forgotten += 1
    return forgotten


def _media_type(claim: Claim, content: bytes) -> str:
    """Return what a content really is."""
    media_type = _sound(content) if claim.kind is FileKind.VOICE else _picture(content)
    if media_type not in types_of(claim.kind):
        raise InputError(Text("floor_pages.file_kind"), Text("floor_pages.file_hint"))
    return media_type


def _picture(content: bytes) -> str:
    """Return the media type of a picture by its head, empty where it is none; nothing of it is painted."""
    from PIL import Image  # noqa: PLC0415  # only for those who send pictures

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "WEBP")) as file:
            media_type = Image.MIME[str(file.format)]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    return media_type if media_type in PICTURE_TYPES else ""


def _sound(content: bytes) -> str:
    """Return the media type of a recording by its head: EBML, the box `ftyp`, or an Ogg page."""
    if content.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in content[:64]:
        return "audio/webm"
    if content[4:8] == b"ftyp":
        return "audio/mp4"
    return "audio/ogg" if content.startswith(b"OggS") else ""


def _store_picture(by: Actor, file: SentFile, picture: Picture) -> Any:
    name = f"{file.kind}-{file.digest[:12]}{picture.ending}"
    return keep_as_sent(by, name=name, content=picture.content, kind=SHOWN, media_type=picture.media_type)
