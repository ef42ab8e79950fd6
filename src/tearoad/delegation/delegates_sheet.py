"""The sheet of delegates: who travels, for which firm or office. Passport numbers are never kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tearoad.companies import Decides
from tearoad.companies.buyers_sheet import DECIDES
from tearoad.companies.party_columns import (
    LANGUAGES,
    PHONE,
    person_columns,
    read_person_name,
    write_person_name,
)
from tearoad.delegation.delegate_columns import CONSENT_FIELDS, CONSENTS, JOURNEY, MANNERS, PAPERS, REACH, VISAS
from tearoad.mission.people import Consent, Delegate, Visa
from tearoad.mission.span import far_away
from tearoad.paper.sheets import (
    Column,
    Kind,
    Known,
    Reading,
    Record,
    Severity,
    SheetRow,
    SheetSpec,
    SheetWords,
    Table,
    Value,
)
from tearoad.paper.sheets.written.dates import read_date
from tearoad.paper.sheets.written.lists import join_list
from tearoad.paper.sheets.written.windows import read_moment
from tearoad.rows.in_three import in_three, local_cells, read_local
from tearoad.rows.with_ids import with_ids
from tearoad.text import Text
from tearoad.values import PartyId, PersonId

_DELEGATES = frozenset({Kind.DELEGATE})
_NAMES = ("native", "latin", "local", "name")
DELEGATES = SheetSpec(
    "delegates",
    SheetWords("sheet_words.delegates_of_delegates"),
    (
        Column("id", SheetWords("sheet_words.id_of_delegates"), "D01", width=8),
        *person_columns(""),
        *in_three(
            "role",
            SheetWords("sheet_words.role"),
            "role",
            SheetWords("sheet_words.director"),
            20,
        ),
        Column(
            "rank",
            SheetWords("sheet_words.rank"),
            "1",
            width=8,
        ),
        Column(
            "firm",
            SheetWords("sheet_words.firm_of_delegates"),
            "E01",
            width=20,
        ),
        *in_three(
            "office",
            SheetWords("sheet_words.office_of_delegates"),
            "office",
            SheetWords("sheet_words.department_of_commerce"),
            22,
        ),
        PHONE,
        *REACH,
        LANGUAGES,
        *MANNERS,
        Column(
            "arrives_at",
            SheetWords("sheet_words.arrives_of_delegates"),
            "2023-02-04 08:30",
            width=17,
        ),
        Column(
            "leaves_at",
            SheetWords("sheet_words.leaves_of_delegates"),
            "2023-02-11 20:00",
            width=17,
        ),
        *JOURNEY,
        *PAPERS,
        *CONSENTS,
    ),
    needs=(_NAMES,),
    may_be_numbered=True,
    people=True,
    strict=frozenset({"firm"}),
)

_DAY_BEGINS, _DAY_ENDS = time(0), time(23, 59)
"""Of a journey's day without an hour nobody knows when: at no time of it is the person surely there."""


def read_delegates(records: Iterable[Record], reading: Reading) -> tuple[Delegate, ...]:
    """Return the delegates whose rows are good."""
    people = []
    for record, id_ in with_ids(records, "D"):
        record.needed(_NAMES)
        name = read_person_name(record, "", reading.home, reading.host)
        firm = record.ref("firm", frozenset({Kind.EXPORTER}))
        delegate = Delegate(
            PersonId(id_),
            name,
            read_local(record, "role"),
            record.whole("rank", 0, 1),
            PartyId(firm) if firm else None,
            read_local(record, "office"),
            record.phone("phone", (reading.home_region, reading.host_region)),
            record.languages("languages"),
            near_fair(record, "arrives_at", record.moment("arrives_at", _DAY_ENDS)),
            near_fair(record, "leaves_at", record.moment("leaves_at", _DAY_BEGINS)),
        )
        if delegate.arrives_at and delegate.leaves_at and delegate.leaves_at <= delegate.arrives_at:
            record.warn(Text("sheets.leaves_first"), Text("sheets.leaves_first_hint"), "leaves_at")
            delegate = replace(delegate, arrives_at=None, leaves_at=None)
        reading.directory.add(Known(Kind.DELEGATE, id_, (*name.written, record.numbered), record.where, record.held))
        reading.look_up_later(record, "room_with", _DELEGATES)
        if not record.held:
            people.append(_with_facts(delegate, record, reading))
    return tuple(replace(one, room_with=_ids(one.room_with, reading)) for one in people)


