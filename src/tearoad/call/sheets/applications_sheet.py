"""Applications as rows: one row a product, the firm's own cells on its first row."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from tearoad.call.application import Answer, Application, Decision
from tearoad.companies.company_rows import CompanyKind
from tearoad.companies.exporters_sheet import CERTIFICATES, OWNERSHIP, PRODUCT_NAMES, PRODUCTS, SIZE
from tearoad.companies.name_columns import company_name
from tearoad.companies.party_columns import CITY, LANGUAGES, REGISTRATION, contact
from tearoad.errors import InputError
from tearoad.paper.sheets import LONGEST_CELL, LONGEST_NOTE, Choices, Column, Kind, Reading, Record, SheetWords
from tearoad.paper.sheets.written.lists import join_list, split_list
from tearoad.rows import Codec, Field, RowKind
from tearoad.rows.codecs import COUNT, DAY, LINE, MOMENT, NOTE, choice
from tearoad.rows.in_three import LANGUAGE_CHOICES
from tearoad.text import Text

DECISIONS = Choices(
    {
        Decision.OPEN: SheetWords("sheet_words.open"),
        Decision.ACCEPTED: SheetWords("sheet_words.accepted"),
        Decision.WAITING: SheetWords("sheet_words.waiting"),
        Decision.DECLINED: SheetWords("sheet_words.declined"),
        Decision.WITHDRAWN: SheetWords("sheet_words.withdrawn"),
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
    choice(LANGUAGE_CHOICES, None),
    read=lambda record, name, reading: record.choice(name, LANGUAGE_CHOICES, reading.home),
)
_ANSWERS: Codec[tuple[Answer, ...]] = Codec(
    read=lambda record, name, _reading: record.parsed(name, _answers, ()),
    cells=lambda answers, name, _zone: {name: join_list(f"{answer.question} = {answer.said}" for answer in answers)},
    longest=LONGEST_CELL,
)
APPLICATIONS = CompanyKind(
    company=RowKind(
        name="applications",
        title=SheetWords("sheet_words.applications"),
        core=Application,
        personal=frozenset({"contact"}),
        prefix="A",
        id=Column("id", SheetWords("sheet_words.id"), "A01", width=8),
        fields=(
            Field("name", company_name()),
            Field(
                "received_at",
                _RECEIVED,
                SheetWords("sheet_words.received"),
                example="2022-10-10 09:30",
                width=17,
                essential=True,
                set_elsewhere=True,
            ),
            Field(
                "language",
                _LETTERS_IN,
                SheetWords("sheet_words.language_of_letters"),
                column="letter_language",
            ),
            OWNERSHIP,
            SIZE,
            REGISTRATION,
            CITY,
            LANGUAGES,
            CERTIFICATES,
            Field("contact", contact()),
            Field(
                "about",
                NOTE,
                SheetWords("sheet_words.goals"),
                example=SheetWords("sheet_words.a_distributor_in_moscow"),
                about="application_goals",
                width=30,
            ),
            Field(
                "answers",
                _ANSWERS,
                SheetWords("sheet_words.answers"),
                example="exports = yes; staff = 12",
                about="application_answers",
                width=30,
                essential=True,
            ),
            Field(
                "consent_at",
                MOMENT,
                SheetWords("sheet_words.consent"),
                example="2022-10-10 09:30",
                about="application_consent",
                width=17,
                essential=True,
                set_elsewhere=True,
            ),
            Field(
                "confirmed_at",
                MOMENT,
                SheetWords("sheet_words.confirmed"),
                example="2022-10-10 09:40",
                about="application_confirmed",
                width=17,
                essential=True,
                set_elsewhere=True,
            ),
            Field(
                "decision",
                choice(DECISIONS, Decision.OPEN, quiet=True),
                SheetWords("sheet_words.decision"),
                about="application_decision",
                essential=True,
                set_elsewhere=True,
            ),
            Field(
                "decided_on",
                DAY,
                SheetWords("sheet_words.decided_on"),
                example="2022-11-01",
                about="application_decided_on",
                width=12,
                essential=True,
                set_elsewhere=True,
            ),
            Field(
                "waiting_place",
                COUNT,
                SheetWords("sheet_words.place_on_waiting_list"),
                example="1",
                about="application_waiting_place",
                width=8,
                essential=True,
                set_elsewhere=True,
            ),
            Field(
                "fee_paid_on",
                DAY,
                SheetWords("sheet_words.fee_paid_on"),
                example="2022-11-15",
                about="application_fee_paid_on",
                width=12,
                essential=True,
            ),
            Field(
                "party",
                replace(LINE, longest=LONGEST_NOTE),
                SheetWords("sheet_words.firm_id_in_mission"),
                example="E01",
                about="application_party",
                width=8,
                set_elsewhere=True,
            ),
        ),
    ),
    item=PRODUCTS,
    items="products",
    named_by=PRODUCT_NAMES,
    side=Kind.EXPORTER,
    known_as=None,
)
