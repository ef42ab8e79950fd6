"""A firm's dossier as one ZIP: its files in the order of the parts, with an index that names every one by its digest.

Names are safe on every system: no sign that Windows refuses, no name of a device, none twice however it is written,
none longer than old tools can unpack. Names beyond ASCII carry the flag for UTF-8.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from tearoad.costs.dossier import Evidence, PartKind, PartStanding, Standing
from tearoad.costs.index import Index, IndexedFile, index_csv, index_workbook
from tearoad.costs.totals import TotalGroup
from tearoad.errors import InputError
from tearoad.office.files.names import clean_name
from tearoad.paper import distinct
from tearoad.paper.sheets.files.formulas import guarded
from tearoad.paper.sheets.written.numbers import plain
from tearoad.reference.exchange import ExchangeRate
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words

_LONGEST_FOLDER, _LONGEST_NAME = 40, 80
_UTF8 = 0x800
_PACKED = frozenset({".jpg", ".jpeg", ".png", ".pdf", ".zip", ".xlsx", ".docx"})
"""What is squeezed already."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that goes into the ZIP, but for the contents of the files."""

    firm: str
    """The firm's id."""
    name: str
    """The firm's name in the reader's language."""
    mission: str
    standing: Standing
    costs: TotalGroup
    """The firm's costs, state by state."""
    home: str
    """The currency of home."""
    as_of: datetime


def pack(dossier: Dossier, language: Language, content_of: Callable[[str], bytes]) -> bytes:
    """Return the ZIP; the same dossier gives the same bytes.

    Args:
        dossier: what goes into it.
        language: of the index and the names of the folders.
        content_of: from a digest to the content that is kept under it.

    Raises:
        InputError: a content is not what its digest says.

    """
    words = Words(language)
    found = tuple(_entries(dossier, words, content_of))
    index = Index(dossier.firm, dossier.name, dossier.mission, dossier.standing, dossier.costs, dossier.home,
                  dossier.as_of, tuple(entry.indexed for entry in found))  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        stem = words(Text("costs.index_name"))
        _add(archive, f"{stem}.xlsx", index_workbook(index, words), dossier.as_of)
        _add(archive, f"{stem}.csv", index_csv(index, words), dossier.as_of)
        for entry in found:
            _add(archive, entry.indexed.path, entry.content, dossier.as_of)
    return packed.getvalue()


@dataclass(frozen=True, slots=True)
class _Entry:
    indexed: IndexedFile
    content: bytes


def _entries(dossier: Dossier, words: Words, content_of: Callable[[str], bytes]) -> Iterator[_Entry]:
    for number, part_standing in enumerate(dossier.standing.parts, start=1):
        title = part_standing.part.title.in_language(words.language)
        folder = f"{number:02d} {_short(clean_name(title.replace('/', '-')), _LONGEST_FOLDER)}".rstrip(". ")
        files = [(evidence, _checked(evidence, content_of)) for evidence in part_standing.files]
        if part_standing.part.kind is PartKind.RATES:
            files += list(_rates(dossier, part_standing, words))
        stems = distinct(_name(place, evidence.name) for place, (evidence, _content) in enumerate(files, start=1))
        for (evidence, content), name in zip(files, stems, strict=True):
            yield _Entry(IndexedFile(part_standing.part, f"{folder}/{name}", evidence), content)


def _checked(evidence: Evidence, content_of: Callable[[str], bytes]) -> bytes:
    content = content_of(evidence.digest)
    if hashlib.sha256(content).hexdigest() != evidence.digest:
        raise InputError(Text("costs.digest_differs", name=evidence.name), Text("costs.digest_hint"))
    return content


def _rates(dossier: Dossier, part_standing: PartStanding, words: Words) -> Iterator[tuple[Evidence, bytes]]:
    """Write the rates that the firm's costs were converted by; nothing where there are none."""
    used = tuple(dict.fromkeys(rate for total in dossier.costs.totals for rate in total.rates))
    if not used:
        return
    content = _rates_csv(used, words)
    name = f"{words(Text('costs.rates_name'))}.csv"
    digest = hashlib.sha256(content).hexdigest()
    by = words(Text("costs.by_program"))
    yield Evidence(part_standing.part.code, name, digest, len(content), "text/csv", dossier.as_of, by), content


def _rates_csv(used: tuple[ExchangeRate, ...], words: Words) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words(Text(f"costs.rates_{name}")) for name in ("source", "target", "rate", "on", "by")])
    for rate in used:
        writer.writerow([rate.base, rate.quote, plain(rate.rate), rate.on.isoformat(), guarded(rate.by)])
    return ("\ufeff" + out.getvalue()).encode()


def _name(place: int, name: str) -> str:
    path = PurePosixPath(clean_name(name))
    return f"{place:02d} {_short(path.stem, _LONGEST_NAME - len(path.suffix))}{path.suffix}".rstrip(". ")


def _short(text: str, most: int) -> str:
    return text[:most].strip(". ") or "_"


def _add(archive: zipfile.ZipFile, path: str, content: bytes, at: datetime) -> None:
    entry = zipfile.ZipInfo(path, at.timetuple()[:6])
    entry.flag_bits |= _UTF8
    entry.external_attr = 0o644 << 16
    entry.create_system = 3
    suffix = PurePosixPath(path).suffix.casefold()
    entry.compress_type = zipfile.ZIP_STORED if suffix in _PACKED else zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
