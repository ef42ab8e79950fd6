"""A delegation of three fictional people with two interpreters."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from tearoad.companies import Contact, Exporter
from tearoad.delegation.papers.roster import Roster, roster
from tearoad.mission import (
    Consent,
    Delegate,
    FairDay,
    Interpreter,
    LanguagePair,
    Mission,
    Purpose,
)
from tearoad.names import FirmName, PersonName
from tearoad.values import CountryCode, InterpreterId, LanguageCode, LocalText, PartyId, PersonId

OFFICE = LocalText("Department of Commerce (fictional)")
ZONE = ZoneInfo("Europe/Moscow")
ZH, RU = LanguageCode("zh"), LanguageCode("ru")


@pytest.fixture
def people() -> Roster:
    """Return the head, their deputy and one of a firm; the firm's agreed to no book."""
    travels = Consent(Purpose.TRAVEL, date(2022, 12, 1))
    agreed = (travels, Consent(Purpose.BOOK, date(2022, 12, 1)))
    lands, leaves = datetime(2023, 2, 5, 8, 40, tzinfo=ZONE), datetime(2023, 2, 11, 20, tzinfo=ZONE)
    head = Delegate(
        PersonId("O1"), PersonName("赵示例", "ZHAO Shili", "Чжао Шили"), LocalText("Deputy director"), 1,
        office=OFFICE, phone="+8613800000001", languages=(ZH,),
        arrives_at=lands, leaves_at=leaves,
        counterpart=LocalText(ru="Иванов Пример, заместитель министра"), arrives_by="ZZ205",
        hotel=LocalText("Hotel Example"), room="401", diet="no pork",
        messengers=("WeChat: zhao_example",), consents=agreed,
    )  # fmt: skip
    deputy = Delegate(
        PersonId("O2"), PersonName("钱示例", "QIAN Shili", "Цянь Шили"), LocalText("Head of division"), 2,
        office=OFFICE, languages=(ZH, RU), counterpart=LocalText(ru="Петрова Образец, палата"),
        consents=agreed,
    )  # fmt: skip
    of_firm = Delegate(
        PersonId("D1"), PersonName("孙示例", "SUN Shili", "Сунь Шили"), LocalText("Director"), 0, PartyId("E01"),
        phone="+8613800000003", arrives_at=lands, leaves_at=leaves, hotel=LocalText("Hotel Example"), room="twin",
        room_with=("O2",), consents=(travels,),
    )  # fmt: skip
    both = frozenset({LanguagePair(ZH, RU), LanguagePair(RU, ZH)})
    mission = Mission(
        name=LocalText("Tea mission (fictional)", "茶叶代表团（虚构）", "Чайная миссия (вымышлена)"),
        fair=LocalText("Food Fair", "食品展", "Выставка"),
        city=LocalText("Moscow", "莫斯科", "Москва"),
        venue=LocalText("Hall", "展馆", "Павильон"),
        country=CountryCode("RU"),
        home_zone=ZoneInfo("Asia/Shanghai"),
        fair_zone=ZONE,
        currency="USD",
        days=tuple(FairDay(date(2023, 2, day), time(10), time(18)) for day in (7, 8, 9)),
        contacts=(Contact(PersonName("李示例", "LI Shili", "Ли Шили"), LocalText("Secretary"), "+8613800000009"),),
    )
    return roster(
        mission,
        (of_firm, deputy, head),
        (Exporter(PartyId("E01"), FirmName("示例茶业", "Example Tea", "Чай «Пример»")),),
        (
            Interpreter(InterpreterId("I1"), PersonName("Анна Примерова", "Anna Primerova"), both),
            Interpreter(InterpreterId("I2"), PersonName("Иван Образцов", "Ivan Obraztsov"), both),
        ),
    )
