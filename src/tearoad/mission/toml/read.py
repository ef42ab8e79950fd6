"""A mission.toml read, with every defect named at once.

An error in what every plan stands on (names, country, currency, time zones, days, slots) leaves no mission. An error in
one entry (a place, a way, a contact) holds that entry back; an error in an optional rule puts the default in its place.
Both are reported as errors. Own stands need no entry: they come from the stand column of the exporters sheet, see
`tearoad.mission.stands`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from tearoad.mission.mission import (
    BusMargins,
    Caps,
    InterpreterRules,
    ListPolicy,
    Mission,
    Objective,
    PauseRules,
    Switch,
)
from tearoad.mission.toml import codes, places
from tearoad.mission.toml.days import check_clock_changes, check_grid, read_days
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
    MEANINGS,
    OFF,
    OVERRIDES,
    PAUSES,
    PLACES,
    RULES,
    SLOTS,
    SOFT,
    TOP,
    WALKS,
    KeyGroup,
    ValueKind,
)
from tearoad.mission.toml.section import LANGUAGE_NAMES, Report, Section, unknown_key
from tearoad.mission.toml.source import parse
from tearoad.paper.sheets import CellProblem, SheetSpec
from tearoad.paper.sheets.files.folder import sheet_named
from tearoad.text import Text
from tearoad.values import CountryCode, Language, LocalText

_OBJECTIVES = {objective.value: objective for objective in Objective}
_POLICIES = {policy.value: policy for policy in ListPolicy}
_SWITCHES = {switch.value: switch for switch in Switch}
_KEEPING = dict.fromkeys((HARD, SOFT, OFF))
_ALL = tuple(objective.value for objective in Objective)


def read_mission(path: Path, sheets: Sequence[SheetSpec] = ()) -> tuple[Mission | None, tuple[CellProblem, ...]]:
    """Read a mission.toml and list everything that is wrong with it, with the line where it stands.

    `sheets` are those whose headers and cells it may explain. Returns the mission, or None where it cannot be used, and
    all problems. Never raises for what the file holds.
    """
    tree, lines, stopped = parse(path)
    return (None, (stopped,)) if stopped else read_tree(tree, lines, sheets)


def read_tree(
    tree: Mapping[str, object], lines: Mapping[str, int], sheets: Sequence[SheetSpec] = ()
) -> tuple[Mission | None, tuple[CellProblem, ...]]:
    """Read a mission.toml that is parsed already; `lines` says where a key stands: `country`, `days[2].opens`."""
    report = Report(lines)
    for name in tree:
        if name not in TOP.names and name not in _GROUP_NAMES:
            unknown_key(report, name, name, (*TOP.names, *_GROUP_NAMES))
    file = _File(tree, report)
    mission = _mission(file)
    for group in BY_SHEET:
        _check_tables(file, group, sheets)
    return mission, tuple(sorted(report.problems, key=lambda problem: problem.row or 0))


def read_header_mapping(path: Path, sheets: Sequence[SheetSpec]) -> Mapping[str, Mapping[str, str]]:
    """Return, for each sheet, the headers that the officer mapped: header as written -> field name.

    What is wrong under [headers] is told by `read_mission`; here it is left out. A file that cannot be read
    maps nothing.
    """
    tree, _lines, _stopped = parse(path)
    return _by_sheet(tree, HEADERS, sheets)


def read_meanings(path: Path, sheets: Sequence[SheetSpec]) -> Mapping[str, Mapping[str, str]]:
    """Return, for each sheet, what the officer said that cells mean: the text as written -> what is meant.

    What is wrong under [meanings] is told by `read_mission`; here it is left out.
    """
    tree, _lines, _stopped = parse(path)
    return _by_sheet(tree, MEANINGS, sheets)


def _by_sheet(
    tree: Mapping[str, object], group: KeyGroup, sheets: Sequence[SheetSpec]
) -> Mapping[str, Mapping[str, str]]:
    """Return the tables by sheet; a table is called as its sheet may be."""
    tables = tree.get(group.name)
    found: dict[str, dict[str, str]] = {}
    for name, table in tables.items() if isinstance(tables, dict) else ():
        sheet = sheet_named(name, sheets)
        if sheet and isinstance(table, dict):
            said = {written: meant for written, meant in table.items() if isinstance(meant, str)}
            found.setdefault(sheet.name, {}).update(said)
    return found


_GROUP_NAMES = tuple(group.name for group in GROUPS if group.name)


@dataclass(frozen=True, slots=True)
class _File:
    """The parsed file by sections."""

    tree: Mapping[str, object]
    report: Report

    def one(self, group: KeyGroup) -> Section:
        """Return a section that stands once, empty where it is not written."""
        found = self.tree.get(group.name, {}) if group.name else self.tree
        if not isinstance(found, dict):
            self.wrong(group.name, found, ValueKind.TABLE, f"[{group.name}]")
            found = {}
        return Section(found, group, self.report)

    def many(self, group: KeyGroup) -> tuple[Section, ...]:
        """Return the entries of a section that may stand often."""
        found = self.tree.get(group.name, [])
        if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
            self.wrong(group.name, found, ValueKind.TABLES, f"[[{group.name}]]")
            return ()
        return tuple(Section(entry, group, self.report, number) for number, entry in enumerate(found, start=1))

    def wrong(self, key: str, found: object, kind: ValueKind, header: str) -> None:
        """Complain about a section that is none."""
        text = Text("mission.wrong_kind", key=key, found=str(found)[:60], expected=kind.text)
        self.report.error(text, Text("mission.section_hint", header=header), key)


def _mission(file: _File) -> Mission | None:
    """Build the mission; each part is read even where an earlier one failed, so that all defects are told at once."""
    basics = _basics(file)
    whole = _with_entries(_with_rules(basics or _NOWHERE, file), file)
    return whole if basics else None


def _basics(file: _File) -> Mission | None:
    """Read what every plan stands on."""
    report, top = file.report, file.one(TOP)
    lacking = top.missing()
    plain = _home_language(file)
    name, fair, city, venue = (top.local(key, plain) for key in ("name", "fair", "city", "venue"))
    country, currency = codes.country(top, "country"), codes.currency(top, "currency")
    home_zone, fair_zone = codes.zone(top, "home_zone"), codes.zone(top, "fair_zone")
    days, slots = read_days(file.many(DAYS), report), _slots(file)
    grid = slots is not None and check_grid(days or (), slots.minutes, slots.pause, report)
    if fair_zone:
        check_clock_changes(days or (), fair_zone, report)
    if lacking or not grid or days is None or slots is None:
        return None
    if country is None or currency is None or home_zone is None or fair_zone is None:
        return None
    mission = Mission(name, fair, city, venue, country, home_zone, fair_zone, currency, days)
    phones = top.texts("emergency_phones")
    return replace(mission, slot_minutes=slots.minutes, pause_minutes=slots.pause, emergency_phones=phones)


_NOWHERE = Mission(
    *(LocalText("-"),) * 4,
    country=CountryCode("ZZ"),
    home_zone=ZoneInfo("UTC"),
    fair_zone=ZoneInfo("UTC"),
    currency="XXX",
    days=(),
)
"""Stands in for a mission that cannot be used while the rest of its file is read for defects; never handed out."""


@dataclass(frozen=True, slots=True)
class _Slots:
    minutes: int
    pause: int


def _slots(file: _File) -> _Slots | None:
    before = file.report.errors
    section = file.one(SLOTS)
    slots = _Slots(section.whole("minutes", 30, least=5, most=480), section.whole("pause", 5, most=240))
    return slots if file.report.errors == before else None


def _home_language(file: _File) -> Language:
    """The language in which a text without a language tag is written; complaints are left to `_with_rules`."""
    section = file.tree.get(LANGUAGES.name)
    written = section.get("home") if isinstance(section, dict) else None
    return LANGUAGE_NAMES.get(written, Language.ZH) if isinstance(written, str) else Language.ZH


def _with_rules(mission: Mission, file: _File) -> Mission:
    """Add languages, limits and objectives."""
    tongues, rules, caps, people, buses = map(file.one, (LANGUAGES, RULES, CAPS, INTERPRETERS, BUSES))
    firm, buyer = (caps.whole(key, getattr(Caps(), key), 1, 100) for key in ("exporter_per_day", "buyer_per_day"))
    usual, pauses = InterpreterRules(), file.one(PAUSES)
    keep = pauses.choice("keep", _KEEPING, HARD)
    off = {_SWITCHES[word] for word in rules.choices("switched_off", _SWITCHES, ())}
    return replace(
        mission,
        paper_languages=codes.languages(tongues, "paper", mission.paper_languages),
        home_language=codes.language(tongues, "home", mission.home_language),
        host_language=codes.language(tongues, "host", mission.host_language),
        walk_in_share=rules.share("walk_in_share"),
        stand_cover=rules.whole("stand_cover", mission.stand_cover, most=100),
        list_policy=_POLICIES[rules.choice("list_policy", _POLICIES, mission.list_policy.value)],
        proposals_per_exporter=rules.whole("proposals_per_exporter", mission.proposals_per_exporter, most=500),
        objectives=tuple(_OBJECTIVES[word] for word in rules.choices("objectives", _OBJECTIVES, _ALL)),
        switched_off=frozenset(off | ({Switch.PAUSES} if keep == OFF else set())),
        caps=Caps(firm, buyer),
        interpreters=InterpreterRules(
            people.whole("max_hours_per_day", usual.max_hours_per_day, 1, 24),
            people.whole("max_run_slots", usual.max_run_slots, 1, 100),
        ),
        pauses=replace(_pauses(pauses), soft=keep == SOFT),
        buses=BusMargins(*(buses.whole(key, getattr(BusMargins(), key), most=1440) for key in BUSES.names)),
    )


def _pauses(section: Section) -> PauseRules:
    """Read when firms and buyers rest; hours in which no pause has room are told."""
    usual = PauseRules()
    rules = PauseRules(
        section.whole("minutes", usual.minutes, most=240),
        section.clock("from") or usual.begins,
        section.clock("until") or usual.ends,
        section.whole("max_run_slots", usual.max_run_slots, 1, 100),
    )
    begins, ends = (60 * time.hour + time.minute for time in (rules.begins, rules.ends))
    if rules.minutes > ends - begins:
        said = Text(
            "mission.pause_without_room",
            minutes=rules.minutes,
            begins=f"{rules.begins:%H:%M}",
            ends=f"{rules.ends:%H:%M}",
        )
        section.report.error(said, Text("mission.pause_without_room_hint"), section.at("minutes"))
        return usual
    return rules


def _with_entries(mission: Mission, file: _File) -> Mission:
    """Add places, ways, contacts and overrides, each entry for itself."""
    report, plain = file.report, _home_language(file)
    country = None if mission is _NOWHERE else mission.country
    return replace(
        mission,
        places=places.read_places(file.many(PLACES), plain, report),
        walks=places.read_walks(file.many(WALKS), report),
        contacts=places.read_contacts(file.many(CONTACTS), country, report),
        overrides=places.read_overrides(file.many(OVERRIDES), plain, report),
    )


def _check_tables(file: _File, group: KeyGroup, sheets: Sequence[SheetSpec]) -> None:
    """Complain about headers or meanings for unknown sheets, and about those that say nothing."""
    tables = file.tree.get(group.name, {})
    if not isinstance(tables, dict):
        file.wrong(group.name, tables, ValueKind.TABLE, f"[{group.name}]")
        return
    for sheet, table in tables.items():
        if sheet_named(sheet, sheets) is None:
            unknown_key(file.report, f"{group.name}.{sheet}", sheet, [spec.name for spec in sheets])
        elif not isinstance(table, dict):
            file.wrong(f"{group.name}.{sheet}", table, ValueKind.TABLE, f"[{group.name}.{sheet}]")
            continue
        for written, meant in table.items():
            if not isinstance(meant, str):
                file.wrong(f"{group.name}.{sheet}.{written}", meant, ValueKind.TEXT, f"[{group.name}.{sheet}]")
