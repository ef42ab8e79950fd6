"""Two companies of the register become one: what they say differently, field by field, and what the one then says."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tearoad.companies.company import Contact
from tearoad.companies.contacts import joined_contacts, same_person
from tearoad.values.document import Document, from_document, to_document

_OPENED = ("name", "contact")
"""Facts with parts, each of which is chosen by itself: one company knows the name in Chinese, the other in Russian."""
_CONTACT, _OTHERS = "contact", "other_contacts"


class FieldSource(StrEnum):
    """Which of two companies a field is taken from."""

    KEPT = "kept"
    JOINED = "joined"
    BOTH = "both"
    """What stands in either list: products, needs, certificates, languages."""


@dataclass(frozen=True, slots=True)
class DifferingField:
    """A field that two companies say differently."""

    name: str
    """`city`, `name.native`, `contact.phone`, `products`."""
    kept: Any
    joined: Any

    @property
    def sources(self) -> tuple[FieldSource, ...]:
        """Where it can be taken from."""
        lists = isinstance(self.kept, list) and isinstance(self.joined, list)
        return (*([FieldSource.BOTH] if lists else []), FieldSource.KEPT, FieldSource.JOINED)

    @property
    def usual(self) -> FieldSource:
        """Where it is taken from unless somebody says otherwise: nothing that only one of them knows is lost."""
        return self.sources[0] if self.kept else FieldSource.JOINED

    def value(self, source: FieldSource) -> Any:  # noqa: ANN401  # what JSON holds
        """Return what the one company says if the field is taken from there."""
        if source is FieldSource.BOTH:
            return [*self.kept, *(entry for entry in self.joined if entry not in self.kept)]
        return self.joined if source is FieldSource.JOINED else self.kept


def differing_fields(kept: Document, joined: Document) -> tuple[DifferingField, ...]:
    """Return the fields for which the joined company says something that the kept one does not say."""
    whole = frozenset({_CONTACT} if _are_two_people(kept, joined) else ())
    names = dict.fromkeys((*_names(kept, whole), *_names(joined, whole)))
    pairs = ((name, value_of(kept, name), value_of(joined, name)) for name in names)
    return tuple(
        DifferingField(name, kept_value, joined_value)
        for name, kept_value, joined_value in pairs
        if joined_value and kept_value != joined_value
    )


def merged_document(kept: Document, joined: Document, chosen: Mapping[str, FieldSource]) -> Document:
    """Return what the one company says; a field that nobody chose is taken from where it usually is."""
    document = kept
    for field in differing_fields(kept, joined):
        source = chosen.get(field.name, field.usual)
        document = with_value(document, field.name, field.value(source if source in field.sources else field.usual))
    return _with_everybody(document, kept, joined) if _are_two_people(kept, joined) or _OTHERS in document else document


def _are_two_people(kept: Document, joined: Document) -> bool:
    """Whether the main contacts are two people with names: then one is chosen whole, and the other stays beside."""
    contact, other = (_contact_in(document) for document in (kept, joined))
    return bool(contact.person.written and other.person.written and not same_person(contact, other))


def _with_everybody(found: Document, kept: Document, joined: Document) -> Document:
    """Return what the one company says with the contacts of both, each person once, its main contact first."""
    others = found.get(_OTHERS) or ()
    mains = [document[_CONTACT] for document in (kept, joined) if document.get(_CONTACT)]
    mains = mains if _are_two_people(kept, joined) else []
    people = (from_document(Contact, document) for document in (found.get(_CONTACT) or {}, *others, *mains))
    main, *rest = joined_contacts(people) or (Contact(),)
    found = with_value(found, _CONTACT, to_document(main) or None)
    return with_value(found, _OTHERS, [to_document(contact) for contact in rest] or None)


def _contact_in(document: Document) -> Contact:
    return from_document(Contact, document.get(_CONTACT) or {})


def changed_values(before: Document, after: Document) -> dict[str, tuple[Any, Any]]:
    """Return every field that differs, with what it said before and after."""
    names = dict.fromkeys((*_names(before), *_names(after)))
    pairs = {name: (value_of(before, name), value_of(after, name)) for name in names}
    return {name: (old, new) for name, (old, new) in pairs.items() if old != new}


def value_of(document: Document, name: str) -> Any:  # noqa: ANN401  # what JSON holds
    """Return what a document says for a field; None where it says nothing."""
    outer, _dot, inner = name.partition(".")
    found = document.get(outer)
    return (found or {}).get(inner) if inner else found


def with_value(document: Document, name: str, value: object) -> Document:
    """Return a document that says something else for one field; None takes the field out."""
    outer, _dot, inner = name.partition(".")
    if inner:
        value = with_value(document.get(outer) or {}, inner, value) or None
    rest = {key: other for key, other in document.items() if key != outer}
    return rest if value is None else rest | {outer: value}


def _names(document: Document, whole: Container[str] = frozenset()) -> Iterator[str]:
    for outer, value in document.items():
        if outer in _OPENED and outer not in whole and isinstance(value, dict):
            yield from (f"{outer}.{inner}" for inner in value)
        else:
            yield outer
