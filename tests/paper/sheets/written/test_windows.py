from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.errors import InputError
from tearoad.paper.sheets import FairCalendar
from tearoad.paper.sheets.written.windows import (
    read_absence,
    read_moment,
    read_windows,
    windows_in_words,
    write_windows,
)
from tearoad.text import Text
from tearoad.values import Language, Window

MOSCOW = ZoneInfo("Europe/Moscow")
BERLIN = ZoneInfo("Europe/Berlin")
CLOSES = {6: 18, 7: 18, 8: 18, 9: 18, 10: 15}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2023, 2, day, hour, minute, tzinfo=MOSCOW)


FAIR = FairCalendar(MOSCOW, tuple(Window(at(day, 10), at(day, closes)) for day, closes in CLOSES.items()))
TUESDAY_AFTERNOON = (Window(at(7, 14), at(7, 17)),)


@pytest.mark.parametrize(
    "written",
    [
        "Tue 14-17",
        "Tuesday 14:00 - 17:00",
        "2-5 pm Tue",
        "周二 14:00-17:00",
        "2月7日（周二）下午2点-5点",
        "星期二14点至17点",
        "вт 14–17",
        "во вторник с 14 до 17",
        "7 февраля, 14:00–17:00",
        "07.02.2023 14.00-17.00",
        "7 Feb 2023 14:00 to 17:00",
        "2023-02-07 14:00-17:00",
        "２０２３年２月７日 １４：００－１７：００",
        "day 2 14-17",
        "only Tue 14-17",
        "только вт 14–17",
        "仅周二 14:00-17:00",
        "Tue 14-17 only",
    ],
)
def test_an_afternoon_is_understood_however_it_is_written(written: str) -> None:
    assert read_windows(written, FAIR).value == TUESDAY_AFTERNOON
    assert read_windows(written, FAIR).doubts == ()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", ()),
        ("any time", ()),
        ("全程", ()),
        ("7 Feb 14:00-17:00; Wed 10-12", ((7, 14, 17), (8, 10, 12))),
        ("Tue, Thu 10-12, 14-15", ((7, 10, 12), (9, 10, 12), (7, 14, 15), (9, 14, 15))),
        ("Thu-Fri", ((9, 10, 18), (10, 10, 15))),
        ("7-8 Feb 10-12", ((7, 10, 12), (8, 10, 12))),
        ("среда, 8 февраля 10-12", ((8, 10, 12),)),
        ("после 15:00", ((6, 15, 18), (7, 15, 18), (8, 15, 18), (9, 15, 18))),
        ("Fri until 12", ((10, 10, 12),)),
    ],
)
def test_days_without_times_and_times_without_days(written: str, expected: tuple[tuple[int, int, int], ...]) -> None:
    windows = tuple(Window(at(day, start), at(day, end)) for day, start, end in expected)
    assert read_windows(written, FAIR).value == windows


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("Sun 14-17", "sheets.no_such_weekday", "window"),
        ("Mon 7 Feb 10-12", "sheets.days_differ", "window"),
        ("Tue 17-14", "sheets.window_backwards", "window"),
        ("31 Feb 10-12", "sheets.no_such_day", "date"),
        ("Tue 25:00-26:00", "sheets.bad_time", "time"),
        ("day 9 10-12", "sheets.no_such_fair_day", "window"),
        ("whenever it suits", "sheets.bad_window", "window"),
    ],
)
def test_what_cannot_be_a_time_says_why(written: str, code: str, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        read_windows(written, FAIR)
    assert (caught.value.code, caught.value.hint) == (code, Text(f"sheets.expect_{hint}"))


def test_a_day_outside_the_fair_is_kept_with_a_doubt() -> None:
    read = read_windows("Tue 14 Feb 10-12", FAIR)
    assert read.value == (Window(at(14, 10), at(14, 12)),)
    assert read.doubts == (Text("sheets.not_a_fair_day", day=date(2023, 2, 14)),)


def spring_fair() -> FairCalendar:
    days = (date(2023, 3, 25), date(2023, 3, 26))
    return FairCalendar(
        BERLIN,
        tuple(Window(datetime.combine(d, time(1), BERLIN), datetime.combine(d, time(18), BERLIN)) for d in days),
    )


def test_a_window_after_the_clocks_went_forward_has_summer_time() -> None:
    (saturday, sunday) = read_windows("Sat 10-12; Sun 10-12", spring_fair()).value
    assert saturday.start_at.astimezone(UTC) == datetime(2023, 3, 25, 9, tzinfo=UTC)
    assert sunday.start_at.astimezone(UTC) == datetime(2023, 3, 26, 8, tzinfo=UTC)


def test_a_time_that_the_clocks_skip_is_moved_and_doubted() -> None:
    read = read_windows("Sun 2:30-10", spring_fair())
    assert read.value[0].start_at.astimezone(UTC) == datetime(2023, 3, 26, 1, 30, tzinfo=UTC)
    assert read.doubts == (Text("sheets.time_skipped", found="2023-03-26 02:30", used="03:30"),)


def test_a_moment_needs_a_day_and_a_time() -> None:
    assert read_moment("Tue 10:30", FAIR).value == at(7, 10, 30)
    assert read_moment("2023-02-07 10:30", FAIR).value == at(7, 10, 30)
    for written in ("Tue", "10:30", "Tue 10-11", "Tue Wed 10:30"):
        with pytest.raises(InputError):
            read_moment(written, FAIR)


minutes = st.integers(0, 24 * 60 - 1)
windows = st.builds(
    lambda day, start, length: Window(
        at(1, 0) + timedelta(days=day, minutes=start), at(1, 0) + timedelta(days=day, minutes=start + length)
    ),
    st.integers(0, 20),
    minutes,
    st.integers(1, 2000),
)


@settings(max_examples=100)
@given(st.lists(windows, max_size=4).map(tuple))
def test_written_windows_read_back(several: tuple[Window, ...]) -> None:
    assert read_windows(write_windows(several, MOSCOW), FAIR).value == several


@settings(max_examples=100)
@given(st.text("7 Febвт14-:.;周二pm,月日", max_size=24))
def test_any_text_is_read_or_refused_with_a_reason(written: str) -> None:
    try:
        read = read_windows(written, FAIR).value
    except InputError as error:
        assert error.hint is not None  # noqa: PT017  # either outcome is right, a crash is not
    else:
        assert all(window.start_at < window.end_at for window in read)


def days(*named: int) -> tuple[Window, ...]:
    return tuple(Window(at(day, 10), at(day, CLOSES[day])) for day in named)


@pytest.mark.parametrize(
    "written",
    [
        "с 8 февраля",
        "from Wed",
        "со среды",
        "ab Mittwoch",
        "周三起",
        "starting from 8 Feb",
        "2月8日起",
        "начиная со среды",
    ],
)
def test_from_a_day_on_is_every_day_after_it_too(written: str) -> None:
    assert read_windows(written, FAIR).value == days(8, 9, 10)


@pytest.mark.parametrize("written", ["from Wed 14:00", "со среды 14:00", "ab Mittwoch 14 Uhr"])
def test_from_a_moment_on_is_the_rest_of_the_fair(written: str) -> None:
    assert read_windows(written, FAIR).value == (Window(at(8, 14), at(8, 18)), *days(9, 10))


@pytest.mark.parametrize("written", ["с 7 по 9 февраля", "from Tue to Thu", "von Dienstag bis Donnerstag"])
def test_from_one_day_to_another_is_no_more_than_that(written: str) -> None:
    assert read_windows(written, FAIR).value == days(7, 8, 9)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("кроме вторника; кроме среды", days(6, 9, 10)),
        ("除周二；除周三", days(6, 9, 10)),
        ("Di-Do; außer Mi", days(7, 9)),
        ("Mon-Fri except Wed", days(6, 7, 9, 10)),
        ("any time; not Tue", days(6, 8, 9, 10)),
        ("except Tue 10-12; except Wed", (days(6)[0], Window(at(7, 12), at(7, 18)), *days(9, 10))),
    ],
)
def test_several_exceptions_hold_together(written: str, expected: tuple[Window, ...]) -> None:
    assert read_windows(written, FAIR).value == expected


