"""An account of a round in plain words, kept from the rows of moves alone and apart from the program's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

SAID = {
    "want": "wanted",
    "accept": "gladly",
    "decline": "not_this_time",
    "other_time": "another_time",
    "ask_back": "asks_back",
}
WEIGHTIEST = ("not_this_time", "another_time", "asks_back", "asked", "wanted", "gladly")
LIVE = (
    {"yes": {"wanted", "gladly"}, "no": {"not_this_time"}}
    | {answer: {answer} for answer in ("another_time", "asks_back")}
    | {"waiting": {"asked"}, "unsent": {"asked"}}
)
Pair = tuple[str, str]


@dataclass
class CountedMeeting:
    """What became of a pair, by what was said of it."""

    says: dict[str, str] = field(default_factory=lambda: {"exporter": "", "buyer": ""})
    place: str = ""
    comes: set[str] = field(default_factory=set)
    in_sheet: set[str] = field(default_factory=set)
    """For which side a sheet alone speaks."""

    def take(self, move: str, side: str, channel: str) -> None:
        """Take in one move that was not undone."""
        if move in SAID or move == "request":
            self.in_sheet -= {side}
            self.in_sheet |= {side} if channel == "sheet" else set()
        if move in SAID:
            self.says[side] = SAID[move]
            if move == "decline" and self.place:
                self.place = "cancelled"
        elif move == "invite":
            self.says[side] = "asked"
        elif move == "request":
            other = "buyer" if side == "exporter" else "exporter"
            self.says[side], self.says[other] = "wanted", self.says[other] or "asked"
        elif move == "confirm":
            self.comes.add(side)
        elif move in PLACES:
            self.place = PLACES[move]
            self.comes = self.comes if move in {"plan", "notify", "keep", "miss"} else set()

    @property
    def state(self) -> str:
        """Where it stands."""
        if self.place in {"planned", "notified"} and len(self.comes) == len(self.says):
            return "confirmed"
        if self.place:
            return self.place
        said = set(self.says.values())
        if said <= SAYS_YES:
            return "agreed"
        return next((text for text in WEIGHTIEST if text in said), "proposed")


PLACES = {
    "plan": "planned",
    "unplan": "",
    "reschedule": "planned",
    "notify": "notified",
    "keep": "kept",
    "miss": "missed",
    "cancel": "cancelled",
    "withdraw": "cancelled",
}
SAYS_YES = {"wanted", "gladly"}


def counted() -> Mapping[Pair, CountedMeeting]:
    """Return every pair of the database, counted from its moves."""
    found: dict[Pair, CountedMeeting] = {}
    for exporter, buyer, move, side, channel in _rows(
        "SELECT p.exporter, p.buyer, s.move, s.side, s.channel FROM matching_meetingstep s"
        " JOIN matching_meetingprogress p ON p.id = s.progress_id WHERE s.undone_at IS NULL ORDER BY s.id"
    ):
        found.setdefault((exporter, buyer), CountedMeeting()).take(move, side, channel)
    return found


def _rows(statement: str) -> Iterable[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found: list[tuple[str, ...]] = cursor.fetchall()
        return found


def states() -> Counter[str]:
    """Return how many meetings stand where."""
    had = reached()
    found: Counter[str] = Counter()
    for pair, meeting in counted().items():
        sides = dict(zip(("exporter", "buyer"), pair, strict=True))
        is_asked = any(meeting.says[side] == "asked" and party in had for side, party in sides.items())
        found["unsent" if meeting.state == "asked" and not is_asked else meeting.state] += 1
    return found


def mailed() -> tuple[set[str], set[str]]:
    """Return to whom a mail that asks was sent and did not come back, and to whom one waits."""
    parties = {str(UUID(str(key))): party for key, party in _rows("SELECT id, party FROM matching_invitedparty")}
    asks = "SELECT key FROM office_message WHERE kind IN ('asking.invitation', 'asking.nudge') AND "
    of = [
        _rows(asks + where) for where in ("state = 'sent' AND returned_at IS NULL", "state IN ('waiting', 'sending')")
    ]
    sent, waits = ({parties[key.split(":")[1]] for (key,) in found} for found in of)
    return sent, waits


def opened() -> set[str]:
    """Return who opened a link to answer."""
    statement = "SELECT party FROM mission_signedlink WHERE scope = 'answer' AND last_used_at IS NOT NULL"
    return {party for (party,) in _rows(statement)}


def reached() -> set[str]:
    """Return to whom a mail was sent, who opened a link or said anything but by a sheet."""
    said = {
        exporter if side == "exporter" else buyer
        for exporter, buyer, side in _rows(
            "SELECT p.exporter, p.buyer, s.side FROM matching_meetingstep s"
            " JOIN matching_meetingprogress p ON p.id = s.progress_id WHERE s.undone_at IS NULL"
            " AND s.channel != 'sheet' AND s.move IN ('want', 'accept', 'decline', 'other_time', 'ask_back')"
        )
    }
    return mailed()[0] | opened() | said


def live_answers() -> Counter[tuple[str, str]]:
    """Return how many buyers answered a firm how."""
    had = reached()
    return Counter(
        (exporter, answer)
        for (exporter, buyer), meeting in counted().items()
        for answer, meant in LIVE.items()
        if meeting.says["buyer"] in meant
        and (answer not in {"waiting", "unsent"} or (buyer in had) == (answer == "waiting"))
    )


def stages() -> Counter[str]:
    """Return how many parties stand where."""
    says: dict[str, list[str]] = {}
    becomes: dict[str, set[str]] = {}
    for (exporter, buyer), meeting in counted().items():
        for side, party in (("exporter", exporter), ("buyer", buyer)):
            says.setdefault(party, []).append("sheet" if side in meeting.in_sheet else meeting.says[side])
            becomes.setdefault(party, set()).add(meeting.state)
            if side in meeting.comes and meeting.place in {"planned", "notified"}:
                becomes[party].add("comes")
    written = {
        party: (bool(mails) or handed is not None, ended is not None)
        for party, mails, handed, ended in _rows("SELECT party, mails, handed_at, ended_at FROM matching_invitedparty")
    }
    has_opened, (sent, waits) = opened(), mailed()
    handed = {party for (party,) in _rows("SELECT party FROM matching_invitedparty WHERE handed_at IS NOT NULL")}
    parties = [code for (code,) in _rows("SELECT code FROM mission_participation")]
    return Counter(
        _stage(
            says.get(party, []),
            becomes.get(party, set()),
            written.get(party, (False, False)),
            [
                ("opened", party in has_opened),
                ("invited", party in sent),
                ("handed", party in handed),
                ("outbox", party in waits),
            ],
        )
        for party in parties
    )


def _stage(says: list[str], becomes: set[str], written: tuple[bool, bool], got: list[tuple[str, bool]]) -> str:
    answers = [say for say in says if say and say not in {"asked", "sheet"}]
    waits = "asked" in says
    was_written_to, ended = written
    rules = (
        ("came", "kept" in becomes),
        ("confirmed", "comes" in becomes),
        ("declined", bool(answers) and not waits and set(answers) == {"not_this_time"} and "sheet" not in says),
        ("answered", not was_written_to and bool(answers) and not waits),
        ("in_sheet", not was_written_to and "sheet" in says and not waits),
        ("prospect", not was_written_to),
        ("ended", ended and waits),
        ("answering", bool(answers) and waits),
        ("answered", bool(answers)),
        *got,
    )
    return next((stage for stage, holds in rules if holds), "undelivered")


def figures_on_page(page: str, sought: str) -> Counter[str]:
    """Return the figures that a page shows, each with a link that seeks its people: `?state=agreed">12<`."""
    found = re.findall(rf'\?{sought}=(\w+)"[^>]*>(\d+)<', page)
    return Counter({name: int(count) for name, count in found})


def live_answers_on_page(page: str) -> Counter[tuple[str, str]]:
    """Return the figures of the table of answers by firm."""
    found = re.findall(r'\?party=([^&"]+)&amp;said=(\w+)">(\d+)<', page)
    return Counter({(party, said): int(count) for party, said, count in found})
