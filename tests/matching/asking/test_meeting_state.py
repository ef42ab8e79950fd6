from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.errors import Conflict, InputError
from tearoad.matching.asking import (
    AskingRules,
    MeetingMove,
    MeetingSide,
    MeetingStatus,
    MoveChannel,
    PairState,
    RecordedMove,
    status_after,
)
from tearoad.matching.asking.meeting_state import ANSWERS, OF_A_SIDE
from tearoad.matching.asking.transitions import possible_moves, reachable, transitions

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
E, B = MeetingSide.EXPORTER, MeetingSide.BUYER
Step = tuple[MeetingMove, MeetingSide | None]
STEPS: list[Step] = [(move, side) for move in MeetingMove for side in ((E, B) if move in OF_A_SIDE else (None,))]


def _after(*steps: Step) -> MeetingStatus:
    return status_after(RecordedMove(move, side, MoveChannel.OFFICER, AT) for move, side in steps)


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        ((), PairState.PROPOSED),
        (((MeetingMove.INVITE, B),), PairState.ASKED),
        (((MeetingMove.INVITE, B), (MeetingMove.WANT, B)), PairState.WANTED),
        (((MeetingMove.INVITE, B), (MeetingMove.ACCEPT, B)), PairState.GLADLY),
        (((MeetingMove.REQUEST, E),), PairState.ASKED),
        (((MeetingMove.REQUEST, E), (MeetingMove.ACCEPT, B)), PairState.AGREED),
        (((MeetingMove.REQUEST, E), (MeetingMove.REQUEST, B)), PairState.AGREED),
        (((MeetingMove.REQUEST, E), (MeetingMove.DECLINE, B)), PairState.NOT_THIS_TIME),
        (((MeetingMove.REQUEST, E), (MeetingMove.OTHER_TIME, B)), PairState.ANOTHER_TIME),
        (((MeetingMove.REQUEST, E), (MeetingMove.ASK_BACK, B)), PairState.ASKS_BACK),
        (((MeetingMove.DECLINE, B), (MeetingMove.REOPEN, None)), PairState.ASKED),
        (((MeetingMove.REQUEST, E), (MeetingMove.ACCEPT, B), (MeetingMove.TAKE_BACK, E)), PairState.GLADLY),
        (((MeetingMove.DECLINE, B), (MeetingMove.TAKE_BACK, B)), PairState.PROPOSED),
        (((MeetingMove.PLAN, None),), PairState.PLANNED),
        (((MeetingMove.PLAN, None), (MeetingMove.NOTIFY, None)), PairState.NOTIFIED),
        (((MeetingMove.PLAN, None), (MeetingMove.NOTIFY, None), (MeetingMove.CONFIRM, B)), PairState.NOTIFIED),
        (((MeetingMove.PLAN, None), (MeetingMove.DECLINE, B)), PairState.CANCELLED),
        (((MeetingMove.PLAN, None), (MeetingMove.RUN_LATE, E)), PairState.PLANNED),
        (((MeetingMove.PLAN, None), (MeetingMove.ASK_WHERE, B)), PairState.PLANNED),
        (((MeetingMove.PLAN, None), (MeetingMove.WITHDRAW, E)), PairState.CANCELLED),
        (((MeetingMove.PLAN, None), (MeetingMove.WITHDRAW, E), (MeetingMove.REOPEN, None)), PairState.PROPOSED),
        (((MeetingMove.PLAN, None), (MeetingMove.UNPLAN, None)), PairState.PROPOSED),
        (((MeetingMove.PLAN, None), (MeetingMove.NOTIFY, None), (MeetingMove.RESCHEDULE, None)), PairState.PLANNED),
        (((MeetingMove.PLAN, None), (MeetingMove.NOTIFY, None), (MeetingMove.KEEP, None)), PairState.KEPT),
        (((MeetingMove.PLAN, None), (MeetingMove.MISS, None)), PairState.MISSED),
    ],
)
def test_moves_lead_to_states(steps: tuple[Step, ...], state: PairState) -> None:
    assert _after(*steps).state is state


