"""Places, the minutes between them, contacts and name overrides: entries that are held back one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from tearoad.companies import Contact
from tearoad.mission.mission import NameOverride, Place, PlaceKind, Walk
from tearoad.mission.toml.section import Report, Section
from tearoad.text import Text
from tearoad.values import CountryCode, Language, LocalText, PartyId, PlaceId
from tearoad.words.catalogue import say

_KINDS = {kind.value: kind for kind in PlaceKind}
_MOST_TABLES = 500


def numbered_table(prefix: str, number: int, hall: str = "", zone: str = "") -> Place:
    """Return the table that `count` stands for: id prefix and number, named in three languages."""
    name = LocalText.of(partial(say, Text("mission.table_name", number=number)))
    return Place(PlaceId(f"{prefix}{number}"), PlaceKind.TABLE, name, hall, zone)


def read_places(sections: Iterable[Section], plain: Language, report: Report) -> tuple[Place, ...]:
    """Read all places in their order; an entry with an error, or an id that is taken, is held back."""
    places: dict[str, Place] = {}
    for section in sections:
        before = report.errors
        fresh = _entry(section, plain)
        for place in fresh if report.errors == before else ():
            if place.id in places:
                report.error(
                    Text("mission.place_twice", id=place.id), Text("mission.place_twice_hint"), section.at("id")
                )
            else:
                places[place.id] = place
    return tuple(places.values())


def _entry(section: Section, plain: Language) -> tuple[Place, ...]:
    kind = _KINDS.get(section.choice("kind", _KINDS, "table"), PlaceKind.TABLE)
    if section.has("names") or section.has("count"):
        return _tables(section, kind)
    section.missing()
    owner = section.text("owner")
    place = section.text("id")
    name = section.local("name", plain)
    return (
        Place(
            PlaceId(place),
            kind,
            name if name.written else LocalText.alike(place),
            section.text("hall"),
            section.text("zone"),
            PartyId(owner) if owner else None,
            section.whole("capacity", 1, least=1, most=100),
            section.local("how_to_get_there", plain),
        ),
    )


def _tables(section: Section, kind: PlaceKind) -> tuple[Place, ...]:
    """Unfold an entry that stands for several tables."""
    report = section.report
    both = section.has("names") and section.has("count")
    alone = next((key for key in ("owner", "capacity", "name", "how_to_get_there") if section.has(key)), None)
    if both or alone or kind is not PlaceKind.TABLE:
        wrong = "names" if both else alone or "kind"
        report.error(
            Text("mission.tables_only", key=section.at(wrong)), Text("mission.tables_only_hint"), section.at(wrong)
        )
        return ()
    hall, zone = section.text("hall"), section.text("zone")
    if section.has("names"):
        names = section.texts("names")
        return tuple(Place(PlaceId(n), kind, LocalText.alike(n), hall, zone) for n in names)
    count = section.whole("count", 0, least=1, most=_MOST_TABLES)
    prefix = section.text("id") or "T"
    return tuple(numbered_table(prefix, number, hall, zone) for number in range(1, count + 1))


def read_walks(sections: Iterable[Section], report: Report) -> tuple[Walk, ...]:
    """Read the minutes between places or zones; a way given twice is held back the second time."""
    walks: dict[frozenset[str], Walk] = {}
    for section in sections:
        before = report.errors
        section.missing()
        walk = Walk(section.text("here"), section.text("there"), section.whole("minutes", 0, most=600))
        ends = frozenset((walk.here, walk.there))
        if len(ends) == 1 and walk.here:
            report.error(
                Text("mission.walk_itself", place=walk.here), Text("mission.walk_itself_hint"), section.at("there")
            )
        if report.errors > before:
            continue
        if ends in walks:
            report.error(
                Text("mission.walk_twice", here=walk.here, there=walk.there),
                Text("mission.walk_twice_hint"),
                section.at("here"),
            )
        else:
            walks[ends] = walk
    return tuple(walks.values())


def read_contacts(sections: Iterable[Section], country: CountryCode | None, report: Report) -> tuple[Contact, ...]:
    """Read whom to call; a number that cannot be dialled is warned and kept as written."""
    contacts = []
    for section in sections:
        before = report.errors
        phone = _phone(section, country)
        contact = Contact(
            section.person("person"),
            section.local("title", None),
            phone,
            section.text("email"),
            section.text("messenger"),
        )
        if report.errors == before:
            contacts.append(contact)
    return tuple(contacts)


def _phone(section: Section, country: CountryCode | None) -> str:
    import phonenumbers  # noqa: PLC0415  # loads its tables when asked

    written = section.text("phone")
    if not written:
        return ""
    try:
        number = phonenumbers.parse(written, country.alpha2 if country else None)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        at = section.at("phone")
        section.report.warning(Text("mission.phone", key=at, found=written), Text("mission.phone_hint"), at)
        return written
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def read_overrides(sections: Sequence[Section], plain: Language, report: Report) -> tuple[NameOverride, ...]:
    """Read how the organisation writes certain names."""
    overrides: dict[str, NameOverride] = {}
    for section in sections:
        before = report.errors
        section.missing()
        override = NameOverride(section.text("written"), section.local("name", plain))
        if override.written in overrides:
            report.error(
                Text("mission.override_twice", written=override.written),
                Text("mission.override_twice_hint"),
                section.at("written"),
            )
        if report.errors == before:
            overrides[override.written] = override
    return tuple(overrides.values())
