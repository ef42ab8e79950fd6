"""Applications as rows: one row a product, the firm's own cells on its first row."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from tearoad.call.application import Answer, Application, Decision
from tearoad.companies.company_rows import CompanyKind
from tearoad.companies.exporters_sheet import CERTIFICATES, OWNERSHIP, PRODUCT_NAMES, PRODUCTS
from tearoad.companies.name_columns import company_name
from tearoad.companies.party_columns import CITY, LANGUAGES, REGISTRATION, contact
from tearoad.errors import InputError
from tearoad.paper.sheets import LONGEST_CELL, LONGEST_NOTE, Choices, Column, Kind, Reading, Record, w3
from tearoad.paper.sheets.written.lists import join_list, split_list
from tearoad.rows import Codec, Field, RowKind
from tearoad.rows.codecs import COUNT, DAY, LINE, MOMENT, NOTE, choice
from tearoad.text import Text
from tearoad.values import Language

DECISIONS = Choices(
    {
        Decision.OPEN: w3("open|undecided", "未决定|待定", "не решено|открыто"),
        Decision.ACCEPTED: w3("accepted|yes", "录取|入选|通过", "принята|принято"),
        Decision.WAITING: w3("waiting|waiting list", "候补|候补名单", "в резерве|лист ожидания"),
        Decision.DECLINED: w3("declined|no|rejected", "未入选|婉拒", "отклонена|отказ"),
        Decision.WITHDRAWN: w3("withdrawn", "已撤回|退出", "отозвана|отказалась"),
    }
)
TONGUES = Choices(
    {
        Language.ZH: w3("Chinese|zh", "中文", "китайский"),
        Language.RU: w3("Russian|ru", "俄文", "русский"),
        Language.EN: w3("English|en", "英文", "английский"),
    }
)


def _answers(text: str) -> tuple[Answer, ...]:
    found = []
    for item in split_list(text):
        question, is_, said = item.partition("=")
        if not is_ or not question.strip():
            raise InputError(Text("sheets.bad_answer", found=item), Text("sheets.expect_answers"))
        found.append(Answer(question.strip(), said.strip()))
    return tuple(found)


def _received(record: Record, field: str, _reading: Reading) -> datetime | None:
    record.needed((field,))
    return record.moment(field)


_RECEIVED = replace(MOMENT, read=_received)
_LETTERS_IN: Codec[Any] = replace(
    choice(TONGUES, None), read=lambda record, name, reading: record.choice(name, TONGUES, reading.home)
)
_ANSWERS: Codec[tuple[Answer, ...]] = Codec(
    read=lambda record, name, _reading: record.parsed(name, _answers, ()),
    cells=lambda answers, name, _zone: {name: join_list(f"{one.question} = {one.said}" for one in answers)},
    longest=LONGEST_CELL,
)
APPLICATIONS = CompanyKind(
    company=RowKind(
        name="applications",
        title=w3("Applications|Applicants", "报名企业|报名表|申请企业", "Заявители|Заявки фирм|Заявки на участие"),
        core=Application,
        personal=frozenset({"contact"}),
        prefix="A",
        id=Column(
            "id", w3("ID|Application|No.|Number|Code", "编号|申请编号|序号", "ID|Заявка|№|Код|Номер"), "A01", width=8
        ),
        fields=(
            Field("name", company_name()),
            Field(
                "received_at",
                _RECEIVED,
                w3("Received|Received at|Date", "收到时间|报名时间|提交时间", "Получена|Дата заявки"),
                example="2022-10-10 09:30",
                width=17,
                essential=True,
            ),
            Field(
                "language",
                _LETTERS_IN,
                w3("Language of letters|Letters in", "信函语言|通知语言", "Язык писем"),
                column="letter_language",
            ),
            OWNERSHIP,
            REGISTRATION,
            CITY,
            LANGUAGES,
            CERTIFICATES,
            Field("contact", contact()),
            Field(
                "about",
                NOTE,
                w3("Goals|About|What they want", "参团目标|目标", "Цели|О себе"),
                example=w3("A distributor in Moscow", "寻找莫斯科经销商", "Найти дистрибьютора в Москве"),
                about="application_goals",
                width=30,
            ),
            Field(
                "answers",
                _ANSWERS,
                w3("Answers|Readiness answers", "问卷答案|准备情况答案", "Ответы|Ответы анкеты"),
                example="exports = yes; staff = 12",
                about="application_answers",
                width=30,
                essential=True,
            ),
            Field(
                "consent_at",
                MOMENT,
                w3("Consent|Consent given", "同意时间|授权时间", "Согласие|Согласие дано"),
                example="2022-10-10 09:30",
                about="application_consent",
                width=17,
                essential=True,
            ),
            Field(
                "confirmed_at",
                MOMENT,
                w3("Confirmed|E-mail confirmed", "邮箱确认时间|确认时间", "Подтверждена|Почта подтверждена"),
                example="2022-10-10 09:40",
                about="application_confirmed",
                width=17,
                essential=True,
            ),
            Field(
                "decision",
                choice(DECISIONS, Decision.OPEN, quiet=True),
                w3("Decision|Result", "录取结果|结果|决定", "Решение|Итог"),
                about="application_decision",
                essential=True,
            ),
            Field(
                "decided_on",
                DAY,
                w3("Decided on|Decision date", "决定日期", "Дата решения"),
                example="2022-11-01",
                about="application_decided_on",
                width=12,
                essential=True,
            ),
            Field(
                "waiting_place",
                COUNT,
                w3("Place on waiting list|Waiting place", "候补名次|候补顺序", "Место в резерве"),
                example="1",
                about="application_waiting_place",
                width=8,
                essential=True,
            ),
            Field(
                "fee_paid_on",
                DAY,
                w3("Fee paid on|Fee paid", "缴费日期|费用到账日期", "Взнос оплачен"),
                example="2022-11-15",
                about="application_fee_paid_on",
                width=12,
                essential=True,
            ),
            Field(
                "party",
                replace(LINE, longest=LONGEST_NOTE),
                w3("Firm ID in mission|Exporter ID", "代表团企业编号|企业编号", "ID фирмы в миссии"),
                example="E01",
                about="application_party",
                width=8,
            ),
        ),
    ),
    item=PRODUCTS,
    items="products",
    named_by=PRODUCT_NAMES,
    side=Kind.EXPORTER,
    known_as=None,
)
