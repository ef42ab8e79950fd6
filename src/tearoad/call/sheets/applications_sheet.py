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
    Table,
    Value,
    w3,
)
from tearoad.paper.sheets.problem import Severity
from tearoad.paper.sheets.written.lists import join_list, split_list
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
_COMPANY = (
    Column("id", w3("ID|Application|No.|Number|Code", "编号|申请编号|序号", "ID|Заявка|№|Код|Номер"), "A01", width=8),
    *COMPANY_NAMES,
    Column(
        "received_at",
        w3("Received|Received at|Date", "收到时间|报名时间|提交时间", "Получена|Дата заявки"),
        "2022-10-10 09:30",
        width=17,
    ),
    Column(
        "letter_language",
        w3("Language of letters|Letters in", "信函语言|通知语言", "Язык писем"),
        choices=TONGUES,
    ),
    OWNERSHIP,
    REGISTRATION,
    CITY,
    *LANGUAGES.columns,
    CERTIFICATES,
    *CONTACT,
    Column(
        "about",
        w3("Goals|About|What they want", "参团目标|目标", "Цели|О себе"),
        w3("A distributor in Moscow", "寻找莫斯科经销商", "Найти дистрибьютора в Москве"),
        about="application_goals",
        width=30,
        longest=LONGEST_NOTE,
    ),
    Column(
        "answers",
        w3("Answers|Readiness answers", "问卷答案|准备情况答案", "Ответы|Ответы анкеты"),
        "exports = yes; staff = 12",
        about="application_answers",
        longest=LONGEST_CELL,
        width=30,
    ),
    Column(
        "consent_at",
        w3("Consent|Consent given", "同意时间|授权时间", "Согласие|Согласие дано"),
        "2022-10-10 09:30",
        about="application_consent",
        width=17,
    ),
    Column(
        "confirmed_at",
        w3("Confirmed|E-mail confirmed", "邮箱确认时间|确认时间", "Подтверждена|Почта подтверждена"),
        "2022-10-10 09:40",
        about="application_confirmed",
        width=17,
    ),
    Column(
        "decision",
        w3("Decision|Result", "录取结果|结果|决定", "Решение|Итог"),
        about="application_decision",
        choices=DECISIONS,
    ),
    Column(
        "decided_on",
        w3("Decided on|Decision date", "决定日期", "Дата решения"),
        "2022-11-01",
        about="application_decided_on",
        width=12,
    ),
    Column(
        "waiting_place",
        w3("Place on waiting list|Waiting place", "候补名次|候补顺序", "Место в резерве"),
        "1",
        about="application_waiting_place",
        width=8,
    ),
    Column(
        "fee_paid_on",
        w3("Fee paid on|Fee paid", "缴费日期|费用到账日期", "Взнос оплачен"),
        "2022-11-15",
        about="application_fee_paid_on",
        width=12,
    ),
    Column(
        "party",
        w3("Firm ID in mission|Exporter ID", "代表团企业编号|企业编号", "ID фирмы в миссии"),
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
    w3("Applications|Applicants", "报名企业|报名表|申请企业", "Заявители|Заявки фирм|Заявки на участие"),
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
        head.choice("letter_language", TONGUES, reading.home),
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