def test_a_meeting_is_confirmed_once_both_sides_said_so() -> None:
    steps: tuple[Step, ...] = ((MeetingMove.PLAN, None), (MeetingMove.CONFIRM, B), (MeetingMove.NOTIFY, None))
    assert _after(*steps).state is PairState.NOTIFIED
    assert _after(*steps, (MeetingMove.CONFIRM, E)).state is PairState.CONFIRMED
    assert _after(*steps, (MeetingMove.CONFIRM, E), (MeetingMove.RESCHEDULE, None)).confirmed == frozenset()


@pytest.mark.parametrize(
    ("steps", "forbidden"),
    [
        ((), (MeetingMove.ACCEPT, B)),
        ((), (MeetingMove.KEEP, None)),
        ((), (MeetingMove.RUN_LATE, E)),
        ((), (MeetingMove.ASK_WHERE, E)),
        ((), (MeetingMove.WITHDRAW, B)),
        ((), (MeetingMove.INVITE, None)),
        ((), (MeetingMove.PLAN, E)),
        (((MeetingMove.DECLINE, B),), (MeetingMove.PLAN, None)),
        ((), (MeetingMove.CONFIRM, B)),
        (((MeetingMove.INVITE, B),), (MeetingMove.TAKE_BACK, B)),
        (((MeetingMove.REQUEST, E), (MeetingMove.PLAN, None), (MeetingMove.KEEP, None)), (MeetingMove.TAKE_BACK, E)),
        (((MeetingMove.PLAN, None), (MeetingMove.KEEP, None)), (MeetingMove.DECLINE, B)),
        (((MeetingMove.CANCEL, None),), (MeetingMove.INVITE, E)),
        (((MeetingMove.PLAN, None), (MeetingMove.CANCEL, None)), (MeetingMove.RUN_LATE, E)),
    ],
)
def test_what_does_not_lead_on_is_refused(steps: tuple[Step, ...], forbidden: Step) -> None:
    with pytest.raises(Conflict):
        _after(*steps).after(*forbidden)


def test_what_was_undone_counts_as_never_made() -> None:
    made = RecordedMove(MeetingMove.REQUEST, E, MoveChannel.SHEET, AT)
    undone = RecordedMove(MeetingMove.DECLINE, B, MoveChannel.LINK, AT, undone_at=AT)
    assert status_after([made, undone]) == status_after([made])


@settings(max_examples=2000, deadline=None)
@given(st.lists(st.sampled_from(STEPS), max_size=14))
def test_histories_from_both_sides_keep_what_a_second_account_of_them_says(steps: list[Step]) -> None:
    status, model = MeetingStatus(), _Account()
    for step in steps:
        allowed = model.take(*step)
        assert status.allows(*step) == allowed
        if allowed:
            status = status.after(*step)
        assert status.state.value == model.state()
        assert set(possible_moves(status)) == {step for step in STEPS if status.allows(*step)}


_SAID = {
    "want": "wanted",
    "accept": "gladly",
    "decline": "no",
    "other_time": "another_time",
    "ask_back": "asks_back",
}


