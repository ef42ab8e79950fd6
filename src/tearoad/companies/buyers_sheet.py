"""The sheet of buyers: one row a want, the buyer's own cells on its first row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from tearoad.companies.company import Buyer, BuyerCategory, Decides, Want
from tearoad.companies.company_rows import CompanyRows, gather, hold_or_keep, make_known
from tearoad.companies.party_columns import (
    CITY,
    COMPANY_NAMES,
    CONTACT,
    DO_NOT_MEET,
    LANGUAGES,
    REGISTRATION,
    read_company_name,
    read_contact,
    read_offer,
    read_quantity,
    write_company_name,
    write_contact,
    write_offer,
    write_quantity,
)
from tearoad.paper.sheets import (
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
from tearoad.paper.sheets.written.lists import join_list
from tearoad.paper.sheets.written.windows import write_windows
from tearoad.rows.in_three import in_three, local_cells
from tearoad.text import Text
from tearoad.values import BY_CODE, LocalText, PartyId

CATEGORIES = Choices(
    {
        BuyerCategory.CHAIN: SheetWords("sheet_words.chain"),
        BuyerCategory.DISTRIBUTOR: SheetWords("sheet_words.distributor"),
        BuyerCategory.IMPORTER: SheetWords("sheet_words.importer"),
        BuyerCategory.WHOLESALER: SheetWords("sheet_words.wholesaler"),
        BuyerCategory.CATERER: SheetWords("sheet_words.caterer"),
        BuyerCategory.PROCESSOR: SheetWords("sheet_words.processor"),
        BuyerCategory.ONLINE: SheetWords("sheet_words.online"),
        BuyerCategory.STATE: SheetWords("sheet_words.state_buyer"),
        BuyerCategory.OTHER: SheetWords("sheet_words.other_of_buyers"),
    }
)
DECIDES = Choices(
    {
        Decides.DECIDES: SheetWords("sheet_words.decides"),
        Decides.INFLUENCES: SheetWords("sheet_words.influences"),
        Decides.GATHERS: SheetWords("sheet_words.gathers"),
        Decides.UNKNOWN: SheetWords("sheet_words.unknown_of_buyers"),
    }
)
_COMPANY = (
    Column("id", SheetWords("sheet_words.id_of_buyers"), "B001", width=8),
    *COMPANY_NAMES,
    REGISTRATION,
    Column("country", SheetWords("sheet_words.country_of_buyers"), SheetWords("sheet_words.russia"), width=12),
    CITY,
    Column(
        "address",
        SheetWords("sheet_words.address_of_buyers"),
        SheetWords("sheet_words.1_example_st"),
        width=26,
    ),
    Column(
        "importer_of_record",
        SheetWords("sheet_words.importer_of_record"),
        SheetWords("sheet_words.yes"),
        width=12,
    ),
    Column(
        "windows",
        SheetWords("sheet_words.at_the_fair"),
        SheetWords("sheet_words.tue_14_17_8_feb_10_00_12_00"),
        width=26,
        longest=LONGEST_NOTE,
    ),
    Column(
        "category",
        SheetWords("sheet_words.category"),
        choices=CATEGORIES,
    ),
    Column(
        "decides",
        SheetWords("sheet_words.decision_power"),
        choices=DECIDES,
    ),
    *CONTACT,
    LANGUAGES,
    Column(
        "desk",
        SheetWords("sheet_words.own_desk"),
        "DESK-1",
        width=12,
    ),
    Column(
        "people",
        SheetWords("sheet_words.people_at_desk"),
        "1",
        width=8,
        longest=LONGEST_NOTE,
    ),
    DO_NOT_MEET,
    Column(
        "note",
        SheetWords("sheet_words.note_of_buyers"),
        width=26,
        longest=LONGEST_NOTE,
    ),
)
_WANT = (
    Column(
        "want",
        SheetWords("sheet_words.wants"),
        SheetWords("sheet_words.green_tea_in_bulk"),
        width=24,
        longest=LONGEST_NOTE,
    ),
    Column(
        "want_hs",
        SheetWords("sheet_words.hs_code"),
        "0902.20",
        about="want_hs",
        width=12,
        longest=LONGEST_NOTE,
    ),
    Column(
        "volume",
        SheetWords("sheet_words.volume"),
        SheetWords("sheet_words.20_t"),
    ),
    Column(
        "target_price",
        SheetWords("sheet_words.target_price"),
        "USD 2.90/kg",
    ),
    *in_three(
        "target_delivery",
        SheetWords("sheet_words.delivery_terms"),
        "target_delivery",
        SheetWords("sheet_words.dap_moscow"),
        16,
    ),
    Column(
        "private_label",
        SheetWords("sheet_words.private_label"),
        SheetWords("sheet_words.no"),
        width=10,
    ),
    *in_three(
        "want",
        SheetWords("sheet_words.wants_of_buyers"),
        "want_said",
        SheetWords("sheet_words.green_tea_in_bulk"),
        24,
        longest=LONGEST_NOTE,
    )[:-1],
)
BUYERS = SheetSpec(
    "buyers",
    SheetWords("sheet_words.buyers"),
    (*_COMPANY, *_WANT),
    needs=(("name_native", "name_latin", "name_local", "name"),),
    may_be_numbered=True,
    items=("want", *(f"want_{code}" for code in BY_CODE)),
    refusing=frozenset({"do_not_meet"}),
)
_COMPANY_FIELDS = tuple(column.field for column in _COMPANY)
_WANT_FIELDS = tuple(column.field for column in _WANT)


def read_buyers(records: Iterable[Record], reading: Reading) -> tuple[Buyer, ...]:
    """Return the buyers whose rows are good; what is wrong stands in the reading's problems."""
    companies = gather(records, Kind.BUYER, "B", _COMPANY_FIELDS, reading)
    return tuple(buyer for company in companies if (buyer := _buyer(company, reading)))


