"""Tables that come packed in a zip file, as the World Bank and UN Comtrade hand them out: unpacked, within limits."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from tearoad.errors import InputError
from tearoad.market.trade_data.reading import MOST_BYTES, refuse_by_look, too_large
from tearoad.text import Text

_ENDINGS = frozenset({".csv", ".tsv", ".txt", ".parquet", ".gz", ".json", ".dta", ".xml", ".xls", ".xlsx"})
TABLE_ENDINGS = _ENDINGS | {".zip"}
_NOTES = "metadata_"
"""With what the names of the World Bank's notes on countries and series begin."""
_MOST_TABLES = 500


def with_unpacked(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return the files; in place of each zip file the tables in it, unpacked into the folder.

    Raises:
        InputError: a zip file is damaged, locked, too large, or has no table.

    """
    found: list[Path] = []
    for place, file in enumerate(files):
        if file.suffix.lower() == ".zip":
            refuse_by_look(file)
            found += _tables_of(file, folder / str(place))
        else:
            found.append(file)
    return found


def _tables_of(file: Path, folder: Path) -> list[Path]:
    try:
        with zipfile.ZipFile(file) as archive:
            return [
                _unpacked(archive, member, folder / str(place)) for place, member in enumerate(_members(archive, file))
            ]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as broken:
        text = Text("market.file_unreadable", file=file.name, why=str(broken)[:200])
        raise InputError(text, Text("market.file_unreadable_hint")) from broken


def _members(archive: zipfile.ZipFile, file: Path) -> list[zipfile.ZipInfo]:
    """Return the tables of a zip file.

    Raises:
        InputError: it has none, is locked, or is too large.

    """
    tables = [member for member in archive.infolist() if _is_table(PurePosixPath(member.filename))]
    if any(member.flag_bits & 1 for member in tables):
        raise InputError(Text("market.zip_locked", file=file.name), Text("market.zip_locked_hint"))
    if not tables or len(tables) > _MOST_TABLES:
        names = ", ".join(member.filename for member in archive.infolist())[:160]
        raise InputError(
            Text("market.zip_tables", file=file.name, count=len(tables), found=names or "–"),
            Text("market.zip_tables_hint", most=_MOST_TABLES),
        )
    size = sum(member.file_size for member in tables)
    if size > MOST_BYTES:
        raise too_large(file, size, MOST_BYTES)
    return tables


def _is_table(name: PurePosixPath) -> bool:
    hidden = any(part.startswith((".", "__")) for part in name.parts)
    return not hidden and name.suffix.lower() in _ENDINGS and not name.name.lower().startswith(_NOTES)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, folder: Path) -> Path:
    """Write a member under its bare name; no more than it says that it has is ever read."""
    folder.mkdir(parents=True)
    path = folder / PurePosixPath(member.filename).name
    with archive.open(member) as packed, path.open("wb") as out:
        shutil.copyfileobj(packed, out)
    return path
