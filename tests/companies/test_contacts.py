"""Several contacts of one company: as they stand in cells, which of them are one person, what is told of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.companies import Contact
from tearoad.companies.company import Exporter
from tearoad.companies.contacts import joined_contacts, odd_contacts, same_person
from tearoad.companies.contacts_cell import contact_cell, contact_parts, joined_contact_parts, read_contact
from tearoad.companies.exporters_sheet import EXPORTERS
from tearoad.errors import InputError
from tearoad.journey.files import MissionFiles
from tearoad.names import FirmName, PersonName
from tearoad.values import Language, LocalText, PartyId

WANG = Contact(PersonName("王示例", family="王"), LocalText(zh="经理"), "+8685100000000", "wang@example.com")
LI = Contact(PersonName("李示例", "LI Shili", "Ли Шили"), LocalText(zh="销售", en="Sales"), email="li@example.com")
HAN, LATIN, CYRILLIC = (st.text(letters, max_size=3) for letters in ("王李", "ab", "пр"))
PEOPLE = st.builds(
    Contact,
    st.builds(PersonName, HAN, LATIN, CYRILLIC, HAN),
    st.builds(LocalText, zh=HAN, en=LATIN, ru=CYRILLIC),
    phone=st.sampled_from(["", "+8685100000000", "+8613800000000"]),
    email=st.sampled_from(["", "a@example.com", "b@example.com"]),
    messenger=st.sampled_from(["", "WeChat: abc"]),
)


def said_by(people: Sequence[Contact]) -> set[str]:
    """Return everything that contacts say."""
    return {
        part.casefold()
        for person in people
        for part in (
            *person.person.written,
            person.person.family,
            *person.title.written,
            person.phone,
            person.email,
            person.messenger,
        )
        if part
    }


@given(PEOPLE)
def test_a_contact_in_a_cell_is_read_as_it_was(contact: Contact) -> None:
    text = contact_cell(contact)
    assert (read_contact(text, ("CN",), Language.ZH, Language.RU) if text else Contact()) == contact
    assert joined_contact_parts(contact_parts(text)) == text


@given(st.lists(PEOPLE, max_size=5))
def test_nothing_is_lost_where_lines_of_one_person_become_one(people: list[Contact]) -> None:
    found = joined_contacts(people)
    assert said_by(found) == said_by(people)
    assert joined_contacts(found) == found
    assert found[:1] == () or found[0].person.native in {person.person.native for person in people} | {""}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("李示例 | li@example.com", Contact(PersonName("李示例"), email="li@example.com")),
        ("li@example.com", Contact(email="li@example.com")),
        (
            "Li Shili｜Sales｜+86 138 0000 0000",
            Contact(PersonName(latin="Li Shili"), LocalText(en="Sales"), "+8613800000000"),
        ),
        ("李示例 | | | | WeChat: li@home", Contact(PersonName("李示例"), messenger="WeChat: li@home")),
    ],
)
def test_who_leaves_parts_out_is_understood(written: str, expected: Contact) -> None:
    assert read_contact(written, ("CN",), Language.ZH, Language.RU) == expected


@pytest.mark.parametrize(
    ("written", "code"), [("a | b | c | d | e | f", "sheets.bad_contact"), ("Li | | | nobody |", "sheets.bad_email")]
)
def test_what_is_no_contact_is_refused(written: str, code: str) -> None:
    with pytest.raises(InputError) as met:
        read_contact(written, ("CN",), Language.ZH, Language.RU)
    assert met.value.text.code == code


def test_one_address_does_not_make_two_names_one_person() -> None:
    office = Contact(PersonName("李示例"), email="office@example.com")
    assert same_person(Contact(email="office@example.com"), office)
    assert not same_person(Contact(PersonName("王示例"), email="office@example.com"), office)
    assert joined_contacts([office, Contact(email="OFFICE@example.com", phone="+8613800000000")]) == (
        Contact(PersonName("李示例"), phone="+8613800000000", email="office@example.com"),
    )


def test_a_contact_without_a_name_and_an_address_of_two_are_told() -> None:
    nameless = Contact(email="wang@example.com")
    assert [contact.code for contact in odd_contacts((WANG, LI))] == []
    doubts = odd_contacts((WANG, LI, nameless))
    assert [(text.code, text["found"]) for text in doubts] == [
        ("sheets.contact_without_name", "wang@example.com"),
        ("sheets.contact_address_twice", "wang@example.com"),
    ]


def test_a_further_row_of_a_company_names_a_further_contact(read_sheets: Callable[..., MissionFiles]) -> None:
    files = read_sheets(
        exporters="id,company name,contact,phone,e-mail,product,hs code\n"
        "E1,Example Tea,王示例,+86 851 0000 0000,wang@example.com,Green tea,090210\n"
        ",,李示例,,li@example.com,Black tea,090230\n"
        ",,王示例,,,White tea,090210\n"
        "E1,Example Tea,,,sales@example.com,,\n"
    )
    (firm,) = files.exporters
    assert (firm.contact.person.native, firm.contact.phone, len(firm.products)) == ("王示例", "+8685100000000", 3)
    assert [(contact.person.native, contact.email) for contact in firm.other_contacts] == [
        ("李示例", "li@example.com"),
        ("", "sales@example.com"),
    ]
    assert [problem.text.code for problem in files.problems] == ["sheets.contact_without_name"]


def test_the_sheet_reads_back_as_the_contacts(read_sheets: Callable[..., MissionFiles]) -> None:
    firm = Exporter(PartyId("E1"), FirmName("示例茶业"), contact=WANG, other_contacts=(LI,))
    (row,) = EXPORTERS.write((firm,), ZoneInfo("Asia/Shanghai")).rows
    cell = row.values["other_contacts"]
    assert cell == "李示例 / LI Shili / Ли Шили | Sales / 销售 |  | li@example.com | "
    files = read_sheets(exporters=f"id,公司名称,联系人,其他联系人\nE1,示例茶业,王示例,{cell}\n")
    assert [exporter.other_contacts for exporter in files.exporters] == [(LI,)]


def test_names_of_marks_alone_make_no_two_people_one() -> None:
    first, second = (Contact(PersonName(name), email=f"{at}@example.com") for at, name in enumerate(("?", "***")))
    assert (same_person(first, second), joined_contacts((first, second))) == (False, (first, second))