def _buyer(company: CompanyRows, reading: Reading) -> Buyer | None:
    head = company.head
    if head is None:
        return None
    name = read_company_name(head, reading.host, reading.host)
    items = [record for record in company.records if record.any_of(_WANT_FIELDS)]
    wants = [(record, _want(record, reading)) for record in items]
    good = tuple(want for record, want in wants if not record.held)
    country = head.country("country")
    regions = (country.alpha2 if country else reading.host_region, reading.host_region)
    buyer = Buyer(
        PartyId(company.id),
        name,
        head.text("registration_number"),
        country,
        head.text("city"),
        head.text("address"),
        good,
        head.yes_no("importer_of_record"),
        head.windows("windows"),
        head.choice("category", CATEGORIES, BuyerCategory.OTHER),
        head.choice("decides", DECIDES, Decides.UNKNOWN),
        read_contact(head, reading, reading.host, tuple(dict.fromkeys(regions))),
        head.languages("languages"),
        head.ref("desk", frozenset({Kind.PLACE})) or "",
        head.whole("people", 1, least=1),
        head.names("do_not_meet"),
        head.text("note"),
    )
    keep = hold_or_keep(company, items, len(good))
    reading.look_up_later(head, "do_not_meet", frozenset({Kind.EXPORTER}))
    make_known(company, Kind.BUYER, name.written, reading, held=not keep)
    return buyer if keep else None


def _want(record: Record, reading: Reading) -> Want:
    if "want_hs" not in record:
        record.warn(Text("sheets.hs_missing"), Text("sheets.hs_missing_hint"), "want_hs", Text("sheets.expect_hs"))
    said = LocalText(**{code: record.text(f"want_{code}") for code in BY_CODE})
    return Want(
        record.text("want") or next(iter(said.written), ""),
        record.hs_code("want_hs", reading.hs_exists),
        read_quantity(record, "volume"),
        read_offer(record, "target_price", "target_delivery", reading.currency),
        record.yes_no("private_label") or False,
        said,
    )


def write_buyers(buyers: Iterable[Buyer], zone: ZoneInfo) -> Table:
    """Return the sheet that reads back as these buyers."""
    return Table(BUYERS, tuple(row for buyer in buyers for row in _rows(buyer, zone)))


def _rows(buyer: Buyer, zone: ZoneInfo) -> Iterator[SheetRow]:
    company = _company_cells(buyer, zone)
    for want in buyer.wants or (None,):
        yield SheetRow({**company, **(_want_cells(want) if want else {})})
        company = {"id": buyer.id}


def _company_cells(buyer: Buyer, zone: ZoneInfo) -> dict[str, Value]:
    return {
        "id": buyer.id,
        **write_company_name(buyer.name),
        "registration_number": buyer.registration_number,
        "country": str(buyer.country or ""),
        "city": buyer.city,
        "address": buyer.address,
        "importer_of_record": buyer.importer_of_record,
        "windows": write_windows(buyer.windows, zone),
        "category": buyer.category,
        "decides": None if buyer.decides is Decides.UNKNOWN else buyer.decides,
        **write_contact(buyer.contact),
        "languages": buyer.languages,
        "desk": buyer.desk,
        "people": buyer.people if buyer.people != 1 else None,
        "do_not_meet": join_list(buyer.do_not_meet),
        "note": buyer.note,
    }


def _want_cells(want: Want) -> dict[str, Value]:
    return {
        "want": want.product,
        **local_cells(want.said, "want"),
        "want_hs": str(want.hs or ""),
        "volume": write_quantity(want.volume),
        **write_offer(want.price, "target_price", "target_delivery"),
        "private_label": want.private_label,
    }
