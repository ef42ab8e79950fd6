from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tearoad.companies import Decides
from tearoad.errors import InputError
from tearoad.journey.files import MissionFiles
from tearoad.mission import ItemKind, LanguagePair, Purpose, Visa
from tearoad.mission.interpreters_sheet import pairs_in_words, read_pairs, write_pairs
from tearoad.paper.sheets import Severity
from tearoad.text import Text
from tearoad.values import Language, LanguageCode, LocalLines, LocalText, Window

Reader = Callable[..., MissionFiles]
ZH, RU, EN = LanguageCode("zh"), LanguageCode("ru"), LanguageCode("en")
BOTH = frozenset({LanguagePair(ZH, RU), LanguagePair(RU, ZH)})


def told(files: MissionFiles) -> list[tuple[str, str]]:
    return [(problem.cell, problem.text.code) for problem in files.problems]


@pytest.mark.parametrize(
    "written",
    [
        *("zh<>ru", "Chinese-Russian", "китайский – русский", "中俄互译", "汉俄", "ru/zh", "zh>ru; ru>zh", "中文↔俄语"),
        *("中文-俄语", "中文－俄语", "中文～俄语", "русский‑китайский"),
        *("中文、俄语", "русский, китайский", "Chinese; Russian"),
    ],
)
def test_both_directions(written: str) -> None:
    assert read_pairs(written) == BOTH


@pytest.mark.parametrize("written", ["zh>ru", "Chinese -> Russian", "中译俄", "китайский → русский"])
def test_one_direction(written: str) -> None:
    assert read_pairs(written) == frozenset({LanguagePair(ZH, RU)})


@pytest.mark.parametrize("written", ["zh", "Chinese-Chinese", "zh>elvish", ""])
def test_what_is_no_pair_is_refused(written: str) -> None:
    with pytest.raises(InputError):
        read_pairs(written)


def test_pairs_read_back() -> None:
    pairs = BOTH | {LanguagePair(EN, RU)}
    assert (write_pairs(pairs), read_pairs(write_pairs(pairs))) == ("en>ru; ru<>zh", pairs)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        (Language.EN, "English → Russian, Russian ↔ Chinese"),
        (Language.ZH, "英语 → 俄语、俄语 ↔ 中文"),
        (Language.RU, "английский → русский, русский ↔ китайский"),
    ],
)
def test_pairs_are_shown_in_words(language: Language, shown: str) -> None:
    assert pairs_in_words("en>ru; ru<>zh", language) == shown
    assert pairs_in_words("whatever she likes", language) == "whatever she likes"


def test_an_interpreter_in_the_pool_or_at_a_stand(read_sheets: Reader) -> None:
    files = read_sheets(
        interpreters="id,name,pairs,attached to,hours\nI1,Анна,zh-ru,pool,Tue 10-14\nI2,Иван,zh-ru,Example Tea,\n"
    )
    zone = files.mission.fair_zone
    assert [i.attached_to for i in files.interpreters] == [None, "E1"]
    assert files.interpreters[0].hours == (
        Window(datetime(2027, 2, 9, 10, tzinfo=zone), datetime(2027, 2, 9, 14, tzinfo=zone)),
    )
    assert files.problems == ()


def test_least_hours_above_most_hours_are_left_aside(read_sheets: Reader) -> None:
    files = read_sheets(interpreters="id,name,pairs,min hours,max hours\nI1,Анна,zh-ru,7,3\n")
    (interpreter,) = files.interpreters
    assert (interpreter.min_hours_per_day, interpreter.max_hours_per_day) == (0, 3)
    assert told(files) == [("D2", "sheets.hours_crossed")]


def test_a_delegate_belongs_to_a_known_firm_or_to_an_office(read_sheets: Reader) -> None:
    files = read_sheets(delegates="id,name,firm,office\nD1,LI Shili,E1,\nD2,WANG Shili,,Commerce\nD3,ZHAO Shili,E9,\n")
    assert [(d.id, d.firm, d.office["en"]) for d in files.delegates] == [("D1", "E1", ""), ("D2", None, "Commerce")]
    assert told(files) == [("C4", "sheets.unknown_reference")]


def test_a_repeated_delegate_id_holds_the_second_row_back(read_sheets: Reader) -> None:
    files = read_sheets(delegates="id,name\nD1,LI Shili\nD1,WANG Shili\n")
    assert ([d.name.latin for d in files.delegates], told(files)) == (["LI Shili"], [("A3", "sheets.id_twice")])


