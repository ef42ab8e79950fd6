"""What an officer decides about each firm: all of it is understood, or nothing is done."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tearoad.call import Decision
from tearoad.errors import InputError
from tearoad.text import Text

CHOICES = (Decision.OPEN, Decision.ACCEPTED, Decision.WAITING, Decision.DECLINED)
_PREFIX = "decision_"


def read_decisions(sent: Mapping[str, str], known: Collection[str]) -> dict[str, Decision]:
    """Return the decisions of a form by application.

    Raises:
        InputError: one of them is none, or is about an application that is not here.

    """
    chosen = {name.removeprefix(_PREFIX): value for name, value in sent.items() if name.startswith(_PREFIX)}
    for id_, value in chosen.items():
        if value not in set(CHOICES) or id_ not in known:
            wrong = Text("call_pages.odd_decision", id=id_[:20], found=value[:40])
            raise InputError(wrong, Text("call_pages.odd_decision_hint"))
    return {id_: Decision(value) for id_, value in chosen.items()}
