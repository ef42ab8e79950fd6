"""Languages people speak: their codes, and reading a language as people write it."""

from __future__ import annotations

from functools import cache

from tearoad.errors import NotFoundError
from tearoad.reference.spelling import same
from tearoad.text import Text
from tearoad.values import Language, LanguageCode

_ALSO = {
    "zh": "mandarin|putonghua|chinese (simplified)|simplified chinese|cantonese|cn|chn|"
    "中国话|普通话|国语|汉语|华语|粤语|广东话|путунхуа|мандарин|"
    "mandarin chinese|chinese mandarin|中國語|汉语普通话|кит|кантонский|по китайски|chi|汉|中",
    "en": "eng|англ|英文|英语|英語|анг|анг яз|по английски|in english|英",
    "ru": "俄罗斯语|俄罗斯文|俄国语|rus|рус|俄文|俄语|俄語|русс|по русски|in russian|俄",
    "kk": "哈萨克斯坦语|kazakh|kaz|казах|қазақша|қазақ|哈萨克语|哈语|哈萨克文|каз|казак|哈",
    "ky": "kyrgyz|киргизскии|кыргызча|кыргызский|кирг|кырг|吉尔吉斯文|吉尔吉斯语|kirghiz|kirgiz",
    "de": "нем|deutsch|德文|по немецки|德",
    "fr": "франц|francais|法文|法",
    "es": "espanol|исп|西语|西班牙文",
    "ja": "日文|日语|яп|日",
    "ko": "韩文|韩语|朝鲜语|кор|韩",
    "ar": "阿语|阿拉伯文|араб",
    "uk": "укр|乌克兰文",
    "uz": "узб|乌兹别克文|o zbekcha|узбекча|ўзбекча",
    "be": "белорус|白俄罗斯文",
    "tg": "тадж|塔吉克文",
    "mn": "монг|蒙文|蒙语",
    "vi": "вьет|越文|越语",
    "tr": "тур|土文|土语",
    "it": "итал|意文|意语",
    "pt": "葡语|葡文",
    "fa": "farsi|фарси|персидский|波斯文",
}
_TRAILING = ("язык", "language", "тілі")


@cache
def _known() -> frozenset[str]:
    import pycountry  # noqa: PLC0415  # read only where a language is asked for

    return frozenset(str(language.alpha_2) for language in pycountry.languages if getattr(language, "alpha_2", ""))


@cache
def _by_name() -> dict[str, str]:
    import pycountry  # noqa: PLC0415  # read only where a language is asked for
    from babel import Locale  # noqa: PLC0415  # 0.1 s, not for `--help`

    found: dict[str, str] = {}
    for language in pycountry.languages:
        code = getattr(language, "alpha_2", "")
        if code:
            found |= {same(str(name)): str(code) for name in (language.name, language.alpha_3)}
    for locale in (language.habits.locale for language in Language):
        found |= {same(name): code for code, name in Locale.parse(locale).languages.items() if code in _known()}
    for code, names in _ALSO.items():
        found |= {same(name): code for name in names.split("|")}
    return found


def language_named(written: str) -> LanguageCode | None:
    """Return the language that a name, and no code, in English, Chinese or Russian means; None if it means none."""
    bare = same(written)
    for trailing in _TRAILING:
        bare = bare.removesuffix(" " + same(trailing))
    named = _by_name().get(bare)
    return LanguageCode(named) if named else None


def language_code(written: str) -> LanguageCode | None:
    """Return the language written as a code (`ru`, `zh-Hans`) or a name in English, Chinese or Russian, or None.

    Chinese of any kind is `zh`.
    """
    named = language_named(written)
    tag = same(written).split(" ")[0]
    return named or (LanguageCode(tag) if tag in _known() else None)


def language_name(code: LanguageCode, language: Language) -> str:
    """Return a language's usual name (CLDR).

    Raises:
        NotFoundError: no language has this code.

    """
    from babel import Locale  # noqa: PLC0415  # 0.1 s, not for `--help`

    name = Locale.parse(language.habits.locale).languages.get(code) if code in _known() else None
    if name is None:
        raise NotFoundError(Text("reference.language_unknown", code=code), Text("reference.language_unknown_hint"))
    return str(name)


@cache
def language_names() -> dict[str, tuple[str, ...]]:
    """Return all names by which a language is known: the usual ones, and what else is understood, in one spelling."""
    from babel import Locale  # noqa: PLC0415  # 0.1 s, not for `--help`

    locales = [Locale.parse(language.habits.locale).languages for language in Language]
    found = {code: tuple(str(locale[code]) for locale in locales if code in locale) for code in _known()}
    for name, code in _by_name().items():
        found[code] = (*found[code], name)
    return found
