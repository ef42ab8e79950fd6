"""Companies that may stand in a register twice: found, never merged; a person decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tearoad.companies.company import Buyer, Contact, Exporter, all_contacts
from tearoad.names import (
    NameIndex,
    closest_firms,
    closest_persons,
    compare_firms,
    digits_and_letters,
    fold,
    parse_firm,
)
from tearoad.text import Text
from tearoad.values import PartyId, Reason, Score

Company = Exporter | Buyer

NEAR = 880
"""From so many points two names, in whatever scripts, may be one firm's."""
_SAME_PERSON = 900
_SAME_NUMBER, _SAME_NAME, _SAME_CONTACT = 1000, 980, 950
_ANYBODYS = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "mail.ru",
        "bk.ru",
        "inbox.ru",
        "list.ru",
        "internet.ru",
        "yandex.ru",
        "ya.ru",
        "yandex.com",
        "yandex.kz",
        "rambler.ru",
        "qq.com",
        "foxmail.com",
        "163.com",
        "126.com",
        "sina.com",
        "sina.cn",
        "yeah.net",
        "aliyun.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "yahoo.com",
        "icloud.com",
        "proton.me",
        "protonmail.com",
        "vk.com",
    ]
)


class Likeness(StrEnum):
    """How sure it is that two records are one firm."""

    EXACT = "exact"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two records that may be one firm; `first` stands earlier in the register."""

    first: PartyId
    second: PartyId
    likeness: Likeness
    score: Score


def are_one_firms(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether two firms' names are like enough to be one's: quotes, legal form, width, case, script do not count."""
    names, others = tuple(ours), tuple(theirs)
    return bool(_folded(names) & _folded(others)) or any(
        compare_firms(text, other).value >= NEAR for text in names for other in others
    )


def find_duplicates(companies: Sequence[Company]) -> tuple[Duplicate, ...]:
    """Return pairs of exporters, or of buyers, that may be one firm, the surest first.

    Exact: one registration number; one folded name; one phone, or one e-mail address, and a like name or person. Near:
    names that are alike across scripts. An exporter is never a buyer's duplicate. Only pairs that share something are
    compared. Deterministic.
    """
    found: list[Duplicate] = []
    for kind in (Exporter, Buyer):
        found += _among([company for company in companies if isinstance(company, kind)])
    places = {company.id: place for place, company in enumerate(companies)}
    return tuple(sorted(found, key=lambda pair: (-pair.score.value, places[pair.first], places[pair.second])))


def _among(companies: Sequence[Company]) -> Iterator[Duplicate]:
    pairs: dict[tuple[int, int], None] = {}
    for keys in (_numbers, _names, _phones, _addresses, _domains):
        pairs |= dict.fromkeys(_sharing(companies, keys))
    pairs |= dict.fromkeys(_alike(companies))
    for first, second in sorted(pairs):
        duplicate = _compare(companies[first], companies[second])
        if duplicate is not None:
            yield duplicate


def _sharing(companies: Sequence[Company], keys: Callable[[Company], frozenset[str]]) -> Iterator[tuple[int, int]]:
    holders: dict[str, list[int]] = {}
    for place, company in enumerate(companies):
        for key in sorted(keys(company)):
            for earlier in holders.get(key, ()):
                yield (earlier, place)
            holders.setdefault(key, []).append(place)


def _alike(companies: Sequence[Company]) -> Iterator[tuple[int, int]]:
    owners = [(place, written) for place, company in enumerate(companies) for written in company.name.written]
    index = NameIndex([parse_firm(written) for _, written in owners])
    for place, written in owners:
        for hit in index.search(parse_firm(written), NEAR):
            other = owners[hit.place][0]
            if place < other:
                yield (place, other)


def _numbers(company: Company) -> frozenset[str]:
    return frozenset({digits_and_letters(company.registration_number)} - {""})


def _names(company: Company) -> frozenset[str]:
    return _folded(company.name.written)


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, names)) - {""}


def _phones(company: Company) -> frozenset[str]:
    return frozenset(map(_digits, all_contacts(company))) - {""}


def _digits(contact: Contact) -> str:
    return "".join(filter(str.isdigit, contact.phone))


def _addresses(company: Company) -> frozenset[str]:
    return frozenset(contact.email.strip().casefold() for contact in all_contacts(company)) - {""}


def _domains(company: Company) -> frozenset[str]:
    return frozenset(address.rpartition("@")[2] for address in _addresses(company)) - {""} - _ANYBODYS


def _compare(company: Company, other: Company) -> Duplicate | None:
    name = closest_firms(company.name, other.name)
    if _numbers(company) & _numbers(other):
        return _exact(
            company, other, Text("duplicates.same_number", number=company.registration_number), _SAME_NUMBER, name
        )
    if _names(company) & _names(other):
        shared = next(written for written in company.name.written if fold(written) in _names(other))
        return _exact(company, other, Text("duplicates.same_name", name=shared), _SAME_NAME, name)
    contact = _same_contact(company, other)
    if contact is not None and (name.value >= NEAR or _same_person(company, other)):
        return _exact(company, other, contact, _SAME_CONTACT, name)
    if name.value >= NEAR and not _numbers_differ(company, other):
        return Duplicate(company.id, other.id, Likeness.NEAR, name)
    return None


def _exact(company: Company, other: Company, text: Text, points: int, name: Score) -> Duplicate:
    reasons = (Reason(text, points), *(Reason(reason.text, 0) for reason in name.reasons if name.value >= NEAR))
    return Duplicate(company.id, other.id, Likeness.EXACT, Score(points, reasons))


def _same_contact(company: Company, other: Company) -> Text | None:
    if shared := _phones(company) & _phones(other):
        return Text("duplicates.same_phone", phone=next(c.phone for c in all_contacts(company) if _digits(c) in shared))
    if shared := _addresses(company) & _addresses(other):
        return Text("duplicates.same_email", email=min(shared))
    if _domains(company) & _domains(other):
        return Text("duplicates.same_domain", domain=min(_domains(company)))
    return None


def _same_person(company: Company, other: Company) -> bool:
    people = ((ours.person, theirs.person) for ours in all_contacts(company) for theirs in all_contacts(other))
    return any(closest_persons(*pair).value >= _SAME_PERSON for pair in people)


def _numbers_differ(company: Company, other: Company) -> bool:
    """Two firms with numbers of their own are two, however alike their names."""
    return bool(_numbers(company) and _numbers(other))
