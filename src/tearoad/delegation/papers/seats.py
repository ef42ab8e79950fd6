"""The seating plan of the head table: by rank, host and guest in turn, interpreters beside principals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tearoad.delegation.papers.roster import Head, Roster, head, house_of, name_of, names, parted
from tearoad.delegation.seating import Chair, Side, Sitter, Voice, seat
from tearoad.mission.mission import ItemKind
from tearoad.mission.people import Delegate
from tearoad.text import Text
from tearoad.values import Language, LanguageCode
from tearoad.words import say

TEMPLATE = Path(__file__).parent / "seats.typ"
PRINCIPALS = 3
"""Ranks that speak for their side, and so must be understood."""
_COUNTERPART = "counterpart:"


@dataclass(frozen=True, slots=True)
class Place:
    """One chair as the plan shows it."""

    number: str
    name: str
    others: tuple[str, ...]
    post: str
    side: str
    """`host`, `guest` or `interpreter`."""
    label: str


@dataclass(frozen=True, slots=True)
class SeatingPlan:
    """The plan of one table."""

    head: Head
    table: str
    note: str
    places: tuple[Place, ...]
    without: tuple[str, ...]


def seating_plan(of: Roster, language: Language, *, hosting: bool = False) -> SeatingPlan | None:
    """Return the plan of ranked delegates and their counterparts; None where nobody has a rank.

    `hosting` tells that the delegation receives; else it is received.
    """
    ours = [delegate for delegate in of.delegates if delegate.rank]
    if not ours:
        return None
    seating = seat(_sitters(of, ours, hosting=hosting), _voices(of))
    # The reader stands in the room: what is at the host's right hand is at the left of the paper.
    posts = {str(delegate.id): delegate for delegate in ours}
    places = tuple(
        _place(number, chair, of, posts, language) for number, chair in enumerate(reversed(seating.chairs), start=1)
    )
    known = {
        **names(of, language),
        **{_COUNTERPART + delegate.id: delegate.counterpart.in_language(language) for delegate in ours},
    }
    without = tuple(say(Text("delegation.seat_without", name=known.get(who, who)), language) for who in seating.without)
    missing = not any(delegate.counterpart for delegate in ours)
    return SeatingPlan(
        head(of, Text("delegation.paper_seats"), language),
        say(Text("delegation.seat_table"), language),
        say(Text("delegation.seat_no_counterparts" if missing else "delegation.seat_note"), language),
        places,
        without,
    )


def we_receive(of: Roster) -> bool:
    """Whether our side receives at the reception, as its item of the programme says."""
    return any(
        programme_item.kind is ItemKind.RECEPTION and programme_item.talk.we_host for programme_item in of.programme
    )


def _sitters(of: Roster, ours: list[Delegate], *, hosting: bool) -> list[Sitter]:
    """Return both sides; a counterpart has the rank of whom they face and speaks the hosts' language."""
    we, they = (Side.HOST, Side.GUEST) if hosting else (Side.GUEST, Side.HOST)
    home, host = _code(of.mission.home_language), _code(of.mission.host_language)
    found = []
    for delegate in ours:
        leads = delegate.rank <= PRINCIPALS
        found.append(Sitter(delegate.id, we, delegate.rank, delegate.languages or (home,), leads))
        if delegate.counterpart:
            found.append(Sitter(_COUNTERPART + delegate.id, they, delegate.rank, (host,), leads))
    return found


def _voices(of: Roster) -> list[Voice]:
    """Return the interpreters, those of the pool before those of a stand."""
    ordered = sorted(of.interpreters, key=lambda interpreter: interpreter.attached_to is not None)
    return [Voice(interpreter.id, interpreter.pairs) for interpreter in ordered]


def _place(number: int, chair: Chair, of: Roster, posts: Mapping[str, Delegate], language: Language) -> Place:
    side = chair.side.value if chair.side else "interpreter"
    label = say(Text(f"delegation.seat_{side}"), language)
    if chair.who.startswith(_COUNTERPART):
        name, post = parted(posts[chair.who.removeprefix(_COUNTERPART)].counterpart.in_language(language))
        return Place(str(number), name, (), post, side, label)
    if chair.side is None:
        interpreter = next(person for person in of.interpreters if person.id == chair.who)
        spelling = name_of(interpreter, language)
        return Place(str(number), spelling.main, spelling.others, "", side, label)
    delegate = posts[chair.who]
    spelling = name_of(delegate, language)
    post = " · ".join(filter(None, (delegate.role.in_language(language), house_of(delegate, of, language))))
    return Place(str(number), spelling.main, spelling.others, post, side, label)


def _code(language: Language) -> LanguageCode:
    return LanguageCode(language.value.partition("-")[0])
