"""Histories of one meeting from both sides and the office at once, with what must come of them said a second time.

The model is no state machine: it keeps what each side said last and a pile of what can be undone, and knows nothing of
`MeetingStatus`. After every act the row of the meeting, the requests and what is called off are compared with it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hypothesis import strategies as st

from tearoad.errors import Conflict, InputError
from tearoad.matching.asking import AskingRules, MayAsk, MeetingMove, MeetingSide, MoveChannel
from tearoad.matching.asking.times import coming_hours
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions import answering
from tearoad.matching.web.actions.moves import NewMove, make_move, undo_last
from tearoad.matching.web.queries.progress import called_off
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import core
from tearoad.people import Actor, Role, Scope
from tearoad.values.document import to_document

FIRM, BUYER = "E01", "B001"
SAYS = {"want": "wanted", "accept": "gladly", "decline": "not_this_time", "other_time": "another_time"}
REPLIES = {**SAYS, "ask_back": "asks_back"}
SIDES = ("exporter", "buyer")
YES = {"wanted", "gladly"}
Act = tuple[str, str]
PHONE = "phone "
"""An answer that somebody gave by phone, written down by the office."""
ACTS = st.one_of(
    st.tuples(
        st.sampled_from([*REPLIES, "ask", "invite", *(PHONE + each for each in REPLIES)]), st.sampled_from(SIDES)
    ),
    st.tuples(st.sampled_from(["cancel", "reopen", "undo", "hours"]), st.just("")),
)
HISTORIES = st.lists(ACTS, min_size=1, max_size=14)


@dataclass(frozen=True, slots=True)
class KnownMeeting:
    """What is known of a meeting at one moment."""

    exporter: str = "not_asked"
    buyer: str = "not_asked"
    is_off: bool = False

    def said(self, side: str) -> str:
        """Return what a side said last."""
        return self.exporter if side == "exporter" else self.buyer

    def saying(self, side: str, answer: str) -> KnownMeeting:
        """Return the same once a side says something."""
        return replace(self, exporter=answer) if side == "exporter" else replace(self, buyer=answer)


@dataclass(slots=True)
class MeetingModel:
    """A meeting as it must stand, and what can be undone of it: what was known before, and whether a person did it."""

    now: KnownMeeting = field(default_factory=KnownMeeting)
    pile: list[tuple[KnownMeeting, bool]] = field(default_factory=list)
    exists: bool = False

    def act(self, what: str, side: str) -> bool:
        """Do what an act must do; return whether it is allowed."""
        if what == "undo":
            return self._undo()
        if what in {"cancel", "reopen"}:
            return self._office(what)
        if what == "hours":  # a buyer says when it comes: its "yes, at another time" is a yes from then on
            return self.now.buyer != "another_time" or self._said("want", "buyer")
        if what == PHONE + "decline" and self.now.said(side) == "not_asked":
            return self._do(self.now.saying(side, "not_this_time"))
        what = what.removeprefix(PHONE)
        return self._invited(side) if what == "invite" else self._said(what, side)

    def _invited(self, side: str) -> bool:
        is_new = self.now.said(side) == "not_asked" and not self.now.is_off
        return is_new and self._do(self.now.saying(side, "waiting"))

    def _said(self, what: str, side: str) -> bool:
        """Let a side ask, or answer what it is asked; the same once more is let through and changes nothing."""
        other, said = SIDES[side == "exporter"], self.now.said(side)
        is_first = self.now.said(other) == "not_asked"
        if said == ("wanted" if what == "ask" else REPLIES[what]):
            return True
        if what != "ask" and said == "not_asked":
            return False
        if what == "ask":
            meeting = self.now.saying(other, "waiting") if is_first else self.now
            return self._do(meeting.saying(side, "wanted"))
        self._do(self.now.saying(side, REPLIES[what]))
        self._asks_the_other()
        return True

    def _office(self, what: str) -> bool:
        if what == "cancel":
            return not self.now.is_off and self._do(replace(self.now, is_off=True))
        anew = {"not_this_time": "waiting"}
        exporter, buyer = self.now.exporter, self.now.buyer
        meeting = KnownMeeting(anew.get(exporter, exporter), anew.get(buyer, buyer))
        has_no = "not_this_time" in {self.now.exporter, self.now.buyer}
        if not (self.now.is_off or has_no):
            return False
        self._do(meeting)
        self._asks_the_other()
        return True

    def _asks_the_other(self) -> None:
        """Who was asked by nobody is asked once the other side wants to meet it."""
        for side, other in (SIDES, SIDES[::-1]):
            if self.now.said(side) in YES and self.now.said(other) == "not_asked" and not self.now.is_off:
                self._do(self.now.saying(other, "waiting"), by_person=False)

    def _undo(self) -> bool:
        while self.pile:
            self.now, by_person = self.pile.pop()
            if by_person:
                return True
        return False

    def _do(self, after: KnownMeeting, *, by_person: bool = True) -> bool:
        self.pile.append((self.now, by_person))
        self.now, self.exists = after, True
        return True

    @property
    def state(self) -> str:
        """What everybody reads."""
        said = [self.now.exporter, self.now.buyer]
        if self.now.is_off:
            return "cancelled"
        if YES.issuperset(said):
            return "agreed"
        order = ("not_this_time", "another_time", "asks_back", "waiting", "wanted", "gladly")
        found = next((text for text in order if text in said), "proposed")
        return "asked" if found == "waiting" else found

    @property
    def requests(self) -> dict[tuple[str, str], str]:
        """Which requests must stand: a yes or a no; another time is neither until they say when."""
        sides = ((FIRM, BUYER, self.now.exporter), (BUYER, FIRM, self.now.buyer))
        return {
            (asker, asked): "no" if said == "not_this_time" else "wish"
            for asker, asked, said in sides
            if said in {"wanted", "gladly", "not_this_time"}
        }


def begin_anew(mission: Mission) -> None:
    """Leave a mission in which nobody asked for anything, and everybody may."""
    rows.MeetingStep.objects.all().delete()
    rows.MeetingProgress.objects.all().delete()
    rows.Request.objects.all().delete()
    rules = AskingRules(may_ask=MayAsk.BOTH)
    rows.AskingSettings.objects.update_or_create(mission=mission, defaults={"document": to_document(rules)})


def play(officer: Actor, mission: Mission, history: list[Act]) -> None:
    """Play a history in a mission that begins anew, and compare after each act."""
    begin_anew(mission)
    model = MeetingModel()
    people = {
        side: Actor(mission.tenant_id, Role(side), mission=mission.pk, party=party, scope=Scope.ANSWER)
        for side, party in (("exporter", FIRM), ("buyer", BUYER))
    }
    for what, side in history:
        if what.startswith(PHONE) and model.now.said(side) == REPLIES[what.removeprefix(PHONE)]:
            continue  # the office writes the same down again where it likes
        allowed = model.act(what, side)
        try:
            _do(officer, mission, people, what, side)
        except (Conflict, InputError):
            assert not allowed, (history, what, side, "was refused")
        else:
            assert allowed, (history, what, side, "was let through")
        _compare(mission, model, history)


def _do(officer: Actor, mission: Mission, people: dict[str, Actor], what: str, side: str) -> None:
    if what == "undo":
        undo_last(officer, mission, FIRM, BUYER)
    elif what in {"cancel", "reopen"}:
        make_move(officer, mission, NewMove(exporter=FIRM, buyer=BUYER, move=MeetingMove(what)))
    elif what == "hours":
        answering.say_when(people["buyer"], mission, coming_hours(core(mission), ()))
    elif what == "invite" or what.startswith(PHONE):
        move, channel = MeetingMove(what.removeprefix(PHONE)), MoveChannel.CALL
        make_move(
            officer, mission, NewMove(exporter=FIRM, buyer=BUYER, move=move, side=MeetingSide(side), channel=channel)
        )
    else:
        other = BUYER if side == "exporter" else FIRM
        if what == "ask":
            answering.ask_for(people[side], mission, other)
        else:
            answering.answer(people[side], mission, other, MeetingMove(what), "Which?" if what == "ask_back" else "")


def _compare(mission: Mission, model: MeetingModel, history: list[Act]) -> None:
    found = rows.MeetingProgress.objects.filter(mission=mission, exporter=FIRM, buyer=BUYER).first()
    stands = (found.state, found.exporter_answer, found.buyer_answer) if found else ("proposed", *["not_asked"] * 2)
    assert stands == (model.state, model.now.exporter, model.now.buyer), history
    requests = rows.Request.objects.filter(mission=mission).values_list("asker", "asked", "strength")
    assert {(asker, asked): strength for asker, asked, strength in requests} == model.requests, history
    assert called_off(mission) == ({(FIRM, BUYER)} if model.now.is_off else set()), history
