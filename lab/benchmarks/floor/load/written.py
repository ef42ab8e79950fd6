"""What was written on the phones while there was no network: reports, and a photo in every fifth.

No photo is one of a card: to read a card takes a processor's second, long after it came.
"""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from PIL import Image, ImageDraw
from uuid_utils.compat import uuid7

PHOTO_IN = 5
"""One report in so many has a photo."""
SIDE, BYTES = (1600, 1000), 150_000
"""Of a photo as the phone's page makes it."""
_QUALITIES = (85, 75, 65, 55, 45)
_SINCE = datetime(2026, 1, 1, tzinfo=UTC)
_NOTES = "Wants a first lot before the summer; asks for the certificate in Russian and for a sample of {count} g."


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo on a phone."""

    digest: str
    path: Path
    size: int


@dataclass(slots=True)
class Phone:
    """Who a phone is, what waits on it, and how far it has read."""

    id: str
    secret: str
    party: str
    briefing: str
    plan: int
    documents: list[dict[str, Any]] = field(default_factory=list)
    photos: list[Photo] = field(default_factory=list)


def written(told: Sequence[dict[str, Any]], reports: int, seed: int, folder: Path) -> list[Phone]:
    """Return the phones with everything that was written on them."""
    folder.mkdir()
    count = len(told) * len(range(0, reports, PHOTO_IN))
    with ProcessPoolExecutor() as pool:
        photos = iter(
            pool.map(_photo, *zip(*((seed, number, folder) for number in range(count)), strict=True), chunksize=8)
        )
    made = []
    for number, one in enumerate(told):
        who = {name: one[name] for name in ("id", "secret", "party", "briefing", "plan")}
        phone = Phone(**who)
        random_ = random.Random(f"{seed} {number}")
        for report in range(reports):
            mine = [next(photos)] if report % PHOTO_IN == 0 else []
            phone.photos += mine
            phone.documents.append(_document(random_, report + 1, one["products"], mine))
        made.append(phone)
    return made


def _document(random_: random.Random, number: int, products: Sequence[str], photos: Sequence[Photo]) -> dict[str, Any]:
    """Return a report as a phone writes it down in one go: what twenty seconds allow, and often more."""
    values: dict[str, Any] = {
        "products": sorted(set(random_.sample(list(products), min(2, len(products))))),
        "warmth": random_.choice(("hot", "warm", "cold")),
        "next_step": random_.choice(("catalogue", "offer", "sample", "call")),
        "notes": _NOTES.format(count=random_.randrange(100, 900)),
    }
    if random_.random() < 0.5:
        values |= {
            "person": f"Иван Примеров {number}",
            "firm": f"ООО «Пример {random_.randrange(1000)}»",
            "phone": f"+7495{random_.randrange(10**7):07}",
            "email": f"visitor{random_.randrange(10**6)}@example.com",
            "wants": "绿茶, black tea, чай в пакетиках",
            "quantity": str(random_.randrange(1, 900)),
            "unit": "kg",
            "consent": "card_given",
        }
    files = [{"digest": photo.digest, "kind": "picture", "type": "image/jpeg", "size": photo.size} for photo in photos]
    return {
        "schema": 1,
        "id": str(uuid7()),
        "report": str(UUID(str(uuid7()))),
        "number": number,
        "made_at": _SINCE.isoformat(),
        "meeting": "",
        "values": values,
        "replaces": {},
        **({"files": files} if files else {}),
    }


def _photo(seed: int, number: int, folder: Path) -> Photo:
    """Take a photo of words on a table: as large as the phone's page leaves it."""
    random_ = random.Random(f"{seed} photo {number}")
    grain = Image.frombytes("L", (400, 250), random_.randbytes(100_000)).resize(SIDE).point(lambda one: one // 6 + 90)
    picture = Image.merge("RGB", (grain, grain, grain.point(lambda one: one - 20)))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((300, 200, 1300, 800), fill="white")
    for line in range(8):
        pen.text(
            (360, 240 + 60 * line), f"Example visitor {number}, line {line} (fictional)", fill="black", font_size=40
        )
    for quality in _QUALITIES:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality)
        if out.tell() <= BYTES:
            break
    content = out.getvalue()
    digest = hashlib.sha256(content).hexdigest()
    path = folder / digest
    path.write_bytes(content)
    return Photo(digest, path, len(content))
