from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template

from tearoad.errors import InputError
from tearoad.text import Ref, Text
from tearoad.values import Language, Money
from tearoad.web.clock import now
from tearoad.web.confirm import require_name
from tearoad.words import Words

TEN_IN_MOSCOW = datetime(2027, 2, 9, 7, 0, tzinfo=UTC)
LATE = datetime(2027, 2, 9, 18, 0, tzinfo=UTC)
TEXT = Text("design.reason", firm=Ref("E1"), buyer=Ref("B1"))


def shown(template: str, language: Language = Language.EN, **context: object) -> str:
    return Template(template).render(Context({"language": language, "words": Words(language)} | context))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.EN, 'Tue 9 Feb 10:00 <span class="zone">Moscow</span> <span class="home">15:00 Shanghai</span>'),
        (Language.ZH, '2月9日周二 10:00 <span class="zone">莫斯科</span> <span class="home">上海 15:00</span>'),
        (Language.RU, 'вт 9 февр. 10:00 <span class="zone">Москва</span> <span class="home">15:00 Шанхай</span>'),
    ],
)
def test_a_moment_is_told_in_fair_time_with_home_time_beside_it(language: Language, expected: str) -> None:
    assert shown("{% moment at 'Europe/Moscow' 'Asia/Shanghai' %}", language, at=TEN_IN_MOSCOW) == (
        f'<time datetime="2027-02-09T10:00+03:00">{expected}</time>'
    )


def test_home_time_names_its_day_where_it_is_another() -> None:
    assert shown("{% clock at 'Europe/Moscow' 'Asia/Shanghai' %}", at=LATE) == (
        '<time datetime="2027-02-09T21:00+03:00">21:00 <span class="zone">Moscow</span> '
        '<span class="home">Wed 10 Feb 02:00 Shanghai</span></time>'
    )


@pytest.mark.parametrize("template", ["{% clock at 'Europe/Moscow' %}", "{% clock at 'Europe/Moscow' 'Asia/Riyadh' %}"])
def test_home_time_is_left_out_where_it_says_nothing_new(template: str) -> None:
    assert shown(template, at=TEN_IN_MOSCOW) == (
        '<time datetime="2027-02-09T10:00+03:00">10:00 <span class="zone">Moscow</span></time>'
    )


TRIP = SimpleNamespace(fair_zone=ZoneInfo("Europe/Moscow"), home_zone=ZoneInfo("Asia/Shanghai"))
OFFICE = SimpleNamespace(organisation=SimpleNamespace(home_zone=ZoneInfo("Asia/Shanghai")))


def test_a_page_of_a_mission_takes_the_mission_s_clocks_and_any_other_page_the_office_s() -> None:
    assert shown("{% clock at %}", at=TEN_IN_MOSCOW, mission=TRIP, request=OFFICE) == (
        '<time datetime="2027-02-09T10:00+03:00">10:00 <span class="zone">Moscow</span> '
        '<span class="home">15:00 Shanghai</span></time>'
    )
    assert shown("{% clock at %}", at=TEN_IN_MOSCOW, request=OFFICE) == (
        '<time datetime="2027-02-09T15:00+08:00">15:00 <span class="zone">Shanghai</span></time>'
    )
    assert shown("{% clock at %}", at=TEN_IN_MOSCOW) == (
        '<time datetime="2027-02-09T07:00+00:00">07:00 <span class="zone">UTC</span></time>'
    )


def test_a_moment_inside_a_sentence_is_told_on_the_page_s_clock_and_named() -> None:
    said = Text("design.moved_from", at=TEN_IN_MOSCOW)
    assert shown("{% say said %}", said=said, mission=TRIP).endswith("Tue 9 Feb 10:00 (Moscow)")
    assert shown("{% say said %}", said=said, request=OFFICE).endswith("Tue 9 Feb 15:00 (Shanghai)")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.EN, "Times of Moscow; Shanghai +5 h"),
        (Language.ZH, "时间以莫斯科为准；上海 +5 小时"),
        (Language.RU, "Время: Москва; Шанхай +5 ч"),
    ],
)
def test_the_head_of_a_page_says_how_far_home_is(language: Language, expected: str) -> None:
    assert shown("{% two_clocks on %}", language, on=date(2027, 2, 9), mission=TRIP) == expected
    assert not shown("{% two_clocks on %}", language, on=date(2027, 2, 9), request=OFFICE)


def test_a_day_is_written_out() -> None:
    on = date(2027, 2, 9)
    of_this_year = now().date()
    assert shown("{% day on %}", on=on) == '<time datetime="2027-02-09">Tuesday 9 February 2027</time>'
    assert (
        shown("{% day on %}", on=on, mission=SimpleNamespace(starts_on=on, ends_on=on))
        == '<time datetime="2027-02-09">Tuesday 9 February</time>'
    )
    assert str(of_this_year.year) not in shown("{% day on %}", on=of_this_year).partition(">")[2]
    assert shown("{% days on last %}", Language.ZH, on=on, last=date(2027, 2, 11)) == "2027年2月9日至11日"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (Language.EN, "Sunday 9 October 2022"),
        (Language.ZH, "2022年10月9日 星期日"),
        (Language.RU, "Воскресенье, 9 октября 2022 г."),
    ],
)
def test_a_day_of_another_year_than_the_fair_s_has_its_year(language: Language, expected: str) -> None:
    mission = SimpleNamespace(starts_on=date(2023, 2, 6), ends_on=date(2023, 2, 9))
    html = shown("{% day on %}", language, mission=mission, on=date(2022, 10, 9))
    assert html == f'<time datetime="2022-10-09">{expected}</time>'
    assert "2023<" not in shown("{% day on %}", language, mission=mission, on=date(2023, 2, 7))


def test_figures_money_and_phones_are_written_as_the_reader_writes_them() -> None:
    price = Money(Decimal("12500.5"), "CNY")
    assert shown("{% money price %}", Language.RU, price=price) == "12\u00a0500,50\u00a0CNY"
    assert shown("{% money price %}", price=None) == "–"
    assert shown("{% figure n %}", n=1312) == "1,312"
    assert shown("{% phone p %}", p="+74950000000") == '<a href="tel:+74950000000">+7 495 000-00-00</a>'
    assert shown("{% phone p %}", p="<ask>") == "&lt;ask&gt;"


def test_names_stand_where_ids_stood() -> None:
    known = {"E1": "Example Tea", "B1": "<b>"}
    template = "{% names known %}{% say text %}"
    assert shown(template, text=TEXT, known=known) == "Example Tea and &lt;b&gt;: both named each other."
    assert shown("{% say text %}", text=TEXT) == "E1 and B1: both named each other."


@pytest.mark.parametrize("typed", ["Moscow 2027", " moscow  2027", "Ｍｏｓｃｏｗ 2027"])
def test_a_name_that_was_typed_confirms(typed: str) -> None:
    require_name(typed, "Moscow 2027")


@pytest.mark.parametrize("typed", ["", "Moskow 2027", "Moscow"])
def test_another_name_does_not_confirm(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        require_name(typed, "Moscow 2027")
    assert caught.value.text == Text("web.confirm_differs", typed=typed, name="Moscow 2027")