def test_times_before_their_days_belong_to_them() -> None:
    assert read_windows("10-12 Tue, 14-16 Wed", FAIR).value == (
        Window(at(7, 10), at(7, 12)),
        Window(at(8, 14), at(8, 16)),
    )


def test_only_a_part_of_the_day_is_that_part_of_every_day() -> None:
    assert read_windows("только утром", FAIR).value == read_windows("утром", FAIR).value
    assert read_windows("仅上午", FAIR).value == read_windows("上午", FAIR).value
    assert {window.end_at.hour for window in read_windows("mornings only", FAIR).value} == {12}


@pytest.mark.parametrize("written", ["7-9", "Tue 2-5", "10-12, Tue 14-16", "from Tue 14-17", "со среды утром"])
def test_what_may_mean_two_things_is_not_guessed(written: str) -> None:
    with pytest.raises(InputError, match=r"sheets\.bad_window|time at the fair"):
        read_windows(written, FAIR)


def test_an_absence_without_an_end_is_told_with_the_one_taken() -> None:
    assert [doubt.code for doubt in read_absence("Mon 14:00", FAIR).doubts] == ["sheets.read_as"]
    assert read_absence("Mon 14:00-14:30", FAIR).doubts == ()


@pytest.mark.parametrize("written", ["пока не знаю", "not sure yet", "noch nicht bekannt", "还不知道"])
def test_who_does_not_know_yet_has_not_said_no(written: str) -> None:
    found = read_windows(written, FAIR)
    assert (found.value, [doubt.code for doubt in found.doubts]) == ((), ["sheets.window_open"])


