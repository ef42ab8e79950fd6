"""The sheet of applications: one row a product, the firm's own cells on its first row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tearoad.call.application import Answer, Application, Decision
from tearoad.companies.company import Ownership
from tearoad.companies.company_rows import CompanyRows, gather, hold_or_keep
from tearoad.companies.exporters_sheet import (
    CERTIFICATES,
    OWNERSHIP,
    OWNERSHIPS,
    PRODUCT_COLUMNS,
    PRODUCT_FIELDS,
    PRODUCT_NAMES,
    certificate_cell,
    product_cells,
    read_certificates,
    read_product,
)
from tearoad.companies.party_columns import (
    CITY,
    COMPANY_NAMES,
    CONTACT,
    LANGUAGES,
    REGISTRATION,
    read_company_name,
    read_contact,
    write_company_name,
    write_contact,
)
from tearoad.errors import InputError
from tearoad.paper.sheets import (
    LONGEST_CELL,
    LONGEST_NOTE,
    Choices,
    Column,
    Kind,
    Reading,
    Record,
    SheetRow,
    SheetSpec,
    SheetWords,
    Table,
    Value,
)
from tearoad.paper.sheets.problem import Severity
from tearoad.paper.sheets.written.lists import join_list, split_list
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
_COMPANY = (
    Column("id", SheetWords("sheet_words.id"), "A01", width=8),
    *COMPANY_NAMES,
    Column(
        "received_at",
        SheetWords("sheet_words.received"),
        "2022-10-10 09:30",
        width=17,
    ),
    Column(
        "letter_language",
        SheetWords("sheet_words.language_of_letters"),
        choices=LANGUAGE_CHOICES,
    ),
    OWNERSHIP,
    REGISTRATION,
    CITY,
    LANGUAGES,
    CERTIFICATES,
    *CONTACT,
    Column(
        "about",
        SheetWords("sheet_words.goals"),
        SheetWords("sheet_words.a_distributor_in_moscow"),
        about="application_goals",
        width=30,
        longest=LONGEST_NOTE,
    ),
    Column(
        "answers",
        SheetWords("sheet_words.answers"),
        "exports = yes; staff = 12",
        about="application_answers",
        longest=LONGEST_CELL,
        width=30,
    ),
    Column(
        "consent_at",
        SheetWords("sheet_words.consent"),
        "2022-10-10 09:30",
        about="application_consent",
        width=17,
    ),
    Column(
        "confirmed_at",
        SheetWords("sheet_words.confirmed"),
        "2022-10-10 09:40",
        about="application_confirmed",
        width=17,
    ),
    Column(
        "decision",
        SheetWords("sheet_words.decision"),
        about="application_decision",
        choices=DECISIONS,
    ),
    Column(
        "decided_on",
        SheetWords("sheet_words.decided_on"),
        "2022-11-01",
        about="application_decided_on",
        width=12,
    ),
    Column(
        "waiting_place",
        SheetWords("sheet_words.place_on_waiting_list"),
        "1",
        about="application_waiting_place",
        width=8,
    ),
    Column(
        "fee_paid_on",
        SheetWords("sheet_words.fee_paid_on"),
        "2022-11-15",
        about="application_fee_paid_on",
        width=12,
    ),
    Column(
        "party",
        SheetWords("sheet_words.firm_id_in_mission"),
        "E01",
        about="application_party",
        width=8,
        longest=LONGEST_NOTE,
    ),
)
_JUDGED = frozenset(
    ("received_at", "answers", "consent_at", "confirmed_at", "decision", "decided_on", "waiting_place", "fee_paid_on")
)
"""What a firm is judged or written to by: a bad cell there holds the application back."""
APPLICATIONS = SheetSpec(
    "applications",
    SheetWords("sheet_words.applications"),
    (*_COMPANY, *PRODUCT_COLUMNS),
    needs=(("name_native", "name_latin", "name_local", "name"),),
    items=PRODUCT_NAMES,
    strict=_JUDGED,
)
_FIELDS = tuple(column.field for column in _COMPANY)


@dataclass(frozen=True, slots=True)
class PlacedApplication:
    """An application, and the cells that say so."""

    head: Record
    application: Application


def place_applications(records: Iterable[Record], reading: Reading) -> tuple[PlacedApplication, ...]:
    """Return the applications whose rows are good; what is wrong stands in the reading's problems."""
    firms = gather(records, Kind.EXPORTER, "A", _FIELDS, reading)
    return tuple(
        PlacedApplication(firm.head, one) for firm in firms if firm.head and (one := _application(firm, reading))
    )


