"""The mail that asks somebody to answer, in their language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.conf import settings

from tearoad.matching.web.queries.progress import rules_of
from tearoad.mission.papers.spelling import Spelling
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries import core
from tearoad.mission.web.queries.links import opened_by
from tearoad.mission.web.queries.people import days_of
from tearoad.mission.web.queries.receivers import Receiver
from tearoad.people import Role, Scope
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import fair_now
from tearoad.words import Words
from tearoad.words.catalogue import city, moment_from


@dataclass(frozen=True, slots=True)
class RequestsMail:
    """A mail as its receiver gets it."""

    subject: str
    body: str


def letter(
    row: mission_rows.Mission, who: Receiver, waiting: int, address: str, house: str, *, is_reminder: bool = False
) -> RequestsMail:
    """Return the mail: who asks, how many requests wait, by when, why they get it and how to end it."""
    words, mission = Words(who.language), core(row)
    name = mission.name.in_language(who.language)
    kind = "reminder" if is_reminder else "invitation"
    deadline = rules_of(row).deadline_at
    text = deadline_in_zones(deadline, mission_zones(row), who.language) if deadline else ""
    until = words(Text("asking_pages.mail_until", until=text)) if text else ""
    place = " · ".join(filter(None, (mission.venue.in_language(who.language), mission.city.in_language(who.language))))
    body = words(
        Text(
            f"asking_pages.mail_{kind}",
            name=who.name.main,
            mission=name,
            days=days_of(mission, who.language),
            place=place,
            waiting=words(Text("asking_pages.mail_waiting", count=waiting)),
            until=until,
            address=address,
            end=f"{address}end/",
            house=house,
        )
    )
    subject = words(Text(f"asking_pages.mail_{kind}_subject", mission=name))
    return RequestsMail(" ".join(subject.split())[:300], body.replace("\n\n\n", "\n\n"))


def renewal_letter(row: mission_rows.Mission, who: Receiver, address: str, house: str) -> RequestsMail:
    """Return the mail that brings a new link to answer in the place of one that opens nothing any more."""
    words, mission = Words(who.language), core(row).name.in_language(who.language)
    body = Text("asking_pages.mail_renewed", name=who.name.main, mission=mission, address=address, house=house)
    subject = words(Text("asking_pages.mail_renewed_subject", mission=mission))
    return RequestsMail(" ".join(subject.split())[:300], words(body))


def colleague_letter(row: mission_rows.Mission, who: Receiver, name: str, address: str, house: str) -> RequestsMail:
    """Return the mail to a second person of a firm, whom the firm itself named."""
    words, mission = Words(who.language), core(row).name.in_language(who.language)
    firm = who.name.main
    body = Text("asking_pages.mail_colleague", name=name, firm=firm, mission=mission, address=address, house=house)
    subject = words(Text("asking_pages.mail_colleague_subject", mission=mission))
    return RequestsMail(" ".join(subject.split())[:300], words(body))


def ready_words(row: mission_rows.Mission, who: Receiver, waiting: int, address: str, house: str) -> str:
    """Return a short text for a messenger: plain, so that it survives being copied."""
    words, mission = Words(who.language), core(row)
    return words(
        Text(
            "asking_pages.ready_words",
            name=who.name.main,
            mission=mission.name.in_language(who.language),
            waiting=words(Text("asking_pages.mail_waiting", count=waiting)),
            address=address,
            house=house,
        )
    )


def messenger_ways(phone: str, words: str) -> tuple[tuple[str, str], ...]:
    """Return by which messengers words can be sent at a tap, with the address that opens each.

    WeChat has no such address: there the words are copied, or the code is scanned.
    """
    text, digits = quote(words, safe=""), "".join(sign for sign in phone if sign.isdigit())
    whatsapp = f"https://wa.me/{digits if phone.startswith('+') else ''}?text={text}"
    return ("WhatsApp", whatsapp), ("Telegram", f"https://t.me/share/url?url={text}")


def sample(row: mission_rows.Mission, language: Language, house: str, *, is_reminder: bool = False) -> RequestsMail:
    """Return the mail as it will read, with a stand-in for name and link."""
    words = Words(language)
    who = Receiver(Role.BUYER, "", Spelling(words(Text("portal_pages.sample_name"))), language)
    address = settings.CONFIG.address.rstrip("/") + opened_by(Scope.ANSWER, "…")
    return letter(row, who, 3, address, house, is_reminder=is_reminder)


def mission_zones(row: mission_rows.Mission) -> tuple[ZoneInfo, ZoneInfo]:
    """Return the zone of the fair, and that of the office."""
    mission = core(row)
    return mission.fair_zone, mission.home_zone


def deadline_in_zones(at: datetime, zones: tuple[ZoneInfo, ZoneInfo], language: Language) -> str:
    """Return a deadline by the clocks of both zones, with the year where it is not this one."""
    fair, home = (at.astimezone(zone) for zone in zones)
    said = [moment_from(moment, fair_now().astimezone(moment.tzinfo), language) for moment in (fair, home)]
    text = f"{said[0]} ({city(zones[0], language)})"
    return text if fair.utcoffset() == home.utcoffset() else f"{text} / {said[1]} ({city(zones[1], language)})"
