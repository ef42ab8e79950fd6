"""A time zone as people say it: by the city whose clock it is, in any of the three languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from tearoad.names import fold
from tearoad.values import Language
from tearoad.words.catalogue import city

_TOWNS = {
    "Asia/Shanghai": ("Beijing", "北京", "Пекин", "Guangzhou", "广州", "Гуанчжоу", "Shenzhen", "深圳", "Шэньчжэнь"),
    "Europe/Moscow": ("Saint Petersburg", "圣彼得堡", "Санкт-Петербург", "Kazan", "喀山", "Казань"),
    "Asia/Tashkent": ("Fergana", "费尔干纳", "Фергана"),
    "Asia/Almaty": ("Astana", "阿斯塔纳", "Астана"),
}
"""Towns of large fairs after which no zone is called."""


def zone_name(zone: str, language: Language) -> str:
    """Return the city of a zone as a reader calls it; what is no zone as it is."""
    return _cities(language).get(zone, zone)


def zone_cities(language: Language) -> tuple[str, ...]:
    """Return the cities to choose from, in the order of their names."""
    return tuple(sorted(set(_cities(language).values())))


def zones_in(country: str, language: Language) -> tuple[str, ...]:
    """Return the cities after whose clocks a country's time is called, those of large fairs first."""
    return tuple(zone_name(zone, language) for zone in sorted(_zones_of(country), key=lambda text: text not in _TOWNS))


def read_zone(written: str, country: str = "", towns: tuple[str, ...] = ()) -> str:
    """Return the zone that somebody means: by its name or its city; what is not known comes back as it is.

    Args:
        written: what was typed. Nothing: the fair's town says it, or the country if all of it has one time.
        country: two letters; of several cities with one name, the one there is meant.
        towns: the fair's town in each language.

    """
    zones = _zones_of(country)
    if not written:
        text = next((zone for town in towns if (zone := _by_city(town, zones)) in zones), "")
        return text or (zones[0] if len(zones) == 1 else "")
    return _by_city(written, zones) or written


def _by_city(written: str, zones: tuple[str, ...]) -> str:
    if written in _every_zone():
        return written
    meant = _by_name().get(fold(written), ())
    return next((text for text in meant if text in zones), meant[0] if len(meant) == 1 else "")


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language in Language:
        for zone, name in _cities(language).items():
            known = found.get(fold(name), ())
            found[fold(name)] = known if zone in known else (*known, zone)
    return {fold(name): (zone,) for zone, names in _TOWNS.items() for name in names} | found


@cache
def _cities(language: Language) -> Mapping[str, str]:
    return {zone: city(ZoneInfo(zone), language) for zones in _by_country().values() for zone in zones}


@cache
def _every_zone() -> frozenset[str]:
    return frozenset(available_timezones())


def _zones_of(country: str) -> tuple[str, ...]:
    return _by_country().get(country, ())


@cache
def _by_country() -> Mapping[str, tuple[str, ...]]:
    """Return the zones of each country; babel knows them, and some that this machine may not know."""
    from babel.core import get_global  # noqa: PLC0415  # 0.1 s, only where a zone is chosen

    here, countries = _every_zone(), get_global("territory_zones")
    found = {code: tuple(zone for zone in zones if zone in here) for code, zones in countries.items() if code != "ZZ"}
    return {code: zones for code, zones in found.items() if code.isalpha() and zones}
