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
    return Badges(
        head(of, Text("delegation.paper_badges"), language), tuple(_badge(delegate, of) for delegate in of.delegates)
    )


def _badge(delegate: Delegate, of: Roster) -> Badge:
    name = name_of(delegate, of.mission.host_language)
    languages = dict.fromkeys((of.mission.host_language, Language.EN, of.mission.home_language))
    house = tuple(dict.fromkeys(filter(None, (house_of(delegate, of, language) for language in languages))))
    return Badge(
        name.main,
        name.others,
        house[:2],
        delegate.role.in_language(of.mission.host_language),
        delegate.id,
        qr_svg(vcard(contact(delegate, of))),
    )


def contact(delegate: Delegate, of: Roster) -> Card:
    """Return what a badge's code holds: name and house; numbers only of those who agreed to stand in the book."""
    agreed = delegate.agreed_on(Purpose.BOOK) is not None
    return Card(
        name=delegate.name.latin or delegate.name.local or delegate.name.native,
        organisation=house_of(delegate, of, Language.EN),
        title=delegate.role.in_language(Language.EN),
        phone=(delegate.phone_abroad or delegate.phone) if agreed else "",
        note="; ".join(delegate.messengers) if agreed else "",
    )


def emergency(of: Roster, language: Language) -> EmergencyCards:
    """Return a card for each: own facts in one language, the plea in the hosts'."""
    mission = of.mission
    contacts = tuple(
        BadgeLine(
            " · ".join(
                filter(
                    None,
                    (
                        spelling.person(mission_contact.person, language).main,
                        *spelling.person(mission_contact.person, language).others[:1],
                    ),
                )
            ),
            figures.phone(mission_contact.phone),
        )
        for mission_contact in mission.contacts[:3]
        if mission_contact.phone
    )
    both = (say(Text("delegation.card_emergency"), each) for each in (language, mission.host_language))
    urgent = " · ".join(dict.fromkeys(both))
    calls = (*(BadgeLine(urgent, phone) for phone in mission.emergency_phones), *contacts)
    posts = _posts(of, language)
    return EmergencyCards(
        head(of, Text("delegation.paper_emergency"), language),
        say(Text("delegation.card_call"), language),
        say(Text("delegation.card_posts"), language),
        tuple(_card(delegate, of, language, calls, posts) for delegate in of.delegates),
    )


def _posts(of: Roster, language: Language) -> tuple[PostLine, ...]:
    """Return embassy and consulates that can be reached; what nobody confirmed says so."""
    ours = sorted(
        (post for post in of.posts if post.kind in _POSTS and post.phone), key=lambda post: _POSTS.index(post.kind)
    )
    return tuple(_post(post, of.mission.host_language, language) for post in ours[:_MOST_POSTS])


def _post(post: DiplomaticPost, host: Language, language: Language) -> PostLine:
    name, local = post.name.in_language(language), post.name.in_language(host)
    doubt = "" if post.is_sourced else f" ({say(Text('delegation.card_unconfirmed'), language)})"
    # A driver or a passer-by reads the address, whoever the card belongs to.
    address = ", ".join(part.in_language(host) for part in (post.city, post.address) if part)
    return PostLine(name + doubt, local if local != name else "", figures.phone(post.phone), address)


def _card(
    delegate: Delegate, of: Roster, language: Language, calls: tuple[BadgeLine, ...], posts: tuple[PostLine, ...]
) -> EmergencyCard:
    mission, name = of.mission, name_of(delegate, language)
    said = (
        ("card_house", house_of(delegate, of, language)),
        (
            "card_hotel",
            " · ".join(filter(None, (*_hotel(delegate, mission, language), room_name(delegate.room, language)))),
        ),
        ("card_phone", figures.phone(delegate.phone_abroad or delegate.phone)),
        ("card_diet", diet_name(delegate.diet, language)),
        ("card_home", " · ".join(filter(None, (_day(delegate, of, language), delegate.leaves_by)))),
    )
    plea = Text("delegation.card_plea", mission=mission.name.in_language(mission.host_language))
    lines = tuple(BadgeLine(say(Text(f"delegation.{code}"), language), text) for code, text in said if text)
    return EmergencyCard(name.main, name.others, say(plea, mission.host_language), lines, calls, posts)


def _hotel(delegate: Delegate, mission: Mission, language: Language) -> tuple[str, ...]:
    """Return the hotel for a reader and for a driver, and its way where a place of the mission is that hotel."""
    way = next((place.how_to_get_there for place in mission.places if place.name.is_alike(delegate.hotel)), LocalText())
    both = (language, mission.host_language)
    return tuple(dict.fromkeys(text.in_language(each) for text in (delegate.hotel, way) for each in both))


def _day(delegate: Delegate, of: Roster, language: Language) -> str:
    if delegate.leaves_at is None:
        return ""
    at = delegate.leaves_at.astimezone(of.mission.fair_zone)
    return f"{figures.full_day(at.date(), language)} {at:%H:%M}"
