"""Photos of firms for the book: painted anew, no larger than a page needs, in a folder by the firm's id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from tearoad.errors import InputError
from tearoad.office.files.ahead import Ahead
from tearoad.office.files.pictures import Picture, repainted
from tearoad.paper.sheets import CellProblem, Severity
from tearoad.text import Text
from tearoad.values import PartyId

FOLDER = "photos"
"""Beside the sheets: `photos/E01.jpg`."""
LONGEST = 2000
"""Pixels of the longer side: 170 mm of a page at 300 dots an inch."""
MOST_BYTES = 20_000_000
_TAKEN = frozenset({".jpg", ".jpeg", ".png", ".webp"})
_MOST_FILES = 1000
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*%\x00-\x1f]|^[.~]')


@dataclass(frozen=True, slots=True)
class FirmPhoto:
    """A firm's photo as it is kept."""

    firm: PartyId
    content: bytes
    """A JPEG or PNG, painted anew."""

    @property
    def file(self) -> str:
        """Where it stands in a mission's folder."""
        ending = ".png" if self.content.startswith(b"\x89PNG") else ".jpg"
        return f"{FOLDER}/{_stem(self.firm)}{ending}"


def _painted(content: bytes) -> Picture:
    """Return a photo as it is kept: painted anew, its longer side no longer than a page needs.

    Raises:
        InputError: it is empty, too large, or no JPEG, PNG or WebP.

    """
    if not content:
        raise InputError(Text("office.file_empty"), Text("office.file_empty_hint"))
    if len(content) > MOST_BYTES:
        _refuse_size(len(content))
    return repainted(content, LONGEST)


painted = Ahead(_painted)


def read_photos(folder: Path, firms: Collection[PartyId]) -> tuple[tuple[FirmPhoto, ...], tuple[CellProblem, ...]]:
    """Read the photos of a mission's folder; each that cannot be used is a warning, and its firm goes without.

    Args:
        folder: the mission's; without a folder of photos there are none.
        firms: the ids after which files may be named.

    """
    place = folder / FOLDER
    if not place.is_dir():
        return (), ()
    found: dict[PartyId, FirmPhoto] = {}
    problems = []
    for path in sorted(place.iterdir())[:_MOST_FILES]:
        if path.name.startswith((".", "~")) or path.name.casefold() == "thumbs.db":
            continue
        try:
            photo = _read(path, place, firms)
            if photo.firm in found:
                raise InputError(  # noqa: TRY301  # told like the others
                    Text("companies.photo_twice", firm=photo.firm), Text("companies.photo_twice_hint")
                )
        except InputError as wrong:
            problems.append(CellProblem(Severity.WARNING, wrong.text, wrong.hint, f"{FOLDER}/{path.name}"))
        else:
            found[photo.firm] = photo
    return tuple(sorted(found.values(), key=lambda photo: photo.firm)), tuple(problems)


def write_photos(photos: Iterable[FirmPhoto], folder: Path) -> tuple[Path, ...]:
    """Write photos so that `read_photos` gives them back; return the files."""
    written = []
    for photo in photos:
        path = folder / photo.file
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(photo.content)
        written.append(path)
    return tuple(written)


def _read(path: Path, place: Path, firms: Collection[PartyId]) -> FirmPhoto:
    if not path.is_file() or path.suffix.casefold() not in _TAKEN:
        raise InputError(Text("companies.photo_kind"), Text("companies.photo_kind_hint"))
    if not path.resolve().is_relative_to(place.resolve()):
        raise InputError(Text("sheets.link_outside"), Text("sheets.link_outside_hint"))
    exact = [firm for firm in firms if _stem(firm) == path.stem]
    named = exact or [firm for firm in firms if _stem(firm).casefold() == path.stem.casefold()]
    if len(named) != 1:
        raise InputError(Text("companies.photo_unknown", found=path.stem), Text("companies.photo_unknown_hint"))
    if path.stat().st_size > MOST_BYTES:
        _refuse_size(path.stat().st_size)
    return FirmPhoto(named[0], painted(path.read_bytes()).content)


def _refuse_size(size: int) -> None:
    most = MOST_BYTES // 1_000_000
    raise InputError(
        Text("office.file_large", found=round(size / 1_000_000), most=most), Text("companies.photo_large_hint")
    )


def _stem(firm: PartyId) -> str:
    """Return an id as a file may be called on every system."""
    return _NOT_IN_NAMES.sub(lambda match: f"%{ord(match.group()):02X}", firm)
