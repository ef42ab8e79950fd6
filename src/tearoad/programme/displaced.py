"""Meetings of the plan in force that the programme makes impossible."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.programme.scene import refs
from tearoad.text import Ref, Text
from tearoad.values import Window


@dataclass(frozen=True, slots=True)
class DisplacedMeeting:
    """One meeting that cannot be held beside the programme, whom it takes, and which rules say so."""

    exporter: str
    buyer: str
    window: Window
    items: tuple[str, ...]
    """Ids of the items that take somebody."""
    people: tuple[str, ...]
    """Whom they take: people, firms, interpreters or places."""
    why: tuple[Text, ...]
    """The rules of the timetable that are broken, one sentence each."""
    at_once: bool = True
    """False: the items lie at other hours of the day, and the day's hours or people become too few."""
    on_way: bool = False
    """Whether it is the way to or from the items that falls into the meeting."""
    among: int = 0
    """Of so many meetings with the same reason `surplus` must go, whichever they are; 0: this one must."""
    surplus: int = 0

    @property
    def text(self) -> Text:
        """Which meeting, who, and why."""
        return Text(
            self._code,
            exporter=Ref(self.exporter),
            buyer=Ref(self.buyer),
            start=self.window.start_at,
            items=refs(self.items),
            who=refs(self.people),
            why=self.why[0],
            **({"among": self.among, "surplus": self.surplus} if self.among else {}),
        )

    @property
    def _code(self) -> str:
        if self.among:
            return "programme.displaced_any"
        if self.on_way:
            return "programme.displaced_way"
        return "programme.displaced" if self.at_once else "programme.displaced_day"


@dataclass(frozen=True, slots=True)
class DisplacedPlan:
    """What of the plan in force the programme strikes, and where that is mended."""

    meetings: tuple[DisplacedMeeting, ...] = ()
    board: str = ""
    """The address of the board on which they are moved; empty where there is no plan."""
    plan: str = ""
    """The address at which a new plan is asked for."""

    @property
    def must_go(self) -> int:
        """How many meetings must go: of those with one reason, any of which may go, only so many as are too many."""
        any_of = {meeting.why[0]: meeting.surplus for meeting in self.meetings if meeting.among}
        return sum(not meeting.among for meeting in self.meetings) + sum(any_of.values())
