"""A contact as a phone reads it: a vCard 3.0 (RFC 2426) and its QR code."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Card:
    """What a scanned contact holds; empty fields are left out."""

    name: str
    family: str = ""
    organisation: str = ""
    title: str = ""
    phone: str = ""
    email: str = ""
    city: str = ""
    note: str = ""


def vcard(card: Card) -> str:
    """Return the card as vCard 3.0, the version every phone reads; lines end as RFC 2426 asks."""
    given = card.name.removeprefix(card.family).strip() if card.family else card.name
    lines = (
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_plain(card.family)};{_plain(given)};;;",
        f"FN:{_plain(card.name or card.organisation)}",
        _filled("ORG", card.organisation),
        _filled("TITLE", card.title),
        f"TEL;TYPE=WORK,VOICE:{_plain(card.phone)}" if card.phone else "",
        f"EMAIL;TYPE=INTERNET:{_plain(card.email)}" if card.email else "",
        f"ADR;TYPE=WORK:;;;{_plain(card.city)};;;" if card.city else "",
        _filled("NOTE", card.note),
        "END:VCARD",
    )
    return "".join(line + "\r\n" for line in lines if line)


@lru_cache(maxsize=256)  # a contact is printed in every language
def qr_svg(text: str) -> bytes:
    """Return a QR code as an SVG image without a border, error correction M: it survives a coffee stain."""
    import segno  # noqa: PLC0415  # only a run that prints pays for it

    out = io.BytesIO()
    code = segno.make(text, error="m", micro=False, encoding="utf-8", boost_error=False)
    code.save(out, kind="svg", border=0, xmldecl=False, svgns=True, nl=False)
    return out.getvalue()


def _filled(field: str, value: str) -> str:
    return f"{field}:{_plain(value)}" if value else ""


def _plain(value: str) -> str:
    """Escape what has a meaning in a vCard."""
    for char, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        value = value.replace(char, escaped)
    return value
