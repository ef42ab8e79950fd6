"""Larger towns in three languages: those by which CLDR names the time zones of the world."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tearoad.reference.spelling import same
from tearoad.values import Language


def usual_town_name(written: str, language: Language) -> str:
    """Return what a town is called in a language, by its name in any of the three; empty where it is not known."""
    return _towns().get(same(written), {}).get(language, "")


def town_names(language: Language) -> frozenset[str]:
    """Return what the towns are called in a language."""
    return frozenset(name for names in _towns().values() if (name := names.get(language, "")))


@cache
def _towns() -> Mapping[str, Mapping[Language, str]]:
    from babel import Locale  # noqa: PLC0415  # 0.1 s, not for `--help`

    zones = {language: Locale.parse(language.habits.locale, sep="_").time_zones for language in Language}
    found: dict[str, Mapping[Language, str]] = {}
    for zone in map(str, zones[Language.RU]):
        names = {language: zones[language].get(zone, {}).get("city", "") for language in Language}
        names[Language.EN] = names[Language.EN] or zone.rpartition("/")[2].replace("_", " ")
        found |= {same(name): names for name in names.values() if name and "/" in zone}
    return found
