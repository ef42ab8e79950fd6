"""The keys of mission.toml, in the order of the file: the one table behind reading, writing and the reference page.

What a key means is said by the text `mission.about_<key>` in three languages, so that the comments in the file, the
reference page and the reader's complaints cannot drift apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tearoad.text import Text

FILE = "mission.toml"

SHEETS = (
    "exporters",
    "buyers",
    "delegates",
    "programme",
    "requests",
    "interpreters",
    "availability",
    "decisions",
    "pins",
    "quotas",
    "orders",
    "checklist",
    "samples",
    "posts",
)
"""The sheets whose headers an officer may map under [headers]."""


HARD, SOFT, OFF = "hard", "soft", "off"
"""How pauses are kept: all of them, as many as can be, none."""


class Kind(StrEnum):
    """What stands behind the equals sign."""

    TEXT = "text"
    LOCAL = "local"
    TEXTS = "texts"
    WHOLE = "whole"
    SHARE = "share"
    DAY = "day"
    TIME = "time"
    PERSON = "person"
    TABLE = "table"
    TABLES = "tables"

    @property
    def text(self) -> Text:
        """Say the kind to a reader."""
        return Text(f"mission.kind_{self.value}")


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its name in its section, what it holds, an example as TOML, and whether a mission needs it."""

    name: str
    kind: Kind
    example: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """A section of the file; `many` sections are written `[[name]]`, once an entry. The first has no name."""

    name: str
    keys: tuple[Key, ...]
    many: bool = False
    required: bool = False

    @property
    def about(self) -> Text:
        """Say what the section is for."""
        return Text(f"mission.about_{self.name or 'file'}")

    def about_key(self, key: Key) -> Text:
        """Say what a key means."""
        return Text("mission.about_" + "_".join(part for part in (self.name, key.name) if part))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its keys."""
        return tuple(key.name for key in self.keys)

    def __getitem__(self, name: str) -> Key:
        """Return a key by name."""
        return next(key for key in self.keys if key.name == name)


TOP = KeyGroup(
    "",
    (
        Key("name", Kind.LOCAL, '{ en = "Spring mission 2026", zh = "2026年春季经贸团" }', required=True),
        Key("fair", Kind.LOCAL, '{ en = "Food Fair", zh = "食品展", ru = "Выставка продуктов" }', required=True),
        Key("city", Kind.LOCAL, '{ en = "Moscow", zh = "莫斯科", ru = "Москва" }', required=True),
        Key("venue", Kind.LOCAL, '{ en = "Fair grounds, Pavilion 7" }', required=True),
        Key("country", Kind.TEXT, '"RU"', required=True),
        Key("currency", Kind.TEXT, '"USD"', required=True),
        Key("home_zone", Kind.TEXT, '"Asia/Shanghai"', required=True),
        Key("fair_zone", Kind.TEXT, '"Europe/Moscow"', required=True),
        Key("emergency_phones", Kind.TEXTS, '["112"]'),
    ),
    required=True,
)
LANGUAGES = KeyGroup(
    "languages",
    (
        Key("paper", Kind.TEXTS, '["zh", "ru", "en"]'),
        Key("home", Kind.TEXT, '"zh"'),
        Key("host", Kind.TEXT, '"ru"'),
    ),
)
SLOTS = KeyGroup("slots", (Key("minutes", Kind.WHOLE, "30"), Key("pause", Kind.WHOLE, "5")))
DAYS = KeyGroup(
    "days",
    (
        Key("on", Kind.DAY, "2026-02-09", required=True),
        Key("opens", Kind.TIME, '"10:00"', required=True),
        Key("closes", Kind.TIME, '"18:00"', required=True),
    ),
    many=True,
    required=True,
)
RULES = KeyGroup(
    "rules",
    (
        Key("walk_in_share", Kind.SHARE, "0.3"),
        Key("stand_cover", Kind.WHOLE, "1"),
        Key("list_policy", Kind.TEXT, '"hold"'),
        Key("proposals_per_exporter", Kind.WHOLE, "10"),
        Key("objectives", Kind.TEXTS, '["musts", "disturbance", "value"]'),
        Key("switched_off", Kind.TEXTS, '["stand_cover"]'),
    ),
)
CAPS = KeyGroup("caps", (Key("exporter_per_day", Kind.WHOLE, "12"), Key("buyer_per_day", Kind.WHOLE, "8")))
INTERPRETERS = KeyGroup(
    "interpreters", (Key("max_hours_per_day", Kind.WHOLE, "6"), Key("max_run_slots", Kind.WHOLE, "4"))
)
PAUSES = KeyGroup(
    "pauses",
    (
        Key("keep", Kind.TEXT, '"soft"'),
        Key("minutes", Kind.WHOLE, "30"),
        Key("from", Kind.TIME, '"12:00"'),
        Key("until", Kind.TIME, '"14:00"'),
        Key("max_run_slots", Kind.WHOLE, "6"),
    ),
)
BUSES = KeyGroup("buses", (Key("after_landing", Kind.WHOLE, "45"), Key("before_departure", Kind.WHOLE, "180")))
PLACES = KeyGroup(
    "places",
    (
        Key("id", Kind.TEXT, '"T"', required=True),
        Key("kind", Kind.TEXT, '"table"', required=True),
        Key("count", Kind.WHOLE, "6"),
        Key("names", Kind.TEXTS, '["T1", "T2", "VIP"]'),
        Key("name", Kind.LOCAL, '{ en = "Purchasing desk of North Market" }'),
        Key("hall", Kind.TEXT, '"7.1"'),
        Key("zone", Kind.TEXT, '"tables"'),
        Key("owner", Kind.TEXT, '"B001"'),
        Key("capacity", Kind.WHOLE, "1"),
        Key("how_to_get_there", Kind.LOCAL, '{ en = "Passage 3, behind the stairs" }'),
    ),
    many=True,
)
WALKS = KeyGroup(
    "walks",
    (
        Key("here", Kind.TEXT, '"7.1"', required=True),
        Key("there", Kind.TEXT, '"tables"', required=True),
        Key("minutes", Kind.WHOLE, "5", required=True),
    ),
    many=True,
)
CONTACTS = KeyGroup(
    "contacts",
    (
        Key("person", Kind.PERSON, '{ native = "林清", latin = "Lin Qing", family = "林" }'),
        Key("title", Kind.LOCAL, '{ en = "Secretary of the mission", zh = "代表团秘书" }'),
        Key("phone", Kind.TEXT, '"+74950000001"'),
        Key("email", Kind.TEXT, '"office@example.com"'),
        Key("messenger", Kind.TEXT, '"WeChat: mission-office"'),
    ),
    many=True,
)
OVERRIDES = KeyGroup(
    "overrides",
    (
        Key("written", Kind.TEXT, '"Russia"', required=True),
        Key("name", Kind.LOCAL, '{ en = "Russian Federation", zh = "俄罗斯联邦" }', required=True),
    ),
    many=True,
)
HEADERS = KeyGroup("headers", tuple(Key(sheet, Kind.TABLE, "") for sheet in SHEETS))
MEANINGS = KeyGroup("meanings", tuple(Key(sheet, Kind.TABLE, "") for sheet in SHEETS))
BY_SHEET = {
    HEADERS: ('"Наименование" = "name_local"', '"采购商" = "name_native"'),
    MEANINGS: ('"auf keinen Fall" = "no"',),
}
"""Sections with one table a sheet, and what may stand in one."""

GROUPS = (
    TOP,
    LANGUAGES,
    SLOTS,
    DAYS,
    RULES,
    CAPS,
    INTERPRETERS,
    PAUSES,
    BUSES,
    PLACES,
    WALKS,
    CONTACTS,
    OVERRIDES,
    HEADERS,
    MEANINGS,
)
