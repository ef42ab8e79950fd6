"""Codes that the world agreed on, as officers write them: time zones, countries, currencies, languages."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

from tearoad.mission.toml.section import LANGUAGE_NAMES, Section, nearest
from tearoad.text import Text
from tearoad.values import CountryCode, Language

# Cities and clocks that people write and that the zone database does not name.
_ZONES = {
    "beijing": "Asia/Shanghai",
    "peking": "Asia/Shanghai",
    "guangzhou": "Asia/Shanghai",
    "shenzhen": "Asia/Shanghai",
    "chengdu": "Asia/Shanghai",
    "china": "Asia/Shanghai",
    "北京": "Asia/Shanghai",
    "北京时间": "Asia/Shanghai",
    "上海": "Asia/Shanghai",
    "msk": "Europe/Moscow",
    "мск": "Europe/Moscow",
    "москва": "Europe/Moscow",
    "莫斯科": "Europe/Moscow",
    "moskva": "Europe/Moscow",
    "saint petersburg": "Europe/Moscow",
    "astana": "Asia/Almaty",
}
_MONEY = {
    "RMB": "CNY",
    "CNH": "CNY",
    "YUAN": "CNY",
    "元": "CNY",
    "人民币": "CNY",
    "RUR": "RUB",
    "РУБ": "RUB",
    "€": "EUR",
}
_MONEY |= {"EURO": "EUR", "$": "USD", "US$": "USD", "美元": "USD", "DOLLAR": "USD", "欧元": "EUR", "卢布": "RUB"}
_COUNTRIES = {"俄罗斯": "RU", "россия": "RU", "рф": "RU", "中国": "CN", "китай": "CN", "russia": "RU", "uk": "GB"}


def zone(section: Section, key: str) -> ZoneInfo | None:
    """Read an IANA time zone."""
    found = section.text(key)
    if not found:
        return None
    try:
        return ZoneInfo(found)
    except (LookupError, ValueError, OSError):
        pass
    section.report.error(
        Text("mission.unknown_zone", key=section.at(key), found=found), _zone_hint(found), section.at(key)
    )
    return None


def _zone_hint(found: str) -> Text:
    city = found.replace("_", " ").rpartition("/")[2].strip().casefold()
    if known := _ZONES.get(city):
        return Text("mission.nearest_hint", nearest=known)
    zones = sorted(available_timezones())
    by_city = {name.rpartition("/")[2].replace("_", " "): name for name in zones if "/" in name}
    near = nearest(found, zones, 0.8) or by_city.get(nearest(city, list(by_city), 0.75) or "")
    return Text("mission.nearest_hint", nearest=near) if near else Text("mission.zone_hint")


def country(section: Section, key: str) -> CountryCode | None:
    """Read an ISO 3166-1 country code."""
    import pycountry  # noqa: PLC0415  # loads its tables when asked

    found = section.text(key)
    if not found:
        return None
    if pycountry.countries.get(alpha_2=found) is not None:
        return CountryCode(found)
    near: str | None
    try:
        near = _COUNTRIES.get(found.casefold()) or pycountry.countries.lookup(found).alpha_2
    except LookupError:
        names = {entry.name: entry.alpha_2 for entry in pycountry.countries}
        near = names.get(nearest(found, list(names), 0.75) or "")
    hint = Text("mission.nearest_hint", nearest=near) if near else Text("mission.country_hint")
    section.report.error(Text("mission.unknown_country", key=section.at(key), found=found), hint, section.at(key))
    return None


def currency(section: Section, key: str) -> str | None:
    """Read an ISO 4217 currency code."""
    import pycountry  # noqa: PLC0415  # loads its tables when asked

    found = section.text(key)
    if not found:
        return None
    codes = [entry.alpha_3 for entry in pycountry.currencies]
    if found in codes:
        return found
    near = _MONEY.get(found.upper()) or nearest(found, codes, 0.65)
    hint = Text("mission.nearest_hint", nearest=near) if near else Text("mission.currency_hint")
    section.report.error(Text("mission.unknown_currency", key=section.at(key), found=found), hint, section.at(key))
    return None


def language(section: Section, key: str, default: Language) -> Language:
    """Read one of the languages that the program speaks."""
    return LANGUAGE_NAMES[section.choice(key, LANGUAGE_NAMES, default.value)]


def languages(section: Section, key: str, default: tuple[Language, ...]) -> tuple[Language, ...]:
    """Read languages in an order."""
    found = section.choices(key, LANGUAGE_NAMES, tuple(language.value for language in default))
    return tuple(dict.fromkeys(LANGUAGE_NAMES[word] for word in found))