def _with_facts(delegate: Delegate, record: Record, reading: Reading) -> Delegate:
    """Add what the office notes for the trip; a wrong cell there is a warning and keeps nobody at home."""
    days = ((purpose, _agreed_on(record, field)) for purpose, field in CONSENT_FIELDS.items())
    visa = record.choice("visa", VISAS, Visa.UNKNOWN, Severity.WARNING)
    if visa is Visa.REFUSED:
        record.warn(Text("sheets.visa_refused"), Text("sheets.visa_refused_hint"), "visa")
    return replace(
        delegate,
        counterpart=read_local(record, "counterpart"),
        say=record.text("say"),
        decides=record.choice("decides", DECIDES, Decides.UNKNOWN, Severity.WARNING),
        diet=record.text("diet"),
        phone_abroad=record.phone("phone_abroad", (reading.host_region, reading.home_region)),
        messengers=record.list("messengers"),
        arrives_by=record.text("arrives_by"),
        leaves_by=record.text("leaves_by"),
        hotel=read_local(record, "hotel"),
        room=record.text("room"),
        room_with=record.list("room_with"),
        passport_expires_on=record.date("passport_expires_on", Severity.WARNING),
        visa=visa,
        consents=tuple(Consent(purpose, on) for purpose, on in days if on),
    )


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


def _ids(written: Iterable[str], reading: Reading) -> tuple[str, ...]:
    """Return whom a list of names means by id, now that every row is read; what means nobody stays as it is."""
    found = ((one, reading.directory.find(one, _DELEGATES).known) for one in written)
    return tuple(dict.fromkeys(known.id if known else one for one, known in found))


def write_delegates(delegates: Iterable[Delegate], zone: ZoneInfo) -> Table:
    """Return the sheet that reads back as these delegates."""
    return Table(DELEGATES, tuple(_row(delegate, zone) for delegate in delegates))


def _row(delegate: Delegate, zone: ZoneInfo) -> SheetRow:
    return SheetRow(
        {
            "id": delegate.id,
            **write_person_name(delegate.name),
            **local_cells(delegate.role, "role"),
            "rank": delegate.rank or None,
            "firm": delegate.firm,
            **local_cells(delegate.office, "office"),
            "phone": delegate.phone,
            "languages": delegate.languages,
            "arrives_at": delegate.arrives_at.astimezone(zone) if delegate.arrives_at else None,
            "leaves_at": delegate.leaves_at.astimezone(zone) if delegate.leaves_at else None,
            **_facts(delegate),
        }
    )


def _facts(delegate: Delegate) -> dict[str, Value]:
    return {
        **local_cells(delegate.counterpart, "counterpart"),
        "say": delegate.say,
        "decides": None if delegate.decides is Decides.UNKNOWN else delegate.decides,
        "diet": delegate.diet,
        "phone_abroad": delegate.phone_abroad,
        "messengers": join_list(delegate.messengers),
        "arrives_by": delegate.arrives_by,
        "leaves_by": delegate.leaves_by,
        **local_cells(delegate.hotel, "hotel"),
        "room": delegate.room,
        "room_with": join_list(delegate.room_with),
        "passport_expires_on": delegate.passport_expires_on,
        "visa": None if delegate.visa is Visa.UNKNOWN else delegate.visa,
        **{CONSENT_FIELDS[one.purpose]: one.given_on for one in delegate.consents},
    }