class _Account:
    """A second account of a history, in plain words and kept apart from the machine."""

    def __init__(self) -> None:
        self.says: dict[MeetingSide, str] = {E: "", B: ""}
        self.place = ""
        self.comes: set[MeetingSide] = set()

    def take(self, move: MeetingMove, side: MeetingSide | None) -> bool:
        if side is None:
            return self._both(move.value)
        if self.place in {"kept", "missed"}:
            return False
        return self._one(move.value, side, B if side is E else E)

    def _one(self, move: str, side: MeetingSide, other: MeetingSide) -> bool:
        said = self.says[side]
        if move == "confirm":
            may = self.place in {"planned", "notified", "cancelled"}
            self.comes |= {side} if may else set()
        elif move in {"run_late", "ask_where", "withdraw"}:
            may = self.place in {"planned", "notified"} or (move == "withdraw" and self.place == "cancelled")
            if may and move == "withdraw":
                self.place, self.comes = "cancelled", set()
        elif move == "invite":
            may = not said and self.place != "cancelled"
            self.says[side] = "asked" if may else said
        elif move == "request":
            may = said != "wanted"
            self.says |= {side: "wanted", other: self.says[other] or "asked"} if may else {}
        elif move == "take_back":
            may = said in {"wanted", "gladly", "no"}
            self.says[side] = "" if may else said
        else:
            may = bool(said) or move == "decline"
            self.says[side] = _SAID[move] if may else said
            if move == "decline" and self.place:
                self.place, self.comes = "cancelled", set()
        return may

    def _both(self, move: str) -> bool:
        no = "no" in self.says.values()
        leads = {
            ("", "plan"): "planned",
            ("planned", "unplan"): "",
            ("notified", "unplan"): "",
            ("planned", "notify"): "notified",
            **{(place, "reschedule"): "planned" for place in ("planned", "notified")},
            **{(place, "cancel"): "cancelled" for place in ("", "planned", "notified")},
            **{(place, "keep"): "kept" for place in ("planned", "notified")},
            **{(place, "miss"): "missed" for place in ("planned", "notified")},
        }
        if move == "reopen":
            if self.place != "cancelled" and not (self.place == "" and no):
                return False
            self.place, self.comes = "", set()
            self.says = {side: "asked" if said == "no" else said for side, said in self.says.items()}
            return True
        if (self.place, move) not in leads or (move == "plan" and no):
            return False
        if move not in {"keep", "miss", "notify"}:
            self.comes = set()
        self.place = leads[self.place, move]
        return True

    def state(self) -> str:
        if self.place in {"planned", "notified"} and self.comes == {E, B}:
            return "confirmed"
        if self.place:
            return self.place
        said = set(self.says.values())
        if said <= {"wanted", "gladly"}:
            return "agreed"
        order = {"no": "not_this_time", "another_time": "", "asks_back": "", "asked": "", "wanted": "", "gladly": ""}
        return next((order[text] or text for text in order if text in said), "proposed")


def test_every_state_is_reached_and_every_transition_is_told() -> None:
    found = transitions()
    assert {status.state for status in reachable()} == set(PairState)
    assert found[PairState.KEPT] == {}
    assert found[PairState.MISSED] == {}
    stays = {*ANSWERS, MeetingMove.REQUEST, MeetingMove.TAKE_BACK, MeetingMove.WITHDRAW, MeetingMove.CONFIRM}
    assert found[PairState.CANCELLED].keys() == {*stays, MeetingMove.REOPEN}
    assert {found[PairState.CANCELLED][move] for move in stays} == {frozenset({PairState.CANCELLED})}
    assert found[PairState.AGREED][MeetingMove.PLAN] == {PairState.PLANNED}
    assert MeetingMove.PLAN not in found[PairState.NOT_THIS_TIME]


def test_nobody_is_reminded_at_night() -> None:
    rules = AskingRules()
    assert [rules.is_quiet(time(hour)) for hour in (7, 8, 19, 20, 23, 0)] == [True, False, False, True, True, True]
    by_day = AskingRules(quiet_from=time(12), quiet_until=time(14))
    assert [by_day.is_quiet(time(hour)) for hour in (11, 12, 14)] == [False, True, False]


def test_rules_out_of_bounds_are_refused() -> None:
    assert AskingRules(most_nudges=2).most_nudges == 2
    with pytest.raises(InputError):
        AskingRules(most_nudges=3)
    assert AskingRules(deadline_at=AT).is_over(AT)
    assert not AskingRules().is_over(AT)