@pytest.mark.parametrize(
    ("written", "language", "expected"),
    [
        ("2023-02-07 10:00-12:30", Language.EN, "Tue 7 Feb 10:00–12:30"),
        (
            "2023-02-07 10:00-12:30; 2023-02-08 10:00-18:00",
            Language.RU,
            "вт 7 февр. 10:00–12:30; ср 8 февр. 10:00–18:00",
        ),
        ("2023-02-07 10:00 - 2023-02-08 12:00", Language.ZH, "2月7日周二 10:00 – 2月8日周三 12:00"),
        ("as agreed", Language.EN, "as agreed"),
        ("", Language.EN, ""),
    ],
)
def test_a_reader_sees_days_and_hours(written: str, language: Language, expected: str) -> None:
    assert windows_in_words(written, language) == expected


def test_a_part_of_a_day_is_told_with_both_its_hours() -> None:
    (doubt,) = read_windows("Tue утром", FAIR).doubts
    assert dict(doubt.params)["used"] == "10:00–12:00"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("7号下午、8号全天", [(7, 13, 18), (8, 10, 18)]),
        ("7号-8号", [(7, 10, 18), (8, 10, 18)]),
        ("2023年2月7日-8日", [(7, 10, 18), (8, 10, 18)]),
        ("7日下午", [(7, 13, 18)]),
        ("только 8-го", [(8, 10, 18)]),
        ("7 и 8 февраля, 9:00–18:00", [(7, 9, 18), (8, 9, 18)]),
        ("с 9-го", [(9, 10, 18), (10, 10, 15)]),
        ("утро 7.02", [(7, 10, 12)]),
        ("утром 7.02", [(7, 10, 12)]),
        ("on the 7th, 2-5 pm", [(7, 14, 17)]),
        ("7th-8th", [(7, 10, 18), (8, 10, 18)]),
    ],
)
def test_a_day_without_its_month_is_the_fair_s(written: str, expected: list[tuple[int, int, int]]) -> None:
    assert read_windows(written, FAIR).value == tuple(Window(at(day, a), at(day, b)) for day, a, b in expected)


@pytest.mark.parametrize("written", ["25-го", "7, 8", "до 8-го"])
def test_a_day_of_no_fair_and_figures_alone_are_no_days(written: str) -> None:
    with pytest.raises(InputError):
        read_windows(written, FAIR)
