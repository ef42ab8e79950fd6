"""Codes: HS codes that a spreadsheet may have robbed of a zero, countries, languages, currencies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from tearoad.errors import InputError
from tearoad.paper.sheets.cells import folded
from tearoad.paper.sheets.written.lists import split_list
from tearoad.paper.sheets.written.understood import Understood
from tearoad.text import Text
from tearoad.values import CountryCode, HSCode, Language, LanguageCode

_LOCALES = (*(language.folder for language in Language), "de")
_MORE_COUNTRIES = {
    "РФ": "RU", "Российская Федерация": "RU", "俄联邦": "RU", "俄罗斯联邦": "RU", "Russian Federation": "RU",
    "КНР": "CN", "PRC": "CN", "中华人民共和国": "CN", "USA": "US", "UK": "GB", "РБ": "BY", "РК": "KZ", "ОАЭ": "AE",
    "UAE": "AE", "Korea": "KR", "Вьетнам": "VN", "Киргизия": "KG", "Белоруссия": "BY", "Турция": "TR", "Turkey": "TR",
}  # fmt: skip
_MORE_LANGUAGES = {
    "Mandarin": "zh", "Putonghua": "zh", "普通话": "zh", "汉语": "zh", "国语": "zh", "华语": "zh", "汉": "zh",
    "中": "zh", "кит": "zh", "chn": "zh", "cn": "zh", "chi": "zh", "俄": "ru", "рус": "ru", "rus": "ru", "英": "en",
    "англ": "en", "eng": "en", "日": "ja", "韩": "ko", "法": "fr", "德": "de", "哈": "kk", "каз": "kk",
    "русско": "ru", "китайско": "zh", "англо": "en", "казахско": "kk",
}  # fmt: skip
_SPOKEN_WELL = (
    r"native|mother tongue|fluent\w*|very good|good|business|conversational|working|advanced|[abc][12]|mandarin"
    r"|simplified|traditional|putonghua|род\w*|свободн\w*|хорош\w*|отличн\w*|разговорн\w*|делов\w*|путунхуа"
    r"|muttersprach\w*|fließend|gut|sehr gut|母语|流利|熟练|精通|良好|普通话|简体|繁体"
)
_LANGUAGE_ENDING = re.compile(rf"\s*(?:language|язык|语|文)?\s*(?:\(\s*(?:{_SPOKEN_WELL})\s*\))?\s*$", re.IGNORECASE)
"""What a bracket behind a language may say; anything else (`via interpreter`, `no`) may mean that it is not spoken."""
_SCRIPT = re.compile(r"(?<=^[a-z]{2})[-_](?:hans|hant|cyrl|latn|[a-z]{2})$", re.IGNORECASE)
"""What follows a language's code for its script or country: `zh-Hans`, `ru_RU`."""
_UNCLEAR_CODES = frozenset({"ch", "kr", "no"})
"""Codes of languages that people write for a country, or to say no: Chamorro, Kanuri, Norwegian."""
_BETWEEN_CODES = re.compile(r"[,;，；、/\n]|\s(?:and|и)\s|[和及]")
_CURRENCY_WORDS = {
    "$": "USD", "us$": "USD", "美元": "USD", "美金": "USD", "доллар": "USD", "долл": "USD", "dollar": "USD",
    "€": "EUR", "欧元": "EUR", "евро": "EUR", "euro": "EUR", "₽": "RUB", "руб": "RUB", "р": "RUB", "卢布": "RUB",
    "rubles": "RUB", "roubles": "RUB", "¥": "CNY", "元": "CNY", "rmb": "CNY", "人民币": "CNY", "юань": "CNY",
    "юаней": "CNY", "yuan": "CNY", "£": "GBP", "₸": "KZT", "тенге": "KZT", "坚戈": "KZT",
}  # fmt: skip

_NO_MONEY = {"XXX", "XTS"}
"""Codes of ISO 4217 for no currency at all and for tests."""


