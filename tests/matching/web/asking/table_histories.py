"""Histories of one meeting that is changed through the table of requests, by sheets, by links and by the office.

After every act the row of each side must say what the meeting says of that side, and what the meeting is kept as must
be what its moves come to. What is undone at once must leave the meeting as it stood before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from hypothesis import strategies as st

from tearoad.errors import Conflict, InputError
from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.actions.table_writing import undo_table_change
from tearoad.journey.web.actions.tables import add_row, change_cells, remove_rows
from tearoad.journey.web.actions.undoing import put_back
from tearoad.journey.web.actions.write_files import Choice, write_rows
from tearoad.journey.web.answers import CellEdit
from tearoad.journey.web.models import TableChange
from tearoad.journey.web.queries.rows_now import rows_now
from tearoad.journey.web.queries.tables.pages import TableScene
from tearoad.matching.asking import MeetingMove, MeetingSide, MeetingStatus, MoveChannel
from tearoad.matching.web import models as rows
from tearoad.matching.web.actions import answering
from tearoad.matching.web.actions.inviting import prepare
from tearoad.matching.web.actions.moves import NewMove, make_move, record_many, undo_last
from tearoad.matching.web.queries.progress import progress_of, status_of
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role, Scope
from tearoad.values import Language
from tests.matching.web.asking.histories import BUYER, FIRM, SIDES, begin_anew

REQUESTS = "requests"
STRENGTHS = ("wish", "must", "no", "")
"""What a row may be made to say; empty takes it out."""
TABLE_ACTS = st.one_of(
    st.tuples(st.sampled_from(["table", "table", "import"]), st.sampled_from(SIDES), st.sampled_from(STRENGTHS)),
    st.tuples(
        st.sampled_from(["ask", "want", "accept", "decline", "other_time", "ask_back"]),
        st.sampled_from(SIDES),
        st.just(""),
    ),
    st.tuples(
        st.sampled_from(["undo table", "undo import", "undo", "cancel", "reopen", "plan", "take in"]),
        st.just(""),
        st.just(""),
    ),
)
TABLE_HISTORIES = st.lists(TABLE_ACTS, min_size=2, max_size=10)
_SAYS = {"wanted": "yes", "gladly": "yes", "not_this_time": "no"}
_WRITTEN = {"wish": "yes", "must": "yes", "no": "no"}
TableAct = tuple[str, str, str]
UndoneTo = tuple[str, MeetingStatus]


@dataclass(slots=True)
class TablePlay:
    """A mission that is played with, and what can be undone."""

    officer: Actor
    mission: Mission
    imports: list[tuple[Any, Any]] = field(default_factory=list)
    before_last: UndoneTo | None = None
    """Which undo leads straight back, and where the meeting stood."""

    def people(self, side: str) -> Actor:
        """Return who came by the link to answer of a side."""
        party = FIRM if side == "exporter" else BUYER
        tenant, mission = self.mission.tenant_id, self.mission.pk
        return Actor(tenant, Role(side), mission=mission, party=party, scope=Scope.ANSWER)

    def status(self) -> MeetingStatus | None:
        """Return where the meeting stands; None where nobody said anything of it."""
        progress = progress_of(self.mission, FIRM, BUYER)
        return status_of(progress) if progress else None

    def act(self, what: str, side: str, strength: str) -> None:
        """Do one act; what is refused changes nothing."""
        stood, wanted_back = self.status(), self.before_last
        self.before_last = None
        try:
            done = self._do(what, side, strength)
        except (Conflict, InputError):
            assert self.status() == stood
            return
        if done and what in {"table", "import"} and stood is not None:
            self.before_last = (f"undo {what}", stood)
        if done and wanted_back is not None and wanted_back[0] == what:
            assert self.status() == wanted_back[1], "an undo leads back"

    def _do(self, what: str, side: str, strength: str) -> bool:
        """Do one act; return whether the table says anything else by it."""
        if what in {"table", "import"}:
            asker, asked = (FIRM, BUYER) if side == "exporter" else (BUYER, FIRM)
            return (self._edit if what == "table" else self._import)(asker, asked, strength)
        if side:
            self._answer(what, side)
            return True
        by_office: dict[str, Callable[[], bool]] = {
            "undo table": self._undo_table,
            "undo import": self._undo_import,
            "take in": lambda: prepare(self.officer, self.mission) is not None,
            "undo": lambda: undo_last(self.officer, self.mission, FIRM, BUYER) is not None,
            "plan": self._plan,
        }
        if what in by_office:
            return by_office[what]()
        make_move(self.officer, self.mission, NewMove(exporter=FIRM, buyer=BUYER, move=MeetingMove(what)))
        return True

    def _answer(self, what: str, side: str) -> None:
        other, by = (BUYER if side == "exporter" else FIRM), self.people(side)
        if what == "ask":
            answering.ask_for(by, self.mission, other)
        else:
            answering.answer(by, self.mission, other, MeetingMove(what), "Which?" if what == "ask_back" else "")

    def _plan(self) -> bool:
        new = NewMove(exporter=FIRM, buyer=BUYER, move=MeetingMove.PLAN, channel=MoveChannel.PROGRAM)
        return self.status() is not None and record_many(self.officer, self.mission, [new]) > 0

    def _undo_import(self) -> bool:
        if not self.imports:
            return False
        put_back(self.officer, self.mission, *self.imports.pop())
        return True

    def _edit(self, asker: str, asked: str, strength: str) -> bool:
        scene = TableScene(TABLE_KINDS[REQUESTS], self.mission, Language.EN)
        row = rows.Request.objects.filter(mission=self.mission, asker=asker, asked=asked).first()
        if row is None and strength:
            said = [{"asker": asker, "asked": asked, "strength": strength}]
            outcome = add_row(self.officer, scene, said)
            assert not outcome.faults
            return outcome.change is not None
        if row is None:
            return False
        if not strength:
            return remove_rows(self.officer, scene, [str(row.pk)]) is not None
        outcome = change_cells(self.officer, scene, [CellEdit(str(row.pk), 0, "strength", strength)])
        assert not outcome.faults
        return outcome.change is not None

    def _import(self, asker: str, asked: str, strength: str) -> bool:
        now = rows_now(self.mission).documents[REQUESTS]
        said = {
            key: document for key, document in now.items() if (document["asker"], document["asked"]) != (asker, asked)
        }
        if strength:
            key = next((key for key in now if key not in said), f"{asker}-{asked}")
            said[key] = {**now.get(key, {}), "id": key, "asker": asker, "asked": asked, "strength": strength}
        documents = {REQUESTS: said}
        written = write_rows(self.officer, self.mission, documents, Choice(remove=frozenset({REQUESTS})))
        if written.anything:
            self.imports.append((documents, asdict(written)))
        return written.anything

    def _undo_table(self) -> bool:
        change = TableChange.objects.filter(mission=self.mission, undone_at=None).order_by("-changed_at", "-pk").first()
        if change is None:
            return False
        undo_table_change(self.officer, TableScene(TABLE_KINDS[REQUESTS], self.mission, Language.EN), str(change.pk))
        return True

    def compare(self, history: list[TableAct]) -> None:
        """Compare the rows with the meeting, and the meeting with its moves."""
        progress = progress_of(self.mission, FIRM, BUYER)
        if progress is None:
            return
        status = status_of(progress)
        kept = (progress.state, progress.exporter_answer, progress.buyer_answer)
        assert kept == (status.state, status.exporter, status.buyer), history
        found = rows.Request.objects.filter(mission=self.mission)
        strength = {(row.asker, row.asked): row.strength for row in found}
        said = {
            (FIRM, BUYER): _SAYS.get(status.answer_of(MeetingSide.EXPORTER)),
            (BUYER, FIRM): _SAYS.get(status.answer_of(MeetingSide.BUYER)),
        }
        assert {way: _WRITTEN.get(strength.get(way, "")) for way in said} == said, history


def play_table(officer: Actor, mission: Mission, history: list[TableAct]) -> None:
    """Play a history in a mission that begins anew, and compare after each act."""
    begin_anew(mission)
    TableChange.objects.all().delete()
    play = TablePlay(officer, mission)
    for act in history:
        play.act(*act)
        play.compare(history)
