"""The consolidated list of the UN Security Council, XML: individuals and entities with all their names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tearoad.screening.lists.content import broken
from tearoad.screening.verdict import EntryKind, ListEntry

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NAME_FIELDS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_COUNTRY_FIELDS = ("NATIONALITY/VALUE", "INDIVIDUAL_ADDRESS/COUNTRY", "ENTITY_ADDRESS/COUNTRY")


def looks_like_xml(text: str) -> bool:
    """Whether the file is XML of some kind."""
    return text.lstrip().startswith("<")


def entries(text: str, path: Path) -> tuple[ListEntry, ...]:
    """Read the list.

    Raises:
        InputError: the XML is cut off or malformed, defines entities of its own, is another document, or is empty.

    """
    root = _root(text, path)
    if root.tag != "CONSOLIDATED_LIST":
        raise broken("list_other_xml", path, tag=root.tag)
    found = [_entry(node, EntryKind.PERSON, path.name) for node in root.iterfind("INDIVIDUALS/INDIVIDUAL")]
    found += [_entry(node, EntryKind.FIRM, path.name) for node in root.iterfind("ENTITIES/ENTITY")]
    named = tuple(entry for entry in found if entry.names)
    if not named:
        raise broken("list_without_entries", path)
    return named


def _root(text: str, path: Path) -> Element:
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415  # the exception only; parsing is defusedxml's

    from defusedxml import DefusedXmlException  # noqa: PLC0415  # only where a list is XML
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415  # only where a list is XML

    try:
        root: Element = fromstring(text)
    except DefusedXmlException as fault:
        raise broken("list_xml_unsafe", path) from fault
    except ParseError as fault:
        raise broken("list_xml_broken", path, line=fault.position[0]) from fault
    return root


def _entry(node: Element, kind: EntryKind, source: str) -> ListEntry:
    aliases = "INDIVIDUAL_ALIAS" if kind is EntryKind.PERSON else "ENTITY_ALIAS"
    primary = " ".join(part for part in (_text(node, name) for name in _NAME_FIELDS) if part)
    strong, weak = _aliases(node, aliases)
    countries = [place.text or "" for where in _COUNTRY_FIELDS for place in node.iterfind(where)]
    reference = _text(node, "REFERENCE_NUMBER") or _text(node, "DATAID")
    return ListEntry(
        id=f"UN {reference}",
        source=source,
        kind=kind,
        names=_each_once([primary, _text(node, "NAME_ORIGINAL_SCRIPT"), *strong]),
        countries=_each_once(countries),
        numbers=_each_once(number.text or "" for number in node.iterfind("INDIVIDUAL_DOCUMENT/NUMBER")),
        weak_names=_each_once(weak),
        programme=_text(node, "UN_LIST_TYPE"),
        remark=_text(node, "COMMENTS1"),
    )


def _aliases(node: Element, tag: str) -> tuple[list[str], list[str]]:
    strong: list[str] = []
    weak: list[str] = []
    for alias in node.iterfind(tag):
        # The list says Good, Low, a.k.a., f.k.a.; only Low is weak.
        names = weak if _text(alias, "QUALITY").lower() == "low" else strong
        names.extend(part.strip() for part in _text(alias, "ALIAS_NAME").split(";"))
    return strong, weak


def _text(node: Element, tag: str) -> str:
    return " ".join((node.findtext(tag) or "").split())


def _each_once(names: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