def read_hs_code(cell: str | float) -> Understood[HSCode]:
    """Read an HS code; a number cell that lost its first zero (902.1, 90210) gets it back, with a doubt.

    Of several codes in a cell, `0902, 2103`, the first is meant, with a doubt.

    Raises:
        InputError: it is no HS code.

    """
    if isinstance(cell, str):
        text = re.sub(
            r"^(?:hs|тн\s*вэд|тнвэд|код)\W*", "", unicodedata.normalize("NFKC", cell).strip(), flags=re.IGNORECASE
        )
        return _first_hs(text, cell)
    whole, _, part = repr(float(cell)).partition(".")
    if len(whole) > 4 or not part.strip("0"):
        digits = whole.zfill(len(whole) + len(whole) % 2)
    else:
        digits = whole.zfill(4) + part.ljust(2, "0")
    code = _hs(digits, str(cell))
    written = whole + part.rstrip("0") if part.strip("0") else whole
    doubt = (Text("sheets.hs_zero", found=f"{cell:g}" if cell < 1e6 else whole, used=str(code)),)
    return Understood(code, doubt if written != digits else ())


def _first_hs(text: str, written: str) -> Understood[HSCode]:
    parts = [part for part in _BETWEEN_CODES.split(text) if part.strip()]
    if len(parts) < 2 or not all(len(re.sub(r"\D", "", part)) >= 4 for part in parts):
        return Understood(_hs(text, written))
    codes = list(dict.fromkeys(_hs(part, written) for part in parts))
    doubt = (Text("sheets.more_codes", found=written, used=str(codes[0])),)
    return Understood(codes[0], doubt if len(codes) > 1 else ())


def _hs(text: str, written: str) -> HSCode:
    try:
        return HSCode.parse(text)
    except InputError:
        raise InputError(Text("sheets.bad_hs", found=written), Text("sheets.expect_hs")) from None


@cache
def _countries() -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415  # 0.1 s, only where a country is read

    names = {folded(written): code for written, code in _MORE_COUNTRIES.items()}
    for locale in _LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            if len(code) == 2 and code.isalpha():
                names.setdefault(folded(name), code)
                names.setdefault(folded(code), code)
    return names


def read_country(written: str) -> CountryCode:
    """Read a country by its ISO code or its name in one of the three languages.

    Raises:
        InputError: no country is called so.

    """
    code = _countries().get(folded(written))
    if code is None:
        raise InputError(Text("sheets.bad_country", found=written), Text("sheets.expect_country"))
    return CountryCode(code)


@cache
def _languages() -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415  # 0.1 s, only where a language is read

    names = {folded(written): code for written, code in _MORE_LANGUAGES.items()}
    for locale in _LOCALES:
        for code, name in Locale.parse(locale).languages.items():
            if len(code) == 2:
                names.setdefault(folded(name), code)
                if code not in _UNCLEAR_CODES:
                    names.setdefault(folded(code), code)
    return names


def read_language(written: str) -> LanguageCode:
    """Read a language by its code or its name: `ru`, `俄语`, `английский`.

    Raises:
        InputError: no language is called so.

    """
    names, text = _languages(), _SCRIPT.sub("", unicodedata.normalize("NFKC", written).strip())
    code = names.get(folded(text)) or names.get(folded(_LANGUAGE_ENDING.sub("", text)))
    if code is None:
        raise InputError(Text("sheets.bad_language", found=written), Text("sheets.expect_language"))
    return LanguageCode(code)


def read_languages(written: str) -> tuple[LanguageCode, ...]:
    """Read several languages: `Chinese, 俄语, английский`, `zh/ru`; each once, in the order written.

    Raises:
        InputError: one of them is unknown.

    """
    parts = [part for item in split_list(written) for part in re.split(r"[,，、/&+]|\s(?:and|и|und)\s|和|及", item)]
    return tuple(dict.fromkeys(read_language(part) for part in parts if part.strip()))


def write_language(code: LanguageCode, language: Language) -> str:
    """Return a language's name as `read_language` reads it back; its code where the name would not do."""
    from babel import Locale  # noqa: PLC0415  # 0.1 s, only where a sheet is written

    name = str(Locale.parse(language.folder).languages.get(code, code))
    unclear = re.search(r"[,，、/&+;]|\s(?:and|и)\s", name)
    return name if not unclear and _languages().get(folded(name)) == code else code


@cache
def _currencies() -> frozenset[str]:
    from babel import Locale  # noqa: PLC0415  # only where a price is read

    return frozenset(Locale.parse("en").currencies) - _NO_MONEY


def read_currency(written: str) -> str | None:
    """Return the ISO 4217 code that a sign, word or code means; None where it means none."""
    text = unicodedata.normalize("NFKC", written).strip(" .").casefold()
    if text in _CURRENCY_WORDS:
        return _CURRENCY_WORDS[text]
    stem = next((code for word, code in _CURRENCY_WORDS.items() if len(word) > 2 and text.startswith(word)), None)
    return stem or (text.upper() if text.upper() in _currencies() else None)
