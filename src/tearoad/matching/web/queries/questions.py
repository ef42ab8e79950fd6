"""What firms and buyers ask back, until the office settles it: the text, who asks, and about whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from tearoad.matching.asking import MeetingMove, MeetingSide, SideAnswer
from tearoad.matching.web import models as rows


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that nobody answered yet."""

    exporter: str
    buyer: str
    side: MeetingSide
    """Who asks."""
    text: str

    @property
    def asker(self) -> tuple[str, str]:
        """Role and code of who asks."""
        return self.side.value, getattr(self, self.side.value)

    @property
    def about(self) -> str:
        """The code of the firm or buyer that it is about."""
        return str(getattr(self, self.side.other.value))


def open_questions(found: Iterable[rows.MeetingProgress]) -> tuple[OpenQuestion, ...]:
    """Return the questions of meetings that wait for an answer of the office, the oldest first; one query."""
    asking = {
        (progress.pk, side): progress
        for progress in found
        for side in MeetingSide
        if getattr(progress, f"{side.value}_answer") == SideAnswer.ASKS_BACK
    }
    steps = rows.MeetingStep.objects.filter(
        progress__in={progress for progress, _side in asking}, move=MeetingMove.ASK_BACK, undone_at=None
    ).order_by("id")
    last: Mapping[tuple[UUID, MeetingSide], str] = {
        (progress, MeetingSide(side)): message
        for progress, side, message in steps.values_list("progress", "side", "message")
        if (progress, side) in asking
    }
    return tuple(
        OpenQuestion(asking[key].exporter, asking[key].buyer, key[1], message)
        for key, message in last.items()
        if message
    )
