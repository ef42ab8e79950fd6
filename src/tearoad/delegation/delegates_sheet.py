"""Delegates as rows: who travels, for which firm or office. Passport numbers are never kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tearoad.companies.name_columns import PERSON_NAMES, person_name
from tearoad.companies.party_columns import EMAIL, LANGUAGES, PHONE
from tearoad.delegation.delegate_columns import CONSENT_FIELDS, CONSENTS, JOURNEY, MANNERS, PAPERS, REACH
from tearoad.mission.people import Consent, Delegate, Visa
from tearoad.mission.span import far_away
from tearoad.paper.sheets import Column, Kind, Reading, Record, Severity, SheetWords, Value
from tearoad.paper.sheets.written.dates import read_date
from tearoad.paper.sheets.written.windows import read_moment
from tearoad.rows import Codec, Field, RowKind, Widget
from tearoad.rows.codecs import LOCAL, MOMENT, named, whole
from tearoad.text import Text
from tearoad.values import PartyId

_DAY_BEGINS, _DAY_ENDS = time(0), time(23, 59)
"""Of a journey's day without an hour nobody knows when: at no time of it is the person surely there."""


def near_fair(record: Record, field: str, at: datetime | None) -> datetime | None:
    """Return a moment of a journey that lies near the fair; another is told at its cell."""
    calendar = record.around.calendar
    far = far_away(at, calendar.days, calendar.zone) if at else None
    if far:
        record.fault(far, Text("programme.span_hint"), field)
        return record.stored(field, lambda text: read_moment(text, calendar).value, None)
    return at


def _agreed_on(record: Record, field: str) -> date | None:
    """Return the day of a consent; a sheet knows no today, but nobody agrees to a trip after the fair."""
    on, last = record.date(field, Severity.WARNING), max(record.around.calendar.days)
    if on is None or on <= last:
        return on
    hint = Text("sheets.consent_late_hint")
    record.warn(Text("sheets.consent_late", found=f"{on:%Y-%m-%d}", last=f"{last:%Y-%m-%d}"), hint, field)
    return record.stored(field, lambda text: read_date(text, last), None)


def _moment_near_fair(of_a_day: time) -> Codec[datetime | None]:
    return replace(
        MOMENT,
        read=lambda record, name, _reading: near_fair(record, name, record.moment(name, of_a_day)),
    )


def _consents(record: Record, _name: str, _reading: Reading) -> tuple[Consent, ...]:
    days = ((purpose, _agreed_on(record, field)) for purpose, field in CONSENT_FIELDS.items())
    return tuple(Consent(purpose, on) for purpose, on in days if on)


def _consent_cells(consents: tuple[Consent, ...], _name: str, _zone: ZoneInfo) -> Mapping[str, Value]:
    return {CONSENT_FIELDS[consent.purpose]: consent.given_on for consent in consents}


_CONSENTS = Codec(read=_consents, cells=_consent_cells, columns=lambda _field: CONSENTS, widget=Widget.DAY)


def _mended(delegate: Delegate, record: Record, _reading: Reading) -> Delegate:
    """Tell of a visa that was refused, and of a journey that ends before it begins: when it is then is not known."""
    if delegate.visa is Visa.REFUSED:
        record.warn(Text("sheets.visa_refused"), Text("sheets.visa_refused_hint"), "visa")
    if delegate.arrives_at and delegate.leaves_at and delegate.leaves_at <= delegate.arrives_at:
        record.warn(Text("sheets.leaves_first"), Text("sheets.leaves_first_hint"), "leaves_at")
        return replace(delegate, arrives_at=None, leaves_at=None)
    return delegate


def _with_roommates(delegates: tuple[Delegate, ...], reading: Reading) -> tuple[Delegate, ...]:
    """Name roommates by id, now that every row is read; what means nobody stays as it is written."""
    return tuple(replace(delegate, room_with=_ids(delegate.room_with, reading)) for delegate in delegates)


def _ids(written: tuple[str, ...], reading: Reading) -> tuple[str, ...]:
    found = ((text, reading.directory.find(text, frozenset({Kind.DELEGATE})).known) for text in written)
    return tuple(dict.fromkeys(known.id if known else text for text, known in found))


_STAYS = frozenset({"id", "rank", "firm", "languages", "arrives_at", "leaves_at"})
"""What plans need of somebody who is erased; all else goes."""
DELEGATES = RowKind(
    name="delegates",
    title=SheetWords("sheet_words.delegates_of_delegates"),
    core=Delegate,
    personal=frozenset(field.name for field in fields(Delegate)) - _STAYS,
    prefix="D",
    announces_ids=True,
    id=Column("id", SheetWords("sheet_words.id_of_delegates"), "D01", width=8),
    fields=(
        Field("name", person_name()),
        Field(
            "role",
            LOCAL,
            SheetWords("sheet_words.role"),
            example=SheetWords("sheet_words.director"),
            width=20,
        ),
        Field(
            "rank",
            whole(0, 1),
            SheetWords("sheet_words.rank"),
            example="1",
            width=8,
        ),
        Field(
            "firm",
            named((Kind.EXPORTER,), PartyId),
            SheetWords("sheet_words.firm_of_delegates"),
            example="E01",
            width=20,
            essential=True,
        ),
        Field(
            "office",
            LOCAL,
            SheetWords("sheet_words.office_of_delegates"),
            example=SheetWords("sheet_words.department_of_commerce"),
            width=22,
        ),
        PHONE,
        replace(EMAIL, example="li@example.com", about="delegate_email"),
        *REACH,
        LANGUAGES,
        *MANNERS,
        Field(
            "arrives_at",
            _moment_near_fair(_DAY_ENDS),
            SheetWords("sheet_words.arrives_of_delegates"),
            example="2023-02-04 08:30",
            width=17,
        ),
        Field(
            "leaves_at",
            _moment_near_fair(_DAY_BEGINS),
            SheetWords("sheet_words.leaves_of_delegates"),
            example="2023-02-11 20:00",
            width=17,
        ),
        *JOURNEY,
        *PAPERS,
        Field("consents", _CONSENTS),
    ),
    needs=(PERSON_NAMES,),
    judge=_mended,
    finish=_with_roommates,
    seen_first=frozenset({"native", "latin", "firm", "phone", "languages", "arrives_at", "leaves_at"}),
    people=True,
    may_be_numbered=True,
    known_as=Kind.DELEGATE,
)