def test_leaving_before_arriving_leaves_both_aside(read_sheets: Reader) -> None:
    files = read_sheets(delegates="id,name,arrival,departure\nD1,LI Shili,2027-02-09 10:00,2027-02-08 10:00\n")
    assert [(delegate.arrives_at, delegate.leaves_at) for delegate in files.delegates] == [(None, None)]
    assert told(files) == [("D2", "sheets.leaves_first")]


@pytest.mark.parametrize(("column", "cell"), [("arrival", "1990-02-07 10:00"), ("departure", "2090-02-12 10:00")])
def test_a_journey_far_from_the_fair_is_left_aside(read_sheets: Reader, column: str, cell: str) -> None:
    files = read_sheets(delegates=f"id,name,{column}\nD1,LI Shili,{cell}\nD2,WANG Shili,2027-01-08 10:00\n")
    assert [
        (delegate.id, delegate.arrives_at is None and delegate.leaves_at is None) for delegate in files.delegates
    ] == [
        ("D1", True),
        ("D2", False),
    ]
    assert told(files) == [("C2", "programme.far_away")]


def test_a_rank_begins_at_one(read_sheets: Reader) -> None:
    files = read_sheets(delegates="id,name,rank\nD1,LI Shili,0\nD2,WANG Shili,1\nD3,SUN Shili,\n")
    assert [(delegate.id, delegate.rank) for delegate in files.delegates] == [("D1", 0), ("D2", 1), ("D3", 0)]
    assert told(files) == [("C2", "sheets.bad_whole")]


def test_an_interpreters_address_is_read_and_a_wrong_one_is_told(read_sheets: Reader) -> None:
    files = read_sheets(
        interpreters="id,name,languages,E-mail\nI1,Anna,zh<>ru,anna@example.com\nI2,Ivan,zh<>ru,at example\n"
        "I3,Olga,zh<>ru,\n"
    )
    assert [interpreter.email for interpreter in files.interpreters] == ["anna@example.com", "", ""]
    assert told(files) == [("D3", "sheets.bad_email")]


def test_of_two_numbers_in_a_cell_the_lesser_is_sure(read_sheets: Reader) -> None:
    files = read_sheets(
        interpreters="id,name,languages,max hours\nI1,Anna,zh<>ru,6-8\nI2,Ivan,zh<>ru,8-6\nI3,Olga,zh<>ru,7\n"
    )
    assert [(interpreter.id, interpreter.max_hours_per_day) for interpreter in files.interpreters] == [
        ("I1", 6),
        ("I2", None),
        ("I3", 7),
    ]
    assert told(files) == [("D2", "sheets.read_as"), ("D3", "sheets.bad_whole")]


def test_a_consent_dated_after_the_fair_is_warned_and_not_kept(read_sheets: Reader) -> None:
    files = read_sheets(delegates="id,name,consent: book,consent: photos\nD1,LI Shili,2027-02-11,2027-02-12\n")
    (delegate,) = files.delegates
    assert (delegate.agreed_on(Purpose.BOOK), delegate.agreed_on(Purpose.PHOTO)) == (date(2027, 2, 11), None)
    (problem,) = files.problems
    assert (problem.cell, problem.severity) == ("D2", Severity.WARNING)
    assert problem.text == Text("sheets.consent_late", found="2027-02-12", last="2027-02-11")


def test_a_journey_by_night_ends_on_another_day(read_sheets: Reader) -> None:
    files = read_sheets(
        delegates="id,name\nD1,LI Shili\n",
        programme="date,from,to,title,kind,must attend\n"
        "7 Feb 2027,23:00,2027-02-08 06:30,夜间航班,航班,E1; li shili\n9 Feb,18:00,24:00,Приём,приём,\n",
    )
    night, reception = files.programme
    zone = files.mission.fair_zone
    assert night.window == Window(datetime(2027, 2, 7, 23, tzinfo=zone), datetime(2027, 2, 8, 6, 30, tzinfo=zone))
    assert (night.kind, night.title["zh"], night.must) == (ItemKind.TRAVEL, "夜间航班", ("E1", "D1"))
    assert reception.window.end_at == datetime(2027, 2, 10, tzinfo=zone)
    assert (reception.title["ru"], files.problems) == ("Приём", ())


