from datetime import date
from pathlib import Path

import pytest

from tearoad.companies import Buyer, Contact, Exporter, Product
from tearoad.names import FirmName, PersonName
from tearoad.screening import (
    Decision,
    EntryKind,
    GoodsRow,
    GoodsWarning,
    ListEntry,
    Ruling,
    Status,
    goods_warnings,
    read_lists,
    screen,
)
from tearoad.text import Text
from tearoad.values import CountryCode, HSCode, PartyId
from tests.machine import copy_real_lists, needs_real_lists

B1 = PartyId("B1")
# Every firm and person here is fictional.
ENTRIES = (
    ListEntry("OFAC 101", "demo", EntryKind.FIRM, ("ROMASHKOVSKIY TRADING HOUSE LLC",), ("Russia",), ("7700000001",)),
    ListEntry("OFAC 102", "demo", EntryKind.PERSON, ("LAVRIKOV, Sergei Viktorovich",), ("Russia",)),
    ListEntry("OFAC 103", "demo", EntryKind.VESSEL, ("DARY PRIRODY",)),
    ListEntry("OFAC 104", "demo", EntryKind.FIRM, ("GLAVZERNOPROM",), ("Iran",), weak_names=("GZP",)),
    ListEntry("UN DMe.1", "demo", EntryKind.UNKNOWN, ("TIANSHAN MAOFENG",)),
)


def buyer(name: FirmName, person: str = "", number: str = "", country: str = "RU") -> Buyer:
    contact = Contact(person=PersonName(native=person))
    return Buyer(B1, name, registration_number=number, country=CountryCode(country), contact=contact)


@pytest.mark.parametrize(
    ("party", "entry"),
    [
        (buyer(FirmName(native="ООО «Торговый дом Ромашковский»")), "OFAC 101"),
        (buyer(FirmName(native="Дары", banner="ROMASHKOVSKY TRADING HOUSE")), "OFAC 101"),
        (buyer(FirmName(native="Торговый дом Рмашковский")), "OFAC 101"),
        (buyer(FirmName(native="Дары"), number="ИНН 7700000001"), None),
        (buyer(FirmName(native="Дары"), number="77 00 000001"), "OFAC 101"),
        (buyer(FirmName(native="Дары"), person="Лавриков Сергей Викторович"), "OFAC 102"),
        (buyer(FirmName(native="Дары"), person="Сергей Лавриков"), "OFAC 102"),
        (buyer(FirmName(native="ИП Лавриков Сергей Викторович")), "OFAC 102"),
        (buyer(FirmName(native="天山茂峰")), "UN DMe.1"),
        (buyer(FirmName(native="Тяньшань Маофэн")), "UN DMe.1"),
        (buyer(FirmName(native="GZP")), "OFAC 104"),
        (buyer(FirmName(native="GZP Logistik Plyus")), None),
        (buyer(FirmName(native="ООО «Дары природы»")), None),
        (buyer(FirmName(native="ООО «Ромашка»"), person="Лавриков Сергей Иванович"), None),
        (buyer(FirmName(native="Главзернопром")), "OFAC 104"),
        (buyer(FirmName(native="Главзернопромт")), None),
        (buyer(FirmName(native="Главзернопромт"), country="IR"), "OFAC 104"),
    ],
)
def test_a_listed_name_is_held_in_every_script_and_others_are_not(party: Buyer, entry: str | None) -> None:
    (verdict,) = screen([party], ENTRIES, ())
    assert [hit.entry.id for hit in verdict.hits] == ([entry] if entry else [])
    assert verdict.status is (Status.UNDECIDED if entry else Status.NO_HIT)
    assert verdict.may_be_met is (entry is None)


def test_an_exporter_is_screened_as_well() -> None:
    party = Exporter(PartyId("E1"), FirmName(native="天山茂峰"))
    assert screen([party], ENTRIES, ())[0].status is Status.UNDECIDED


def test_the_evidence_says_what_was_read_what_agrees_and_where() -> None:
    party = buyer(FirmName(native="Главзернопром"))
    (hit,) = screen([party], ENTRIES, ())[0].hits
    assert (hit.ours, hit.theirs, hit.score) == ("Главзернопром", "GLAVZERNOPROM", 1000)
    assert hit.evidence == (
        Text("names.word_equal", word="glavzernoprom"),
        Text("names.read_passport", written="Главзернопром", latin="glavzernoprom"),
        Text("screening.country_differs", ours="RU", theirs="IR"),
    )


