import pytest

from tearoad.companies import Buyer, Contact, Duplicate, Exporter, Likeness, find_duplicates
from tearoad.companies.duplicates import are_one_firms
from tearoad.names import FirmName, PersonName
from tearoad.text import Text
from tearoad.values import PartyId, Reason, Score

B1, B2 = PartyId("B1"), PartyId("B2")


def pair(buyer: Buyer, other: Buyer) -> list[tuple[str, Likeness, Text]]:
    found = find_duplicates([buyer, other])
    assert all((duplicate.first, duplicate.second) == (B1, B2) for duplicate in found)
    return [(str(d.score.value), d.likeness, d.score.reasons[0].text) for d in found]


def firm(party: PartyId, name: FirmName | str, number: str = "", contact: Contact | None = None) -> Buyer:
    named = name if isinstance(name, FirmName) else FirmName(native=name)
    return Buyer(party, named, registration_number=number, contact=contact or Contact())


def test_one_registration_number_is_one_firm() -> None:
    found = find_duplicates([firm(B1, "Ромашка", "7700-000001"), firm(B2, "Василёк", "7700000001")])
    number = Reason(Text("duplicates.same_number", number="7700-000001"), 1000)
    assert found == (Duplicate(B1, B2, Likeness.EXACT, Score(1000, (number,))),)


@pytest.mark.parametrize("other", ["ромашка", "Ромашка ", "«РОМАШКА»"])
def test_one_folded_name_is_one_firm(other: str) -> None:
    assert pair(firm(B1, "Ромашка"), firm(B2, other)) == [
        ("980", Likeness.EXACT, Text("duplicates.same_name", name="Ромашка"))
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ООО «Золотая Пагода»", "Zolotaya Pagoda LLC"),
        ("贵州茅峰茶业有限公司", "Guizhou Maofeng Tea Co., Ltd."),
        ("Гуйчжоу Маофэн", "Guizhou Maofeng"),
    ],
)
def test_one_name_in_two_scripts_is_perhaps_one_firm(first: str, second: str) -> None:
    ((_, likeness, _),) = pair(firm(B1, first), firm(B2, second))
    assert likeness is Likeness.NEAR


def test_one_phone_counts_where_the_person_is_one() -> None:
    contact = Contact(PersonName(native="Кузнецова Мария"), phone="+74950000001")
    other = Contact(PersonName(latin="Maria Kuznetsova"), phone="+7 495 000-00-01")
    stranger = Contact(PersonName(latin="Ivan Petrov"), phone="+74950000001")
    phone = Text("duplicates.same_phone", phone="+74950000001")
    assert pair(firm(B1, "Ромашка", contact=contact), firm(B2, "Торг Сервис", contact=other)) == [
        ("950", Likeness.EXACT, phone)
    ]
    assert pair(firm(B1, "Ромашка", contact=contact), firm(B2, "Торг Сервис", contact=stranger)) == []


def test_one_mail_house_counts_where_it_is_nobodys_elses() -> None:
    names = ("ООО «Золотая Пагода»", "Zolotaya Pagoda LLC")
    own = [Contact(email=f"{who}@pagoda.example") for who in "ab"]
    public = [Contact(email=f"{who}@mail.ru") for who in "ab"]
    assert pair(firm(B1, names[0], contact=own[0]), firm(B2, names[1], contact=own[1])) == [
        ("950", Likeness.EXACT, Text("duplicates.same_domain", domain="pagoda.example"))
    ]
    assert pair(firm(B1, "Ромашка", contact=public[0]), firm(B2, "Василёк", contact=public[1])) == []


def test_two_numbers_are_two_firms_however_alike_the_names() -> None:
    assert pair(firm(B1, "ООО «Золотая Пагода»", "7700000001"), firm(B2, "Zolotaya Pagoda", "7800000002")) == []


def test_firms_without_number_phone_or_mail_are_not_one_for_that() -> None:
    assert find_duplicates([firm(B1, "Ромашка"), firm(B2, "Василёк")]) == ()


def test_an_exporter_is_not_the_duplicate_of_a_buyer() -> None:
    exporter = Exporter(PartyId("E1"), FirmName(native="Ромашка"))
    assert find_duplicates([exporter, firm(B1, "Ромашка")]) == ()


def test_names_of_marks_alone_make_no_two_firms_one() -> None:
    assert (are_one_firms(["?"], ["***", ""]), pair(firm(B1, "?"), firm(B2, "***"))) == (False, [])
