"""Codes that the world agreed on, as officers write them: time zones, countries, currencies, languages."""

from __future__ import annotations

from zoneinfo import ZoneInfo, available_timezones

from tearoad.mission.toml.section import LANGUAGE_NAMES, Section, nearest
from tearoad.reference import country_code, currency_exists
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


def zone(section: Section, key: str) -> ZoneInfo | None:
    """Read an IANA time zone."""
    text = section.text(key)
    if not text:
        return None
    try:
        return ZoneInfo(text)
    except (LookupError, ValueError, OSError):
        pass
    section.report.error(
        Text("mission.unknown_zone", key=section.at(key), found=text), _zone_hint(text), section.at(key)
    )
    return None


def _zone_hint(text: str) -> Text:
    city = text.replace("_", " ").rpartition("/")[2].strip().casefold()
    if known := _ZONES.get(city):
        return Text("mission.nearest_hint", nearest=known)
    zones = sorted(available_timezones())
    by_city = {name.rpartition("/")[2].replace("_", " "): name for name in zones if "/" in name}
    near = nearest(text, zones, 0.8) or by_city.get(nearest(city, list(by_city), 0.75) or "")
    return Text("mission.nearest_hint", nearest=near) if near else Text("mission.zone_hint")


def country(section: Section, key: str) -> CountryCode | None:
    """Read a country by its code, or by its name in one of the three languages."""
    found = section.text(key)
    known = country_code(found) if found else None
    if found and known is None:
        text = Text("mission.unknown_country", key=section.at(key), found=found)
        section.report.error(text, Text("mission.country_hint"), section.at(key))
    return known


def currency(section: Section, key: str) -> str | None:
    """Read an ISO 4217 currency code."""
    text = section.text(key)
    if not text or currency_exists(text):
        return text or None
    near = _MONEY.get(text.upper()) or _nearest_currency(text)
    hint = Text("mission.nearest_hint", nearest=near) if near else Text("mission.currency_hint")
    section.report.error(Text("mission.unknown_currency", key=section.at(key), found=text), hint, section.at(key))
    return None


def _nearest_currency(text: str) -> str | None:
    import pycountry  # noqa: PLC0415  # only where a code is wrong

    return nearest(text, [str(entry.alpha_3) for entry in pycountry.currencies], 0.65)


def language(section: Section, key: str, default: Language) -> Language:
    """Read one of the languages that the program speaks."""
    return LANGUAGE_NAMES[section.choice(key, LANGUAGE_NAMES, default.value)]


def languages(section: Section, key: str, default: tuple[Language, ...]) -> tuple[Language, ...]:
    """Read languages in an order."""
    found = section.choices(key, LANGUAGE_NAMES, tuple(language.value for language in default))
    return tuple(dict.fromkeys(LANGUAGE_NAMES[word] for word in found))