def test_an_equal_number_is_evidence_enough() -> None:
    (hit,) = screen([buyer(FirmName(native="Дары"), number="7700-000001")], ENTRIES, ())[0].hits
    assert hit.evidence == (Text("screening.number_equal", ours="7700-000001", theirs="7700000001"),)


def decision(ruling: Ruling, entry: str = "OFAC 101", day: int = 1, party: PartyId = B1) -> Decision:
    return Decision(party, entry, ruling, "A. Officer", date(2023, 1, day), "looked at the papers")


@pytest.mark.parametrize(
    ("decisions", "status"),
    [
        ([], Status.UNDECIDED),
        ([decision(Ruling.CLEAR)], Status.CLEARED),
        ([decision(Ruling.CLEAR, "ofac-101")], Status.CLEARED),
        ([decision(Ruling.CLEAR, "OFAC 104")], Status.UNDECIDED),
        ([decision(Ruling.CLEAR, party=PartyId("B2"))], Status.UNDECIDED),
        ([decision(Ruling.HOLD)], Status.HELD),
        ([decision(Ruling.BLOCK)], Status.BLOCKED),
        ([decision(Ruling.CLEAR), decision(Ruling.BLOCK, "OFAC 104")], Status.BLOCKED),
        ([decision(Ruling.BLOCK, day=1), decision(Ruling.CLEAR, day=2)], Status.CLEARED),
        ([decision(Ruling.CLEAR, day=2), decision(Ruling.HOLD, day=2)], Status.HELD),
    ],
)
def test_a_person_rules_on_a_hit(decisions: list[Decision], status: Status) -> None:
    party = buyer(FirmName(native="Торговый дом Ромашковский"))
    assert screen([party], ENTRIES, decisions)[0].status is status


def test_a_cleared_hit_does_not_clear_another() -> None:
    party = buyer(FirmName(native="Торговый дом Ромашковский"), person="Лавриков Сергей Викторович")
    verdict = screen([party], ENTRIES, [decision(Ruling.CLEAR)])[0]
    assert (len(verdict.hits), verdict.status) == (2, Status.UNDECIDED)


def test_without_lists_there_is_no_hit() -> None:
    assert screen([buyer(FirmName(native="Дары"))], (), ())[0].status is Status.NO_HIT


def test_a_product_on_a_goods_list_is_warned_of() -> None:
    chip = Product(FirmName(latin="Chip"), HSCode("8542310001"))
    tea = Product(FirmName(latin="Tea"), HSCode("090210"))
    exporter = Exporter(PartyId("E1"), FirmName(latin="Firm"), products=(tea, chip, Product(FirmName(latin="No code"))))
    goods = (GoodsRow(HSCode("854231"), "Demo goods", "goods.csv"),)
    assert goods_warnings([exporter], goods) == (
        GoodsWarning(
            PartyId("E1"), 1, Text("screening.goods_listed", product="Chip", hs="8542.31", list="Demo goods")
        ),
    )  # fmt: skip


@needs_real_lists
def test_real_lists_hold_a_listed_name_written_in_cyrillic(tmp_path: Path) -> None:
    lists = read_lists(copy_real_lists(tmp_path))
    assert lists.whole
    assert len(lists.entries) > 10_000
    listed = next(entry for entry in lists.entries if entry.names[0] == "ROSOBORONEKSPORT OAO")
    party = buyer(FirmName(native="ООО «Рособоронэкспорт»"))
    (verdict,) = screen([party], lists.entries, ())
    assert listed.id in [hit.entry.id for hit in verdict.hits]
    assert not verdict.may_be_met


@pytest.mark.parametrize("name", ["Торговый дом Рмашковский", "Romashkovsky Trading Hause"])
def test_weak_name_is_held_only_where_it_is_written_as_listed(name: str) -> None:
    """Finds a name by which somebody is seldom called that is compared as loosely as their own."""
    listed = "ROMASHKOVSKIY TRADING HOUSE LLC"
    own = ListEntry("L 1", "demo", EntryKind.FIRM, (listed,), ("Russia",))
    weak = ListEntry("L 2", "demo", EntryKind.FIRM, ("GLAVZERNOPROM",), ("Russia",), weak_names=(listed,))
    (verdict,) = screen([buyer(FirmName(native=name))], (own, weak), ())
    assert [hit.entry.id for hit in verdict.hits] == ["L 1"]
