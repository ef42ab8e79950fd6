"""The contacts of a company: who of them is one person, and what a person is told of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tearoad.companies.company import Contact
from tearoad.names import PersonName, fold
from tearoad.text import Text
from tearoad.values import LocalText

_SPELLINGS = ("native", "latin", "local", "family")
_ADDRESSES = ("phone", "email", "messenger")


def same_person(contact: Contact, other: Contact) -> bool:
    """Whether two contacts are one person: a name in common or, where one of them names nobody, an address."""
    names, others = ({fold(name) for name in each.person.written} - {""} for each in (contact, other))
    return bool(names & others if names and others else {*_reached_by(contact)} & {*_reached_by(other)})


def joined_contacts(people: Iterable[Contact]) -> tuple[Contact, ...]:
    """Return contacts in their order, each person once.

    Two lines of one person become one where neither contradicts the other: nothing that is said is lost.
    """
    kept: list[Contact] = []
    for person in people:
        if person == Contact():
            continue
        both = ((place, _joined(known, person)) for place, known in enumerate(kept) if same_person(known, person))
        place, contact = next(((place, found) for place, found in both if found is not None), (len(kept), person))
        kept[place : place + 1] = [contact]
    return tuple(kept)


def odd_contacts(people: Sequence[Contact]) -> tuple[Text, ...]:
    """Return what is odd about a company's contacts: one without a name beside others, an address of two people."""
    return tuple(dict.fromkeys(_odd(people)))


def _odd(people: Sequence[Contact]) -> Iterator[Text]:
    for place, contact in enumerate(people):
        if place and not contact.person.written:
            called = (*_reached_by(contact), *contact.title.written, contact.person.family)
            yield Text("sheets.contact_without_name", found=called[0])
        for earlier in people[:place]:
            for shared in _reached_by(contact):
                if shared in _reached_by(earlier):
                    yield Text("sheets.contact_address_twice", found=shared)


def _reached_by(contact: Contact) -> tuple[str, ...]:
    return tuple(filter(None, (contact.phone, contact.email.casefold(), contact.messenger.casefold())))


def _joined(contact: Contact, other: Contact) -> Contact | None:
    """Return two lines of one person as one; None where they contradict each other."""
    said, more = _parts(contact), _parts(other)
    if any(said[part].casefold() != more[part].casefold() for part in said.keys() & more.keys()):
        return None
    both = more | said
    person = PersonName(**{name: both.get(("person", name), "") for name in _SPELLINGS})
    title = LocalText(**{tag: text for (of, tag), text in both.items() if of == "title"})
    return replace(contact, person=person, title=title, **{name: both.get(("", name), "") for name in _ADDRESSES})


def _parts(contact: Contact) -> dict[tuple[str, str], str]:
    """Return all that a contact says, part by part."""
    found = {("person", name): getattr(contact.person, name) for name in _SPELLINGS}
    found |= {("title", tag): text for tag, text in contact.title.by_code.items()}
    found |= {("", name): getattr(contact, name) for name in _ADDRESSES}
    return {part: text for part, text in found.items() if text}
