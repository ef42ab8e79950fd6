"""Read visitors' cards, one after the other, so that other work comes in between."""

from __future__ import annotations

from time import monotonic

from tearoad.capture.cards import card_reader
from tearoad.capture.web.actions import cards
from tearoad.capture.web.queries.cards import next_card
from tearoad.office.web.actions.jobs import ask
from tearoad.people import Actor, Role
from tearoad.people.web.models import acting_for
from tearoad.text import Text
from tearoad.web.registry import Job, JobRun, Json

LONGEST_S = 20
"""After so long the rest waits behind what others asked for meanwhile: no plan is held up by a pile of cards."""
_AGAIN_S = 900
"""So often it is looked whether cards wait: those of a server on which reading has been set up since."""


def read_waiting(run: JobRun) -> Json:
    """Read the cards that wait, as many as there is time for; what is left is asked for again."""
    with acting_for(run.tenant):
        reader = card_reader()
        if reader is None:
            return {"unavailable": cards.put_off()}
        read, end = 0, monotonic() + LONGEST_S
        while (card := next_card()) is not None:
            if run.stop():
                return {}
            if monotonic() > end:
                ask(Actor(run.tenant, Role.SYSTEM, run.by), cards.READ, str(run.job_id))
                break
            read += cards.read(reader, card)
        return {"read": read}


JOB = Job(cards.READ, Text(cards.READ), read_waiting, long=True, every_s=_AGAIN_S)
