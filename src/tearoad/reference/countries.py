"""Countries: their codes, their names in three languages, and reading a country as people write it."""

from __future__ import annotations

from functools import cache

from tearoad.errors import NotFoundError
from tearoad.reference.spelling import same
from tearoad.text import Text
from tearoad.values import CountryCode, Language

_ALSO = {
    "RU": "russia|rossiya|рф|россия|russian federation|российская федерация|俄联邦|俄罗斯联邦|俄国|rf",
    "CN": "prc|p.r. china|people's republic of china|кнр|китайская народная республика|"
    "中华人民共和国|中國|mainland china|中国大陆|大陆",
    "US": "usa|united states of america|сша|соединенные штаты америки|америка|美利坚合众国|"
    "u.s.a.|u.s.|america|соединенные штаты",
    "GB": "uk|great britain|england|великобритания|англия|英格兰|大不列颠|u.k.|britain|британия",
    "KR": "south korea|korea, south|republic of korea|южная корея|корея|大韩民国|korea|республика корея|南韩",
    "KP": "north korea|korea, north|dprk|democratic people's republic of korea|кндр|северная корея|北韩",
    "KZ": "казахстан|республика казахстан|қазақстан|рк|哈萨克|哈萨克斯坦共和国|kazakstan|哈国|哈萨克斯坦国",
    "KG": "kyrgyzstan|kyrgyz republic|киргизия|киргизстан|кыргызстан|кыргызская республика|吉尔吉斯|吉尔吉斯共和国|"
    "kirgizia|kirghizia|吉国",
    "BY": "belarus|byelorussia|беларусь|белоруссия|республика беларусь|рб|白俄|белорусь",
    "UZ": "乌国|узбекистан|республика узбекистан|ўзбекистон|乌兹别克|乌兹别克斯坦共和国",
    "IR": "iran|islamic republic of iran|iran (islamic republic of)|иран",
    "SY": "syria|syrian arab republic|сирия",
    "AE": "uae|u.a.e.|оаэ|эмираты|阿联酋|united arab emirates|объединенные арабские эмираты|阿拉伯联合酋长国",
    "CZ": "czech republic|чешская республика|捷克共和国|чехия|捷克",
    "MM": "burma|бирма",
    "CD": "congo, democratic republic of the|democratic republic of the congo|drc|дрк",
    "CG": "congo, republic of the|republic of the congo",
    "VN": "vietnam|viet nam|вьетнам",
    "LA": "laos|lao people's democratic republic",
    "TR": "turkey|turkiye|турция|турецкая республика",
    "MD": "moldova|молдавия|молдова|摩尔多瓦共和国|республика молдова",
    "TZ": "tanzania",
    "VE": "venezuela",
    "BO": "bolivia",
    "BN": "brunei",
    "CI": "cote d ivoire|ivory coast",
    "PS": "palestinian|palestine|west bank|gaza",
    "MK": "macedonia|north macedonia, the republic of",
    "HK": "hong kong|гонконг|香港|中国香港|сянган",
    "MO": "macau|macao|澳门|中国澳门|макао",
    "TW": "taiwan|中国台湾|中国台湾省|台湾省|тайвань китай",
    "TJ": "塔国|республика таджикистан|塔吉克|塔吉克斯坦",
    "TM": "туркмения|туркменистан|土库曼|土库曼斯坦",
    "NL": "the netherlands|holland|голландия",
    "AM": "республика армения",
    "AZ": "азербайджанская республика|阿塞拜疆",
    "GE": "грузинская республика|格鲁吉亚",
    "MN": "蒙古国|蒙古|монгольская республика",
    "DE": "frg|фрг",
    "IN": "республика индия|bharat",
}


@cache
def _known() -> frozenset[str]:
    import pycountry  # noqa: PLC0415  # read only where a country is asked for

    return frozenset(str(country.alpha_2) for country in pycountry.countries)


@cache
def _by_name() -> dict[str, str]:
    import pycountry  # noqa: PLC0415  # read only where a country is asked for
    from babel import Locale  # noqa: PLC0415  # 0.1 s, not for `--help`

    found: dict[str, str] = {}
    for country in pycountry.countries:
        names = (
            country.alpha_3,
            country.name,
            getattr(country, "official_name", ""),
            getattr(country, "common_name", ""),
        )
        found |= {same(str(name)): str(country.alpha_2) for name in names if name}
    for locale in (language.habits.locale for language in Language):
        territories = Locale.parse(locale).territories
        found |= {same(name): code for code, name in territories.items() if code in _known()}
    for code, written in _ALSO.items():
        found |= {same(name): code for name in written.split("|")}
    return found


def country_code(written: str) -> CountryCode | None:
    """Return the country that is written as a code or a name in English, Chinese or Russian; None if it is unknown."""
    bare = written.strip()
    if bare.upper() in _known():
        return CountryCode(bare.upper())
    code = _by_name().get(same(bare))
    return CountryCode(code) if code else None


def usual_country_name(code: CountryCode, language: Language) -> str:
    """Return a country's usual name (CLDR); what an organisation writes goes before it (`wordings.country_name`).

    Raises:
        NotFoundError: no country has this code.

    """
    from babel import Locale  # noqa: PLC0415  # 0.1 s, not for `--help`

    if code.alpha2 not in _known():
        raise NotFoundError(Text("reference.country_unknown", code=code.alpha2), Text("reference.country_unknown_hint"))
    return str(Locale.parse(language.habits.locale).territories[code.alpha2])


@cache
def country_names() -> dict[str, tuple[str, ...]]:
    """Return all names by which a country is known: the usual ones, and what else is understood, in one spelling."""
    from babel import Locale  # noqa: PLC0415  # 0.1 s, not for `--help`

    locales = [Locale.parse(language.habits.locale).territories for language in Language]
    found = {code: tuple(str(locale[code]) for locale in locales if code in locale) for code in _known()}
    for name, code in _by_name().items():
        found[code] = (*found[code], name)
    return found
