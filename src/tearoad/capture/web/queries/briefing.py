"""What a phone must know to work alone: for whom it is, their days, the firm's products, who follows up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings

from tearoad.capture import digest_of
from tearoad.capture.meetings import report_of_meeting
from tearoad.capture.web.answers import Briefing, EntryShown, Option, PlannedShown
from tearoad.capture.web.models import Phone
from tearoad.capture.web.queries.notices import notices_by_wish, notices_on_phone
from tearoad.companies.web.queries.register import exporter_of
from tearoad.mission import Delegate
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries import core
from tearoad.mission.web.queries.receivers import receiver
from tearoad.people import Policy, Role, allowed
from tearoad.timetable.papers.sheet import Block, Entry
from tearoad.timetable.web.queries.publishing.day_notices import DayNotices
from tearoad.timetable.web.queries.schedules import Planned, schedule
from tearoad.values import Language
from tearoad.values.document import from_document, to_document

CURRENCIES = ("USD", "EUR", "CNY", "RUB", "KZT")
"""Offered first; any other can be written."""


def briefing(phone: Phone) -> Briefing:
    """Return what a phone is told of its mission, every name for readers of each language; seven queries.

    Where the days have changed since this process was asked last there are five more.
    """
    role, mission = Role(phone.role), core(phone.mission)
    who, days = receiver(phone.mission, role, phone.party), schedule(phone.mission, role, phone.party)
    said = notices_by_wish(phone)
    products, owners = _of_firm(phone) if role is Role.EXPORTER else ((), ())
    shown = Briefing(
        mission=_each(mission.name.in_language),
        firm=_each(who.in_language) if who else _each(lambda _: phone.party),
        writes=allowed(role, Policy.CAPTURE),
        tells=allowed(role, Policy.TELL_OF_DAY) and settings.HUB is None,
        phone=phone.number,
        zone=str(mission.fair_zone),
        plan=days.number if days else 0,
        planned=tuple(planned_on_phone(planned, phone, said) for planned in (days.planned if days else ())),
        products=products,
        owners=owners,
        currencies=CURRENCIES,
        digest="",
    )
    return replace(shown, digest=digest_of(to_document(shown)))


def _of_firm(phone: Phone) -> tuple[tuple[Option, ...], tuple[Option, ...]]:
    """Return the firm's products, and who of it follows up."""
    taking = rows.Participation.objects.select_related("company")
    found = taking.get(mission=phone.mission, code=phone.party)
    firm, home = exporter_of(found.company, found.document), core(phone.mission).home_language
    return (
        tuple(Option(spelling.firm(product.name, home).main, _each(_namer(product.name))) for product in firm.products),
        tuple(Option(delegate.id, _each(_person_namer(delegate))) for delegate in _delegates(phone)),
    )


def planned_on_phone(planned: Planned, phone: Phone, said: Mapping[str, DayNotices]) -> PlannedShown:
    """Return a meeting or programme item as a phone shows it, with what was said of it on the day."""
    shown = {language: _entry_on_page(entry) for language, entry in planned.said.items()}
    report = (
        str(report_of_meeting(phone.mission.pk, phone.party, planned.key, planned.start_at))
        if planned.is_meeting
        else ""
    )
    told = notices_on_phone(phone, said, planned.key, planned.start_at, lambda language: shown[language].title)
    return PlannedShown(
        key=planned.key,
        report=report,
        starts=planned.start_at.isoformat(),
        ends=planned.end_at.isoformat(),
        shown={language.value: entry for language, entry in shown.items()},
        notices=told.notices,
        isOff=told.isOff,
    )


def _entry_on_page(entry: Entry) -> EntryShown:
    return EntryShown(
        time=f"{entry.start}–{entry.end}",
        home=entry.home,
        title=" · ".join(block.main for block in entry.blocks),
        people=tuple(said for block in entry.blocks if (said := _person(block))),
        place=" · ".join(filter(None, (entry.place, entry.hall))),
        way=entry.way,
        badge=entry.badge,
        help=tuple((help_line.label, " · ".join(help_line.parts)) for help_line in entry.help),
        lines=tuple((line.label, line.text) for block in entry.blocks for line in block.lines),
    )


def _person(block: Block) -> str:
    return ", ".join(filter(None, (" / ".join((block.person, *block.person_others)).strip(" /"), block.title)))


def _delegates(phone: Phone) -> list[Delegate]:
    query = rows.Delegate.objects.filter(mission=phone.mission, document__firm=phone.party)
    return [from_document(Delegate, delegate.document) for delegate in query]


def _each(say: Callable[[Language], str]) -> dict[str, str]:
    return {language.value: say(language) for language in Language}


def _namer(name: Any) -> Callable[[Language], str]:
    return lambda language: spelling.firm(name, language).main


def _person_namer(delegate: Delegate) -> Callable[[Language], str]:
    return lambda language: spelling.person(delegate.name, language).main
