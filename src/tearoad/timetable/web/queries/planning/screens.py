"""What the templates of the board show."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from tearoad.text import Ref, Text
from tearoad.timetable.board import By, Target
from tearoad.timetable.explain import explain
from tearoad.timetable.rules import pair
from tearoad.timetable.web.queries.planning import levels
from tearoad.timetable.web.queries.planning.board import Board, BoardRow, Day, LeftOut
from tearoad.timetable.web.queries.planning.options import nearest
from tearoad.timetable.web.queries.planning.remedies import ObstacleWithRemedy, obstacles_with_remedies
from tearoad.values import WishId
from tearoad.values.document import text_from_document

SPOKEN = (
    "picked", "nothing_fits", "cell_fits", "cell_clash", "cell_now", "cancelled", "moved", "placed", "failed",
)  # fmt: skip
"""Sentences that the board's script says while something is moved; the catalogue has each as `board_pages.says_…`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen."""

    value: str
    text: Text
    chosen: bool


@dataclass(frozen=True, slots=True)
class BoardScreen:
    """One day of the board."""

    day: int
    days: tuple[Day, ...]
    by: By
    views: tuple[Choice, ...]
    search: str
    row: str
    all_rows: tuple[tuple[str, str], ...]
    times: tuple[tuple[int, str], ...]
    rows: tuple[BoardRow, ...]
    left_out: tuple[LeftOut, ...]
    last: Text | None
    """What the last edit did, which can be taken back."""
    out_of_date: bool
    levels: tuple[levels.LevelLine, ...]
    spoken: str
    back: str
    """What a link adds, so that one comes back to this day and view."""


@dataclass(frozen=True, slots=True)
class MeetingThatCanMove:
    """A planned meeting with room elsewhere: the wish as part of an address, the two sides, and where to."""

    wish: str
    meeting: Text
    spot: Text


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a wish is not in the plan as it stands, and what would make room for it."""

    text: Text
    spot: Text | None
    """Where the meeting would stand once others moved or gave way; None where none has to, or nothing small helps."""
    move: MeetingThatCanMove | None
    gives_way: tuple[tuple[str, Text], ...]
    """The meetings that could give way where none can move: the wish as part of an address, and the two sides."""
    obstacles: tuple[ObstacleWithRemedy, ...]


@dataclass(frozen=True, slots=True)
class MeetingScreen:
    """One meeting, or one wish left out."""

    wish: WishId
    title: Text
    now: Text | None
    must: bool
    pinned: bool
    why: tuple[str, ...]
    why_not: WhyNot | None
    """Of a wish left out."""
    starts: tuple[Choice, ...]
    places: tuple[Choice, ...]
    interpreters: tuple[Choice, ...]
    spots: tuple[tuple[Target, Text], ...]
    back: Mapping[str, str]


def board_screen(board: Board, said: Mapping[str, str]) -> BoardScreen:
    """Return what the board's page shows."""
    day = board.day(said.get("day", ""))
    by = By(said["by"]) if said.get("by") in set(By) else By.PLACE
    rows = board.rows(day, by, said.get("q", ""))
    row = said.get("row", "")
    chosen = tuple(board_row for board_row in rows if board_row.id == row) or rows
    draft = board.draft
    return BoardScreen(
        day=day,
        days=board.days(day),
        by=by,
        views=tuple(Choice(view.value, Text(f"board_pages.by_{view.value}"), view is by) for view in By),
        search=said.get("q", ""),
        row=row if len(chosen) == 1 else "",
        all_rows=tuple(
            (board_row.id, f"{board_row.name} · {board_row.detail}" if board_row.detail else board_row.name)
            for board_row in rows
        ),
        times=board.times(day),
        rows=chosen,
        left_out=board.left_out(),
        last=text_from_document(draft.steps[-1]["text"]) if draft.steps else None,
        out_of_date=draft.mission_revision != board.mission.revision,
        levels=levels.lines(board.plan.levels, len(board.problem.previous)),
        spoken=json.dumps({text: board.words.template(Text(f"board_pages.says_{text}")) for text in SPOKEN}),
        back="&" + urlencode({"day": day, "by": by.value}),
    )


def meeting_screen(board: Board, wish_id: WishId, said: Mapping[str, str]) -> MeetingScreen:
    """Return what a meeting's page shows: how it stands, and every time, place and interpreter to choose from."""
    look = board.problem.lookup
    wish, now = look.wish[wish_id], board.meeting(wish_id)
    who = now.interpreter if now else None
    speakers = [speaker for speaker in board.targets(wish_id).speakers if speaker]
    free = (Choice("any", Text("board_pages.any_interpreter"), who is None),) if speakers else ()
    none = () if wish.needs_speaker else (Choice("", Text("board_pages.no_interpreter"), who is None),)
    return MeetingScreen(
        wish=wish_id,
        title=pair(wish),
        now=_stands(board, wish_id),
        must=wish_id in look.musts,
        pinned=wish_id in look.pin,
        why=board.why(wish_id),
        why_not=_why_not(board, wish_id) if now is None else None,
        starts=tuple(
            Choice(str(start), board.moment(start), now is not None and start == now.start)
            for start in sorted(wish.starts)
        ),
        places=tuple(
            Choice(place, Text("board_pages.only", who=Ref(place)), now is not None and place == now.place)
            for place in wish.places
        ),
        interpreters=(
            *none,
            *free,
            *(
                Choice(str(speaker), Text("board_pages.only", who=Ref(str(speaker))), speaker == who)
                for speaker in speakers
            ),
        ),
        spots=tuple((target, _spot(board, target)) for target in nearest(board, wish_id)),
        back={name: said.get(name, "") for name in ("day", "by", "row", "q")},
    )


def _why_not(board: Board, wish_id: WishId) -> WhyNot:
    """Explain it anew: no search, a tenth of a second at a mission's size, and true of what the board made of it."""
    (explanation,), look = explain(board.problem, board.plan, {wish_id}), board.problem.lookup
    move = explanation.move
    trade = explanation.trade if explanation.trade and explanation.trade.gives_way and not move else None
    change = move or trade
    return WhyNot(
        text=explanation.text,
        spot=_spot(board, Target(change.meeting)) if change else None,
        move=MeetingThatCanMove(
            quote(move.moved.wish, safe=""), pair(look.wish[move.moved.wish]), _spot(board, Target(move.moved))
        )
        if move
        else None,
        gives_way=tuple((quote(wish, safe=""), pair(look.wish[wish])) for wish in trade.gives_way) if trade else (),
        obstacles=obstacles_with_remedies(board.mission, (obstacle.text for obstacle in explanation.obstacles)),
    )


def _stands(board: Board, wish: WishId) -> Text | None:
    now = board.meeting(wish)
    return None if now is None else _spot(board, Target(now))


def _spot(board: Board, target: Target) -> Text:
    meeting = target.meeting
    at = board.problem.slots[meeting.start].window.start_at
    if meeting.interpreter is None:
        return Text("board_pages.spot", at=at, place=Ref(meeting.place))
    return Text("board_pages.spot_with", at=at, place=Ref(meeting.place), interpreter=Ref(meeting.interpreter))
