"""Every way a translation can be less than whole is planted and found."""

from pathlib import Path

import pytest

from checks.allowed import Allowed
from checks.sentences.catalogues import FORMS, check

RULES = {
    "en": "nplurals=2; plural=(n != 1);",
    "zh_Hans": "nplurals=1; plural=0;",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
ONE = {
    "en": 'msgid "tea.full"\nmsgstr "The {pot} is full."\n',
    "zh_Hans": 'msgid "tea.full"\nmsgstr "{pot}满了。"\n',
    "ru": 'msgid "tea.full"\nmsgstr "{pot}: полон."\n',
}
PLURAL = 'msgid "tea.cups"\nmsgid_plural "tea.cups"\n'
MANY = {
    "en": PLURAL + 'msgstr[0] "{count} cup"\nmsgstr[1] "{count} cups"\n',
    "zh_Hans": PLURAL + 'msgstr[0] "{count}杯"\n',
    "ru": PLURAL + 'msgstr[0] "{count} чашка"\nmsgstr[1] "{count} чашки"\nmsgstr[2] "{count} чашек"\n',
}
NOTHING = Allowed()


def write(locales: Path, language: str, *entries: str, rule: str = "", named: str = "") -> None:
    folder = locales / language
    folder.mkdir(parents=True, exist_ok=True)
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {named or language}\\n"\n'
        f'"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: {rule or RULES[language]}\\n"\n'
    )
    (folder / "tea.po").write_text("\n".join([head, *entries]), encoding="utf-8")


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """Return whole catalogues of two messages."""
    for language in FORMS:
        write(tmp_path, language, ONE[language], MANY[language])
    return tmp_path


def found(locales: Path, allowed: Allowed = NOTHING) -> list[str]:
    return [finding.what for finding in check(locales, allowed)]


def test_whole_catalogues_are_let_pass(locales: Path) -> None:
    assert found(locales) == []


def test_a_missing_file_is_found(locales: Path) -> None:
    (locales / "ru/tea.po").unlink()
    assert found(locales) == ["is missing; other languages have it"]


def test_a_missing_message_is_found_wherever_it_is_missing(locales: Path) -> None:
    write(locales, "en", MANY["en"])
    write(locales, "ru", ONE["ru"])
    assert sorted(found(locales)) == ["tea.cups is missing in ru", "tea.full is missing in en"]


def test_a_message_that_stands_twice_is_found(locales: Path) -> None:
    write(locales, "en", ONE["en"], ONE["en"], MANY["en"])
    assert found(locales) == ["tea.full stands there twice"]


FAULTY: tuple[tuple[str, str, list[str]], ...] = (
    ("ru", 'полон {pot}"\n#~ msgid "tea.old"\n#~ msgstr "Чай', ["tea.old is fuzzy or out of use"]),
    ("zh_Hans", "", ["tea.full does not show the same parameters: pot", "tea.full is empty"]),
    ("ru", "Чайник полон.", ["tea.full does not show the same parameters: pot"]),
    ("ru", "{pots}: полон.", ["tea.full does not show the same parameters: pot, pots"]),
    ("zh_Hans", "{pot} is full", ["tea.full has no letter of its language: '{pot} is full'"]),
    ("ru", "{pot}: the pot is full, полон.", ["tea.full holds English: 'the pot is full'"]),
    ("en", "{pot}满", ["tea.full is not in English"]),
    ("en", "The {pot}'s full.", ["tea.full has a straight apostrophe; people read the curly one: ’"]),
    ("en", "The cups' {pot} is full.", ["tea.full has a straight apostrophe; people read the curly one: ’"]),
    ("en", "Don’t fill the {pot}: try '{pot}' or `let's`.", []),
)


@pytest.mark.parametrize(("language", "text", "expected"), FAULTY)
def test_a_faulty_message_is_found(locales: Path, language: str, text: str, expected: list[str]) -> None:
    write(locales, language, f'msgid "tea.full"\nmsgstr "{text}"\n', MANY[language])
    assert sorted(found(locales)) == expected


def test_a_fuzzy_message_is_found(locales: Path) -> None:
    write(locales, "ru", "#, fuzzy\n" + ONE["ru"], MANY["ru"])
    assert found(locales) == ["tea.full is fuzzy or out of use"]


@pytest.mark.parametrize("form", ["{pot满了。", "{0}{pot}满了。", "{}{pot}满了。", "{pot:>9}满了。"])
def test_a_brace_that_is_no_plain_name_is_found(locales: Path, form: str) -> None:
    write(locales, "zh_Hans", f'msgid "tea.full"\nmsgstr "{form}"\n', MANY["zh_Hans"])
    assert "tea.full has a brace that is no plain {name} or {name!r}" in found(locales)


def test_an_english_text_under_another_flag_is_found_even_with_letters_of_its_language(locales: Path) -> None:
    both = 'msgid "tea.name"\nmsgstr "Чай"\n'
    for language in FORMS:
        write(locales, language, ONE[language], MANY[language], both)
    allowed = Allowed(scripts={})
    assert "tea.name is the English text: 'Чай'" in found(locales, allowed)


