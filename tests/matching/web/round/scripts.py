"""Who plays a round, and how each answers: every way of answering a buyer has, in turn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tearoad.companies import Contact
from tearoad.demo import make_mission
from tearoad.journey.files import MissionFiles
from tearoad.matching import Request, Strength
from tearoad.values import PartyId, WishId


class BuyerWay(StrEnum):
    """How a buyer answers."""

    EAGER = "eager"
    GLAD = "glad"
    REFUSES = "refuses"
    OTHER_TIME = "other_time"
    ASKS = "asks"
    AFTER_TWO = "after_two"
    """Only the second reminder is answered."""
    SILENT = "silent"
    RETURNED = "returned"
    """The mail is taken, and comes back hours later."""
    UNKNOWN = "unknown"
    """The mail is refused at once."""
    TWO_PHONES = "two_phones"
    """Says yes on one phone and no on another: the last word counts."""
    ENDS = "ends"
    """Wants no reminders, at one click of the mail program."""
    LATE = "late"
    """Answers on a page that was opened before the deadline, after it."""


REPLIES = {
    BuyerWay.EAGER: ("want", "want"),
    BuyerWay.GLAD: ("accept", "accept"),
    BuyerWay.REFUSES: ("decline", "decline"),
    BuyerWay.OTHER_TIME: ("other_time", "want"),
    BuyerWay.ASKS: ("ask_back", "accept"),
    BuyerWay.AFTER_TWO: ("want", "accept"),
    BuyerWay.TWO_PHONES: ("want", "want"),
}
"""What is said to the first request and to every later one; who is not here answers nothing by themselves."""
FIRM_REPLIES = ("want", "accept", "decline")
"""What a firm says to all that buyers ask it, by its place."""


@dataclass(frozen=True, slots=True)
class ScriptedBuyer:
    """A buyer with a way to answer."""

    party: str
    email: str
    way: BuyerWay


@dataclass(frozen=True, slots=True)
class ScriptedRound:
    """A mission and everybody in it."""

    files: MissionFiles
    firms: Sequence[str]
    buyers: Sequence[ScriptedBuyer]

    def who(self, *ways: BuyerWay) -> list[ScriptedBuyer]:
        """Return the buyers who answer in one of these ways."""
        return [buyer for buyer in self.buyers if buyer.way in ways]


def scripted_round(firm_count: int, buyer_count: int) -> ScriptedRound:
    """Return the first firms and buyers of the demo: two firms ask each buyer, every fourth buyer asks a third firm."""
    whole = make_mission(2023)
    firms = tuple(
        replace(exporter, contact=_reached(exporter.contact, exporter.id)) for exporter in whole.exporters[:firm_count]
    )
    buyers = tuple(replace(buyer, contact=_reached(buyer.contact, buyer.id)) for buyer in whole.buyers[:buyer_count])
    ways = tuple(BuyerWay)
    files = replace(
        whole,
        mission=replace(whole.mission, proposals_per_exporter=2),
        exporters=firms,
        buyers=buyers,
        delegates=tuple(
            delegate
            for delegate in whole.delegates
            if delegate.firm is None or delegate.firm in {each.id for each in firms}
        ),
        programme=(),
        requests=tuple(_requests([firm.id for firm in firms], [buyer.id for buyer in buyers])),
        interpreters=tuple(
            replace(
                interpreter,
                not_for=(),
                attached_to=None
                if interpreter.attached_to not in {each.id for each in firms}
                else interpreter.attached_to,
            )
            for interpreter in whole.interpreters
        ),
        absences=(),
        tasks=(),
        samples=(),
        decisions=(),
        pins=(),
    )
    people = [
        ScriptedBuyer(str(buyer.id), buyer.contact.email, ways[place % len(ways)]) for place, buyer in enumerate(buyers)
    ]
    return ScriptedRound(files, [str(firm.id) for firm in firms], people)


def _reached(contact: Contact, party: PartyId) -> Contact:
    return replace(contact, email=f"{party.lower()}@example.com")


def _requests(firms: Sequence[PartyId], buyers: Sequence[PartyId]) -> Iterable[Request]:
    for place, buyer in enumerate(buyers):
        pairs = [(firms[(place + step) % len(firms)], buyer) for step in range(2)]
        if place % 4 == 0:
            pairs.append((buyer, firms[(place + 2) % len(firms)]))
        for asker, asked in pairs:
            yield Request(WishId(f"{asker}/{asked}"), asker, asked, Strength.WISH)
