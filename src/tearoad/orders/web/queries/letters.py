"""Whom firms met and who was not written to yet, each with a draft in their language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from tearoad.capture import Report
from tearoad.capture.fields import NextStep
from tearoad.capture.web.queries.called import called
from tearoad.capture.web.queries.visitors import Noted, noted
from tearoad.companies import Contact
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries import core as mission_of
from tearoad.mission.web.queries.receivers import Receiver, is_address, receivers
from tearoad.orders.first_letter import LetterLink, MetContact, is_late, likely_language, links_of, values_of
from tearoad.orders.letter_template import DraftLetter, LetterValues, built_in_template
from tearoad.orders.web.models import FirstLetter, StoredLetterTemplate
from tearoad.orders.web.queries.letter_templates import templates_in_use, values_by_name
from tearoad.people import Role
from tearoad.people.web.models import Organisation, current_tenant
from tearoad.timetable.web.models import Meeting
from tearoad.values import Language
from tearoad.web.clock import fair_now


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """One contact who was not written to yet."""

    firm: str
    firm_name: str
    """In the reader's language."""
    report: str
    contact: MetContact
    met_at: datetime
    late: bool
    draft: DraftLetter
    template: StoredLetterTemplate | None
    """The organisation's own text, by which it is drafted; None where it has none in this language."""
    links: tuple[LetterLink, ...]
    may_be_mailed: bool
    others: tuple[Contact, ...]
    """Whom the sheets name at the buyer beside the main contact."""


@dataclass(frozen=True, slots=True)
class LettersPage:
    """What the page of first letters shows."""

    waiting: tuple[WaitingLetter, ...]
    refused: int
    """Contacts who said no: they are not written to."""
    unreachable: int
    """Reports without any way to reach somebody."""
    written: int
    held: int
    """Whose firm or buyer screening has not cleared: nothing is sent."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What all drafts of a mission share."""

    mission: rows.Mission
    people: Mapping[tuple[Role, str], Receiver]
    buyer_of: Mapping[str, str]
    products: Mapping[Language, Mapping[str, str]]
    """By language, what the products are called that phones know by their name at home."""
    house: Organisation
    now: datetime
    chosen: Mapping[tuple[str, str], Language]
    templates: Mapping[Language, StoredLetterTemplate]


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """With whom the templates of a mission can be looked at, and what they become with one of them."""

    contacts: Mapping[str, str]
    """Name by key."""
    chosen: str
    values: Mapping[Language, LetterValues]


def letters_page(
    mission: rows.Mission, language: Language, chosen: Mapping[tuple[str, str], Language] | None = None
) -> LettersPage:
    """Return who is to be written to, the longest ago first; seventeen queries.

    Args:
        mission: of which mission.
        language: the reader's.
        chosen: by firm and report, in which language a person wants the draft; else it is guessed.

    """
    done = set(FirstLetter.objects.filter(mission=mission).values_list("firm", "report"))
    known = _known(mission, chosen or {})
    waiting, refused, unreachable, held = [], 0, 0, 0
    for note in noted(mission):
        if (note.party, note.report.id) in done:
            continue
        contact = _contact(note, known)
        if not contact.may_be_written_to:
            refused += 1
        elif not _are_cleared(note, known):
            held += 1
        elif not (contact.email or contact.phone or contact.messenger):
            unreachable += 1
        else:
            waiting.append(_waiting(note, contact, known, language))
    return LettersPage(tuple(sorted(waiting, key=lambda letter: letter.met_at)), refused, unreachable, len(done), held)


