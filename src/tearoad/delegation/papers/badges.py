"""Badges with a contact to scan, and the card to show when something goes wrong."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tearoad.checklist.posts import DiplomaticPost, PostKind
from tearoad.delegation.known_words import diet_name, room_name
from tearoad.delegation.papers.roster import Head, Roster, head, house_of, name_of
from tearoad.mission.mission import Mission
from tearoad.mission.papers import spelling
from tearoad.mission.people import Delegate, Purpose
from tearoad.paper import figures
from tearoad.paper.card import Card, qr_svg, vcard
from tearoad.text import Text
from tearoad.values import Language, LocalText
from tearoad.words import say

BADGES = Path(__file__).parent / "badges.typ"
EMERGENCY = Path(__file__).parent / "emergency.typ"
_POSTS = (PostKind.EMBASSY, PostKind.CONSULATE)
_MOST_POSTS = 2


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge."""

    name: str
    others: tuple[str, ...]
    house: tuple[str, ...]
    role: str
    id: str
    qr: bytes


@dataclass(frozen=True, slots=True)
class Badges:
    """All badges, ten a page."""

    head: Head
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class BadgeLine:
    """A label with what it tells."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class EmergencyCard:
    """One card: its bearer, and whom to call."""

    name: str
    others: tuple[str, ...]
    plea: str
    """To whoever finds or helps them, in the hosts' language."""
    lines: tuple[BadgeLine, ...]
    calls: tuple[BadgeLine, ...]
    posts: tuple[PostLine, ...]
    """Whom to turn to: embassy and consulate."""


@dataclass(frozen=True, slots=True)
class PostLine:
    """A diplomatic post in the bearer's language and in the hosts', its address in the hosts'."""

    name: str
    local: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True)
class EmergencyCards:
    """All cards, six a page."""

    head: Head
    call: str
    posts: str
    cards: tuple[EmergencyCard, ...]


def badges(of: Roster) -> Badges:
    """Return the badges: the hosts' script largest, every other spelling below, and a contact to scan."""
    language = of.mission.host_language
    return Badges(head(of, Text("delegation.paper_badges"), language), tuple(_badge(one, of) for one in of.delegates))


def _badge(one: Delegate, of: Roster) -> Badge:
    name = name_of(one, of.mission.host_language)
    languages = dict.fromkeys((of.mission.host_language, Language.EN, of.mission.home_language))
    house = tuple(dict.fromkeys(filter(None, (house_of(one, of, language) for language in languages))))
    return Badge(
        name.main,
        name.others,
        house[:2],
        one.role.in_language(of.mission.host_language),
        one.id,
        qr_svg(vcard(contact(one, of))),
    )


def contact(one: Delegate, of: Roster) -> Card:
    """Return what a badge's code holds: name and house; numbers only of those who agreed to stand in the book."""
    agreed = one.agreed_on(Purpose.BOOK) is not None
    return Card(
        name=one.name.latin or one.name.local or one.name.native,
        organisation=house_of(one, of, Language.EN),
        title=one.role.in_language(Language.EN),
        phone=(one.phone_abroad or one.phone) if agreed else "",
        note="; ".join(one.messengers) if agreed else "",
    )


def emergency(of: Roster, language: Language) -> EmergencyCards:
    """Return a card for each: own facts in one language, the plea in the hosts'."""
    mission = of.mission
    contacts = tuple(
        BadgeLine(
            " · ".join(
                filter(
                    None,
                    (spelling.person(one.person, language).main, *spelling.person(one.person, language).others[:1]),
                )
            ),
            figures.phone(one.phone),
        )
        for one in mission.contacts[:3]
        if one.phone
    )
    both = (say(Text("delegation.card_emergency"), each) for each in (language, mission.host_language))
    urgent = " · ".join(dict.fromkeys(both))
    calls = (*(BadgeLine(urgent, phone) for phone in mission.emergency_phones), *contacts)
    posts = _posts(of, language)
    return EmergencyCards(
        head(of, Text("delegation.paper_emergency"), language),
        say(Text("delegation.card_call"), language),
        say(Text("delegation.card_posts"), language),
        tuple(_card(one, of, language, calls, posts) for one in of.delegates),
    )


def _posts(of: Roster, language: Language) -> tuple[PostLine, ...]:
    """Return embassy and consulates that can be reached; what nobody confirmed says so."""
    ours = sorted((one for one in of.posts if one.kind in _POSTS and one.phone), key=lambda one: _POSTS.index(one.kind))
    return tuple(_post(one, of.mission.host_language, language) for one in ours[:_MOST_POSTS])


def _post(one: DiplomaticPost, host: Language, language: Language) -> PostLine:
    name, local = one.name.in_language(language), one.name.in_language(host)
    doubt = "" if one.is_sourced else f" ({say(Text('delegation.card_unconfirmed'), language)})"
    # A driver or a passer-by reads the address, whoever the card belongs to.
    address = ", ".join(part.in_language(host) for part in (one.city, one.address) if part)
    return PostLine(name + doubt, local if local != name else "", figures.phone(one.phone), address)


def _card(
    one: Delegate, of: Roster, language: Language, calls: tuple[BadgeLine, ...], posts: tuple[PostLine, ...]
) -> EmergencyCard:
    mission, name = of.mission, name_of(one, language)
    said = (
        ("card_house", house_of(one, of, language)),
        ("card_hotel", " · ".join(filter(None, (*_hotel(one, mission, language), room_name(one.room, language))))),
        ("card_phone", figures.phone(one.phone_abroad or one.phone)),
        ("card_diet", diet_name(one.diet, language)),
        ("card_home", " · ".join(filter(None, (_day(one, of, language), one.leaves_by)))),
    )
    plea = Text("delegation.card_plea", mission=mission.name.in_language(mission.host_language))
    lines = tuple(BadgeLine(say(Text(f"delegation.{code}"), language), text) for code, text in said if text)
    return EmergencyCard(name.main, name.others, say(plea, mission.host_language), lines, calls, posts)


def _hotel(one: Delegate, mission: Mission, language: Language) -> tuple[str, ...]:
    """Return the hotel for a reader and for a driver, and its way where a place of the mission is that hotel."""
    way = next((place.how_to_get_there for place in mission.places if place.name.is_alike(one.hotel)), LocalText())
    both = (language, mission.host_language)
    return tuple(dict.fromkeys(text.in_language(each) for text in (one.hotel, way) for each in both))


def _day(one: Delegate, of: Roster, language: Language) -> str:
    if one.leaves_at is None:
        return ""
    at = one.leaves_at.astimezone(of.mission.fair_zone)
    return f"{figures.full_day(at.date(), language)} {at:%H:%M}"
