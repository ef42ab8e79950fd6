"""How a mission asks: who is planned without a yes, by when one answers, how much is asked of whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum

from tearoad.errors import InputError
from tearoad.matching.asking.meeting_state import MeetingSide
from tearoad.matching.hard_conditions import USUAL_RULES, HardRule
from tearoad.text import Text


class ConsentRule(StrEnum):
    """What an unanswered request is worth."""

    OPT_OUT = "opt_out"
    """What nobody refused may be planned."""
    OPT_IN = "opt_in"
    """Only what both sides agreed to is planned."""


class MayAsk(StrEnum):
    """Who finds the other side in a list and may ask to meet whom they find."""

    BUYERS = "buyers"
    """Buyers see the firms of the delegation; firms see only buyers that ask for them or are proposed to them."""
    EXPORTERS = "exporters"
    BOTH = "both"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class PlanWeights:
    """What consent adds to the score of a pair when meetings are planned; an officer sees and changes it."""

    agreed: int = 4000
    """Both sides want the meeting. Two or three others in its place weigh less: what can be kept is kept."""
    requested: int = 500
    """One side wants it."""
    proposed: int = 0
    """Nobody asked for it; the score speaks for it."""
    gladly: int = 300
    """So much is taken off for each side that comes gladly if there is time: who wants a meeting comes first."""


@dataclass(frozen=True, slots=True)
class AskingRules:
    """The rules of asking in one mission."""

    consent: ConsentRule = ConsentRule.OPT_OUT
    deadline_at: datetime | None = None
    """Until then people answer and change their answers."""
    most_requests: int = 15
    """So many firms of the other side somebody may ask for."""
    most_received: int = 30
    """So many requests somebody is shown at most."""
    proposals: int = 5
    """So many firms nobody asked for a buyer is asked about."""
    most_nudges: int = 2
    quiet_from: time = time(20)
    """From then on nobody is reminded, by the clock of where they are."""
    quiet_until: time = time(8)
    weights: PlanWeights = field(default_factory=PlanWeights)
    may_ask: MayAsk = MayAsk.BUYERS
    hard_rules: frozenset[HardRule] = USUAL_RULES
    """Without which two do not meet."""

    def __post_init__(self) -> None:
        """Judge the numbers.

        Raises:
            InputError: one is out of its bounds.

        """
        bounds = {
            "most_requests": (1, 100),
            "most_received": (1, 200),
            "proposals": (0, 50),
            "most_nudges": (0, 2),
        }
        for name, (least, most) in bounds.items():
            found = getattr(self, name)
            if not least <= found <= most:
                text = Text("matching.asking_out_of_bounds", found=found, least=least, most=most)
                raise InputError(text, Text("matching.asking_out_of_bounds_hint"))

    def lets_ask(self, side: MeetingSide) -> bool:
        """Whether somebody of a side may ask for whom they find in the list."""
        return self.may_ask in {MayAsk.BOTH, MayAsk(f"{side.value}s")}

    def is_over(self, at: datetime) -> bool:
        """Whether the deadline has passed."""
        return self.deadline_at is not None and at >= self.deadline_at

    def is_quiet(self, clock: time) -> bool:
        """Whether nobody is to be reminded at this time of their day."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until
