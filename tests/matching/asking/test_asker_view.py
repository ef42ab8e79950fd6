from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.matching.asking import AskerView, MeetingMove, MeetingPhase, MeetingSide, MoveChannel, RecordedMove
from tearoad.matching.asking.asker_view import asker_view, asks_first, is_wanted, seen_by
from tearoad.matching.asking.meeting_state import ANSWERS, OF_A_SIDE, MeetingStatus, status_after

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
E, B = MeetingSide.EXPORTER, MeetingSide.BUYER
Step = tuple[MeetingMove, MeetingSide | None]
STEPS: list[Step] = [(move, side) for move in MeetingMove for side in ((E, B) if move in OF_A_SIDE else (None,))]
HISTORIES = st.lists(st.sampled_from(STEPS), max_size=14)
OF_A_LINK = (*ANSWERS, MeetingMove.REQUEST, MeetingMove.WITHDRAW, MeetingMove.CONFIRM)


def _made(steps: list[Step]) -> list[RecordedMove]:
    """Return the moves of a history that lead on, each from where the one before it led."""
    status, made = MeetingStatus(), []
    for move, side in steps:
        if status.allows(move, side):
            status = status.after(move, side)
            made.append(RecordedMove(move, side, MoveChannel.OFFICER, AT))
    return made


def _known(side: MeetingSide, made: list[RecordedMove], *, is_told: bool) -> tuple[object, ...]:
    """Return everything that pages show a side, and which of the moves of its link would be taken."""
    status = status_after(made)
    return (
        seen_by(side, made, is_told=is_told),
        asker_view(status, is_told=is_told),
        asks_first(side, made),
        is_wanted(side, made),
        tuple(move for move in OF_A_LINK if status.allows(move, side)),
    )


@settings(max_examples=600, deadline=None)
@given(HISTORIES, st.sampled_from(MeetingSide), st.sampled_from(sorted(ANSWERS)))
def test_before_all_are_told_an_answer_of_the_other_side_changes_nothing_one_sees(
    steps: list[Step], side: MeetingSide, reply: MeetingMove
) -> None:
    made = _made(steps)
    answered = _made([*steps, (reply, side.other)])
    assert _known(side, answered, is_told=False) == _known(side, made, is_told=False)


@settings(max_examples=200, deadline=None)
@given(HISTORIES, st.sampled_from(MeetingSide))
def test_once_all_are_told_a_no_looks_as_silence_does(steps: list[Step], side: MeetingSide) -> None:
    made = _made([*steps, (MeetingMove.REOPEN, None), (MeetingMove.UNPLAN, None), (MeetingMove.REQUEST, side)])
    status = status_after(made)
    if status.phase is not MeetingPhase.TALKS or status.has_consent:
        return
    views = {
        asker_view(status_after(_one_more(made, move, side.other)), is_told=True)
        for move in (MeetingMove.DECLINE, MeetingMove.OTHER_TIME, MeetingMove.ASK_BACK)
    }
    assert {asker_view(status, is_told=True), *views} == {AskerView.NOT_THIS_TIME}


def _one_more(made: list[RecordedMove], move: MeetingMove, side: MeetingSide) -> list[RecordedMove]:
    if not status_after(made).allows(move, side):
        return made
    return [*made, RecordedMove(move, side, MoveChannel.LINK, AT)]


def test_what_the_office_planned_is_no_consent() -> None:
    steps = [(MeetingMove.REQUEST, E), (MeetingMove.OTHER_TIME, B), (MeetingMove.PLAN, None)]
    assert asker_view(status_after(_made([*steps])), is_told=True) is AskerView.PLANNED
    assert asker_view(status_after(_made([*steps, (MeetingMove.ACCEPT, B)])), is_told=True) is AskerView.AGREED
    assert asker_view(status_after(_made([*steps, (MeetingMove.DECLINE, B)])), is_told=True) is AskerView.NOT_THIS_TIME


def test_a_no_of_a_sheet_does_not_take_the_request_of_the_other_side_away() -> None:
    made = _made([(MeetingMove.DECLINE, B), (MeetingMove.REQUEST, E)])
    assert (asks_first(E, made), asks_first(B, made)) == (True, False)
    assert asks_first(E, _made([(MeetingMove.INVITE, E), (MeetingMove.REQUEST, E)])) is False
    assert asks_first(E, _made([(MeetingMove.REQUEST, B), (MeetingMove.REQUEST, E)])) is False


def test_a_side_stays_wanted_once_it_was_told_so() -> None:
    requested = [(MeetingMove.REQUEST, B)]
    proposed = [(MeetingMove.INVITE, B), (MeetingMove.WANT, B), (MeetingMove.INVITE, E)]
    for steps in (requested, proposed):
        assert is_wanted(E, _made([*steps, (MeetingMove.DECLINE, B)]))
    assert not is_wanted(E, _made([(MeetingMove.INVITE, E), (MeetingMove.INVITE, B), (MeetingMove.WANT, B)]))