def test_who_speaks_hosts_and_interprets_is_found_by_id_or_name(read_sheets: Reader) -> None:
    files = read_sheets(
        delegates="id,name\nD1,LI Shili\nD2,WANG Shili\n",
        interpreters="id,name,pairs\nI1,Анна Примерова,zh-ru\n",
        programme="date,from,to,title,speaker,我方接待人,Переводчики\n"
        "9 Feb,10:00,11:00,Seminar,li shili,D2,Анна Примерова\n9 Feb,12:00,13:00,Tasting,,,D1\n",
    )
    seminar, tasting = files.programme
    assert (tasting.title["en"], tasting.interpreters) == ("Tasting", ())
    assert (seminar.speaks, seminar.hosts, seminar.interpreters) == (("D1",), ("D2",), ("I1",))
    assert seminar.bound == ("D1", "D2", "I1")
    assert told(files) == [("G3", "sheets.unknown_reference")]


def test_an_item_that_ends_before_it_begins_is_an_error(read_sheets: Reader) -> None:
    files = read_sheets(programme="date,from,to,title\n9 Feb,12:00,10:00,Seminar\n9 Feb,,10:00,Seminar\n")
    assert (files.programme, told(files)) == ((), [("C2", "sheets.ends_first"), ("B3", "sheets.cell_missing")])


def test_an_item_that_lasts_a_year_or_lies_far_from_the_fair_is_an_error(read_sheets: Reader) -> None:
    rows = "2027-02-09,10:00,2028-02-09 12:00,Seminar\n2026-02-09,10:00,12:00,Seminar\n"
    files = read_sheets(programme="date,from,to,title\n" + rows)
    assert (files.programme, told(files)) == ((), [("C2", "programme.too_long"), ("A3", "programme.far_away")])
    assert [problem.hint for problem in files.problems] == [Text("programme.span_hint")] * 2


def test_nobody_both_must_and_may_attend(read_sheets: Reader) -> None:
    rows = "2027-02-09,10:00,12:00,Seminar,D1,li shili; D2\n2027-02-09,13:00,14:00,Tasting,D1,D2\n"
    files = read_sheets(
        delegates="id,name\nD1,LI Shili\nD2,WANG Shili\n",
        programme="date,from,to,title,must attend,may attend\n" + rows,
    )
    assert [(programme_item.must, programme_item.may) for programme_item in files.programme] == [
        (("D1",), ("D2",)),
        (("D1",), ("D2",)),
    ]
    assert told(files) == [("F2", "programme.must_and_may")]


def test_several_times_away_are_several_absences(read_sheets: Reader) -> None:
    files = read_sheets(availability="who,when,why\nB1,Tue 10-12; Wed,ill\nT1,Thu 10-11,\nNobody,Tue,\n")
    assert [(a.who, a.window.start_at.day, a.why) for a in files.absences] == [
        ("B1", 9, "ill"),
        ("B1", 10, "ill"),
        ("T1", 11, ""),
    ]
    assert told(files)[0][0] == "A4"


def test_what_the_office_notes_of_a_delegate_is_read_in_any_language(read_sheets: Reader) -> None:
    files = read_sheets(
        delegates="id,name,护照有效期至,签证,Shares room with,Отель,微信,Consent: photos,Decision power\n"
        "D1,LI Shili,2028-05-31,已获签,wang shili,Пример,WeChat: li; Telegram: @li,10 Jan 2027,decides\n"
        "D2,WANG Shili,,免签,D1; Nobody,,,,\n"
    )
    first, second = files.delegates
    assert first.passport_expires_on == date(2028, 5, 31)
    assert (first.visa, second.visa) == (Visa.GRANTED, Visa.NOT_NEEDED)
    assert (first.room_with, second.room_with) == (("D2",), ("D1", "Nobody"))
    assert (first.hotel, first.messengers) == (LocalText(ru="Пример"), ("WeChat: li", "Telegram: @li"))
    assert (first.agreed_on(Purpose.PHOTO), first.agreed_on(Purpose.BOOK)) == (date(2027, 1, 10), None)
    assert (first.decides, second.decides) == (Decides.DECIDES, Decides.UNKNOWN)
    assert told(files) == [("E3", "sheets.unknown_reference")]


