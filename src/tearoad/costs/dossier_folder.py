"""What is kept of the dossiers of firms, as a folder carries it: part by part, and the files beside the sheets."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tearoad.office.files.names import clean_name
from tearoad.paper import distinct
from tearoad.values import PartyId

FOLDER = "dossier"
"""Beside the sheets: `dossier/E01/invoices/invoice.pdf`."""
_MOST_FILES = 20_000


@dataclass(frozen=True, slots=True)
class FolderFile:
    """One file of a part."""

    name: str
    digest: str
    """SHA-256 of the content, hexadecimal: what it is found by, whatever it is called."""
    added_at: datetime
    """To the minute."""
    added_by: str = ""
    person: str = ""
    """The delegate whom it is about, where somebody said so."""


@dataclass(frozen=True, slots=True)
class FolderPart:
    """One part of a firm's dossier: its files, and who found it right."""

    firm: PartyId
    part: str
    files: tuple[FolderFile, ...] = ()
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    """To the minute; None where nobody has confirmed it."""

    @property
    def id(self) -> str:
        """What it is found by."""
        return f"{self.firm}/{self.part}"

    def joined(self, standing: FolderPart) -> FolderPart:
        """Return the part as it stands, with the files that only this one has.

        Nothing that stands is taken away; a confirmation falls where a file comes in: somebody has to look again.
        """
        known = {file.digest for file in standing.files}
        new = tuple(file for file in self.files if file.digest not in known)
        if not new:
            return standing
        return replace(standing, files=(*standing.files, *new), confirmed_by="", confirmed_at=None)


def paths_of(parts: Iterable[FolderPart]) -> dict[str, str]:
    """Return where each file stands in a mission's folder, and its digest."""
    found = {}
    for part in parts:
        names = distinct(clean_name(file.name) for file in part.files)
        folder = f"{FOLDER}/{clean_name(part.firm)}/{clean_name(part.part)}"
        found.update({f"{folder}/{name}": file.digest for name, file in zip(names, part.files, strict=True)})
    return found


def find_contents(folder: Path) -> Mapping[str, Path]:
    """Return the files of the dossiers in a mission's folder by their digests; a link that leads outside is none."""
    place = folder / FOLDER
    if not place.is_dir():
        return {}
    inside = place.resolve()
    files = sorted(path for path in place.rglob("*") if path.is_file() and path.resolve().is_relative_to(inside))
    return {_digest(file): file for file in files[:_MOST_FILES]}


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
