"""A known sentence in each language: with a wrong path everything would stay codes, or silently English."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import polib
import pytest

from tearoad.errors import NotFoundError
from tearoad.text import Param, PriceInText, Ref, Text
from tearoad.values import Language
from tearoad.words import Words, say
from tearoad.words.catalogue import LOCALES, day, moment, on_clock, two_times

EN, ZH, RU = Language.EN, Language.ZH, Language.RU
MOSCOW, SHANGHAI = ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2023, 2, 6, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (EN, "“Narnia” is not a country code."),
        (ZH, "“Narnia”不是国家代码。"),
        (RU, "«Narnia» — не код страны."),
    ],
)
def test_a_text_is_said_in_the_language_of_its_reader(language: Language, sentence: str) -> None:
    assert say(Text("values.country", found="Narnia"), language) == sentence


def test_every_language_has_its_folder() -> None:
    assert {language: (LOCALES / language.folder).is_dir() for language in Language} == dict.fromkeys(Language, True)


def found(param: Param, language: Language, **names: str) -> str:
    """Return how a parameter is shown inside a sentence."""
    sentence = say(Text("values.country", found=param), language, names)
    frame = say(Text("values.country", found="|"), language).split("|")
    return sentence.removeprefix(frame[0]).removesuffix(frame[1])


@pytest.mark.parametrize(
    ("param", "shown"),
    [
        ("tea", ("tea", "tea", "tea")),
        (7, ("7", "7", "7")),
        (Decimal("12.500"), ("12.5", "12.5", "12.5")),
        (Decimal("1E+3"), ("1000", "1000", "1000")),
        (date(2023, 2, 6), ("Mon 6 Feb", "2月6日周一", "пн 6 февр.")),
        (MONDAY, ("Mon 6 Feb 14:05", "2月6日周一 14:05", "пн 6 февр. 14:05")),
        (Ref("E01"), ("Tea House", "Tea House", "Tea House")),
        (Ref("E99"), ("E99", "E99", "E99")),
        ((Ref("E01"), Ref("E02")), ("Tea House, E02", "Tea House、E02", "Tea House, E02")),
        (
            PriceInText(Decimal("1500000.5"), "CNY"),
            ("1,500,000.50\u00a0CNY", "1,500,000.50\u00a0CNY", "1\u00a0500\u00a0000,50\u00a0CNY"),
        ),
    ],
)
def test_a_parameter_is_shown_as_its_reader_writes_it(param: Param, shown: tuple[str, str, str]) -> None:
    assert tuple(found(param, language, E01="Tea House") for language in (EN, ZH, RU)) == shown


def test_a_text_inside_a_text_is_said_in_the_same_language_with_the_same_names() -> None:
    inner = Text("values.country", found=Ref("E01"))
    assert found(inner, RU, E01="Чайный дом") == "«Чайный дом» — не код страны."


def test_a_brace_in_a_value_is_shown_as_it_is() -> None:
    assert found("{found} {0} {", EN) == "{found} {0} {"


MEETINGS = "papers.meetings"


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        (EN, {0: "0 meetings", 1: "1 meeting", 2: "2 meetings", 21: "21 meetings"}),
        (ZH, {1: "1 场洽谈", 5: "5 场洽谈"}),
        (RU, {1: "1 встреча", 2: "2 встречи", 5: "5 встреч", 11: "11 встреч", 21: "21 встреча", 112: "112 встреч"}),
    ],
)
def test_a_number_chooses_the_form_of_its_language(language: Language, forms: dict[int, str]) -> None:
    assert {count: say(Text(MEETINGS, count=count), language) for count in forms} == forms


def test_a_code_without_a_message_is_an_error_not_a_code_on_paper() -> None:
    with pytest.raises(NotFoundError) as missing:
        say(Text("values.no_such_text"), RU)
    assert missing.value.code == "words.no_message"
    assert say(missing.value.text, RU) == "У текста «values.no_such_text» нет слов на языке ru."


def test_a_room_without_a_catalogue_is_an_error() -> None:
    with pytest.raises(NotFoundError) as missing:
        say(Text("nowhere.at_all"), ZH)
    assert missing.value.text == Text("words.no_catalogue", room="nowhere", language="zh-Hans")


def test_a_parameter_that_is_lacking_is_an_error() -> None:
    with pytest.raises(KeyError):
        say(Text("values.country"), EN)


def test_a_voice_keeps_its_language_and_names() -> None:
    voice = Words(RU, {"E01": "Чайный дом"})
    assert voice(Text("values.country", found=Ref("E01"))) == "«Чайный дом» — не код страны."
    assert voice.template(Text("values.country")) == "«{found}» — не код страны."


def test_a_moment_is_shown_in_the_zone_it_is_given_in() -> None:
    assert moment(MONDAY, EN) == "Mon 6 Feb 14:05"
    assert day(MONDAY, ZH) == "2月6日周一"


def test_each_clock_has_its_own_day_whichever_was_told_first() -> None:
    late = datetime(2023, 2, 7, 20, tzinfo=MOSCOW)
    for _ in range(2):
        assert two_times(late, MOSCOW, SHANGHAI, EN) == "Tue 7 Feb 20:00 (Moscow; Wed 8 Feb 01:00 Shanghai)"
        assert two_times(late, SHANGHAI, MOSCOW, EN) == "Wed 8 Feb 01:00 (Shanghai; Tue 7 Feb 20:00 Moscow)"
    assert [day(late.astimezone(clock), ZH) for clock in (SHANGHAI, MOSCOW)] == ["2月8日周三", "2月7日周二"]


CASE = re.compile(
    r"\b(у|с|со|для|от|до|за|к|ко|в|во|на|о|об|при|без|из|по|про|через|между|перед|кроме|вместо) "
    r"\{(exporter|buyer|firm|party|who|person|interpreter|place|here|there)\}",
    re.IGNORECASE,
)


@pytest.mark.parametrize("room", ["board_pages", "papers", "publish_pages", "repair_pages", "timetable"])
def test_names_stand_in_the_nominative_in_russian(room: str) -> None:
    said = polib.pofile(str(LOCALES / RU.folder / f"{room}.po"))
    forms = [form for poentry in said for form in (poentry.msgstr, *poentry.msgstr_plural.values())]
    assert [form for form in forms if CASE.search(form)] == []


def test_a_sentence_of_no_room_is_none_however_long_its_name_is() -> None:
    """As the name of a file it was too long for the system, which no page expected."""
    with pytest.raises(NotFoundError):
        say(Text("a" * 300), EN)


def test_a_sentence_that_ends_with_a_name_that_ends_with_a_stop_has_one() -> None:
    ended = Text("cli.repair_away", who="I1", start="10", end="Tea Co., Ltd.")
    assert say(ended, EN) == "Away: I1, 10 to Tea Co., Ltd."


@pytest.mark.parametrize(
    ("clock", "shown"), [(MOSCOW, "Mon 6 Feb 17:05 (Moscow)"), (SHANGHAI, "Mon 6 Feb 22:05 (Shanghai)")]
)
def test_a_moment_stands_as_the_clock_of_the_city_shows_it(clock: ZoneInfo, shown: str) -> None:
    """Finds a time that is called a city's and is another's: two times side by side were tried alone."""
    assert on_clock(MONDAY, clock, EN).replace("\N{NO-BREAK SPACE}", " ") == shown
