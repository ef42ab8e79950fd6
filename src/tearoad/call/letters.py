"""Letters about a decision, in the firm's language."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.call.application import Application, Decision
from tearoad.call.call import Call
from tearoad.mission.mission import Mission
from tearoad.text import Text
from tearoad.values import script_of

WRITTEN = frozenset({Decision.ACCEPTED, Decision.WAITING, Decision.DECLINED})
"""Decisions of which a firm is told by letter."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter before it is said in a language."""

    subject: Text
    body: Text


def letter(mission: Mission, call: Call, application: Application, house: str) -> Letter | None:
    """Return the letter about what was decided; None where nothing is to be told."""
    if application.decision not in WRITTEN:
        return None
    said = {
        "firm": firm_name(application),
        "mission": mission.name.in_language(application.language),
        "fair": mission.fair.in_language(application.language),
        "house": house,
    }
    subject = Text(f"call.subject_{application.decision.value}", mission=said["mission"])
    if application.decision is Decision.ACCEPTED:
        fee = f"{call.fee.amount.normalize():f} {call.fee.currency}" if call.fee else ""
        of_fee = Text("call.letter_fee", fee=fee) if fee else Text("call.letter_no_fee")
        return Letter(subject, Text("call.letter_accepted", of_fee=of_fee, **said))
    if application.decision is Decision.WAITING:
        return Letter(subject, Text("call.letter_waiting", place=application.waiting_place, **said))
    return Letter(subject, Text("call.letter_declined", **said))


def firm_name(application: Application) -> str:
    """Return how a letter addresses the firm: its name in the letter's script, else the first that it gave."""
    name = application.name
    wanted = next((text for text in name.written if script_of(text) is application.language.script), "")
    return wanted or (name.written[0] if name.written else application.id)