def test_a_code_in_backticks_and_a_lone_latin_name_are_let_pass(locales: Path) -> None:
    entries = {
        "en": "Run `make all the tea now` in Microsoft Excel.",
        "zh_Hans": "在 Microsoft Excel 中运行 `make all the tea now`。",
        "ru": "Выполните `make all the tea now` в Microsoft Excel.",
    }
    for language, text in entries.items():
        write(locales, language, ONE[language], MANY[language], f'msgid "tea.run"\nmsgstr "{text}"\n')
    assert found(locales) == []


def test_an_abbreviation_is_the_same_everywhere(locales: Path) -> None:
    for language in FORMS:
        write(locales, language, ONE[language], MANY[language], 'msgid "tea.zone"\nmsgstr "UTC {pot}"\n')
    assert found(locales) == []


def test_exceptions_are_let_pass(locales: Path) -> None:
    for language in FORMS:
        write(locales, language, ONE[language], MANY[language], 'msgid "tea.brand"\nmsgstr "Puerh"\n')
    assert len(found(locales)) == 2
    assert found(locales, Allowed(scripts={"tea.brand": "a brand"})) == []


def test_a_proper_name_of_many_words_is_let_pass_when_it_is_allowed(locales: Path) -> None:
    text = "Список: Bank of International Tea."
    write(locales, "ru", ONE["ru"].replace("{pot}: полон.", "{pot} " + text), MANY["ru"])
    assert found(locales) == ["tea.full holds English: 'Bank of International Tea'"]
    assert found(locales, Allowed(names=("Bank of International Tea",))) == []


def test_a_lacking_plural_form_is_found(locales: Path) -> None:
    write(locales, "ru", ONE["ru"], PLURAL + 'msgstr[0] "{count} чашка"\nmsgstr[1] "{count} чашки"\n')
    assert found(locales) == ["tea.cups has 2 plural forms, 3 are needed"]


def test_a_plural_form_with_other_parameters_is_found(locales: Path) -> None:
    write(locales, "en", ONE["en"], PLURAL + 'msgstr[0] "one cup"\nmsgstr[1] "{count} cups"\n')
    assert found(locales) == ["tea.cups shows other parameters in another plural form"]


def test_a_message_that_is_plural_in_one_language_only_is_found(locales: Path) -> None:
    write(locales, "ru", ONE["ru"], 'msgid "tea.cups"\nmsgstr "Чашек: {count}"\n')
    assert found(locales) == ["tea.cups is plural in one language and not in another"]


def test_a_plural_without_its_number_is_found(locales: Path) -> None:
    write(locales, "zh_Hans", ONE["zh_Hans"], PLURAL + 'msgstr[0] "几杯"\n')
    assert "tea.cups is plural and does not show {count}" in found(locales)


def test_a_header_with_another_language_or_rule_is_found(locales: Path) -> None:
    write(locales, "ru", ONE["ru"], MANY["ru"], rule=RULES["en"], named="en")
    assert found(locales) == ["the header must give 3 plural forms", "the header names the language 'en', not 'ru'"]


def test_a_message_of_another_room_is_found(locales: Path) -> None:
    for language in FORMS:
        write(locales, language, ONE[language].replace("tea.", "coffee."), MANY[language])
    assert found(locales) == ["coffee.full does not belong to tea.po"] * 3


@pytest.mark.parametrize(
    ("forms", "wrong"),
    [
        (("{count} день", "{count} дня", "{count} дней"), ""),
        (("на {count} строку", "на {count} строки", "на {count} строк"), ""),
        (("без {count} строки", "без {count} строк", "без {count} строк"), ""),
        (("от {count} года", "от {count} лет", "от {count} лет"), ""),
        (("{count} человека ждут", "{count} человека ждут", "{count} человек ждут"), ""),
        (("{count} день", "{count} дней", "{count} дня"), "день, дней, дня should be день, дня, дней"),
        (("{count} дня", "{count} день", "{count} дней"), "дня, день, дней should be день, дня, дней"),
        (("{count} дня", "{count} дня", "{count} дней"), "дня, дня, дней should be день, дня, дней"),
        (
            ("{count} пару", "{count} пар", "{count} пары"),
            "пару, пар, пары should be пара, пары, пар",
        ),
        (("{count} часов", "{count} часа", "{count} час"), "часов, часа, час should be час, часа, часов"),
    ],
)
def test_a_word_in_another_plural_form_than_its_number_s_is_found(
    locales: Path, forms: tuple[str, str, str], wrong: str
) -> None:
    """Finds plural forms that changed places."""
    write(locales, "ru", ONE["ru"], PLURAL + "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(forms)))
    assert found(locales) == ([f"tea.cups counts wrongly: {wrong}"] if wrong else [])
