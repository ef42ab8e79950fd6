"""Letters of invitation, merged from the delegates: in the host's language, names as in the passport, no numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tearoad.mission.mission import Mission
from tearoad.mission.naming import country_called, with_names
from tearoad.mission.people import Delegate
from tearoad.names import spelling
from tearoad.paper import PaperFile, figures
from tearoad.paper.file import distinct, file_name
from tearoad.paper.typeset import pdf
from tearoad.text import Text
from tearoad.values import Language, script_of
from tearoad.words import say

TEMPLATE = Path(__file__).parent / "letter.typ"


@dataclass(frozen=True, slots=True)
class Inviter:
    """What only the inviting side knows, in its own language; what is empty becomes a line to write on."""

    name: str = ""
    """The organisation that invites."""
    addressee: str = ""
    """The consulate or authority it writes to."""
    signer: str = ""
    """Who signs, with their post."""


@dataclass(frozen=True, slots=True)
class Invited:
    """One person as the letter names them."""

    number: str
    passport: str
    """Latin letters, as in the passport."""
    also: str
    """In the host's script, where that is another."""
    role: str
    firm: str
    stay: str


@dataclass(frozen=True, slots=True)
class Labels:
    """Every word of the letter that is the same for everybody."""

    title: str
    inviter: str
    addressee: str
    date: str
    place: str
    signer: str
    stamp: str
    number: str
    passport: str
    role: str
    firm: str
    stay: str


@dataclass(frozen=True, slots=True)
class LetterWords:
    """A letter in words."""

    language: str
    labels: Labels
    inviter: str
    addressee: str
    signer: str
    paragraphs: tuple[str, ...]
    people: tuple[Invited, ...]
    costs: str
    """Before a line on which the host writes who pays."""
    closing: tuple[str, ...]


def can_be_named(delegate: Delegate) -> bool:
    """Whether it is known how a delegate's passport spells the name; a letter with another name is of no use."""
    return bool(delegate.name.latin.strip())


def letter(mission: Mission, delegates: Iterable[Delegate], firms: dict[str, str], inviter: Inviter) -> LetterWords:
    """Return a letter for these delegates; those whose passport's spelling is unknown are left out.

    Args:
        mission: its host's language is the letter's.
        delegates: one for a letter of their own, several for a list.
        firms: how each firm is called in the host's language, by id.
        inviter: what the host says of itself.

    """
    language, mission = mission.host_language, with_names(mission)
    named = [delegate for delegate in delegates if can_be_named(delegate)]
    facts = {
        "fair": mission.fair.in_language(language),
        "city": mission.city.in_language(language),
        "venue": mission.venue.in_language(language),
        "country": country_called(mission, mission.country, language),
        "days": figures.days(mission.days[0].on, mission.days[-1].on, language),
    }
    return LetterWords(
        language.value,
        _labels(language),
        inviter.name,
        inviter.addressee,
        inviter.signer,
        (
            say(Text("papers.letter_invite", count=len(named), **facts), language),
            say(Text("papers.letter_purpose"), language),
        ),
        tuple(_invited(mission, delegate, firms, number) for number, delegate in enumerate(named, start=1)),
        say(Text("papers.letter_costs"), language),
        (say(Text("papers.letter_numbers"), language),),
    )


def papers(
    mission: Mission, delegates: tuple[Delegate, ...], firms: dict[str, str], inviter: Inviter, *, stamp: datetime
) -> Iterable[PaperFile]:
    """Yield the list of all delegates, then a letter for each."""
    named = [delegate for delegate in delegates if can_be_named(delegate)]
    if not named:
        return
    yield PaperFile("letters/all.pdf", pdf(TEMPLATE, letter(mission, named, firms, inviter), stamp))
    stems = distinct(file_name(delegate.id, delegate.name.latin, "") for delegate in named)
    for delegate, stem in zip(named, stems, strict=True):
        yield PaperFile(f"letters/{stem}.pdf", pdf(TEMPLATE, letter(mission, (delegate,), firms, inviter), stamp))


def _invited(mission: Mission, delegate: Delegate, firms: dict[str, str], number: int) -> Invited:
    language = mission.host_language
    passport = " ".join(delegate.name.latin.split())
    local = spelling.person(delegate.name, language).main
    return Invited(
        str(number),
        passport,
        local if local != passport and script_of(local) is language.script else "",
        delegate.role.in_language(language),
        firms.get(delegate.firm or "", "") or delegate.office.in_language(language),
        _stay(mission, delegate, language),
    )


def _stay(mission: Mission, delegate: Delegate, language: Language) -> str:
    arrives = delegate.arrives_at.astimezone(mission.fair_zone).date() if delegate.arrives_at else mission.days[0].on
    leaves = delegate.leaves_at.astimezone(mission.fair_zone).date() if delegate.leaves_at else mission.days[-1].on
    return figures.days(arrives, max(arrives, leaves), language)


def _labels(language: Language) -> Labels:
    words = (
        "title", "inviter", "addressee", "date", "place", "signer", "stamp", "number", "passport", "role", "firm",
        "stay",
    )  # fmt: skip
    return Labels(*(say(Text(f"papers.letter_label_{word}"), language) for word in words))