def test_a_wrong_fact_of_the_trip_is_a_warning_and_keeps_the_person(read_sheets: Reader) -> None:
    files = read_sheets(delegates="id,name,visa,passport valid until,decides\nD1,LI Shili,perhaps,soon,who knows\n")
    assert [(d.id, d.visa, d.passport_expires_on) for d in files.delegates] == [("D1", Visa.UNKNOWN, None)]
    assert told(files) == [("C2", "sheets.bad_choice"), ("D2", "sheets.bad_date"), ("E2", "sheets.bad_choice")]


def test_the_last_day_of_a_passport_is_read_and_its_number_is_not(read_sheets: Reader) -> None:
    files = read_sheets(
        delegates="id,name,passport no. and expiry,护照有效期\nD1,LI Shili,E12345678 2028-05-31,2028-05-31\n"
        "D2,WANG Shili,,E87654321\n"
    )
    assert [d.passport_expires_on for d in files.delegates] == [date(2028, 5, 31), None]
    assert told(files) == [("C1", "sheets.passport_column"), ("D3", "sheets.passport_cell")]


def test_a_post_in_one_column_is_sorted_by_its_letters_and_three_columns_stand_together(read_sheets: Reader) -> None:
    files = read_sheets(
        delegates=(
            "id,name,post,office,office (Russian),counterpart\n"
            "D1,LI Shili,总经理,Commerce,Департамент,Замминистра\n"
            "D2,WANG Shili,Director,,,\n"
        )
    )
    assert [(d.role, d.office, d.counterpart) for d in files.delegates] == [
        (LocalText(zh="总经理"), LocalText("Commerce", ru="Департамент"), LocalText(ru="Замминистра")),
        (LocalText("Director"), LocalText(), LocalText()),
    ]
    assert files.problems == ()


def test_talks_and_places_in_one_column_are_sorted_by_their_letters(read_sheets: Reader) -> None:
    files = read_sheets(
        programme=(
            "id,title,date,from,to,place,host,their side,points,talking points (Chinese)\n"
            "P1,Call,2027-02-09,10:00,11:00,Зал 7,B003,Иван; Анна,thank; ask,感谢; 询问\n"
        )
    )
    (item,) = files.programme
    assert (item.place, item.host, item.talk.they, item.talk.points) == (
        LocalText(ru="Зал 7"),
        LocalText("B003"),
        LocalLines(ru=("Иван", "Анна")),
        LocalLines(("thank", "ask"), ("感谢", "询问")),
    )


def test_one_person_in_two_rows_and_a_refused_visa_are_told(read_sheets: Reader) -> None:
    files = read_sheets(
        delegates="id,name,phone,visa\nD1,LI Shili,+8613800138000,\nD2,LI Shili,+8613800138000,refused\nD3,LI Shili,,\n"
    )
    assert [delegate.id for delegate in files.delegates] == ["D1", "D2", "D3"]
    assert [(problem.cell, problem.text.code) for problem in files.problems] == [
        ("B3", "sheets.same_person"),
        ("D3", "sheets.visa_refused"),
    ]


def test_a_journey_of_a_day_without_an_hour_leaves_nothing_of_that_day(read_sheets: Reader) -> None:
    files = read_sheets(delegates="id,name,arrival,departure\nD1,LI Shili,2027-02-08,2027-02-10\n")
    (delegate,) = files.delegates
    assert (f"{delegate.arrives_at:%d %H:%M}", f"{delegate.leaves_at:%d %H:%M}") == ("08 23:59", "10 00:00")
    assert [problem.text.code for problem in files.problems] == ["sheets.read_as", "sheets.read_as"]


@pytest.mark.parametrize("everyone", ["全体", "все", "All firms"])
def test_a_word_for_everybody_means_every_firm_of_the_delegation(read_sheets: Reader, everyone: str) -> None:
    files = read_sheets(programme=f"title,day,start,end,must attend\nOpening,2027-02-09,10:00,11:00,{everyone}\n")
    assert files.programme[0].must == tuple(exporter.id for exporter in files.exporters)
    assert [problem.text.code for problem in files.problems] == ["programme.everyone"]


def test_who_is_there_does_not_stand_in_the_sheet_of_absences(read_sheets: Reader) -> None:
    files = read_sheets(availability="who,when,why\nB1,Tue 10-12,доступен\n")
    assert [(problem.text.code, problem.stops) for problem in files.problems] == [("sheets.absence_present", True)]