def _application(firm: CompanyRows, reading: Reading) -> Application | None:
    head = firm.head
    if head is None:
        return None
    items = [record for record in firm.records if record.any_of(PRODUCT_FIELDS)]
    products = [(record, read_product(record, reading)) for record in items]
    good = tuple(product for record, product in products if not record.held)
    head.needed(("received_at",))
    received = head.moment("received_at")
    if received is None:
        return None
    made = Application(
        firm.id,
        read_company_name(head, reading.home, reading.host),
        received,
        head.choice("letter_language", LANGUAGE_CHOICES, reading.home),
        head.text("registration_number"),
        head.text("city"),
        head.choice("ownership", OWNERSHIPS, Ownership.UNKNOWN),
        read_contact(head, reading, reading.home, (reading.home_region, reading.host_region)),
        good,
        head.parsed("certificates", lambda text: read_certificates(text, reading.calendar.near), (), Severity.WARNING),
        head.languages("languages"),
        head.text("about"),
        head.parsed("answers", _answers, ()),
        head.moment("consent_at"),
        head.moment("confirmed_at"),
        head.choice("decision", DECISIONS, Decision.OPEN),
        head.date("decided_on"),
        head.whole("waiting_place", 0),
        head.date("fee_paid_on"),
        head.text("party"),
    )
    return made if hold_or_keep(firm, items, len(good)) else None


def _answers(text: str) -> tuple[Answer, ...]:
    found = []
    for item in split_list(text):
        question, is_, said = item.partition("=")
        if not is_ or not question.strip():
            raise InputError(Text("sheets.bad_answer", found=item), Text("sheets.expect_answers"))
        found.append(Answer(question.strip(), said.strip()))
    return tuple(found)


def write_applications(applications: Iterable[Application], zone: ZoneInfo) -> Table:
    """Return the sheet that reads back as these applications."""
    return Table(APPLICATIONS, tuple(row for one in applications for row in _rows(one, zone)))


def _rows(one: Application, zone: ZoneInfo) -> Iterator[SheetRow]:
    cells = _cells(one, zone)
    for product in one.products or (None,):
        yield SheetRow({**cells, **(product_cells(product) if product else {})})
        cells = {"id": one.id}


def _cells(one: Application, zone: ZoneInfo) -> dict[str, Value]:
    return {
        "id": one.id,
        **write_company_name(one.name),
        "received_at": one.received_at.astimezone(zone),
        "letter_language": one.language,
        "ownership": None if one.ownership is Ownership.UNKNOWN else one.ownership,
        "registration_number": one.registration_number,
        "city": one.city,
        "languages": one.languages,
        "certificates": join_list(certificate_cell(paper) for paper in one.certificates),
        **write_contact(one.contact),
        "about": one.about,
        "answers": join_list(f"{answer.question} = {answer.said}" for answer in one.answers),
        "consent_at": one.consent_at.astimezone(zone) if one.consent_at else None,
        "confirmed_at": one.confirmed_at.astimezone(zone) if one.confirmed_at else None,
        "decision": None if one.decision is Decision.OPEN else one.decision,
        "decided_on": one.decided_on,
        "waiting_place": one.waiting_place or None,
        "fee_paid_on": one.fee_paid_on,
        "party": one.party,
    }
