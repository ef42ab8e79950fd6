"""What is refused before it is parsed: bombs, disguises, encrypted and ancient files."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import Path

from tearoad.errors import UnsafeFile
from tearoad.text import Text

MAX_FILE_MB = 60
MAX_UNPACKED_MB = 250
MAX_RATIO = 200
"""A spreadsheet shrinks ten- to fortyfold; a bomb thousandfold."""
MAX_MEMBERS = 5000
_RATIO_COUNTS_FROM = 8_000_000  # bytes: small files may be as empty as they like
_CHUNK = 1 << 20
_DISGUISES = (
    (b"MZ", "sheets.kind_program"),
    (b"\x7fELF", "sheets.kind_program"),
    (b"#!", "sheets.kind_program"),
    (b"%PDF", "sheets.kind_pdf"),
    (b"\x89PNG", "sheets.kind_picture"),
    (b"\xff\xd8\xff", "sheets.kind_picture"),
    (b"Rar!", "sheets.kind_archive"),
    (b"7z\xbc\xaf", "sheets.kind_archive"),
    (b"\x1f\x8b", "sheets.kind_archive"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes if its size is sane and it does not pretend to be what it is not.

    Raises:
        UnsafeFile: a pipe, socket or device, which would be waited for; too large; a program, PDF, picture, web page
            or archive under a sheet's name; an encrypted workbook, or one of the old XLS format.

    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise UnsafeFile(Text("sheets.not_a_file"), Text("sheets.not_a_file_hint"))
    size_mb = found.st_size / 1e6
    if size_mb > MAX_FILE_MB:
        raise UnsafeFile(
            Text("sheets.file_too_large", found=int(size_mb), most=MAX_FILE_MB), Text("sheets.file_too_large_hint")
        )
    data = path.read_bytes()
    _refuse_disguise(data, path.suffix.lower())
    return data


def _refuse_disguise(data: bytes, suffix: str) -> None:
    for magic, kind in _DISGUISES:
        if data.startswith(magic):
            raise UnsafeFile(Text("sheets.disguise", kind=Text(kind)), Text("sheets.disguise_hint"))
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        if encrypted:
            raise UnsafeFile(Text("sheets.encrypted"), Text("sheets.encrypted_hint"))
        raise UnsafeFile(Text("sheets.old_xls"), Text("sheets.old_xls_hint"))
    start = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<script", b"<meta")):
        raise UnsafeFile(Text("sheets.disguise", kind=Text("sheets.kind_html")), Text("sheets.disguise_hint"))
    if suffix in {".csv", ".tsv"} and data.startswith(b"PK\x03\x04"):
        raise UnsafeFile(Text("sheets.zip_as_csv"), Text("sheets.zip_as_csv_hint"))
    if suffix in {".xlsx", ".ods"} and not data.startswith(b"PK\x03\x04"):
        raise UnsafeFile(Text("sheets.not_a_workbook"), Text("sheets.not_a_workbook_hint"))


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the XML members of a workbook, inflated within bounds.

    The sizes that the archive claims are checked first, then each member is inflated no further than it claims: an
    archive that lies is refused as well.

    Raises:
        UnsafeFile: the archive is damaged, encrypted, or a bomb, or its XML declares entities.

    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _refuse_bomb(members, len(data))
            return {
                member.filename: _inflate(archive, member)
                for member in members
                if member.filename.endswith((".xml", ".rels"))
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        if isinstance(error, UnsafeFile):
            raise
        raise UnsafeFile(Text("sheets.damaged"), Text("sheets.damaged_hint")) from error


def _refuse_bomb(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    suspicious = unpacked > _RATIO_COUNTS_FROM and unpacked > MAX_RATIO * packed
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_MB * 1_000_000 or suspicious:
        raise UnsafeFile(
            Text("sheets.zip_bomb", found=unpacked // 1_000_000, packed=packed // 1000), Text("sheets.zip_bomb_hint")
        )
    if any(member.flag_bits & 1 for member in members):
        raise UnsafeFile(Text("sheets.encrypted"), Text("sheets.encrypted_hint"))


def _inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    parts = []
    left = member.file_size
    with archive.open(member) as stream:
        while chunk := stream.read(min(_CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                raise UnsafeFile(
                    Text("sheets.zip_bomb", found=member.file_size // 1_000_000, packed=member.compress_size // 1000),
                    Text("sheets.zip_bomb_hint"),
                )
            parts.append(chunk)
    xml = b"".join(parts)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\x00" in xml[:4096]:
        raise UnsafeFile(Text("sheets.entities"), Text("sheets.entities_hint"))
    return xml
