"""mission.toml written for an officer: every key with what it means and an example, in the officer's language."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from pathlib import Path
from textwrap import wrap

from tearoad.companies import Contact
from tearoad.mission.mission import Mission, Place, Switch
from tearoad.mission.toml.keys import (
    BUSES,
    BY_SHEET,
    CAPS,
    CONTACTS,
    DAYS,
    GROUPS,
    HARD,
    HEADERS,
    INTERPRETERS,
    LANGUAGES,
    OFF,
    OVERRIDES,
    PAUSES,
    PLACES,
    RULES,
    SLOTS,
    SOFT,
    TOP,
    WALKS,
    Key,
    KeyGroup,
)
from tearoad.mission.toml.places import numbered_table
from tearoad.text import Text
from tearoad.values import Language, LocalText
from tearoad.words.catalogue import say

_WIDTH = 100


def write_mission(mission: Mission, path: Path, language: Language) -> None:
    """Write a mission as a mission.toml that explains itself; `read_mission` reads the same mission back.

    The file is written whole: under a temporary name first, then moved into place.
    """
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(mission_toml(mission, language), encoding="utf-8", newline="\n")
    os.replace(fresh, path)  # noqa: PTH105  # the same as Path.replace, and shows that it overwrites


def mission_toml(mission: Mission, language: Language) -> str:
    """Return the text of a mission.toml that explains itself."""
    return "\n".join(_file(mission, language)) + "\n"


def _file(mission: Mission, language: Language) -> Iterator[str]:
    values = _values(mission)
    for group in GROUPS:
        if group.name:
            yield from ("", "")
        yield from _comment(group.about, language)
        if group in BY_SHEET:
            sheet = "buyers" if group is HEADERS else "requests"
            yield from _commented_out((f"[{group.name}.{sheet}]", *BY_SHEET[group]))
        elif group.many:
            yield from _many(group, values[group.name], language)
        else:
            yield from _once(group, values[group.name][0], language)


def _once(group: KeyGroup, written: Mapping[str, str], language: Language) -> Iterator[str]:
    if group.name:
        yield f"[{group.name}]"
    for key in group.keys:
        yield ""
        yield from _about(group, key, language)
        yield f"{key.name} = {written[key.name]}"


def _many(group: KeyGroup, entries: Sequence[Mapping[str, str]], language: Language) -> Iterator[str]:
    """Explain the keys once above the entries; without an entry, show one that is commented out."""
    yield "#"
    for key in group.keys:
        yield from _about(group, key, language)
    if not entries:
        shown = [key for key in group.keys if key.name not in {"count", "names"}]
        yield ""
        yield from _commented_out((f"[[{group.name}]]", *(f"{key.name} = {key.example}" for key in shown)))
    for entry in entries:
        yield from ("", f"[[{group.name}]]")
        yield from (f"{key.name} = {entry[key.name]}" for key in group.keys if key.name in entry)


def _about(group: KeyGroup, key: Key, language: Language) -> Iterator[str]:
    yield from _comment(Text("mission.comment", key=key.name, about=group.about_key(key)), language)
    # An example stays on one line, so that it can be copied.
    yield "#     " + say(Text("mission.comment_example", key=key.name, example=key.example), language)


def _comment(text: Text, language: Language) -> Iterator[str]:
    wide = language.habits.breaks_words
    for line in wrap(say(text, language), _WIDTH // (2 if wide else 1), break_long_words=wide):
        yield f"# {line}"


def _commented_out(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"# {line}" for line in lines)


def _values(mission: Mission) -> dict[str, list[dict[str, str]]]:
    """Return every value as TOML, by section and entry."""
    m = mission
    return {
        TOP.name: [_top(m)],
        LANGUAGES.name: [
            {
                "paper": _texts([language.code for language in m.paper_languages]),
                "home": _text(m.home_language.code),
                "host": _text(m.host_language.code),
            }
        ],
        SLOTS.name: [{"minutes": str(m.slot_minutes), "pause": str(m.pause_minutes)}],
        DAYS.name: [
            {"on": day.on.isoformat(), "opens": _clock(day.opens), "closes": _clock(day.closes)} for day in m.days
        ],
        RULES.name: [_rules(m)],
        CAPS.name: [{key.name: str(getattr(m.caps, key.name)) for key in CAPS.keys}],
        INTERPRETERS.name: [{key.name: str(getattr(m.interpreters, key.name)) for key in INTERPRETERS.keys}],
        PAUSES.name: [_pauses(m)],
        BUSES.name: [{key.name: str(getattr(m.buses, key.name)) for key in BUSES.keys}],
        PLACES.name: list(_places(m.places)),
        WALKS.name: [
            {"here": _text(walk.here), "there": _text(walk.there), "minutes": str(walk.minutes)} for walk in m.walks
        ],
        CONTACTS.name: [_contact(contact) for contact in m.contacts],
        OVERRIDES.name: [{"written": _text(o.written), "name": _local(o.name)} for o in m.overrides],
    }


def _top(mission: Mission) -> dict[str, str]:
    names = {key: _local(getattr(mission, key)) for key in ("name", "fair", "city", "venue")}
    zones = {"home_zone": _text(mission.home_zone.key), "fair_zone": _text(mission.fair_zone.key)}
    codes = {"country": _text(str(mission.country)), "currency": _text(mission.currency)}
    return names | codes | zones | {"emergency_phones": _texts(mission.emergency_phones)}


def _rules(mission: Mission) -> dict[str, str]:
    return {
        "walk_in_share": f"{mission.walk_in_share.value:f}",
        "stand_cover": str(mission.stand_cover),
        "list_policy": _text(mission.list_policy.value),
        "proposals_per_exporter": str(mission.proposals_per_exporter),
        "objectives": _texts([objective.value for objective in mission.objectives]),
        # Pauses have a key of their own.
        "switched_off": _texts(sorted(mission.switched_off - {Switch.PAUSES})),
    }


def _pauses(mission: Mission) -> dict[str, str]:
    pauses, off = mission.pauses, Switch.PAUSES in mission.switched_off
    return {
        "keep": _text(OFF if off else SOFT if pauses.soft else HARD),
        "minutes": str(pauses.minutes),
        "from": _clock(pauses.begins),
        "until": _clock(pauses.ends),
        "max_run_slots": str(pauses.max_run_slots),
    }


def _places(places: Sequence[Place]) -> Iterator[dict[str, str]]:
    """Fold a run of numbered tables into one entry with a count; write every other place for itself."""
    at = 0
    while at < len(places):
        count = _run(places[at:])
        place = places[at]
        if count:
            entry = {"id": _text(place.id.removesuffix("1")), "kind": _text(place.kind.value), "count": str(count)}
            yield entry | _filled(hall=place.hall, zone=place.zone)
        else:
            yield _place(place)
        at += count or 1


def _run(places: Sequence[Place]) -> int:
    """How many numbered tables stand here in a row, from number 1."""
    prefix = places[0].id.removesuffix("1")
    if not prefix or prefix == places[0].id or prefix != prefix.strip():
        return 0
    hall, zone = places[0].hall, places[0].zone
    count = 0
    while count < len(places) and places[count] == numbered_table(prefix, count + 1, hall, zone):
        count += 1
    return count


def _place(place: Place) -> dict[str, str]:
    entry = {"id": _text(place.id), "kind": _text(place.kind.value)}
    if place.name != LocalText.alike(place.id):
        entry["name"] = _local(place.name)
    entry |= _filled(hall=place.hall, zone=place.zone, owner=place.owner or "")
    entry["capacity"] = str(place.capacity)
    if place.how_to_get_there.written:
        entry["how_to_get_there"] = _local(place.how_to_get_there)
    return entry


def _contact(contact: Contact) -> dict[str, str]:
    person = contact.person
    names = {key: getattr(person, key) for key in ("native", "latin", "local", "family")}
    inner = ", ".join(f"{key} = {text}" for key, text in _filled(**names).items())
    entry = {"person": f"{{ {inner} }}"} if inner else {}
    if contact.title:
        entry["title"] = _local(contact.title)
    return entry | _filled(phone=contact.phone, email=contact.email, messenger=contact.messenger)


def _filled(**texts: str) -> dict[str, str]:
    return {key: _text(text) for key, text in texts.items() if text}


def _local(text: LocalText) -> str:
    inner = ", ".join(f"{key} = {part}" for key, part in _filled(**text.by_code).items())
    return f"{{ {inner} }}"


def _text(text: str) -> str:
    # JSON's escapes are TOML's, but for DEL, which TOML wants escaped too.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _texts(texts: Sequence[str]) -> str:
    return "[" + ", ".join(_text(text) for text in texts) + "]"


def _clock(clock: time) -> str:
    return _text(clock.isoformat("seconds" if clock.second else "minutes"))
