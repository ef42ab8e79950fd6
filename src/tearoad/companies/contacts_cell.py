"""Further contacts of a company as they stand in one cell: a list of people, the parts of each behind bars."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tearoad.companies.company import Contact
from tearoad.companies.contacts import joined_contacts
from tearoad.errors import InputError
from tearoad.names import PersonName
from tearoad.paper.sheets import LONGEST_NOTE, Reading, Record, SheetWords
from tearoad.paper.sheets.written.emails import read_email
from tearoad.paper.sheets.written.lists import join_list, split_list
from tearoad.paper.sheets.written.phones import read_phone
from tearoad.paper.sheets.written.understood import Understood
from tearoad.rows import CellParts, Codec, Field, Widget
from tearoad.text import Text
from tearoad.values import Language, LocalText, script_of

CONTACT_PARTS = ("name", "title", "phone", "email", "messenger")
_BARS = str.maketrans({"｜": "|", "│": "|"})
"""A Chinese keyboard writes the bar in full width."""
_BETWEEN = " / "
"""Between the spellings of one name."""
_FAMILY = re.compile(r"\s*\(([^()]+)\)\Z")
_PHONE = re.compile(r"\+?[\d\s().\-]{5,}(?:\s*(?:ext|доб|转)\.?\s*\d+)?")


def contact_parts(written: str) -> list[str]:
    """Return name, post, phone, e-mail and messenger of one contact; what cannot be placed stays in the first of them.

    Whoever leaves a part out is understood by what the others are: an address has its sign, a phone its digits.
    """
    parts = [part.strip() for part in written.translate(_BARS).split("|")]
    if len(parts) == len(CONTACT_PARTS):
        return parts
    found = dict.fromkeys(CONTACT_PARTS, "")
    for part in filter(None, parts):
        likely = "email" if "@" in part and ":" not in part else "phone" if _PHONE.fullmatch(part) else ""
        free = next((text for text in (likely, "name", "title", "messenger") if text and not found[text]), "")
        if not free:
            return [written, "", "", "", ""]
        found[free] = part
    return list(found.values())


def joined_contact_parts(parts: Sequence[str]) -> str:
    """Return a contact as it stands in a cell, of what the fields of its parts say; empty for none."""
    said = [" ".join(part.translate(_BARS).replace("|", "/").split()) for part in parts]
    return " | ".join(said) if any(said) else ""


def contact_cell(contact: Contact) -> str:
    """Return a contact as it stands in a cell: its spellings in a row, the family name behind them in brackets."""
    person = contact.person
    names = _BETWEEN.join(person.written) + (f" ({person.family})" if person.family else "")
    title = _BETWEEN.join(contact.title.written)
    return joined_contact_parts((names, title, contact.phone, contact.email, contact.messenger))


def read_contact(written: str, regions: Sequence[str], bearer: Language | None, host: Language | None) -> Contact:
    """Return the contact in a cell.

    Args:
        written: as `contact_cell` writes it, or as people do.
        regions: the countries whose telephone numbers may be meant.
        bearer: the language in which the person is called at home; None where nobody knows.
        host: the language of the host country.

    Raises:
        InputError: it has too many parts, or its address is none.

    """
    return _read(written, regions, bearer, host).value


def _read(written: str, regions: Sequence[str], bearer: Language | None, host: Language | None) -> Understood[Contact]:
    parts = dict(zip(CONTACT_PARTS, contact_parts(written), strict=True))
    if "|" in parts["name"]:
        raise InputError(Text("sheets.bad_contact", found=written), Text("sheets.expect_contact"))
    phone = read_phone(parts["phone"], regions) if parts["phone"] else Understood("")
    email = read_email(parts["email"]) if parts["email"] else Understood("")
    titles = reversed(_spellings(parts["title"]))
    contact = Contact(
        _person(parts["name"], bearer, host),
        LocalText(**{script_of(title).code: title for title in titles}),
        phone.value,
        email.value,
        parts["messenger"],
    )
    return Understood(contact, (*phone.doubts, *email.doubts))


def _person(written: str, bearer: Language | None, host: Language | None) -> PersonName:
    family = _FAMILY.search(written)
    found: dict[str, str] = {}
    for name in _spellings(written[: family.start()] if family else written):
        script = script_of(name)
        order = ["native"] if script is bearer else ["latin"] if script is Language.EN else []
        order += ["local"] if script is host else []
        place = next((text for text in (*order, "native", "latin", "local") if text not in found), None)
        if place:
            found[place] = name
    return PersonName(**found, family=family[1] if family else "")


def _spellings(written: str) -> list[str]:
    return [text.strip() for text in written.split(_BETWEEN) if text.strip()]


def other_contacts(
    regions: Callable[[Record, Reading], tuple[str, ...]], *, of_host: bool = False
) -> Field[tuple[Contact, ...]]:
    """Return the column of a company's further contacts; the first one has columns of its own."""

    def read(record: Record, name: str, reading: Reading) -> tuple[Contact, ...]:
        bearer, tried = reading.host if of_host else reading.home, regions(record, reading)

        def understood(text: str) -> Understood[tuple[Contact, ...]]:
            found = [_read(part, tried, bearer, reading.host) for part in split_list(text)]
            people = joined_contacts(understood.value for understood in found)
            return Understood(
                people, tuple(dict.fromkeys(doubt for understood in found for doubt in understood.doubts))
            )

        return record.understood(name, understood, ())

    return Field(
        "other_contacts",
        Codec(
            read=read,
            cells=lambda people, name, _zone: {name: join_list(map(contact_cell, people))},
            widget=Widget.NOTE,
            longest=LONGEST_NOTE,
            parts=CellParts(
                headers=(
                    SheetWords("sheet_words.contact_person"),
                    SheetWords("sheet_words.job_title"),
                    SheetWords("sheet_words.phone_of_party"),
                    SheetWords("sheet_words.e_mail_of_party"),
                    SheetWords("sheet_words.messenger"),
                ),
                split=contact_parts,
                join=joined_contact_parts,
            ),
        ),
        SheetWords("sheet_words.other_contacts"),
        example=SheetWords("sheet_words.other_contacts_example"),
        joined=True,
        width=30,
    )