def letter_preview(mission: rows.Mission, language: Language, wanted: str) -> LetterPreview:
    """Return what templates become with the wanted contact, or the first; with nobody, what each placeholder is."""
    known = _known(mission, {})
    contacts, chosen = {}, None
    for note in noted(mission):
        contact, key = _contact(note, known), f"{note.party}/{note.report.id}"
        if contact.may_be_written_to and (contact.person or contact.firm) and _are_cleared(note, known):
            contacts[key] = f"{contact.person or contact.firm} \N{MIDDLE DOT} {_our_firm(note, known, language)}"
            if chosen is None or key == wanted:
                chosen = key, note
    if chosen is None:
        return LetterPreview({}, "", {each: values_by_name(each) for each in Language})
    key, note = chosen
    in_each = {each: replace(known, chosen={(note.party, str(note.report.id)): each}) for each in Language}
    return LetterPreview(
        contacts, key, {each: _values(note, _contact(note, anew), anew) for each, anew in in_each.items()}
    )


def _known(mission: rows.Mission, chosen: Mapping[tuple[str, str], Language]) -> _Known:
    return _Known(
        mission,
        {(receiver.role, receiver.party): receiver for receiver in receivers(mission)},
        dict(Meeting.objects.filter(mission=mission).values_list("wish", "buyer")),
        {language: called(mission, language).products for language in Language},
        Organisation.objects.get(pk=current_tenant()),
        fair_now(),
        chosen,
        templates_in_use(),
    )


def _buyer_of(note: Noted, known: _Known) -> Receiver | None:
    return known.people.get((Role.BUYER, known.buyer_of.get(note.report.meeting, "")))


def _are_cleared(note: Noted, known: _Known) -> bool:
    """Whether screening lets the two meet: else nothing is sent, by any way."""
    both = known.people.get((Role.EXPORTER, note.party)), _buyer_of(note, known)
    return all(who is None or who.may_be_met for who in both)


def _contact(note: Noted, known: _Known) -> MetContact:
    report = note.report
    buyer = _buyer_of(note, known)
    email = _field_of_report(report, "email")
    email = email if is_address(email) else buyer.email if buyer else ""
    person, firm = _field_of_report(report, "person"), _field_of_report(report, "firm")
    phone = _field_of_report(report, "phone") or (buyer.phone if buyer else "")
    host = mission_of(known.mission).host_language
    language = known.chosen.get((note.party, str(report.id))) or (
        buyer.language if buyer else likely_language(person, firm, phone=phone, email=email, host=host)
    )
    return MetContact(
        person=person,
        firm=firm or (buyer.in_language(language) if buyer else ""),
        language=language,
        email=email,
        phone=phone,
        messenger=_field_of_report(report, "messenger"),
        consent=_field_of_report(report, "consent"),
    )


def _values(note: Noted, contact: MetContact, known: _Known) -> LetterValues:
    products = note.report.one("products")
    names = known.products[contact.language]
    goods = ", ".join(names.get(name, name) for name in products) if isinstance(products, tuple) else products
    return values_of(
        contact,
        our_firm=_our_firm(note, known, contact.language),
        fair=mission_of(known.mission).fair.in_language(contact.language),
        goods=goods,
        next_step=NextStep(_field_of_report(note.report, "next_step") or NextStep.NONE),
        house=known.house.in_language(contact.language),
    )


def _our_firm(note: Noted, known: _Known, language: Language) -> str:
    ours = known.people.get((Role.EXPORTER, note.party))
    return ours.in_language(language) if ours else note.party


def _waiting(note: Noted, contact: MetContact, known: _Known, language: Language) -> WaitingLetter:
    buyer = _buyer_of(note, known)
    own = known.templates.get(contact.language)
    template = own.template if own else built_in_template(contact.language)
    draft = template.filled(_values(note, contact, known))
    return WaitingLetter(
        firm=note.party,
        firm_name=_our_firm(note, known, language),
        report=str(note.report.id),
        contact=contact,
        met_at=note.made_at,
        late=is_late(note.made_at, known.now),
        draft=draft,
        template=own,
        links=links_of(contact, draft.body),
        may_be_mailed=bool(contact.email),
        others=buyer.others if buyer else (),
    )


def _field_of_report(report: Report, name: str) -> str:
    value = report.one(name)
    return value if isinstance(value, str) else ""
