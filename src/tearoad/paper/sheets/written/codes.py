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
from tearoad.reference.countries import country_code
from tearoad.reference.languages import language_code, language_named
from tearoad.text import Text
from tearoad.values import CountryCode, HSCode, Language, LanguageCode

_STEMS_OF_LANGUAGES = {"русско": "ru", "китайско": "zh", "англо": "en", "казахско": "kk", "汉": "zh"}
"""First halves of a pair: `русско-китайский`."""
_SPOKEN_WELL = (
    r"native|mother tongue|fluent\w*|very good|good|business|conversational|working|advanced|[abc][12]|mandarin"
    r"|simplified|traditional|putonghua|род\w*|свободн\w*|хорош\w*|отличн\w*|разговорн\w*|делов\w*|путунхуа"
    r"|hsk\s*\d|toefl|ielts|[一二三四五六1-6]级|专[四八]"
    r"|muttersprach\w*|fließend|gut|sehr gut|母语|流利|熟练|精通|良好|普通话|简体|繁体"
)
_LANGUAGE_ENDING = re.compile(
    rf"\s*(?:language|язык|яз\.?|语|文)?\s*(?:\(\s*(?:{_SPOKEN_WELL})\s*\))?\s*$", re.IGNORECASE
)
"""What a bracket behind a language may say; anything else (`via interpreter`, `no`) may mean that it is not spoken."""
_SHORT_LANGUAGES = re.compile("[中汉俄英日韩法德哈]{2,}")
"""Languages side by side, a sign each: `中俄英`."""
_SCRIPT = re.compile(r"(?<=^[a-z]{2})[-_](?:hans|hant|cyrl|latn|[a-z]{2})$", re.IGNORECASE)
"""What follows a language's code for its script or country: `zh-Hans`, `ru_RU`."""
_UNCLEAR_CODES = frozenset({"ch", "kr", "no"})
"""Codes of languages that people write for a country, or to say no: Chamorro, Kanuri, Norwegian."""
_BETWEEN_CODES = re.compile(r"[,;，；、/\n]|\s(?:and|и)\s|[和及]")
_BETWEEN_LANGUAGES = re.compile(r"[,，、/&+]|\s(?:and|и|und)\s|和|及")
_LIKE_A_CODE = re.compile(r"(?:(?:hs|тн\s*вэд|税号)\W*)?\d{4}(?:[. ]?\d{2}){0,3}", re.IGNORECASE)
_CURRENCY_WORDS = {
    "$": "USD", "us$": "USD", "美元": "USD", "美金": "USD", "доллар": "USD", "долл": "USD", "dollar": "USD",
    "€": "EUR", "欧元": "EUR", "евро": "EUR", "euro": "EUR", "₽": "RUB", "руб": "RUB", "р": "RUB", "卢布": "RUB",
    "rubles": "RUB", "roubles": "RUB", "¥": "CNY", "元": "CNY", "rmb": "CNY", "人民币": "CNY", "юань": "CNY",
    "юаней": "CNY", "yuan": "CNY", "£": "GBP", "₸": "KZT", "тенге": "KZT", "тг": "KZT", "坚戈": "KZT",
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
            r"^(?:hs\s*(?:code|编码)?|тн\s*вэд|тнвэд|код|税号|海关编码|商品编码)\W*",
            "",
            unicodedata.normalize("NFKC", cell).strip(),
            flags=re.IGNORECASE,
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


def hs_codes_in(written: str) -> tuple[HSCode, ...]:
    """Return the HS codes of a text that holds nothing else; none where it says anything besides, or only a year."""
    parts = [part.strip() for part in _BETWEEN_CODES.split(unicodedata.normalize("NFKC", written)) if part.strip()]
    if not parts or not all(_LIKE_A_CODE.fullmatch(part) for part in parts):
        return ()
    try:
        return tuple(read_hs_code(part).value for part in parts)
    except InputError:
        return ()


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
def _german(kind: str) -> Mapping[str, str]:
    """Return what German offices, whose fairs many visit, call countries or languages."""
    from babel import Locale  # noqa: PLC0415  # 0.1 s, only where one is read

    names: Mapping[str, str] = getattr(Locale.parse("de"), kind)
    return {folded(str(name)): code for code, name in names.items() if len(code) == 2 and code.isalpha()}


def read_country(written: str) -> CountryCode:
    """Read a country by its ISO code or a name that `reference` knows; a city behind it (or after a comma) is left out.

    Raises:
        InputError: no country is called so.

    """
    bare = re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", written)
    code = country_code(written) or country_code(bare) or country_code(re.split(r"[,，;；/]", written)[0])
    german = None if code else _german("territories").get(folded(written))
    if code is None and german is None:
        raise InputError(Text("sheets.bad_country", found=written), Text("sheets.expect_country"))
    return code or CountryCode(german or "")


def _language(text: str) -> str | None:
    """Return the language of a code or a name."""
    bare = folded(text)
    if bare in _UNCLEAR_CODES:
        return None
    is_code = len(bare) == 2 and bare.isascii()
    known = language_code(bare) if is_code else language_named(text)
    return known or _STEMS_OF_LANGUAGES.get(bare) or _german("languages").get(bare)


def read_language(written: str) -> LanguageCode:
    """Read a language by its code or its name: `ru`, `俄语`, `английский`.

    Raises:
        InputError: no language is called so.

    """
    text = _SCRIPT.sub("", unicodedata.normalize("NFKC", written).strip())
    code = _language(text) or _language(_LANGUAGE_ENDING.sub("", text))
    if code is None:
        raise InputError(Text("sheets.bad_language", found=written), Text("sheets.expect_language"))
    return LanguageCode(code)


def read_languages(written: str) -> tuple[LanguageCode, ...]:
    """Read several languages: `Chinese, 俄语, английский`, `zh/ru`; each once, in the order written.

    Raises:
        InputError: one of them is unknown.

    """
    parts = [part for item in split_list(written) for part in _BETWEEN_LANGUAGES.split(item)]
    parts = [
        language
        for part in parts
        for language in (part.strip() if _SHORT_LANGUAGES.fullmatch(part.strip()) else (part,))
    ]
    return tuple(dict.fromkeys(read_language(part) for part in parts if part.strip()))


def read_known_languages(written: str) -> Understood[tuple[LanguageCode, ...]]:
    """Read the languages of a list that are known; each of the others is a doubt.

    Raises:
        InputError: none is known.

    """
    known: list[LanguageCode] = []
    doubts = []
    for item in split_list(written):
        for part in filter(str.strip, _BETWEEN_LANGUAGES.split(item)):
            try:
                known += read_languages(part)
            except InputError:
                doubts.append(Text("sheets.bad_language", found=part.strip()))
    if not known:
        raise InputError(Text("sheets.bad_language", found=written), Text("sheets.expect_language"))
    return Understood(tuple(dict.fromkeys(known)), tuple(doubts))


def write_language(code: LanguageCode, language: Language) -> str:
    """Return a language's name as `read_language` reads it back; its code where the name would not do."""
    from babel import Locale  # noqa: PLC0415  # 0.1 s, only where a sheet is written

    name = str(Locale.parse(language.folder).languages.get(code, code))
    unclear = re.search(r"[,，、/&+;]|\s(?:and|и)\s", name)
    return name if not unclear and _language(name) == code else code


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
